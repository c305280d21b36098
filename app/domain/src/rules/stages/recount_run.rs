//! The bonus counted anew at a check: what was decided counts from here on, and who falls below the cut is out.

use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Claims, State};

/// The items that count from this step on, where a check counts them anew here.
pub(crate) fn recount(state: &State, step: usize) -> Option<Claims> {
    let here = |set: &SetPlan| set.recount_step() == Some(step);
    if !state.plan.sets.iter().any(here) {
        return None;
    }
    let decided = state.recounted.as_ref()?;
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
    Some(claims)
}
