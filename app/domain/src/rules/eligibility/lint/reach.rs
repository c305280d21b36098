//! What a condition lets through, for one post: never too narrow, so that "nobody" is sure where it is said. What no
//! bound can express still excludes its own opposite.

use super::allowed::{Allowed, Of, Reach, Way, common};
use super::bounds::{Range, number_range, opposite, whole};
use super::eyes::Eyes;
use super::requirements_of;
use super::window::{day_of, days_since};
use crate::numbers::Points;
use crate::rules::codes::{FactKey, OptionCode, PostCode};
use crate::rules::eligibility::areas::{at_level, lies_in};
use crate::rules::eligibility::{
    AmountTest, AreaOf, Condition, DayRef, ELSEWHERE, ElapsedTest, Exclusion, FactKind, Instead,
    LevelTest, NumberTest, OneOfTest, Requirement, SameAreaTest,
};
use crate::rules::scope::Scope;
use crate::time::Span;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;

/// Definitions nested deeper are a circle.
const DEEPEST: usize = 16;

impl Eyes<'_> {
    /// Who gets through a condition.
    pub fn reach(&self, condition: &Condition) -> Reach {
        self.signed(condition, true, 0)
    }

    /// Who meets a requirement, by itself or by one of its relaxations.
    pub fn requirement(&self, own: &Requirement) -> Reach {
        self.demanded(own, 0)
    }

    /// Whom a ground does not bar.
    pub fn not_barred(&self, own: &Exclusion) -> Reach {
        self.signed(&own.when, false, 0)
    }

    fn demanded(&self, own: &Requirement, depth: usize) -> Reach {
        let plain = self.signed(&own.condition, true, depth);
        let covers = |scope: &Scope| scope.covers(&self.post.code, self.post.pool.as_ref());
        let relaxed = own.relaxations.iter().filter(|one| covers(&one.scope));
        relaxed.fold(plain, |sum, relaxation| {
            let who = self.signed(&relaxation.who, true, depth);
            sum.or(match &relaxation.instead {
                Instead::Condition(condition) => {
                    self.both(&who, &self.signed(condition, true, depth))
                }
                Instead::NoneNeeded | Instead::Body => who,
            })
        })
    }

    fn signed(&self, condition: &Condition, holds: bool, depth: usize) -> Reach {
        let deeper = |branch: &Condition, holds| self.signed(branch, holds, depth + 1);
        match condition {
            _ if depth > DEEPEST => Reach::free(),
            Condition::All(list) | Condition::Any(list) => {
                let branches = list.iter().map(|branch| deeper(branch, holds));
                if matches!(condition, Condition::All(_)) == holds {
                    branches.fold(Reach::free(), |one, other| self.both(&one, &other))
                } else {
                    branches.fold(Reach::nobody(), Reach::or)
                }
            }
            Condition::Not(inner) => deeper(inner, !holds),
            Condition::Defined(name) => {
                let named = self.doc.definitions.iter().find(|own| own.name == *name);
                named.map_or_else(Reach::free, |own| deeper(&own.condition, holds))
            }
            Condition::Post(list) => truth(list.contains(&self.post.code) == holds),
            Condition::Pool(list) => {
                let own = self.post.pool.as_ref();
                truth(own.is_some_and(|own| list.contains(own)) == holds)
            }
            Condition::PostIn(list) => {
                let inside = |area| list.iter().any(|outer| lies_in(self.doc, area, outer));
                truth(self.post.area.as_ref().is_some_and(inside) == holds)
            }
            Condition::QualifiesFor(code) if holds && self.follows => {
                self.qualified(code, depth + 1)
            }
            leaf => self.leaf(leaf, holds),
        }
    }

    /// Who meets every requirement of another post.
    fn qualified(&self, code: &PostCode, depth: usize) -> Reach {
        let Some(post) = self.doc.post(code) else {
            return Reach::free();
        };
        let (doc, follows) = (self.doc, false);
        let other = Eyes { doc, post, follows };
        let needed = requirements_of(doc, post).into_iter();
        needed.fold(Reach::free(), |sum, (_, own)| {
            self.both(&sum, &other.demanded(own, depth))
        })
    }

    fn leaf(&self, leaf: &Condition, holds: bool) -> Reach {
        let bounds = self.bounds(leaf, holds);
        let answered = leaf.facts().iter().all(|fact| self.always_answered(fact));
        let mut way = Way::new();
        // A question that does not apply passes every "not", and bounds nothing there; a test and its opposite exclude
        // each other all the same.
        if bounds.is_none() || !answered {
            way.insert(Of::Test(written(leaf)), Allowed::Yes(holds));
        }
        if let Some((of, allowed)) = bounds.filter(|_| holds || answered) {
            if self.is_empty(&allowed) {
                return Reach::nobody();
            }
            way.insert(of, allowed);
        }
        Reach::one(way)
    }

    fn always_answered(&self, fact: &FactKey) -> bool {
        let def = self.doc.fact(fact);
        def.is_some_and(|def| !def.optional && def.asked_when.is_none())
    }

    /// The values that a test lets through, or those that it does not; `None` where no bound says it.
    fn bounds(&self, leaf: &Condition, holds: bool) -> Option<(Of, Allowed)> {
        match leaf {
            Condition::Yes(fact) => Some((Of::Fact(fact.clone()), Allowed::Yes(holds))),
            Condition::Date(test) => {
                let first = test.from.map(|bound| bound.first_allowed());
                let last = test.until.map(|bound| bound.last_allowed());
                Some((Of::Fact(test.fact.clone()), days(first, last, holds)))
            }
            Condition::Number(test) => Some(self.number(test, holds)),
            Condition::Level(test) => self.level(test, holds),
            Condition::OneOf(test) => self.one_of(test, holds),
            Condition::Elapsed(test) => self.elapsed(test, holds),
            Condition::Amount(test) => Some(amount(test, holds)),
            Condition::InArea(test) => {
                let sure = test.areas.iter().all(|code| code.as_str() != ELSEWHERE);
                let allowed = match holds {
                    true => Allowed::Areas(Some(test.areas.clone()), Vec::new()),
                    false => Allowed::Areas(None, test.areas.clone()),
                };
                sure.then(|| (Of::Fact(test.fact.clone()), allowed))
            }
            Condition::SameArea(test) => self.same_area(test, holds),
            _ => None,
        }
    }

    fn number(&self, test: &NumberTest, holds: bool) -> (Of, Allowed) {
        let (low, high) = number_range(test);
        let ranges = signed((low, high), holds, (i64::MIN, i64::MAX));
        let ranges = match self.doc.fact(&test.fact).map(|def| &def.kind) {
            Some(FactKind::Number(kind)) => {
                let least = kind.least.map_or(i64::MIN, Points::raw);
                let most = kind.most.map_or(i64::MAX, Points::raw);
                let ranges = common(&ranges, &[(least, most)]);
                if kind.whole { whole(ranges) } else { ranges }
            }
            _ => ranges,
        };
        (Of::Fact(test.fact.clone()), Allowed::Ranges(ranges))
    }

    fn level(&self, test: &LevelTest, holds: bool) -> Option<(Of, Allowed)> {
        let def = self.doc.fact(&test.fact)?;
        let at = |code: &Option<OptionCode>| code.as_ref().map(|code| def.level_of(code));
        let (least, most) = (at(&test.at_least), at(&test.at_most));
        if matches!(least, Some(None)) || matches!(most, Some(None)) {
            return None;
        }
        let within = |index: usize| {
            least.flatten().is_none_or(|least| index >= least)
                && most.flatten().is_none_or(|most| index <= most)
        };
        self.options(&test.fact, |index, _| within(index) == holds)
    }

    fn one_of(&self, test: &OneOfTest, holds: bool) -> Option<(Of, Allowed)> {
        let def = self.doc.fact(&test.fact)?;
        if !matches!(def.kind, FactKind::Choices(_)) {
            return self.options(&test.fact, |_, code| test.options.contains(code) == holds);
        }
        let options: BTreeSet<OptionCode> = test.options.iter().cloned().collect();
        let allowed = match holds {
            true => Allowed::Several(vec![options], BTreeSet::new()),
            false => Allowed::Several(Vec::new(), options),
        };
        Some((Of::Fact(test.fact.clone()), allowed))
    }

    fn options(
        &self,
        fact: &FactKey,
        fits: impl Fn(usize, &OptionCode) -> bool,
    ) -> Option<(Of, Allowed)> {
        let FactKind::Choice(choice) = &self.doc.fact(fact)?.kind else {
            return None;
        };
        let fitting = choice.options.iter().enumerate();
        let fitting = fitting.filter(|(index, option)| fits(*index, &option.code));
        let codes = fitting.map(|(_, option)| option.code.clone()).collect();
        Some((Of::Fact(fact.clone()), Allowed::Options(codes)))
    }

    /// From a day of the person to one of the notice: a window of days. Between other days: so many whole months.
    fn elapsed(&self, test: &ElapsedTest, holds: bool) -> Option<(Of, Allowed)> {
        let (least, less) = (test.at_least, test.less_than);
        if let (DayRef::Fact(fact), Some(on)) = (&test.since, day_of(self.doc, &test.until)) {
            let (first, last) = days_since(on, least, less);
            let sure = first.is_some() == less.is_some() && last.is_some() == least.is_some();
            return sure.then(|| (Of::Fact(fact.clone()), days(first, last, holds)));
        }
        let months = |span: Span| {
            let whole = i64::from(span.years) * 12 + i64::from(span.months);
            (span.days == 0).then_some(whole)
        };
        let (low, high) = (least.map(months), less.map(months));
        if low == Some(None) || high == Some(None) {
            return None;
        }
        let range = (low.flatten(), high.flatten().map(|months| months - 1));
        let ranges = signed(range, holds, (i64::MIN, i64::MAX));
        let of = Of::Test(written(&(&test.since, &test.until)));
        Some((of, Allowed::Ranges(ranges)))
    }

    /// An area as wide as this one around the post.
    fn same_area(&self, test: &SameAreaTest, holds: bool) -> Option<(Of, Allowed)> {
        let own = self
            .post
            .area
            .as_ref()
            .filter(|_| test.other == AreaOf::Post)?;
        let around = at_level(self.doc, own, test.level)?;
        let allowed = match holds {
            true => Allowed::Areas(Some(vec![around]), Vec::new()),
            false => Allowed::Areas(None, vec![around]),
        };
        Some((Of::Fact(test.fact.clone()), allowed))
    }
}

fn truth(holds: bool) -> Reach {
    if holds {
        Reach::free()
    } else {
        Reach::nobody()
    }
}

/// What several answers come to together.
fn amount(test: &AmountTest, holds: bool) -> (Of, Allowed) {
    let low = test.at_least.map(Points::raw);
    let high = test.less_than.map(|own| own.raw() - 1);
    let ranges = signed((low, high), holds, (i64::MIN, i64::MAX));
    let of = Of::Test(written(&(&test.sum, test.whole)));
    (of, Allowed::Ranges(ranges))
}

fn days(first: Option<NaiveDate>, last: Option<NaiveDate>, holds: bool) -> Allowed {
    let number = |day: NaiveDate| i64::from(day.num_days_from_ce());
    let range = (first.map(number), last.map(number));
    Allowed::Ranges(signed(range, holds, (i64::MIN, i64::MAX)))
}

/// The range itself, or what lies beside it.
fn signed((low, high): Range, holds: bool, (least, most): (i64, i64)) -> Vec<(i64, i64)> {
    match holds {
        true => {
            let range = (low.unwrap_or(least), high.unwrap_or(most));
            Vec::from_iter((range.0 <= range.1).then_some(range))
        }
        false => opposite((low, high), (least, most)),
    }
}

/// A test as the document has it.
fn written(test: &impl Serialize) -> String {
    serde_json::to_string(test).unwrap_or_default()
}
