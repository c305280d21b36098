//! A difference as a sentence: where it is, what stood there, what stands there now. Fields and fixed words of the
//! document have names in both languages; codes and texts stand as they are.

mod fields_to_m;
mod fields_to_z;
mod values;

use super::{Crumb, Difference};
use crate::rules::say::{NO, Said, UNSTATED, YES, clauses, counted, phrase, said, say};
use crate::text::Lang;
use fields_to_m::TO_M;
use fields_to_z::TO_Z;
use serde_json::{Map, Value as Json};
use values::{SHARED, VALUES};

const NONE: Said = said("没有", "none");
/// Between the steps of a place.
const THEN: &str = " › ";

type Entry = (&'static str, &'static str, &'static str);

fn found(
    tables: &[&'static [Entry]],
    parent: &str,
    word: &str,
    lang: Lang,
) -> Option<&'static str> {
    let entries = || tables.iter().copied().flatten();
    let below = |known: &str| known.split_once('/') == Some((parent, word));
    let entry = entries().find(|(known, ..)| below(known));
    let entry = entry.or_else(|| entries().find(|(known, ..)| *known == word));
    entry.map(|(_, zh, en)| if lang == Lang::Zh { *zh } else { *en })
}

/// What a field is called: `cut/level` for a field that means something else below another one.
pub(super) fn field(parent: &str, field: &str, lang: Lang) -> Option<&'static str> {
    found(&[TO_M, TO_Z], parent, field, lang)
}

/// What a fixed word of a field is called.
pub(super) fn word(field: &str, word: &str, lang: Lang) -> Option<&'static str> {
    let shared = || SHARED.iter().find(|(known, _)| *known == word);
    found(&[VALUES], field, word, lang).or_else(|| shared().map(|(_, said)| said.in_lang(lang)))
}

/// The names of all fixed words and fields: the forms offer them, and the guide calls them by name.
#[cfg(test)]
pub(crate) fn fixed_words(lang: Lang) -> Vec<&'static str> {
    let own = VALUES.iter().chain(TO_M).chain(TO_Z);
    let own = own.map(|(_, zh, en)| if lang == Lang::Zh { *zh } else { *en });
    let shared = SHARED.iter().map(|(_, said)| said.in_lang(lang));
    own.chain(shared).collect()
}

/// Items without a name are counted from one.
pub(super) fn item(index: usize, lang: Lang) -> String {
    let number = index + 1;
    say!(lang, "第{number}项", "no. {number}")
}

pub(super) fn place(steps: impl IntoIterator<Item = String>) -> String {
    steps.into_iter().collect::<Vec<_>>().join(THEN)
}

impl Difference {
    /// `考试环节 › 笔试 › 满分：100.00 → 120.00`.
    pub fn say(&self, lang: Lang) -> String {
        let place = self.place_in_words(lang);
        let (before, after) = (self.before_in_words(lang), self.after_in_words(lang));
        say!(
            lang,
            "{place}：{before} → {after}",
            "{place}: {before} → {after}"
        )
    }

    /// What stood there, in words.
    pub fn before_in_words(&self, lang: Lang) -> String {
        self.in_words(lang).0
    }

    /// What stands there now.
    pub fn after_in_words(&self, lang: Lang) -> String {
        self.in_words(lang).1
    }

    /// Both. Where the texts in `lang` are still the same, others have changed: then each is read out with its languages.
    fn in_words(&self, lang: Lang) -> (String, String) {
        let read = |texts: Texts| {
            let [before, after] = [&self.before, &self.after];
            let said = |json: &Option<Json>| self.value(json.as_ref(), texts, lang);
            (said(before), said(after))
        };
        let (before, after) = read(Texts::InOne);
        match before == after {
            true => read(Texts::InBoth),
            false => (before, after),
        }
    }

    fn value(&self, json: Option<&Json>, texts: Texts, lang: Lang) -> String {
        let keys = self.path.iter().rev();
        let mut keys = keys.filter_map(|crumb| match crumb {
            Crumb::Field(key) => Some(key.as_str()),
            Crumb::Item { .. } | Crumb::Index(_) => None,
        });
        let at = keys.next().unwrap_or_default();
        json.map_or_else(
            || UNSTATED.in_lang(lang).to_owned(),
            |json| value(json, at, texts, lang),
        )
    }
}

/// Whether a text is read out in the reader's language alone, or in every language that it has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    InOne,
    InBoth,
}

/// A value of the field `at`.
fn value(json: &Json, at: &str, texts: Texts, lang: Lang) -> String {
    match json {
        Json::Null => UNSTATED.in_lang(lang).to_owned(),
        Json::Bool(yes) => (if *yes { YES } else { NO }).in_lang(lang).to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => word(at, text, lang).unwrap_or(text).to_owned(),
        Json::Array(list) if list.is_empty() => NONE.in_lang(lang).to_owned(),
        Json::Array(list) => {
            let count = counted(list.len() as u64, "项", "item", lang);
            let items = list.iter().map(|item| value(item, at, texts, lang));
            let items = clauses(items, lang);
            match list.iter().any(Json::is_object) && list.len() > 1 {
                true => say!(lang, "{count}：{items}", "{count}: {items}"),
                false => items,
            }
        }
        Json::Object(fields) => object(fields, at, texts, lang),
    }
}

fn object(fields: &Map<String, Json>, at: &str, texts: Texts, lang: Lang) -> String {
    let own = if lang == Lang::Zh { "zh" } else { "en" };
    let is_text = fields.contains_key("zh") && texts == Texts::InOne;
    if let (Some(Json::String(text)), true) = (fields.get(own), is_text) {
        return text.clone();
    }
    let said = fields.iter().map(|(key, inner)| {
        let name = field(at, key, lang).unwrap_or(key);
        let inner = value(inner, key, texts, lang);
        say!(lang, "{name}：{inner}", "{name}: {inner}")
    });
    let said = phrase(said, lang);
    match fields.len() > 1 {
        true => say!(lang, "（{said}）", "({said})"),
        false => said,
    }
}
