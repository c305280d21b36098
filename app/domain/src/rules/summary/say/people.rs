//! Conditions, relaxations and exclusions in sentences.

use crate::rules::eligibility::{
    Exclusion, ExclusionPeriod, Instead, Relaxation, Requirement, StatedAge, condition_in_words,
};
use crate::rules::names;
use crate::rules::say::{BODY_DECIDES, counted, date, phrase, quoted, say, sentence};
use crate::rules::{Lang, RuleDocument};

pub(super) fn definitions(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let said = doc.definitions.iter().map(|definition| {
        let label = definition.label.in_lang(lang);
        let what = condition_in_words(doc, &definition.condition, lang);
        sentence([say!(lang, "“{label}”：{what}", "“{label}”: {what}")], lang)
    });
    said.collect()
}

/// Requirements, and their relaxations after them.
pub(super) fn requirements(doc: &RuleDocument, all: &[Requirement], lang: Lang) -> Vec<String> {
    let said = all.iter().flat_map(|own| {
        let title = own.title.in_lang(lang);
        let eased = own.relaxations.iter();
        let eased = eased.map(move |eased| relaxation(doc, title, eased, lang));
        std::iter::once(requirement(doc, own, lang)).chain(eased)
    });
    said.collect()
}

fn requirement(doc: &RuleDocument, own: &Requirement, lang: Lang) -> String {
    let title = own.title.in_lang(lang);
    let what = condition_in_words(doc, &own.condition, lang);
    sentence(
        [
            say!(lang, "{title}：{what}", "{title}: {what}"),
            stated_age(own.stated_age.as_ref(), lang),
            names::only(doc, &own.scope, lang),
            quoted(own.clause.as_ref(), lang),
        ],
        lang,
    )
}

fn relaxation(doc: &RuleDocument, title: &str, own: &Relaxation, lang: Lang) -> String {
    let who = condition_in_words(doc, &own.who, lang);
    let instead = match &own.instead {
        Instead::Condition(condition) => {
            let what = condition_in_words(doc, condition, lang);
            say!(lang, "改为{what}", "{what} instead")
        }
        Instead::NoneNeeded => say!(lang, "不作要求", "not needed"),
        Instead::Body => BODY_DECIDES.in_lang(lang).to_owned(),
    };
    sentence(
        [
            say!(
                lang,
                "{title}放宽：符合“{who}”的，{instead}",
                "{title}, relaxed for “{who}”: {instead}"
            ),
            stated_age(own.stated_age.as_ref(), lang),
            names::only(doc, &own.scope, lang),
            quoted(Some(&own.clause), lang),
        ],
        lang,
    )
}

fn stated_age(age: Option<&StatedAge>, lang: Lang) -> String {
    let Some(age) = age else {
        return String::new();
    };
    let youngest = age
        .youngest
        .map(|n| say!(lang, "{n}周岁以上", "{n} or older"));
    let oldest = age
        .oldest
        .map(|n| say!(lang, "{n}周岁以下", "{n} or younger"));
    let on = age.on.map(|day| {
        let day = date(day, lang);
        say!(lang, "以{day}为准", "on {day}")
    });
    let words = phrase([youngest, oldest, on].into_iter().flatten(), lang);
    say!(lang, "公告写的是{words}", "the notice says {words}")
}

pub(super) fn exclusions(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    doc.exclusions
        .iter()
        .map(|own| exclusion(doc, own, lang))
        .collect()
}

fn exclusion(doc: &RuleDocument, own: &Exclusion, lang: Lang) -> String {
    let (kind, when) = (
        own.kind.said().in_lang(lang),
        condition_in_words(doc, &own.when, lang),
    );
    let period = match own.period {
        ExclusionPeriod::Ever => say!(lang, "有过一次就不行", "once is enough"),
        ExclusionPeriod::Running => say!(lang, "期间不行", "while it lasts"),
        ExclusionPeriod::Years(years) => {
            let years = counted(years, "年", "year", lang);
            say!(
                lang,
                "{years}内不行",
                "for {years} before the reference date"
            )
        }
    };
    sentence(
        [
            say!(lang, "{kind}：{when}", "{kind}: {when}"),
            period,
            names::only(doc, &own.scope, lang),
            quoted(Some(&own.clause), lang),
        ],
        lang,
    )
}
