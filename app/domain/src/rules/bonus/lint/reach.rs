//! The most that a bonus can give: groups that take the highest do not add up.

use crate::numbers::Points;
use crate::rules::bonus::{BonusGroup, BonusPoints, BonusRule, Stack};
use crate::rules::codes::BonusCode;
use crate::rules::score::ScoreOf;
use crate::rules::stages::BandGives;

/// Groups nested deeper are a circle.
const DEEPEST: usize = 16;

/// The most that one item gives; `None`: a body says, or there is no bound.
pub(super) fn most(points: &BonusPoints) -> Option<i64> {
    match points {
        BonusPoints::Fixed(points) => Some(points.raw()),
        BonusPoints::Bands(own) => {
            let most = own.bands.iter().map(|band| match &band.gives {
                BandGives::Points(points) => Some(points.raw()),
                BandGives::Out => Some(0),
                BandGives::Each(slope) => slope.most.map(Points::raw),
            });
            let most: Vec<i64> = most.collect::<Option<_>>()?;
            if own.marginal {
                Some(most.iter().sum())
            } else {
                most.into_iter().max()
            }
        }
        // One row at least; how many there can be, nobody knows.
        BonusPoints::Rows(own) => own.points.iter().map(|row| row.points.raw()).max(),
        BonusPoints::Body => None,
    }
}

/// The most that all items give one target together; `None`: there is no bound.
pub(super) fn reach(rule: &BonusRule, of: &ScoreOf) -> Option<i64> {
    let branches = branches(rule, None, Some(of), 0);
    let stack = rule.stack.unwrap_or(Stack::Highest);
    together(branches, stack, rule.cap)
}

/// What stands directly in a group, or at the top.
fn branches(
    rule: &BonusRule,
    group: Option<&BonusCode>,
    of: Option<&ScoreOf>,
    depth: usize,
) -> Vec<Option<i64>> {
    if depth > DEEPEST {
        return Vec::new();
    }
    let raises = |own: &[ScoreOf]| {
        let own = if own.is_empty() { &rule.raises } else { own };
        of.is_none_or(|of| own.contains(of))
    };
    let items = rule
        .items
        .iter()
        .filter(|item| item.group.as_ref() == group);
    let items = items.filter(|item| raises(&item.raises));
    let groups = rule.groups.iter().filter(|own| own.group.as_ref() == group);
    let groups = groups.filter(|own| raises(&own.raises));
    let inside = |own: &BonusGroup| {
        together(
            branches(rule, Some(&own.code), None, depth + 1),
            own.stack,
            own.cap,
        )
    };
    let items = items.map(|item| most(&item.points));
    items.chain(groups.map(inside)).collect()
}

fn together(branches: Vec<Option<i64>>, stack: Stack, cap: Option<Points>) -> Option<i64> {
    let bounded: Option<Vec<i64>> = branches.into_iter().collect();
    let most = bounded.map(|each| match stack {
        Stack::Sum => each.into_iter().fold(0, i64::saturating_add),
        Stack::Highest => each.into_iter().max().unwrap_or(0),
    });
    match (most, cap.map(Points::raw)) {
        (Some(most), Some(cap)) => Some(most.min(cap)),
        (most, cap) => most.or(cap),
    }
}
