//! Whether a condition holds for a person before a post.

use super::amounts::amount;
use super::areas::{at_level, lies_in};
use super::condition::{AreaOf, Condition, ElapsedTest, SameAreaTest};
use super::days::NoDay;
use super::facts::{FactDef, FactValue};
use super::leaf::leaf_holds;
use super::person::{Answer, Person, requirements_of};
use super::posts::Post;
use super::requirement::{Instead, Relaxation, Requirement};
use super::truth::Truth;
use crate::rules::codes::{AreaCode, FactKey};
use crate::time::Span;

impl<'a> Person<'a> {
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
