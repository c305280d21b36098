//! One question of a page, or one cell of its rows: what was typed as an answer.

use super::NONE;
use crate::platform::form::Typed;
use chrono::NaiveDate;
use domain::{
    FieldProblem, Points, Problem,
    characters::in_half_width,
    numbers::BadPoints,
    rules::{Ask, Bilingual, FactDef, FactKind, FactValue, Lang, RowsKind},
};
use std::collections::BTreeMap;

/// A question, or a cell of its rows.
pub(super) struct Question<'a> {
    name: String,
    label: &'a Bilingual,
    kind: &'a FactKind,
    optional: bool,
}

impl<'a> Question<'a> {
    pub(super) fn of(def: &'a FactDef) -> Self {
        Question {
            name: def.key.as_str().to_owned(),
            label: &def.label,
            kind: &def.kind,
            optional: def.optional,
        }
    }

    pub(super) fn read(&self, typed: &Typed) -> Result<Option<FactValue>, FieldProblem> {
        let name = self.name.as_str();
        let text = typed.trimmed(name);
        let blank = self.optional.then_some(FactValue::DoesNotApply);
        let value = match self.kind {
            FactKind::Date(_) => return Ok(self.read_date(typed)?.map(FactValue::Date).or(blank)),
            FactKind::Choices(_) => return read_choices(name, typed).map(|codes| codes.or(blank)),
            FactKind::Rows(kind) => return Ok(read_rows(name, kind, typed)?.or(blank)),
            _ if text.is_empty() => return Ok(blank),
            FactKind::YesNo if text == "yes" || text == "no" => FactValue::YesNo(text == "yes"),
            FactKind::YesNo => return Err(FieldProblem::new(name, Problem::UnknownChoice)),
            FactKind::Number(_) => FactValue::Number(
                text.parse::<Points>()
                    .map_err(|bad| FieldProblem::new(name, self.number_problem(bad)))?,
            ),
            FactKind::Choice(_) => FactValue::Choice(text.into()),
            FactKind::Area(_) => FactValue::Area(text.into()),
            FactKind::Text(_) => FactValue::Text(text.replace("\r\n", "\n")),
        };
        Ok(Some(value))
    }

    fn number_problem(&self, bad: BadPoints) -> Problem {
        match bad {
            BadPoints::Comma => asked(Ask::NoComma(self.label)),
            _ => Problem::NotANumber,
        }
    }

    /// A date from its three boxes; a box that was left out is named.
    fn read_date(&self, typed: &Typed) -> Result<Option<NaiveDate>, FieldProblem> {
        let name = self.name.as_str();
        let part = |box_name: &str| {
            let text = typed.trimmed(&format!("{name}_{box_name}"));
            in_half_width(text).into_owned()
        };
        let (year, month, day) = (part("y"), part("m"), part("d"));
        if year.is_empty() && month.is_empty() && day.is_empty() {
            return Ok(None);
        }
        let left_out = [
            (&year, "", Ask::Year(self.label)),
            (&month, "_m", Ask::Month(self.label)),
            (&day, "_d", Ask::Day(self.label)),
        ];
        if let Some((_, suffix, ask)) = left_out.into_iter().find(|(text, ..)| text.is_empty()) {
            return Err(FieldProblem::new(format!("{name}{suffix}"), asked(ask)));
        }
        let date = (|| {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        })();
        date.map(Some)
            .ok_or_else(|| FieldProblem::new(name, Problem::NotADate))
    }
}

/// A sentence of the announcement's own form, in both languages.
pub fn asked(ask: Ask) -> Problem {
    Problem::Answer {
        zh: ask.say(Lang::Zh),
        en: ask.say(Lang::En),
    }
}

fn read_choices(key: &str, typed: &Typed) -> Result<Option<FactValue>, FieldProblem> {
    let codes: Vec<&str> = typed.all(key).filter(|code| *code != NONE).collect();
    match (typed.has(key, NONE), codes.is_empty()) {
        (true, false) => Err(FieldProblem::new(key, Problem::NoneAndSome)),
        (false, true) => Ok(None),
        _ => Ok(Some(FactValue::Choices(
            codes.into_iter().map(Into::into).collect(),
        ))),
    }
}

/// The most rows of a question where it does not say.
const MOST_ROWS: u16 = 50;
/// Rows that are offered beyond those that are filled in.
const BLANK_ROWS: usize = 3;

/// The name of a cell.
pub fn cell(key: &str, row: usize, column: &str) -> String {
    format!("{key}.{row}.{column}")
}

/// The rows, counted from 0, in which something stands.
pub(super) fn typed_rows(key: &str, kind: &RowsKind, typed: &Typed) -> Vec<usize> {
    let is_typed = |row: &usize| {
        kind.columns.iter().any(|column| {
            let name = cell(key, *row, column.key.as_str());
            let parts = match column.kind {
                FactKind::Date(_) => ["_y", "_m", "_d"]
                    .map(|part| format!("{name}{part}"))
                    .to_vec(),
                _ => vec![name],
            };
            parts.iter().any(|part| !typed.trimmed(part).is_empty())
        })
    };
    (0..most_rows(kind)).filter(is_typed).collect()
}

fn most_rows(kind: &RowsKind) -> usize {
    usize::from(kind.most.unwrap_or(MOST_ROWS))
}

/// How many rows a page shows: those that are filled in, and some to go on in.
pub fn shown_rows(key: &str, kind: &RowsKind, typed: &Typed) -> usize {
    let filled = typed_rows(key, kind, typed)
        .last()
        .map_or(0, |last| last + 1);
    (filled + BLANK_ROWS).min(most_rows(kind))
}

/// Rows without anything in them are passed over; a person who has none says so.
fn read_rows(key: &str, kind: &RowsKind, typed: &Typed) -> Result<Option<FactValue>, FieldProblem> {
    let at = typed_rows(key, kind, typed);
    match (typed.has(key, NONE), at.is_empty()) {
        (true, false) => return Err(FieldProblem::new(key, Problem::NoneAndSome)),
        (false, true) => return Ok(None),
        _ => {}
    }
    let mut rows = Vec::with_capacity(at.len());
    for row in at {
        let mut cells = BTreeMap::new();
        for column in &kind.columns {
            let question = Question {
                name: cell(key, row, column.key.as_str()),
                label: &column.label,
                kind: &column.kind,
                optional: false,
            };
            if let Some(value) = question.read(typed)? {
                cells.insert(column.key.clone(), value);
            }
        }
        rows.push(cells);
    }
    Ok(Some(FactValue::Rows(rows)))
}
