//! Panels: examiners' marks, trimmed and averaged, and made comparable between rooms.

use super::Element;
use crate::numbers::Points;
use crate::numbers::Rounding;
use crate::rules::lists::Across;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Examiners' marks, trimmed and averaged, then made comparable between rooms (domain.md 3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    pub full: Points,
    /// How many examiners score; a sheet with another number is reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiners: Option<u8>,
    /// The fewest with whom a room may score (an examiner who must stand aside). Absent: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_examiners: Option<u8>,
    /// Which examiner is the chief, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chief: Option<u8>,
    /// The parts of the sheet, when each is scored by itself. Their number must be there on every sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    /// Decimals that an examiner may give. Absent: as many as marks have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_decimals: Option<u8>,
    /// Absent: not stated; one highest and one lowest are dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trim: Option<Trim>,
    /// Rounds the mean of the marks. Absent: not stated; exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Lots>,
}

/// The highest and the lowest marks are dropped: so many of each, however many are equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trim {
    pub highest: u8,
    pub lowest: u8,
    #[serde(default)]
    pub over: TrimOver,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrimOver {
    /// The examiners' whole sheets.
    #[default]
    Sheet,
    /// Each element by itself, then the sum.
    Element,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lots {
    System,
    DrawnOnTheDay,
}

/// Making rooms comparable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub method: CorrectionMethod,
    /// Among whom the overall mean is taken.
    #[serde(default)]
    pub across: Across,
    pub overall: OverallMean,
    /// The highest and lowest scores left out of the overall mean of people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall_trim: Option<MeanTrim>,
    /// The highest and lowest scores left out of each room's mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_trim: Option<MeanTrim>,
    /// Scores left out of both means as abnormal (O22), before the trims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outliers: Option<Outliers>,
    /// A room is one room, or one sitting of one room.
    #[serde(default)]
    pub unit: RoomUnit,
    /// Rounds both means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    /// Rounds the coefficient or the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<Rounding>,
    /// Rounds the corrected score.
    pub corrected: Rounding,
    /// Whether a corrected score ends at the full mark. Absent: unstated, and the lint blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionMethod {
    /// score × (overall mean ÷ room mean).
    Multiply,
    /// score + (overall mean − room mean).
    Add,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OverallMean {
    /// The sum of all scores over the number of all people (O22, O23).
    OfPeople,
    /// The plain mean of the room means, whatever their size.
    OfRooms,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanTrim {
    pub highest: u16,
    pub lowest: u16,
}

/// What counts as abnormal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outliers {
    /// Further than this from the room's plain mean.
    FartherThan(Points),
    /// Outside these bounds.
    Outside(OutlierBounds),
    /// The notice says "abnormal" without a definition: the lint blocks, a run drops nothing.
    Undefined,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlierBounds {
    pub below: Points,
    pub above: Points,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomUnit {
    #[default]
    Room,
    RoomAndSitting,
}
