//! What follows the exam, in sentences.

use super::{
    AfterStep, CertificateRule, CertificateWho, Drawn, Give, GiveWhat, GivenBy, HireRule,
    ReserveRule,
};
use crate::rules::RuleDocument;
use crate::rules::eligibility::condition_in_words;
use crate::rules::lists::quota;
use crate::rules::lists::say::{ListOf, list};
use crate::rules::names;
use crate::rules::say::{
    aside, clauses, counted, listed, moment, months, people, phrase, quoted, say,
};
use crate::text::Lang;

/// Nothing follows the exam.
pub(crate) fn no_steps(lang: Lang) -> String {
    say!(lang, "考试以后没有别的步骤", "no step after the exam")
}

/// A step, clause by clause.
pub(crate) fn step(doc: &RuleDocument, step: &AfterStep, lang: Lang) -> Vec<String> {
    let name = step.name.in_lang(lang);
    let standard = step.standard.as_ref().map(|text| {
        let standard = text.in_lang(lang);
        say!(lang, "标准：{standard}", "standard: {standard}")
    });
    let mut said = list(doc, &step.list, ListOf::Step, name, lang);
    said.extend(standard);
    if !step.gives.is_empty() {
        let gives = listed(step.gives.iter().map(|own| give(doc, own, lang)), lang);
        said.push(say!(lang, "分配{gives}", "hands out {gives}"));
    }
    said.extend(step.by.map(|by| match by {
        GivenBy::Rank => say!(lang, "按名次依次分配", "handed out by rank"),
        GivenBy::Choice => say!(lang, "按名次依次自己选", "each in turn chooses, by rank"),
        GivenBy::Body => say!(lang, "由领导小组分配", "a body hands them out"),
    }));
    said
}

fn give(doc: &RuleDocument, give: &Give, lang: Lang) -> String {
    let name = give.name.in_lang(lang);
    let number = match give.what {
        GiveWhat::Post => counted(give.places, "个岗位", "post", lang),
        GiveWhat::Contract => counted(give.places, "份合同", "contract", lang),
        GiveWhat::Batch => {
            let number = people(give.places, lang);
            say!(lang, "一批{number}", "a batch of {number}")
        }
    };
    let of = names::scope(doc, &give.scope, lang);
    let at = give.at.map(|at| moment(at, lang)).unwrap_or_default();
    let what = phrase([number, of, at], lang);
    format!("{name}{}", aside(&what, lang))
}

/// Who is kept in reserve.
pub(crate) fn reserve(doc: &RuleDocument, rule: &ReserveRule, lang: Lang) -> Vec<String> {
    let who = rule.places.as_ref().map(|own| quota(own, lang));
    let who = who.unwrap_or_else(|| {
        say!(
            lang,
            "有名次而没有聘用的都进",
            "everybody who is ranked and not hired"
        )
    });
    let drawn = match rule.drawn {
        Drawn::Rank => say!(lang, "按名次取用", "drawn by rank"),
        Drawn::Mutual => say!(lang, "双向选择", "drawn by mutual choice"),
    };
    let instead = rule.instead.then(|| {
        say!(
            lang,
            "不直接聘用，岗位名额就是储备名额",
            "nobody is hired at once: the places of the posts are places of the reserve"
        )
    });
    let stands = rule.months.map(|n| {
        let months = months(n, lang);
        say!(lang, "{months}内有效", "it stands for {months}")
    });
    vec![
        say!(lang, "储备名单：{who}", "reserve: {who}"),
        instead.unwrap_or_default(),
        drawn,
        stands.unwrap_or_default(),
        names::only(doc, &rule.scope, lang),
        quoted(rule.clause.as_ref(), lang),
    ]
}

/// What hiring brings with it.
pub(crate) fn hire(doc: &RuleDocument, rule: &HireRule, lang: Lang) -> Vec<String> {
    let probation = rule.probation_months.map(|n| {
        let months = months(n, lang);
        say!(lang, "试用期{months}", "{months} of probation")
    });
    let term = rule.term_months.map(|n| {
        let months = months(n, lang);
        say!(lang, "合同{months}", "a contract of {months}")
    });
    let commitment = rule.commitment.as_ref().map(|own| {
        let months = months(own.months, lang);
        let who = own.when.as_ref();
        let who = who.map(|when| condition_in_words(doc, when, lang));
        match who {
            None => say!(lang, "{months}内不能调动", "no transfer within {months}"),
            Some(who) => say!(
                lang,
                "符合“{who}”的，{months}内不能调动",
                "no transfer within {months} for “{who}”"
            ),
        }
    });
    let notes = rule.notes.iter().map(|note| note.in_lang(lang).to_owned());
    let said = clauses(
        [probation, term, commitment]
            .into_iter()
            .flatten()
            .chain(notes)
            .chain([quoted(rule.clause.as_ref(), lang)]),
        lang,
    );
    vec![match said.is_empty() {
        true => say!(lang, "没有写聘用的细节", "no details of hiring are stated"),
        false => say!(lang, "聘用：{said}", "hiring: {said}"),
    }]
}

/// Who gets a certificate.
pub(crate) fn certificate(rule: &CertificateRule, lang: Lang) -> String {
    let kind = rule.kind.in_lang(lang);
    match rule.who {
        CertificateWho::Passed => say!(
            lang,
            "考试合格的人发{kind}",
            "who passes the exam gets: {kind}"
        ),
        CertificateWho::Hired => say!(lang, "聘用的人发{kind}", "who is hired gets: {kind}"),
    }
}
