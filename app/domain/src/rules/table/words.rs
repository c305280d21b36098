//! A cell that holds one of several words.

use super::PeopleProblemKind as Kind;
use crate::rules::engine::nearest;
use crate::tables::Cell;
use std::borrow::Cow;

/// Words that say the same, and what they say.
pub(super) type Meaning<T> = (&'static [&'static str], T);

pub(super) fn bad(cell: &Cell) -> Kind {
    Kind::BadValue {
        value: cell.text().chars().take(40).collect(),
        nearest: None,
    }
}

pub(super) fn one_of<T: Copy>(cell: &Cell, words: &[Meaning<T>]) -> Result<T, Kind> {
    let said = match cell {
        Cell::Bool(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        other => lower(other.key()),
    };
    let found = words.iter().find(|(own, _)| own.contains(&said.as_ref()));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known = words.iter().flat_map(|(own, _)| own.iter().copied());
        Kind::BadValue {
            value: cell.text().chars().take(40).collect(),
            nearest: nearest(&said, known).map(str::to_owned),
        }
    })
}

/// Words are compared in small letters.
pub(super) fn lower(said: Cow<str>) -> Cow<str> {
    match said.chars().any(char::is_uppercase) {
        true => Cow::Owned(said.to_lowercase()),
        false => said,
    }
}
