//! The opening ratio in sentences.

use super::{OpeningAt, OpeningCase, OpeningRule, OpeningThen, RemovedPlaces};
use crate::rules::RuleDocument;
use crate::rules::lists::quota;
use crate::rules::names;
use crate::rules::say::{BODY_DECIDES, POST_CANCELLED, inline, listed, mode, places, quoted, say};
use crate::text::Lang;

/// One count, clause by clause.
pub(crate) fn opening(doc: &RuleDocument, rule: &OpeningRule, lang: Lang) -> Vec<String> {
    let mut said = vec![needed(doc, rule, lang)];
    said.extend(rule.otherwise.iter().map(|own| case(doc, own, lang)));
    if rule.otherwise.is_empty() {
        said.push(say!(
            lang,
            "没有写不够怎么办，由领导小组决定",
            "what follows if not is not stated: a body decides"
        ));
    }
    said.push(removed(doc, &rule.removed_places, lang));
    said.push(quoted(rule.clause.as_ref(), lang));
    said
}

/// How many of whom a post needs.
pub(crate) fn needed(doc: &RuleDocument, rule: &OpeningRule, lang: Lang) -> String {
    let (who, needed) = (counted_at(doc, &rule.at, lang), quota(&rule.needed, lang));
    say!(
        lang,
        "{who}的人数要达到{needed}",
        "of those who {who}, needed: {needed}"
    )
}

/// Rules that ask for no number of people.
pub(crate) fn no_ratio(lang: Lang) -> String {
    say!(lang, "不设开考比例", "no opening ratio")
}

/// Who is counted.
pub fn counted_at(doc: &RuleDocument, at: &OpeningAt, lang: Lang) -> String {
    match at {
        OpeningAt::Applied => say!(lang, "报名", "applied"),
        OpeningAt::Paid => say!(lang, "缴费", "paid"),
        OpeningAt::Accepted => say!(lang, "审查通过", "were accepted"),
        OpeningAt::Came(stage) => {
            let stage = inline(&names::step(doc, stage, lang));
            say!(lang, "参加{stage}", "came to the {stage}")
        }
        OpeningAt::Called(stage) => {
            let stage = inline(&names::step(doc, stage, lang));
            say!(lang, "进入{stage}", "are called to the {stage}")
        }
    }
}

fn case(doc: &RuleDocument, case: &OpeningCase, lang: Lang) -> String {
    let then = match &case.then {
        OpeningThen::Cancel => POST_CANCELLED.in_lang(lang).to_owned(),
        OpeningThen::Reduce => say!(
            lang,
            "按人数减少名额",
            "places are reduced to what the people are enough for"
        ),
        OpeningThen::ReduceToShare(own) => {
            let (share, mode) = (own.share.as_percent(), mode(own.mode, lang));
            say!(
                lang,
                "名额减到人数的{share}，{mode}",
                "places are reduced to {share} of the people, {mode}"
            )
        }
        OpeningThen::Body => BODY_DECIDES.in_lang(lang).to_owned(),
        OpeningThen::GoAhead => say!(lang, "照常进行", "the post goes ahead all the same"),
        OpeningThen::Track(track) => {
            let track = names::track(doc, track, lang);
            say!(lang, "改走{track}", "the post goes ahead by “{track}”")
        }
    };
    match case.up_to.map(|most| places(most, lang)) {
        Some(most) => say!(
            lang,
            "不超过{most}的岗位不够时{then}",
            "if not, for posts of up to {most}: {then}"
        ),
        None => say!(lang, "不够时{then}", "if not: {then}"),
    }
}

fn removed(doc: &RuleDocument, rule: &RemovedPlaces, lang: Lang) -> String {
    match rule {
        RemovedPlaces::Lost => say!(lang, "减掉的名额不再用", "places taken away are lost"),
        RemovedPlaces::ToPools(pools) => {
            let pools = listed(pools.iter().map(|code| names::pool(doc, code, lang)), lang);
            say!(
                lang,
                "减掉的名额依次轮流给{pools}的岗位，同一地区有岗位的先给",
                "places taken away go in turn to posts of {pools}, first to one in the same area"
            )
        }
        RemovedPlaces::ToPosts(posts) => {
            let posts = listed(posts.iter().map(|code| names::post(doc, code, lang)), lang);
            say!(
                lang,
                "减掉的名额依次轮流给{posts}",
                "places taken away go in turn to {posts}"
            )
        }
        RemovedPlaces::Body => say!(
            lang,
            "减掉的名额给谁，由领导小组决定",
            "a body decides where places taken away go"
        ),
    }
}
