//! A choice of kinds by the words that the document itself has for them.

use super::sheet::Sheet;
use crate::ui::{forms::Field, lang};
use domain::rules::word_name;
use serde::Serialize;
use serde_json::Value;

/// Each kind stands with what it begins with, when it is another one than the rules have.
pub fn kinds<T: Serialize + Clone>(
    sheet: &mut Sheet,
    field: Field,
    own: &mut T,
    kinds: Vec<(T, String)>,
) {
    let offered = kinds
        .iter()
        .map(|(first, label)| (word(first), label.clone()))
        .collect();
    let as_it_stands = own.clone();
    let begun = |chosen: String| {
        let found = kinds.iter().find(|(first, _)| word(first) == chosen);
        found.map_or_else(|| as_it_stands.clone(), |(first, _)| first.clone())
    };
    sheet.kind(field, own, offered, t!("form-unknown-option"), word, begun);
}

/// The fixed words of a field, each with the name that comparisons of two versions give it.
pub fn fixed_words<T: Serialize + Clone>(field: &str, every: &[T]) -> Vec<(T, String)> {
    let name = |value: &T| {
        let own = word(value);
        let name = word_name(&format!("/{field}"), &own, lang::current());
        (value.clone(), name.map_or(own, str::to_owned))
    };
    every.iter().map(name).collect()
}

/// The word by which the document tells a kind from the others.
fn word<T: Serialize>(kind: &T) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(word)) => word,
        Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        _ => "none".to_owned(),
    }
}
