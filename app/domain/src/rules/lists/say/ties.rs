//! Who of several level people comes first, in sentences.

use crate::rules::eligibility::condition_in_words;
use crate::rules::lists::{StatusKey, StillLevel, TieKey, Ties};
use crate::rules::names::{self, score_name};
use crate::rules::say::{BODY_DECIDES, aside, either, joined, phrase, quoted, said, say};
use crate::rules::{RuleDocument, TestCode};
use crate::text::Lang;

/// What a tie on the last place of a list means.
pub(super) fn at_the_cut(doc: &RuleDocument, ties: &Ties, lang: Lang) -> String {
    let keys = keys(doc, &ties.keys, lang);
    let still = match (&ties.then, ties.keys.is_empty()) {
        (StillLevel::Share, true) => say!(lang, "都进入", "all of them go on"),
        (StillLevel::Share, false) => say!(
            lang,
            "仍相同的都进入",
            "who is still level goes on together"
        ),
        (StillLevel::ExtraTest(test), _) => extra_test(doc, test, lang),
        (StillLevel::Body, _) => BODY_DECIDES.in_lang(lang).to_owned(),
    };
    let what = phrase([keys, still, quoted(ties.clause.as_ref(), lang)], lang);
    say!(lang, "末位同分的：{what}", "ties on the last place: {what}")
}

fn extra_test(doc: &RuleDocument, test: &TestCode, lang: Lang) -> String {
    let test = names::test(doc, test, lang);
    say!(lang, "仍相同的参加{test}", "then the extra test “{test}”")
}

/// What happens where nothing tells two people of a ranking apart.
pub(crate) fn still_level(doc: &RuleDocument, then: &StillLevel, lang: Lang) -> String {
    match then {
        StillLevel::Share => say!(lang, "仍相同的名次并列", "then the place is shared"),
        StillLevel::ExtraTest(test) => extra_test(doc, test, lang),
        StillLevel::Body => say!(lang, "仍相同的由领导小组决定先后", "then a body decides"),
    }
}

/// How equal totals are ordered.
pub(crate) fn ties(doc: &RuleDocument, ties: &Ties, lang: Lang) -> Vec<String> {
    let still = still_level(doc, &ties.then, lang);
    let keys = keys(doc, &ties.keys, lang);
    let head = if keys.is_empty() {
        say!(
            lang,
            "总成绩相同的不再比较",
            "equal totals are not compared further"
        )
    } else {
        say!(
            lang,
            "总成绩相同的，依次比较：{keys}",
            "equal totals: {keys}"
        )
    };
    vec![head, still, quoted(ties.clause.as_ref(), lang)]
}

/// One key after another.
pub(crate) fn keys(doc: &RuleDocument, keys: &[TieKey], lang: Lang) -> String {
    let keys = keys.iter().map(|key| tie_key(doc, key, lang));
    joined(keys, said("，再", ", then "), lang)
}

/// Who of two people who are level comes first.
pub fn tie_key(doc: &RuleDocument, key: &TieKey, lang: Lang) -> String {
    match key {
        TieKey::Higher(of) => {
            let name = score_name(doc, of, lang);
            say!(lang, "{name}高的在前", "the higher {name} first")
        }
        TieKey::HigherLevel(fact) => {
            let fact = names::fact(doc, fact, lang);
            say!(lang, "{fact}高的在前", "the higher level of {fact} first")
        }
        TieKey::Later(fact) => {
            let fact = names::fact(doc, fact, lang);
            say!(lang, "{fact}晚的在前", "the later {fact} first")
        }
        TieKey::Status(key) => {
            let name = status(doc, key, lang);
            say!(lang, "{name}在前", "{name} first")
        }
        TieKey::Preference(keys) => {
            let names = either(keys.iter().map(|key| status(doc, key, lang)), lang);
            say!(
                lang,
                "{names}优先（没有写先后）",
                "{names} first, without an order among them"
            )
        }
    }
}

fn status(doc: &RuleDocument, key: &StatusKey, lang: Lang) -> String {
    let name = key.name.in_lang(lang);
    let when = condition_in_words(doc, &key.when, lang);
    if name == when {
        return when;
    }
    format!("{name}{}", aside(&when, lang))
}
