//! A difference as a sentence: where it is, what stood there, what stands there now. Fields and fixed words of the
//! document have names in both languages; codes and texts stand as they are.

use super::{Difference, dictionary::WORDS};
use crate::rules::document::Lang;
use serde_json::Value as Json;

impl Difference {
    /// `笔试 › 合格线 › 满分的百分比：60% → 65%`.
    pub fn say(&self, lang: Lang) -> String {
        let place = self.place_in_words(lang);
        let (before, after) = (
            value(self.before.as_ref(), lang),
            value(self.after.as_ref(), lang),
        );
        match lang {
            Lang::Zh => format!("{place}：{before} → {after}"),
            Lang::En => format!("{place}: {before} → {after}"),
        }
    }

    pub fn place_in_words(&self, lang: Lang) -> String {
        let steps = self
            .place
            .split('/')
            .skip(1)
            .filter(|step| *step != "rules");
        steps
            .map(|step| item(step, lang))
            .collect::<Vec<_>>()
            .join(" › ")
    }

    /// What stood there, in words.
    pub fn before_in_words(&self, lang: Lang) -> String {
        value(self.before.as_ref(), lang)
    }

    pub fn after_in_words(&self, lang: Lang) -> String {
        value(self.after.as_ref(), lang)
    }
}

fn value(json: Option<&Json>, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let (comma, colon) = if zh { ("，", "：") } else { (", ", ": ") };
    match json {
        None | Some(Json::Null) => (if zh { "没有写" } else { "not stated" }).to_owned(),
        Some(Json::Bool(true)) => (if zh { "是" } else { "yes" }).to_owned(),
        Some(Json::Bool(false)) => (if zh { "否" } else { "no" }).to_owned(),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::String(text)) => word(text, lang),
        Some(Json::Array(list)) if list.is_empty() => (if zh { "没有" } else { "none" }).to_owned(),
        Some(Json::Array(list)) => {
            let items: Vec<_> = list.iter().map(|item| value(Some(item), lang)).collect();
            items.join(if zh { "；" } else { "; " })
        }
        Some(Json::Object(fields)) => {
            // A text in two languages is one text.
            if let (Some(own), true) = (
                fields.get(if zh { "zh" } else { "en" }),
                fields.contains_key("zh"),
            ) {
                return own.as_str().unwrap_or_default().to_owned();
            }
            let said = fields.iter().map(|(name, inner)| {
                format!("{}{colon}{}", word(name, lang), value(Some(inner), lang))
            });
            let said = said.collect::<Vec<_>>().join(comma);
            if fields.len() > 1 && zh {
                format!("（{said}）")
            } else if fields.len() > 1 {
                format!("({said})")
            } else {
                said
            }
        }
    }
}

/// A step of a place; items without a name are counted from one.
fn item(step: &str, lang: Lang) -> String {
    match (step.parse::<usize>(), lang) {
        (Ok(index), Lang::Zh) if index < 1000 => format!("第{}项", index + 1),
        (Ok(index), Lang::En) if index < 1000 => format!("no. {}", index + 1),
        _ => word(step, lang),
    }
}

fn word(word: &str, lang: Lang) -> String {
    let known = WORDS
        .iter()
        .find(|(key, _)| *key == word)
        .map(|(_, zh)| *zh);
    match (lang, known) {
        (Lang::Zh, Some(zh)) => zh.to_owned(),
        // The document's own words are plain English.
        (Lang::En, Some(_)) => word.replace('_', " "),
        (_, None) => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{RuleDocument, differences};

    fn doc() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../../tests/notices/O03-demo.json")).unwrap()
    }

    #[test]
    fn a_change_is_said_with_what_stood_there_and_what_stands_there_now() {
        let mut after = doc();
        let written = after.rules.written.as_mut().unwrap();
        written.papers[0].full_mark = crate::Points::whole(120);
        after.rules.ties = None;
        let said: Vec<_> = differences(&doc(), &after)
            .iter()
            .map(|found| found.say(Lang::Zh))
            .collect();
        assert_eq!(said.len(), 2);
        assert!(
            said[0].starts_with("同分排序：（") && said[0].ends_with("→ 没有写"),
            "{}",
            said[0]
        );
        assert_eq!(said[1], "笔试 › 试卷 › knowledge › 满分：100.00 → 120.00");
        let en = differences(&doc(), &after)[1].say(Lang::En);
        assert_eq!(
            en,
            "written › papers › knowledge › full mark: 100.00 → 120.00"
        );
    }

    #[test]
    fn every_word_stands_once() {
        let mut keys: Vec<_> = WORDS.iter().map(|(key, _)| *key).collect();
        keys.dedup();
        assert_eq!(keys.len(), WORDS.len());
    }
}
