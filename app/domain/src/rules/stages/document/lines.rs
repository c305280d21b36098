//! Lines, extra tests, and tracks: the ways through the stages.

use crate::numbers::Points;
use crate::numbers::Ratio;
use crate::numbers::Rounding;
use crate::rules::codes::LineCode;
use crate::rules::codes::StageCode;
use crate::rules::codes::TestCode;
use crate::rules::codes::TrackCode;
use crate::rules::eligibility::Condition;
use crate::rules::lists::Across;
use crate::rules::score::Score;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The least score that counts as passed. Zero is a mark: only a line with `strictly` bars it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub code: LineCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub on: Score,
    pub at: LineAt,
    /// The score must be above the line, not only on it (O13).
    #[serde(default)]
    pub strictly: bool,
    /// The line counts only when fewer people than this for each place take part (O37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_below: Option<PeoplePerPlace>,
    /// The same, with exactly so many people included: "no more people than places".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_up_to: Option<PeoplePerPlace>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeoplePerPlace {
    pub ratio: Ratio,
    pub of: CalledOrCame,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalledOrCame {
    Called,
    Came,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineAt {
    Fixed(Points),
    /// A share of the full mark.
    Share(Ratio),
    /// A share of the mean of those who came (O15).
    Mean(MeanShare),
    /// The mean of the same room and sitting (O37).
    RoomMean,
    /// A body sets it after the test (O02, O17): pending until a decision names the line's code.
    SetLater,
    LowestOf(Vec<LineAt>),
    HighestOf(Vec<LineAt>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanShare {
    pub share: Ratio,
    #[serde(default)]
    pub across: Across,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
}

/// An extra test: held only for those whom a list or the total leaves level; never a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraTest {
    pub code: TestCode,
    pub name: Bilingual,
    pub full: Points,
    /// A body must order it: people stay undecided until a decision names the code.
    #[serde(default)]
    pub approval: bool,
}

/// A way through the stages. The first whose condition holds counts; one without a condition is entered only
/// through the opening rule. Who skips a stage takes no number of its cut and counts in none of its shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    pub code: TrackCode,
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<StageCode>,
    /// Hired on their papers: they use up places of their post before the others are counted.
    #[serde(default)]
    pub hired_without_exam: bool,
}
