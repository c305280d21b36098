//! The bonus counted anew at a check: what was decided counts from here on, and who falls below the cut is out.

use super::document::{AfterRecount, Recounted, Stage};
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Claims, State};

fn recounts(stage: &Stage) -> bool {
    let check = stage.check.as_ref();
    check.is_some_and(|check| check.recounts.contains(&Recounted::Bonus))
}

/// Whether the check of this stage drops who falls below the cut with the bonus counted anew.
pub(crate) fn drops_below_cut(stage: &Stage) -> bool {
    let check = stage.check.as_ref();
    let drops = check.is_some_and(|check| check.then == Some(AfterRecount::DropBelowCut));
    drops && recounts(stage)
}

/// The step at which the posts of a set count their bonus anew; from there on what was decided counts.
pub(crate) fn recount_step(set: &SetPlan) -> Option<usize> {
    let stages = set.rules.stages.iter().zip(&set.stages);
    let mut steps = stages
        .filter(|(stage, _)| recounts(stage))
        .map(|(_, plan)| plan.step);
    steps.next()
}

/// From this step on the decided bonus counts; the scores of stages that are over are raised anew.
pub(crate) fn recount(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let here = |set: &SetPlan| recount_step(set) == Some(step);
    if !state.plan.sets.iter().any(here) {
        return Ok(());
    }
    let Some(decided) = &state.recounted else {
        return Ok(());
    };
    let mut claims = Claims::default();
    claims.start.push(0);
    for row in 0..state.table.len() {
        let of = match here(state.set(state.post_of(row))) {
            true => decided,
            false => &state.claims,
        };
        claims.items.extend(of.of(row));
        claims.start.push(claims.items.len() as u32);
    }
    state.claims = claims;
    for earlier in 0..step {
        // What a cut ranked by stays what it was.
        if state.cuts[earlier].is_none() {
            state.cuts[earlier] = Some(state.scores[earlier].clone());
        }
        super::run::raise_again(state, earlier)?;
    }
    for earlier in 0..step {
        state.anew[earlier] = Some(crate::rules::lists::cut_anew(state, earlier)?);
    }
    Ok(())
}
