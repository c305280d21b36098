//! What the codes of a document stand for: the names that it gives them, or the code where it gives none.

mod say;

pub(crate) use say::{formula, full_of, only, parts};
pub use say::{score_name, whole_name};

use super::say::{TOTAL, aside, either};
use super::stages::{Element, Event, Paper, Scoring, Stage};
use super::{
    AfterStep, BonusCode, BonusRule, ColumnKey, ElementCode, EventCode, FactKey, FactKind,
    OptionCode, PaperCode, PoolCode, PostCode, RuleDocument, Scope, StageCode, TestCode, TrackCode,
};
use crate::text::{Bilingual, Lang};

/// The code by which lines, decisions and outcomes mean the total.
pub(crate) const TOTAL_CODE: &str = "total";

fn named(name: Option<&Bilingual>, code: &str, lang: Lang) -> String {
    name.map_or_else(|| code.to_owned(), |name| name.in_lang(lang).to_owned())
}

/// Posts of one name are told apart by their codes.
pub(crate) fn post(doc: &RuleDocument, code: &PostCode, lang: Lang) -> String {
    let Some(post) = doc.post(code) else {
        return code.to_string();
    };
    let same = doc.posts.iter().filter(|other| other.name == post.name);
    let name = post.name.in_lang(lang);
    match same.count() {
        0 | 1 => name.to_owned(),
        _ => format!("{name}{}", aside(code.as_str(), lang)),
    }
}

pub(crate) fn pool(doc: &RuleDocument, code: &PoolCode, lang: Lang) -> String {
    named(doc.pool(code).map(|pool| &pool.name), code.as_str(), lang)
}

/// Posts and pools; nothing where all are meant.
pub(crate) fn scope(doc: &RuleDocument, scope: &Scope, lang: Lang) -> String {
    let pools = scope.pools.iter().map(|code| pool(doc, code, lang));
    let posts = scope.posts.iter().map(|code| post(doc, code, lang));
    either(pools.chain(posts), lang)
}

pub(crate) fn fact(doc: &RuleDocument, key: &FactKey, lang: Lang) -> String {
    named(doc.fact(key).map(|def| &def.label), key.as_str(), lang)
}

/// A column of a fact that has rows.
pub(crate) fn column(doc: &RuleDocument, of: &FactKey, key: &ColumnKey, lang: Lang) -> String {
    let found = row_column(doc, of, key);
    named(found.map(|column| &column.label), key.as_str(), lang)
}

fn row_column<'a>(
    doc: &'a RuleDocument,
    of: &FactKey,
    key: &ColumnKey,
) -> Option<&'a super::RowColumn> {
    match doc.fact(of).map(|def| &def.kind) {
        Some(FactKind::Rows(rows)) => rows.columns.iter().find(|column| column.key == *key),
        _ => None,
    }
}

/// An option of a column.
pub(crate) fn row_option(
    doc: &RuleDocument,
    of: &FactKey,
    key: &ColumnKey,
    code: &OptionCode,
    lang: Lang,
) -> String {
    let options = row_column(doc, of, key).map_or(&[][..], |column| column.kind.options());
    let found = options.iter().find(|option| option.code == *code);
    named(found.map(|option| &option.label), code.as_str(), lang)
}

/// Every stage that the document states: the common ones, then those of variants.
pub(crate) fn stages(doc: &RuleDocument) -> impl Iterator<Item = &Stage> {
    let own = doc
        .variants
        .iter()
        .flat_map(|variant| variant.stages.iter().flatten().chain(&variant.stage));
    doc.stages.iter().chain(own)
}

fn after_steps(doc: &RuleDocument) -> impl Iterator<Item = &AfterStep> {
    let own = doc
        .variants
        .iter()
        .filter_map(|variant| variant.after.as_ref());
    doc.after.iter().chain(own).flatten()
}

/// A stage, a step after the exam, or the total; also those that stand by default.
pub(crate) fn step(doc: &RuleDocument, code: &StageCode, lang: Lang) -> String {
    if code.as_str() == TOTAL_CODE {
        return TOTAL.in_lang(lang).to_owned();
    }
    let stage = stages(doc).find(|stage| stage.code == *code);
    let stage = stage.map(|stage| &stage.name);
    let step = || after_steps(doc).find(|step| step.code == *code);
    if let Some(name) = stage.or_else(|| step().map(|step| &step.name)) {
        return name.in_lang(lang).to_owned();
    }
    let common = doc.common_rules();
    let stage = common.stage(code).map(|stage| &stage.name);
    let name = stage.or_else(|| common.after_step(code).map(|step| &step.name));
    named(name, code.as_str(), lang)
}

fn scorings<'a>(
    doc: &'a RuleDocument,
    stage: &'a StageCode,
) -> impl Iterator<Item = &'a Scoring> + 'a {
    let own = stages(doc).filter(move |own| own.code == *stage);
    own.filter_map(|own| own.scoring.as_ref())
}

/// Whether people sit papers at this stage, also at one that stands by default.
pub(crate) fn has_papers(doc: &RuleDocument, code: &StageCode) -> bool {
    let papers = |scoring: &Scoring| matches!(scoring, Scoring::Papers(_));
    match scorings(doc, code).next() {
        Some(scoring) => papers(scoring),
        None => {
            let common = doc.common_rules();
            let scoring = common.stage(code).and_then(|stage| stage.scoring.as_ref());
            scoring.is_some_and(papers)
        }
    }
}

fn papers_of(scoring: &Scoring) -> &[Paper] {
    match scoring {
        Scoring::Papers(papers) => &papers.papers,
        _ => &[],
    }
}

fn events_of(scoring: &Scoring) -> &[Event] {
    match scoring {
        Scoring::Points(points) => &points.events,
        _ => &[],
    }
}

fn elements_of(scoring: &Scoring) -> Vec<&Element> {
    match scoring {
        Scoring::Panel(panel) => panel.elements.iter().collect(),
        _ => papers_of(scoring)
            .iter()
            .flat_map(|paper| &paper.questions)
            .collect(),
    }
}

pub(crate) fn paper(doc: &RuleDocument, stage: &StageCode, code: &PaperCode, lang: Lang) -> String {
    let mut papers = scorings(doc, stage).flat_map(papers_of);
    let found = papers.find(|paper| paper.code == *code);
    named(found.map(|paper| &paper.name), code.as_str(), lang)
}

pub(crate) fn event(doc: &RuleDocument, stage: &StageCode, code: &EventCode, lang: Lang) -> String {
    let mut events = scorings(doc, stage).flat_map(events_of);
    let found = events.find(|event| event.code == *code);
    named(found.map(|event| &event.name), code.as_str(), lang)
}

/// An element of a sheet, or a question of a paper.
pub(crate) fn element(
    doc: &RuleDocument,
    stage: &StageCode,
    code: &ElementCode,
    lang: Lang,
) -> String {
    let mut elements = scorings(doc, stage).flat_map(elements_of);
    let found = elements.find(|element| element.code == *code);
    named(found.map(|element| &element.name), code.as_str(), lang)
}

fn bonus_rules(doc: &RuleDocument) -> impl Iterator<Item = &BonusRule> {
    let own = doc
        .variants
        .iter()
        .filter_map(|variant| variant.bonus.as_ref());
    doc.bonus.iter().chain(own)
}

/// A bonus item, or a group of them.
pub(crate) fn bonus(doc: &RuleDocument, code: &BonusCode, lang: Lang) -> String {
    let item = bonus_rules(doc)
        .flat_map(|rule| &rule.items)
        .find(|item| item.code == *code);
    let group = || {
        bonus_rules(doc)
            .flat_map(|rule| &rule.groups)
            .find(|group| group.code == *code)
    };
    let name = item.map(|item| &item.name);
    let name = name.or_else(|| group().map(|group| &group.name));
    named(name, code.as_str(), lang)
}

pub(crate) fn test(doc: &RuleDocument, code: &TestCode, lang: Lang) -> String {
    let found = doc.extra_tests.iter().find(|test| test.code == *code);
    named(found.map(|test| &test.name), code.as_str(), lang)
}

pub(crate) fn track(doc: &RuleDocument, code: &TrackCode, lang: Lang) -> String {
    let found = doc.tracks.iter().find(|track| track.code == *code);
    named(found.map(|track| &track.name), code.as_str(), lang)
}
