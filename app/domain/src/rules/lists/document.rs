//! Lists of people who go on: how many, by what order, what a tie on the last place means, who is
//! called up when somebody leaves; and reserved seats.

use crate::numbers::{Ratio, RoundingMode};
use crate::rules::codes::{FactKey, PoolCode, ReservedCode, StageCode, TestCode};
use crate::rules::eligibility::{AreaLevel, Condition};
use crate::rules::scope::Scope;
use crate::rules::score::{Formula, Score};
use crate::text::Bilingual;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who goes on from a stage, or is called to a step after the exam. Fewer people than the quota all go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// Absent: not stated; the default of a cut is three for each place, of a step after the exam one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
    /// One list for each post, or one over several (O20). Absent: as the total ranks for a step after the exam, else a
    /// post's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<Across>,
    /// What is compared. Absent: the stage's own score; the total for a step after the exam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Formula>,
    /// Absent: everybody level with the last place goes on; for a step after the exam the ties of the total decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Ties>,
    /// Absent: not stated; nobody is called up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitution: Option<Substitution>,
}

/// A number of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quota {
    /// So many for each place; a broken number rounds up.
    PerPlace(Ratio),
    /// Different for posts of different size; the first step that reaches the places counts (O15).
    Steps(Vec<QuotaStep>),
    /// A share of those who registered, came or passed.
    Share(QuotaShare),
    /// The same number whatever the places.
    Exactly(u32),
}

/// For posts of at most `up_to` places (absent: any number): `people` plus `per_place` for each place beyond `beyond`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaStep {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    #[serde(default)]
    pub people: u32,
    pub per_place: Ratio,
    #[serde(default)]
    pub beyond: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaShare {
    pub share: Ratio,
    pub of: Counted,
    /// Absent: not stated; a broken number rounds up, and the lint asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<RoundingMode>,
}

/// Of whom a share is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Everybody who applied.
    Registered,
    /// Present at one paper of this stage at least.
    Came,
    /// Past all lines of this stage.
    Passed,
}

/// The people among whom something is compared or counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    #[default]
    Post,
    Pool,
    /// All posts that lie in the same area of this level.
    Area(AreaLevel),
    Campaign,
}

/// How equal figures are ordered: keys one after another, then what `then` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ties {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<TieKey>,
    #[serde(default)]
    pub then: StillLevel,
}

/// After the last key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StillLevel {
    /// They stay level: they share the rank, and if the last place runs through them, all of them are in.
    #[default]
    Share,
    /// An extra test among them (O19).
    ExtraTest(TestCode),
    Body,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TieKey {
    /// The higher figure first.
    Higher(Score),
    /// The higher level of an ordered choice first (O15: education).
    HigherLevel(FactKey),
    /// The later date first: the younger (O15).
    Later(FactKey),
    /// Those for whom the condition holds first.
    Status(StatusKey),
    /// "Party members and certificate holders first" without an order among them (O33): the lint asks; in a run only a
    /// body can settle it.
    Preference(Vec<StatusKey>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusKey {
    pub name: Bilingual,
    pub when: Condition,
}

/// Substitution: who is called up when somebody leaves. Level substitutes are settled as the list's `level` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// How many rounds: 1 for "once" (O26). Absent: as often as needed. 0: nobody is called up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u8>,
    /// Who leaves later is not replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<SubstitutionEnd>,
    /// A body must agree (O28): nobody is called up before a decision names the number.
    #[serde(default)]
    pub approval: bool,
    /// Whom it replaces. Empty: all three.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Leave>,
    #[serde(default)]
    pub fill: Fill,
    /// The order in which people are called up. Absent: that of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<SubstituteOrder>,
    /// So many are named in advance: they are called together with the list and must attend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_advance: Option<Quota>,
    /// From which posts. Absent: from those of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<Across>,
    /// Somebody from another post must consent (`CODE:called` says yes); until then the place stays open.
    #[serde(default)]
    pub consent: bool,
}

/// When substitution ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubstitutionEnd {
    At(Moment),
    /// Who leaves at this stage or step, or later, is not replaced.
    Step(StageCode),
}

/// How somebody left.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Leave {
    /// Gave it up, in writing and in time.
    Waived,
    /// Failed the check or examination.
    Failed,
    /// Did not come.
    Absent,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// One for each who left.
    #[default]
    Each,
    /// Until the quota is full, also where the list was short from the start.
    Quota,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubstituteOrder {
    Cut,
    Total,
}

/// Seats that some people take first, out of the places of their posts: 60 of 1,500, one of five.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reserved {
    pub code: ReservedCode,
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub of: ReservedOf,
    pub places: u32,
    pub when: Condition,
    /// Whether these people may also take the other places.
    pub also_open: bool,
    pub unfilled: Unfilled,
}

/// Over which places reserved seats are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReservedOf {
    /// So many at each of these posts.
    Posts(Scope),
    /// So many over all posts of a pool.
    Pool(PoolCode),
    /// So many over all posts.
    Campaign,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unfilled {
    /// Seats that nobody takes go to the others.
    ToParent,
    Lost,
}
