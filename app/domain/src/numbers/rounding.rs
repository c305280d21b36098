//! Rounding points: where a figure is rounded, to how many decimals, and which way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One rounding point. Absent means "kept exact".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Decimals kept, 0 to 4 for scores, 0 to 9 for coefficients.
    pub decimals: u8,
    #[serde(default)]
    pub mode: RoundingMode,
}

/// Which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// Half and more goes up.
    #[default]
    HalfUp,
    /// Exactly half goes to the even neighbour.
    HalfEven,
    /// The rest is cut off (O37).
    Truncate,
    /// Any rest goes up.
    Up,
}

impl Rounding {
    /// Half up to `decimals`, which is what notices mean when they only say "two decimals".
    pub const fn half_up(decimals: u8) -> Self {
        Rounding {
            decimals,
            mode: RoundingMode::HalfUp,
        }
    }
}

impl RoundingMode {
    /// `numerator / denominator` as a whole number, rounded this way, away from zero on both sides. The denominator is
    /// positive.
    pub fn divide(self, numerator: i128, denominator: i128) -> i128 {
        let (quotient, rest) = (numerator / denominator, numerator % denominator);
        let away = match self {
            RoundingMode::Truncate => false,
            RoundingMode::Up => rest != 0,
            RoundingMode::HalfUp => 2 * rest.abs() >= denominator,
            RoundingMode::HalfEven => {
                let twice = 2 * rest.abs();
                twice > denominator || (twice == denominator && quotient % 2 != 0)
            }
        };
        if away {
            quotient + if numerator < 0 { -1 } else { 1 }
        } else {
            quotient
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RoundingMode::*;

    #[test]
    fn each_mode_rounds_its_own_way() {
        for (mode, figures) in [
            (HalfUp, [(25, 3), (24, 2), (-25, -3), (35, 4), (20, 2)]),
            (HalfEven, [(25, 2), (24, 2), (-25, -2), (35, 4), (26, 3)]),
            (Truncate, [(25, 2), (29, 2), (-29, -2), (39, 3), (20, 2)]),
            (Up, [(21, 3), (20, 2), (-21, -3), (39, 4), (0, 0)]),
        ] {
            for (tenths, whole) in figures {
                assert_eq!(
                    mode.divide(tenths, 10),
                    whole,
                    "{mode:?} of {tenths} tenths"
                );
            }
        }
    }
}
