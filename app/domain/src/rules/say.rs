//! Words that several families of rules use: one notion, one pair of words.

use crate::rules::codes::FactKey;
pub(crate) use crate::say::{GAP, NO, YES};
pub use crate::say::{Said, capital, clauses, date, listed, said};
pub(crate) use crate::say::{
    aside, both, cited, clock, counted, decimals_rounded, either, in_order, inline, joined, mode,
    moment, months, people, perhaps, phrase, place, places, points, rounding, say, sentence, span,
    with_unit, working_days,
};
use crate::text::{Bilingual, Lang};

pub(crate) const WRITTEN_TEST: Said = said("笔试", "Written test");
pub(crate) const INTERVIEW: Said = said("面试", "Interview");
pub(crate) const PHYSICAL: Said = said("体检", "Physical examination");
pub(crate) const TOTAL: Said = said("总成绩", "Total");
/// Where something is left to the defaults.
pub(crate) const UNSTATED: Said = said("没有写", "not stated");
/// Whoever acts needs somebody's word first.
pub(crate) const WITH_APPROVAL: Said = said("要先批准", "with approval");
pub(crate) const POST_CANCELLED: Said = said("取消岗位", "the post is cancelled");
pub(crate) const BODY_DECIDES: Said = said("由领导小组决定", "a body decides");

/// The notice's own words.
pub(crate) fn quoted(clause: Option<&Bilingual>, lang: Lang) -> String {
    let Some(clause) = clause else {
        return String::new();
    };
    let words = clause.in_lang(lang);
    say!(lang, "公告原文：“{words}”", "the notice: “{words}”")
}

/// The column of a fact, which a table of people does not have.
pub(crate) fn no_column(name: &str, fact: &FactKey, lang: Lang) -> String {
    say!(
        lang,
        "表里没有“{name}”（fact:{fact}）这一列",
        "no column “{name}” (fact:{fact})"
    )
}

/// What the notice itself prints, beside what follows from the rules.
pub(crate) fn printed(what: &str, lang: Lang) -> String {
    say!(lang, "公告印的是{what}", "the notice prints {what}")
}

/// When something happens, where nobody wrote it.
pub(crate) fn when_unstated(lang: Lang) -> String {
    say!(lang, "没有写时间", "when is not stated")
}

/// Whether a score with what is added to it may pass its full mark.
pub(crate) fn past_full(may: bool, lang: Lang) -> String {
    match may {
        true => say!(lang, "可以超过满分", "it may pass the full mark"),
        false => say!(lang, "最多到满分", "at most the full mark"),
    }
}

/// How many a post hires.
pub(crate) fn places_unstated(lang: Lang) -> String {
    say!(lang, "没有写招几人", "how many are hired is not stated")
}

/// Somebody stands in a table without a number.
pub(crate) fn number_missing(lang: Lang) -> String {
    say!(lang, "没有准考证号", "the ticket number is missing")
}
