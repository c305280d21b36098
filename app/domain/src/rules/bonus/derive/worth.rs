//! What one item gives one person alone, by hand.

use super::super::document::{BonusBands, BonusItem, BonusPoints, BonusRows, RowPoints};
use crate::numbers::Fraction;
use crate::rules::Bilingual;
use crate::rules::codes::ColumnKey;
use crate::rules::derive::{Case, exact, say};
use crate::rules::eligibility::{FactValue, holds};
use crate::rules::stages::{BandAnswer, marginal, read_bands};
use std::collections::BTreeMap;

type Row = BTreeMap<ColumnKey, FactValue>;

/// `None`: a body has yet to give the points, or a fact is missing. A fact that does not apply gives nothing.
pub(super) fn of(case: &Case, item: &BonusItem) -> Option<Fraction> {
    match &item.points {
        BonusPoints::Fixed(points) => Some(Fraction::of_points(*points)),
        BonusPoints::Body => None,
        BonusPoints::Bands(rule) => by_bands(case, rule),
        BonusPoints::Rows(rule) => by_rows(case, rule),
    }
}

fn by_bands(case: &Case, rule: &BonusBands) -> Option<Fraction> {
    let number = match case.candidate().facts.get(&rule.of) {
        Some(FactValue::Number(number)) => Fraction::of_points(*number),
        _ => return Some(Fraction::ZERO),
    };
    let fits = |condition: &_| holds(case.doc(), case.columns(), case.candidate(), condition);
    let given = match rule.marginal {
        true => marginal(&rule.bands, number, &fits)?,
        false => read_bands(&rule.bands, number, &fits)?,
    };
    Some(match given {
        BandAnswer::Points(points) => points,
        BandAnswer::Out | BandAnswer::Nothing => Fraction::ZERO,
    })
}

/// Each row gives the points of the first line that fits it; of rows that agree in `best_per` the best counts.
fn by_rows(case: &Case, rule: &BonusRows) -> Option<Fraction> {
    let rows = match case.candidate().facts.get(&rule.of) {
        Some(FactValue::Rows(rows)) => rows,
        _ => return Some(Fraction::ZERO),
    };
    let given = rows.iter().map(|row| (row, of_row(rule, row)));
    let given: Vec<(&Row, Fraction)> = given.collect();
    let agree = |one: &Row, other: &Row| {
        let mut columns = rule.best_per.iter();
        columns.all(|column| one.get(column) == other.get(column))
    };
    let mut counted = Vec::new();
    for (place, (row, points)) in given.iter().enumerate() {
        let rivals = given.iter().enumerate().filter(|(other, (rival, _))| {
            !rule.best_per.is_empty() && *other != place && agree(row, rival)
        });
        let beaten = rivals.into_iter().any(|(other, (_, better))| {
            better != points && exact::larger(*better, *points) == Some(*better)
                || better == points && other < place
        });
        if !beaten {
            counted.push(*points);
        }
    }
    exact::sum(&counted)
}

fn of_row(rule: &BonusRows, row: &Row) -> Fraction {
    let fits = |line: &&RowPoints| match &line.column {
        None => true,
        Some(column) => match row.get(column) {
            Some(FactValue::Choice(code)) => line.options.contains(code),
            Some(FactValue::Choices(codes)) => codes.iter().any(|code| line.options.contains(code)),
            _ => false,
        },
    };
    let line = rule.points.iter().find(fits);
    line.map_or(Fraction::ZERO, |line| Fraction::of_points(line.points))
}

/// How the points came about, where the rule does not simply state them.
pub(super) fn note(case: &Case, item: &BonusItem, points: Fraction) -> Option<Bilingual> {
    if of(case, item) != Some(points) {
        return Some(say::points_decided());
    }
    match &item.points {
        BonusPoints::Fixed(_) | BonusPoints::Body => None,
        BonusPoints::Bands(rule) => match case.candidate().facts.get(&rule.of) {
            Some(FactValue::Number(number)) => Some(say::by_number(case.doc(), &rule.of, *number)),
            _ => None,
        },
        BonusPoints::Rows(rule) => match case.candidate().facts.get(&rule.of) {
            Some(FactValue::Rows(rows)) => Some(say::by_rows(case.doc(), &rule.of, rows.len())),
            _ => None,
        },
    }
}
