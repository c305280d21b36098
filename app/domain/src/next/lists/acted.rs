//! Lists that were acted on, and what the rules say of them now.

use super::document::Substitution;
use super::machine::Lost;
use super::make::{Contest, Made, make};
use super::order::Ordered;
use super::run::lost;
use crate::next::engine::outcome::Notice;
use crate::next::engine::state::State;

/// The list as it was acted on, if it was.
pub(crate) fn acted(
    state: &State,
    order: &Ordered,
    to: usize,
    substitution: Option<&Substitution>,
) -> Option<Vec<u32>> {
    // Where somebody of another post must consent, the column says who does.
    if substitution.is_some_and(|rule| rule.consent) {
        return None;
    }
    let code = &state.plan.steps[to];
    let called = |row: &u32| {
        let candidate = state.table.candidate(*row as usize);
        let substitute = candidate.substitute_of.is_some().then_some(true);
        candidate.called.get(code).copied().or(substitute)
    };
    if !order.rows.iter().any(|row| called(row).is_some()) {
        return None;
    }
    let rows = order.rows.iter().copied();
    Some(rows.filter(|row| called(row) == Some(true)).collect())
}

/// What the rules say now about lists that were acted on.
pub(super) fn expected(state: &State, contests: &[Contest], step: usize) -> Vec<Option<Made>> {
    let lost = |row: u32| lost(state, row, step);
    expected_by(state, contests, &lost, false)
}

/// The lists without what was acted on; `None` where nothing was.
pub(crate) fn expected_by(
    state: &State,
    contests: &[Contest],
    lost: &dyn Fn(u32) -> Option<Lost>,
    last: bool,
) -> Vec<Option<Made>> {
    if contests.iter().all(|contest| contest.acted.is_none()) {
        return contests.iter().map(|_| None).collect();
    }
    let anew = contests.iter().cloned().map(|contest| Contest {
        acted: None,
        ..contest
    });
    let made = make(state, anew.collect(), lost, last);
    let acted = contests.iter().map(|contest| contest.acted.is_some());
    made.into_iter()
        .zip(acted)
        .map(|(made, acted)| acted.then_some(made))
        .collect()
}

/// A list that was acted on, where the rules say otherwise now.
pub(crate) fn differs(state: &mut State, made: &Made, expected: &Made, to: usize) {
    let code = state.plan.steps[to].clone();
    let waiting = made.line().into_iter().map(|(row, _)| row);
    let rows: Vec<u32> = made.called.iter().copied().chain(waiting).collect();
    for row in rows {
        let candidate = state.table.candidate(row as usize);
        let recorded = candidate.called.get(&code).copied().unwrap_or(false);
        let called = expected.called.contains(&row);
        if recorded != called {
            state.notices.push(Notice::CalledDiffers {
                candidate: candidate.number.clone(),
                step: code.clone(),
                called,
            });
        }
    }
}
