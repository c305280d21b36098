//! The bonus counted anew at a check: what was decided counts from here on, and who falls below the cut is out.

use super::raise_run::raise_again;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Claims, State};

/// From this step on the decided bonus counts; the scores of stages that are over are raised anew.
pub(crate) fn recount(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let here = |set: &SetPlan| set.recount_step() == Some(step);
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
        raise_again(state, earlier)?;
    }
    for earlier in 0..step {
        state.anew[earlier] = Some(crate::rules::lists::cut_anew(state, earlier)?);
    }
    Ok(())
}
