//! Words that several families of rules use: one notion, one pair of words.

pub use crate::say::{Said, said};
pub(crate) use crate::say::{
    aside, capital, clauses, clock, counted, date, decimals_rounded, either, inline, listed,
    mode, moment, months, people, perhaps, phrase, places, points, rounding, say, sentence, span,
    working_days,
};
use crate::text::{Lang, Text};

pub(crate) const WRITTEN_TEST: Said = said("笔试", "Written test");
pub(crate) const INTERVIEW: Said = said("面试", "Interview");
pub(crate) const PHYSICAL: Said = said("体检", "Physical examination");
pub(crate) const TOTAL: Said = said("总成绩", "Total");
pub(crate) const BODY_DECIDES: Said = said("由领导小组决定", "a body decides");

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

/// Somebody stands in a table without a number.
pub(crate) fn number_missing(lang: Lang) -> String {
    say!(lang, "没有准考证号", "the ticket number is missing")
}
