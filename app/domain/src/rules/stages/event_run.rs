//! Measured figures turned into points, for everybody of a stage.

use super::answer::Answer;
use super::document::{BandsBy, Event, PointsScoring, Scoring, Stage};
use super::points::{EventPoints, EventsPlan, ranks_of};
use crate::numbers::Points;
use crate::rules::codes::EventCode;
use crate::rules::eligibility::holds;
use crate::rules::engine::Mark;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::state::State;
use crate::rules::engine::{MissingPart, OutBy};

/// One answer for each row.
pub(crate) fn event_answers(
    state: &State,
    stage: &Stage,
    plan: &EventsPlan,
    step: usize,
    rows: &[usize],
) -> Vec<Answer> {
    let Some(Scoring::Points(rule)) = &stage.scoring else {
        return Vec::new();
    };
    let events = rule.events.iter().enumerate();
    let ranks: Vec<Option<Vec<u32>>> = events
        .map(|(at, event)| {
            let waits = event.by == BandsBy::Rank && waits(state, rule, plan, (at, step), rows);
            (!waits).then(|| ranks(state, event, step, rows))
        })
        .collect();
    let answer = |(at, row): (usize, &usize)| {
        let tries = all_tries(state, rule, step, *row);
        let mut fits = |condition: &_| {
            holds(
                state.plan.doc,
                state.facts,
                state.table.candidate(*row),
                condition,
            )
        };
        let tries: Vec<&[Cell]> = tries.iter().map(Vec::as_slice).collect();
        let rank = |event: usize| ranks[event].as_ref()?.get(at).copied();
        match plan.score(&tries, rank, &mut fits) {
            EventPoints::Score(points) => Answer::Score(points),
            EventPoints::Out => Answer::PutOut,
            EventPoints::Absent => Answer::Out(OutBy::Absent),
            EventPoints::Violation => Answer::Out(OutBy::Violation),
            EventPoints::Missing(event) => Answer::Missing(MissingPart::Event(
                stage.code.clone(),
                rule.events[event].code.clone(),
            )),
            EventPoints::MissingFact => Answer::Missing(MissingPart::Stage(stage.code.clone())),
        }
    };
    rows.iter().enumerate().map(answer).collect()
}

fn all_tries(state: &State, rule: &PointsScoring, step: usize, row: usize) -> Vec<Vec<Cell>> {
    let events = rule.events.iter();
    events
        .map(|event| tries(state, &event.code, step, row))
        .collect()
}

/// Whether the places at an event are not known yet: somebody of the post may still have a figure there. These rows are of
/// one post.
fn waits(
    state: &State,
    rule: &PointsScoring,
    plan: &EventsPlan,
    (event, step): (usize, usize),
    rows: &[usize],
) -> bool {
    if rows
        .first()
        .is_some_and(|row| state.has_gap(state.post_of(*row)))
    {
        return true;
    }
    rows.iter().any(|row| {
        let tries = all_tries(state, rule, step, *row);
        let tries: Vec<&[Cell]> = tries.iter().map(Vec::as_slice).collect();
        let candidate = state.table.candidate(*row);
        let mut fits = |condition: &_| holds(state.plan.doc, state.facts, candidate, condition);
        let best = super::points::best_of(tries[event], rule.events[event].lower_is_better);
        best == Cell::NONE && !plan.is_out_anyway(&tries, &mut fits)
    })
}

fn tries(state: &State, event: &EventCode, step: usize, row: usize) -> Vec<Cell> {
    let record = state.record(row, step);
    let tries = record.and_then(|record| record.events.get(event));
    let tries = tries.map_or(&[][..], Vec::as_slice);
    tries.iter().map(|mark| Cell::from(*mark)).collect()
}

/// Whether a row did something at one event, or was caught cheating.
pub(crate) fn event_came(state: &State, row: usize, step: usize) -> bool {
    let Some(record) = state.record(row, step) else {
        return false;
    };
    let mut marks = record.events.iter().flat_map(|(_, tries)| tries);
    marks.any(|mark| *mark != Mark::Absent)
}

/// Places among those of the stage who have a figure; nothing where the bands look at figures.
fn ranks(state: &State, event: &Event, step: usize, rows: &[usize]) -> Vec<u32> {
    if event.by == BandsBy::Figure {
        return Vec::new();
    }
    let best = |row: &usize| {
        super::points::best_of(
            &tries(state, &event.code, step, *row),
            event.lower_is_better,
        )
    };
    let best: Vec<Cell> = rows.iter().map(best).collect();
    let mut ranks = vec![0; rows.len()];
    // A place is one among those of the same post.
    let mut from = 0;
    while from < rows.len() {
        let post = state.post_of(rows[from]);
        let to = from
            + rows[from..]
                .iter()
                .take_while(|row| state.post_of(**row) == post)
                .count();
        ranks[from..to].copy_from_slice(&ranks_of(&best[from..to], event.lower_is_better));
        from = to;
    }
    ranks
}

/// The points that one event gave to a row, for ties and lines.
pub(crate) fn event_points(state: &State, row: usize, step: usize, event: &EventCode) -> Cell {
    let set = state.set(state.post_of(row));
    let Some((stage, _)) = set.stage_at(step) else {
        return Cell::NONE;
    };
    let Some(Scoring::Points(rule)) = &stage.scoring else {
        return Cell::NONE;
    };
    let Some(own) = rule.events.iter().find(|own| own.code == *event) else {
        return Cell::NONE;
    };
    let place = match own.by {
        BandsBy::Figure => 0,
        BandsBy::Rank => {
            let post = state.table.rows(state.post_of(row));
            let there = state.measured.get(&step).into_iter().flatten();
            let rows: Vec<usize> = there.copied().filter(|row| post.contains(row)).collect();
            let ranks = ranks(state, own, step, &rows);
            let at = rows.iter().position(|other| *other == row);
            at.map_or(0, |at| ranks[at])
        }
    };
    let mut fits = |condition: &_| {
        holds(
            state.plan.doc,
            state.facts,
            state.table.candidate(row),
            condition,
        )
    };
    let best = super::points::best_of(&tries(state, event, step, row), own.lower_is_better);
    let figure = match (best.get(), own.by) {
        (None, _) => return best,
        (Some(figure), BandsBy::Figure) => figure,
        (Some(_), BandsBy::Rank) => i64::from(place) * Points::SCALE,
    };
    match super::bands::band_points(&own.bands, figure, &mut fits) {
        super::bands::Given::Points(points) => Cell::score(points),
        _ => Cell::score(0),
    }
}
