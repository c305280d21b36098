//! Resident identity numbers (GB 11643-1999): 17 digits and a check character. Only shape, date, sex and check digit are
//! judged: the area code is where the number was first issued, and nothing about residence may be derived from it.

use crate::characters::half_width;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A well-formed 18-character number. Its `Debug` form shows nothing, so that it cannot slip into a log.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

/// Why a typed number is not an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadIdNumber {
    /// Not 18 characters; carries how many there were.
    Length(usize),
    /// Something else than 17 digits and a digit or X.
    Characters,
    /// Positions 7 to 14 are no date between 1900 and today.
    BirthDate,
    /// A slip of the pen: one digit wrong, or two exchanged.
    CheckDigit,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character of ISO 7064 MOD 11-2 over 17 digits; certificates use the same.
pub fn check_character(digits: &[u8]) -> Option<char> {
    if digits.len() != WEIGHTS.len() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(d, w)| u32::from(d - b'0') * w)
        .sum();
    "10X98765432".chars().nth((sum % 11) as usize)
}

impl IdNumber {
    /// Reads what a person typed: spaces, full-width digits and a small x are cleaned silently.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(typed: &str, today: NaiveDate) -> Result<Self, BadIdNumber> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(half_width)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let length = text.chars().count();
        if length != 18 {
            return Err(BadIdNumber::Length(length));
        }
        let (digits, check) = text.split_at_checked(17).ok_or(BadIdNumber::Characters)?;
        let expected = check_character(digits.as_bytes()).ok_or(BadIdNumber::Characters)?;
        if !check.chars().all(|c| c.is_ascii_digit() || c == 'X') {
            return Err(BadIdNumber::Characters);
        }
        let born = NaiveDate::parse_from_str(&digits[6..14], "%Y%m%d")
            .map_err(|_| BadIdNumber::BirthDate)?;
        if born > today || born < NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(born) {
            return Err(BadIdNumber::BirthDate);
        }
        if !check.starts_with(expected) {
            return Err(BadIdNumber::CheckDigit);
        }
        Ok(IdNumber(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date of birth that the number states.
    pub fn birth_date(&self) -> NaiveDate {
        NaiveDate::parse_from_str(&self.0[6..14], "%Y%m%d")
            .expect("parse() accepts only numbers with a real date")
    }

    /// The 17th digit: odd for men.
    pub fn sex(&self) -> Sex {
        if self.0.as_bytes()[16] % 2 == 1 {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// `990001********123X`, for the holder's own pages only.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.0[..6], &self.0[14..])
    }
}

impl std::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn the_sample_numbers_of_the_standard_are_accepted() {
        // GB 11643-1999, annex: the standard's own two samples.
        let woman = IdNumber::parse("11010519491231002X", today()).unwrap();
        assert_eq!(
            (woman.birth_date().to_string().as_str(), woman.sex()),
            ("1949-12-31", Sex::Female)
        );
        let man = IdNumber::parse("440524188001010014", today());
        assert_eq!(
            man.unwrap_err(),
            BadIdNumber::BirthDate,
            "well formed, but nobody born in 1880 applies"
        );
    }

    #[test]
    fn typing_habits_are_cleaned_silently() {
        let typed = IdNumber::parse(" １１０１０５ 1949 1231 002ｘ ", today()).unwrap();
        assert_eq!(typed.as_str(), "11010519491231002X");
        assert_eq!(typed.masked(), "110105********002X");
    }

    #[test]
    fn each_slip_is_named() {
        for (typed, why) in [
            ("", BadIdNumber::Length(0)),
            ("1101051949123100", BadIdNumber::Length(16)),
            ("11010519491231002Y", BadIdNumber::Characters),
            ("1101O519491231002X", BadIdNumber::Characters),
            ("一一010519491231002X", BadIdNumber::Characters),
            ("110105194913310021", BadIdNumber::BirthDate),
            ("110105202712310021", BadIdNumber::BirthDate),
            ("110105194912310021", BadIdNumber::CheckDigit),
        ] {
            assert_eq!(IdNumber::parse(typed, today()).unwrap_err(), why, "{typed}");
        }
    }

    #[test]
    fn it_cannot_be_logged() {
        assert_eq!(
            format!(
                "{:?}",
                IdNumber::parse("11010519491231002X", today()).unwrap()
            ),
            "IdNumber(…)"
        );
    }

    proptest::proptest! {
        #[test]
        fn one_wrong_digit_or_two_exchanged_neighbours_are_always_found(position in 0usize..17, by in 1u8..10) {
            let right = "11010519491231002X";
            let mut wrong = right.as_bytes().to_vec();
            wrong[position] = b'0' + (wrong[position] - b'0' + by) % 10;
            proptest::prop_assert!(IdNumber::parse(std::str::from_utf8(&wrong).unwrap(), today()).is_err());
            let mut swapped = right.as_bytes().to_vec();
            swapped.swap(position, position + 1);
            if swapped != right.as_bytes() {
                proptest::prop_assert!(IdNumber::parse(std::str::from_utf8(&swapped).unwrap(), today()).is_err());
            }
        }
    }
}
