//! What the notice demands of people: requirements with their relaxations, exclusions, recusals.

use super::codes::{ConditionId, PoolCode, PostCode};
use super::condition::Condition;
use crate::text::Text;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which posts something is about. Empty lists mean "all".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<PoolCode>,
}

/// A condition that must hold (报考条件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub id: ConditionId,
    /// What it is about, in a word or two: 年龄, 学历.
    pub title: Text,
    /// The notice's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub condition: Condition,
    /// The age in words, if the notice prints one beside the birth dates: never computed with, only compared (lint).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_age: Option<StatedAge>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relaxations: Vec<Relaxation>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

/// "18至35周岁": the words beside a birth window, and the day to which they refer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedAge {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub youngest: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// An alternative branch of a requirement for some people (放宽条件): for whom `who` holds, `instead` replaces the
/// condition. Without `instead` the requirement is waived for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relaxation {
    pub id: ConditionId,
    pub clause: Text,
    pub who: Condition,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_age: Option<StatedAge>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

/// A ground that bars from applying (不得报考情形): nobody for whom `when` holds may apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    pub id: ConditionId,
    pub clause: Text,
    pub kind: ExclusionKind,
    pub period: ExclusionPeriod,
    pub when: Condition,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionKind {
    Criminal,
    PublicSecurity,
    PartyDiscipline,
    AdministrativePenalty,
    Investigation,
    Dismissal,
    ExamCheating,
    Dishonesty,
    ServingSoldier,
    Student,
    InService,
    ServiceTerm,
    Office,
    Health,
    Association,
    /// Kinship with a leader of the employer (回避).
    Recusal,
    Other,
}

/// For how long a ground bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionPeriod {
    /// Once is enough.
    Ever,
    /// While the penalty, ban or state lasts.
    Running,
    /// So many years before the reference date.
    Years(u8),
}

impl Scope {
    pub fn is_everything(&self) -> bool {
        self.posts.is_empty() && self.pools.is_empty()
    }

    /// Whether a post, with its pool, is meant.
    pub fn covers(&self, post: &PostCode, pool: Option<&PoolCode>) -> bool {
        self.is_everything()
            || self.posts.contains(post)
            || pool.is_some_and(|pool| self.pools.contains(pool))
    }
}
