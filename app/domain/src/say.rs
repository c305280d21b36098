//! How the domain speaks: one macro, one type for words in both languages, and the small grammar of both; the words that
//! several capabilities use.

mod figures;
mod points;

pub use figures::date;
pub(crate) use figures::{
    clock, counted, decimals_rounded, mode, moment, months, people, place, places, points,
    rounding, span, with_unit, working_days,
};

use crate::text::{Bilingual, Lang};

/// The same notion in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    zh: &'static str,
    en: &'static str,
}

/// One notion: the Chinese words, then the English ones.
pub const fn said(zh: &'static str, en: &'static str) -> Said {
    Said { zh, en }
}

/// One sentence with figures in it: the Chinese words, then the English ones; only the wanted one is made.
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::Zh => format!($zh),
            $crate::text::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

const COMMA: Said = said("，", ", ");
const LIST_COMMA: Said = said("、", ", ");
const SEMICOLON: Said = said("；", "; ");
const OR: Said = said("或", " or ");
const ARROW: Said = said("→", " → ");
/// What stands between two sentences.
pub(crate) const GAP: Said = said("", " ");

pub(crate) const YES: Said = said("是", "yes");
pub(crate) const NO: Said = said("否", "no");

/// What may be written for somebody who did not come to a test, on a sheet and in a table.
pub(crate) const ABSENT: [&str; 3] = ["缺考", "缺", "absent"];
/// What may be written for somebody who broke the rules of a test.
pub(crate) const VIOLATION: [&str; 2] = ["违纪", "violation"];

impl Said {
    pub fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    pub fn both(self) -> (&'static str, &'static str) {
        (self.zh, self.en)
    }

    pub fn text(self) -> Bilingual {
        Bilingual::new(self.zh, self.en)
    }
}

/// One after another with a word between; empty ones are left out.
pub(crate) fn joined<S: AsRef<str>>(
    items: impl IntoIterator<Item = S>,
    by: Said,
    lang: Lang,
) -> String {
    let mut said = String::new();
    for item in items {
        let item = item.as_ref();
        if !said.is_empty() && !item.is_empty() {
            said.push_str(by.in_lang(lang));
        }
        said.push_str(item);
    }
    said
}

/// `甲、乙、丙`; `a, b, c`.
pub fn listed<S: AsRef<str>>(items: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(items, LIST_COMMA, lang)
}

/// `甲、乙或丙`; `a, b or c`.
pub(crate) fn either<S: AsRef<str>>(items: impl IntoIterator<Item = S>, lang: Lang) -> String {
    let mut items: Vec<S> = items.into_iter().collect();
    let last = items.pop();
    let last = last.as_ref().map_or("", AsRef::as_ref);
    if items.is_empty() {
        return last.to_owned();
    }
    format!("{}{}{last}", listed(items, lang), OR.in_lang(lang))
}

/// Parts of a sentence one after another; empty ones are left out.
pub(crate) fn phrase<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(parts, COMMA, lang)
}

/// Clauses after one another; empty ones are left out.
pub fn clauses<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(parts, SEMICOLON, lang)
}

/// Clauses as one sentence, with its full stop.
pub(crate) fn sentence<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
    let said = clauses(parts, lang);
    match lang {
        Lang::Zh => format!("{}。", said.trim_end_matches('。')),
        Lang::En => format!("{}.", capital(said.trim_end_matches('.'))),
    }
}

/// The first letter of a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_uppercase(), letters.as_str())
        }
        _ => text.to_owned(),
    }
}

/// A name in the middle of a sentence: `the written test`, but `CET 4`.
pub(crate) fn inline(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second))
            if first.is_ascii_uppercase() && second.is_ascii_lowercase() =>
        {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => name.to_owned(),
    }
}

/// Something said by the way; nothing where there is nothing to say.
pub(crate) fn aside(text: &str, lang: Lang) -> String {
    match lang {
        _ if text.is_empty() => String::new(),
        Lang::Zh => format!("（{text}）"),
        Lang::En => format!(" ({text})"),
    }
}

/// An examiner, whose name stands nowhere: `考官3`; `examiner 3`.
pub(crate) fn examiner(seat: impl std::fmt::Display, lang: Lang) -> String {
    say!(lang, "考官{seat}", "examiner {seat}")
}

/// The known word that somebody probably meant, to end a sentence: `，是不是“甲”`; `; did you mean “a”?`.
pub(crate) fn perhaps(known: Option<&str>, lang: Lang) -> String {
    known.map_or_else(String::new, |known| {
        say!(lang, "，是不是“{known}”", "; did you mean “{known}”?")
    })
}

/// A name or words that are cited.
pub(crate) fn cited(words: &str) -> String {
    format!("“{words}”")
}

/// The same sentence in both languages.
pub(crate) fn both(say: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual::new(say(Lang::Zh), say(Lang::En))
}

/// One step after another: `笔试→面试`.
pub(crate) fn in_order<S: AsRef<str>>(steps: impl IntoIterator<Item = S>, lang: Lang) -> String {
    joined(steps, ARROW, lang)
}
