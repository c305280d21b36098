//! Points added by policy (domain.md 3.5).

use crate::numbers::Points;
use crate::rules::codes::{BonusCode, ColumnKey, FactKey, OptionCode};
use crate::rules::eligibility::Condition;
use crate::rules::score::ScoreOf;
use crate::rules::stages::Band;
use crate::text::Bilingual;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Items stand in groups, groups in groups; `stack` says how the branches at the top add up. O01 is a highest-of over
/// items one of which is a capped sum. Items and groups at the top may raise another score than the rule says: `stack`
/// and `cap` then hold for each target by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<BonusItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<BonusGroup>,
    /// Absent: the notice does not say, and the lint blocks when there are several items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stack>,
    /// The most that all items of one target give together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// What rises where an item or group does not say: stages, each once; the figure of a cut; or the total.
    pub raises: Vec<ScoreOf>,
    /// Whether the score with the bonus may pass the full mark. Absent: unstated; it may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_exceed_full: Option<bool>,
    /// Evidence that came later counts as waived. Items may have their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusItem {
    pub code: BonusCode,
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub when: Condition,
    pub points: BonusPoints,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<BonusCode>,
    /// What rises, when it is not what the rule says. Only outside groups: a group counts as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raises: Vec<ScoreOf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Moment>,
    /// Who confirms it, when that is not the reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<Bilingual>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusGroup {
    pub code: BonusCode,
    pub name: Bilingual,
    pub stack: Stack,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// The group inside which this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<BonusCode>,
    /// What rises, when it is not what the rule says. Only for groups that stand in no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raises: Vec<ScoreOf>,
}

/// How several branches count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stack {
    /// Only the highest counts.
    Highest,
    /// They add up.
    Sum,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BonusPoints {
    Fixed(Points),
    /// By a number: years of service.
    Bands(BonusBands),
    /// For each row of a fact: awards.
    Rows(BonusRows),
    /// "As fit" (O03): a body gives the points of each person.
    Body,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusBands {
    /// A fact that is a number.
    pub of: FactKey,
    pub bands: Vec<Band>,
    /// Each band counts for the part of the number that lies in it; otherwise the first that fits counts.
    #[serde(default)]
    pub marginal: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusRows {
    /// A fact that has rows.
    pub of: FactKey,
    /// The first that fits a row gives its points.
    pub points: Vec<RowPoints>,
    /// Of rows that agree in these columns only the best counts: awards of which one a year counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub best_per: Vec<ColumnKey>,
}

/// Points for rows whose `column` holds one of `options`; without a column, for any row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowPoints {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<ColumnKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionCode>,
    pub points: Points,
}

impl BonusRule {
    /// What an item raises: what its outermost group says; outside groups, what the item says; else the rule.
    pub fn raised_by<'a>(&'a self, item: &'a BonusItem) -> &'a [ScoreOf] {
        let own = match &item.group {
            None => Some(&item.raises),
            Some(group) => self.outermost(group).map(|group| &group.raises),
        };
        own.filter(|own| !own.is_empty()).unwrap_or(&self.raises)
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
