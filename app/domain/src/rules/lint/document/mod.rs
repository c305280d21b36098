//! What belongs to no family: names and codes, variants, what the notice leaves open, decisions, marks of a template.

mod codes;
mod decisions;
mod findings;
mod say;
mod unknown;

use super::super::document::TemplateMark;
use super::super::eligibility::lint::post_name;
use super::super::engine::nearest;
use super::super::paths;
use super::super::{RuleDocument, Unsettled, Variant};
use super::{Ground, Report};
use crate::text::Bilingual;
pub(crate) use codes::circle;
pub(crate) use decisions::is_set_later;
pub use findings::{DayOf, Decides, DocumentLint, Midnight};
pub(super) use unknown::cannot_compute;

pub(super) fn check(ground: &Ground<'_>, report: &mut Report) {
    let doc = ground.doc;
    unknown::check(ground, report);
    codes::check(doc, report);
    for (index, variant) in doc.variants.iter().enumerate() {
        self::variant(doc, &format!("/variants/{index}"), variant, report);
    }
    overlaps(doc, report);
    for (index, open) in doc.unsettled.iter().enumerate() {
        unsettled(ground, &format!("/unsettled/{index}"), open, report);
    }
    decisions::check(doc, report);
    for (path, mark) in &doc.marks {
        let step = path.replace('~', "~0").replace('/', "~1");
        if !paths::is_field(&ground.json, path) {
            let field = path.clone();
            report.add("/marks", DocumentLint::UnknownPath { field });
        }
        if let TemplateMark::Within(bounds) = mark
            && bounds.from > bounds.to
        {
            report.add(format!("/marks/{step}/within"), DocumentLint::EmptyRange);
        }
    }
}

fn variant(doc: &RuleDocument, path: &str, variant: &Variant, report: &mut Report) {
    let name = || variant.name.clone();
    let covers = |post: &&super::super::Post| variant.scope.covers(&post.code, post.pool.as_ref());
    if variant.scope.is_everything() {
        report.add(path, DocumentLint::VariantForAll { name: name() });
    } else if !doc.posts.iter().any(|post| covers(&post)) && !doc.posts.is_empty() {
        let finding = DocumentLint::VariantCoversNothing { name: name() };
        report.add(format!("{path}/scope"), finding);
    }
    if variant.stages.is_some() && !variant.stage.is_empty() {
        report.add(format!("{path}/stage"), DocumentLint::VariantStagesTwice);
    }
    for (index, stage) in variant.stage.iter().enumerate() {
        if !doc.stages.iter().any(|own| own.code == stage.code) {
            let stage = stage.code.clone();
            let known = doc.stages.iter().map(|own| own.code.as_str());
            let nearest = nearest(stage.as_str(), known).map(str::to_owned);
            let finding = DocumentLint::VariantStageNowhere { stage, nearest };
            report.add(format!("{path}/stage/{index}"), finding);
        }
    }
}

/// No two variants share a post: the rules would be those of the first, and nobody could tell.
fn overlaps(doc: &RuleDocument, report: &mut Report) {
    for (index, later) in doc.variants.iter().enumerate() {
        let shared = doc.posts.iter().filter(|post| {
            let covers = |one: &Variant| one.scope.covers(&post.code, post.pool.as_ref());
            covers(later) && doc.variants[..index].iter().any(covers)
        });
        let posts: Vec<Bilingual> = shared.map(|post| post_name(doc, &post.code)).collect();
        if !posts.is_empty() {
            let path = format!("/variants/{index}/scope");
            report.add(path, DocumentLint::VariantsOverlap { posts });
        }
    }
}

fn unsettled(ground: &Ground<'_>, path: &str, open: &Unsettled, report: &mut Report) {
    if !paths::is_field(&ground.json, &open.of) {
        let field = open.of.clone();
        report.add(format!("{path}/of"), DocumentLint::UnknownPath { field });
    }
    let readings = format!("{path}/readings");
    match open.readings.len() {
        0 => report.add(readings, DocumentLint::UnsettledWithoutReadings),
        1 => report.add(readings, DocumentLint::UnsettledOneReading),
        _ => {}
    }
    let decided = ground.doc.decisions.iter();
    if !decided.into_iter().any(|own| own.of == open.code.as_str()) {
        let (question, body) = (open.question.clone(), open.body.clone());
        report.add(path, DocumentLint::UnsettledOpen { question, body });
    }
}
