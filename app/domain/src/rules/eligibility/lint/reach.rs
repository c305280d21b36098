//! What a condition lets through of each fact, for one post: never too narrow, so that "nobody" is sure where it is said.
//! Tests that depend on several facts, or on rows, are taken as open.

use super::allowed::{Allowed, Reach, is_empty};
use super::window::{day_of, days_since};
use crate::numbers::Points;
use crate::rules::codes::{FactKey, OptionCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::areas::lies_in;
use crate::rules::eligibility::{
    AreaTest, Condition, DateTest, DayRef, ELSEWHERE, ElapsedTest, FactDef, FactKind, LevelTest,
    NumberTest, OneOfTest, Post,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Definitions nested deeper are a circle.
const DEEPEST: usize = 16;

pub(super) struct Eyes<'d> {
    pub doc: &'d RuleDocument,
    pub post: &'d Post,
}

impl Eyes<'_> {
    /// Who gets through a condition.
    pub fn reach(&self, condition: &Condition) -> Reach {
        self.signed(condition, true, 0)
    }

    fn signed(&self, condition: &Condition, holds: bool, depth: usize) -> Reach {
        let deeper = |branch: &Condition, holds| self.signed(branch, holds, depth + 1);
        match condition {
            _ if depth > DEEPEST => free(),
            Condition::All(list) | Condition::Any(list) => {
                let branches = list.iter().map(|branch| deeper(branch, holds));
                if matches!(condition, Condition::All(_)) == holds {
                    branches.fold(free(), |one, other| self.both(one, other))
                } else {
                    branches
                        .reduce(|one, other| self.either(one, other))
                        .flatten()
                }
            }
            Condition::Not(inner) => deeper(inner, !holds),
            Condition::Defined(name) => {
                let named = self.doc.definitions.iter().find(|own| own.name == *name);
                named.map_or_else(free, |own| deeper(&own.condition, holds))
            }
            Condition::Post(list) => truth(list.contains(&self.post.code) == holds),
            Condition::Pool(list) => truth(
                self.post
                    .pool
                    .as_ref()
                    .is_some_and(|own| list.contains(own))
                    == holds,
            ),
            Condition::PostIn(list) => {
                let inside = |area| list.iter().any(|outer| lies_in(self.doc, area, outer));
                truth(self.post.area.as_ref().is_some_and(inside) == holds)
            }
            leaf => self.leaf(leaf, holds),
        }
    }

    fn leaf(&self, leaf: &Condition, holds: bool) -> Reach {
        let bounds = match leaf {
            Condition::Yes(fact) => vec![(fact.clone(), Allowed::Yes(holds))],
            Condition::Date(test) => self.dates(test, holds),
            Condition::Number(test) => self.numbers(test, holds),
            Condition::Level(test) => self.level(test, holds),
            Condition::OneOf(test) => self.one_of(test, holds),
            Condition::Elapsed(test) => self.elapsed(test, holds),
            Condition::InArea(test) if holds => areas(test),
            _ => Vec::new(),
        };
        let sure = |(fact, _): &(FactKey, Allowed)| holds || self.always_answered(fact);
        let bounds = bounds.into_iter().filter(sure);
        let bounds: BTreeMap<_, _> = bounds.collect();
        Some(bounds).filter(|bounds| bounds.values().all(|allowed| !is_empty(allowed)))
    }

    /// A question that does not apply passes every "not".
    fn always_answered(&self, fact: &FactKey) -> bool {
        let def = self.doc.fact(fact);
        def.is_some_and(|def| !def.optional && def.asked_when.is_none())
    }

    fn dates(&self, test: &DateTest, holds: bool) -> Vec<(FactKey, Allowed)> {
        let first = test.from.map(|bound| bound.first_allowed());
        let last = test.until.map(|bound| bound.last_allowed());
        days(&test.fact, first, last, holds)
    }

    fn elapsed(&self, test: &ElapsedTest, holds: bool) -> Vec<(FactKey, Allowed)> {
        let (DayRef::Fact(fact), Some(on)) = (&test.since, day_of(self.doc, &test.until)) else {
            return Vec::new();
        };
        let (first, last) = days_since(on, test.at_least, test.less_than);
        days(fact, first, last, holds)
    }

    fn numbers(&self, test: &NumberTest, holds: bool) -> Vec<(FactKey, Allowed)> {
        let low = test.at_least.map(Points::raw);
        let low = low.max(test.more_than.map(|own| own.raw() + 1));
        let high = test.at_most.map(Points::raw);
        let below = test.less_than.map(|own| own.raw() - 1);
        let high = [high, below].into_iter().flatten().min();
        let Some((low, high)) = signed(low, high, holds, (i64::MIN, i64::MAX), |edge| edge) else {
            return Vec::new();
        };
        let (least, most) = self.numbers_of(&test.fact);
        let (low, high) = self.whole(&test.fact, (low.max(least), high.min(most)));
        vec![(test.fact.clone(), Allowed::Numbers(low, high))]
    }

    fn numbers_of(&self, fact: &FactKey) -> (i64, i64) {
        match self.doc.fact(fact).map(|def| &def.kind) {
            Some(FactKind::Number(kind)) => (
                kind.least.map_or(i64::MIN, Points::raw),
                kind.most.map_or(i64::MAX, Points::raw),
            ),
            _ => (i64::MIN, i64::MAX),
        }
    }

    /// Between 45 and 46 there is no whole number.
    fn whole(&self, fact: &FactKey, (low, high): (i64, i64)) -> (i64, i64) {
        let whole = matches!(
            self.doc.fact(fact).map(|def| &def.kind),
            Some(FactKind::Number(kind)) if kind.whole
        );
        if !whole {
            return (low, high);
        }
        let down = |raw: i64| raw.div_euclid(Points::SCALE).saturating_mul(Points::SCALE);
        let up = |raw: i64| {
            if down(raw) == raw {
                raw
            } else {
                down(raw).saturating_add(Points::SCALE)
            }
        };
        let (low_edge, high_edge) = (low == i64::MIN, high == i64::MAX);
        (
            if low_edge { low } else { up(low) },
            if high_edge { high } else { down(high) },
        )
    }

    fn level(&self, test: &LevelTest, holds: bool) -> Vec<(FactKey, Allowed)> {
        let Some(def) = self.doc.fact(&test.fact) else {
            return Vec::new();
        };
        let at = |code: &Option<OptionCode>| code.as_ref().map(|code| def.level_of(code));
        let (least, most) = (at(&test.at_least), at(&test.at_most));
        if matches!(least, Some(None)) || matches!(most, Some(None)) {
            return Vec::new();
        }
        let within = |index: usize| {
            least.flatten().is_none_or(|least| index >= least)
                && most.flatten().is_none_or(|most| index <= most)
        };
        options(def, |index, _| within(index) == holds)
    }

    fn one_of(&self, test: &OneOfTest, holds: bool) -> Vec<(FactKey, Allowed)> {
        let def = self.doc.fact(&test.fact);
        def.map_or_else(Vec::new, |def| {
            options(def, |_, code| test.options.contains(code) == holds)
        })
    }
}

fn free() -> Reach {
    Some(BTreeMap::new())
}

fn truth(holds: bool) -> Reach {
    if holds { free() } else { None }
}

/// A range, or what a one-sided range leaves; `None`: no bound, or the two ends outside a range.
fn signed<T: Copy>(
    low: Option<T>,
    high: Option<T>,
    holds: bool,
    (least, most): (T, T),
    beside: impl Fn(T) -> T,
) -> Option<(T, T)> {
    match (low, high, holds) {
        (None, None, _) | (Some(_), Some(_), false) => None,
        (low, high, true) => Some((low.unwrap_or(least), high.unwrap_or(most))),
        (Some(low), None, false) => Some((least, beside(low))),
        (None, Some(high), false) => Some((beside(high), most)),
    }
}

fn days(
    fact: &FactKey,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    holds: bool,
) -> Vec<(FactKey, Allowed)> {
    // The border itself stays in: too wide by a day is never wrong here.
    let range = signed(
        first,
        last,
        holds,
        (NaiveDate::MIN, NaiveDate::MAX),
        |edge| edge,
    );
    let range = range.map(|(first, last)| (fact.clone(), Allowed::Days(first, last)));
    range.into_iter().collect()
}

fn options(def: &FactDef, fits: impl Fn(usize, &OptionCode) -> bool) -> Vec<(FactKey, Allowed)> {
    let FactKind::Choice(choice) = &def.kind else {
        return Vec::new();
    };
    let fitting = choice.options.iter().enumerate();
    let fitting = fitting.filter(|(index, option)| fits(*index, &option.code));
    let codes = fitting.map(|(_, option)| option.code.clone()).collect();
    vec![(def.key.clone(), Allowed::Options(codes))]
}

fn areas(test: &AreaTest) -> Vec<(FactKey, Allowed)> {
    let open = test.areas.is_empty() || test.areas.iter().any(|code| code.as_str() == ELSEWHERE);
    let allowed = || (test.fact.clone(), Allowed::Areas(test.areas.clone()));
    (!open).then(allowed).into_iter().collect()
}
