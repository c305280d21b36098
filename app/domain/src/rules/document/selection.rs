//! Who goes on: opening ratio, shortlist, ties, substitution, physical and background lists (domain.md 3.3, 3.6, 3.8).

use super::codes::{FactKey, PoolCode, PostCode, TestCode};
use super::condition::Condition;
use super::quota::{Across, Quota};
use super::requirement::Scope;
use super::scores::{ScorePart, ScoreSource};
use crate::numbers::Ratio;
use crate::numbers::RoundingMode;
use crate::text::Text;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 开考比例: a post goes ahead only with so many people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningRatioRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub base: OpeningBase,
    pub needed: Quota,
    /// The first case that fits the places counts. Without one the post is reduced in proportion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_met: Vec<OpeningCase>,
    pub removed_places: RemovedPlaces,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Scope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_change_until: Option<Moment>,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpeningBase {
    Applied,
    /// Those whose application was accepted (O21).
    Reviewed,
    /// Those who sat the written test.
    Sat,
    /// Those who enter the interview (O11).
    EnteringInterview,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningCase {
    /// For posts of at most so many places. Absent: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    /// Only with fewer people than this for each place: "below 1:2 cancelled, below 1:3 by decision". Absent: any number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewer_than: Option<Ratio>,
    pub then: OpeningConsequence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpeningConsequence {
    Cancel,
    /// As many places as the people are enough for; none left means cancelled.
    ReduceInProportion,
    /// This share of the people, whole places only: half of the applicants, rounded down.
    ReduceToShare(PlacesShare),
    /// A body decides (O20); pending until a decision stands in the document.
    Body,
    /// The post goes ahead all the same.
    GoAhead,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacesShare {
    pub share: Ratio,
    pub mode: RoundingMode,
}

/// Where removed places go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemovedPlaces {
    #[default]
    Lost,
    /// To the posts of a pool: to the one in the same area if there is one, else in turn (O24).
    ToPool(PoolCode),
    /// In turn to these posts, one place each time round, leaving out those that were themselves reduced (O11).
    InTurn(Vec<PostCode>),
    Body,
}

/// 入围.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortlistRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub quota: Quota,
    /// One list for each post, or one for all posts of a pool or of the campaign (O20).
    #[serde(default)]
    pub across: Across,
    /// What is compared: the written score, or a weighted sum of its own (O10, O37).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<ShortlistBasis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie_at_cut: Option<CutTie>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Shortfall>,
    /// A wider list for the recheck of originals (O26: 1:4), before the interview list is cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recheck: Option<Quota>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution: Option<SubstitutionRule>,
}

/// A score made only for the shortlist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortlistBasis {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScorePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each_product: Option<crate::numbers::Rounding>,
    pub rounding: crate::numbers::Rounding,
}

/// Several people level on the last place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CutTie {
    AdmitAll,
    /// All of them while the list is at most so many people longer than its quota; otherwise another rule.
    AdmitAtMost(AdmitAtMost),
    /// None of them: the list stays shorter than its quota.
    AdmitNone,
    /// Compared by these keys (O13); whoever is still level afterwards is admitted too.
    ByKeys(Vec<TieKey>),
    /// Nobody of the tied goes on before an extra test among them.
    ExtraTest(TestCode),
    /// A body decides.
    Body,
}

/// 末位同分的都进入，但最多多出几人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmitAtMost {
    /// How many people more than the quota.
    pub beyond: u32,
    pub otherwise: Box<CutTie>,
}

impl CutTie {
    /// The rule that remains when too many are level.
    pub fn last(&self) -> &CutTie {
        match self {
            CutTie::AdmitAtMost(most) => most.otherwise.last(),
            other => other,
        }
    }

    /// The keys by which level people are compared.
    pub fn keys(&self) -> &[TieKey] {
        match self.last() {
            CutTie::ByKeys(keys) => keys,
            _ => &[],
        }
    }
}

/// Fewer people than the quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shortfall {
    /// Those who are there go on.
    ActualNumber,
    /// Places are cut until the quota holds.
    CutPlaces,
    /// A lower quota is enough; places are cut only until that one holds (不足1∶3的可降到1∶2).
    CutPlacesTo(Quota),
    /// A body cuts places or lowers the ratio (O20).
    Body,
}

/// 递补: who is called up when someone drops out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubstitutionRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// How many rounds: 1 for "once" (O26). Absent: as often as needed. 0: nobody is called up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Substitutes who are level all go in (O27). Otherwise the tie keys decide.
    #[serde(default)]
    pub admit_tied: bool,
    /// A body must agree (O28); pending until a decision stands in the document.
    #[serde(default)]
    pub approval: bool,
    /// From the same post, or across posts by total score (O29).
    #[serde(default)]
    pub across: Across,
}

/// How equal totals are ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TieRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// Compared one after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<TieKey>,
    pub still_tied: StillTied,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TieKey {
    /// The higher figure first.
    Higher(ScoreSource),
    /// The higher level of an ordered choice first (O15: education).
    HigherLevel(FactKey),
    /// The larger number first: years of service.
    HigherNumber(FactKey),
    /// The later date first: the younger (O15).
    Later(FactKey),
    /// The earlier date first.
    Earlier(FactKey),
    /// Those for whom the condition holds first.
    Status(StatusKey),
    /// "Party members and certificate holders first" without an order among them (O33): the lint blocks; in a run the
    /// tie stays open for people to settle.
    Preference(Vec<StatusKey>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusKey {
    pub name: Text,
    pub when: Condition,
}

/// After the last key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StillTied {
    /// They share the rank, and if the last place runs through them, all of them are in.
    ShareRank,
    /// An extra test among them; its score is the last key (O19).
    ExtraTest(TestCode),
    Body,
}

/// 体检, 考察: how many are called, and what a tie on the last place means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub quota: Quota,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution: Option<SubstitutionRule>,
}
