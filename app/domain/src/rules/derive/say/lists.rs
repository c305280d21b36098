//! Words for places, ties, lists and the ranking.

use super::{both, digits};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::TestCode;
use crate::rules::document::RuleDocument;
use crate::rules::lists::say::{keys, still_level};
use crate::rules::lists::{TieKey, Ties};
use crate::rules::names::{self, whole_name};
use crate::rules::say::{self, Said, clauses, said, say};
use crate::rules::score::ScoreOf;
use crate::rules::stages::Track;
use crate::rules::{Bilingual, Lang};

/// What decided between somebody and the others with the same figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Level {
    /// How many others have the same figure.
    pub others: usize,
    /// How many of them share the place.
    pub shared: usize,
    /// What put the nearest one ahead.
    pub ahead: Option<Bilingual>,
    /// What put the nearest one behind.
    pub behind: Option<Bilingual>,
}

const RANK: Said = said("名次和结果", "Place and outcome");
const BODY_ORDER: Said = said("由领导小组决定的先后", "the order that a body gave");
const RANKED_ON: Said = said(
    "排名按没有四舍五入的总成绩",
    "Ranked on the total before its rounding",
);

pub(crate) fn rank_title() -> Bilingual {
    RANK.text()
}

pub(crate) fn body_order() -> Bilingual {
    BODY_ORDER.text()
}

pub(crate) fn ranked_on() -> Bilingual {
    RANKED_ON.text()
}

pub(crate) fn ranked_on_exact(exact: Fraction) -> Bilingual {
    both(|_| digits(exact))
}

pub(crate) fn extra_test(doc: &RuleDocument, test: &TestCode) -> Bilingual {
    both(|lang| names::test(doc, test, lang))
}

pub(crate) fn tie_key(doc: &RuleDocument, key: &TieKey) -> Bilingual {
    both(|lang| crate::rules::lists::tie_key(doc, key, lang))
}

pub(crate) fn track(track: &Track) -> Bilingual {
    both(|lang| {
        let name = track.name.in_lang(lang);
        say!(lang, "通道：{name}", "Track: {name}")
    })
}

pub(crate) fn reserved(name: &Bilingual) -> Bilingual {
    both(|lang| {
        let name = name.in_lang(lang);
        say!(lang, "占用预留名额：{name}", "On a reserved seat: {name}")
    })
}

pub(crate) fn places(places: u32) -> Bilingual {
    both(|lang| {
        let said = say::places(places, lang);
        say!(lang, "本岗位招{places}人", "{said} on this post")
    })
}

pub(crate) fn place_by(doc: &RuleDocument, of: &ScoreOf) -> Bilingual {
    both(|lang| {
        let figure = whole_name(doc, of, lang);
        say!(lang, "按{figure}的名次", "Place by {figure}")
    })
}

/// The last figure that was called, and how a tie was settled.
pub(crate) fn list_note(cut_off: Option<Points>, level: Option<Level>) -> Option<Bilingual> {
    if cut_off.is_none() && level.is_none() {
        return None;
    }
    let say = |lang: Lang| {
        let cut_off =
            cut_off.map(|last| say!(lang, "入围最低{last}", "the last called has {last}"));
        let level = level.as_ref().map(|level| level_people(level, lang));
        clauses(level_first(cut_off, level), lang)
    };
    Some(both(say))
}

fn level_first(cut_off: Option<String>, level: Option<String>) -> [String; 2] {
    [cut_off.unwrap_or_default(), level.unwrap_or_default()]
}

/// Among how many, by what order, and how a tie was settled.
pub(crate) fn rank_note(
    doc: &RuleDocument,
    people: usize,
    ties: &Ties,
    level: Option<Level>,
) -> Bilingual {
    let number = u32::try_from(people).unwrap_or(u32::MAX);
    both(|lang| {
        let people = say::people(number, lang);
        let among = say!(lang, "共{people}", "of {people}");
        let order = order(doc, ties, lang);
        let level = level.as_ref().map(|level| level_people(level, lang));
        let level = say::capital(&level.unwrap_or_default());
        match level.is_empty() {
            true => say!(lang, "{among}。{order}。", "{among}. {order}."),
            false => say!(
                lang,
                "{among}。{order}。{level}。",
                "{among}. {order}. {level}."
            ),
        }
    })
}

/// The order in one sentence.
fn order(doc: &RuleDocument, ties: &Ties, lang: Lang) -> String {
    let (keys, then) = (
        keys(doc, &ties.keys, lang),
        still_level(doc, &ties.then, lang),
    );
    match keys.is_empty() {
        true => say!(lang, "名次按总成绩；{then}", "Ordered by total; {then}"),
        false => say!(
            lang,
            "名次按总成绩；相同的，依次比较：{keys}；{then}",
            "Ordered by total; equal totals: {keys}; {then}"
        ),
    }
}

/// What decided between this person and those with the same figure.
fn level_people(level: &Level, lang: Lang) -> String {
    let others = say::people(u32::try_from(level.others).unwrap_or(u32::MAX), lang);
    let same = say!(
        lang,
        "另有{others}成绩相同",
        "{others} with the same figure"
    );
    let ahead = level.ahead.as_ref().map(|key| {
        let key = key.in_lang(lang);
        say!(lang, "按“{key}”排在其后", "behind by “{key}”")
    });
    let behind = level.behind.as_ref().map(|key| {
        let key = key.in_lang(lang);
        say!(lang, "按“{key}”排在其前", "ahead by “{key}”")
    });
    let shared = (level.shared > 0).then(|| {
        let shared = say::people(u32::try_from(level.shared).unwrap_or(u32::MAX), lang);
        say!(lang, "与其中{shared}并列", "level with {shared} of them")
    });
    let parts = [Some(same), ahead, behind, shared];
    say::phrase(parts.into_iter().flatten(), lang)
}
