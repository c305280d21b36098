//! The post table as lines of text, as offices keep it in Excel and paste it.

use crate::{error::AppError, platform::tables::read_text};
use domain::{
    FieldProblem, Problem,
    rules::{AreaCode, PoolCode, Post, RuleDocument, Text},
    tables::{GridProblem, Head, Row},
};

/// The columns of the post table; the pool may be left out, the places too.
const HEAD: Head = Head::Given {
    titles: &["code", "area", "name", "places", "pool"],
    least: 3,
};

/// The post table as lines: code, area, name, places, pool; the form in which offices paste it from Excel.
pub fn posts_text(rules: &RuleDocument) -> String {
    let line = |post: &Post| {
        [
            post.code.as_str().to_owned(),
            area_of(rules, post),
            post.name.zh.clone(),
            post.places.map(|n| n.to_string()).unwrap_or_default(),
            pool_of(rules, post),
        ]
        .map(quoted)
        .join("\t")
    };
    rules.posts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// As a spreadsheet copies a cell: in quotes where it would be read otherwise.
fn quoted(cell: String) -> String {
    match cell.starts_with('"') || cell.contains(['\t', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

fn area_of(rules: &RuleDocument, post: &Post) -> String {
    post.area
        .as_ref()
        .and_then(|code| rules.area(code))
        .map(|area| area.name.zh.clone())
        .unwrap_or_default()
}

fn pool_of(rules: &RuleDocument, post: &Post) -> String {
    post.pool
        .as_ref()
        .and_then(|code| rules.pool(code))
        .map(|pool| pool.name.zh.clone())
        .unwrap_or_default()
}

/// Reads those lines; conditions of a post that is still there stay with it.
///
/// # Errors
/// Every line that cannot be read, by its number; a code that stands twice.
pub fn read_posts(rules: &RuleDocument, text: &str) -> Result<Vec<Post>, AppError> {
    let grid = read_text(text, HEAD);
    let mut problems: Vec<Problem> = grid.problems.iter().cloned().map(Problem::Table).collect();
    let mut posts: Vec<Post> = Vec::new();
    for row in &grid.rows {
        match read_post(rules, row) {
            Ok(post) if posts.iter().any(|other| other.code == post.code) => {
                problems.push(Problem::Duplicate {
                    value: post.code.as_str().to_owned(),
                });
            }
            Ok(post) => posts.push(post),
            Err(detail) => problems.push(Problem::Unreadable {
                line: row.number,
                detail,
            }),
        }
    }
    // No line at all is no post, which the check of the rules tells.
    problems.retain(
        |problem| !matches!(problem, Problem::Table(found) if found.kind == GridProblem::Empty),
    );
    if problems.is_empty() {
        return Ok(posts);
    }
    let all = problems.into_iter();
    Err(AppError::Invalid(
        all.map(|problem| FieldProblem::new("posts", problem))
            .collect(),
    ))
}

/// The post of one line.
///
/// # Errors
/// What of the line cannot be read.
fn read_post(rules: &RuleDocument, row: &Row) -> Result<Post, String> {
    let text = |at: usize| row.cells[at].text().into_owned();
    let [code, area_name, name, places, pool_name] = [0, 1, 2, 3, 4].map(text);
    if code.is_empty() || name.is_empty() {
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
        return Err(cells.join(" ").trim().to_owned());
    }
    let code = match rules.post(&code.as_str().into()) {
        Some(_) => code,
        None => row.cells[0].key().into_owned(),
    };
    let before = rules
        .post(&code.as_str().into())
        .cloned()
        .unwrap_or_default();
    // What is still called the same is still the same, also where two have one name.
    let area: Option<AreaCode> = if area_of(rules, &before) == area_name {
        before.area.clone()
    } else {
        let mut areas = rules.areas.iter();
        areas
            .find(|a| a.name.zh == area_name)
            .map(|a| a.code.clone())
    };
    let pool: Option<PoolCode> = if pool_of(rules, &before) == pool_name {
        before.pool.clone()
    } else {
        let mut pools = rules.pools.iter();
        pools
            .find(|p| p.name.zh == pool_name)
            .map(|p| p.code.clone())
    };
    if (area.is_none() && !area_name.is_empty()) || (pool.is_none() && !pool_name.is_empty()) {
        return Err(format!("{area_name} {pool_name}"));
    }
    // Without a number the notice does not say: the check asks for it.
    let places: Option<u32> = match row.cells[3].key().as_ref() {
        "" => None,
        number => Some(number.parse().map_err(|_| places)?),
    };
    let name = if before.name.zh == name {
        before.name.clone()
    } else {
        Text::zh(name)
    };
    Ok(Post {
        code: code.as_str().into(),
        name,
        area,
        places,
        pool,
        ..before
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> RuleDocument {
        let json = include_bytes!("../../../domain/tests/notices/O03-demo.json");
        RuleDocument::from_json(json).unwrap()
    }

    #[test]
    fn the_post_table_survives_the_trip_through_its_lines() {
        let rules = rules();
        assert_eq!(
            read_posts(&rules, &posts_text(&rules)).unwrap(),
            rules.posts
        );
    }

    #[test]
    fn a_name_with_quotes_or_commas_survives_the_trip_too() {
        let mut rules = rules();
        rules.posts[0].name.zh = "\"甲\"类，社区,工作者".to_owned();
        assert_eq!(
            read_posts(&rules, &posts_text(&rules)).unwrap(),
            rules.posts
        );
    }

    #[test]
    fn lines_with_commas_are_read_too_and_everything_that_is_wrong_is_told() {
        let posts = read_posts(&rules(), "A,,\"甲,乙\",２\n\nB，，丙").unwrap_err();
        let AppError::Invalid(problems) = posts else {
            panic!("a line with other commas");
        };
        assert!(matches!(&problems[0].problem, Problem::Table(problem) if problem.row == 3));
        let posts = read_posts(&rules(), "A,,\"甲,乙\",２\nB,,丙").unwrap();
        assert_eq!(posts[0].name.zh, "甲,乙");
        assert_eq!(posts[0].places, Some(2));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_by_its_number() {
        let problem = |text: &str| match read_posts(&rules(), text) {
            Err(AppError::Invalid(problems)) => problems[0].problem.clone(),
            other => panic!("{other:?}"),
        };
        assert!(matches!(
            problem("A\t机场街道\t社区工作者\t2\nB\t\t社区工作者\tx"),
            Problem::Unreadable { line: 2, .. }
        ));
        assert!(matches!(
            problem("A\t月亮街道\t社区工作者\t2"),
            Problem::Unreadable { line: 1, .. }
        ));
        assert_eq!(
            problem("A\t\tx\t2\nA\t\tx\t2"),
            Problem::Duplicate { value: "A".into() }
        );
    }
}
