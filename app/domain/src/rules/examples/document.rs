//! Worked examples of a notice: the lint runs them, because prose may be wrong (O09, O23).

use crate::numbers::Points;
use crate::rules::codes::{BonusCode, StageCode};
use crate::rules::score::Score;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkedExample {
    pub clause: Bilingual,
    pub figures: ExampleFigures,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExampleFigures {
    /// These bonus items together give so many points.
    Bonus(BonusExample),
    /// Room sums, means and coefficients of a stage.
    Rooms(RoomsExample),
    /// These marks of a panel give this score.
    Panel(PanelExample),
    /// These parts give this total.
    Total(TotalExample),
    /// So many places admit so many people to what follows this stage.
    Cut(CutExample),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ExampleItem>,
    pub points: Points,
}

/// An item that holds; `number` is the number that its bands look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExampleItem {
    pub item: BonusCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Points>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomsExample {
    pub stage: StageCode,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomFigures>,
    /// The overall mean, when it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Points>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomFigures {
    pub sum: Points,
    pub people: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Points>,
    /// A coefficient with at most nine decimals, as printed: "1.065".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelExample {
    pub stage: StageCode,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Points>,
    pub score: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ExamplePart>,
    pub total: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamplePart {
    pub of: Score,
    pub points: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CutExample {
    pub stage: StageCode,
    pub places: u32,
    pub people: u32,
}
