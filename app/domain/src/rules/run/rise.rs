//! What a score of a person rises by: the bonus of every target that reaches it. Items that are a share of a score get
//! their points here, once that score is known (domain.md 3.5).

use super::super::defaults;
use super::super::document::{BonusBase, BonusPoints, BonusRule, BonusTarget, Ratio, Rounding};
use super::bonus::{BonusPlan, Claimed, Scratch};
use super::faults::RuleFault;
use super::plan::RuleSet;
use super::table::{NONE, is_score};
use super::work::Work;
use crate::numbers::Points;

/// The items that are added to one target.
#[derive(Clone, Debug)]
pub(crate) struct TargetPlan {
    pub target: BonusTarget,
    pub sum: BonusPlan,
    shares: Vec<Share>,
}

/// An item that is a share of a score.
#[derive(Clone, Copy, Debug)]
struct Share {
    item: u32,
    of: Base,
    share: Ratio,
    rounding: Rounding,
}

#[derive(Clone, Copy, Debug)]
enum Base {
    Written,
    /// By its column.
    Paper(usize),
    Interview,
    Total,
}

/// The score that rises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Onto {
    Written,
    Interview,
    Total,
}

impl Onto {
    pub(crate) fn takes(self, target: BonusTarget) -> bool {
        match self {
            Onto::Written => matches!(target, BonusTarget::Written | BonusTarget::Both),
            Onto::Interview => matches!(target, BonusTarget::Interview | BonusTarget::Both),
            Onto::Total => target == BonusTarget::Total,
        }
    }
}

/// One plan for each target of a rule. `column`: where the marks of a paper stand.
pub(crate) fn compile(
    rule: &BonusRule,
    column: impl Fn(&super::super::document::PaperCode) -> Result<usize, RuleFault>,
) -> Result<Vec<TargetPlan>, RuleFault> {
    inside(rule)?;
    let plan = |target| {
        let mut shares = Vec::new();
        for (item, found) in (0..).zip(&rule.items) {
            let BonusPoints::ShareOfScore(share) = &found.points else {
                continue;
            };
            if rule.target_of(found) != target {
                continue;
            }
            let rounding = share.rounding.unwrap_or(defaults::SHARE_OF_SCORE);
            if rounding.decimals > 4 {
                return Err(RuleFault::TooManyDecimals {
                    decimals: rounding.decimals,
                });
            }
            let of = match (&share.of, target) {
                (BonusBase::Written, _) => Base::Written,
                (BonusBase::Paper(code), _) => Base::Paper(column(code)?),
                (BonusBase::Interview, BonusTarget::Interview | BonusTarget::Total) => {
                    Base::Interview
                }
                (BonusBase::Total, BonusTarget::Total) => Base::Total,
                (BonusBase::Interview | BonusBase::Total, _) => {
                    return Err(RuleFault::CircularSource);
                }
            };
            shares.push(Share {
                item,
                of,
                share: share.share,
                rounding,
            });
        }
        Ok(TargetPlan {
            target,
            sum: BonusPlan::compile(rule, target)?,
            shares,
        })
    };
    rule.targets().into_iter().map(plan).collect()
}

/// A target of its own inside a group would be overruled in silence.
fn inside(rule: &BonusRule) -> Result<(), RuleFault> {
    let item = rule
        .items
        .iter()
        .find(|item| item.group.is_some() && item.added_to.is_some());
    let group = rule
        .groups
        .iter()
        .find(|group| group.group.is_some() && group.added_to.is_some());
    match item
        .map(|item| &item.code)
        .or(group.map(|group| &group.code))
    {
        None => Ok(()),
        Some(code) => Err(RuleFault::BonusTarget { code: code.clone() }),
    }
}

/// What one score of a person rises by. Points that could not be known before are noted as the person's bonus.
pub(crate) fn rise(work: &mut Work, set: &RuleSet, row: usize, onto: Onto) -> i64 {
    match &set.bonus[..] {
        [] => 0,
        [only] if only.shares.is_empty() => {
            if onto.takes(only.target) {
                work.bonus[row]
            } else {
                0
            }
        }
        _ if work.table.claims_of(row).is_empty() => 0,
        plans => {
            let mut rise = 0i64;
            for plan in plans.iter().filter(|plan| onto.takes(plan.target)) {
                let points = plan.points(work, set, row);
                let counted = plan.target == BonusTarget::Both
                    && onto == Onto::Interview
                    && is_score(work.written_before_bonus[row]);
                if !plan.shares.is_empty() && !counted {
                    work.bonus[row] = work.bonus[row].saturating_add(points);
                }
                rise = rise.saturating_add(points);
            }
            rise
        }
    }
}

impl TargetPlan {
    /// Everything is known before any score.
    pub(crate) fn is_fixed(&self) -> bool {
        self.shares.is_empty()
    }

    fn points(&self, work: &Work, set: &RuleSet, row: usize) -> i64 {
        let claims = work.table.claims_of(row);
        if self.shares.is_empty() {
            return self.sum.sum(claims, &mut Scratch::default()).points;
        }
        let mut claims: Vec<Claimed> = claims.to_vec();
        for claim in &mut claims {
            if let Some(share) = self.shares.iter().find(|share| share.item == claim.item) {
                claim.points = share.points(share.of.figure(work, set, row));
            }
        }
        self.sum.sum(&claims, &mut Scratch::default()).points
    }

    /// At most so many ten-thousandths come from shares of the written test, whose figures are at most `most`.
    pub(crate) fn most_of_shares(&self, most: crate::numbers::extent::Extent) -> i64 {
        let each = self
            .shares
            .iter()
            .map(|share| share.points((most.most, most.scale)));
        each.fold(0, i64::saturating_add)
    }
}

impl Share {
    /// Rounded points of a figure at its scale; beyond what a form accepts there is no bonus.
    fn points(&self, (figure, scale): (i64, i64)) -> i64 {
        if !is_score(figure) {
            return 0;
        }
        let unit = 10i128.pow(u32::from(self.rounding.decimals));
        let above = i128::from(figure) * i128::from(self.share.numerator()) * unit;
        let below = i128::from(scale) * i128::from(self.share.denominator());
        let rounded = self.rounding.mode.divide(above, below) * (i128::from(Points::SCALE) / unit);
        rounded.clamp(0, i128::from(Points::LIMIT.raw())) as i64
    }
}

impl Base {
    /// The figure before any bonus of its own, and its scale.
    fn figure(self, work: &Work, set: &RuleSet, row: usize) -> (i64, i64) {
        let of = |column: &[i64]| column.get(row).copied().unwrap_or(NONE);
        match self {
            Base::Written => (work.written_before_bonus[row], set.written.extent.scale),
            Base::Paper(column) => (of(&work.table.papers[column]), Points::SCALE),
            Base::Interview if work.interview_before_bonus.is_empty() => {
                (work.interview[row], work.interview_scale)
            }
            Base::Interview => (work.interview_before_bonus[row], work.interview_scale),
            Base::Total => (work.total[row], Points::SCALE),
        }
    }
}

/// `score` and what it rises by, held at the full mark where the rule says so; who is above it without a bonus stays.
#[inline]
pub(crate) fn topped(set: &RuleSet, score: i64, rise: i64, full_mark: i64) -> i64 {
    let with = score + rise;
    let held = set
        .rules
        .bonus
        .as_ref()
        .is_some_and(|rule| rule.may_exceed_full_mark == Some(false));
    if held {
        with.min(full_mark).max(score)
    } else {
        with
    }
}
