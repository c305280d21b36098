//! Cells that are written out: nothing that an office program would run.

use crate::characters::{half_width, is_invisible};
use std::borrow::Cow;

/// The cell as text that no spreadsheet runs as a formula, also where it begins with a full-width sign. A negative
/// figure stays a figure.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphanumeric())
    {
        return Cow::Borrowed(cell);
    }
    let begins = cell
        .chars()
        .find(|c| !is_invisible(*c) && !c.is_whitespace());
    let runs = match begins.map(half_width) {
        Some('=' | '+' | '@') => true,
        Some('-') => !is_negative_figure(cell),
        _ => cell.starts_with(['\t', '\r', '\n']),
    };
    if runs {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn is_negative_figure(cell: &str) -> bool {
    let Some(digits) = cell.strip_prefix('-') else {
        return false;
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(decimals)
}
