//! The total, its lines, and how it ranks.

use crate::numbers::Points;
use crate::rules::codes::TrackCode;
use crate::rules::lists::Across;
use crate::rules::score::{Formula, Part};
use crate::rules::stages::Line;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the parts make the total. `full` is stated, never computed: weights that do not give it are asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub full: Points,
    #[serde(default)]
    pub formula: Formula,
    /// Other parts inside the same ranking, by track.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<TrackParts>,
    /// What is compared when the sum is rounded.
    #[serde(default)]
    pub ranked_on: RankedOn,
    /// One ranking for each post, or one over several.
    #[serde(default)]
    pub across: Across,
    /// Absent: not stated. `[]`: no line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<Line>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackParts {
    pub track: TrackCode,
    pub parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankedOn {
    /// The rounded sum is the total.
    #[default]
    Rounded,
    /// The exact sum is compared; the rounded one is only shown.
    Exact,
}
