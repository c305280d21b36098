//! The titles that a table of people needs, as an empty table to fill in.

use super::super::say::{self, Word};
use crate::rules::document::RuleDocument;
use crate::rules::stages::{Scoring, Stage};
use crate::text::Lang;

/// The titles of an empty table for these rules, in one language.
pub fn template(doc: &RuleDocument, lang: Lang) -> Vec<String> {
    let mut titles: Vec<String> = [Word::Number, Word::Post]
        .map(|word| say::title(word, lang).to_owned())
        .into();
    let mut seen = std::collections::BTreeSet::new();
    for post in &doc.posts {
        for stage in doc.for_post(post).stages {
            if seen.insert(stage.code.clone()) {
                titles.extend(of_stage(&stage, lang));
            }
        }
    }
    titles.extend(
        [Word::Left, Word::LeftAt, Word::LeftAs].map(|word| say::title(word, lang).to_owned()),
    );
    titles
}

fn of_stage(stage: &Stage, lang: Lang) -> Vec<String> {
    let name = stage.name.in_lang(lang);
    let mut titles = Vec::new();
    if stage.check.is_some() {
        titles.push(format!("{name}:{}", say::title(Word::Check, lang)));
    }
    match &stage.scoring {
        None => {}
        Some(Scoring::Papers(papers)) => {
            let papers = papers.papers.iter();
            titles.extend(papers.map(|paper| format!("{name}:{}", paper.name.in_lang(lang))));
        }
        Some(Scoring::Panel(panel)) => {
            titles.push(format!("{name}:{}", say::title(Word::Room, lang)));
            let seats = 1..=usize::from(panel.examiners.unwrap_or(7));
            titles.extend(seats.map(|seat| format!("{name}:{}", say::examiner_title(seat, lang))));
        }
        Some(Scoring::Points(points)) if points.events.is_empty() => titles.push(name.to_owned()),
        Some(Scoring::Points(points)) => {
            let events = points.events.iter();
            titles.extend(events.map(|event| format!("{name}:{}", event.name.in_lang(lang))));
        }
    }
    titles
}
