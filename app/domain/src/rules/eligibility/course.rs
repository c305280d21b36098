//! What facts decide about the course of one person: tracks, reserved seats, keys of ties, bands.

use super::columns::{facts_of_all, without_column};
use super::condition::Condition;
use super::person::{Person, budget};
use super::truth::Truth;
use crate::rules::bonus::BonusPoints;
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Candidate, FactColumns};
use crate::rules::for_post::PostRules;
use crate::rules::lists::TieKey;
use crate::rules::stages::Scoring;
use std::collections::BTreeSet;

/// What can be said about a condition for one person.
pub(crate) fn truth_of(
    doc: &RuleDocument,
    columns: &FactColumns,
    candidate: &Candidate,
    condition: &Condition,
) -> Truth {
    let steps = budget();
    let post = doc.post(&candidate.post);
    Person::new(doc, &candidate.facts, post, columns, &steps).test(condition)
}

/// Whether a condition holds; `None`: that is not known.
pub fn holds(
    doc: &RuleDocument,
    columns: &FactColumns,
    candidate: &Candidate,
    condition: &Condition,
) -> Option<bool> {
    match truth_of(doc, columns, candidate, condition) {
        Truth::Known { holds, .. } => Some(holds),
        Truth::Unknown(_) | Truth::Background => None,
    }
}

/// The first track whose condition holds, as its place in the document; `None`: the common course.
///
/// # Errors
/// The missing facts, when it is not known whether a track holds that comes before the first that does.
pub fn track_of(
    doc: &RuleDocument,
    columns: &FactColumns,
    candidate: &Candidate,
) -> Result<Option<usize>, Vec<FactKey>> {
    for (at, track) in doc.tracks.iter().enumerate() {
        let Some(when) = &track.when else { continue };
        match truth_of(doc, columns, candidate, when) {
            Truth::Known { holds: true, .. } => return Ok(Some(at)),
            Truth::Known { holds: false, .. } => {}
            Truth::Unknown(missing) => return Err(missing.into_iter().collect()),
            Truth::Background => return Err(facts_of_all(doc, [when])),
        }
    }
    Ok(None)
}

/// Facts that the course of somebody hangs on and that have no column: for these a run cannot be made. Unlike a
/// requirement, a track that is not looked at would send people another way.
pub fn course_facts_without_column(doc: &RuleDocument, columns: &FactColumns) -> Vec<FactKey> {
    let mut course = Course::default();
    let tracks = doc.tracks.iter().filter_map(|track| track.when.as_ref());
    course.conditions.extend(tracks);
    let reserved = doc.reserved.iter().map(|reserved| &reserved.when);
    course.conditions.extend(reserved);
    let mut rules: Vec<PostRules> = Vec::new();
    for post in &doc.posts {
        let own = doc.for_post(post);
        if !rules.iter().any(|known| known.set() == own.set()) {
            rules.push(own);
        }
    }
    rules.iter().for_each(|own| course.read(own));
    let mut facts = facts_of_all(doc, course.conditions);
    facts.extend(course.facts.into_iter().cloned());
    let without: BTreeSet<FactKey> = without_column(doc, columns, &facts).into_iter().collect();
    without.into_iter().collect()
}

/// The facts that a run over accepted people reads: what their course hangs on, and what bonus points are counted from,
/// with the answers that decide whether those were asked at all. Nothing else about a person belongs into a run.
pub fn facts_of_run(doc: &RuleDocument) -> BTreeSet<FactKey> {
    let course = course_facts_without_column(doc, &FactColumns::None);
    let mut facts: BTreeSet<FactKey> = course.into_iter().collect();
    let variants = doc
        .variants
        .iter()
        .filter_map(|variant| variant.bonus.as_ref());
    let items = doc
        .bonus
        .iter()
        .chain(variants)
        .flat_map(|rule| &rule.items);
    for item in items {
        facts.extend(item.points.fact().cloned());
        if let BonusPoints::Bands(bands) = &item.points {
            let conditions = bands.bands.iter().filter_map(|band| band.when.as_ref());
            facts.extend(facts_of_all(doc, conditions));
        }
    }
    loop {
        let before = facts.len();
        let asked = doc.facts.iter().filter(|def| facts.contains(&def.key));
        let conditions = asked.filter_map(|def| def.asked_when.as_ref());
        let more = facts_of_all(doc, conditions);
        facts.extend(more);
        if facts.len() == before {
            return facts;
        }
    }
}

/// Every key by which people who are level are ordered, at the total and in each list.
pub(super) fn tie_keys(rules: &PostRules) -> impl Iterator<Item = &TieKey> {
    let cuts = rules.stages.iter().filter_map(|stage| stage.cut.as_ref());
    let steps = rules.after.iter().map(|step| &step.list);
    let levels = cuts.chain(steps).filter_map(|list| list.level.as_ref());
    std::iter::once(&rules.ties)
        .chain(levels)
        .flat_map(|ties| &ties.keys)
}

#[derive(Default)]
struct Course<'a> {
    conditions: Vec<&'a Condition>,
    facts: Vec<&'a FactKey>,
}

impl<'a> Course<'a> {
    fn read(&mut self, rules: &'a PostRules) {
        for stage in &rules.stages {
            if let Some(Scoring::Points(points)) = &stage.scoring {
                let bands = points.events.iter().flat_map(|event| &event.bands);
                let conditions = bands.filter_map(|band| band.when.as_ref());
                self.conditions.extend(conditions);
            }
        }
        for key in tie_keys(rules) {
            match key {
                TieKey::HigherLevel(fact) | TieKey::Later(fact) => self.facts.push(fact),
                TieKey::Status(status) => self.conditions.push(&status.when),
                TieKey::Preference(list) => {
                    self.conditions
                        .extend(list.iter().map(|status| &status.when));
                }
                TieKey::Higher(_) => {}
            }
        }
    }
}
