//! Figures and marks as a page or a slip prints them.

use super::digits;
use crate::numbers::Fraction;
use crate::rules::Lang;
use crate::rules::derive::{Operation, StruckAs, Value};
use crate::rules::say::{place, say};

/// With its sign where it adds to what stands above: `+3.00`, `× 1.0082`.
pub(crate) fn figure(value: Value, operation: Operation, first: bool, lang: Lang) -> String {
    let digits = match value {
        Value::Points(points) => points.to_string(),
        Value::Exact(fraction) | Value::Coefficient(fraction) => long(fraction),
        Value::Place(own) => return place(own, lang),
    };
    match operation {
        Operation::Multiply => format!("× {digits}"),
        Operation::Add | Operation::AddMean if !first && !digits.starts_with('-') => {
            format!("+{digits}")
        }
        _ => digits,
    }
}

/// A fraction without an end is shown with six decimals and dots.
fn long(fraction: Fraction) -> String {
    match fraction.decimal(2, 9) {
        (digits, true) => digits,
        _ => digits(fraction),
    }
}

pub(crate) fn struck(struck: StruckAs, lang: Lang) -> String {
    match struck {
        StruckAs::Highest => say!(lang, "最高", "highest"),
        StruckAs::Lowest => say!(lang, "最低", "lowest"),
    }
}

/// A label followed by its arithmetic.
pub(crate) fn labelled(label: &str, expression: &str, lang: Lang) -> String {
    let ends_in_han = label.chars().last().is_some_and(|last| !last.is_ascii());
    match lang {
        Lang::Zh if ends_in_han => format!("{label}{expression}"),
        _ => format!("{label} {expression}"),
    }
}
