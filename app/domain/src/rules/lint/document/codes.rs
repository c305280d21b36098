//! Codes stand once, names are there, and nothing leads back to itself.

use super::super::super::document::RuleDocument;
use super::super::super::eligibility::Condition;
use super::super::super::eligibility::lint::{requirements, requirements_of};
use super::super::super::stages::{Scoring, Stage};
use super::super::{Course, Report, once};
use super::DocumentLint;
use crate::text::Bilingual;
use std::collections::BTreeSet;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    of_document(doc, report);
    of_people(doc, report);
    for course in Course::all(doc) {
        of_course(&course, report);
    }
    names(doc, report);
    cycles(doc, report);
}

/// Lists whose entries have a code of their own.
fn of_document(doc: &RuleDocument, report: &mut Report) {
    macro_rules! each_once {
        ($($path:literal: $list:ident by $code:ident),* $(,)?) => {
            $(once($path, doc.$list.iter().map(|one| one.$code.as_str()), report);)*
        };
    }
    each_once!(
        "/posts": posts by code,
        "/pools": pools by code,
        "/areas": areas by code,
        "/facts": facts by key,
        "/definitions": definitions by name,
        "/days": days by name,
        "/tracks": tracks by code,
        "/extra_tests": extra_tests by code,
        "/exclusions": exclusions by id,
        "/reserved": reserved by code,
        "/unsettled": unsettled by code,
    );
}

fn of_people(doc: &RuleDocument, report: &mut Report) {
    let mut ids = Vec::new();
    for (_, requirement) in requirements(doc) {
        ids.push(requirement.id.as_str());
        ids.extend(requirement.relaxations.iter().map(|own| own.id.as_str()));
    }
    once("/eligibility", ids.into_iter(), report);
    for (index, fact) in doc.facts.iter().enumerate() {
        let options = fact.kind.options().iter().map(|one| one.code.as_str());
        once(&format!("/facts/{index}/kind"), options, report);
    }
}

fn of_course(course: &Course<'_>, report: &mut Report) {
    let stages = &course.rules.stages;
    let steps = stages.iter().map(|stage| stage.code.as_str());
    let after = course.rules.after.iter().map(|step| step.code.as_str());
    once(&course.stages_path(), steps.chain(after), report);
    let lines = stages.iter().flat_map(|stage| stage.lines.iter().flatten());
    let lines = lines.chain(course.rules.total.lines.iter().flatten());
    once(
        &course.stages_path(),
        lines.map(|line| line.code.as_str()),
        report,
    );
    for (index, stage) in stages.iter().enumerate() {
        let path = course.stage_path(index);
        if stage.code.as_str() == "total" {
            let name = stage.code.to_string();
            report.add(&path, DocumentLint::ReservedCode { name });
        }
        of_stage(&path, stage, report);
    }
}

fn of_stage(path: &str, stage: &Stage, report: &mut Report) {
    let sittings = stage.times.iter().flat_map(|times| &times.sittings);
    let sittings = sittings.map(|sitting| sitting.code.as_str());
    once(&format!("{path}/times/sittings"), sittings, report);
    match &stage.scoring {
        Some(Scoring::Papers(papers)) => {
            let path = format!("{path}/scoring/papers/papers");
            once(
                &path,
                papers.papers.iter().map(|one| one.code.as_str()),
                report,
            );
            for (index, paper) in papers.papers.iter().enumerate() {
                let questions = paper.questions.iter().map(|one| one.code.as_str());
                once(&format!("{path}/{index}/questions"), questions, report);
            }
        }
        Some(Scoring::Panel(panel)) => {
            let elements = panel.elements.iter().map(|one| one.code.as_str());
            once(&format!("{path}/scoring/panel/elements"), elements, report);
        }
        Some(Scoring::Points(points)) => {
            let events = points.events.iter().map(|one| one.code.as_str());
            once(&format!("{path}/scoring/points/events"), events, report);
        }
        None => {}
    }
}

fn names(doc: &RuleDocument, report: &mut Report) {
    let mut named = |path: String, name: &Bilingual| {
        if name.is_empty() {
            report.add(path, DocumentLint::EmptyText);
        }
    };
    named("/title".to_owned(), &doc.title);
    for (index, post) in doc.posts.iter().enumerate() {
        named(format!("/posts/{index}/name"), &post.name);
    }
    for (index, fact) in doc.facts.iter().enumerate() {
        named(format!("/facts/{index}/label"), &fact.label);
    }
    for (index, stage) in doc.stages.iter().enumerate() {
        named(format!("/stages/{index}/name"), &stage.name);
    }
}

/// Definitions, posts and areas may refer to each other, but not in a circle.
fn cycles(doc: &RuleDocument, report: &mut Report) {
    for (index, definition) in doc.definitions.iter().enumerate() {
        let next = |name: &str| {
            let found = doc.definitions.iter().find(|own| own.name.as_str() == name);
            found.map_or_else(Vec::new, |own| definitions_in(&own.condition))
        };
        circle(
            definition.name.as_str(),
            next,
            &format!("/definitions/{index}"),
            report,
        );
    }
    for (index, post) in doc.posts.iter().enumerate() {
        let next = |code: &str| {
            let found = doc.posts.iter().find(|post| post.code.as_str() == code);
            let needed = found
                .into_iter()
                .flat_map(|post| requirements_of(doc, post));
            needed
                .flat_map(|(_, own)| posts_in(&own.condition))
                .collect()
        };
        circle(post.code.as_str(), next, &format!("/posts/{index}"), report);
    }
    for (index, area) in doc.areas.iter().enumerate() {
        let next = |code: &str| {
            let found = doc.areas.iter().find(|area| area.code.as_str() == code);
            let outer = found.and_then(|area| area.inside.as_ref());
            outer.map(ToString::to_string).into_iter().collect()
        };
        circle(area.code.as_str(), next, &format!("/areas/{index}"), report);
    }
}

/// Notes `start` when one comes back to it by following `next`.
pub(crate) fn circle(
    start: &str,
    next: impl Fn(&str) -> Vec<String>,
    path: &str,
    report: &mut Report,
) {
    let mut seen = BTreeSet::new();
    let mut open = next(start);
    while let Some(name) = open.pop() {
        if name == start {
            return report.add(path, DocumentLint::Cycle { name });
        }
        if seen.insert(name.clone()) {
            open.extend(next(&name));
        }
    }
}

fn definitions_in(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::Defined(name) => vec![name.to_string()],
        other => other.branches().iter().flat_map(definitions_in).collect(),
    }
}

fn posts_in(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::QualifiesFor(post) => vec![post.to_string()],
        other => other.branches().iter().flat_map(posts_in).collect(),
    }
}
