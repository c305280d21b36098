//! Exact arithmetic over columns. A score is an integer over a scale that the whole column shares; rounding points are
//! compiled to one multiplication and one division, and their range is proven before any candidate is touched.

use super::super::document::{Ratio, Rounding, RoundingMode};
use super::faults::RuleFault;
use super::outcome::Fraction;
use crate::points::Points;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// No intermediate figure of the fast path may be larger.
pub(crate) const RANGE: i128 = 1 << 61;
/// Scores have four decimals at most.
const SCORE_DECIMALS: u8 = 4;
const COEFFICIENT_DECIMALS: u8 = 9;

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
        Extent { scale: Points::SCALE, most: most.raw().max(1) }
    }

    pub(crate) fn rounded(most: i64) -> Self {
        Extent { scale: Points::SCALE, most }
    }
}

impl Step {
    /// From `input` times `weight` to ten-thousandths of a point, rounded as told; the extent of the result comes along.
    pub(crate) fn score(input: Extent, weight: Ratio, rounding: Rounding) -> Result<(Self, Extent), RuleFault> {
        if rounding.decimals > SCORE_DECIMALS {
            return Err(RuleFault::TooManyDecimals { decimals: rounding.decimals });
        }
        let unit = 10i128.pow(u32::from(rounding.decimals));
        let mul = i128::from(weight.numerator()) * unit;
        let div = i128::from(input.scale) * i128::from(weight.denominator());
        let common = gcd(mul, div).max(1);
        let (mul, div) = (mul / common, div / common);
        let then = i128::from(Points::SCALE) / unit;
        let most = i128::from(input.most).checked_mul(mul).ok_or(RuleFault::Overflow)?;
        let result = (most / div + 1).checked_mul(then).ok_or(RuleFault::Overflow)?;
        if most > RANGE || div > RANGE || result > RANGE {
            return Err(RuleFault::Overflow);
        }
        let step = Step { mul: narrow(mul)?, div: narrow(div)?, then: narrow(then)?, mode: rounding.mode };
        Ok((step, Extent::rounded(narrow(result)?)))
    }

    /// The same with a result `by` times as fine.
    pub(crate) fn finer(self, by: i64) -> Result<Self, RuleFault> {
        Ok(Step { then: narrow(i128::from(self.then) * i128::from(by))?, ..self })
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

pub(crate) fn narrow(value: i128) -> Result<i64, RuleFault> {
    if value.abs() > RANGE { Err(RuleFault::Overflow) } else { Ok(value as i64) }
}

pub(crate) fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    // A wide division costs ten narrow ones, and after a few steps nearly all figures are narrow.
    while b > u128::from(u64::MAX) {
        (a, b) = (b, a % b);
    }
    if b == 0 {
        return a as i128;
    }
    let (mut a, mut b) = (b as u64, (a % b) as u64);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::from(a)
}

pub(crate) fn lcm(a: i64, b: i64) -> Result<i64, RuleFault> {
    let (a, b) = (i128::from(a), i128::from(b));
    narrow(a / gcd(a, b).max(1) * b)
}

impl Fraction {
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };

    /// The denominator must not be zero.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let common = gcd(numerator, denominator).max(1) * denominator.signum();
        Fraction { numerator: numerator / common, denominator: denominator / common }
    }

    pub fn of_points(points: Points) -> Self {
        Fraction::new(i128::from(points.raw()), i128::from(Points::SCALE))
    }

    pub fn plus(self, other: Fraction) -> Option<Self> {
        let own = self.numerator.checked_mul(other.denominator)?;
        let more = other.numerator.checked_mul(self.denominator)?;
        Some(Fraction::new(own.checked_add(more)?, self.denominator.checked_mul(other.denominator)?))
    }

    pub fn times(self, other: Fraction) -> Option<Self> {
        let above = self.numerator.checked_mul(other.numerator)?;
        Some(Fraction::new(above, self.denominator.checked_mul(other.denominator)?))
    }

    pub fn of_ratio(ratio: Ratio) -> Self {
        Fraction { numerator: ratio.numerator().into(), denominator: ratio.denominator().into() }
    }

    pub(crate) fn at_most(self, limit: Fraction) -> Option<Self> {
        let own = self.numerator.checked_mul(limit.denominator)?;
        let other = limit.numerator.checked_mul(self.denominator)?;
        Some(if own > other { limit } else { self })
    }

    /// Rounded to so many decimals; `None` beyond the engine's integers.
    pub(crate) fn round(self, rounding: Option<Rounding>) -> Option<Self> {
        let Some(Rounding { decimals, mode }) = rounding else { return Some(self) };
        let unit = 10i128.pow(u32::from(decimals.min(COEFFICIENT_DECIMALS)));
        let scaled = self.numerator.checked_mul(unit)?;
        Some(Fraction::new(mode.divide(scaled, self.denominator), unit))
    }

    /// As a score, half up to four decimals where the fraction does not end.
    pub fn to_points(self) -> Option<Points> {
        let scaled = self.numerator.checked_mul(i128::from(Points::SCALE))?;
        i64::try_from(RoundingMode::HalfUp.divide(scaled, self.denominator)).ok().map(Points::from_raw)
    }

    /// Decimal digits, cut after `most` decimals; the flag says whether nothing was cut off.
    pub fn decimal(self, least: usize, most: usize) -> (String, bool) {
        let (sign, above) = if self.numerator < 0 { ("-", -self.numerator) } else { ("", self.numerator) };
        let (whole, mut rest) = (above / self.denominator, above % self.denominator);
        let mut digits = String::new();
        while digits.len() < most && (rest != 0 || digits.len() < least) {
            rest *= 10;
            digits.push(char::from(b'0' + (rest / self.denominator) as u8));
            rest %= self.denominator;
        }
        let point = if digits.is_empty() { "" } else { "." };
        (format!("{sign}{whole}{point}{digits}"), rest == 0)
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{}/{}", self.numerator, self.denominator))
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let parsed = text.split_once('/').and_then(|(above, below)| {
            let (above, below) = (above.parse::<i128>().ok()?, below.parse::<i128>().ok()?);
            (below > 0).then_some(Fraction { numerator: above, denominator: below })
        });
        parsed.ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a fraction")))
    }
}
