//! The post table as lines of text, as offices keep it in Excel and paste it.

use crate::error::AppError;
use domain::{
    Problem,
    rules::{AreaCode, PoolCode, Post, RuleDocument, Text},
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
        .join("\t")
    };
    rules.posts.iter().map(line).collect::<Vec<_>>().join("\n")
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
/// The first line that cannot be read, by its number; a code that stands twice.
pub fn read_posts(rules: &RuleDocument, text: &str) -> Result<Vec<Post>, AppError> {
    let mut posts: Vec<Post> = Vec::new();
    for (number, line) in (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let unreadable = |detail: String| {
            AppError::invalid(
                "posts",
                Problem::Unreadable {
                    line: number,
                    detail,
                },
            )
        };
        // A spreadsheet gives tabs, and then a name may hold commas.
        let between: &[char] = if line.contains('\t') {
            &['\t']
        } else {
            &[',', '，']
        };
        let cells: Vec<&str> = line.split(between).map(str::trim).collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        let (code, area_name, name, places, pool_name) =
            (cell(0), cell(1), cell(2), cell(3), cell(4));
        if code.is_empty() || name.is_empty() {
            return Err(unreadable(line.trim().to_owned()));
        }
        if posts.iter().any(|post| post.code.as_str() == code) {
            return Err(AppError::invalid(
                "posts",
                Problem::Duplicate {
                    value: code.to_owned(),
                },
            ));
        }
        let before = rules.post(&code.into()).cloned().unwrap_or_default();
        // What is still called the same is still the same, also where two have one name.
        let area: Option<AreaCode> = if area_of(rules, &before) == area_name {
            before.area.clone()
        } else {
            rules
                .areas
                .iter()
                .find(|a| a.name.zh == area_name)
                .map(|a| a.code.clone())
        };
        let pool: Option<PoolCode> = if pool_of(rules, &before) == pool_name {
            before.pool.clone()
        } else {
            rules
                .pools
                .iter()
                .find(|p| p.name.zh == pool_name)
                .map(|p| p.code.clone())
        };
        if (area.is_none() && !area_name.is_empty()) || (pool.is_none() && !pool_name.is_empty()) {
            return Err(unreadable(format!("{area_name} {pool_name}")));
        }
        // Without a number the notice does not say: the check asks for it.
        let places: Option<u32> = match places {
            "" => None,
            number => Some(number.parse().map_err(|_| unreadable(number.to_owned()))?),
        };
        let name = if before.name.zh == name {
            before.name.clone()
        } else {
            Text::zh(name)
        };
        posts.push(Post {
            code: code.into(),
            name,
            area,
            places,
            pool,
            ..before
        });
    }
    Ok(posts)
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
