//! What one item gives one person, by their facts.

use super::document::{BonusBands, BonusItem, BonusPoints, BonusRows};
use crate::numbers::Points;
use crate::rules::codes::{ColumnKey, FactKey};
use crate::rules::eligibility::amounts::{Row, row_fits};
use crate::rules::eligibility::person::{Answer, Person};
use crate::rules::eligibility::truth::Truth;
use crate::rules::eligibility::{Condition, FactValue};
use crate::rules::stages::bands::{Given, band_points, marginal_points};

/// The points of an item alone; what counts in the end depends on how items stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    Points(Points),
    /// A body gives them.
    Body,
    /// These facts are missing.
    Missing(Vec<FactKey>),
}

/// What `item` gives this person, whether or not its condition holds. Points beyond any computation count as missing.
pub(crate) fn worth(item: &BonusItem, person: &Person) -> Worth {
    let found = match &item.points {
        BonusPoints::Fixed(points) => return Worth::Points(*points),
        BonusPoints::Body => return Worth::Body,
        BonusPoints::Bands(bands) => by_bands(bands, person),
        BonusPoints::Rows(rows) => by_rows(rows, person),
    };
    found.map_or_else(Worth::Missing, |raw| Worth::Points(Points::from_raw(raw)))
}

impl BonusPoints {
    /// The fact that the points are computed from.
    pub fn fact(&self) -> Option<&FactKey> {
        match self {
            BonusPoints::Bands(bands) => Some(&bands.of),
            BonusPoints::Rows(rows) => Some(&rows.of),
            BonusPoints::Fixed(_) | BonusPoints::Body => None,
        }
    }
}

fn by_bands(rule: &BonusBands, person: &Person) -> Result<i64, Vec<FactKey>> {
    let number = match person.value(&rule.of) {
        Answer::Given(FactValue::Number(number)) => number.raw(),
        Answer::DoesNotApply => return Ok(0),
        _ => return Err(vec![rule.of.clone()]),
    };
    let mut missing = Vec::new();
    let mut holds = |when: &Condition| match person.test(when) {
        Truth::Known { holds, .. } => Some(holds),
        Truth::Unknown(facts) => {
            missing.extend(facts);
            None
        }
        Truth::Background => None,
    };
    let given = match rule.marginal {
        true => marginal_points(&rule.bands, number, &mut holds),
        false => band_points(&rule.bands, number, &mut holds),
    };
    match given {
        Given::Points(points) => Ok(points),
        // Nobody is put out by a bonus.
        Given::Nothing | Given::Out => Ok(0),
        Given::Unknown => Err(missing),
    }
}

/// Each row gives the points of the first line that fits it; of rows that agree in `best_per` only the best counts.
fn by_rows(rule: &BonusRows, person: &Person) -> Result<i64, Vec<FactKey>> {
    let missing = || vec![rule.of.clone()];
    let rows = match person.value(&rule.of) {
        Answer::Given(FactValue::Rows(rows)) => rows,
        Answer::DoesNotApply => return Ok(0),
        _ => return Err(missing()),
    };
    let mut best: Vec<(Vec<Option<&FactValue>>, i64)> = Vec::new();
    for row in rows {
        let points = row_points(rule, person, row).ok_or_else(missing)?;
        let key: Vec<_> = rule.best_per.iter().map(|column| row.get(column)).collect();
        let same = best
            .iter_mut()
            .find(|(other, _)| !rule.best_per.is_empty() && *other == key);
        match same {
            Some((_, found)) => *found = points.max(*found),
            None => best.push((key, points)),
        }
    }
    let add = |sum: i64, (_, points): &(_, i64)| sum.checked_add(*points);
    best.iter().try_fold(0, add).ok_or_else(missing)
}

/// `None`: the row does not say.
fn row_points(rule: &BonusRows, person: &Person, row: &Row) -> Option<i64> {
    let kind = person.rows_kind(&rule.of);
    for line in &rule.points {
        let fits = |column: &ColumnKey| row_fits(kind, row, column, &line.options);
        if line.column.as_ref().map_or(Some(true), fits)? {
            return Some(line.points.raw());
        }
    }
    Some(0)
}
