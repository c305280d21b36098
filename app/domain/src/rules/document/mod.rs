//! The rule document (招聘规则): a campaign's rules as data, versioned and hashed. The types say what a notice can
//! express; domain.md section 3 names the families, the ids in comments the notices that need a variant.

mod bonus;
mod bonus_claim;
mod codes;
mod condition;
mod facts;
mod holidays;
mod interview;
mod json;
mod posts;
mod process;
mod quota;
mod requirement;
mod scores;
mod selection;

pub use crate::numbers::{BadRatio, Ratio, Rounding, RoundingMode};
pub use crate::text::{Lang, Text};
pub use crate::time::{DateBound, Moment, PartialDate, Span, whole_years};
pub use bonus::*;
pub use bonus_claim::BonusClaim;
pub use codes::*;
pub use condition::*;
pub use facts::*;
pub use holidays::{DayRange, HolidayRule};
pub use interview::*;
pub(crate) use json::read_json;
pub use json::{BadDocument, MAX_DEPTH, MAX_SIZE};
pub use posts::*;
pub use process::*;
pub use quota::*;
pub use requirement::*;
pub use scores::*;
pub use selection::*;

use crate::time::Holidays;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the document format that this crate reads and writes.
pub const SCHEMA_VERSION: u32 = 1;

/// A campaign's rules. A section that is absent was not stated by the notice; `defaults` says what then counts, and the
/// lint says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleDocument {
    pub schema_version: u32,
    /// A short id of the campaign's rules: `O32-TJ-2021`.
    pub id: String,
    pub title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Text>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_places: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationRule>,
    /// Tests beside papers and interview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<OtherTest>,
    /// The rules of selection for all posts …
    #[serde(default)]
    pub rules: SelectionRules,
    /// … and where single posts or pools differ (O13: other papers and pass lines for post C).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publication: Vec<PublicationPeriodRule>,
    /// Absent: the notice does not say which days are off; the platform counts by the announced holidays of the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holidays: Option<HolidayRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<ReserveRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hire: Option<HireRule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<WorkedExample>,
    /// Rules of conduct and other words that nothing is computed from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
}

/// A condition with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub name: DefinitionName,
    pub label: Text,
    pub condition: Condition,
}

/// The sections by which people are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelectionRules {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_ratio: Option<OpeningRatioRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<WrittenRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortlist: Option<ShortlistRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interview: Option<InterviewRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<TotalRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties: Option<TieRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub physical: Option<CheckRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<CheckRule>,
}

/// Sections that replace the common ones for some posts or pools; the last variant that covers a post wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub name: Text,
    pub scope: Scope,
    pub rules: SelectionRules,
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

    /// The selection rules as they stand for one post: variants over the common sections. Sections that the notice
    /// does not state stay absent.
    pub fn rules_for(&self, post: &Post) -> SelectionRules {
        let mut rules = self.rules.clone();
        for variant in &self.variants {
            if variant.scope.covers(&post.code, post.pool.as_ref()) {
                rules.replace_with(&variant.rules);
            }
        }
        rules
    }
}

impl SelectionRules {
    fn replace_with(&mut self, other: &SelectionRules) {
        fn over<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
            if let Some(value) = other {
                *own = Some(value.clone());
            }
        }
        over(&mut self.opening_ratio, &other.opening_ratio);
        over(&mut self.written, &other.written);
        over(&mut self.bonus, &other.bonus);
        over(&mut self.shortlist, &other.shortlist);
        over(&mut self.interview, &other.interview);
        over(&mut self.total, &other.total);
        over(&mut self.ties, &other.ties);
        over(&mut self.physical, &other.physical);
        over(&mut self.background, &other.background);
    }
}
