//! Points added by policy (加分, domain.md 3.5).

use super::codes::{BonusCode, FactKey, OptionCode};
use super::condition::Condition;
use super::days::Moment;
use super::ratio::Ratio;
use super::text::Text;
use crate::points::Points;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Items stand in groups, groups in groups; at the top `stack` says how the branches add up. O01 is a highest-of over
/// items one of which is a capped sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<BonusItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<BonusGroup>,
    /// Absent: the notice does not say, and the lint blocks when there are several items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    pub added_to: BonusTarget,
    /// Whether the score with the bonus may pass the full mark. Absent: unstated; the default allows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_exceed_full_mark: Option<bool>,
    /// Evidence handed in later counts as waived. Items may have their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusItem {
    pub code: BonusCode,
    pub name: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub when: Condition,
    pub points: BonusPoints,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<BonusCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Moment>,
    /// Who confirms it, when that is not the reviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusGroup {
    pub code: BonusCode,
    pub name: Text,
    pub stack: Stack,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// The group inside which this one stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<BonusCode>,
}

/// How several branches count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stack {
    /// Only the highest counts (不累加).
    Highest,
    /// They add up.
    Sum,
    /// At most one may be claimed. Two verified at once are reported for people to settle; the higher counts meanwhile.
    Exclusive,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BonusPoints {
    Fixed(Points),
    /// By the answer to a choice: certificate levels, honours.
    ByLevel(LevelPoints),
    /// So many points for each unit: years of service beyond a term (O01).
    PerUnit(UnitPoints),
    /// "As fit" (O03): the lint blocks until somebody decides.
    Unstated,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelPoints {
    pub fact: FactKey,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<PointsOfLevel>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsOfLevel {
    pub option: OptionCode,
    pub points: Points,
}

/// `points` for each whole `unit` of the number fact beyond `beyond`; what is left over counts by `leftover`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitPoints {
    pub fact: FactKey,
    #[serde(default)]
    pub beyond: Points,
    pub unit: Points,
    pub points: Points,
    /// Steps from the smallest leftover up; a leftover above the last step counts nothing. Empty: dropped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leftover: Vec<LeftoverStep>,
}

/// A leftover of at most `up_to` (but more than nothing) counts as this share of a unit: "up to 6 months count as half
/// a year" (O01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftoverStep {
    pub up_to: Points,
    pub counts: Ratio,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BonusTarget {
    #[default]
    Written,
    Interview,
    /// Both parts, so that the total rises by exactly the bonus.
    Both,
    Total,
}
