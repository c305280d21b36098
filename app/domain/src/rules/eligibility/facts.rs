//! Facts: the questions of the application form as data, and a person's answers.

use super::condition::{AreaLevel, Condition};
use crate::numbers::Points;
use crate::rules::Keyed;
use crate::rules::codes::{AreaCode, ColumnKey, FactKey, OptionCode};
use crate::text::Bilingual;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// Reserved key: the date of birth, taken from the ID number.
pub const BIRTH_DATE: &str = "birth_date";
/// Reserved key: the sex, taken from the ID number; a choice of `male` and `female`.
pub const SEX: &str = "sex";
/// The area code of an applicant who is from none of the listed areas.
pub const ELSEWHERE: &str = "elsewhere";

/// One question of the application form. The form is generated from these, so a district can ask for any fact without
/// code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactDef {
    pub key: FactKey,
    pub label: Bilingual,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Bilingual>,
    pub kind: FactKind,
    pub topic: Topic,
    pub proof: Proof,
    /// What the platform already knows it by; a document of several districts says so for each fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
    /// Asked only of people for whom this holds; for all others the fact does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_when: Option<Condition>,
    /// A person may leave it blank; it then does not apply.
    #[serde(default)]
    pub optional: bool,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    YesNo,
    Number(NumberKind),
    Date(DateKind),
    Choice(ChoiceKind),
    /// Any number of the options.
    Choices(ChoiceKind),
    Area(AreaKind),
    Text(TextKind),
    /// Any number of rows: periods of service, awards.
    Rows(RowsKind),
}

/// What a fact is, whatever its key and wording.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    BirthDate,
    Sex,
    /// Where the household is registered, down to a level.
    Household(AreaLevel),
    Education,
    Degree,
    Certificate,
    /// Nothing that the platform knows.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsKind {
    pub columns: Vec<RowColumn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowColumn {
    pub key: ColumnKey,
    pub label: Bilingual,
    /// A number, a date, a choice or a text; no rows inside rows.
    pub kind: FactKind,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberKind {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Bilingual>,
    /// Whole numbers only.
    #[serde(default)]
    pub whole: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateKind {
    /// Days after today are allowed (a certificate promised by a date).
    #[serde(default)]
    pub may_be_future: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceKind {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChoiceOption>,
    /// The options rise from lowest to highest, so that levels can be compared.
    #[serde(default)]
    pub ordered: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    pub code: OptionCode,
    pub label: Bilingual,
}

/// The answer is one of the document's `areas` of this level (inside `inside`, when given), or `elsewhere`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaKind {
    pub level: AreaLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<AreaCode>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextKind {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<u32>,
}

/// Under which heading of the form a question stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Identity,
    Education,
    Residence,
    Experience,
    Status,
    Bonus,
    Declaration,
}

/// What stands behind an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The person's signed word (`Declaration`).
    Declared,
    /// A document that a reviewer looks at.
    Document(Bilingual),
    /// Taken from, or compared with, a register.
    Checked,
    /// Nobody asks the person; the background check finds out (O14).
    BackgroundOnly,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    YesNo(bool),
    Number(Points),
    Date(NaiveDate),
    Choice(OptionCode),
    Choices(Vec<OptionCode>),
    Area(AreaCode),
    Text(String),
    Rows(Vec<BTreeMap<ColumnKey, FactValue>>),
    /// The question has no answer for this person ("date of removal": never removed). No test on it holds.
    DoesNotApply,
}

/// A person's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Facts(#[schemars(with = "BTreeMap<FactKey, FactValue>")] pub Keyed<FactKey, FactValue>);

/// Of several answers to a question the last one counts.
impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let answers = BTreeMap::deserialize(d)?;
        Ok(Facts(answers.into_iter().collect()))
    }
}

impl Facts {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, key: &FactKey) -> Option<&FactValue> {
        self.0.get(key)
    }

    pub fn set(&mut self, key: impl Into<FactKey>, value: FactValue) -> &mut Self {
        self.0.insert(key.into(), value);
        self
    }

    #[must_use]
    pub fn with(mut self, key: &str, value: FactValue) -> Self {
        self.set(key, value);
        self
    }
}

impl FactKind {
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            FactKind::Choice(choice) | FactKind::Choices(choice) => &choice.options,
            _ => &[],
        }
    }
}

impl FactDef {
    /// Where an option stands in an ordered choice, from 0.
    pub fn level_of(&self, code: &OptionCode) -> Option<usize> {
        self.kind
            .options()
            .iter()
            .position(|option| option.code == *code)
    }
}
