//! The parts of a document in words: which family says what.

mod acts;
mod brief;
mod cards;
mod facts;
mod kinds;
mod people;
mod posts;

pub(super) use brief::brief;
pub(super) use cards::cards;

use crate::rules::after::say as after;
use crate::rules::applying::say as applying;
use crate::rules::bonus::say as bonus;
use crate::rules::lists::say as lists;
use crate::rules::opening::say as opening;
use crate::rules::parts::Part;
use crate::rules::publishing::say as publishing;
use crate::rules::say::{GAP, UNSTATED, say, sentence};
use crate::rules::stages::say as stages;
use crate::rules::totals::say as totals;
use crate::rules::{
    AfterStep, BonusRule, Lang, OpeningRule, RuleDocument, Stage, StageCode, Ties, TotalRule,
};

/// Everything that a part says.
pub(super) fn sentences(doc: &RuleDocument, part: Part, lang: Lang) -> Vec<String> {
    match part {
        Part::Basics => posts::basics(doc, lang),
        Part::Areas => posts::areas(doc, lang),
        Part::Pools => posts::pools(doc, lang),
        Part::Posts => posts::posts(doc, lang),
        Part::Facts => facts::facts(doc, lang),
        Part::Definitions => people::definitions(doc, lang),
        Part::Eligibility => people::requirements(doc, &doc.eligibility, lang),
        Part::Exclusions => people::exclusions(doc, lang),
        Part::Applying => doc
            .applying
            .as_ref()
            .map_or_else(Vec::new, |rule| applying::applying(doc, rule, lang)),
        Part::Tracks => {
            let tracks = doc.tracks.iter();
            each(tracks.map(|track| stages::track(doc, track, lang)), lang)
        }
        Part::Opening => openings(doc, doc.opening.as_deref(), lang),
        Part::Bonus => doc
            .bonus
            .as_ref()
            .map_or_else(Vec::new, |rule| bonuses(doc, rule, lang)),
        Part::Stages => all_stages(doc, &doc.stages, lang),
        Part::Total => whole_total(doc, lang),
        Part::After => whole_after(doc, lang),
        Part::Publication => published(doc, lang),
        Part::Variants => acts::variants(doc, lang),
        Part::Decisions => acts::unsettled(doc, lang)
            .into_iter()
            .chain(acts::decisions(doc, lang))
            .collect(),
        Part::Examples => acts::examples(doc, lang),
        Part::Notes => acts::notes(doc, lang),
        Part::Marks => acts::marks(doc, lang),
        Part::All => Vec::new(),
    }
}

/// Clauses of several rules, a sentence each.
fn each(rules: impl Iterator<Item = Vec<String>>, lang: Lang) -> Vec<String> {
    rules.map(|clauses| sentence(clauses, lang)).collect()
}

fn openings(doc: &RuleDocument, rules: Option<&[OpeningRule]>, lang: Lang) -> Vec<String> {
    let rules = rules.unwrap_or_default().iter();
    each(rules.map(|rule| opening::opening(doc, rule, lang)), lang)
}

fn bonuses(doc: &RuleDocument, rule: &BonusRule, lang: Lang) -> Vec<String> {
    let frame = std::iter::once(bonus::frame(doc, rule, lang));
    let groups = rule.groups.iter();
    let groups = groups.map(|group| bonus::group(doc, group, lang));
    let items = rule.items.iter().map(|item| bonus::item(doc, item, lang));
    each(frame.chain(groups).chain(items), lang)
}

/// Stages, each with the name of what its cut calls to.
fn all_stages(doc: &RuleDocument, all: &[Stage], lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    for (at, stage) in all.iter().enumerate() {
        let next = all.get(at + 1).map(|next| next.name.in_lang(lang));
        let next = next.map_or_else(|| next_step(lang), str::to_owned);
        said.extend(stages::stage(doc, stage, &next, lang));
    }
    said
}

fn next_step(lang: Lang) -> String {
    say!(lang, "下一步", "next step")
}

/// A stage of a variant stands where the common one of its code stands.
fn single_stages(doc: &RuleDocument, own: &[Stage], lang: Lang) -> Vec<String> {
    let next = |code: &StageCode| {
        let at = doc.stages.iter().position(|stage| stage.code == *code)?;
        Some(doc.stages.get(at + 1)?.name.in_lang(lang).to_owned())
    };
    let own = own.iter().flat_map(|stage| {
        let next = next(&stage.code).unwrap_or_else(|| next_step(lang));
        stages::stage(doc, stage, &next, lang)
    });
    own.collect()
}

fn one_total(doc: &RuleDocument, rule: &TotalRule, lang: Lang) -> String {
    sentence(totals::total(doc, rule, lang), lang)
}

fn one_ties(doc: &RuleDocument, rule: &Ties, lang: Lang) -> String {
    sentence(lists::ties(doc, rule, lang), lang)
}

fn whole_total(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let total = doc.total.as_ref();
    let ties = doc.ties.as_ref();
    let tests = doc.extra_tests.iter();
    total
        .map(|rule| one_total(doc, rule, lang))
        .into_iter()
        .chain(ties.map(|rule| one_ties(doc, rule, lang)))
        .chain(tests.map(|test| sentence([stages::extra_test(test, lang)], lang)))
        .collect()
}

fn steps(doc: &RuleDocument, rules: &[AfterStep], lang: Lang) -> Vec<String> {
    each(rules.iter().map(|step| after::step(doc, step, lang)), lang)
}

fn whole_after(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let steps = steps(doc, doc.after.as_deref().unwrap_or_default(), lang);
    let seats = doc.reserved.iter();
    let seats = seats.map(|seats| lists::reserved(doc, seats, lang));
    let reserve = doc.reserve.as_ref();
    let reserve = reserve.map(|rule| after::reserve(doc, rule, lang));
    let hire = doc.hire.as_ref();
    let hire = hire.map(|rule| after::hire(doc, rule, lang));
    let certificate = doc.certificate.as_ref();
    let certificate = certificate.map(|rule| vec![after::certificate(rule, lang)]);
    let others = seats.chain(reserve).chain(hire).chain(certificate);
    steps.into_iter().chain(each(others, lang)).collect()
}

fn published(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let lists = doc.publication.iter().flatten();
    let lists = lists.map(|rule| publishing::publication(doc, rule, lang));
    let holidays = doc.holidays.as_ref();
    let holidays = holidays.map(|rule| publishing::holidays(rule, lang));
    let recordings = doc.recordings.as_ref();
    let recordings = recordings.map(|rule| vec![publishing::recordings(rule, lang)]);
    each(lists.chain(holidays).chain(recordings), lang)
}

/// `甲：…`; a part that is not stated says so.
fn titled(title: &str, said: &[String], lang: Lang) -> String {
    match said {
        [] => {
            let unstated = UNSTATED.in_lang(lang);
            sentence(
                [say!(lang, "{title}：{unstated}", "{title}: {unstated}")],
                lang,
            )
        }
        said => {
            let said = said.join(GAP.in_lang(lang));
            sentence([say!(lang, "{title}：{said}", "{title}: {said}")], lang)
        }
    }
}
