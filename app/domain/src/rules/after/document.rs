//! After the exam: physical, background, choice; the reserve; hiring and the certificate.

use crate::rules::codes::{GiveCode, StageCode};
use crate::rules::eligibility::Condition;
use crate::rules::lists::{List, Quota};
use crate::rules::scope::Scope;
use crate::text::Bilingual;
use crate::time::Moment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A step after the last scored stage: verdicts only. Its list is by total unless it has a basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AfterStep {
    pub code: StageCode,
    pub name: Bilingual,
    #[serde(default)]
    pub list: List,
    /// The standard by which people pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Bilingual>,
    /// Posts of a pool, kinds of contract or batches that this step hands out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<Give>,
    /// How they are handed out. Absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<GivenBy>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Give {
    pub code: GiveCode,
    pub name: Bilingual,
    pub what: GiveWhat,
    pub places: u32,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GiveWhat {
    Post,
    Contract,
    Batch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// As printed, in the order of rank.
    Rank,
    /// Each in turn chooses.
    Choice,
    Body,
}

/// The reserve: passed but not placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReserveRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// How many, behind those who are hired. Absent: everybody who is ranked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Quota>,
    /// A reserve list instead of hires: the places of the posts are places on the list.
    #[serde(default)]
    pub instead: bool,
    #[serde(default)]
    pub drawn: Drawn,
    /// For how long it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Drawn {
    #[default]
    Rank,
    /// By mutual choice.
    Mutual,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HireRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probation_months: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Bilingual>,
}

/// No transfer before so many months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    pub months: u16,
    /// Whom it binds. Absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// A certificate that the recruitment gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateRule {
    pub who: CertificateWho,
    pub kind: Bilingual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificateWho {
    Passed,
    Hired,
}
