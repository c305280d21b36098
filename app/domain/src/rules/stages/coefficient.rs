//! A room's coefficient applied to its scores.

use super::document::{Correction, CorrectionMethod};
use crate::numbers::extent::{RANGE, divide, narrow};
use crate::numbers::{Fraction, Points, RoundingMode};
use crate::rules::engine::RuleFault;

/// What one room is multiplied by, or moved by, ready to be applied to its scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coefficient {
    /// The corrected score is (score × `factor` + `shift`) ÷ `below`, rounded, × `unit`.
    factor: i128,
    shift: i128,
    below: i128,
    mode: RoundingMode,
    /// From the rounded figure to the scale of the scores.
    unit: i128,
    cap: Option<i64>,
    /// Every figure on the way keeps within narrow integers.
    narrow: bool,
}

impl Coefficient {
    /// `largest`: no score of the room is larger, whatever its sign.
    pub(crate) fn new(
        rule: &Correction,
        coefficient: Fraction,
        scale: i64,
        full: Points,
        largest: i64,
    ) -> Result<Self, RuleFault> {
        let decimals = rule.corrected.decimals;
        if decimals > 4 {
            return Err(RuleFault::TooManyDecimals { decimals });
        }
        let times = |a: i128, b: i128| a.checked_mul(b).ok_or(RuleFault::Overflow);
        let unit = i128::from(scale) / 10i128.pow(u32::from(decimals));
        let below = times(coefficient.denominator, unit)?;
        let (factor, shift) = match rule.method {
            CorrectionMethod::Multiply => (coefficient.numerator, 0),
            CorrectionMethod::Add => (
                coefficient.denominator,
                times(coefficient.numerator, scale.into())?,
            ),
        };
        let reach = times(factor.abs(), largest.into())?.checked_add(shift.abs());
        let reach = reach.filter(|reach| *reach < i128::MAX / 4);
        let reach = reach.ok_or(RuleFault::Overflow)?;
        narrow(times(reach / below + 1, unit)?)?;
        let cap = narrow(i128::from(full.raw()) * i128::from(scale / Points::SCALE))?;
        Ok(Coefficient {
            factor,
            shift,
            below,
            mode: rule.corrected.mode,
            unit,
            cap: (rule.cap == Some(true)).then_some(cap),
            narrow: reach < RANGE && below < RANGE && factor.abs() < RANGE,
        })
    }

    /// A score of the room, corrected, at the same scale: never below nothing.
    #[inline]
    pub(crate) fn apply(self, score: i64) -> i64 {
        let rounded = if self.narrow {
            let moved = score * self.factor as i64 + self.shift as i64;
            i128::from(divide(self.mode, moved, self.below as i64))
        } else {
            let moved = i128::from(score) * self.factor + self.shift;
            self.mode.divide(moved, self.below)
        };
        let corrected = (rounded * self.unit).max(0) as i64;
        self.cap.map_or(corrected, |cap| corrected.min(cap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Rounding;
    use crate::rules::stages::{OverallMean, RoomUnit};

    const SCALE: i64 = Points::SCALE;

    fn rule(decimals: u8) -> Correction {
        Correction {
            clause: None,
            method: CorrectionMethod::Multiply,
            across: Default::default(),
            overall: OverallMean::OfPeople,
            overall_trim: None,
            room_trim: None,
            outliers: None,
            unit: RoomUnit::Room,
            mean: None,
            coefficient: None,
            corrected: Rounding::half_up(decimals),
            cap: None,
        }
    }

    fn raw(points: &str) -> i64 {
        points.parse::<Points>().unwrap().raw()
    }

    #[test]
    fn wide_coefficients_round_like_narrow_ones() {
        let exact = Fraction::new(1_000_000_007, 1_000_000_006);
        let full = Points::whole(100);
        let narrow = Coefficient::new(&rule(2), exact, SCALE, full, raw("99.9999")).unwrap();
        let wide = Coefficient {
            narrow: false,
            ..narrow
        };
        for score in [0, 1, raw("12.345"), raw("70.005"), raw("99.9999")] {
            assert_eq!(narrow.apply(score), wide.apply(score), "{score}");
        }
        let fault = Coefficient::new(&rule(2), Fraction::new(i128::MAX / 8, 1), SCALE, full, 9);
        assert_eq!(fault, Err(RuleFault::Overflow));
        let fault = Coefficient::new(&rule(5), exact, SCALE, full, 9);
        assert_eq!(fault, Err(RuleFault::TooManyDecimals { decimals: 5 }));
    }
}
