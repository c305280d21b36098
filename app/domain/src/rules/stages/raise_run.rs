//! The bonus that raises the score of a stage.

use super::document::Scoring;
use crate::rules::bonus::Raise;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::state::State;
use crate::rules::score::ScoreOf;

/// The scores of a stage with the bonus that raises them; nothing where none does.
pub(crate) fn raise(
    state: &State,
    posts: &[usize],
    step: usize,
) -> Result<Option<Column>, RuleFault> {
    let target = ScoreOf::Stage(state.plan.steps[step].clone());
    let raised = |post: &usize| Raise::of(state.set(*post), &target).is_some();
    if !posts.iter().any(raised) {
        return Ok(None);
    }
    let before = state.before[step].as_ref();
    let before = before.unwrap_or(&state.scores[step]);
    let mut raised = before.clone();
    for post in posts {
        let Some(bonus) = Raise::of(state.set(*post), &target) else {
            continue;
        };
        let stage = state.set(*post).stage_at(step).map(|(stage, _)| stage);
        let full = stage
            .and_then(|stage| stage.scoring.as_ref())
            .map(Scoring::full);
        let claimed = |row: &usize| !state.claims.of(*row).is_empty();
        for row in state.table.rows(*post).filter(claimed) {
            if let Some(score) = before.get(row).get() {
                let score = bonus.apply(state, row, score, before.scale, full);
                raised.set(row, Cell::score(score?));
            }
        }
    }
    Ok(Some(raised))
}

/// Counts the bonus anew by what was decided, for a stage that is over.
pub(crate) fn raise_again(state: &State, step: usize) -> Result<Option<Column>, RuleFault> {
    let posts = state.table.posts.iter().copied();
    let posts: Vec<usize> = posts
        .filter(|post| state.set(*post).place(step).is_some())
        .collect();
    raise(state, &posts, step)
}
