//! What the bonus of a row adds to one figure.

use super::run::BonusPlan;
use crate::numbers::Points;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::State;
use crate::rules::score::ScoreOf;

/// The bonus of one set of posts on one figure.
pub(crate) struct Raise<'a> {
    plan: &'a BonusPlan,
    /// The place of the figure among those that the rule raises.
    target: usize,
    may_exceed: bool,
}

impl<'a> Raise<'a> {
    /// `None`: no bonus raises this figure.
    pub(crate) fn of(set: &'a SetPlan, target: &ScoreOf) -> Option<Self> {
        let (plan, rule) = (set.bonus.as_ref()?, set.rules.bonus.as_ref()?);
        Some(Raise {
            plan,
            target: plan.target(target)?,
            may_exceed: rule.may_exceed_full != Some(false),
        })
    }

    /// The figure with the bonus, at `scale`; never above the full mark where it may not pass it.
    pub(crate) fn apply(
        &self,
        state: &State,
        row: usize,
        figure: i64,
        scale: i64,
        full: Option<Points>,
    ) -> Result<i64, RuleFault> {
        let claims = state.claims.of(row);
        if claims.is_empty() {
            return Ok(figure);
        }
        let factor = scale / Points::SCALE;
        let rise = self.plan.sum(self.target, claims);
        let rise = rise.checked_mul(factor).ok_or(RuleFault::Overflow)?;
        let raised = figure.checked_add(rise).ok_or(RuleFault::Overflow)?;
        let full = full.filter(|_| !self.may_exceed);
        let most = full.map(|full| full.raw().saturating_mul(factor));
        Ok(most.map_or(raised, |most| raised.min(most.max(figure))))
    }
}
