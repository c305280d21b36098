//! One cell, and reading it: as text, as a key, as points, as a day. Nothing is guessed.

use super::GridProblem;
use super::say::{DAY, MONTH, YEAR};
use crate::{
    characters::{key, visible},
    numbers::{BadPoints, Points},
    time::is_plausible,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use compact_str::CompactString;
use std::borrow::Cow;

/// What stands in a cell. A text file holds texts only; a workbook says what is a number or a date. A table of a million
/// people has some fifteen million cells, and few are longer than what a compact text keeps within itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    /// As it looks: see [`visible`].
    Text(CompactString),
    /// Exact decimal digits, without an exponent and without the noise of binary fractions.
    Number(CompactString),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    /// A time of day without a day.
    Time(NaiveTime),
    Bool(bool),
    /// Something stands there that could not be read. It is told among the grid's problems: pass over it.
    Unread,
}

impl Cell {
    /// What is typed in a text file or a form. The apostrophe that keeps a text from being run is taken off again.
    pub fn of_text(typed: &str) -> Cell {
        let text = visible(typed);
        let mut kept = text.as_ref();
        if kept.as_bytes().first() == Some(&b'\'') && super::harmless(&kept[1..]) != kept[1..] {
            kept = kept[1..].trim();
        }
        match kept {
            "" => Cell::Empty,
            kept => Cell::Text(kept.into()),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// The cell in words; nothing for an empty or an unread one.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty | Cell::Unread => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Number(text) => Cow::Borrowed(text),
            Cell::Date(day) => Cow::Owned(day.to_string()),
            Cell::DateTime(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M").to_string()),
            Cell::Time(at) => Cow::Owned(at.format("%H:%M").to_string()),
            Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        }
    }

    /// What numbers, codes and names of a list are compared by: see [`key`].
    pub fn key(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => key(text),
            other => other.text(),
        }
    }

    /// The figure; `None` for an empty cell.
    ///
    /// # Errors
    /// Why it is no exact figure: more than four decimals, a decimal comma, no number at all.
    pub fn points(&self) -> Result<Option<Points>, BadPoints> {
        match self {
            Cell::Empty | Cell::Unread => Ok(None),
            Cell::Text(_) | Cell::Number(_) => self.key().parse().map(Some),
            _ => Err(BadPoints::NotANumber),
        }
    }

    /// The day; `None` for an empty cell.
    ///
    /// # Errors
    /// No day of the calendar, or one outside 1900 to 2200.
    pub fn date(&self) -> Result<Option<NaiveDate>, GridProblem> {
        match self {
            Cell::Empty | Cell::Unread => Ok(None),
            Cell::Date(day) => Ok(Some(*day)),
            other => date(&other.text()).map(Some),
        }
    }
}

/// A day as people write it: 1998-3-6, 1998/03/06, 1998.3.6, or with the Chinese words for
/// year, month and day; a midnight after it is passed over. The year has four digits.
///
/// # Errors
/// No day of the calendar, or one outside 1900 to 2200.
pub fn date(typed: &str) -> Result<NaiveDate, GridProblem> {
    let plain = key(typed);
    let value: String = plain.chars().take(40).collect();
    let day = plain
        .split_once([' ', 'T'])
        .filter(|(_, clock)| matches!(*clock, "0:00" | "00:00" | "0:00:00" | "00:00:00"))
        .map_or(plain.as_ref(), |(day, _)| day);
    // The words are separators like the others.
    let day = day.strip_suffix(DAY).unwrap_or(day);
    let parts: Vec<&str> = day
        .split(['-', '/', '.', YEAR, MONTH])
        .map(str::trim)
        .collect();
    let digits = |part: &str| {
        let all = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        all.then(|| part.parse::<u32>().ok()).flatten()
    };
    let found = match parts.as_slice() {
        [year, month, day] => digits(year).zip(digits(month)).zip(digits(day)),
        _ => None,
    };
    let ((year, month), day) = found.ok_or_else(|| GridProblem::NotADate {
        value: value.clone(),
    })?;
    if parts[0].len() != 4 {
        return Err(GridProblem::ShortYear { value });
    }
    match NaiveDate::from_ymd_opt(year as i32, month, day) {
        Some(day) if is_plausible(day) => Ok(day),
        Some(_) => Err(GridProblem::DateOutOfBounds { value }),
        None => Err(GridProblem::NotADate { value }),
    }
}
