//! Exact arithmetic over columns. A score is an integer over a scale that the whole column shares; rounding points are
//! compiled to one multiplication and one division, and their range is proven before any candidate is touched.

use super::fraction::gcd;
use super::{Points, Ratio, Rounding, RoundingMode};

/// No intermediate figure of the fast path may be larger.
pub(crate) const RANGE: i128 = 1 << 61;
/// Scores have four decimals at most.
const SCORE_DECIMALS: u8 = 4;

/// Why a rounding point cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// The figures are beyond the engine's integers.
    Overflow,
    /// A score cannot keep so many decimals.
    TooManyDecimals { decimals: u8 },
}

/// Integers per point, and the largest integer that can occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub scale: i64,
    pub most: i64,
}

/// `value × mul ÷ div`, rounded, `× then`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    mul: i64,
    div: i64,
    then: i64,
    mode: RoundingMode,
}

impl Extent {
    pub(crate) fn of(most: Points) -> Self {
        Extent {
            scale: Points::SCALE,
            most: most.raw().max(1),
        }
    }

    pub(crate) fn rounded(most: i64) -> Self {
        Extent {
            scale: Points::SCALE,
            most,
        }
    }
}

impl Step {
    /// From `input` times `weight` to ten-thousandths of a point, rounded as told; the extent of the result comes along.
    pub(crate) fn score(
        input: Extent,
        weight: Ratio,
        rounding: Rounding,
    ) -> Result<(Self, Extent), NumberFault> {
        if rounding.decimals > SCORE_DECIMALS {
            return Err(NumberFault::TooManyDecimals {
                decimals: rounding.decimals,
            });
        }
        let unit = 10i128.pow(u32::from(rounding.decimals));
        let mul = i128::from(weight.numerator()) * unit;
        let div = i128::from(input.scale) * i128::from(weight.denominator());
        let common = gcd(mul, div).max(1);
        let (mul, div) = (mul / common, div / common);
        let then = i128::from(Points::SCALE) / unit;
        let most = i128::from(input.most)
            .checked_mul(mul)
            .ok_or(NumberFault::Overflow)?;
        let result = (most / div + 1)
            .checked_mul(then)
            .ok_or(NumberFault::Overflow)?;
        if most > RANGE || div > RANGE || result > RANGE {
            return Err(NumberFault::Overflow);
        }
        let step = Step {
            mul: narrow(mul)?,
            div: narrow(div)?,
            then: narrow(then)?,
            mode: rounding.mode,
        };
        Ok((step, Extent::rounded(narrow(result)?)))
    }

    /// The same with a result `by` times as fine.
    pub(crate) fn finer(self, by: i64) -> Result<Self, NumberFault> {
        Ok(Step {
            then: narrow(i128::from(self.then) * i128::from(by))?,
            ..self
        })
    }

    #[inline]
    pub(crate) fn apply(self, value: i64) -> i64 {
        divide(self.mode, value * self.mul, self.div) * self.then
    }
}

/// As `RoundingMode::divide`, with the common case in one machine division. Half up is `⌊(2n + d) ÷ 2d⌋`.
#[inline]
pub(crate) fn divide(mode: RoundingMode, numerator: i64, denominator: i64) -> i64 {
    if mode == RoundingMode::HalfUp && numerator >= 0 {
        return ((2 * numerator + denominator) as u64 / (2 * denominator) as u64) as i64;
    }
    mode.divide(i128::from(numerator), i128::from(denominator)) as i64
}

pub(crate) fn narrow(value: i128) -> Result<i64, NumberFault> {
    if value.abs() > RANGE {
        Err(NumberFault::Overflow)
    } else {
        Ok(value as i64)
    }
}

pub(crate) fn lcm(a: i64, b: i64) -> Result<i64, NumberFault> {
    let (a, b) = (i128::from(a), i128::from(b));
    narrow(a / gcd(a, b).max(1) * b)
}

#[cfg(test)]
mod tests {
    use super::super::Fraction;
    use super::*;

    const WHOLE: Ratio = Ratio::ONE;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn a_step_is_one_multiplication_and_one_division_in_lowest_terms() {
        let (step, extent) = Step::score(
            Extent::of(Points::whole(100)),
            ratio("40%"),
            Rounding::half_up(2),
        )
        .unwrap();
        assert_eq!(
            step,
            Step {
                mul: 1,
                div: 250,
                then: 100,
                mode: RoundingMode::HalfUp
            }
        );
        assert_eq!(
            extent,
            Extent {
                scale: 10_000,
                most: 400_100
            }
        );
        // 71.53 × 40% = 28.612; 71.55 × 40% = 28.62; 71.5375 × 40% = 28.615.
        assert_eq!(
            [715_300, 715_500, 715_375, 0].map(|value| step.apply(value)),
            [286_100, 286_200, 286_200, 0]
        );
        let (step, extent) = Step::score(
            Extent {
                scale: 30_000,
                most: 3_000_000,
            },
            ratio("2"),
            Rounding::half_up(4),
        )
        .unwrap();
        assert_eq!(
            step,
            Step {
                mul: 2,
                div: 3,
                then: 1,
                mode: RoundingMode::HalfUp
            }
        );
        assert_eq!(
            (extent.most, step.apply(1), step.apply(4)),
            (2_000_001, 1, 3)
        );
        assert_eq!(Extent::of(Points::ZERO).most, 1);
    }

    #[test]
    fn scores_have_at_most_four_decimals() {
        let decimals = |decimals| {
            Step::score(
                Extent::of(Points::whole(100)),
                WHOLE,
                Rounding::half_up(decimals),
            )
            .map(|_| ())
        };
        assert_eq!(decimals(4), Ok(()));
        assert_eq!(
            decimals(5),
            Err(NumberFault::TooManyDecimals { decimals: 5 })
        );
    }

    #[test]
    fn a_step_stays_inside_the_range_on_the_way_and_at_the_end() {
        let range = RANGE as i64;
        let fits = |scale: i64, most: i64, weight: &str, decimals: u8| {
            Step::score(
                Extent { scale, most },
                ratio(weight),
                Rounding::half_up(decimals),
            )
            .is_ok()
        };
        assert!(
            fits(10_000, range - 1, "1", 4) && !fits(10_000, range, "1", 4),
            "the result"
        );
        assert!(
            fits(10_000, range / 2, "2/3", 4) && !fits(10_000, range / 2 + 1, "2/3", 4),
            "the product"
        );
        assert!(
            fits(range, 1, "1", 0) && !fits(range + 1, 1, "1", 0),
            "the divisor"
        );
        assert!(narrow(RANGE).is_ok() && narrow(-RANGE).is_ok());
        assert!(narrow(RANGE + 1).is_err() && narrow(-RANGE - 1).is_err());
    }

    #[test]
    fn the_quick_division_rounds_like_the_slow_one() {
        use RoundingMode::*;
        for mode in [HalfUp, HalfEven, Truncate, Up] {
            for numerator in -25..=25 {
                for denominator in [1, 2, 3, 10] {
                    let slow = mode.divide(numerator.into(), denominator.into()) as i64;
                    assert_eq!(
                        divide(mode, numerator, denominator),
                        slow,
                        "{mode:?} {numerator}/{denominator}"
                    );
                }
            }
        }
    }

    #[test]
    fn common_divisors_and_multiples_are_those_of_the_school_also_for_wide_figures() {
        for (a, b, common) in [
            (12, 18, 6),
            (-12, 18, 6),
            (12, -18, 6),
            (7, 0, 7),
            (0, 7, 7),
            (0, 0, 0),
            (17, 5, 1),
        ] {
            assert_eq!(gcd(a, b), common, "{a} {b}");
        }
        let wide = 1i128 << 70;
        assert_eq!(
            [
                gcd(wide * 6, wide * 4),
                gcd(wide * 3, 9),
                gcd(9, wide * 3),
                gcd(wide, wide)
            ],
            [wide * 2, 3, 3, wide]
        );
        assert_eq!(
            [lcm(4, 6), lcm(10_000, 30_000), lcm(7, 1), lcm(0, 0)],
            [Ok(12), Ok(30_000), Ok(7), Ok(0)]
        );
        assert!(lcm(RANGE as i64, 3).is_err());
    }

    #[test]
    fn a_fraction_is_held_down_and_rounded_where_it_should_be() {
        let fraction = Fraction::new;
        assert_eq!(fraction(3, 2).at_most(fraction(4, 3)), Some(fraction(4, 3)));
        assert_eq!(fraction(4, 3).at_most(fraction(3, 2)), Some(fraction(4, 3)));
        assert_eq!(fraction(3, 2).at_most(fraction(6, 4)), Some(fraction(3, 2)));
        assert_eq!(fraction(2, 3).round(None), Some(fraction(2, 3)));
        assert_eq!(
            fraction(2, 3).round(Some(Rounding::half_up(2))),
            Some(fraction(67, 100))
        );
        assert_eq!(
            fraction(2, 3).round(Some(Rounding::half_up(12))),
            Some(fraction(666_666_667, 1_000_000_000))
        );
    }
}
