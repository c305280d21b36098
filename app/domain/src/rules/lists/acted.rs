//! Lists that were acted on, and what the rules say of them now.

use super::contest::{Contest, CutAsks, Made};
use super::document::Substitution;
use super::make::make;
use super::order::Ordered;
use crate::rules::engine::Notice;
use crate::rules::engine::state::State;
use std::collections::HashSet;

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
    let said = |row: &u32| state.table.acted[*row as usize];
    if !order.rows.iter().any(said) {
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

/// What the rules say now about lists that were acted on; `None` where nothing was.
pub(super) fn expected(state: &State, contests: &[Contest], asks: CutAsks) -> Vec<Option<Made>> {
    if contests.iter().all(|contest| contest.acted.is_none()) {
        return contests.iter().map(|_| None).collect();
    }
    let anew = contests.iter().cloned().map(|contest| Contest {
        acted: None,
        ..contest
    });
    let made = make(state, anew.collect(), asks);
    let acted = contests.iter().map(|contest| contest.acted.is_some());
    made.into_iter()
        .zip(acted)
        .map(|(made, acted)| acted.then_some(made))
        .collect()
}

/// A cut that was acted on, where the rules say otherwise now.
pub(super) fn differs(state: &State, made: &Made, expected: &Made, to: usize) -> Vec<Notice> {
    let waiting = made.line().into_iter().map(|(row, _)| row);
    let rows: Vec<u32> = made.called.iter().copied().chain(waiting).collect();
    tell(state, &rows, &expected.called, to)
}

/// Tells who was called or not called against what the rules say now.
pub(crate) fn tell(state: &State, rows: &[u32], expected: &[u32], to: usize) -> Vec<Notice> {
    let code = &state.plan.steps[to];
    let expected: HashSet<u32> = expected.iter().copied().collect();
    let differs = |row: &u32| {
        let candidate = state.table.candidate(*row as usize);
        let recorded = candidate.called.get(code).copied().unwrap_or(false);
        let called = expected.contains(row);
        (recorded != called).then(|| Notice::CalledDiffers {
            candidate: candidate.number.to_string(),
            step: code.clone(),
            called,
        })
    };
    rows.iter().filter_map(differs).collect()
}
