//! Level people on the last place, and what they need.

use super::document::{StillLevel, Ties};
use super::keys::Keys;
use super::order::{Chain, Open};
use crate::rules::codes::TestCode;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{MissingPart, Pending, Status};

/// Level people on the last place, and what they need.
pub(crate) fn hold(
    state: &State,
    held: &[(Vec<u32>, u32)],
    unapproved: u32,
    post: usize,
    to: usize,
) -> Moves {
    let mut moves = Moves::default();
    for (rows, places) in held {
        for row in rows {
            moves.set(*row as usize, Status::Held(step_of(to)));
        }
        let ask = ask(state, post, to, rows, *places);
        if let Pending::ExtraTest { test, .. } = &ask {
            without_result(state, test, rows, &mut moves);
        }
        moves.pending.push(ask);
    }
    if unapproved > 0 {
        moves.pending.push(Pending::Substitution {
            step: state.plan.steps[to].clone(),
            post: state.plan.posts[post].post.code.clone(),
            vacancies: unapproved,
        });
    }
    moves
}

/// Some of the level people have a result, these have none.
fn without_result(state: &State, test: &TestCode, rows: &[u32], moves: &mut Moves) {
    let result = |row: &u32| {
        let candidate = state.table.candidate(*row as usize);
        candidate.extra.get(test).is_some()
    };
    if rows.iter().any(result) {
        for row in rows.iter().filter(|row| !result(row)) {
            moves.miss(state, *row as usize, MissingPart::ExtraTest(test.clone()));
        }
    }
}

fn ask(state: &State, post: usize, to: usize, rows: &[u32], places: u32) -> Pending {
    let step = state.plan.steps[to].clone();
    let people = state.numbers(rows);
    let level = level_rule(state, post, to);
    let open = level.and_then(|ties| Keys::of(state, post, ties, &[step.as_str()]).ok());
    let test = level.and_then(|ties| match &ties.then {
        StillLevel::ExtraTest(code) => Some(code.clone()),
        _ => None,
    });
    let tested = |code| {
        let result = |row: &u32| {
            state
                .table
                .candidate(*row as usize)
                .extra
                .get(code)
                .is_some()
        };
        rows.iter().all(result)
    };
    match (open.map(|keys| keys.open()), test) {
        (Some(Open::Approval), Some(test)) => Pending::ExtraTestApproval {
            test,
            step,
            people,
            places,
        },
        (Some(Open::Test), Some(test)) if !tested(&test) => Pending::ExtraTest {
            test,
            step,
            people,
            places,
        },
        _ => Pending::Order {
            step,
            people,
            places,
        },
    }
}

/// The tie rule of the list that calls to a step.
pub(super) fn level_rule<'a>(state: &State<'a>, post: usize, to: usize) -> Option<&'a Ties> {
    let set = state.set(post);
    let code = &state.plan.steps[to];
    if let Some(step) = set.rules.after_step(code) {
        return Some(step.list.level.as_ref().unwrap_or(&set.rules.ties));
    }
    let place = match to == state.plan.total {
        true => set.stages.len(),
        false => set.place(to)?,
    };
    let before = set.rules.stages[..place].iter().rev();
    before
        .clone()
        .find_map(|stage| stage.cut.as_ref()?.level.as_ref())
}
