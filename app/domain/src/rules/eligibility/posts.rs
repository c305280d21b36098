//! The post table and the pools.

use super::condition::AreaLevel;
use super::requirement::Requirement;
use crate::rules::codes::{AreaCode, PoolCode, PostCode};
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one applies for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Post {
    pub code: PostCode,
    pub name: Bilingual,
    /// The street or district of the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
    /// Who employs, when campaigns have several employers (O29).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<Bilingual>,
    /// How many are hired. Absent: the notice does not say, and the lint blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolCode>,
    /// Beyond what everybody needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Requirement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Bilingual>,
}

/// The group a post is open to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    pub code: PoolCode,
    pub name: Bilingual,
    pub kind: PoolKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Requirement>,
    /// The number of places that the notice prints for the pool; the lint compares it with the post table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_places: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PoolKind {
    Open,
    Targeted,
}

/// An area that the notice names. Codes with GB/T 2260 shape nest by their digits; others, such as development zones,
/// by `inside` (O03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub code: AreaCode,
    /// The platform's own code of it, where the document uses another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    pub name: Bilingual,
    pub level: AreaLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<AreaCode>,
}
