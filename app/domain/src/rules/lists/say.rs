//! Lists, ties, substitution and reserved seats in sentences.

mod substitution;
mod ties;

pub(crate) use substitution::substitution;
pub use ties::tie_key;
pub(crate) use ties::{keys, still_level, ties};

use super::{Across, Counted, List, Quota, QuotaStep, Reserved, ReservedOf, Unfilled};
use crate::rules::RuleDocument;
use crate::rules::eligibility::{condition_in_words, words};
use crate::rules::names;
use crate::rules::say::{aside, inline, mode, people, phrase, places, quoted, say};
use crate::text::Lang;
use ties::at_the_cut;

/// What stands where a list says nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListOf {
    /// The cut of a stage.
    Cut,
    /// A step after the exam.
    Step,
}

/// So many people for so many places.
pub fn quota(quota: &Quota, lang: Lang) -> String {
    match quota {
        Quota::PerPlace(ratio) => {
            let ratio = ratio.plain();
            say!(lang, "每个名额{ratio}人", "{ratio} for each place")
        }
        Quota::Steps(steps) => {
            let steps = steps.iter().map(|step| quota_step(step, lang));
            phrase(steps, lang)
        }
        Quota::Share(share) => {
            let (percent, of) = (share.share.as_percent(), counted_people(share.of, lang));
            let broken = match share.mode {
                Some(broken) => mode(broken, lang),
                None => say!(lang, "没有写零头，进一", "broken numbers: not stated, up"),
            };
            let broken = aside(&broken, lang);
            say!(lang, "{of}的{percent}{broken}", "{percent} of {of}{broken}")
        }
        Quota::Exactly(n) => people(*n, lang),
    }
}

fn quota_step(step: &QuotaStep, lang: Lang) -> String {
    let ratio = step.per_place.plain();
    let to = step.up_to.map(|most| {
        let most = places(most, lang);
        say!(lang, "不超过{most}的：", "up to {most}: ")
    });
    let to = to.unwrap_or_else(|| say!(lang, "名额更多的：", "beyond that: "));
    let base = people(step.people, lang);
    let beyond = places(step.beyond, lang);
    let figure = match (step.people, step.beyond) {
        (0, 0) => say!(lang, "每个名额{ratio}人", "{ratio} for each place"),
        (_, 0) => say!(
            lang,
            "{base}，每个名额再加{ratio}人",
            "{base} and {ratio} for each place"
        ),
        _ => say!(
            lang,
            "{base}，超过{beyond}的部分每个再加{ratio}人",
            "{base} and {ratio} for each place beyond {beyond}"
        ),
    };
    format!("{to}{figure}")
}

fn counted_people(of: Counted, lang: Lang) -> String {
    match of {
        Counted::Registered => say!(lang, "报名人数", "those who applied"),
        Counted::Came => say!(lang, "到场人数", "those who came"),
        Counted::Passed => say!(lang, "达线人数", "those who passed"),
    }
}

/// The people among whom something is compared: `同岗位`, `of the same post`.
pub fn across(across: Across, lang: Lang) -> String {
    match across {
        Across::Post => say!(lang, "同岗位", "of the same post"),
        Across::Pool => say!(lang, "同类别", "of the same pool"),
        Across::Area(fine) => {
            let fine = words::level(fine, lang);
            say!(lang, "同一{fine}", "of the same {fine}")
        }
        Across::Campaign => say!(lang, "全部岗位", "of all posts"),
    }
}

/// How many are called to the step `to`.
fn called(number: Option<&Quota>, of: ListOf, to: &str, lang: Lang) -> String {
    match (number, of) {
        (Some(own @ (Quota::PerPlace(_) | Quota::Exactly(_))), _) => {
            let called = quota(own, lang);
            say!(lang, "{called}进入{to}", "to the {to}: {called}")
        }
        (Some(own), _) => {
            let called = quota(own, lang);
            say!(lang, "进入{to}的：{called}", "to the {to}: {called}")
        }
        (None, ListOf::Cut) => say!(
            lang,
            "没有写几人进入{to}，按每个名额3人",
            "how many to the {to} is not stated: 3 for each place"
        ),
        (None, ListOf::Step) => say!(
            lang,
            "没有写几人进入{to}，按每个名额1人",
            "how many to the {to} is not stated: 1 for each place"
        ),
    }
}

/// A list, clause by clause; `to` is the stage or step to which it calls.
pub(crate) fn list(
    doc: &RuleDocument,
    list: &List,
    of: ListOf,
    to: &str,
    lang: Lang,
) -> Vec<String> {
    let head = called(list.quota.as_ref(), of, &inline(to), lang);
    let among = list.across.map(|among| across(among, lang));
    let among = among.map(|of| say!(lang, "{of}的人排在一起", "one list for the people {of}"));
    let basis = list.basis.as_ref().map(|basis| {
        let figure = names::formula(doc, basis, lang);
        say!(lang, "按{figure}排序", "ordered by {figure}")
    });
    let level = match (&list.level, of) {
        (Some(ties), _) => at_the_cut(doc, ties, lang),
        (None, ListOf::Cut) => say!(
            lang,
            "没有写末位同分，同分的都进入",
            "ties on the last place are not stated: all of them go on"
        ),
        (None, ListOf::Step) => say!(lang, "同分按总成绩的规定", "ties as for the total"),
    };
    let substitution = list.substitution.as_ref();
    let substitution = substitution.map(|rule| self::substitution(doc, rule, lang));
    vec![
        head,
        among.unwrap_or_default(),
        basis.unwrap_or_default(),
        level,
        substitution.unwrap_or_else(|| {
            say!(
                lang,
                "没有写递补，不递补",
                "substitutes are not stated: nobody is called up"
            )
        }),
        quoted(list.clause.as_ref(), lang),
    ]
}

/// Seats that some people take first.
pub(crate) fn reserved(doc: &RuleDocument, seats: &Reserved, lang: Lang) -> Vec<String> {
    let name = seats.name.in_lang(lang);
    let when = condition_in_words(doc, &seats.when, lang);
    let number = places(seats.places, lang);
    let of = match &seats.of {
        ReservedOf::Posts(scope) => {
            let posts = names::scope(doc, scope, lang);
            match posts.is_empty() {
                true => say!(lang, "每个岗位", "at each post"),
                false => say!(lang, "{posts}每个岗位", "at each post of {posts}"),
            }
        }
        ReservedOf::Pool(pool) => {
            let pool = names::pool(doc, pool, lang);
            say!(lang, "{pool}岗位一共", "over all posts of {pool}")
        }
        ReservedOf::Campaign => say!(lang, "全部岗位一共", "over all posts"),
    };
    let also = match seats.also_open {
        true => say!(
            lang,
            "他们也可以占其他名额",
            "they may take the other places, too"
        ),
        false => say!(
            lang,
            "他们不占其他名额",
            "they may not take the other places"
        ),
    };
    let unfilled = match seats.unfilled {
        Unfilled::ToParent => say!(
            lang,
            "没有人占的归其他人",
            "seats that nobody takes go to the others"
        ),
        Unfilled::Lost => say!(lang, "没有人占的作废", "seats that nobody takes are lost"),
    };
    vec![
        say!(
            lang,
            "{name}：{of}留{number}给符合“{when}”的人",
            "{name}: {number} {of} for “{when}”"
        ),
        also,
        unfilled,
        quoted(seats.clause.as_ref(), lang),
    ]
}
