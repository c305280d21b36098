//! The cells of a table: marks, claims, facts.

use super::{TableProblemKind, columns::Column};
use crate::{
    Points,
    rules::{
        BonusClaim, Candidate, Entry, FactDef, FactKind, FactValue, InterviewSheet, Leaving, Mark,
        RuleDocument,
    },
};
use chrono::NaiveDate;

/// Puts one cell where it belongs, and says what is worth a note. Empty cells mean: not recorded.
pub(super) fn put(
    rules: &RuleDocument,
    to: &mut Candidate,
    column: &Column,
    cell: &str,
) -> Result<Option<TableProblemKind>, TableProblemKind> {
    let mut note = None;
    let mut noted = |mark: Mark| {
        note = match mark {
            Mark::Scored(_) => None,
            Mark::Absent => Some(TableProblemKind::Absent),
            Mark::Violation => Some(TableProblemKind::Violation),
        };
        mark
    };
    match column {
        Column::Number if cell.is_empty() => return Err(TableProblemKind::NumberMissing),
        Column::Number => to.number = cell.to_owned(),
        Column::Post if rules.post(&cell.into()).is_none() => {
            return Err(TableProblemKind::UnknownPost);
        }
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
            to.written.insert(paper.as_str().into(), noted(mark(cell)?));
        }
        Column::Test(test) => {
            to.tests.insert(test.as_str().into(), noted(mark(cell)?));
        }
        Column::Room => sheet(to).room = cell.to_owned(),
        Column::Sitting => sheet(to).sitting = Some(cell.to_owned()),
        Column::Examiner(n) => examiner(sheet(to), *n, noted(mark(cell)?))?,
        // Elements are put together once the whole row is read.
        Column::Element(..) => {
            mark(cell)?;
        }
        Column::Bonus(item) => to.bonus.extend(claim(item, cell)?),
        Column::Fact(key) => {
            if let Some(def) = rules.facts.iter().find(|def| def.key.as_str() == key) {
                to.facts.set(key.as_str(), fact(def, cell)?);
            }
        }
    }
    Ok(note)
}

fn bad(cell: &str) -> TableProblemKind {
    TableProblemKind::BadValue {
        value: cell.chars().take(40).collect(),
    }
}

fn one_of<T: Copy>(cell: &str, words: &[(&str, T)]) -> Result<T, TableProblemKind> {
    let found = words
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(cell));
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

pub(super) fn mark(cell: &str) -> Result<Mark, TableProblemKind> {
    match cell.to_lowercase().as_str() {
        "缺考" | "缺" | "absent" => Ok(Mark::Absent),
        "违纪" | "violation" => Ok(Mark::Violation),
        _ => cell
            .parse()
            .map(Mark::Scored)
            .map_err(|why| TableProblemKind::BadMark { why }),
    }
}

fn sheet(to: &mut Candidate) -> &mut InterviewSheet {
    to.interview.get_or_insert_default()
}

/// Examiners' marks come in the order of their columns; a gap among them is a mark that is missing.
fn examiner(sheet: &mut InterviewSheet, n: usize, mark: Mark) -> Result<(), TableProblemKind> {
    if sheet.marks.len() + 1 != n {
        return Err(TableProblemKind::ExaminerMissing {
            missing: sheet.marks.len() + 1,
        });
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
            Ok(quantity) => Some(BonusClaim {
                quantity: Some(quantity),
                ..of
            }),
            Err(_) => Some(BonusClaim {
                level: Some(cell.into()),
                ..of
            }),
        },
    })
}

fn fact(def: &FactDef, cell: &str) -> Result<FactValue, TableProblemKind> {
    let option = |word: &str| {
        let options = def.kind.options();
        options
            .iter()
            .find(|o| o.code.as_str() == word || o.label.is(word))
            .map(|o| o.code.clone())
    };
    match &def.kind {
        FactKind::YesNo => one_of(
            cell,
            &[("是", true), ("yes", true), ("否", false), ("no", false)],
        )
        .map(FactValue::YesNo),
        FactKind::Number(_) => cell
            .parse()
            .map(FactValue::Number)
            .map_err(|why| TableProblemKind::BadMark { why }),
        FactKind::Date(_) => {
            let plain = cell.replace(['年', '月', '/', '.'], "-").replace('日', "");
            NaiveDate::parse_from_str(&plain, "%Y-%m-%d")
                .map(FactValue::Date)
                .map_err(|_| bad(cell))
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
