//! The rule document: a recruitment is an ordered list of stages. Types say what a notice can
//! express; the families hold them. What counts for one post comes from `for_post` alone.

use super::after::{AfterStep, CertificateRule, HireRule, ReserveRule};
use super::applying::Applying;
use super::bonus::BonusRule;
use super::codes::{AreaCode, FactKey, PoolCode, PostCode, UnsettledCode};
use super::eligibility::{Area, Definition, Exclusion, FactDef, NamedDay, Pool, Post, Requirement};
use super::examples::WorkedExample;
use super::lists::{Quota, Reserved, Ties};
use super::opening::OpeningRule;
use super::publishing::{HolidayRule, PublicationRule, RecordingRule};
use super::scope::Scope;
use super::stages::{ExtraTest, Stage, Track};
use super::totals::TotalRule;
use crate::numbers::Points;
use crate::text::Bilingual;
use crate::time::Holidays;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the document format that this crate reads and writes.
pub const SCHEMA_VERSION: u32 = 2;

/// A campaign's rules. A section that is absent was not stated by the notice: defaults then count, and the lint says
/// so. An empty list is a statement: there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDocument {
    pub schema_version: u32,
    /// A short id of the campaign's rules: `O32-TJ-2021`.
    pub id: String,
    pub title: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Bilingual>,
    /// The day that the notice bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<NaiveDate>,
    /// Days that conditions refer to by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<NamedDay>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactDef>,
    /// Conditions that several requirements share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Definition>,
    /// What everybody needs, whatever the post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Requirement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<Pool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Post>,
    /// The number of places that the notice prints; the lint compares it with the post table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_places: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applying: Option<Applying>,
    /// Absent: not stated. `[]`: every post goes ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Vec<OpeningRule>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusRule>,
    /// The stages in their order. Empty: not stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<TotalRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ties: Option<Ties>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_tests: Vec<ExtraTest>,
    /// Absent: not stated. `[]`: no step after the exam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<AfterStep>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<Reserved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<ReserveRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire: Option<HireRule>,
    /// Absent: not stated. `[]`: nothing is put up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<Vec<PublicationRule>>,
    /// Absent: the notice does not say which days are off; the announced holidays of the year count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<HolidayRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recordings: Option<RecordingRule>,
    /// Where single posts or pools differ (O13). No two variants share a post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<Unsettled>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<WorkedExample>,
    /// Rules of conduct and other words that nothing is computed from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Bilingual>,
    /// What a district may change in a template, by the path of the field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, TemplateMark>,
}

/// Parts that replace the common ones, each as a whole, for the posts in scope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub name: Bilingual,
    pub scope: Scope,
    /// `[]` exempts from the opening ratio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Vec<OpeningRule>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusRule>,
    /// The whole list of stages …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Vec<Stage>>,
    /// … or single ones, each in the place of the common one with its code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<Stage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<TotalRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ties: Option<Ties>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<AfterStep>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hire: Option<HireRule>,
}

/// The notice contradicts itself, has two readings or leaves a rule open. The field holds one reading; whoever it
/// touches has no outcome until a decision names this code and a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unsettled {
    pub code: UnsettledCode,
    /// The field, as a JSON pointer: `/stages/0/cut/quota`.
    pub of: String,
    pub question: Bilingual,
    pub readings: Vec<Reading>,
    /// Who decides.
    pub body: Bilingual,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub code: String,
    pub text: Bilingual,
}

/// An act of a body about the rules, recorded with its source (O17, O20, O28). Decisions about people stand in the
/// table, never here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The code of a line, an extra test, an unsettled field, a stage or step whose substitution needs approval; or
    /// `places`, or `opening`.
    pub of: String,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    pub value: DecisionValue,
    pub body: Bilingual,
    pub on: NaiveDate,
    pub reason: Bilingual,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionValue {
    /// A line that was to be set later.
    Points(Points),
    /// The places of each post in scope; 0 cancels it. Stands over what the opening rule says.
    Places(u32),
    /// The ratio that is needed instead.
    Needed(Quota),
    /// How many are called up.
    Substitutes(u32),
    /// An extra test is held.
    Agreed,
    /// The reading that counts.
    Reading(String),
}

/// What a district may do with a field of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateMark {
    Locked,
    Narrower,
    Wider,
    Shorter,
    Longer,
    Free,
    Within(MarkBounds),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkBounds {
    pub from: Points,
    pub to: Points,
}

impl RuleDocument {
    pub fn post(&self, code: &PostCode) -> Option<&Post> {
        self.posts.iter().find(|post| post.code == *code)
    }

    pub fn pool(&self, code: &PoolCode) -> Option<&Pool> {
        self.pools.iter().find(|pool| pool.code == *code)
    }

    pub fn fact(&self, key: &FactKey) -> Option<&FactDef> {
        self.facts.iter().find(|fact| fact.key == *key)
    }

    pub fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == *code)
    }

    /// The holidays that `known` has, with those of the document over them.
    pub fn working_calendar(&self, known: &Holidays) -> Holidays {
        self.holidays
            .as_ref()
            .map_or_else(|| known.clone(), |own| known.with(&own.days()))
    }
}
