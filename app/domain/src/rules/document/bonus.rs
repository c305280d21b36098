//! Points added by policy (加分, domain.md 3.5).

use super::codes::{BonusCode, FactKey, OptionCode, PaperCode};
use super::condition::Condition;
use super::scores::ScoreSource;
use crate::numbers::Points;
use crate::numbers::Ratio;
use crate::numbers::Rounding;
use crate::text::Text;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Items stand in groups, groups in groups; at the top `stack` says how the branches add up. O01 is a highest-of over
/// items one of which is a capped sum.
///
/// Items and groups at the top may be added to another score than the rule says. `stack` and `cap` then hold for each
/// target by itself: what is added to the total neither competes with what is added to the written score nor fills its
/// cap.
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
    /// The most that all items of one target give together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// The score that rises, where an item or group does not name another.
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
    /// The score that rises, when it is not the rule's. Only outside groups: a group counts as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_to: Option<BonusTarget>,
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
    /// The score that rises, when it is not the rule's. Only for groups that stand in no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_to: Option<BonusTarget>,
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
    /// A share of the person's own score: 按笔试成绩的5%加分.
    ShareOfScore(ScoreShare),
    /// "As fit" (O03): the lint blocks until somebody decides.
    Unstated,
}

/// `share` of the score `of`, rounded before it stacks with other items or meets a cap. Who has no such score gets
/// nothing by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreShare {
    pub of: BonusBase,
    pub share: Ratio,
    /// Absent: not stated; the default rounds half up to two decimals, and the lint says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// The score of which a bonus is a share, always as it stands before any bonus of its own: a bonus is no share of itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BonusBase {
    Written,
    Paper(PaperCode),
    /// After correction between rooms; for a bonus on the interview or the total.
    Interview,
    /// For a bonus on the total.
    Total,
}

impl BonusBase {
    pub fn source(&self) -> ScoreSource {
        match self {
            BonusBase::Written => ScoreSource::Written,
            BonusBase::Paper(code) => ScoreSource::Paper(code.clone()),
            BonusBase::Interview => ScoreSource::Interview,
            BonusBase::Total => ScoreSource::Total,
        }
    }
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

impl BonusTarget {
    pub const ALL: [BonusTarget; 4] = [
        BonusTarget::Written,
        BonusTarget::Interview,
        BonusTarget::Both,
        BonusTarget::Total,
    ];
}

impl BonusRule {
    /// The score that an item raises: what its outermost group says; outside groups, what the item says; else the rule.
    pub fn target_of(&self, item: &BonusItem) -> BonusTarget {
        let own = match &item.group {
            None => item.added_to,
            Some(group) => self.outermost(group).and_then(|group| group.added_to),
        };
        own.unwrap_or(self.added_to)
    }

    /// The targets that items have; a rule without items has the one it states.
    pub fn targets(&self) -> Vec<BonusTarget> {
        if self.items.is_empty() {
            return vec![self.added_to];
        }
        let used = |target: &BonusTarget| {
            self.items
                .iter()
                .any(|item| self.target_of(item) == *target)
        };
        BonusTarget::ALL.into_iter().filter(used).collect()
    }

    /// The group that stands in no other; groups in a circle end somewhere, and compiling refuses them.
    fn outermost(&self, code: &BonusCode) -> Option<&BonusGroup> {
        let find = |code: &BonusCode| self.groups.iter().find(|group| group.code == *code);
        let mut found = find(code)?;
        for _ in &self.groups {
            match found.group.as_ref().and_then(find) {
                None => break,
                Some(outer) => found = outer,
            }
        }
        Some(found)
    }
}
