//! Numbers as a spreadsheet stores them: decimal digits of a binary fraction, and days counted from an epoch. A spreadsheet
//! keeps 15 digits; what stands behind them is noise.

use chrono::{Days, NaiveDate, NaiveTime};
use domain::{
    tables::{Cell, GridProblem},
    time::is_plausible,
};

/// What a binary fraction carries.
const DIGITS: i32 = 15;
/// Adding up a column leaves noise behind this decimal; nobody types so many.
const NOISE: i32 = 10;

/// `value` ten-to-the-minus-`decimals`, without zeros at either end.
#[derive(Clone)]
struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    decimals: i32,
}

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(part.bytes()).collect();
        if digits.is_empty() || digits.len() > 400 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let exponent: i32 = exponent.parse().ok().filter(|e| (-400..=400).contains(e))?;
        let decimals = i32::try_from(part.len()).ok()? - exponent;
        let mut own = Decimal {
            is_negative,
            digits: digits.iter().map(|digit| digit - b'0').collect(),
            decimals,
        };
        own.trim();
        Some(own)
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
            self.decimals -= 1;
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        if self.digits.is_empty() {
            self.decimals = 0;
            self.is_negative = false;
        }
    }

    /// Digits before the point; negative where zeros follow it.
    fn whole(&self) -> i32 {
        self.digits.len() as i32 - self.decimals
    }

    /// Half up in the last of so many decimals.
    fn rounded(mut self, decimals: i32) -> Decimal {
        let cut = self.decimals - decimals;
        if cut <= 0 {
            return self;
        }
        let kept = self.digits.len() as i32 - cut;
        let rises = kept >= 0
            && self
                .digits
                .get(kept as usize)
                .is_some_and(|digit| *digit >= 5);
        self.digits.truncate(kept.max(0) as usize);
        self.decimals = decimals;
        if rises {
            let nines = self
                .digits
                .iter()
                .rev()
                .take_while(|digit| **digit == 9)
                .count();
            let stay = self.digits.len() - nines;
            self.digits[stay..].fill(0);
            match stay.checked_sub(1) {
                Some(last) => self.digits[last] += 1,
                None => self.digits.insert(0, 1),
            }
        }
        self.trim();
        self
    }

    fn text(&self) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        let digit = |at: i32| match usize::try_from(at).ok().and_then(|at| self.digits.get(at)) {
            Some(digit) => char::from(b'0' + digit),
            None => '0',
        };
        let whole = self.whole();
        let mut text: String = (0..whole).map(digit).collect();
        if text.is_empty() {
            text.push('0');
        }
        if self.decimals > 0 {
            text.push('.');
            text.extend(
                (whole.min(0)..0)
                    .map(|_| '0')
                    .chain((whole.max(0)..self.digits.len() as i32).map(digit)),
            );
        }
        format!("{sign}{text}")
    }
}

/// The number as people typed it. What binary fractions add behind the fifteenth digit goes; a fifth decimal that somebody
/// typed stays, for the reader of the column to refuse.
///
/// # Errors
/// `LongNumber`: the spreadsheet has rounded it; `None` for what is no number.
pub(super) fn number(text: &str) -> Option<Result<Cell, GridProblem>> {
    let exact = Decimal::parse(text)?;
    if exact.whole() > DIGITS {
        return Some(Err(GridProblem::LongNumber));
    }
    let whole = exact.whole();
    let kept = exact.rounded(DIGITS - whole);
    let clean = kept.clone().rounded(NOISE);
    let shown = if clean.decimals <= NOISE / 2 {
        clean
    } else {
        kept
    };
    if shown.whole() > DIGITS {
        return Some(Err(GridProblem::LongNumber));
    }
    Some(Ok(Cell::Number(shown.text().into())))
}

/// A day, a moment or a time of day from the days since the workbook's epoch.
///
/// # Errors
/// A day that never was, or one that nobody means.
pub(super) fn moment(text: &str, is_1904: bool) -> Result<Cell, GridProblem> {
    let value = text.to_owned();
    let not_a_date = || GridProblem::NotADate {
        value: value.clone(),
    };
    let serial: f64 = text.parse().map_err(|_| not_a_date())?;
    if !(0.0..3_000_000.0).contains(&serial) {
        return Err(not_a_date());
    }
    // To the second: the fraction is binary.
    let seconds = (serial * 86_400.0).round() as u64;
    let (days, seconds) = (seconds / 86_400, (seconds % 86_400) as u32);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).ok_or_else(not_a_date)?;
    if days == 0 {
        return Ok(Cell::Time(time));
    }
    let (year, month, day) = match (is_1904, days) {
        (true, _) => (1904, 1, 1),
        // 29 February 1900 was invented by an older spreadsheet, and all others follow it.
        (false, 60) => return Err(not_a_date()),
        (false, 0..60) => (1899, 12, 31),
        (false, _) => (1899, 12, 30),
    };
    let day = NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|epoch| epoch.checked_add_days(Days::new(days)))
        .ok_or_else(not_a_date)?;
    if !is_plausible(day) {
        return Err(GridProblem::DateOutOfBounds {
            value: day.to_string(),
        });
    }
    Ok(match seconds {
        0 => Cell::Date(day),
        _ => Cell::DateTime(day.and_time(time)),
    })
}

/// Hours and minutes as `[h]:mm` shows them.
pub(super) fn duration(text: &str) -> Option<Cell> {
    let days: f64 = text.parse().ok().filter(|days| (0.0..1e6).contains(days))?;
    let minutes = (days * 1440.0).round() as u64;
    Some(Cell::Text(
        format!("{}:{:02}", minutes / 60, minutes % 60).into(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match number(text) {
            Some(Ok(cell)) => cell.text().into_owned(),
            Some(Err(kind)) => format!("{kind:?}"),
            None => "none".into(),
        }
    }

    #[test]
    fn noise_goes_and_what_was_typed_stays() {
        for (stored, typed) in [
            ("81.5", "81.5"),
            ("0.30000000000000004", "0.3"),
            ("79.999999999999986", "80"),
            ("243.89999999999998", "243.9"),
            ("100.0000000000014", "100"),
            ("59.99996", "59.99996"),
            ("59.999960000000002", "59.99996"),
            ("5.5511151231257827E-17", "0"),
            ("-2.5", "-2.5"),
            ("-0.0", "0"),
            ("1E+3", "1000"),
            ("1.5E-2", "0.015"),
            ("26032800412", "26032800412"),
            ("999999999999999", "999999999999999"),
            ("0.1234567", "0.1234567"),
            ("007.50", "7.5"),
            ("1000", "1000"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(shown(stored), typed, "{stored}");
        }
    }

    #[test]
    fn a_number_that_the_spreadsheet_rounded_is_no_number() {
        for stored in [
            "1234567890123456",
            "12345678901234567",
            "1.2345678901234568E+16",
            "1E+15",
            "999999999999999.9",
            "1E+300",
        ] {
            assert_eq!(shown(stored), "LongNumber", "{stored}");
        }
        for text in ["", "-", "1e", "0x1", "1,5", "1.5.1", "NaN", "1E+9999"] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_the_epoch_of_the_workbook() {
        let said = |text, is_1904| moment(text, is_1904).map(|cell| cell.text().into_owned());
        assert_eq!(said("44621", false), Ok("2022-03-01".into()));
        assert_eq!(said("43159", true), Ok("2022-03-01".into()));
        assert_eq!(said("59", false), Ok("1900-02-28".into()));
        assert_eq!(said("61", false), Ok("1900-03-01".into()));
        assert_eq!(
            said("44621.354166666664", false),
            Ok("2022-03-01 08:30".into())
        );
        assert_eq!(said("0.375", false), Ok("09:00".into()));
        for (text, is_1904) in [("60", false), ("-1", false), ("1e9", false), ("x", true)] {
            let value = text.to_owned();
            assert_eq!(said(text, is_1904), Err(GridProblem::NotADate { value }));
        }
        let value = "2201-01-01".to_owned();
        assert_eq!(
            said("109940", false),
            Err(GridProblem::DateOutOfBounds { value })
        );
        assert_eq!(duration("1.5"), Some(Cell::Text("36:00".into())));
    }
}
