//! The bonus counted anew at a check: what was decided counts from here on, and who falls below the cut is out.

use super::document::{AfterRecount, Recounted, Stage};
use crate::next::engine::faults::RuleFault;
use crate::next::engine::state::State;
use crate::next::score::ScoreOf;

fn recounts(stage: &Stage) -> bool {
    let check = stage.check.as_ref();
    check.is_some_and(|check| check.recounts.contains(&Recounted::Bonus))
}

/// Whether any post counts its bonus anew at this step.
pub(crate) fn recounts_at(state: &State, step: usize) -> bool {
    let mut sets = state.plan.sets.iter();
    sets.any(|set| set.stage_at(step).is_some_and(|(stage, _)| recounts(stage)))
}

/// From this step on the decided bonus counts; the scores of stages that are over are raised anew.
pub(crate) fn recount(state: &mut State, step: usize) -> Result<(), RuleFault> {
    if !recounts_at(state, step) {
        return Ok(());
    }
    if let Some(claims) = state.recounted.take() {
        state.claims = claims;
        for earlier in 0..step {
            // What a cut ranked by stays what it was.
            if state.cuts[earlier].is_none() {
                state.cuts[earlier] = Some(state.scores[earlier].clone());
            }
            super::run::raise_again(state, earlier)?;
        }
    }
    Ok(())
}

/// Whether the cut figure, with the bonus counted anew at the check of the next step, falls below the last one called.
pub(crate) fn falls_below_cut(state: &State, row: usize, step: usize, to: usize) -> bool {
    let set = state.set(state.post_of(row));
    let Some((stage, _)) = set.stage_at(to) else {
        return false;
    };
    let check = stage.check.as_ref();
    let drops = check.is_some_and(|check| check.then == Some(AfterRecount::DropBelowCut));
    let Some(recounted) = state
        .recounted
        .as_ref()
        .filter(|_| drops && recounts(stage))
    else {
        return false;
    };
    let loss = |target: &ScoreOf| -> i64 {
        let Some(bonus) = set.bonus.as_ref().filter(|bonus| bonus.raises(target)) else {
            return 0;
        };
        bonus.sum(target, state.claims.of(row)) - bonus.sum(target, recounted.of(row))
    };
    let code = state.plan.steps[step].clone();
    let lost = loss(&ScoreOf::Stage(code.clone())) + loss(&ScoreOf::Cut(code));
    let line = state.posts[state.post_of(row)].steps[step].cut_off;
    let (Some(line), Some(own)) = (line, state.cut_points(row, step)) else {
        return false;
    };
    own >= line && own.raw().saturating_sub(lost) < line.raw()
}
