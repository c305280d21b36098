//! Conditions: trees of AND, OR and NOT over facts (domain.md 3.1). A district extends them as data: six ways round a
//! residence rule (O34) are six branches of an `any`.

mod amount;

use crate::numbers::Points;
use crate::rules::codes::{
    AreaCode, DayName, DefinitionName, FactKey, OptionCode, PoolCode, PostCode,
};
use crate::time::{DateBound, Span};
pub use amount::{Amount, AmountTest, AmountUnit, DaySpan, RowTest, RowsCount, RowsSpan};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that is true of a person, false, or not known yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every branch holds. An empty list always holds.
    All(Vec<Condition>),
    /// At least one branch holds. An empty list never holds.
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// A yes-or-no fact is "yes".
    Yes(FactKey),
    /// A date lies in a window.
    Date(DateTest),
    /// A number lies in a range.
    Number(NumberTest),
    /// A choice from an ordered list reaches a level: a junior college degree or above.
    Level(LevelTest),
    /// A choice is one of these, or a many-choice contains one of these.
    OneOf(OneOfTest),
    /// Time between two days: years of service, age on a reference date (O35), a ban of so many years.
    Elapsed(ElapsedTest),
    /// Numbers, times between days and rows added up lie in a range: pension months paid and months to the 50th birthday.
    Amount(AmountTest),
    /// An area is one of these or lies inside one of these.
    InArea(AreaTest),
    /// An area equals, or contains, the area of the post or of another fact (O07: household in the street applied for).
    SameArea(SameAreaTest),
    /// The post applied for is one of these.
    Post(Vec<PostCode>),
    /// The post applied for is in one of these pools.
    Pool(Vec<PoolCode>),
    /// The post applied for lies in one of these areas.
    PostIn(Vec<AreaCode>),
    /// The person meets every requirement of this other post (O30: E takes those who qualify for A or B).
    QualifiesFor(PostCode),
    /// A condition of `definitions`, by name.
    Defined(DefinitionName),
}

/// `from` and `until` carry their own inclusive flags; at least one is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateTest {
    pub fact: FactKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateBound>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateBound>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberTest {
    pub fact: FactKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_than: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Points>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelTest {
    pub fact: FactKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<OptionCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<OptionCode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneOfTest {
    pub fact: FactKey,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionCode>,
}

/// A day to count from or to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayRef {
    Fact(FactKey),
    /// A span after a fact: the 50th birthday.
    After(AfterFact),
    Day(NaiveDate),
    /// One of the document's named days (`days`), for instance the first day of applications (O11, O35).
    Named(DayName),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AfterFact {
    pub fact: FactKey,
    pub plus: Span,
}

/// `at_least`: the span is complete on the day `until`. `less_than`: it is not complete yet ("not yet 40", O35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElapsedTest {
    pub since: DayRef,
    pub until: DayRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaTest {
    pub fact: FactKey,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaCode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SameAreaTest {
    pub fact: FactKey,
    #[serde(rename = "as")]
    pub other: AreaOf,
    /// Compare at this level: the fact may name a community of the post's street.
    pub level: AreaLevel,
}

/// What an area is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AreaOf {
    /// The area of the post applied for.
    Post,
    /// The area that another fact names.
    Fact(FactKey),
}

/// How fine an area is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AreaLevel {
    Province,
    City,
    County,
    Street,
    Community,
}

impl Condition {
    /// The branches directly below this one.
    pub fn branches(&self) -> &[Condition] {
        match self {
            Condition::All(list) | Condition::Any(list) => list,
            Condition::Not(inner) => std::slice::from_ref(inner),
            _ => &[],
        }
    }

    /// Every fact that this tree asks for, without following names.
    pub fn facts(&self) -> Vec<&FactKey> {
        let mut found = Vec::new();
        self.collect_facts(&mut found);
        found
    }

    fn collect_facts<'a>(&'a self, found: &mut Vec<&'a FactKey>) {
        match self {
            Condition::Yes(fact) => found.push(fact),
            Condition::Date(test) => found.push(&test.fact),
            Condition::Number(test) => found.push(&test.fact),
            Condition::Level(test) => found.push(&test.fact),
            Condition::OneOf(test) => found.push(&test.fact),
            Condition::InArea(test) => found.push(&test.fact),
            Condition::Elapsed(test) => {
                found.extend(
                    [&test.since, &test.until]
                        .into_iter()
                        .filter_map(DayRef::fact),
                );
            }
            Condition::Amount(test) => test.sum.iter().for_each(|amount| amount.collect(found)),
            Condition::SameArea(test) => {
                found.push(&test.fact);
                if let AreaOf::Fact(fact) = &test.other {
                    found.push(fact);
                }
            }
            _ => self
                .branches()
                .iter()
                .for_each(|branch| branch.collect_facts(found)),
        }
    }
}

impl DayRef {
    /// The fact that the day comes from.
    pub fn fact(&self) -> Option<&FactKey> {
        match self {
            DayRef::Fact(fact) => Some(fact),
            DayRef::After(after) => Some(&after.fact),
            DayRef::Day(_) | DayRef::Named(_) => None,
        }
    }
}
