//! A table of candidates and their marks, as offices keep it: one row each, columns by name. What cannot be read is
//! reported with its row and column, all at once; nothing is guessed.

use crate::{
    Points,
    points::BadPoints,
    rules::{
        BonusClaim, Candidate, Entry, FactDef, FactKind, FactValue, InterviewSheet, Lang, Leaving, Mark, RuleDocument,
    },
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// What a column holds. In the head of a table each has a Chinese and an English name (see [`Column::read`]).
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
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
    Test(String),
    Bonus(String),
    Fact(String),
    /// Names and remarks: allowed, not read.
    Ignored,
}

/// Something about the table that somebody must look at. Rows are counted as a spreadsheet counts them: the head is 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableProblem {
    pub row: usize,
    pub column: String,
    pub kind: TableProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableProblemKind {
    /// No row at all, or no head.
    Empty,
    /// A column that the table must have.
    ColumnMissing,
    /// The column stands twice.
    ColumnTwice,
    /// No column of ours: it was not read. A warning.
    UnknownColumn,
    NumberMissing,
    /// The number stands in this earlier row, too.
    NumberTwice {
        first_row: usize,
    },
    UnknownPost,
    BadMark {
        why: BadPoints,
    },
    BadValue {
        value: String,
    },
    /// Shorter or longer than the head.
    Cells {
        found: usize,
        expected: usize,
    },
}

impl TableProblemKind {
    /// Warnings do not keep the table from being used.
    pub fn is_warning(&self) -> bool {
        matches!(self, TableProblemKind::UnknownColumn)
    }
}

impl TableProblem {
    /// One sentence with row and column.
    pub fn say(&self, lang: Lang) -> String {
        let (row, column) = (self.row, &self.column);
        let zh = |text: String| format!("第{row}行“{column}”：{text}");
        let en = |text: String| format!("row {row}, {column:?}: {text}");
        let both = |chinese: String, english: String| if lang == Lang::Zh { zh(chinese) } else { en(english) };
        match &self.kind {
            TableProblemKind::Empty => both("表里没有内容".into(), "the table is empty".into()),
            TableProblemKind::ColumnMissing => both("缺少这一列".into(), "this column is missing".into()),
            TableProblemKind::ColumnTwice => both("这一列出现了两次".into(), "this column stands twice".into()),
            TableProblemKind::UnknownColumn => both("不认识这一列，没有读".into(), "unknown column, not read".into()),
            TableProblemKind::NumberMissing => both("没有准考证号".into(), "the ticket number is missing".into()),
            TableProblemKind::NumberTwice { first_row } => {
                both(format!("准考证号和第{first_row}行重复"), format!("the number stands in row {first_row}, too"))
            }
            TableProblemKind::UnknownPost => both("岗位表里没有这个岗位".into(), "no such post".into()),
            TableProblemKind::BadMark { why } => {
                both(format!("不是一个分数（{why:?}）；没来的填“缺考”"), format!("not a mark ({why:?}); write absent"))
            }
            TableProblemKind::BadValue { value } => {
                both(format!("看不懂“{value}”"), format!("{value:?} cannot be read"))
            }
            TableProblemKind::Cells { found, expected } => {
                both(format!("有{found}格，应为{expected}格"), format!("{found} cells, not {expected}"))
            }
        }
    }
}

/// The candidates of a table, with warnings.
///
/// # Errors
/// Every problem that keeps the table from being used, in the order of its rows.
pub fn read(
    rules: &RuleDocument,
    rows: &[Vec<String>],
) -> Result<(Vec<Candidate>, Vec<TableProblem>), Vec<TableProblem>> {
    let problem = |row, column: &str, kind| TableProblem { row, column: column.to_owned(), kind };
    let Some((head, body)) = rows.split_first().filter(|(_, body)| !body.is_empty()) else {
        return Err(vec![problem(1, "", TableProblemKind::Empty)]);
    };
    let (columns, mut problems) = read_head(rules, head);
    let mut candidates = Vec::with_capacity(body.len());
    let mut seen = HashMap::new();
    for (row, cells) in (2..).zip(body) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if cells.len() != head.len() {
            let kind = TableProblemKind::Cells { found: cells.len(), expected: head.len() };
            problems.push(problem(row, "", kind));
            continue;
        }
        let mut candidate = Candidate::default();
        for ((column, name), cell) in columns.iter().zip(head).zip(cells) {
            if let Err(kind) = put(rules, &mut candidate, column, cell.trim()) {
                problems.push(problem(row, name, kind));
            }
        }
        if let Some(&first_row) = seen.get(&candidate.number) {
            problems.push(problem(row, "number", TableProblemKind::NumberTwice { first_row }));
        } else if !candidate.number.is_empty() {
            seen.insert(candidate.number.clone(), row);
        }
        candidates.push(candidate);
    }
    let (warnings, errors): (Vec<_>, Vec<_>) = problems.into_iter().partition(|p| p.kind.is_warning());
    if errors.is_empty() { Ok((candidates, warnings)) } else { Err(errors) }
}

fn read_head(rules: &RuleDocument, head: &[String]) -> (Vec<Column>, Vec<TableProblem>) {
    let mut problems = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for name in head {
        let found = Column::read(rules, name);
        let kind = match &found {
            None => Some(TableProblemKind::UnknownColumn),
            Some(column) if *column != Column::Ignored && columns.contains(column) => {
                Some(TableProblemKind::ColumnTwice)
            }
            Some(_) => None,
        };
        problems.extend(kind.map(|kind| TableProblem { row: 1, column: name.clone(), kind }));
        columns.push(found.unwrap_or(Column::Ignored));
    }
    for (column, name) in [(Column::Number, "准考证号 / number"), (Column::Post, "岗位 / post")] {
        if !columns.contains(&column) {
            let kind = TableProblemKind::ColumnMissing;
            problems.push(TableProblem { row: 1, column: name.to_owned(), kind });
        }
    }
    (columns, problems)
}

impl Column {
    fn read(rules: &RuleDocument, name: &str) -> Option<Column> {
        let name = name.trim().trim_start_matches('\u{feff}').replace('：', ":");
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
        plain.or_else(|| Column::numbered(&name)).or_else(|| Column::named(rules, &name))
    }

    /// 考官1, examiner1 …
    fn numbered(name: &str) -> Option<Column> {
        let lower = name.to_lowercase();
        let digits = lower.strip_prefix("考官").or_else(|| lower.strip_prefix("examiner"))?;
        digits.trim().parse().ok().filter(|n| (1..=99).contains(n)).map(Column::Examiner)
    }

    /// 笔试:paper, 测试:test, 加分:item, 事实:fact — by code or by the name in the document.
    fn named(rules: &RuleDocument, name: &str) -> Option<Column> {
        let (kind, word) = name.split_once(':')?;
        let word = word.trim();
        match kind.trim().to_lowercase().as_str() {
            "笔试" | "written" => {
                let papers =
                    rules.rules.written.iter().chain(rules.variants.iter().filter_map(|v| v.rules.written.as_ref()));
                let paper = papers.flat_map(|w| &w.papers).find(|p| p.code.as_str() == word || p.name.zh == word)?;
                Some(Column::Written(paper.code.as_str().to_owned()))
            }
            "测试" | "加试" | "test" => {
                let test = rules.tests.iter().find(|t| t.code.as_str() == word || t.name.zh == word)?;
                Some(Column::Test(test.code.as_str().to_owned()))
            }
            "加分" | "bonus" => {
                let rules =
                    rules.rules.bonus.iter().chain(rules.variants.iter().filter_map(|v| v.rules.bonus.as_ref()));
                let item = rules.flat_map(|b| &b.items).find(|i| i.code.as_str() == word || i.name.zh == word)?;
                Some(Column::Bonus(item.code.as_str().to_owned()))
            }
            "事实" | "fact" => {
                let fact = rules.facts.iter().find(|f| f.key.as_str() == word || f.label.zh == word)?;
                Some(Column::Fact(fact.key.as_str().to_owned()))
            }
            _ => None,
        }
    }
}

/// Puts one cell where it belongs. Empty cells mean: not recorded.
fn put(rules: &RuleDocument, to: &mut Candidate, column: &Column, cell: &str) -> Result<(), TableProblemKind> {
    match column {
        Column::Number if cell.is_empty() => return Err(TableProblemKind::NumberMissing),
        Column::Number => to.number = cell.to_owned(),
        Column::Post if rules.post(&cell.into()).is_none() => return Err(TableProblemKind::UnknownPost),
        Column::Post => to.post = cell.into(),
        Column::Ignored => {}
        _ if cell.is_empty() => {}
        Column::Track => to.track = Some(cell.into()),
        Column::Applied => {
            to.entry = one_of(
                cell,
                &[
                    ("已报名", Entry::Applied),
                    ("applied", Entry::Applied),
                    ("通过", Entry::Accepted),
                    ("accepted", Entry::Accepted),
                ],
            )?
        }
        Column::Left => to.left = Some(leaving(cell)?),
        Column::Written(paper) => {
            to.written.insert(paper.as_str().into(), mark(cell)?);
        }
        Column::Test(test) => {
            to.tests.insert(test.as_str().into(), mark(cell)?);
        }
        Column::Room => sheet(to).room = cell.to_owned(),
        Column::Sitting => sheet(to).sitting = Some(cell.to_owned()),
        Column::Examiner(n) => examiner(sheet(to), *n, mark(cell)?)?,
        Column::Bonus(item) => to.bonus.extend(claim(item, cell)?),
        Column::Fact(key) => {
            if let Some(def) = rules.facts.iter().find(|def| def.key.as_str() == key) {
                to.facts.set(key.as_str(), fact(def, cell)?);
            }
        }
    }
    Ok(())
}

fn bad(cell: &str) -> TableProblemKind {
    TableProblemKind::BadValue { value: cell.chars().take(40).collect() }
}

fn one_of<T: Copy>(cell: &str, words: &[(&str, T)]) -> Result<T, TableProblemKind> {
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(cell));
    found.map(|(_, value)| *value).ok_or_else(|| bad(cell))
}

fn leaving(cell: &str) -> Result<Leaving, TableProblemKind> {
    one_of(
        cell,
        &[
            ("取消资格", Leaving::Disqualified),
            ("disqualified", Leaving::Disqualified),
            ("复审", Leaving::Recheck),
            ("recheck", Leaving::Recheck),
            ("放弃面试", Leaving::Interview),
            ("interview", Leaving::Interview),
            ("体检", Leaving::Physical),
            ("physical", Leaving::Physical),
            ("考察", Leaving::Background),
            ("background", Leaving::Background),
        ],
    )
}

fn mark(cell: &str) -> Result<Mark, TableProblemKind> {
    match cell.to_lowercase().as_str() {
        "缺考" | "缺" | "absent" => Ok(Mark::Absent),
        "违纪" | "violation" => Ok(Mark::Violation),
        _ => cell.parse().map(Mark::Scored).map_err(|why| TableProblemKind::BadMark { why }),
    }
}

fn sheet(to: &mut Candidate) -> &mut InterviewSheet {
    to.interview.get_or_insert_default()
}

/// Examiners' marks come in the order of their columns; a gap among them is a mark that is missing.
fn examiner(sheet: &mut InterviewSheet, n: usize, mark: Mark) -> Result<(), TableProblemKind> {
    if sheet.marks.len() + 1 != n {
        return Err(TableProblemKind::BadValue { value: format!("{n}") });
    }
    sheet.marks.push(mark);
    Ok(())
}

/// 是/yes claims the item; a figure is its quantity; anything else names its level; 否/no claims nothing.
fn claim(item: &str, cell: &str) -> Result<Option<BonusClaim>, TableProblemKind> {
    let of = BonusClaim::of(item);
    Ok(match cell.to_lowercase().as_str() {
        "否" | "无" | "no" | "0" => None,
        "是" | "有" | "yes" | "1" => Some(of),
        _ => match cell.parse::<Points>() {
            Ok(quantity) => Some(BonusClaim { quantity: Some(quantity), ..of }),
            Err(_) => Some(BonusClaim { level: Some(cell.into()), ..of }),
        },
    })
}

fn fact(def: &FactDef, cell: &str) -> Result<FactValue, TableProblemKind> {
    let option = |word: &str| {
        let options = def.kind.options();
        options.iter().find(|o| o.code.as_str() == word || o.label.zh == word).map(|o| o.code.clone())
    };
    match &def.kind {
        FactKind::YesNo => {
            one_of(cell, &[("是", true), ("yes", true), ("否", false), ("no", false)]).map(FactValue::YesNo)
        }
        FactKind::Number(_) => cell.parse().map(FactValue::Number).map_err(|why| TableProblemKind::BadMark { why }),
        FactKind::Date(_) => {
            let plain = cell.replace(['年', '月', '/', '.'], "-").replace('日', "");
            NaiveDate::parse_from_str(&plain, "%Y-%m-%d").map(FactValue::Date).map_err(|_| bad(cell))
        }
        FactKind::Choice(_) => option(cell).map(FactValue::Choice).ok_or_else(|| bad(cell)),
        FactKind::Choices(_) => {
            let words = cell.split(['、', ';', '；']).map(str::trim);
            let found: Option<Vec<_>> = words.map(option).collect();
            found.map(FactValue::Choices).ok_or_else(|| bad(cell))
        }
        FactKind::Area(_) => Ok(FactValue::Area(cell.into())),
        FactKind::Text(_) => Ok(FactValue::Text(cell.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../tests/notices/O03-demo.json")).unwrap()
    }

    fn table(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_table_in_either_language_becomes_candidates() {
        let zh = "准考证号,姓名,岗位,笔试：knowledge,加分:party,考场,考官1,考官2,事实:出生日期\n\
                  26032800001,张某某,GJZ-01,71.5,是,4,82,84.5,1998年3月6日\n\
                  26032800002,周某,GJZ-01,缺考,,,,,\n\n";
        let en = zh
            .replace("准考证号", "number")
            .replace("岗位", "post")
            .replace("笔试：", "written:")
            .replace("加分", "bonus")
            .replace("考场", "room")
            .replace("考官", "examiner")
            .replace("事实:出生日期", "fact:birth_date")
            .replace("缺考", "absent");
        let (candidates, warnings) = read(&rules(), &table(zh)).unwrap();
        assert_eq!(warnings, []);
        assert_eq!(read(&rules(), &table(&en)).unwrap().0, candidates);
        assert_eq!(candidates.len(), 2);
        assert_eq!(candidates[0].bonus, [BonusClaim::of("party")]);
        let marks = &candidates[0].interview.as_ref().unwrap().marks;
        assert_eq!(marks.len(), 2);
        assert!(candidates[1].interview.is_none());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_with_row_and_column() {
        let text = "准考证号,岗位,笔试:knowledge,身高\n1,GJZ-01,\"81\n1,XX,abc,\n,GJZ-01,5,\n2,GJZ-01,5";
        let problems = read(&rules(), &table(text)).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.row, p.kind.clone())).collect();
        assert_eq!(
            told,
            [
                (2, TableProblemKind::Cells { found: 3, expected: 4 }),
                (3, TableProblemKind::UnknownPost),
                (3, TableProblemKind::BadMark { why: BadPoints::NotANumber }),
                (4, TableProblemKind::NumberMissing),
                (5, TableProblemKind::Cells { found: 3, expected: 4 }),
            ]
        );
        assert_eq!(problems[1].say(Lang::Zh), "第3行“岗位”：岗位表里没有这个岗位");
        assert_eq!(problems[1].say(Lang::En), "row 3, \"岗位\": no such post");
    }

    #[test]
    fn an_unknown_column_is_a_warning_and_a_missing_one_an_error() {
        let (_, warnings) = read(&rules(), &table("准考证号,岗位,身高\n1,GJZ-01,180")).unwrap();
        assert_eq!(warnings[0].kind, TableProblemKind::UnknownColumn);
        let problems = read(&rules(), &table("准考证号,笔试:knowledge\n1,80")).unwrap_err();
        assert_eq!(problems[0].kind, TableProblemKind::ColumnMissing);
    }

    #[test]
    fn a_number_that_stands_twice_names_its_first_row() {
        let problems = read(&rules(), &table("number,post\n7,GJZ-01\n8,GJZ-01\n7,GJZ-02")).unwrap_err();
        assert_eq!(problems[0].kind, TableProblemKind::NumberTwice { first_row: 2 });
        assert_eq!(problems[0].row, 4);
    }

    #[test]
    fn a_gap_among_the_examiners_is_not_closed_silently() {
        let problems = read(&rules(), &table("number,post,考官1,考官2,考官3\n7,GJZ-01,80,,82")).unwrap_err();
        assert_eq!(problems[0].column, "考官3");
    }

    #[test]
    fn an_empty_table_is_said_to_be_empty() {
        assert_eq!(read(&rules(), &[]).unwrap_err()[0].kind, TableProblemKind::Empty);
        assert_eq!(read(&rules(), &table("number,post")).unwrap_err()[0].kind, TableProblemKind::Empty);
    }
}
