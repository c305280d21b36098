//! Words that several families use: one notion, one pair of words; and the small grammar of both languages.

mod figures;

pub(crate) use figures::{
    clock, counted, date, decimals_rounded, mode, moment, months, people, places, points, rounding,
    span, working_days,
};

use crate::text::{Lang, Text};

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
            $crate::rules::Lang::Zh => format!($zh),
            $crate::rules::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

pub(crate) const WRITTEN_TEST: Said = said("笔试", "Written test");
pub(crate) const INTERVIEW: Said = said("面试", "Interview");
pub(crate) const PHYSICAL: Said = said("体检", "Physical examination");
pub(crate) const TOTAL: Said = said("总成绩", "Total");
pub(crate) const BODY_DECIDES: Said = said("由领导小组决定", "a body decides");
const COMMA: Said = said("，", ", ");
const LIST_COMMA: Said = said("、", ", ");
const SEMICOLON: Said = said("；", "; ");
const OR: Said = said("或", " or ");

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

    pub fn text(self) -> Text {
        Text::new(self.zh, self.en)
    }
}

fn joined<S: AsRef<str>>(items: impl IntoIterator<Item = S>, by: Said, lang: Lang) -> String {
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
pub(crate) fn listed<S: AsRef<str>>(items: impl IntoIterator<Item = S>, lang: Lang) -> String {
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
pub(crate) fn clauses<S: AsRef<str>>(parts: impl IntoIterator<Item = S>, lang: Lang) -> String {
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
pub(crate) fn capital(text: &str) -> String {
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

/// The notice's own words.
pub(crate) fn quoted(clause: Option<&Text>, lang: Lang) -> String {
    let Some(clause) = clause else {
        return String::new();
    };
    let words = clause.in_lang(lang);
    say!(lang, "公告原文：“{words}”", "the notice: “{words}”")
}

/// Where something is left to the defaults.
pub(crate) fn unstated(lang: Lang) -> String {
    say!(lang, "没有写", "not stated")
}
