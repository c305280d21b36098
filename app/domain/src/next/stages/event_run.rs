//! Measured figures turned into points, for everybody of a stage.

use super::document::{BandsBy, Event, Scoring, Stage};
use super::points::{EventPoints, EventsPlan, ranks_of};
use super::run::Answer;
use crate::next::codes::EventCode;
use crate::next::eligibility::holds;
use crate::next::engine::Mark;
use crate::next::engine::cell::Cell;
use crate::next::engine::outcome::{MissingPart, OutBy};
use crate::next::engine::state::State;
use crate::numbers::Points;

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
    let ranks: Vec<Vec<u32>> = rule
        .events
        .iter()
        .map(|event| ranks(state, event, step, rows))
        .collect();
    let answer = |(at, row): (usize, &usize)| {
        let tries: Vec<Vec<Cell>> = rule
            .events
            .iter()
            .map(|event| tries(state, &event.code, step, *row))
            .collect();
        let mut fits = |condition: &_| {
            holds(
                state.plan.doc,
                state.facts,
                state.table.candidate(*row),
                condition,
            )
        };
        let tries: Vec<&[Cell]> = tries.iter().map(Vec::as_slice).collect();
        let rank = |event: usize| ranks[event].get(at).copied().unwrap_or(0);
        match plan.score(&tries, rank, &mut fits) {
            EventPoints::Score(points) => Answer::Score(points),
            EventPoints::Out => Answer::Out(OutBy::BelowLine),
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
