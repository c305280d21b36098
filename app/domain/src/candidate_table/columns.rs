//! The head of a table: columns by their Chinese or English name, papers, items and facts by code or name.

use super::{TableProblem, TableProblemKind};
use crate::{
    characters::key,
    rules::{MissingPart, RuleDocument, Text, defaults},
    tables::{Grid, GridProblem},
};

/// What a column holds. In the head of a table each has a Chinese and an English name (see [`Column::read`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Post,
    Track,
    Applied,
    Left,
    Written(String),
    Room,
    Sitting,
    /// Counted from one.
    Examiner(usize),
    /// An examiner's figure for one element of the sheet, by its code.
    Element(usize, String),
    Test(String),
    Bonus(String),
    Fact(String),
    /// Names and remarks: allowed, not read.
    Ignored,
}

/// The columns of a table; those that it does not need are [`Column::Ignored`].
pub(super) fn read_head(rules: &RuleDocument, grid: &Grid) -> (Vec<Column>, Vec<TableProblem>) {
    let mut problems = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for title in &grid.titles {
        let found = Column::read(rules, &title.text);
        let kind = match &found {
            None => Some(TableProblemKind::UnknownColumn),
            Some(column) if *column != Column::Ignored && columns.contains(column) => {
                Some(TableProblemKind::ColumnTwice)
            }
            Some(_) => None,
        };
        // The same title again is told by the table itself.
        let is_told = grid
            .problems
            .iter()
            .any(|problem| problem.kind == GridProblem::TitleTwice && problem.column == title.text);
        let kind = kind.filter(|kind| !(is_told && *kind == TableProblemKind::ColumnTwice));
        problems.extend(kind.map(|kind| grid.problem(grid.head, &title.text, kind)));
        columns.push(found.unwrap_or(Column::Ignored));
    }
    for (column, name) in [
        (Column::Number, "准考证号 / number"),
        (Column::Post, "岗位 / post"),
    ] {
        if !columns.contains(&column) {
            problems.push(grid.problem(grid.head, name, TableProblemKind::ColumnMissing));
        }
    }
    (columns, problems)
}

/// Whether a word, cleaned as a key, is this code or this name in either language.
pub(super) fn calls(word: &str, code: &str, name: &Text) -> bool {
    let is = |own: &str| own == word || key(own) == word;
    is(code) || is(&name.zh) || name.en.as_deref().is_some_and(is)
}

/// The column in which something that is missing would stand, and what it would be called.
pub(super) fn of_missing(part: &MissingPart) -> (Column, String) {
    match part {
        MissingPart::Paper(paper) => (Column::Written(paper.to_string()), format!("笔试:{paper}")),
        MissingPart::Interview => (Column::Examiner(1), "考官1".to_owned()),
        MissingPart::Test(test) => (Column::Test(test.to_string()), format!("测试:{test}")),
        MissingPart::Fact(fact) => (Column::Fact(fact.to_string()), format!("事实:{fact}")),
    }
}

impl Column {
    fn read(rules: &RuleDocument, name: &str) -> Option<Column> {
        let name = key(name);
        let plain = match name.to_lowercase().as_str() {
            "准考证号" | "number" => Some(Column::Number),
            "岗位" | "岗位代码" | "post" => Some(Column::Post),
            "通道" | "track" => Some(Column::Track),
            "审查" | "entry" => Some(Column::Applied),
            "退出" | "left" => Some(Column::Left),
            "考场" | "面试考场" | "room" => Some(Column::Room),
            "场次" | "sitting" => Some(Column::Sitting),
            "姓名" | "name" | "备注" | "note" | "remark" => Some(Column::Ignored),
            _ => None,
        };
        plain
            .or_else(|| Column::numbered(&name))
            .or_else(|| Column::element(rules, &name))
            .or_else(|| Column::named(rules, &name))
    }

    /// 考官1:element, examiner1:element …
    fn element(rules: &RuleDocument, name: &str) -> Option<Column> {
        let (examiner, word) = name.split_once(':')?;
        let Some(Column::Examiner(n)) = Column::numbered(examiner.trim()) else {
            return None;
        };
        let all = rules.rules.interview.iter().chain(
            rules
                .variants
                .iter()
                .filter_map(|v| v.rules.interview.as_ref()),
        );
        let mut elements = all.flat_map(|rule| &rule.elements);
        let word = word.trim();
        let found = elements.find(|element| calls(word, element.code.as_str(), &element.name))?;
        Some(Column::Element(n, found.code.to_string()))
    }

    /// 考官1, examiner1 …
    fn numbered(name: &str) -> Option<Column> {
        let lower = name.to_lowercase();
        let digits = lower
            .strip_prefix("考官")
            .or_else(|| lower.strip_prefix("examiner"))?;
        digits
            .trim()
            .parse()
            .ok()
            .filter(|n| (1..=99).contains(n))
            .map(Column::Examiner)
    }

    /// 笔试:paper, 测试:test, 加分:item, 事实:fact — by code or by the name in the document.
    fn named(rules: &RuleDocument, name: &str) -> Option<Column> {
        let (kind, word) = name.split_once(':')?;
        let word = word.trim();
        match kind.trim().to_lowercase().as_str() {
            "笔试" | "written" => {
                let standing_in = defaults::written();
                let common = rules.rules.written.as_ref().unwrap_or(&standing_in);
                let variants = rules
                    .variants
                    .iter()
                    .filter_map(|v| v.rules.written.as_ref());
                let papers = std::iter::once(common).chain(variants);
                let paper = papers
                    .flat_map(|w| &w.papers)
                    .find(|p| calls(word, p.code.as_str(), &p.name))?;
                Some(Column::Written(paper.code.as_str().to_owned()))
            }
            "测试" | "加试" | "test" => {
                let test = rules
                    .tests
                    .iter()
                    .find(|t| calls(word, t.code.as_str(), &t.name))?;
                Some(Column::Test(test.code.as_str().to_owned()))
            }
            "加分" | "bonus" => {
                let rules = rules
                    .rules
                    .bonus
                    .iter()
                    .chain(rules.variants.iter().filter_map(|v| v.rules.bonus.as_ref()));
                let item = rules
                    .flat_map(|b| &b.items)
                    .find(|i| calls(word, i.code.as_str(), &i.name))?;
                Some(Column::Bonus(item.code.as_str().to_owned()))
            }
            "事实" | "fact" => {
                let fact = rules
                    .facts
                    .iter()
                    .find(|f| calls(word, f.key.as_str(), &f.label))?;
                Some(Column::Fact(fact.key.as_str().to_owned()))
            }
            _ => None,
        }
    }
}
