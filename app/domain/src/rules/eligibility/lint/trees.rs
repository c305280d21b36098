//! Every condition of a document with its path.

use super::requirements;
use crate::rules::bonus::BonusRule;
use crate::rules::codes::DefinitionName;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{AreaOf, Condition, Instead};
use crate::rules::lists::{TieKey, Ties};
use crate::rules::stages::{Band, Scoring, Stage};
use std::collections::BTreeSet;

/// A condition from its top, with its path.
pub(crate) struct Tree<'d> {
    pub path: String,
    pub condition: &'d Condition,
}

#[derive(Default)]
struct Trees<'d>(Vec<Tree<'d>>);

/// Every condition of the document.
pub(crate) fn trees(doc: &RuleDocument) -> Vec<Tree<'_>> {
    let mut trees = Trees::default();
    trees.of_people(doc);
    trees.of_course("", doc.bonus.as_ref(), &doc.stages, doc.ties.as_ref());
    for (index, own) in doc.variants.iter().enumerate() {
        let path = format!("/variants/{index}");
        let stages = own.stages.as_deref().unwrap_or_default();
        trees.of_course(&path, own.bonus.as_ref(), stages, own.ties.as_ref());
        trees.of_stages(&format!("{path}/stage"), &own.stage);
    }
    trees.of_process(doc);
    trees.0
}

/// Whether a condition looks at the post itself.
pub(super) fn reads_post(condition: &Condition) -> bool {
    match condition {
        Condition::Post(_) | Condition::Pool(_) | Condition::PostIn(_) => true,
        Condition::SameArea(test) => test.other == AreaOf::Post,
        other => other.branches().iter().any(reads_post),
    }
}

/// Definitions that are used where nobody is let in by them: to bar, to ask, under a "not", in place of a requirement.
pub(super) fn defined_aside(doc: &RuleDocument, trees: &[Tree<'_>]) -> BTreeSet<DefinitionName> {
    let mut aside = BTreeSet::new();
    for tree in trees {
        let to_let_in = !["/facts/", "/exclusions/"]
            .iter()
            .any(|part| tree.path.starts_with(part))
            && !tree.path.ends_with("/instead/condition");
        named(tree.condition, !to_let_in, &mut aside);
    }
    let mut open: Vec<DefinitionName> = aside.iter().cloned().collect();
    while let Some(name) = open.pop() {
        let mut inside = BTreeSet::new();
        let own = doc.definitions.iter().filter(|own| own.name == name);
        own.for_each(|own| named(&own.condition, true, &mut inside));
        open.extend(inside.into_iter().filter(|name| aside.insert(name.clone())));
    }
    aside
}

/// The definitions that a condition names: all of them, or those under a "not".
fn named(condition: &Condition, all: bool, found: &mut BTreeSet<DefinitionName>) {
    match condition {
        Condition::Defined(name) if all => drop(found.insert(name.clone())),
        Condition::Not(inner) => named(inner, true, found),
        other => other
            .branches()
            .iter()
            .for_each(|branch| named(branch, all, found)),
    }
}

impl<'d> Trees<'d> {
    fn add(&mut self, path: String, condition: &'d Condition) {
        self.0.push(Tree { path, condition });
    }

    fn maybe(&mut self, path: String, condition: Option<&'d Condition>) {
        if let Some(condition) = condition {
            self.add(path, condition);
        }
    }

    fn of_people(&mut self, doc: &'d RuleDocument) {
        for (index, fact) in doc.facts.iter().enumerate() {
            self.maybe(
                format!("/facts/{index}/asked_when"),
                fact.asked_when.as_ref(),
            );
        }
        for (index, own) in doc.definitions.iter().enumerate() {
            self.add(format!("/definitions/{index}/condition"), &own.condition);
        }
        for (path, requirement) in requirements(doc) {
            self.add(format!("{path}/condition"), &requirement.condition);
            for (index, relaxation) in requirement.relaxations.iter().enumerate() {
                let path = format!("{path}/relaxations/{index}");
                self.add(format!("{path}/who"), &relaxation.who);
                if let Instead::Condition(condition) = &relaxation.instead {
                    self.add(format!("{path}/instead/condition"), condition);
                }
            }
        }
        for (index, exclusion) in doc.exclusions.iter().enumerate() {
            self.add(format!("/exclusions/{index}/when"), &exclusion.when);
        }
        for (index, track) in doc.tracks.iter().enumerate() {
            self.maybe(format!("/tracks/{index}/when"), track.when.as_ref());
        }
        for (index, reserved) in doc.reserved.iter().enumerate() {
            self.add(format!("/reserved/{index}/when"), &reserved.when);
        }
    }

    fn of_process(&mut self, doc: &'d RuleDocument) {
        let fees = doc
            .applying
            .iter()
            .flat_map(|own| own.fees.iter().enumerate());
        for (fee, own) in fees {
            for (index, waiver) in own.waivers.iter().enumerate() {
                let path = format!("/applying/fees/{fee}/waivers/{index}/when");
                self.maybe(path, waiver.when.as_ref());
            }
        }
        let commitment = doc.hire.as_ref().and_then(|hire| hire.commitment.as_ref());
        let when = commitment.and_then(|own| own.when.as_ref());
        self.maybe("/hire/commitment/when".to_owned(), when);
    }

    fn of_course(
        &mut self,
        path: &str,
        bonus: Option<&'d BonusRule>,
        stages: &'d [Stage],
        ties: Option<&'d Ties>,
    ) {
        if let Some(rule) = bonus {
            for (index, item) in rule.items.iter().enumerate() {
                self.add(format!("{path}/bonus/items/{index}/when"), &item.when);
            }
        }
        self.of_stages(&format!("{path}/stages"), stages);
        if let Some(ties) = ties {
            self.of_keys(&format!("{path}/ties/keys"), &ties.keys);
        }
    }

    fn of_stages(&mut self, path: &str, stages: &'d [Stage]) {
        for (index, stage) in stages.iter().enumerate() {
            let path = format!("{path}/{index}");
            if let Some(Scoring::Points(points)) = &stage.scoring {
                for (event, own) in points.events.iter().enumerate() {
                    let path = format!("{path}/scoring/points/events/{event}/bands");
                    self.of_bands(&path, &own.bands);
                }
            }
            if let Some(level) = stage.cut.as_ref().and_then(|cut| cut.level.as_ref()) {
                self.of_keys(&format!("{path}/cut/level/keys"), &level.keys);
            }
        }
    }

    fn of_bands(&mut self, path: &str, bands: &'d [Band]) {
        for (index, band) in bands.iter().enumerate() {
            self.maybe(format!("{path}/{index}/when"), band.when.as_ref());
        }
    }

    fn of_keys(&mut self, path: &str, keys: &'d [TieKey]) {
        for (index, key) in keys.iter().enumerate() {
            let path = format!("{path}/{index}");
            match key {
                TieKey::Status(status) => self.add(format!("{path}/status/when"), &status.when),
                TieKey::Preference(list) => {
                    for (at, status) in list.iter().enumerate() {
                        self.add(format!("{path}/preference/{at}/when"), &status.when);
                    }
                }
                TieKey::Higher(_) | TieKey::HigherLevel(_) | TieKey::Later(_) => {}
            }
        }
    }
}
