//! The points of one bonus item for one verified claim.

use super::defaults::SHARE_OF_SCORE;
use super::document::{BonusClaim, BonusItem, BonusPoints, LeftoverStep, ScoreShare, UnitPoints};
use super::run::Fraction;
use crate::numbers::Points;

/// What an item is worth for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PointsOf {
    Points(Points),
    /// A share of a score that the run knows only later.
    OfScore,
    /// The notice gives no figure (O03).
    Unstated,
    /// The claim lacks the level or the quantity that the item goes by.
    Incomplete,
}

pub(crate) fn points_of(item: &BonusItem, claim: &BonusClaim) -> PointsOf {
    match &item.points {
        BonusPoints::Fixed(points) => PointsOf::Points(*points),
        BonusPoints::ShareOfScore(_) => PointsOf::OfScore,
        BonusPoints::Unstated => PointsOf::Unstated,
        BonusPoints::ByLevel(by) => match &claim.level {
            None => PointsOf::Incomplete,
            Some(level) => {
                let found = by.levels.iter().find(|entry| entry.option == *level);
                PointsOf::Points(found.map_or(Points::ZERO, |entry| entry.points))
            }
        },
        BonusPoints::PerUnit(per) => match claim.quantity {
            None => PointsOf::Incomplete,
            Some(quantity) => {
                per_unit(per, quantity).map_or(PointsOf::Incomplete, PointsOf::Points)
            }
        },
    }
}

/// A share of a score, rounded: the points of an item before it stacks.
pub(crate) fn share_points(share: &ScoreShare, score: Fraction) -> Option<Points> {
    let rounding = share.rounding.unwrap_or(SHARE_OF_SCORE);
    score
        .times(Fraction::of_ratio(share.share))?
        .round(Some(rounding))?
        .to_points()
}

/// Whole units count in full, what is left over by its step (O01: up to six months count as half a year, more as a
/// year). `None` when a figure is beyond all reason.
fn per_unit(per: &UnitPoints, quantity: Points) -> Option<Points> {
    let beyond = quantity.raw() - per.beyond.raw();
    if beyond <= 0 || per.unit.raw() <= 0 {
        return Some(Points::ZERO);
    }
    let (whole, left) = (beyond / per.unit.raw(), beyond % per.unit.raw());
    let step = |step: &&LeftoverStep| left > 0 && left <= step.up_to.raw();
    let full = whole.checked_mul(per.points.raw())?;
    let rest = match per.leftover.iter().find(step) {
        None => 0,
        Some(step) => {
            let (above, below) = (step.counts.numerator(), step.counts.denominator());
            per.points.raw().checked_mul(i64::try_from(above).ok()?)? / i64::try_from(below).ok()?
        }
    };
    full.checked_add(rest).map(Points::from_raw)
}
