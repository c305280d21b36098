//! Whether a condition holds for a person: yes, no, not known yet, or found out later by the background check.

use super::super::document::{
    AreaOf, Condition, DayName, DayRef, FactDef, FactKey, FactValue, Facts, Post, Proof,
    Requirement, RuleDocument, SameAreaTest,
};
use super::areas::{at_level, lies_in};
use super::leaf::leaf_holds;
use chrono::NaiveDate;
use std::{cell::Cell, collections::BTreeSet};

/// What can be said about a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    /// `declared`: it rests on the person's word alone.
    Known { holds: bool, declared: bool },
    /// These facts are missing.
    Unknown(BTreeSet<FactKey>),
    /// Only the background check will tell.
    Background,
}

/// A document may be cyclic or explode in size; an evaluation takes no more steps than this and then answers "unknown".
const MAX_STEPS: u32 = 20_000;
const MAX_NESTING: u32 = 64;

/// A person before a post, under a document.
pub(crate) struct Person<'a> {
    pub doc: &'a RuleDocument,
    pub facts: &'a Facts,
    pub post: Option<&'a Post>,
    steps: &'a Cell<u32>,
    nesting: u32,
}

/// The budget of one evaluation.
pub(crate) fn budget() -> Cell<u32> {
    Cell::new(MAX_STEPS)
}

impl Truth {
    pub(crate) fn proven(holds: bool) -> Self {
        Truth::Known {
            holds,
            declared: false,
        }
    }

    pub(crate) fn holds(&self) -> bool {
        matches!(self, Truth::Known { holds: true, .. })
    }

    pub(crate) fn negate(self) -> Self {
        match self {
            Truth::Known { holds, declared } => Truth::Known {
                holds: !holds,
                declared,
            },
            other => other,
        }
    }

    /// `decisive` is the answer that settles the whole: `false` for "all", `true` for "any".
    fn combine(truths: impl Iterator<Item = Truth>, decisive: bool) -> Self {
        let (mut settled, mut any_declared, mut missing, mut later) = (None, false, None, false);
        for truth in truths {
            match truth {
                Truth::Known { holds, declared } if holds == decisive => {
                    settled = Some(settled.unwrap_or(true) && declared);
                }
                Truth::Known { declared, .. } => any_declared |= declared,
                Truth::Unknown(facts) => missing.get_or_insert_with(BTreeSet::new).extend(facts),
                Truth::Background => later = true,
            }
        }
        match (settled, missing) {
            (Some(declared), _) => Truth::Known {
                holds: decisive,
                declared,
            },
            (None, Some(facts)) => Truth::Unknown(facts),
            (None, None) if later => Truth::Background,
            (None, None) => Truth::Known {
                holds: !decisive,
                declared: any_declared,
            },
        }
    }

    pub(crate) fn all(truths: impl Iterator<Item = Truth>) -> Self {
        Self::combine(truths, false)
    }

    pub(crate) fn any(truths: impl Iterator<Item = Truth>) -> Self {
        Self::combine(truths, true)
    }
}

impl<'a> Person<'a> {
    pub(crate) fn new(
        doc: &'a RuleDocument,
        facts: &'a Facts,
        post: Option<&'a Post>,
        steps: &'a Cell<u32>,
    ) -> Self {
        Person {
            doc,
            facts,
            post,
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
            return Truth::Unknown(BTreeSet::new());
        }
        let inner = self.deeper(self.post);
        match condition {
            Condition::All(branches) => {
                Truth::all(branches.iter().map(|branch| inner.test(branch)))
            }
            Condition::Any(branches) => {
                Truth::any(branches.iter().map(|branch| inner.test(branch)))
            }
            Condition::Not(branch) => inner.test(branch).negate(),
            Condition::Defined(name) => {
                match self.doc.definitions.iter().find(|def| def.name == *name) {
                    Some(definition) => inner.test(&definition.condition),
                    None => Truth::Unknown(BTreeSet::new()),
                }
            }
            Condition::Post(posts) => self.of_post(|post| posts.contains(&post.code)),
            Condition::Pool(pools) => {
                self.of_post(|post| post.pool.as_ref().is_some_and(|pool| pools.contains(pool)))
            }
            Condition::PostIn(areas) => self.of_post(|post| {
                post.area
                    .as_ref()
                    .is_some_and(|area| areas.iter().any(|outer| lies_in(self.doc, area, outer)))
            }),
            Condition::QualifiesFor(code) => match self.doc.post(code) {
                Some(post) => inner.deeper(Some(post)).qualifies(post),
                None => Truth::Unknown(BTreeSet::new()),
            },
            Condition::SameArea(test) => self.same_area(test),
            Condition::Elapsed(test) => self.elapsed(test),
            leaf => self.leaf(leaf),
        }
    }

    /// Every requirement that the document has for `post`.
    fn qualifies(&self, post: &Post) -> Truth {
        Truth::all(requirements_of(self.doc, post).map(|requirement| self.requirement(requirement)))
    }

    /// A requirement with its relaxations, as one truth.
    fn requirement(&self, requirement: &Requirement) -> Truth {
        let relaxed = self
            .relaxations(requirement)
            .map(|relaxation| self.relaxed(relaxation));
        Truth::any(std::iter::once(self.test(&requirement.condition)).chain(relaxed))
    }

    pub(crate) fn relaxations<'r>(
        &'r self,
        requirement: &'r Requirement,
    ) -> impl Iterator<Item = &'r super::super::document::Relaxation> {
        let post = self.post;
        requirement.relaxations.iter().filter(move |relaxation| {
            post.is_none_or(|post| relaxation.scope.covers(&post.code, post.pool.as_ref()))
        })
    }

    pub(crate) fn relaxed(&self, relaxation: &super::super::document::Relaxation) -> Truth {
        let instead = relaxation.instead.iter();
        Truth::all(
            std::iter::once(&relaxation.who)
                .chain(instead)
                .map(|condition| self.test(condition)),
        )
    }

    fn of_post(&self, holds: impl Fn(&Post) -> bool) -> Truth {
        self.post.map_or_else(
            || Truth::Unknown(BTreeSet::new()),
            |post| Truth::proven(holds(post)),
        )
    }

    fn leaf(&self, condition: &Condition) -> Truth {
        let Some(key) = condition.facts().first().copied() else {
            return Truth::Unknown(BTreeSet::new());
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
        let def = self.doc.fact(key);
        match self.value(key, def) {
            Answer::Given(value) => match holds(value, def) {
                Some(holds) => Truth::Known {
                    holds,
                    declared: def.is_some_and(|def| def.proof == Proof::Declared),
                },
                None => Truth::Unknown(BTreeSet::from([key.clone()])),
            },
            Answer::DoesNotApply => Truth::proven(false),
            Answer::Later => Truth::Background,
            Answer::Missing => Truth::Unknown(BTreeSet::from([key.clone()])),
        }
    }

    fn value(&self, key: &FactKey, def: Option<&FactDef>) -> Answer<'a> {
        match self.facts.get(key) {
            Some(FactValue::DoesNotApply) => return Answer::DoesNotApply,
            Some(value) => return Answer::Given(value),
            None => {}
        }
        let Some(def) = def else {
            return Answer::Missing;
        };
        if def.proof == Proof::BackgroundOnly {
            return Answer::Later;
        }
        let asked = def
            .asked_when
            .as_ref()
            .map(|when| self.deeper(self.post).test(when));
        match asked {
            Some(Truth::Known { holds: false, .. }) => Answer::DoesNotApply,
            _ if def.optional => Answer::DoesNotApply,
            _ => Answer::Missing,
        }
    }

    fn day(&self, day: &DayRef) -> Result<Option<NaiveDate>, Truth> {
        match day {
            DayRef::Day(day) => Ok(Some(*day)),
            DayRef::Named(name) => Ok(named_day(self.doc, name)),
            DayRef::Fact(key) => match self.value(key, self.doc.fact(key)) {
                Answer::Given(FactValue::Date(day)) => Ok(Some(*day)),
                Answer::DoesNotApply => Err(Truth::proven(false)),
                Answer::Later => Err(Truth::Background),
                _ => Err(Truth::Unknown(BTreeSet::from([key.clone()]))),
            },
        }
    }

    fn elapsed(&self, test: &super::super::document::ElapsedTest) -> Truth {
        let (since, until) = match (self.day(&test.since), self.day(&test.until)) {
            (Ok(Some(since)), Ok(Some(until))) => (since, until),
            (Err(first), Err(second)) => return Truth::all([first, second].into_iter()),
            (Err(truth), _) | (_, Err(truth)) => return truth,
            _ => return Truth::Unknown(BTreeSet::new()),
        };
        let complete =
            |span: super::super::document::Span| span.after(since).is_some_and(|day| day <= until);
        let holds = test.at_least.is_none_or(complete) && !test.less_than.is_some_and(complete);
        let declared = [&test.since, &test.until].into_iter().any(|day| match day {
            DayRef::Fact(key) => self
                .doc
                .fact(key)
                .is_some_and(|def| def.proof == Proof::Declared),
            _ => false,
        });
        Truth::Known { holds, declared }
    }

    fn same_area(&self, test: &SameAreaTest) -> Truth {
        let other = match &test.other {
            AreaOf::Post => self.post.and_then(|post| post.area.clone()),
            AreaOf::Fact(key) => match self.value(key, self.doc.fact(key)) {
                Answer::Given(FactValue::Area(code)) => Some(code.clone()),
                Answer::DoesNotApply => return Truth::proven(false),
                Answer::Later => return Truth::Background,
                _ => return Truth::Unknown(BTreeSet::from([key.clone()])),
            },
        };
        let Some(other) = other else {
            return Truth::Unknown(BTreeSet::new());
        };
        self.with_fact(&test.fact, |value, _| match value {
            FactValue::Area(code) => {
                let (one, two) = (
                    at_level(self.doc, code, test.level),
                    at_level(self.doc, &other, test.level),
                );
                Some(one.is_some() && one == two)
            }
            _ => None,
        })
    }
}

enum Answer<'a> {
    Given(&'a FactValue),
    DoesNotApply,
    Missing,
    Later,
}

pub(crate) fn named_day(doc: &RuleDocument, name: &DayName) -> Option<NaiveDate> {
    doc.days
        .iter()
        .find(|day| day.name == *name)
        .map(|day| day.on)
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
