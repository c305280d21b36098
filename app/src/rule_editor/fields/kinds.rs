//! A choice of kinds by the words that the document itself has for them.

use super::sheet::RuleForm;
use crate::ui::{forms::Field, lang};
use domain::rules::{capital, field_name, word_name};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Each kind stands with what it begins with, when it is another one than the rules have.
pub fn kinds<T: Serialize + Clone>(
    sheet: &mut RuleForm,
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
    let named = |value: &T| (value.clone(), capital(&name(field, value)));
    every.iter().map(named).collect()
}

/// The same where the notice need not say; `unstated` is what then counts.
pub fn with_unstated<T>(unstated: String, words: Vec<(T, String)>) -> Vec<(Option<T>, String)> {
    let stated = words.into_iter().map(|(value, name)| (Some(value), name));
    std::iter::once((None, unstated)).chain(stated).collect()
}

impl RuleForm {
    /// One of the fixed words of a field of the document.
    pub fn fixed<T>(&mut self, field: Field, own: &mut T, of: &str, every: &[T])
    where
        T: Serialize + DeserializeOwned + PartialEq + Clone,
    {
        self.choose(field, own, fixed_words(of, every), String::new());
    }

    /// The same where the notice need not say; `unstated` is what then counts.
    pub fn maybe_fixed<T>(
        &mut self,
        field: Field,
        own: &mut Option<T>,
        of: &str,
        unstated: String,
        every: &[T],
    ) where
        T: Serialize + DeserializeOwned + PartialEq + Clone,
    {
        let offered = with_unstated(unstated, fixed_words(of, every));
        self.choose(field, own, offered, String::new());
    }
}

/// What a value of the field is called; one that carries more than its kind by the field that it carries.
fn name<T: Serialize>(field: &str, value: &T) -> String {
    let (own, lang) = (word(value), lang::current());
    let fixed = match serde_json::to_value(value) {
        Ok(Value::String(_)) => word_name(&format!("/{field}"), &own, lang),
        _ => None,
    };
    fixed.map_or_else(
        || field_name(&format!("/{field}/{own}"), lang),
        str::to_owned,
    )
}

/// The word by which the document tells a kind from the others.
pub fn word<T: Serialize>(kind: &T) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(word)) => word,
        Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        _ => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        Lang,
        rules::{Across, AreaLevel, FactKind, Missed, NumberKind, StillLevel},
    };

    fn names<T: Serialize + Clone>(lang: Lang, of: &str, every: &[T]) -> Vec<String> {
        let [zh, en] = lang::both(|| fixed_words(of, every));
        let named = if lang == Lang::Zh { zh } else { en };
        named.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn a_choice_has_the_words_that_the_domain_has_for_it() {
        let missed = [Missed::Absent, Missed::Zero];
        assert_eq!(
            names(Lang::Zh, "missed", &missed),
            ["整个环节缺考", "按零分"]
        );
        let level = [StillLevel::Share, StillLevel::Body];
        let english = ["They stay level", "A body decides"];
        assert_eq!(names(Lang::En, "then", &level), english);
    }

    #[test]
    fn a_kind_that_carries_more_is_called_by_the_field_that_it_carries() {
        let kinds = [FactKind::YesNo, FactKind::Number(NumberKind::default())];
        assert_eq!(names(Lang::Zh, "kind", &kinds), ["是或否", "数目"]);
        let area = [Across::Area(AreaLevel::Street)];
        assert_eq!(names(Lang::En, "across", &area), ["Area"]);
    }
}
