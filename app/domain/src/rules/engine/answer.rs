//! The answer of a run, written once from end to end.

use super::outcome::{CandidateOutcome, Notice, Outcome, Status, StepFigures, Upto};
use super::state::{NO_TRACK, State, points, step_of};
use crate::numbers::Points;

pub(crate) fn outcome(mut state: State, upto: &Upto) -> Outcome {
    uncalled(&mut state, upto);
    let steps = state.plan.steps.len();
    let people = state.table.len();
    let mut candidates = Vec::with_capacity(people);
    let mut all = Vec::with_capacity(people * steps);
    for row in &state.table.row_of {
        let row = *row as usize;
        candidates.push(candidate(&state, row));
        all.extend((0..steps).map(|step| figures(&state, row, step)));
    }
    state.pending.sort();
    state.pending.dedup();
    state.missing.sort();
    state.missing.dedup();
    state.notices.sort();
    state.notices.dedup();
    Outcome {
        upto: upto.clone(),
        rules: state.plan.doc.digest(),
        steps: state.plan.steps.clone(),
        posts: state.posts,
        rooms: state.rooms,
        candidates,
        figures: all,
        pending: state.pending,
        missing: state.missing,
        notices: state.notices,
    }
}

fn candidate(state: &State, row: usize) -> CandidateOutcome {
    let claims = state.claims.of(row);
    let bonus = state
        .set(state.post_of(row))
        .bonus
        .as_ref()
        .filter(|_| {
            let mut told = state.table.candidate(row).bonus.iter();
            told.any(|(_, claim)| claim.claimed || claim.decided.is_some())
        })
        .map(|bonus| Points::from_raw(bonus.whole(claims)));
    let blocked = matches!(state.status[row], Status::Blocked(_) | Status::Pending);
    CandidateOutcome {
        status: state.status[row],
        track: Some(state.track[row]).filter(|track| *track != NO_TRACK),
        bonus,
        rank: Some(state.rank[row]).filter(|rank| *rank > 0 && !blocked),
        reserved: state
            .reserved
            .get(row)
            .copied()
            .filter(|seat| *seat != u16::MAX),
        passed_over: state.passed_over.contains(&row),
    }
}

fn figures(state: &State, row: usize, step: usize) -> StepFigures {
    let score = &state.scores[step];
    let cut = state.cuts[step].as_ref();
    StepFigures {
        score: points(score.get(row), score.scale.max(1)),
        cut: cut.and_then(|cut| cut.points(row)),
        place: state.place[step]
            .get(row)
            .copied()
            .filter(|place| *place > 0),
    }
}

/// Who is said to have left a list to which nobody called them, as far as the lists were made.
fn uncalled(state: &mut State, upto: &Upto) {
    for row in 0..state.table.len() {
        let Some(step) = state.table.left_at(row) else {
            continue;
        };
        let there = match state.status[row] {
            Status::Out(at, _) => at == step_of(step),
            Status::Called(at) => *upto != Upto::After && at <= step_of(step),
            Status::Blocked(_) | Status::Pending | Status::Cancelled | Status::NotAdmitted => true,
            _ => false,
        };
        if !there {
            state.notices.push(Notice::LeftUncalled {
                candidate: state.table.number(row).to_owned(),
                step: state.plan.steps[step].clone(),
            });
        }
    }
}
