//! The course as cards: each stage, the total, each step after the exam, topic by topic.

use super::{after, next_step, publishing, stages, totals};
use crate::rules::lists::say as lists;
use crate::rules::parts::Part;
use crate::rules::publishing::Published;
use crate::rules::say::{TOTAL, clauses, say, sentence};
use crate::rules::summary::{Card, Topic};
use crate::rules::{Lang, RuleDocument, Stage, StageCode};

/// The common course as it is stated, in its order.
pub(in crate::rules::summary) fn cards(doc: &RuleDocument, lang: Lang) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for (index, stage) in doc.stages.iter().enumerate() {
        let next = doc.stages.get(index + 1);
        let next = next.map(|next| next.name.in_lang(lang));
        let next = next.map_or_else(|| next_step(lang), str::to_owned);
        cards.push(of_stage(doc, (index, stage), &next, lang));
    }
    cards.extend(total(doc, lang));
    let steps = doc.after.iter().flatten().enumerate();
    cards.extend(steps.map(|(index, step)| {
        let said = clauses(after::step(doc, step, lang), lang);
        let said = std::iter::once((Topic::TakesPart, Some(said)));
        Card {
            part: Part::After,
            index,
            name: step.name.in_lang(lang).to_owned(),
            rows: rows(said.chain(put_up(doc, &of_step(&step.code), lang)), lang),
        }
    }));
    cards
}

fn rows(
    said: impl IntoIterator<Item = (Topic, Option<String>)>,
    lang: Lang,
) -> Vec<(Topic, String)> {
    let stated = said.into_iter().filter_map(|(topic, said)| {
        let said = said.filter(|said| !said.is_empty())?;
        Some((topic, sentence([said], lang)))
    });
    stated.collect()
}

/// What can be put up about a step of the course.
fn of_step(code: &StageCode) -> [Published; 2] {
    [
        Published::List(code.clone()),
        Published::Results(code.clone()),
    ]
}

/// The days on which something about a card is put up, as far as the notice prints them.
fn put_up(doc: &RuleDocument, about: &[Published], lang: Lang) -> Vec<(Topic, Option<String>)> {
    let own = doc.publication.iter().flatten();
    let own = own.filter(|rule| about.contains(&rule.of));
    own.map(|rule| (Topic::PutUp, publishing::dated(doc, rule, lang)))
        .collect()
}

fn of_stage(doc: &RuleDocument, (index, stage): (usize, &Stage), next: &str, lang: Lang) -> Card {
    let said = stages::topics(doc, stage, next, lang);
    let alone = said.sittings.len() == 1;
    let held = said.sittings.into_iter().map(|(code, what)| {
        let what = match alone {
            true => what,
            false => say!(lang, "场次{code}：{what}", "sitting {code}: {what}"),
        };
        (Topic::Held, Some(what))
    });
    let notice = stage.clause.as_ref();
    let notice = notice.map(|clause| clause.in_lang(lang).to_owned());
    let others = [
        (Topic::Checked, said.checked),
        (Topic::Scored, said.scored),
        (Topic::Lines, said.lines),
        (Topic::GoesOn, said.cut),
        (Topic::Recount, said.recount),
    ];
    let put_up = put_up(doc, &of_step(&stage.code), lang);
    let others = others.into_iter().chain(put_up);
    let others = others.chain([(Topic::Notice, notice)]);
    Card {
        part: Part::Stages,
        index,
        name: stage.name.in_lang(lang).to_owned(),
        rows: rows(held.chain(others), lang),
    }
}

/// The total with what orders people who are level.
fn total(doc: &RuleDocument, lang: Lang) -> Option<Card> {
    let formed = doc.total.as_ref();
    let formed = formed.map(|rule| clauses(totals::total(doc, rule, lang), lang));
    let level = doc.ties.as_ref();
    let level = level.map(|rule| clauses(lists::ties(doc, rule, lang), lang));
    let said = [(Topic::Formed, formed), (Topic::Level, level)];
    let said = said
        .into_iter()
        .chain(put_up(doc, &[Published::Totals], lang));
    let rows = rows(said, lang);
    (!rows.is_empty()).then(|| Card {
        part: Part::Total,
        index: 0,
        name: TOTAL.in_lang(lang).to_owned(),
        rows,
    })
}
