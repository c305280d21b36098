//! The opening ratio: whether a post goes ahead, with how many places, and where removed places go (domain.md 3.3).

use crate::numbers::{Ratio, RoundingMode};
use crate::rules::codes::{PoolCode, PostCode, StageCode, TrackCode};
use crate::rules::lists::Quota;
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One count of people against places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub at: OpeningAt,
    pub needed: Quota,
    /// The first case that reaches the places counts. None: the consequence is not said, and a body decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<OpeningCase>,
    #[serde(default)]
    pub removed_places: RemovedPlaces,
}

/// Who is counted, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpeningAt {
    Applied,
    Paid,
    /// Those whose application was accepted (O21).
    Accepted,
    /// Those who came to a stage.
    Came(StageCode),
    /// Those who were called to a stage, when that list is final (O11).
    Called(StageCode),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningCase {
    /// For posts of at most so many places. Absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    pub then: OpeningThen,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpeningThen {
    Cancel,
    /// As many places as the people are enough for; none left means cancelled.
    Reduce,
    /// So many places for each person, whole places only: half of the applicants, rounded down.
    ReduceToShare(PlacesShare),
    /// A body decides (O20); pending until a decision on the places stands in the document.
    Body,
    /// The post goes ahead all the same.
    GoAhead,
    /// The post goes ahead by another course.
    Track(TrackCode),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacesShare {
    pub share: Ratio,
    pub mode: RoundingMode,
}

/// Where removed places go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemovedPlaces {
    #[default]
    Lost,
    /// In turn to the posts of these pools: to the one in the same area if there is one, else one place each time round
    /// (O24).
    ToPools(Vec<PoolCode>),
    /// In turn to these posts, one place each time round, leaving out those that were themselves reduced (O11).
    ToPosts(Vec<PostCode>),
    Body,
}
