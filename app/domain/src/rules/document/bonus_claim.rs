//! A bonus item that somebody verified for a person.

use super::codes::{BonusCode, OptionCode};
use crate::numbers::Points;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `level` answers an item whose points go by level; `quantity` one whose points go by unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusClaim {
    pub item: BonusCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<OptionCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Points>,
}

impl BonusClaim {
    pub fn of(item: &str) -> Self {
        BonusClaim {
            item: item.into(),
            level: None,
            quantity: None,
        }
    }
}
