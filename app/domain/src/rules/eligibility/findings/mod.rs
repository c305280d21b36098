//! The result of one condition for one person, with the facts that it rests on and the sentence that they read.

mod say;

use super::columns::{facts_of_all, facts_read};
use super::condition::Condition;
use super::facts::FactValue;
use super::person::Person;
use super::requirement::{Exclusion, Instead, Relaxation, Requirement};
use super::truth::Truth;
use crate::rules::codes::{ConditionId, FactKey};
use crate::rules::say::both;
use crate::text::{Bilingual, Lang};
use serde::{Deserialize, Serialize};

/// The result of one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub id: ConditionId,
    pub kind: FindingKind,
    pub title: Bilingual,
    /// The notice's own words, where the document keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub outcome: FindingOutcome,
    /// The relaxation by which a requirement is met that is not met otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relaxation: Option<ConditionId>,
    /// The facts that were read, as they stood.
    pub facts: Vec<FactRead>,
    sentence: Bilingual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    Requirement,
    Exclusion,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingOutcome {
    Met,
    NotMet,
    /// These facts are missing; none listed: a body decides, or the document does not say enough.
    Unknown {
        missing: Vec<FactKey>,
    },
    /// Met on the person's word; to be proven when asked.
    ByDeclaration,
    /// Found out by the background check.
    BackgroundOnly,
}

/// A fact as a finding read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRead {
    pub fact: FactKey,
    /// Absent: there was no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FactValue>,
}

impl Finding {
    /// One plain sentence that names the requirement, with dates, and the person's own fact.
    pub fn say(&self, lang: Lang) -> String {
        self.sentence.in_lang(lang).to_owned()
    }
}

impl FindingOutcome {
    pub(crate) fn of(truth: &Truth) -> Self {
        match truth {
            Truth::Known { holds: false, .. } => FindingOutcome::NotMet,
            Truth::Known { declared: true, .. } => FindingOutcome::ByDeclaration,
            Truth::Known { .. } => FindingOutcome::Met,
            Truth::Unknown(missing) => FindingOutcome::Unknown {
                missing: missing.iter().cloned().collect(),
            },
            Truth::Background => FindingOutcome::BackgroundOnly,
        }
    }
}

/// A requirement for one person: met by itself or through a relaxation.
pub(super) fn requirement(person: &Person, requirement: &Requirement) -> (Truth, Finding) {
    let own = person.test(&requirement.condition);
    let relaxed: Vec<(&Relaxation, Truth)> = person
        .relaxations(requirement)
        .map(|relaxation| (relaxation, person.relaxed(relaxation)))
        .collect();
    let through = relaxed
        .iter()
        .find(|(_, truth)| !own.holds() && truth.holds());
    let used = through.map(|(relaxation, _)| *relaxation);
    let tried = relaxed.iter().map(|(relaxation, _)| *relaxation);
    let read: Vec<&Condition> = match (own.holds(), used) {
        (true, _) => vec![&requirement.condition],
        (false, Some(used)) => std::iter::once(&requirement.condition)
            .chain(conditions(used))
            .collect(),
        (false, None) => std::iter::once(&requirement.condition)
            .chain(tried.flat_map(conditions))
            .collect(),
    };
    let facts = read_by(person, facts_of_all(person.doc, read));
    let truths = relaxed.iter().map(|(_, truth)| truth.clone());
    let truth = Truth::any(std::iter::once(own).chain(truths));
    let outcome = FindingOutcome::of(&truth);
    let say = |lang| say::requirement(person, requirement, used, &outcome, lang);
    let finding = Finding {
        id: requirement.id.clone(),
        kind: FindingKind::Requirement,
        title: requirement.title.clone(),
        clause: requirement.clause.clone(),
        sentence: both(say),
        relaxation: used.map(|relaxation| relaxation.id.clone()),
        facts,
        outcome,
    };
    (truth, finding)
}

/// A ground that bars: met by those to whom it does not apply.
pub(super) fn exclusion(person: &Person, exclusion: &Exclusion) -> (Truth, Finding) {
    let truth = person.test(&exclusion.when).negate();
    let outcome = FindingOutcome::of(&truth);
    let say = |lang| say::exclusion(person, exclusion, &outcome, lang);
    let finding = Finding {
        id: exclusion.id.clone(),
        kind: FindingKind::Exclusion,
        title: exclusion.clause.clone(),
        clause: Some(exclusion.clause.clone()),
        sentence: both(say),
        relaxation: None,
        facts: read_by(person, facts_read(person.doc, &exclusion.when)),
        outcome,
    };
    (truth, finding)
}

/// The facts as they stand for this person.
pub(crate) fn read_by(person: &Person, keys: Vec<FactKey>) -> Vec<FactRead> {
    let read = |fact: FactKey| FactRead {
        value: person.facts.get(&fact).cloned(),
        fact,
    };
    keys.into_iter().map(read).collect()
}

/// The conditions of a relaxation.
fn conditions(relaxation: &Relaxation) -> impl Iterator<Item = &Condition> {
    let instead = match &relaxation.instead {
        Instead::Condition(instead) => Some(instead),
        Instead::NoneNeeded | Instead::Body => None,
    };
    std::iter::once(&relaxation.who).chain(instead)
}
