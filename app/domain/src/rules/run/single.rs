//! Single figures outside a run, by the same arithmetic: for worked examples and for trying a rule out.

use super::super::document::{
    BonusClaim, BonusPoints, BonusRule, ExamplePart, InterviewRule, Quota, RuleDocument,
    ScoreSource, TotalRule,
};
use super::super::points_of::{PointsOf, points_of, share_points};
use super::bonus::{BonusPlan, Claimed, Scratch};
use super::faults::RuleFault;
use super::interview::Means;
use super::mix::Mix;
use super::plan::Plan;
use super::quota::people;
use super::trim::trimmed_sum;
use crate::numbers::Fraction;
use crate::numbers::Points;
use crate::numbers::extent::Extent;

/// Why a document cannot be run at all, if so. Documents without posts are not meant yet.
pub(crate) fn cannot_compile(doc: &RuleDocument) -> Option<RuleFault> {
    if doc.posts.is_empty() {
        return None;
    }
    let plan = match Plan::compile(doc) {
        Ok(plan) => plan,
        Err(fault) => return Some(fault),
    };
    let hundred = Extent::of(Points::whole(1_000));
    plan.sets
        .iter()
        .find_map(|set| plan.total(set, hundred).err())
}

/// What verified items are worth together, all targets; `score` is that of which items are a share. `None`: an unknown
/// item, or one without points.
pub(crate) fn bonus_of(
    rule: &BonusRule,
    claims: &[BonusClaim],
    score: Option<Points>,
) -> Option<Points> {
    let mut claimed = Vec::new();
    for claim in claims {
        let index = rule.items.iter().position(|item| item.code == claim.item)?;
        let item = &rule.items[index];
        let points = match (points_of(item, claim), &item.points) {
            (PointsOf::Points(points), _) => points,
            (PointsOf::OfScore, BonusPoints::ShareOfScore(share)) => {
                share_points(share, Fraction::of_points(score?))?
            }
            _ => return None,
        };
        claimed.push(Claimed {
            item: index as u32,
            points: points.raw(),
        });
    }
    let mut sum = 0i64;
    for target in rule.targets() {
        let plan = BonusPlan::compile(rule, target).ok()?;
        sum = sum.saturating_add(plan.sum(&claimed, &mut Scratch::default()).points);
    }
    Some(Points::from_raw(sum))
}

/// The score of one panel, before any correction between rooms.
pub(crate) fn panel_score(rule: &InterviewRule, marks: &[Points]) -> Option<Points> {
    let marks: Vec<i64> = marks.iter().map(|mark| mark.raw()).collect();
    let (sum, kept) = trimmed_sum(&marks, rule.trim.as_ref());
    if kept == 0 {
        return None;
    }
    let scale = Points::SCALE * kept;
    let means = Means::new(rule, scale).ok()?;
    Fraction::new(means.of(sum, kept).into(), scale.into()).to_points()
}

/// The total of these parts.
pub(crate) fn total_of(rule: &TotalRule, parts: &[ExamplePart]) -> Option<Points> {
    let value = |of: &ScoreSource| {
        parts
            .iter()
            .find(|part| part.of == *of)
            .map(|part| part.points)
    };
    let values: Vec<Points> = rule
        .parts
        .iter()
        .map(|part| value(&part.of))
        .collect::<Option<_>>()?;
    let extents: Vec<Extent> = values.iter().map(|points| Extent::of(*points)).collect();
    let mix = Mix::compile(
        &rule.parts,
        &extents,
        rule.each_product,
        Some(rule.rounding),
    )
    .ok()?;
    Some(Points::from_raw(mix.apply(|part| values[part].raw())))
}

/// How many people a quota means when enough of them are there.
pub(crate) fn people_for(quota: &Quota, places: u32) -> u32 {
    people(quota, places, u32::MAX)
}
