//! Sums of numbers, of times between days and of rows.

use super::condition::{Amount, AmountTest, AmountUnit, DaySpan, RowTest, RowsCount, RowsSpan};
use super::days::NoDay;
use super::facts::{FactKind, FactValue, RowsKind};
use super::person::{Answer, Person};
use super::truth::Truth;
use crate::numbers::Points;
use crate::rules::codes::{ColumnKey, FactKey};
use crate::time::Span;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// One row of a fact that has rows.
pub(crate) type Row = BTreeMap<ColumnKey, FactValue>;

/// A figure at the scale of points, in months for sums of months or years; `None`: it does not apply and adds nothing.
type Figure = Result<Option<i128>, Truth>;

const SCALE: i128 = Points::SCALE as i128;
const MONTHS: i128 = 12;

/// Whether the sum lies in its range. Months are added up before they are made whole years; a sum of which nothing
/// applies to the person holds in no range.
pub(super) fn amount(person: &Person, test: &AmountTest) -> Truth {
    let (mut sum, mut applies, mut open) = (0, false, Vec::new());
    for part in &test.sum {
        match figure(person, part, test.whole) {
            Ok(Some(figure)) => (sum, applies) = (sum + figure, true),
            Ok(None) => {}
            Err(truth) => open.push(truth),
        }
    }
    if !open.is_empty() {
        return Truth::all(open.into_iter());
    }
    let whole = match test.whole {
        AmountUnit::Months => sum.div_euclid(SCALE) * SCALE,
        AmountUnit::Years => sum.div_euclid(MONTHS * SCALE) * SCALE,
        AmountUnit::Count => sum,
    };
    let reaches = |bound: Points| whole >= i128::from(bound.raw());
    let holds =
        applies && test.at_least.is_none_or(reaches) && !test.less_than.is_some_and(reaches);
    let mut facts = test.sum.iter().flat_map(Amount::facts);
    let declared = facts.any(|fact| person.is_declared(fact));
    Truth::Known { holds, declared }
}

fn figure(person: &Person, amount: &Amount, unit: AmountUnit) -> Figure {
    let in_unit = match unit {
        AmountUnit::Years => MONTHS,
        AmountUnit::Months | AmountUnit::Count => 1,
    };
    match amount {
        Amount::Number(fact) => match person.value(fact) {
            Answer::Given(FactValue::Number(number)) => {
                Ok(Some(i128::from(number.raw()) * in_unit))
            }
            Answer::DoesNotApply => Ok(None),
            Answer::Later => Err(Truth::Background),
            Answer::Given(_) | Answer::Missing => Err(Truth::missing(fact)),
        },
        Amount::Between(span) => between(person, span),
        Amount::MonthsOf(span) => months_of(person, span),
        Amount::CountOf(count) => count_of(person, count).map(|n| Some(n * SCALE * in_unit)),
    }
}

fn between(person: &Person, span: &DaySpan) -> Figure {
    let days = (person.day(&span.since), person.day(&span.until));
    match days {
        (Ok(since), Ok(until)) => Ok(Some(whole_months(since, until) * SCALE)),
        (Err(NoDay::Open(one)), Err(NoDay::Open(other))) => {
            Err(Truth::all([one, other].into_iter()))
        }
        (Err(NoDay::Open(open)), _) | (_, Err(NoDay::Open(open))) => Err(open),
        _ => Ok(None),
    }
}

/// Each row's first and last day both count, an open end and whatever is still to come end on the day `until`. Rows
/// that overlap, or follow one another without a gap, are one period; the whole months of the periods are added.
fn months_of(person: &Person, span: &RowsSpan) -> Figure {
    let until = match person.day(&span.until) {
        Ok(until) => until,
        Err(NoDay::DoesNotApply) => return Ok(None),
        Err(NoDay::Open(open)) => return Err(open),
    };
    let mut periods = Vec::new();
    for row in matching(person, &span.rows, span.only.as_ref())? {
        let from = match row.get(&span.from) {
            Some(FactValue::Date(from)) => *from,
            _ => return Err(Truth::missing(&span.rows)),
        };
        let last = match row.get(&span.to) {
            Some(FactValue::Date(to)) => until.min(*to),
            Some(FactValue::DoesNotApply) | None => until,
            Some(_) => return Err(Truth::missing(&span.rows)),
        };
        if let Some(end) = last.checked_add_days(Days::new(1))
            && from < end
        {
            periods.push((from, end));
        }
    }
    let months = joined(periods)
        .into_iter()
        .map(|(from, end)| whole_months(from, end));
    Ok(Some(months.sum::<i128>() * SCALE))
}

/// Periods that meet or overlap, made one. Each ends before its second day.
fn joined(mut periods: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    periods.sort_unstable();
    let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, end) in periods {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((from, end)),
        }
    }
    joined
}

/// How many whole months are complete on `until`; none when it comes first.
fn whole_months(since: NaiveDate, until: NaiveDate) -> i128 {
    let months = (until.year() - since.year()) * 12 + until.month0() as i32 - since.month0() as i32;
    let Ok(most) = u32::try_from(months) else {
        return 0;
    };
    let complete = Span::months(most)
        .after(since)
        .is_some_and(|day| day <= until);
    i128::from(if complete {
        most
    } else {
        most.saturating_sub(1)
    })
}

fn count_of(person: &Person, count: &RowsCount) -> Result<i128, Truth> {
    let rows = matching(person, &count.rows, count.only.as_ref())?;
    let kind = person.rows_kind(&count.rows);
    let mut told: Vec<Vec<Option<&FactValue>>> = Vec::new();
    let mut counted = 0;
    for row in rows {
        let mut key = Vec::new();
        for column in &count.once_per {
            let value = row.get(column);
            if value.is_none() && !may_be_empty(kind, column) {
                return Err(Truth::missing(&count.rows));
            }
            key.push(value);
        }
        if count.once_per.is_empty() || !told.contains(&key) {
            counted += 1;
            told.push(key);
        }
    }
    Ok(counted)
}

/// The rows of a fact that pass a test. A person for whom the fact does not apply has none.
fn matching<'a>(
    person: &Person<'a>,
    rows: &FactKey,
    only: Option<&RowTest>,
) -> Result<Vec<&'a Row>, Truth> {
    let all = match person.value(rows) {
        Answer::Given(FactValue::Rows(all)) => all,
        Answer::DoesNotApply => return Ok(Vec::new()),
        Answer::Later => return Err(Truth::Background),
        Answer::Given(_) | Answer::Missing => return Err(Truth::missing(rows)),
    };
    let kind = person.rows_kind(rows);
    let mut found = Vec::new();
    for row in all {
        let passes = only.map_or(Some(true), |test| {
            row_fits(kind, row, &test.column, &test.options)
        });
        match passes {
            Some(true) => found.push(row),
            Some(false) => {}
            None => return Err(Truth::missing(rows)),
        }
    }
    Ok(found)
}

/// Whether a column of a row holds one of the options; `None` when the row does not say.
pub(crate) fn row_fits(
    kind: Option<&RowsKind>,
    row: &Row,
    column: &ColumnKey,
    options: &[crate::rules::codes::OptionCode],
) -> Option<bool> {
    match row.get(column) {
        Some(FactValue::Choice(code)) => Some(options.contains(code)),
        Some(FactValue::Choices(codes)) => Some(codes.iter().any(|code| options.contains(code))),
        Some(FactValue::DoesNotApply) => Some(false),
        None if may_be_empty(kind, column) => Some(false),
        _ => None,
    }
}

fn may_be_empty(kind: Option<&RowsKind>, column: &ColumnKey) -> bool {
    let def = kind.and_then(|kind| kind.columns.iter().find(|def| def.key == *column));
    def.is_some_and(|def| def.optional)
}

impl Amount {
    /// The facts that it reads.
    pub fn facts(&self) -> Vec<&FactKey> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }
}

impl Person<'_> {
    pub(crate) fn rows_kind(&self, key: &FactKey) -> Option<&RowsKind> {
        match &self.doc.fact(key)?.kind {
            FactKind::Rows(kind) => Some(kind),
            _ => None,
        }
    }
}
