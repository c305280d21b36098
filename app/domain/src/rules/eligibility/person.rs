//! A person before a post, and what they said.

use super::facts::{FactValue, Facts, Proof};
use super::posts::Post;
use super::requirement::Requirement;
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::engine::FactColumns;
use std::cell::Cell;

/// A document may be cyclic or explode in size; an evaluation takes no more steps than this and then answers "unknown".
const MAX_STEPS: u32 = 20_000;
const MAX_NESTING: u32 = 64;

/// A person before a post, under a document.
pub(crate) struct Person<'a> {
    pub doc: &'a RuleDocument,
    pub facts: &'a Facts,
    pub post: Option<&'a Post>,
    /// What is asked for at all: a blank under a column that is there is an answer of an optional question.
    pub columns: &'a FactColumns,
    steps: &'a Cell<u32>,
    nesting: u32,
}

/// What stands for a fact.
pub(crate) enum Answer<'a> {
    Given(&'a FactValue),
    DoesNotApply,
    Missing,
    /// The background check will find it.
    Later,
}

/// The budget of one evaluation.
pub(crate) fn budget() -> Cell<u32> {
    Cell::new(MAX_STEPS)
}

impl<'a> Person<'a> {
    pub(crate) fn new(
        doc: &'a RuleDocument,
        facts: &'a Facts,
        post: Option<&'a Post>,
        columns: &'a FactColumns,
        steps: &'a Cell<u32>,
    ) -> Self {
        Person {
            doc,
            facts,
            post,
            columns,
            steps,
            nesting: 0,
        }
    }

    pub(super) fn deeper(&self, post: Option<&'a Post>) -> Person<'a> {
        Person {
            nesting: self.nesting + 1,
            post,
            ..*self
        }
    }

    pub(super) fn exhausted(&self) -> bool {
        let left = self.steps.get().saturating_sub(1);
        self.steps.set(left);
        left == 0 || self.nesting > MAX_NESTING
    }

    pub(crate) fn is_declared(&self, key: &FactKey) -> bool {
        let def = self.doc.fact(key);
        def.is_some_and(|def| def.proof == Proof::Declared)
    }

    pub(crate) fn value(&self, key: &FactKey) -> Answer<'a> {
        match self.facts.get(key) {
            Some(FactValue::DoesNotApply) => return Answer::DoesNotApply,
            Some(value) => return Answer::Given(value),
            None => {}
        }
        let Some(def) = self.doc.fact(key) else {
            return Answer::Missing;
        };
        if def.proof == Proof::BackgroundOnly {
            return Answer::Later;
        }
        let asked = def.asked_when.as_ref();
        match asked.map(|when| self.deeper(self.post).test(when)) {
            Some(truth) if truth.fails() => Answer::DoesNotApply,
            _ if def.optional && self.columns.has(key) => Answer::DoesNotApply,
            _ => Answer::Missing,
        }
    }
}

/// The requirements that apply to one post: the common ones in scope, its pool's, its own.
pub(crate) fn requirements_of<'a>(
    doc: &'a RuleDocument,
    post: &'a Post,
) -> impl Iterator<Item = &'a Requirement> {
    let pool = post.pool.as_ref().and_then(|code| doc.pool(code));
    let pools = pool.map_or(&[][..], |pool| &pool.eligibility);
    doc.eligibility
        .iter()
        .chain(pools)
        .chain(&post.eligibility)
        .filter(|requirement| requirement.scope.covers(&post.code, post.pool.as_ref()))
}
