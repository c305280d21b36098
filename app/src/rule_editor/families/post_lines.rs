//! The post table as lines of text, as offices keep it in Excel and paste it.

use super::pasted::Pasted;
use crate::{platform::tables::read_text, rule_editor::fields::texts, ui::words};
use domain::{
    Problem,
    rules::{AreaCode, Bilingual, PoolCode, Post, RuleDocument},
    tables::{Head, Row},
};
use std::collections::HashMap;

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

/// The places of the columns.
const CODE: usize = 0;
const AREA: usize = 1;
const NAME: usize = 2;
const PLACES: usize = 3;
const POOL: usize = 4;

/// What the columns are called.
pub fn titles() -> Vec<String> {
    vec![
        t!("posts-code"),
        t!("posts-area"),
        t!("posts-name"),
        t!("posts-places"),
        t!("posts-pool"),
    ]
}

/// Reads those lines; conditions of a post that is still there stay with it.
///
/// # Errors
/// Everything that cannot be read, in the order of the rows; a code that stands twice.
pub fn read_posts(rules: &RuleDocument, text: &str) -> Result<Vec<Post>, Vec<Problem>> {
    let grid = read_text(text, HEAD);
    let mut pasted = Pasted::of(&grid, titles);
    let (mut posts, mut seen) = (Vec::new(), HashMap::new());
    for row in &grid.rows {
        let post = read_post(rules, row, &mut pasted);
        let first = *seen.entry(post.code.clone()).or_insert(row.number);
        let code = post.code.as_str();
        if first != row.number && !code.is_empty() {
            pasted.wrong_cell(row, CODE, || t!("paste-twice", row = first, code = code));
        }
        posts.push(post);
    }
    let problems = pasted.problems();
    if problems.is_empty() {
        Ok(posts)
    } else {
        Err(problems)
    }
}

/// The post of one line, as far as it can be read.
fn read_post(rules: &RuleDocument, row: &Row, pasted: &mut Pasted) -> Post {
    let text = |at: usize| row.cells[at].text().into_owned();
    let [code, area_name, name, places, pool_name] = [0, 1, 2, 3, 4].map(text);
    let known = |code: &str| rules.post(&code.into()).cloned();
    let code = match known(&code) {
        Some(_) => code,
        None => row.cells[CODE].key().into_owned(),
    };
    let bad_code = texts::bad_code(&code).filter(|_| known(&code).is_none());
    let before = known(&code).unwrap_or_default();
    let bad_name = Problem::too_long(&name, texts::NAME).filter(|_| before.name.zh != name);
    for (at, cell, bad) in [(CODE, &code, bad_code), (NAME, &name, bad_name)] {
        let missing = cell.is_empty().then_some(Problem::Missing);
        if let Some(problem) = missing.or(bad) {
            pasted.wrong_cell(row, at, || words::problem(&problem));
        }
    }
    let area = area_called(rules, &before, &area_name);
    let pool = pool_called(rules, &before, &pool_name);
    if area.is_none() && !area_name.is_empty() {
        pasted.wrong_cell(row, AREA, || t!("paste-no-area", name = area_name.as_str()));
    }
    if pool.is_none() && !pool_name.is_empty() {
        pasted.wrong_cell(row, POOL, || t!("paste-no-pool", name = pool_name.as_str()));
    }
    Post {
        code: code.as_str().into(),
        name: named(&before, name),
        area,
        places: places_of(row, &places, pasted),
        pool,
        ..before
    }
}

/// What is still called the same is still the same, also where two have one name.
fn area_called(rules: &RuleDocument, before: &Post, name: &str) -> Option<AreaCode> {
    if area_of(rules, before) == name {
        return before.area.clone();
    }
    let mut areas = rules.areas.iter();
    let found = areas.find(|area| area.name.zh == name);
    found.map(|area| area.code.clone())
}

fn pool_called(rules: &RuleDocument, before: &Post, name: &str) -> Option<PoolCode> {
    if pool_of(rules, before) == name {
        return before.pool.clone();
    }
    let mut pools = rules.pools.iter();
    let found = pools.find(|pool| pool.name.zh == name);
    found.map(|pool| pool.code.clone())
}

/// A name that was not changed keeps its English.
fn named(before: &Post, name: String) -> Bilingual {
    match before.name.zh == name {
        true => before.name.clone(),
        false => Bilingual::zh(name),
    }
}

/// Without a number the notice does not say: the check asks for it.
fn places_of(row: &Row, typed: &str, pasted: &mut Pasted) -> Option<u32> {
    let number = row.cells[PLACES].key();
    if number.is_empty() {
        return None;
    }
    let read = number.parse().ok();
    if read.is_none() {
        pasted.wrong_cell(row, PLACES, || t!("paste-no-count", value = typed));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Lang;

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

    /// Everything that is wrong, as the page says it.
    fn wrong(text: &str, lang: Lang) -> Vec<String> {
        let problems = read_posts(&rules(), text).unwrap_err().into_iter();
        let said = problems.map(|problem| match (problem, lang) {
            (Problem::Answer { zh, .. }, Lang::Zh) => zh,
            (Problem::Answer { en, .. }, Lang::En) => en,
            (other, _) => panic!("{other:?}"),
        });
        said.collect()
    }

    #[test]
    fn lines_with_commas_are_read_too() {
        let posts = read_posts(&rules(), "A,,\"甲,乙\",２\nB,,丙").unwrap();
        assert_eq!(posts[0].name.zh, "甲,乙");
        assert_eq!(posts[0].places, Some(2));
        let found = wrong("A,,\"甲,乙\",２\n\nB，，丙", Lang::Zh);
        assert!(found[0].starts_with("第3行"), "{found:?}");
    }

    #[test]
    fn everything_that_is_wrong_is_told_in_the_order_of_the_rows_with_its_column() {
        let lines = "A\t月亮街道\t社区工作者\t2\nB\n\t\t社区工作者\tx\nA\t\t\t2\t月亮";
        assert_eq!(
            wrong(lines, Lang::Zh),
            [
                "第1行“地区”：地区表里没有“月亮街道”",
                "第2行：有1格，应为3格",
                "第3行“岗位代码”：请填这一项",
                "第3行“人数”：“x”不是人数",
                "第4行“岗位名称”：请填这一项",
                "第4行“招聘类别”：招聘类别里没有“月亮”",
                "第4行“岗位代码”：第1行已有“A”",
            ]
        );
        assert_eq!(
            wrong("A\t\tx\t2\nA\t\tx\ty", Lang::En),
            [
                "row 2, \"places\": “y” is no number of places",
                "row 2, \"code\": “A” stands in row 1, too",
            ]
        );
    }
}
