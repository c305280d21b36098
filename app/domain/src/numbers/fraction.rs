//! Exact fractions: what a figure is before it is rounded.

use super::{Points, Ratio, Rounding, RoundingMode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const COEFFICIENT_DECIMALS: u8 = 9;

/// An exact fraction with a positive denominator, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    pub numerator: i128,
    pub denominator: i128,
}

impl Fraction {
    pub const ZERO: Fraction = Fraction {
        numerator: 0,
        denominator: 1,
    };

    /// The denominator must not be zero.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        let common = gcd(numerator, denominator).max(1) * denominator.signum();
        Fraction {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    pub fn of_points(points: Points) -> Self {
        Fraction::new(i128::from(points.raw()), i128::from(Points::SCALE))
    }

    pub fn plus(self, other: Fraction) -> Option<Self> {
        let own = self.numerator.checked_mul(other.denominator)?;
        let more = other.numerator.checked_mul(self.denominator)?;
        Some(Fraction::new(
            own.checked_add(more)?,
            self.denominator.checked_mul(other.denominator)?,
        ))
    }

    pub fn times(self, other: Fraction) -> Option<Self> {
        let above = self.numerator.checked_mul(other.numerator)?;
        Some(Fraction::new(
            above,
            self.denominator.checked_mul(other.denominator)?,
        ))
    }

    pub fn of_ratio(ratio: Ratio) -> Self {
        Fraction {
            numerator: ratio.numerator().into(),
            denominator: ratio.denominator().into(),
        }
    }

    pub(crate) fn at_most(self, limit: Fraction) -> Option<Self> {
        let own = self.numerator.checked_mul(limit.denominator)?;
        let other = limit.numerator.checked_mul(self.denominator)?;
        Some(if own > other { limit } else { self })
    }

    /// Rounded to so many decimals; `None` beyond the engine's integers.
    pub(crate) fn round(self, rounding: Option<Rounding>) -> Option<Self> {
        let Some(Rounding { decimals, mode }) = rounding else {
            return Some(self);
        };
        let unit = 10i128.pow(u32::from(decimals.min(COEFFICIENT_DECIMALS)));
        let scaled = self.numerator.checked_mul(unit)?;
        Some(Fraction::new(mode.divide(scaled, self.denominator), unit))
    }

    /// As a score, half up to four decimals where the fraction does not end.
    pub fn to_points(self) -> Option<Points> {
        let scaled = self.numerator.checked_mul(i128::from(Points::SCALE))?;
        i64::try_from(RoundingMode::HalfUp.divide(scaled, self.denominator))
            .ok()
            .map(Points::from_raw)
    }

    /// Decimal digits, cut after `most` decimals; the flag says whether nothing was cut off.
    pub fn decimal(self, least: usize, most: usize) -> (String, bool) {
        let (sign, above) = if self.numerator < 0 {
            ("-", -self.numerator)
        } else {
            ("", self.numerator)
        };
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
            (below > 0).then_some(Fraction {
                numerator: above,
                denominator: below,
            })
        });
        parsed.ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a fraction")))
    }
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
