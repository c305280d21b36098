//! The application form that a document describes: which questions are put to a person, page by page.

mod answers;
mod papers;
mod say;

pub use answers::FactProblem;
pub use papers::documents_needed;
pub use say::Ask;

use super::areas::lies_in;
use super::columns::facts_read;
use super::facts::{AreaKind, BIRTH_DATE, FactDef, FactKind, Facts, Means, Proof, SEX, Topic};
use super::person::{Person, budget};
use super::posts::Area;
use super::truth::Truth;
use crate::rules::codes::{FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::engine::FactColumns;
use crate::text::Bilingual;
use std::collections::BTreeSet;

/// Whether a question is put to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Yes,
    /// It has no answer for this person.
    No,
    /// That depends on answers which are not given yet.
    NotYet,
}

/// Questions that are asked together: one document answers them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPage<'a> {
    pub questions: Vec<&'a FactDef>,
    pub document: Option<&'a Bilingual>,
}

impl FormPage<'_> {
    /// The key by which the page is addressed: that of its first question.
    pub fn key(&self) -> &FactKey {
        &self.questions[0].key
    }
}

impl FactDef {
    /// The document that stands behind the answer.
    pub fn document(&self) -> Option<&Bilingual> {
        match &self.proof {
            Proof::Document(name) => Some(name),
            _ => None,
        }
    }

    /// Whether a person answers it: not what the identity number says, nor what only the background check finds.
    pub fn is_question(&self) -> bool {
        !self.is_birth_date() && !self.is_sex() && self.proof != Proof::BackgroundOnly
    }

    /// Whether the identity number says it, as the date of birth.
    pub fn is_birth_date(&self) -> bool {
        self.is_known_as(&Means::BirthDate, BIRTH_DATE)
    }

    /// Whether the identity number says it, as the sex.
    pub fn is_sex(&self) -> bool {
        self.is_known_as(&Means::Sex, SEX)
    }

    fn is_known_as(&self, means: &Means, key: &str) -> bool {
        match &self.means {
            Some(own) => own == means,
            None => self.key.as_str() == key,
        }
    }
}

impl RuleDocument {
    /// The key under which a document is handed in: that of the first question which it answers, so that a paper is
    /// asked for once, wherever it counts.
    pub fn document_key(&self, document: &Bilingual) -> Option<&FactKey> {
        let same = |def: &&FactDef| def.document().is_some_and(|own| own.zh == document.zh);
        self.facts.iter().find(same).map(|def| &def.key)
    }

    /// The areas that a question offers, in the order of the document.
    pub fn areas_offered<'a>(&'a self, kind: &'a AreaKind) -> impl Iterator<Item = &'a Area> {
        let of_level = self.areas.iter().filter(|area| area.level == kind.level);
        of_level.filter(|area| {
            let outer = kind.inside.as_ref();
            outer.is_none_or(|outer| lies_in(self, &area.code, outer))
        })
    }

    /// The topics of the form, each in its place.
    pub fn topics(&self) -> BTreeSet<Topic> {
        let questions = self.facts.iter().filter(|def| def.is_question());
        questions.map(|def| def.topic).collect()
    }
}

/// Whether `def` is put to this person.
pub fn asked(doc: &RuleDocument, post: Option<&PostCode>, facts: &Facts, def: &FactDef) -> Asked {
    let steps = budget();
    let post = post.and_then(|code| doc.post(code));
    let person = Person::new(doc, facts, post, &FactColumns::All, &steps);
    match def.asked_when.as_ref().map(|when| person.test(when)) {
        None | Some(Truth::Known { holds: true, .. }) => Asked::Yes,
        Some(Truth::Known { holds: false, .. }) => Asked::No,
        Some(_) => Asked::NotYet,
    }
}

/// The pages of one topic for this person, as far as they are known. Questions with the same document stand together,
/// unless one is asked because of another.
pub fn pages<'a>(
    doc: &'a RuleDocument,
    post: Option<&PostCode>,
    facts: &Facts,
    topic: Topic,
) -> Vec<FormPage<'a>> {
    let mut pages: Vec<FormPage<'a>> = Vec::new();
    let of_topic = doc
        .facts
        .iter()
        .filter(|def| def.topic == topic && def.is_question());
    for def in of_topic.filter(|def| asked(doc, post, facts, def) == Asked::Yes) {
        let because = def.asked_when.as_ref().map(|when| facts_read(doc, when));
        let because = because.unwrap_or_default();
        let together = |page: &&mut FormPage<'a>| {
            belong_together(page.questions[0], def)
                && !page.questions.iter().any(|q| because.contains(&q.key))
        };
        match pages.iter_mut().find(together) {
            Some(page) => page.questions.push(def),
            None => pages.push(FormPage {
                questions: vec![def],
                document: def.document(),
            }),
        }
    }
    pages
}

/// Declarations are one list that is answered at once; everything else stands together by its document.
fn belong_together(first: &FactDef, def: &FactDef) -> bool {
    let declared = |def: &FactDef| def.topic == Topic::Declaration && def.kind == FactKind::YesNo;
    match (first.document(), def.document()) {
        (Some(one), Some(other)) => one.zh == other.zh,
        (None, None) => declared(first) && declared(def),
        _ => false,
    }
}

/// Removes answers to questions that are no longer put, and answers that hung on those.
pub fn drop_unasked(doc: &RuleDocument, post: Option<&PostCode>, facts: &mut Facts) {
    loop {
        let unasked = |def: &&FactDef| {
            facts.get(&def.key).is_some() && asked(doc, post, facts, def) == Asked::No
        };
        let Some(key) = doc.facts.iter().find(unasked).map(|def| def.key.clone()) else {
            return;
        };
        facts.0.remove(&key);
    }
}
