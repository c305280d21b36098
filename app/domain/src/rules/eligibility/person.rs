//! Whether a condition holds for a person before a post.

use super::amounts::amount;
use super::areas::{at_level, lies_in};
use super::condition::{AreaOf, Condition, ElapsedTest, SameAreaTest};
use super::days::NoDay;
use super::facts::{FactDef, FactValue, Facts, Proof};
use super::leaf::leaf_holds;
use super::posts::Post;
use super::requirement::{Instead, Relaxation, Requirement};
use super::truth::Truth;
use crate::rules::codes::{AreaCode, FactKey};
use crate::rules::document::RuleDocument;
use crate::rules::engine::FactColumns;
use crate::time::Span;
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

    fn deeper(&self, post: Option<&'a Post>) -> Person<'a> {
        Person {
            nesting: self.nesting + 1,
            post,
            ..*self
        }
    }

    fn exhausted(&self) -> bool {
        let left = self.steps.get().saturating_sub(1);
        self.steps.set(left);
        left == 0 || self.nesting > MAX_NESTING
    }

    pub(crate) fn test(&self, condition: &Condition) -> Truth {
        if self.exhausted() {
            return Truth::unsaid();
        }
        let inner = self.deeper(self.post);
        match condition {
            Condition::All(branches) => Truth::all(branches.iter().map(|one| inner.test(one))),
            Condition::Any(branches) => Truth::any(branches.iter().map(|one| inner.test(one))),
            Condition::Not(branch) => inner.test(branch).negate(),
            Condition::Defined(name) => {
                let mut definitions = self.doc.definitions.iter();
                match definitions.find(|definition| definition.name == *name) {
                    Some(definition) => inner.test(&definition.condition),
                    None => Truth::unsaid(),
                }
            }
            Condition::Post(posts) => self.of_post(|post| posts.contains(&post.code)),
            Condition::Pool(pools) => {
                self.of_post(|post| post.pool.as_ref().is_some_and(|pool| pools.contains(pool)))
            }
            Condition::PostIn(areas) => self.of_post(|post| {
                let mut areas = areas.iter();
                let area = post.area.as_ref();
                area.is_some_and(|area| areas.any(|outer| lies_in(self.doc, area, outer)))
            }),
            Condition::QualifiesFor(code) => match self.doc.post(code) {
                Some(post) => inner.deeper(Some(post)).qualifies(post),
                None => Truth::unsaid(),
            },
            Condition::SameArea(test) => self.same_area(test),
            Condition::Elapsed(test) => self.elapsed(test),
            Condition::Amount(test) => amount(&inner, test),
            leaf => self.leaf(leaf),
        }
    }

    /// Every requirement that the document has for `post`.
    fn qualifies(&self, post: &Post) -> Truth {
        Truth::all(requirements_of(self.doc, post).map(|requirement| self.requirement(requirement)))
    }

    /// A requirement with its relaxations, as one truth.
    pub(crate) fn requirement(&self, requirement: &Requirement) -> Truth {
        let relaxed = self
            .relaxations(requirement)
            .map(|relaxation| self.relaxed(relaxation));
        Truth::any(std::iter::once(self.test(&requirement.condition)).chain(relaxed))
    }

    pub(crate) fn relaxations<'r>(
        &self,
        requirement: &'r Requirement,
    ) -> impl Iterator<Item = &'r Relaxation> + use<'r, 'a> {
        let post = self.post;
        requirement.relaxations.iter().filter(move |relaxation| {
            post.is_none_or(|post| relaxation.scope.covers(&post.code, post.pool.as_ref()))
        })
    }

    pub(crate) fn relaxed(&self, relaxation: &Relaxation) -> Truth {
        let instead = match &relaxation.instead {
            Instead::NoneNeeded => Truth::proven(true),
            Instead::Body => Truth::unsaid(),
            Instead::Condition(condition) => self.test(condition),
        };
        Truth::all([self.test(&relaxation.who), instead].into_iter())
    }

    fn of_post(&self, holds: impl Fn(&Post) -> bool) -> Truth {
        let known = self.post.map(|post| Truth::proven(holds(post)));
        known.unwrap_or_else(Truth::unsaid)
    }

    fn leaf(&self, condition: &Condition) -> Truth {
        let Some(key) = condition.facts().first().copied() else {
            return Truth::unsaid();
        };
        self.with_fact(key, |value, def| {
            leaf_holds(self.doc, condition, value, def)
        })
    }

    /// Answers by `holds` when the fact is known; a value of the wrong type counts as missing.
    fn with_fact(
        &self,
        key: &FactKey,
        holds: impl Fn(&FactValue, Option<&FactDef>) -> Option<bool>,
    ) -> Truth {
        match self.value(key) {
            Answer::Given(value) => match holds(value, self.doc.fact(key)) {
                Some(holds) => Truth::Known {
                    holds,
                    declared: self.is_declared(key),
                },
                None => Truth::missing(key),
            },
            Answer::DoesNotApply => Truth::proven(false),
            Answer::Later => Truth::Background,
            Answer::Missing => Truth::missing(key),
        }
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

    fn elapsed(&self, test: &ElapsedTest) -> Truth {
        let (since, until) = match (self.day(&test.since), self.day(&test.until)) {
            (Ok(since), Ok(until)) => (since, until),
            (Err(NoDay::DoesNotApply), _) | (_, Err(NoDay::DoesNotApply)) => {
                return Truth::proven(false);
            }
            (Err(NoDay::Open(one)), Err(NoDay::Open(other))) => {
                return Truth::all([one, other].into_iter());
            }
            (Err(NoDay::Open(open)), _) | (_, Err(NoDay::Open(open))) => return open,
        };
        let complete = |span: Span| span.after(since).is_some_and(|day| day <= until);
        let holds = test.at_least.is_none_or(complete) && !test.less_than.is_some_and(complete);
        let days = [&test.since, &test.until].into_iter();
        let declared = days
            .filter_map(|day| day.fact())
            .any(|key| self.is_declared(key));
        Truth::Known { holds, declared }
    }

    fn same_area(&self, test: &SameAreaTest) -> Truth {
        let other = match &test.other {
            AreaOf::Post => self.post.and_then(|post| post.area.clone()),
            AreaOf::Fact(key) => match self.value(key) {
                Answer::Given(FactValue::Area(code)) => Some(code.clone()),
                Answer::DoesNotApply => return Truth::proven(false),
                Answer::Later => return Truth::Background,
                Answer::Given(_) | Answer::Missing => return Truth::missing(key),
            },
        };
        let Some(other) = other else {
            return Truth::unsaid();
        };
        let at = |code: &AreaCode| at_level(self.doc, code, test.level);
        self.with_fact(&test.fact, |value, _| match value {
            FactValue::Area(code) => Some(at(code).is_some_and(|one| Some(one) == at(&other))),
            _ => None,
        })
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
