//! Examiners' marks by hand: the struck ones, the mean, elements each by itself.

use super::super::document::{Panel, Stage, TrimOver};
use super::trim::{strike, tally};
use crate::numbers::{Fraction, Points, Rounding};
use crate::rules::derive::{Bill, Case, Operation, PanelMark, Row, Value, exact, say};
use crate::rules::engine::{Mark, StageRecord};
use crate::rules::score::Score;

/// The panel's score before any correction between rooms.
pub(super) fn bill(rule: &Panel, record: &StageRecord) -> Option<Bill> {
    let by_element = rule
        .trim
        .as_ref()
        .is_some_and(|trim| trim.over == TrimOver::Element);
    if by_element && !record.elements.is_empty() {
        return by_elements(rule, record);
    }
    let marks = sheets(record)?;
    let mut bill = Bill::new();
    if let [mark] = marks[..] {
        bill.add(Row::valued(
            Operation::Add,
            say::one_mark(),
            Fraction::of_points(mark),
        ))?;
        if bill.figure.round(rule.mean)? != bill.figure {
            bill.result(say::one_mark(), rule.mean)?;
        }
        return Some(bill);
    }
    let panel = strike(&marks, rule.trim.as_ref());
    let mean = mean_row(Operation::Mean, &panel, rule.mean)?;
    bill.figure = mean.figure()?;
    bill.rows.push(Row {
        marks: panel,
        ..Row::new(Operation::Marks, say::panel(marks.len()))
    });
    bill.rows.push(mean);
    Some(bill)
}

/// The whole sheets, each with its one figure; `None` while somebody gave none.
fn sheets(record: &StageRecord) -> Option<Vec<Points>> {
    if record.examiners.is_empty() {
        let rows = record.elements.iter();
        let sheets = rows.map(|row| exact::exactly(exact::sum(&fractions(row))?));
        return sheets.collect();
    }
    let figure = |mark: Mark| match mark {
        Mark::Scored(points) => Some(points),
        Mark::Absent | Mark::Violation => None,
    };
    record.examiners.iter().map(figure).collect()
}

fn fractions(points: &[Points]) -> Vec<Fraction> {
    points.iter().copied().map(Fraction::of_points).collect()
}

fn mean_of(panel: &[PanelMark]) -> Option<Fraction> {
    let counted = panel.iter().filter(|mark| mark.struck.is_none());
    let counted: Vec<Points> = counted.map(|mark| mark.mark).collect();
    exact::mean(&fractions(&counted))
}

fn mean_row(operation: Operation, panel: &[PanelMark], rounding: Option<Rounding>) -> Option<Row> {
    let (highest, lowest, left) = tally(panel);
    let label = say::mean(highest, lowest, left);
    Row::rounded(operation, label, mean_of(panel)?, rounding)
}

/// Each element trimmed by itself: a mean for each, then their sum, rounded once.
fn by_elements(rule: &Panel, record: &StageRecord) -> Option<Bill> {
    let mut bill = Bill::new();
    for (place, element) in rule.elements.iter().enumerate() {
        let column = column(record, place)?;
        let panel = strike(&column, rule.trim.as_ref());
        let mean = mean_of(&panel)?;
        bill.add(Row {
            value: Some(Value::of(mean)),
            marks: panel,
            ..Row::new(Operation::AddMean, element.name.clone())
        })?;
    }
    bill.result(say::sum_of_elements(), rule.mean)?;
    Some(bill)
}

/// One element over all sheets.
fn column(record: &StageRecord, place: usize) -> Option<Vec<Points>> {
    let rows = record.elements.iter();
    rows.map(|row| row.get(place).copied()).collect()
}

/// One element over the panel, or what the chief alone gave.
pub(crate) fn part(case: &Case, stage: &Stage, rule: &Panel, score: &Score) -> Option<Fraction> {
    let record = case.record(&stage.code)?;
    let whole = sheets(record)?;
    let marks = match &score.element {
        None => whole,
        Some(code) => {
            let place = rule.elements.iter().position(|own| own.code == *code)?;
            column(record, place)?
        }
    };
    if score.examiner.is_some() {
        let seat = usize::from(rule.chief.unwrap_or(1)).checked_sub(1)?;
        return Some(Fraction::of_points(*marks.get(seat)?));
    }
    // The rounding of the mean is stated for the whole sheet.
    mean_of(&strike(&marks, rule.trim.as_ref()))
}
