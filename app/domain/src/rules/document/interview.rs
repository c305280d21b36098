//! The interview and the correction between rooms (domain.md 3.7).

use super::codes::ElementCode;
use super::quota::Across;
use super::scores::PassLine;
use crate::numbers::Points;
use crate::numbers::Rounding;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The interview: examiners' marks, trimmed and averaged, then made comparable between rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub full_mark: Points,
    /// How many examiners score; a sheet with another number is reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<u8>,
    /// The parts of the sheet, when each is scored by itself. Their number must be there on every sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trim: Option<TrimRule>,
    /// Rounds the mean of the marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalisation: Option<NormalisationRule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pass_lines: Vec<PassLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub code: ElementCode,
    pub name: Text,
    pub full_mark: Points,
}

/// 去掉最高分和最低分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrimRule {
    pub highest: u8,
    pub lowest: u8,
    #[serde(default)]
    pub when_tied: TrimTie,
    #[serde(default)]
    pub over: TrimOver,
}

/// Several examiners gave the same highest mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrimTie {
    /// Only as many as the rule says are dropped: the usual rule.
    #[default]
    DropOne,
    /// Every mark equal to a dropped one is dropped, as long as one is left.
    DropAll,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrimOver {
    /// The examiners' whole marks.
    #[default]
    Marks,
    /// Each element by itself, then the sum.
    EachElement,
}

/// Making rooms comparable (成绩修正; the table in domain.md 3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NormalisationRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    pub method: NormalisationMethod,
    /// Among whom the overall mean is taken.
    #[serde(default)]
    pub across: Across,
    /// What the overall mean is.
    pub overall: OverallMean,
    /// The highest and lowest scores left out of the overall mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall_trim: Option<MeanTrim>,
    /// The highest and lowest scores left out of each room's mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_trim: Option<MeanTrim>,
    /// Scores left out of both means as abnormal (O22), before the trims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outliers: Option<Outliers>,
    /// A room is one room, or one run of one room.
    #[serde(default)]
    pub unit: RoomUnit,
    /// Rounds both means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<Rounding>,
    /// Rounds the coefficient or the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<Rounding>,
    /// Rounds the corrected score.
    #[serde(rename = "final")]
    pub corrected: Rounding,
    /// Whether a corrected score may pass the full mark. Absent: unstated, and the lint blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_at_full_mark: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NormalisationMethod {
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
    /// The plain mean of the room means, whatever their size (二次平均法).
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
