//! What the notice demands of people: requirements with their relaxations, exclusions, recusals.

use super::condition::Condition;
use crate::rules::codes::{ConditionId, DayName, DefinitionName};
use crate::rules::scope::Scope;
use crate::text::Bilingual;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A condition that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub id: ConditionId,
    /// What it is about, in a word or two: age, education.
    pub title: Bilingual,
    /// The notice's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub condition: Condition,
    /// The age in words, if the notice prints one beside the birth dates: never computed with, only compared (lint).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_age: Option<StatedAge>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relaxations: Vec<Relaxation>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

/// "18 to 35 years old": the words beside a birth window, and the day to which they refer.
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

/// An alternative branch of a requirement for some people: for whom `who` holds, `instead` replaces the
/// condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relaxation {
    pub id: ConditionId,
    pub clause: Bilingual,
    pub who: Condition,
    pub instead: Instead,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_age: Option<StatedAge>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

/// What counts instead of the condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    Condition(Condition),
    /// The requirement is waived.
    NoneNeeded,
    /// A body decides for each person: open until `entry` says so.
    Body,
}

/// A condition with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub name: DefinitionName,
    pub label: Bilingual,
    pub condition: Condition,
}

/// A day that conditions refer to by name: the reference date, the first day of applications (O35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedDay {
    pub name: DayName,
    pub label: Bilingual,
    pub on: DayOn,
}

/// The day itself, or a moment of the recruitment that may move: the reference day then moves with an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayOn {
    Day(NaiveDate),
    /// The first day of the first window.
    Opens,
    /// The last day of the last window.
    Closes,
    /// The day that the notice bears.
    Announced,
}

/// A ground that bars from applying: nobody for whom `when` holds may apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    pub id: ConditionId,
    pub clause: Bilingual,
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
    /// Kinship with a leader of the employer.
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
