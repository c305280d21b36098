//! Exact proportions: weights, people per place, shares of a mean.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// A proportion in lowest terms, never negative. Written as `"40%"`, `"3"`, `"0.6"` or `"1/3"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

/// Why a text is not a proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum BadRatio {
    NotANumber,
    ZeroDenominator,
    TooLarge,
}

impl Ratio {
    /// More than one for one.
    pub fn is_above_one(self) -> bool {
        self.numerator() > self.denominator()
    }

    pub const ZERO: Ratio = Ratio {
        numerator: 0,
        denominator: 1,
    };
    pub const ONE: Ratio = Ratio {
        numerator: 1,
        denominator: 1,
    };
    /// Neither part may be larger: keeps every product of the engine inside its integers.
    pub const LIMIT: u64 = 1_000_000;

    /// # Errors
    /// When the denominator is zero or either part above the limit.
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, BadRatio> {
        if denominator == 0 {
            return Err(BadRatio::ZeroDenominator);
        }
        let common = gcd(numerator, denominator).max(1);
        let (numerator, denominator) = (numerator / common, denominator / common);
        if numerator > Self::LIMIT || denominator > Self::LIMIT {
            return Err(BadRatio::TooLarge);
        }
        Ok(Ratio {
            numerator,
            denominator,
        })
    }

    pub const fn percent(percent: u64) -> Self {
        let common = gcd(percent, 100);
        Ratio {
            numerator: percent / common,
            denominator: 100 / common,
        }
    }

    pub const fn whole(n: u64) -> Self {
        Ratio {
            numerator: n,
            denominator: 1,
        }
    }

    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// As a number of people: `3`, `1.5`, `4/3`.
    pub fn plain(self) -> String {
        if 10_000 % self.denominator != 0 {
            return format!("{}/{}", self.numerator, self.denominator);
        }
        let ten_thousandths = self.numerator * (10_000 / self.denominator);
        match (ten_thousandths / 10_000, ten_thousandths % 10_000) {
            (whole, 0) => whole.to_string(),
            (whole, rest) => format!("{whole}.{rest:04}")
                .trim_end_matches('0')
                .to_owned(),
        }
    }

    /// `40%`, `62.5%`; a fraction that is no round percentage stays a fraction.
    pub fn as_percent(self) -> String {
        if 10_000 % self.denominator != 0 {
            return format!("{}/{}", self.numerator, self.denominator);
        }
        let hundredths = self.numerator * (10_000 / self.denominator);
        match (hundredths / 100, hundredths % 100) {
            (whole, 0) => format!("{whole}%"),
            (whole, rest) if rest % 10 == 0 => format!("{whole}.{}%", rest / 10),
            (whole, rest) => format!("{whole}.{rest:02}%"),
        }
    }
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl FromStr for Ratio {
    type Err = BadRatio;

    fn from_str(text: &str) -> Result<Self, BadRatio> {
        let text = text.trim();
        if let Some((above, below)) = text.split_once('/') {
            return Ratio::new(whole_number(above)?, whole_number(below)?);
        }
        let (digits, scale) = match text.strip_suffix('%') {
            Some(digits) => (digits, 100),
            None => (text, 1),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if decimals.len() > 6 {
            return Err(BadRatio::TooLarge);
        }
        if digits.ends_with('.') {
            return Err(BadRatio::NotANumber);
        }
        let power = 10u64.pow(decimals.len() as u32);
        let decimals = if decimals.is_empty() {
            0
        } else {
            whole_number(decimals)?
        };
        Ratio::new(whole_number(whole)? * power + decimals, scale * power)
    }
}

fn whole_number(digits: &str) -> Result<u64, BadRatio> {
    let digits = digits.trim();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadRatio::NotANumber);
    }
    match digits.parse::<u64>() {
        Ok(value) if value <= Ratio::LIMIT * 100 => Ok(value),
        _ => Err(BadRatio::TooLarge),
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            _ => f.write_str(&self.as_percent()),
        }
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|why| {
            serde::de::Error::custom(format!("{text:?} is not a proportion: {why:?}"))
        })
    }
}

impl JsonSchema for Ratio {
    fn schema_name() -> Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An exact proportion: \"40%\", \"3\", \"0.6\" or \"1/3\".",
            "pattern": r"^\s*[0-9]+(\.[0-9]{1,6})?%?\s*$|^\s*[0-9]+\s*/\s*[0-9]+\s*$",
            "examples": ["40%", "3", "1/3"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proportion_is_exact_and_prints_back() {
        for (typed, printed) in [
            ("40%", "40%"),
            ("3", "3"),
            ("0.6", "60%"),
            ("1/3", "1/3"),
            ("62.50%", "62.5%"),
            ("2/4", "50%"),
            ("0", "0"),
        ] {
            let ratio: Ratio = typed.parse().unwrap();
            assert_eq!(ratio.to_string(), printed);
            assert_eq!(printed.parse(), Ok(ratio));
        }
        for (typed, people) in [
            ("3", "3"),
            ("1.5", "1.5"),
            ("4/3", "4/3"),
            ("0.125", "0.125"),
            ("1.05", "1.05"),
        ] {
            assert_eq!(typed.parse::<Ratio>().unwrap().plain(), people);
        }
        assert_eq!("12.34%".parse::<Ratio>().unwrap().as_percent(), "12.34%");
    }

    #[test]
    fn what_is_no_proportion_is_refused() {
        for (typed, why) in [
            ("", BadRatio::NotANumber),
            ("-1", BadRatio::NotANumber),
            ("1.", BadRatio::NotANumber),
            ("NaN", BadRatio::NotANumber),
            ("1/0", BadRatio::ZeroDenominator),
            ("99999999999999999999", BadRatio::TooLarge),
            ("1000001", BadRatio::TooLarge),
            ("0.1234567", BadRatio::TooLarge),
        ] {
            assert_eq!(typed.parse::<Ratio>(), Err(why), "{typed}");
        }
    }
}
