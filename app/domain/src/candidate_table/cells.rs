//! The cells of a table: marks, claims, facts.

use super::{
    TableProblemKind,
    columns::{Column, calls},
};
use crate::{
    characters::key,
    rules::{
        AreaCode, BonusClaim, BonusPoints, Candidate, ELSEWHERE, Entry, FactDef, FactKind,
        FactValue, InterviewSheet, Leaving, Mark, PostCode, RuleDocument,
    },
    tables::Cell,
};

/// Puts one cell where it belongs, and says what is worth a note. Empty cells mean: not recorded.
pub(super) fn put(
    rules: &RuleDocument,
    to: &mut Candidate,
    column: &Column,
    cell: &Cell,
) -> Result<Option<TableProblemKind>, TableProblemKind> {
    let text = || cell.text().into_owned();
    let mut note = None;
    match column {
        // Told by the table itself.
        _ if *cell == Cell::Unread => {}
        Column::Number if cell.is_empty() => return Err(TableProblemKind::NumberMissing),
        Column::Number => to.number = cell.key(),
        Column::Post => to.post = post(rules, cell)?,
        Column::Ignored => {}
        _ if cell.is_empty() => {}
        Column::Track => to.track = Some(text().into()),
        Column::Applied => to.entry = one_of(cell, ENTRIES)?,
        Column::Left => to.left = Some(one_of(cell, LEAVINGS)?),
        Column::Written(paper) => {
            if let Some(mark) = noted(cell, &mut note)? {
                to.written.insert(paper.as_str().into(), mark);
            }
        }
        Column::Test(test) => {
            if let Some(mark) = noted(cell, &mut note)? {
                to.tests.insert(test.as_str().into(), mark);
            }
        }
        Column::Room => sheet(to).room = text(),
        Column::Sitting => sheet(to).sitting = Some(text()),
        Column::Examiner(n) => {
            if let Some(mark) = noted(cell, &mut note)? {
                examiner(sheet(to), *n, mark)?;
            }
        }
        // Elements are put together once the whole row is read.
        Column::Element(..) => {
            mark(cell)?;
        }
        Column::Bonus(item) => to.bonus.extend(claim(rules, item, cell)),
        Column::Fact(key) => {
            if let Some(def) = rules.facts.iter().find(|def| def.key.as_str() == key) {
                to.facts.set(key.as_str(), fact(rules, def, cell)?);
            }
        }
    }
    Ok(note)
}

const ENTRIES: &[(&str, Entry)] = &[
    ("已报名", Entry::Applied),
    ("applied", Entry::Applied),
    ("通过", Entry::Accepted),
    ("accepted", Entry::Accepted),
];

const LEAVINGS: &[(&str, Leaving)] = &[
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
];

fn bad(cell: &Cell) -> TableProblemKind {
    TableProblemKind::BadValue {
        value: cell.text().chars().take(40).collect(),
    }
}

fn one_of<T: Copy>(cell: &Cell, words: &[(&str, T)]) -> Result<T, TableProblemKind> {
    let said = cell.key();
    let found = words
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(&said));
    found.map(|(_, value)| *value).ok_or_else(|| bad(cell))
}

/// By its code, as keys compare.
fn post(rules: &RuleDocument, cell: &Cell) -> Result<PostCode, TableProblemKind> {
    let said = cell.key();
    let is = |code: &PostCode| code.as_str() == said || key(code.as_str()) == said;
    let found = rules.posts.iter().find(|post| is(&post.code));
    found
        .map(|post| post.code.clone())
        .ok_or(TableProblemKind::UnknownPost)
}

/// The mark of a cell; `None` for a cell that could not be read.
pub(super) fn mark(cell: &Cell) -> Result<Option<Mark>, TableProblemKind> {
    match cell.key().to_lowercase().as_str() {
        "缺考" | "缺" | "absent" => Ok(Some(Mark::Absent)),
        "违纪" | "violation" => Ok(Some(Mark::Violation)),
        _ => cell
            .points()
            .map(|points| points.map(Mark::Scored))
            .map_err(|why| TableProblemKind::BadMark { why }),
    }
}

/// The mark, with a note where it is no figure.
fn noted(
    cell: &Cell,
    note: &mut Option<TableProblemKind>,
) -> Result<Option<Mark>, TableProblemKind> {
    let found = mark(cell)?;
    *note = match found {
        None | Some(Mark::Scored(_)) => None,
        Some(Mark::Absent) => Some(TableProblemKind::Absent),
        Some(Mark::Violation) => Some(TableProblemKind::Violation),
    };
    Ok(found)
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

/// 是/yes claims the item; a figure is its quantity; anything else names its level; 否/no claims nothing. Where points go
/// by unit, 1 and 0 are quantities like any other figure.
fn claim(rules: &RuleDocument, item: &str, cell: &Cell) -> Option<BonusClaim> {
    let of = BonusClaim::of(item);
    let quantity = cell.points().ok().flatten();
    let with_quantity = |of| BonusClaim { quantity, ..of };
    if quantity.is_some() && goes_by_unit(rules, item) {
        return Some(with_quantity(of));
    }
    match cell.key().to_lowercase().as_str() {
        "否" | "无" | "no" | "0" => None,
        "是" | "有" | "yes" | "1" => Some(of),
        _ if quantity.is_some() => Some(with_quantity(of)),
        _ => Some(BonusClaim {
            level: Some(cell.text().into_owned().into()),
            ..of
        }),
    }
}

fn goes_by_unit(rules: &RuleDocument, item: &str) -> bool {
    let variants = rules.variants.iter();
    let mut all = variants
        .map(|variant| &variant.rules)
        .chain([&rules.rules])
        .filter_map(|rules| rules.bonus.as_ref())
        .flat_map(|bonus| &bonus.items);
    all.any(|own| own.code.as_str() == item && matches!(own.points, BonusPoints::PerUnit(_)))
}

fn fact(rules: &RuleDocument, def: &FactDef, cell: &Cell) -> Result<FactValue, TableProblemKind> {
    let text = cell.text();
    let option = |word: &str| {
        let options = def.kind.options();
        let word = key(word);
        let found = options
            .iter()
            .find(|own| calls(&word, own.code.as_str(), &own.label));
        found.map(|own| own.code.clone())
    };
    match &def.kind {
        FactKind::YesNo => match cell {
            Cell::Bool(yes) => Ok(FactValue::YesNo(*yes)),
            _ => one_of(cell, YES_NO).map(FactValue::YesNo),
        },
        FactKind::Number(_) => match cell.points() {
            Ok(Some(number)) => Ok(FactValue::Number(number)),
            Ok(None) => Err(bad(cell)),
            Err(why) => Err(TableProblemKind::BadMark { why }),
        },
        FactKind::Date(_) => match cell.date() {
            Ok(Some(day)) => Ok(FactValue::Date(day)),
            Ok(None) => Err(bad(cell)),
            Err(why) => Err(TableProblemKind::Grid(why)),
        },
        FactKind::Choice(_) => option(&text)
            .map(FactValue::Choice)
            .ok_or_else(|| bad(cell)),
        FactKind::Choices(_) => {
            let words = text.split(['、', ';', '；']).map(str::trim);
            let found: Option<Vec<_>> = words.map(option).collect();
            found.map(FactValue::Choices).ok_or_else(|| bad(cell))
        }
        FactKind::Area(_) => area(rules, cell).map(FactValue::Area),
        FactKind::Text(_) => Ok(FactValue::Text(text.into_owned())),
    }
}

const YES_NO: &[(&str, bool)] = &[("是", true), ("yes", true), ("否", false), ("no", false)];

/// By name or code; the word for everywhere else is a code, too.
fn area(rules: &RuleDocument, cell: &Cell) -> Result<AreaCode, TableProblemKind> {
    let said = cell.key();
    if said == ELSEWHERE {
        return Ok(ELSEWHERE.into());
    }
    let found = rules
        .areas
        .iter()
        .find(|area| calls(&said, area.code.as_str(), &area.name));
    found.map(|area| area.code.clone()).ok_or_else(|| {
        let names = rules.areas.iter().map(|area| area.name.zh.as_str());
        TableProblemKind::UnknownArea {
            value: cell.text().chars().take(40).collect(),
            nearest: nearest(&said, names).map(str::to_owned),
        }
    })
}

/// The name that shares the most characters, if it shares at least half of the longer one.
fn nearest<'n>(said: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let alike = |name: &str| {
        let mut rest: Vec<char> = said.chars().collect();
        let length = rest.len().max(name.chars().count());
        let shared = name.chars().filter(|c| {
            let at = rest.iter().position(|own| own == c);
            at.map(|at| rest.swap_remove(at)).is_some()
        });
        (
            shared.count() * 100 / length.max(1),
            std::cmp::Reverse(length),
        )
    };
    names
        .map(|name| (alike(name), name))
        .filter(|((share, _), _)| *share >= 50)
        .max_by_key(|(alike, _)| *alike)
        .map(|(_, name)| name)
}
