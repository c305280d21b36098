//! Pass lines by hand: each figure beside the line that it had to reach.

use super::super::document::{Line, LineAt, MeanShare};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::StageCode;
use crate::rules::derive::{Case, ClaimsCount, Compared, Operation, Row, Value, exact, say};
use crate::rules::document::DecisionValue;
use crate::rules::engine::outcome::LineOutcome;
use crate::rules::lists::Across;
use crate::rules::score::{Score, ScoreOf};
use crate::rules::stages::Scoring;
use std::cmp::Ordering;

/// The lines of a stage, or of the total, that counted for this person.
pub(crate) fn rows(case: &Case, lines: &[Line], step: &StageCode) -> Vec<Row> {
    let counted = |line: &Line| {
        let outcome = counted(case, line, step)?;
        row(case, line, outcome, step)
    };
    lines.iter().filter_map(counted).collect()
}

/// Whether the line was drawn for this person: some count only when few take part, some for one room.
fn counted<'c>(case: &Case<'c>, line: &Line, step: &StageCode) -> Option<&'c LineOutcome> {
    let at = case.all.outcome.step(step)?;
    let record = case.record(step);
    let in_room = |line: &LineOutcome| match &line.room {
        None => true,
        Some((room, sitting)) => {
            record.is_some_and(|record| record.is_in(room, sitting.as_deref()))
        }
    };
    let mut drawn = case.counts().lines.iter();
    drawn.find(|drawn| drawn.line == line.code && drawn.step == at && in_room(drawn))
}

fn row(case: &Case, line: &Line, outcome: &LineOutcome, step: &StageCode) -> Option<Row> {
    let claims = claims(case, step);
    let figure = case.figure(&line.on, claims)?;
    let at = at(case, line, &line.at, step).unwrap_or(outcome.at);
    let order = exact::compare(figure, at)?;
    let reached = match line.strictly {
        true => order == Ordering::Greater,
        false => order != Ordering::Less,
    };
    let compared = Compared {
        figure,
        strictly: line.strictly,
        reached,
    };
    let of_room = outcome.room.is_some();
    Some(Row {
        value: Some(Value::of(at)),
        compared: Some(compared),
        note: Some(say::compared(compared, at)),
        clause: line.clause.clone(),
        ..Row::new(Operation::Compare, say::line(case.doc(), &line.on, of_room))
    })
}

fn claims(case: &Case, step: &StageCode) -> ClaimsCount {
    let stage = case.rules().stage(step).map(|stage| &stage.code);
    case.claims_at(stage)
}

/// Where the line lies, worked out again; `None` where it does not count this time.
fn at(case: &Case, line: &Line, at: &LineAt, step: &StageCode) -> Option<Fraction> {
    let several = |branches: &[LineAt], pick: fn(Fraction, Fraction) -> Option<Fraction>| {
        let lines = branches.iter();
        let mut lines = lines.filter_map(|branch| self::at(case, line, branch, step));
        let first = lines.next()?;
        lines.try_fold(first, pick)
    };
    match at {
        LineAt::Fixed(points) => Some(Fraction::of_points(*points)),
        LineAt::Share(share) => exact::share(Fraction::of_points(full(case, &line.on)?), *share),
        LineAt::SetLater => match case.decision(line.code.as_str())? {
            DecisionValue::Points(points) => Some(Fraction::of_points(*points)),
            _ => None,
        },
        LineAt::Mean(share) => mean(case, line, share, step),
        LineAt::RoomMean => room_mean(case, line, step),
        LineAt::LowestOf(branches) => several(branches, exact::smaller),
        LineAt::HighestOf(branches) => several(branches, exact::larger),
    }
}

/// A share of the mean of those who came with a score.
fn mean(case: &Case, line: &Line, share: &MeanShare, step: &StageCode) -> Option<Fraction> {
    let first = case.first_of_list(share.across);
    let key = format!("{first} {:?} {step} {:?}", share.across, line.on);
    let mean = case.all.memory.mean(key, || {
        let others = case.everybody(share.across);
        Some(figures(others, line, step))
    })?;
    exact::share(mean, share.share)?.round(share.rounding)
}

/// The mean of everybody in the same room and sitting, whatever their post.
fn room_mean(case: &Case, line: &Line, step: &StageCode) -> Option<Fraction> {
    let record = case.record(step)?;
    let (room, sitting) = (record.room.as_ref()?.as_str(), record.sitting());
    let key = format!("{room:?} {sitting:?} {step} {:?}", line.on);
    case.all.memory.mean(key, || {
        let same = |other: &Case| {
            let own = other.record(step);
            own.is_some_and(|own| own.is_in(room, sitting))
        };
        Some(figures(
            case.everybody(Across::Campaign).filter(same),
            line,
            step,
        ))
    })
}

fn figures<'c>(
    others: impl Iterator<Item = Case<'c>>,
    line: &Line,
    step: &StageCode,
) -> Vec<Fraction> {
    let there = |other: &Case| super::has_score(other, step) && !cancelled_before(other, step);
    let scored = others.filter(there);
    scored
        .filter_map(|other| other.figure(&line.on, claims(&other, step)))
        .collect()
}

/// Whether the post was cancelled before its lines were drawn: its people then count in no mean.
fn cancelled_before(case: &Case, step: &StageCode) -> bool {
    let counts = case.counts();
    let at = case.all.outcome.step(step);
    let place = at.map_or(usize::MAX, |at| usize::from(at.0));
    let passed = counts.steps.get(place).map_or(0, |step| step.passed);
    let drawn = counts.lines.iter().any(|line| Some(line.step) == at);
    counts.cancelled && passed == 0 && !drawn
}

/// The full mark of the figure.
fn full(case: &Case, score: &Score) -> Option<Points> {
    let code = match &score.of {
        ScoreOf::Total => return Some(case.rules().total.full),
        ScoreOf::Stage(code) | ScoreOf::Cut(code) => code,
    };
    let Some(scoring) = &case.rules().stage(code)?.scoring else {
        return Some(case.rules().total.full);
    };
    let of_element = |elements: &[super::super::document::Element]| {
        let code = score.element.as_ref()?;
        let found = elements.iter().find(|element| element.code == *code)?;
        Some(found.full)
    };
    match (scoring, &score.paper) {
        (Scoring::Papers(rule), Some(paper)) => {
            let paper = rule.papers.iter().find(|own| own.code == *paper)?;
            match score.element {
                Some(_) => of_element(&paper.questions),
                None => Some(paper.full),
            }
        }
        (Scoring::Panel(rule), _) if score.element.is_some() => of_element(&rule.elements),
        _ => Some(scoring.full()),
    }
}
