//! Points given by an office, and figures that are measured and turned into points.

use crate::numbers::Points;
use crate::numbers::Rounding;
use crate::rules::codes::EventCode;
use crate::rules::eligibility::Condition;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Points given by an office (no events), or figures measured and turned into points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsScoring {
    pub full: Points,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    #[serde(default)]
    pub combine: Combine,
    /// Rounds the points of the stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// How the points of several events make those of the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    #[default]
    Sum,
    Mean,
    /// Everybody takes every event, and the one that gives most counts.
    Best,
    /// The full mark if every event gave points, else nothing.
    All,
}

impl Combine {
    /// Every way, in the order in which a form offers them.
    pub const EVERY: [Combine; 4] = [Combine::Sum, Combine::Mean, Combine::Best, Combine::All];
}

/// Something that is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub code: EventCode,
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Bilingual>,
    /// The better figure is the lower one: a time.
    #[serde(default)]
    pub lower_is_better: bool,
    /// How many tries; the best counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries: Option<u8>,
    /// What the bands look at.
    #[serde(default)]
    pub by: BandsBy,
    /// The first that fits counts; a figure that fits none gives nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandsBy {
    #[default]
    Figure,
    /// The place among those of the same post who have a figure.
    Rank,
}

/// What a figure from `from` to `to`, both included, gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Only for people for whom this holds: bands by age or sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Points>,
    pub gives: BandGives,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandGives {
    Points(Points),
    /// Failed: out, as by a line.
    Out,
    Each(Slope),
}

/// `base`, and `points` more (or less) for each whole `unit` beyond `from`; without `from`, for each whole unit below
/// `to`. Never below `least` or above `most`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slope {
    #[serde(default)]
    pub base: Points,
    pub unit: Points,
    pub points: Points,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Points>,
}
