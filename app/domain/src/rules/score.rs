//! A figure of a candidate, named in one way everywhere: lines, lists, parts of a total, ties, targets of a bonus; and
//! the weighted sums that are made of such figures.

use super::codes::{ElementCode, EventCode, PaperCode, StageCode};
use crate::numbers::{Ratio, Rounding};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// Whose figure it is: of a stage, of the list that a stage cuts, or the total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScoreOf {
    Stage(StageCode),
    /// The figure by which the cut of this stage ranks.
    Cut(StageCode),
    Total,
}

/// A figure that a candidate has. It reads only what is earlier in the course.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Score {
    pub of: ScoreOf,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<PaperCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventCode>,
    /// An element of the sheet, or a question of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<ElementCode>,
    /// The chief's own sheet instead of the panel's score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiner: Option<Examiner>,
    /// As it stood before a bonus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Examiner {
    Chief,
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    Bonus,
}

/// `of` ÷ `divide_by`, × `weight`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub of: Score,
    pub weight: Ratio,
    /// Tests of 300 marks divide by 3 first; the quotient is the term that `term` rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub divide_by: Option<Ratio>,
}

/// A weighted sum of figures, with its rounding points. Absent means exact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Rounds each figure before its weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Rounding>,
    /// Rounds each figure × weight (O13, O19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Rounding>,
    /// Rounds the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Rounding>,
}

impl Score {
    pub fn of(of: ScoreOf) -> Self {
        Score {
            of,
            paper: None,
            event: None,
            element: None,
            examiner: None,
            before: None,
        }
    }

    pub fn stage(code: &str) -> Self {
        Score::of(ScoreOf::Stage(code.into()))
    }

    pub fn cut(code: &str) -> Self {
        Score::of(ScoreOf::Cut(code.into()))
    }

    pub fn total() -> Self {
        Score::of(ScoreOf::Total)
    }

    /// The score of a whole stage, of a list, or the total: no part of a sheet and nothing before something else.
    pub fn is_whole(&self) -> bool {
        self.paper.is_none()
            && self.event.is_none()
            && self.element.is_none()
            && self.examiner.is_none()
            && self.before.is_none()
    }
}

impl ScoreOf {
    /// The stage whose figure it is; `None` for the total.
    pub fn stage(&self) -> Option<&StageCode> {
        match self {
            ScoreOf::Stage(code) | ScoreOf::Cut(code) => Some(code),
            ScoreOf::Total => None,
        }
    }
}

impl fmt::Display for ScoreOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScoreOf::Stage(code) => f.write_str(code.as_str()),
            ScoreOf::Cut(code) => write!(f, "cut {code}"),
            ScoreOf::Total => f.write_str("total"),
        }
    }
}

impl FromStr for ScoreOf {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("cut ") {
            _ if text.trim() != text || text.is_empty() => {
                Err("write a stage's code, \"cut \" and a stage's code, or \"total\"")
            }
            Some(code) => Ok(ScoreOf::Cut(code.into())),
            None if text == "total" => Ok(ScoreOf::Total),
            None => Ok(ScoreOf::Stage(text.into())),
        }
    }
}

impl Serialize for ScoreOf {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ScoreOf {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse()
            .map_err(|why| serde::de::Error::custom(format!("{text:?}: {why}")))
    }
}

impl JsonSchema for ScoreOf {
    fn schema_name() -> Cow<'static, str> {
        "ScoreOf".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A stage's code; \"cut \" and a stage's code: the figure that its cut ranks by; \"total\".",
            "examples": ["written", "cut written", "total"],
        })
    }
}
