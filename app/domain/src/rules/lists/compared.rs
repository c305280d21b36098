//! The figures by which a cut ranks: the stage's score, a basis of its own, a bonus that only the cut counts.

use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::source::{FoundFormula, one_scale};
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{MissingPart, Status};
use crate::rules::score::ScoreOf;

/// What the cut compares where that is not the stage's score: a basis of its own, a bonus that only the cut counts.
pub(crate) fn figures(state: &State, step: usize) -> Result<Option<(Column, Moves)>, RuleFault> {
    let posts = state.table.posts.iter();
    let rows = posts.flat_map(|post| state.called(*post, step));
    let Some((column, gaps)) = column(state, step, rows)? else {
        return Ok(None);
    };
    let mut moves = Moves::default();
    for row in gaps {
        let code = state.plan.steps[step].clone();
        moves.miss(state, row, MissingPart::Stage(code));
        moves.set(row, Status::Blocked(step_of(step)));
    }
    Ok(Some((column, moves)))
}

/// The figures of a cut for these rows, and who has none; nothing where they are the scores of the stage.
fn column(
    state: &State,
    step: usize,
    rows: impl Iterator<Item = usize>,
) -> Result<Option<(Column, Vec<usize>)>, RuleFault> {
    let mut formulas = Vec::new();
    let mut raises = Vec::new();
    let target = ScoreOf::Cut(state.plan.steps[step].clone());
    for own in &state.plan.sets {
        let basis = own
            .stage_at(step)
            .and_then(|(stage, _)| stage.cut.as_ref()?.basis.as_ref());
        let found = basis.map(|basis| FoundFormula::find(state, own, basis, &basis.parts, true));
        formulas.push(found.transpose()?);
        raises.push(crate::rules::bonus::Raise::of(own, &target));
    }
    if formulas.iter().all(Option::is_none) && raises.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut scale = one_scale(formulas.iter_mut().flatten())?;
    let own_scale = state.scores[step].scale.max(1);
    scale = crate::numbers::extent::lcm(scale, own_scale)?;
    for formula in formulas.iter_mut().flatten() {
        formula.sum.widen(scale)?;
    }
    let mut column = Column::empty(scale, state.table.len());
    let mut gaps = Vec::new();
    for row in rows {
        let set = state.plan.posts[state.post_of(row)].set;
        let score = || {
            state.scores[step]
                .get(row)
                .get()
                .map(|score| score * (scale / own_scale))
        };
        let figure = match &formulas[set] {
            Some(formula) => formula.apply(state, row).ok(),
            None => score(),
        };
        match (figure, &raises[set]) {
            (None, _) => gaps.push(row),
            (Some(figure), None) => column.set(row, Cell::score(figure)),
            (Some(figure), Some(raise)) => {
                column.set(
                    row,
                    Cell::score(raise.apply(state, row, figure, scale, None)?),
                );
            }
        }
    }
    Ok(Some((column, gaps)))
}

/// The figures of a cut that was made, by the bonus as it counts now.
pub(crate) fn cut_anew(state: &State, step: usize) -> Result<Column, RuleFault> {
    let ranked = |row: &usize| cut_figure(state, *row, step).is_score();
    let rows = (0..state.table.len()).filter(ranked);
    let found = column(state, step, rows)?;
    Ok(found.map_or_else(|| state.scores[step].clone(), |(column, _)| column))
}

impl State<'_> {
    /// The figure of the list that a row stands on now: of the cut of its stage, or the total.
    pub(crate) fn list_figure(&self, row: usize) -> Option<i64> {
        let step = match self.status[row] {
            Status::Called(step) => usize::from(step.0),
            _ => return None,
        };
        if step >= self.plan.total {
            let total = self.exact.as_ref().unwrap_or(&self.scores[self.plan.total]);
            return total.get(row).get();
        }
        cut_figure(self, row, step).get()
    }
}

pub(super) fn cut_figure(state: &State, row: usize, step: usize) -> Cell {
    figures_of(state, step).get(row)
}

/// What a cut compares.
pub(super) fn figures_of<'s>(state: &'s State, step: usize) -> &'s Column {
    state.cuts[step].as_ref().unwrap_or(&state.scores[step])
}
