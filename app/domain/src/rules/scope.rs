//! Which posts something is about.

use super::codes::{PoolCode, PostCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which posts something is about. Empty lists mean "all".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostCode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<PoolCode>,
}

impl Scope {
    pub fn is_everything(&self) -> bool {
        self.posts.is_empty() && self.pools.is_empty()
    }

    /// Whether a post, with its pool, is meant.
    pub fn covers(&self, post: &PostCode, pool: Option<&PoolCode>) -> bool {
        self.is_everything()
            || self.posts.contains(post)
            || pool.is_some_and(|pool| self.pools.contains(pool))
    }
}
