//! Papers by hand: marks, weights, the sum.

use super::super::document::{Missed, Paper, Papers, Stage};
use crate::numbers::{Fraction, Points, Ratio};
use crate::rules::derive::{Bill, Case, Operation, Row, exact, say};
use crate::rules::engine::Mark;
use crate::rules::score::Score;

pub(super) fn bill(case: &Case, stage: &Stage, rule: &Papers) -> Option<Bill> {
    let mut bill = Bill::new();
    let single = rule.product.is_none()
        && rule.mark.is_none()
        && matches!(&rule.papers[..], [paper] if paper.weight == Ratio::ONE);
    for paper in &rule.papers {
        let mark = mark(case, stage, paper)?;
        let missed = matches!(mark, Mark::Absent);
        let mark = Fraction::of_points(counted(mark, rule)?);
        let row = match single {
            true => Row::valued(Operation::Add, say::on_paper(), mark),
            false => row(paper, rule, mark)?,
        };
        bill.add(Row {
            note: missed.then(say::missed_is_zero).or(row.note.clone()),
            ..row
        })?;
    }
    if !single || bill.figure.round(rule.sum)? != bill.figure {
        bill.result(say::on_paper(), rule.sum)?;
    }
    Some(bill)
}

/// A mark rounded, times its weight, rounded.
fn row(paper: &Paper, rule: &Papers, mark: Fraction) -> Option<Row> {
    let rounded = mark.round(rule.mark)?;
    let product = super::weighted(rounded, paper.weight)?;
    let digits = say::digits(rounded);
    Some(Row {
        expression: Some(format!("{digits} × {}", paper.weight.as_percent())),
        note: say::rounded_first(mark, rounded, rule.mark),
        ..Row::rounded(Operation::Add, paper.name.clone(), product, rule.product)?
    })
}

/// What was recorded for a paper; the questions make it where they stand alone.
fn mark(case: &Case, stage: &Stage, paper: &Paper) -> Option<Mark> {
    let record = case.record(&stage.code)?;
    if let Some(mark) = record.papers.get(&paper.code) {
        return Some(*mark);
    }
    let questions = record.questions.get(&paper.code)?;
    let points: Vec<Fraction> = questions
        .iter()
        .map(|(_, points)| Fraction::of_points(*points))
        .collect();
    Some(Mark::Scored(exact::exactly(exact::sum(&points)?)?))
}

/// A paper that was missed counts as nothing where the rule says so.
fn counted(mark: Mark, rule: &Papers) -> Option<Points> {
    match mark {
        Mark::Scored(points) => Some(points),
        Mark::Absent if rule.missed == Some(Missed::Zero) => Some(Points::ZERO),
        Mark::Absent | Mark::Violation => None,
    }
}

/// A paper or a question of it, as a figure by itself.
pub(crate) fn part(case: &Case, stage: &Stage, rule: &Papers, score: &Score) -> Option<Fraction> {
    let code = score.paper.as_ref()?;
    let paper = rule.papers.iter().find(|paper| paper.code == *code)?;
    let points = match &score.element {
        None => counted(mark(case, stage, paper)?, rule)?,
        Some(question) => {
            let questions = case.record(&stage.code)?.questions.get(code)?;
            *questions.get(question)?
        }
    };
    Some(Fraction::of_points(points))
}
