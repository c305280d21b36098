//! Exact scores: fixed point with four decimals, an integer at rest. No float ever touches a score.

use crate::characters::in_half_width;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, cmp::Ordering, fmt, num::NonZeroI64, str::FromStr};

/// A score or a number of points, in ten-thousandths of a point. Kept with its sign bit flipped, so that the one figure
/// that no score can be is zero: an `Option<Points>` then needs no more room than a score, which a list of a million
/// people feels.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Points(NonZeroI64);

/// One above the smallest `i64`, as it is kept.
const SMALLEST: NonZeroI64 = NonZeroI64::new(1).expect("one is not zero");

/// Why a typed figure is not a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadPoints {
    Empty,
    /// "81,5": is it 81.5 or 815? The person must say.
    Comma,
    NotANumber,
    TooManyDecimals,
    TooLarge,
}

impl Points {
    pub const ZERO: Points = Points::from_raw(0);
    /// Ten-thousandths in one point.
    pub const SCALE: i64 = 10_000;
    /// The largest figure that a form accepts: a million points.
    pub const LIMIT: Points = Points::from_raw(1_000_000 * Self::SCALE);

    /// The smallest `i64` is no score and becomes its neighbour.
    pub const fn from_raw(ten_thousandths: i64) -> Self {
        match NonZeroI64::new(ten_thousandths ^ i64::MIN) {
            Some(kept) => Points(kept),
            None => Points(SMALLEST),
        }
    }
    pub const fn whole(points: i64) -> Self {
        Points::from_raw(points * Self::SCALE)
    }
    pub const fn raw(self) -> i64 {
        self.0.get() ^ i64::MIN
    }

    /// A count or a number of years without the two decimals of a score: `3`, `0.5`.
    pub fn plain(self) -> String {
        let text = self.to_string();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl Default for Points {
    fn default() -> Self {
        Points::ZERO
    }
}

impl PartialOrd for Points {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Points {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw().cmp(&other.raw())
    }
}

impl fmt::Debug for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Points({self})")
    }
}

impl FromStr for Points {
    type Err = BadPoints;

    /// Accepts what people type: spaces around, full-width digits and point, a leading sign. Refuses what is ambiguous.
    fn from_str(typed: &str) -> Result<Self, BadPoints> {
        let text = in_half_width(typed);
        let text = text.trim();
        // By its first byte: a million people have ten million figures.
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        if digits.is_empty() {
            return Err(BadPoints::Empty);
        }
        if digits.bytes().any(|byte| byte == b',') {
            return Err(BadPoints::Comma);
        }
        let (whole, decimals) = match digits.bytes().position(|byte| byte == b'.') {
            Some(point) => (&digits[..point], &digits[point + 1..]),
            None => (digits, "0"),
        };
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) {
            return Err(BadPoints::NotANumber);
        }
        let decimals = decimals.trim_end_matches('0');
        let below = 4usize.checked_sub(decimals.len());
        let below = below.ok_or(BadPoints::TooManyDecimals)?;
        if whole.trim_start_matches('0').len() > 7 {
            return Err(BadPoints::TooLarge);
        }
        let decimals = digits_value(decimals) * [1, 10, 100, 1_000, 10_000][below];
        let raw = digits_value(whole) * Self::SCALE + decimals;
        if raw > Self::LIMIT.raw() {
            return Err(BadPoints::TooLarge);
        }
        Ok(Points::from_raw(if negative { -raw } else { raw }))
    }
}

fn digits_value(digits: &str) -> i64 {
    digits
        .bytes()
        .fold(0, |sum, b| sum * 10 + i64::from(b - b'0'))
}

/// At least two decimals, more only where they say something: `79.45`, `83.70`, `79.4450` prints as `79.445`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.raw().unsigned_abs();
        let decimals = match rest {
            hundredths if hundredths % 100 == 0 => 2,
            thousandths if thousandths % 10 == 0 => 3,
            _ => 4,
        };
        rest /= [100, 10, 1][decimals - 2];
        // Written from its end: a sign, fifteen digits at the most, the point and four decimals.
        let mut text = [b'0'; 24];
        let mut at = text.len();
        let mut put = |byte: u8| {
            at -= 1;
            text[at] = byte;
        };
        for place in 0.. {
            if place == decimals {
                put(b'.');
            }
            if place > decimals && rest == 0 {
                break;
            }
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        if self.raw() < 0 {
            put(b'-');
        }
        f.write_str(std::str::from_utf8(&text[at..]).unwrap_or_default())
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// Written as a string ("71.5") so that no JSON reader turns it into a float.
impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse()
            .map_err(|why| serde::de::Error::custom(format!("{text:?} is not a score: {why:?}")))
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An exact number of points, at most four decimals: \"71.5\".",
            "pattern": r"^[+-]?[0-9]{1,7}(\.[0-9]{1,4}0*)?$",
            "examples": ["71.5"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_score_is_exact_and_prints_back() {
        for (typed, printed) in [
            ("71.5", "71.50"),
            (" ８３．７ ", "83.70"),
            ("0", "0.00"),
            ("-2.125", "-2.125"),
            ("79.4451", "79.4451"),
        ] {
            assert_eq!(typed.parse::<Points>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn what_is_not_one_clear_number_is_refused_with_the_reason() {
        for (typed, why) in [
            ("", BadPoints::Empty),
            ("81,5", BadPoints::Comma),
            ("８１，５", BadPoints::Comma),
            ("NaN", BadPoints::NotANumber),
            ("1e3", BadPoints::NotANumber),
            ("8 1", BadPoints::NotANumber),
            (".5", BadPoints::NotANumber),
            ("1.23456", BadPoints::TooManyDecimals),
            ("99999999", BadPoints::TooLarge),
            ("1000000.01", BadPoints::TooLarge),
        ] {
            assert_eq!(typed.parse::<Points>(), Err(why), "{typed}");
        }
    }

    #[test]
    fn an_absent_score_costs_no_room_and_order_is_that_of_the_figures() {
        assert_eq!(size_of::<Option<Points>>(), 8);
        let figures =
            [i64::MIN, i64::MIN + 1, -10_000, -1, 0, 1, 9_999, i64::MAX].map(Points::from_raw);
        assert!(figures.is_sorted());
        assert_eq!(figures[0], figures[1]);
        assert_eq!(
            figures.map(Points::raw)[1..],
            [i64::MIN + 1, -10_000, -1, 0, 1, 9_999, i64::MAX]
        );
        assert_eq!(Points::default().raw(), 0);
    }

    proptest::proptest! {
        #[test]
        fn every_score_survives_printing_and_reading(raw in -10_000_000_000i64..=10_000_000_000) {
            let points = Points::from_raw(raw);
            proptest::prop_assert_eq!(points.to_string().parse::<Points>(), Ok(points));
        }
    }
}
