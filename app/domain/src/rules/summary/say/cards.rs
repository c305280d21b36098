//! The course as cards: each stage, the total, each step after the exam, topic by topic.

use super::{after, next_step, stages, totals};
use crate::rules::lists::say as lists;
use crate::rules::parts::Part;
use crate::rules::say::{TOTAL, clauses, say, sentence};
use crate::rules::summary::{Card, Topic};
use crate::rules::{Lang, RuleDocument, Stage};

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
        Card {
            part: Part::After,
            index,
            name: step.name.in_lang(lang).to_owned(),
            rows: rows([(Topic::TakesPart, Some(said))], lang),
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
        (Topic::Notice, notice),
    ];
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
    let rows = rows([(Topic::Formed, formed), (Topic::Level, level)], lang);
    (!rows.is_empty()).then(|| Card {
        part: Part::Total,
        index: 0,
        name: TOTAL.in_lang(lang).to_owned(),
        rows,
    })
}
