//! Points by hand: what an office gave, or what was measured, turned into points.

use super::super::document::{
    Arrival, BandsBy, Combine, Event, Late, PointsScoring, Scoring, Stage,
};
use super::bands::{BandAnswer, read};
use super::hold;
use crate::numbers::{Fraction, Points};
use crate::rules::derive::{Bill, Case, Operation, Row, exact, say};
use crate::rules::eligibility::holds;
use crate::rules::engine::{LeftAt, Mark, Verdict};
use crate::rules::engine::{OutBy, Status};
use crate::rules::lists::Across;
use crate::rules::score::Score;

pub(super) fn bill(case: &Case, stage: &Stage, rule: &PointsScoring) -> Option<Bill> {
    let mut bill = Bill::new();
    if rule.events.is_empty() {
        let Some(Mark::Scored(given)) = case.record(&stage.code)?.points else {
            return None;
        };
        bill.add(Row::valued(
            Operation::Add,
            say::given(),
            Fraction::of_points(given),
        ))?;
    } else if matches!(rule.combine, Combine::All | Combine::Best) {
        let row = looked_at_together(case, stage, rule, &mut bill.rows)?;
        bill.add(row)?;
        if rule.combine == Combine::All {
            return Some(bill);
        }
    } else {
        for event in &rule.events {
            bill.add(row(case, stage, event, Operation::Add)?)?;
        }
        if rule.combine == Combine::Mean {
            let share = exact::over(exact::whole(1)?, exact::whole(rule.events.len())?)?;
            bill.figure = bill.figure.times(share)?;
            let label = say::mean_of_events(rule.events.len());
            bill.rows
                .push(Row::valued(Operation::Multiply, label, share));
        }
    }
    if bill.figure.round(rule.rounding)? != bill.figure {
        bill.result(say::points_of_stage(), rule.rounding)?;
    }
    hold(&mut bill, rule.full)?;
    Some(bill)
}

/// What stands above is not added up: the full mark if every event gave something, or the event that gave most.
fn looked_at_together(
    case: &Case,
    stage: &Stage,
    rule: &PointsScoring,
    above: &mut Vec<Row>,
) -> Option<Row> {
    let mut most = Fraction::ZERO;
    let mut all = true;
    for (at, event) in rule.events.iter().enumerate() {
        let row = row(case, stage, event, Operation::Say)?;
        let figure = row.figure()?;
        all &= figure.numerator > 0;
        most = if at == 0 {
            figure
        } else {
            exact::larger(most, figure)?
        };
        above.push(row);
    }
    let (label, figure) = match (rule.combine, all) {
        (Combine::Best, _) => (say::best_event(), most),
        (_, true) => (say::all_or_nothing(all), Fraction::of_points(rule.full)),
        (_, false) => (say::all_or_nothing(all), Fraction::ZERO),
    };
    Some(Row::valued(Operation::Add, label, figure))
}

/// One event: the best try, and the points that it gives.
fn row(case: &Case, stage: &Stage, event: &Event, operation: Operation) -> Option<Row> {
    let best = best(case, stage, event)?;
    let figure = looked_at(case, stage, event, best)?;
    let points = match given(case, event, figure)? {
        BandAnswer::Points(points) => points,
        BandAnswer::Nothing => Fraction::ZERO,
        BandAnswer::Out => return None,
    };
    Some(Row {
        note: Some(say::measured(event, best, place_of(event, figure))),
        ..Row::valued(operation, event.name.clone(), points)
    })
}

fn place_of(event: &Event, figure: Fraction) -> Option<i128> {
    (event.by == BandsBy::Rank).then_some(figure.numerator)
}

fn given(case: &Case, event: &Event, figure: Fraction) -> Option<BandAnswer> {
    let fits = |condition: &_| holds(case.doc(), case.columns(), case.candidate(), condition);
    read(&event.bands, figure, &fits)
}

/// What the bands look at: the figure, or its place among those of the post.
fn looked_at(case: &Case, stage: &Stage, event: &Event, best: Points) -> Option<Fraction> {
    match event.by {
        BandsBy::Figure => Some(Fraction::of_points(best)),
        BandsBy::Rank => exact::whole(place(case, stage, event, best)),
    }
}

/// The best of the tries; a try that somebody broke the rules in voids the event.
fn best(case: &Case, stage: &Stage, event: &Event) -> Option<Points> {
    let tries = case.record(&stage.code)?.events.get(&event.code)?;
    if tries.contains(&Mark::Violation) {
        return None;
    }
    let figures = tries.iter().filter_map(|mark| match mark {
        Mark::Scored(points) => Some(*points),
        Mark::Absent | Mark::Violation => None,
    });
    match event.lower_is_better {
        true => figures.min(),
        false => figures.max(),
    }
}

/// One more than those of the same post who did better.
fn place(case: &Case, stage: &Stage, event: &Event, own: Points) -> usize {
    let there = |other: &Case| was_there(other, stage);
    let others = case.everybody(Across::Post).filter(there);
    let figures = others.filter_map(|other| best(&other, stage, event));
    let better = figures.filter(|figure| match event.lower_is_better {
        true => *figure < own,
        false => *figure > own,
    });
    1 + better.count()
}

/// Whether somebody was called to a stage and took it, whatever became of them there or later. A substitute named in
/// advance who was passed over was never called, whatever was measured.
fn was_there(case: &Case, stage: &Stage) -> bool {
    if super::has_score(case, &stage.code) {
        return true;
    }
    if case.result().passed_over {
        return false;
    }
    let step = case.all.outcome.step(&stage.code);
    let track = case.track();
    let skips = track.is_some_and(|track| track.skips.contains(&stage.code));
    if skips || came_too_late(case, stage) {
        return false;
    }
    match case.result().status {
        Status::Out(at, OutBy::Absent | OutBy::Violation | OutBy::BelowLine)
        | Status::Blocked(at)
        | Status::Called(at) => Some(at) == step,
        // What became of somebody at a post that was cancelled later is not told; the figure shows that they came.
        Status::Cancelled => !left_or_failed(case, stage),
        _ => false,
    }
}

fn left_or_failed(case: &Case, stage: &Stage) -> bool {
    let left = case.candidate().left.as_ref();
    let left = left.is_some_and(|left| match &left.at {
        LeftAt::Step(code) => *code == stage.code,
        LeftAt::Disqualified => true,
    });
    let record = case.record(&stage.code);
    left || record.is_some_and(|record| record.check == Some(Verdict::Failed))
}

/// Whether this person came after the moment from which nobody is let in.
fn came_too_late(case: &Case, stage: &Stage) -> bool {
    let record = case.record(&stage.code);
    let Some((record, times)) = record.zip(stage.times.as_ref()) else {
        return false;
    };
    let post = case.post();
    let mut sittings = times.sittings.iter();
    let own = sittings.find(|sitting| match &record.sitting {
        Some(code) => sitting.code == *code,
        None => sitting.scope.covers(&post.code, post.pool.as_ref()),
    });
    let after = |by: &&Arrival| record.arrived.is_some_and(|arrived| arrived > by.at);
    let fits = own.and_then(|sitting| sitting.arrive_by.iter().find(after));
    fits.is_some_and(|by| by.late == Late::Out)
}

/// The event whose band puts this person out.
pub(super) fn put_out(case: &Case, stage: &Stage) -> Option<Vec<Row>> {
    let Some(Scoring::Points(rule)) = &stage.scoring else {
        return None;
    };
    let out = rule.events.iter().find_map(|event| {
        let best = best(case, stage, event)?;
        let figure = looked_at(case, stage, event, best)?;
        let out = given(case, event, figure)? == BandAnswer::Out;
        out.then(|| Row {
            note: Some(say::measured(event, best, place_of(event, figure))),
            ..Row::new(Operation::Say, say::put_out(&event.name))
        })
    });
    Some(vec![out?])
}

/// The points that one event gave.
pub(crate) fn part(
    case: &Case,
    stage: &Stage,
    rule: &PointsScoring,
    score: &Score,
) -> Option<Fraction> {
    let code = score.event.as_ref()?;
    let event = rule.events.iter().find(|event| event.code == *code)?;
    let best = best(case, stage, event)?;
    match given(case, event, looked_at(case, stage, event, best)?)? {
        BandAnswer::Points(points) => Some(points),
        BandAnswer::Nothing | BandAnswer::Out => Some(Fraction::ZERO),
    }
}
