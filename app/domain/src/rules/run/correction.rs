//! A room's coefficient applied to its scores.

use super::super::document::{NormalisationMethod, NormalisationRule, RoundingMode};
use super::faults::RuleFault;
use crate::numbers::Fraction;
use crate::numbers::Points;
use crate::numbers::extent::{RANGE, divide};

/// A coefficient ready to be applied to scores at one scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Correction {
    /// The corrected score is (score × `factor` + `shift`) ÷ `below`, rounded, × `unit`.
    factor: i128,
    shift: i128,
    below: i128,
    mode: RoundingMode,
    /// From the rounded figure to the column's scale.
    unit: i128,
    most: i128,
    /// The same in narrow integers, where every score of the room keeps within them.
    narrow: bool,
}

impl Correction {
    /// `largest`: no score of the room is larger, whatever its sign.
    pub(crate) fn new(
        rule: &NormalisationRule,
        coefficient: Fraction,
        scale: i64,
        full_mark: Points,
        largest: i64,
    ) -> Result<Self, RuleFault> {
        let decimals = rule.corrected.decimals;
        if decimals > 4 {
            return Err(RuleFault::TooManyDecimals { decimals });
        }
        let unit = i128::from(scale) / 10i128.pow(u32::from(decimals));
        let below = coefficient
            .denominator
            .checked_mul(unit)
            .ok_or(RuleFault::Overflow)?;
        let (factor, shift) = match rule.method {
            NormalisationMethod::Multiply => (coefficient.numerator, 0),
            NormalisationMethod::Add => {
                let shift = coefficient
                    .numerator
                    .checked_mul(i128::from(scale))
                    .ok_or(RuleFault::Overflow)?;
                (coefficient.denominator, shift)
            }
        };
        let most = match rule.cap_at_full_mark {
            Some(true) => i128::from(full_mark.raw()) * i128::from(scale / Points::SCALE),
            _ => RANGE,
        };
        let reach = factor
            .checked_mul(largest.into())
            .and_then(|reach| reach.checked_add(shift.abs()));
        let narrow =
            reach.is_some_and(|reach| reach < RANGE) && below < RANGE && shift.abs() < RANGE;
        Ok(Correction {
            factor,
            shift,
            below,
            mode: rule.corrected.mode,
            unit,
            most,
            narrow,
        })
    }

    #[inline]
    pub(crate) fn apply(self, score: i64) -> Option<i64> {
        let rounded = if self.narrow {
            i128::from(divide(
                self.mode,
                score * self.factor as i64 + self.shift as i64,
                self.below as i64,
            ))
        } else {
            let moved = i128::from(score)
                .checked_mul(self.factor)?
                .checked_add(self.shift)?;
            self.mode.divide(moved, self.below)
        };
        let corrected = rounded.checked_mul(self.unit)?.min(self.most).max(0);
        i64::try_from(corrected).ok()
    }
}
