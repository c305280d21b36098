//! Which facts a table has columns for, and which of them a condition can read.

use super::condition::Condition;
use super::facts::Proof;
use super::person::requirements_of;
use super::posts::Post;
use super::requirement::{Instead, Relaxation, Requirement};
use crate::rules::codes::{DefinitionName, FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::engine::FactColumns;
use std::collections::BTreeSet;

impl FactColumns {
    /// Whether the table has a column for this fact.
    pub fn has(&self, key: &FactKey) -> bool {
        match self {
            FactColumns::None => false,
            FactColumns::Some(keys) => keys.contains(key),
            FactColumns::All => true,
        }
    }
}

/// The facts that a condition can read: through the definitions that it names, and the requirements of posts for which
/// one must qualify.
pub(crate) fn facts_read(doc: &RuleDocument, condition: &Condition) -> Vec<FactKey> {
    let mut reading = Reading::of(doc);
    reading.condition(condition);
    reading.facts
}

/// The facts that a requirement can read for somebody who applies for `post`, its relaxations included.
pub(crate) fn facts_of_requirement(
    doc: &RuleDocument,
    requirement: &Requirement,
    post: &Post,
) -> Vec<FactKey> {
    let mut reading = Reading::of(doc);
    reading.requirement(requirement, post);
    reading.facts
}

/// Which of these facts have no column. What only the background check finds needs none.
pub(crate) fn without_column(
    doc: &RuleDocument,
    columns: &FactColumns,
    facts: &[FactKey],
) -> Vec<FactKey> {
    let found_later = |key: &FactKey| {
        doc.fact(key)
            .is_some_and(|def| def.proof == Proof::BackgroundOnly)
    };
    let missing = facts
        .iter()
        .filter(|key| !columns.has(key) && !found_later(key));
    missing.cloned().collect()
}

/// The facts of several conditions, each once.
pub(crate) fn facts_of_all<'c>(
    doc: &RuleDocument,
    conditions: impl IntoIterator<Item = &'c Condition>,
) -> Vec<FactKey> {
    let mut reading = Reading::of(doc);
    conditions
        .into_iter()
        .for_each(|condition| reading.condition(condition));
    reading.facts
}

/// Names may lead in a circle; each is followed once.
struct Reading<'a> {
    doc: &'a RuleDocument,
    /// In the order in which they are read, each once.
    facts: Vec<FactKey>,
    definitions: BTreeSet<&'a DefinitionName>,
    posts: BTreeSet<&'a PostCode>,
}

impl<'a> Reading<'a> {
    fn of(doc: &'a RuleDocument) -> Self {
        Reading {
            doc,
            facts: Vec::new(),
            definitions: BTreeSet::new(),
            posts: BTreeSet::new(),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Defined(name) => {
                let mut definitions = self.doc.definitions.iter();
                if let Some(found) = definitions.find(|definition| definition.name == *name)
                    && self.definitions.insert(&found.name)
                {
                    self.condition(&found.condition);
                }
            }
            Condition::QualifiesFor(code) => {
                let doc = self.doc;
                if let Some(post) = doc.post(code)
                    && self.posts.insert(&post.code)
                {
                    requirements_of(doc, post).for_each(|one| self.requirement(one, post));
                }
            }
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {
                let branches = condition.branches().iter();
                branches.for_each(|branch| self.condition(branch));
            }
            leaf => {
                for key in leaf.facts() {
                    if !self.facts.contains(key) {
                        self.facts.push(key.clone());
                    }
                }
            }
        }
    }

    fn requirement(&mut self, requirement: &Requirement, post: &Post) {
        self.condition(&requirement.condition);
        let in_scope =
            |relaxation: &&Relaxation| relaxation.scope.covers(&post.code, post.pool.as_ref());
        for relaxation in requirement.relaxations.iter().filter(in_scope) {
            self.condition(&relaxation.who);
            if let Instead::Condition(instead) = &relaxation.instead {
                self.condition(instead);
            }
        }
    }
}
