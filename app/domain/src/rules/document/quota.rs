//! How many people for so many places: the one family behind opening ratios, shortlists, recheck and physical lists.

use crate::numbers::Ratio;
use crate::numbers::RoundingMode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number of people as a function of the places (1:3, a step function as in O15, an absolute cut as in O20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quota {
    /// So many people for each place; a broken number of people rounds up.
    PerPlace(Ratio),
    /// The same with another rounding: 1∶1.5, 四舍五入.
    PerPlaceRounded(QuotaRounded),
    /// Different for posts of different size; the first step that reaches the places counts.
    Steps(Vec<QuotaStep>),
    /// A share of those who are still in, for instance 40% of the entrants.
    Share(QuotaShare),
    /// The same number whatever the places.
    Exactly(u32),
    /// Everybody who is still in.
    Everyone,
    /// The smallest of these numbers: "1:3, but at most 30".
    Smallest(Vec<Quota>),
    /// The largest of these numbers: "1:3, but at least 5".
    Largest(Vec<Quota>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaRounded {
    pub people: Ratio,
    pub mode: RoundingMode,
}

/// For posts of at most `up_to` places (absent: any number): `people` plus `per_place` for each place beyond `beyond`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaStep {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    #[serde(default)]
    pub people: u32,
    pub per_place: Ratio,
    #[serde(default)]
    pub beyond: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaShare {
    pub share: Ratio,
    #[serde(default)]
    pub mode: RoundingMode,
}

/// The people among whom something is compared or counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    #[default]
    Post,
    Pool,
    Campaign,
}
