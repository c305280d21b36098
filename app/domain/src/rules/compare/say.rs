//! A difference as a sentence: where it is, what stood there, what stands there now. Fields and fixed words of the
//! document have names in both languages; codes and texts stand as they are.

mod fields;
mod values;

use super::{Crumb, Difference};
use crate::rules::say::{NO, Said, UNSTATED, YES, clauses, counted, phrase, said, say};
use crate::text::Lang;
use fields::FIELDS;
use serde_json::{Map, Value as Json};
use values::{SHARED, VALUES};

const NONE: Said = said("没有", "none");
/// Between the steps of a place.
const THEN: &str = " › ";

type Entry = (&'static str, &'static str, &'static str);

fn found(table: &'static [Entry], parent: &str, word: &str, lang: Lang) -> Option<&'static str> {
    let below = |known: &str| known.split_once('/') == Some((parent, word));
    let entry = table.iter().find(|(known, ..)| below(known));
    let entry = entry.or_else(|| table.iter().find(|(known, ..)| *known == word));
    entry.map(|(_, zh, en)| if lang == Lang::Zh { *zh } else { *en })
}

/// What a field is called: `cut/level` for a field that means something else below another one.
pub(super) fn field(parent: &str, field: &str, lang: Lang) -> Option<&'static str> {
    found(FIELDS, parent, field, lang)
}

/// What a fixed word of a field is called.
pub(super) fn word(field: &str, word: &str, lang: Lang) -> Option<&'static str> {
    let shared = || SHARED.iter().find(|(known, _)| *known == word);
    found(VALUES, field, word, lang).or_else(|| shared().map(|(_, said)| said.in_lang(lang)))
}

/// The names of all fixed words and fields: the forms offer them, and the guide calls them by name.
#[cfg(test)]
pub(crate) fn fixed_words(lang: Lang) -> Vec<&'static str> {
    let own = VALUES.iter().chain(FIELDS);
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
        self.value(self.before.as_ref(), lang)
    }

    /// What stands there now.
    pub fn after_in_words(&self, lang: Lang) -> String {
        self.value(self.after.as_ref(), lang)
    }

    fn value(&self, json: Option<&Json>, lang: Lang) -> String {
        let keys = self.path.iter().rev();
        let mut keys = keys.filter_map(|crumb| match crumb {
            Crumb::Field(key) => Some(key.as_str()),
            Crumb::Item { .. } | Crumb::Index(_) => None,
        });
        let at = keys.next().unwrap_or_default();
        json.map_or_else(
            || UNSTATED.in_lang(lang).to_owned(),
            |json| value(json, at, lang),
        )
    }
}

/// A value of the field `at`.
fn value(json: &Json, at: &str, lang: Lang) -> String {
    match json {
        Json::Null => UNSTATED.in_lang(lang).to_owned(),
        Json::Bool(yes) => (if *yes { YES } else { NO }).in_lang(lang).to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => word(at, text, lang).unwrap_or(text).to_owned(),
        Json::Array(list) if list.is_empty() => NONE.in_lang(lang).to_owned(),
        Json::Array(list) => {
            let count = counted(list.len() as u64, "项", "item", lang);
            let items = clauses(list.iter().map(|item| value(item, at, lang)), lang);
            match list.iter().any(Json::is_object) && list.len() > 1 {
                true => say!(lang, "{count}：{items}", "{count}: {items}"),
                false => items,
            }
        }
        Json::Object(fields) => object(fields, at, lang),
    }
}

fn object(fields: &Map<String, Json>, at: &str, lang: Lang) -> String {
    let own = if lang == Lang::Zh { "zh" } else { "en" };
    // A text in two languages is one text.
    if let (Some(Json::String(text)), true) = (fields.get(own), fields.contains_key("zh")) {
        return text.clone();
    }
    let said = fields.iter().map(|(key, inner)| {
        let name = field(at, key, lang).unwrap_or(key);
        let inner = value(inner, key, lang);
        say!(lang, "{name}：{inner}", "{name}: {inner}")
    });
    let said = phrase(said, lang);
    match fields.len() > 1 {
        true => say!(lang, "（{said}）", "({said})"),
        false => said,
    }
}
