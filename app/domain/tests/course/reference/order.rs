//! Order among people: a figure, then keys one after another, then what people decided.

use super::bonus::Counting;
use super::course::Course;
use super::number::Num;
use chrono::Datelike;
use domain::rules::{DecisionValue, FactKey, FactValue, Mark, StillLevel, TieKey, Ties};
use std::cmp::Reverse;

/// People who are level with each other after everything that orders them, by number.
pub type Run = Vec<usize>;

impl Course<'_> {
    /// Best first.
    pub fn by_figure(&self, people: &[usize], figure: impl Fn(usize) -> Num) -> Vec<Run> {
        split(&[people.to_vec()], |one| Reverse(figure(one)))
    }

    /// Orders each run by the keys, an extra test, and the order of a body under this code.
    pub fn by_ties(
        &self,
        runs: Vec<Run>,
        ties: &Ties,
        order: &str,
        counting: Counting,
    ) -> Vec<Run> {
        let mut runs = runs;
        for key in &ties.keys {
            runs = match key {
                TieKey::Higher(score) => {
                    split(&runs, |one| Reverse(self.figure(one, score, counting)))
                }
                TieKey::HigherLevel(fact) => split(&runs, |one| Reverse(self.level(one, fact))),
                TieKey::Later(fact) => split(&runs, |one| Reverse(self.day(one, fact))),
                TieKey::Status(status) => split(&runs, |one| {
                    Reverse(self.holds(&self.people[one], &status.when) == Some(true))
                }),
                // Only a body can say who comes first.
                TieKey::Preference(_) => break,
            };
        }
        if let StillLevel::ExtraTest(test) = still_level(ties) {
            runs = runs
                .into_iter()
                .flat_map(|run| self.by_test(run, test.as_str()))
                .collect();
        }
        if still_level(ties) != StillLevel::Share {
            runs = runs
                .into_iter()
                .flat_map(|run| self.by_body(run, order))
                .collect();
        }
        runs
    }

    /// An extra test splits people only when each of them has a result.
    fn by_test(&self, run: Run, test: &str) -> Vec<Run> {
        let post = self.people[run[0]].post;
        let rule = self
            .doc
            .extra_tests
            .iter()
            .find(|rule| rule.code.as_str() == test);
        let agreed = self.decision(post, test) == Some(&DecisionValue::Agreed);
        let held = rule.is_some_and(|rule| !rule.approval) || agreed;
        let result = |one: usize| self.people[one].row.extra.get(&test.into());
        if !held || run.iter().any(|one| result(*one).is_none()) {
            return vec![run];
        }
        split(&[run], |one| {
            Reverse(match result(one) {
                Some(Mark::Scored(points)) => Some(*points),
                _ => None,
            })
        })
    }

    /// A body orders people only when it gave each of them a place.
    pub fn by_body(&self, run: Run, order: &str) -> Vec<Run> {
        let place = |one: usize| self.people[one].row.order.get(&order.to_owned());
        if run.iter().any(|one| place(*one).is_none()) {
            return vec![run];
        }
        split(&[run], place)
    }

    fn level(&self, one: usize, fact: &FactKey) -> Option<usize> {
        match self.people[one].row.facts.get(fact)? {
            FactValue::Choice(option) => self.doc.fact(fact)?.level_of(option),
            _ => None,
        }
    }

    fn day(&self, one: usize, fact: &FactKey) -> Option<i32> {
        match self.people[one].row.facts.get(fact)? {
            FactValue::Date(date) => Some(date.num_days_from_ce()),
            _ => None,
        }
    }
}

/// What counts after the last key; a preference without an order leaves it to a body.
pub fn still_level(ties: &Ties) -> StillLevel {
    let preference = |key: &TieKey| matches!(key, TieKey::Preference(_));
    if ties.keys.iter().any(preference) {
        StillLevel::Body
    } else {
        ties.then.clone()
    }
}

/// Cuts each run where the key differs; the smallest key first.
fn split<K: Ord>(runs: &[Run], key: impl Fn(usize) -> K) -> Vec<Run> {
    let mut finer: Vec<Run> = Vec::new();
    for run in runs {
        let mut run = run.clone();
        run.sort_by_key(|one| (key(*one), *one));
        finer.extend(
            run.chunk_by(|a, b| key(*a) == key(*b))
                .map(<[usize]>::to_vec),
        );
    }
    finer
}

/// The place of everybody: 1-2-2-2-5.
pub fn places(runs: &[Run]) -> Vec<(usize, u32)> {
    let mut places = Vec::new();
    let mut place = 1;
    for run in runs {
        places.extend(run.iter().map(|one| (*one, place)));
        place += run.len() as u32;
    }
    places
}
