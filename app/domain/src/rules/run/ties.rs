//! Order among people with equal scores: the tie chain, computed only for those who are actually level (domain.md 3.8).

use super::super::document::{FactKey, FactValue, ScoreSource, StatusKey, StillTied, TestCode, TieKey};
use super::super::eligibility::truth::{Person, Truth, budget};
use super::outcome::Pending;
use super::table::NONE;
use super::work::Work;
use std::cmp::Reverse;

/// People ordered by one score, best first; `levels` cuts them where somebody is really behind the one before.
pub(crate) struct Ordered {
    pub rows: Vec<u32>,
    /// Start of each run of people who are level after the whole chain; the first is 0.
    pub levels: Vec<u32>,
}

impl Ordered {
    /// Sorts by `score`, then orders each run of equal scores by `keys`.
    pub(crate) fn by(work: &Work, mut scored: Vec<(i64, u32)>, keys: &[Key]) -> Self {
        scored.sort_unstable_by_key(|(score, row)| (Reverse(*score), *row));
        let mut rows: Vec<u32> = scored.iter().map(|(_, row)| *row).collect();
        let mut levels = Vec::with_capacity(scored.len());
        let mut from = 0;
        while from < scored.len() {
            let mut to = from + 1;
            while to < scored.len() && scored[to].0 == scored[from].0 {
                to += 1;
            }
            if to - from == 1 || keys.is_empty() {
                levels.push(from as u32);
            } else {
                order_run(work, &mut rows[from..to], from as u32, keys, &mut levels);
            }
            from = to;
        }
        Ordered { rows, levels }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The run of level people that holds place `at` (from 0), as a range of places.
    pub(crate) fn level_at(&self, at: usize) -> std::ops::Range<usize> {
        let run = self.levels.partition_point(|start| *start as usize <= at) - 1;
        let end = self.levels.get(run + 1).map_or(self.rows.len(), |start| *start as usize);
        self.levels[run] as usize..end
    }

    /// Each person with their place by competition ranking (1-2-2-2-5).
    pub(crate) fn ranks(&self) -> impl Iterator<Item = (u32, u32)> {
        let ends = self.levels.iter().skip(1).copied().chain([self.rows.len() as u32]);
        self.levels
            .iter()
            .zip(ends)
            .flat_map(|(start, end)| self.rows[*start as usize..end as usize].iter().map(|row| (*row, *start + 1)))
    }

    /// How many get in when `count` are wanted: everybody level with the last one is in, too.
    pub(crate) fn with_ties(&self, count: usize) -> usize {
        match count {
            0 => 0,
            count if count >= self.rows.len() => self.rows.len(),
            count => self.level_at(count - 1).end,
        }
    }
}

fn order_run(work: &Work, rows: &mut [u32], offset: u32, keys: &[Key], levels: &mut Vec<u32>) {
    let mut keyed: Vec<(Vec<i64>, u32)> =
        rows.iter().map(|row| (keys.iter().map(|key| key.value(work, *row as usize)).collect(), *row)).collect();
    keyed.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    for (index, (key, row)) in keyed.iter().enumerate() {
        rows[index] = *row;
        if index == 0 || keyed[index - 1].0 != *key {
            levels.push(offset + index as u32);
        }
    }
}

/// One link of the chain, resolved; larger comes first.
pub(crate) enum Key<'a> {
    Score(ScoreSource),
    Level(&'a FactKey),
    Number(&'a FactKey),
    Later(&'a FactKey),
    Earlier(&'a FactKey),
    Status(&'a StatusKey),
    Test(&'a TestCode),
    /// An order that a body decided and the document records.
    Decided,
}

/// The chain of a rule. A preference set has no order, so it is no key: only a body can settle it.
pub(crate) fn chain<'a>(keys: &'a [TieKey], then: Option<&'a StillTied>) -> Vec<Key<'a>> {
    let mut chain = Vec::new();
    for key in keys {
        chain.push(match key {
            TieKey::Higher(source) => Key::Score(source.clone()),
            TieKey::HigherLevel(fact) => Key::Level(fact),
            TieKey::HigherNumber(fact) => Key::Number(fact),
            TieKey::Later(fact) => Key::Later(fact),
            TieKey::Earlier(fact) => Key::Earlier(fact),
            TieKey::Status(status) => Key::Status(status),
            TieKey::Preference(_) => Key::Decided,
        });
        if matches!(key, TieKey::Preference(_)) {
            return chain;
        }
    }
    match then {
        Some(StillTied::ExtraTest(test)) => chain.extend([Key::Test(test), Key::Decided]),
        Some(StillTied::Body) => chain.push(Key::Decided),
        Some(StillTied::ShareRank) | None => {}
    }
    chain
}

/// Whether people who are level after the chain must be settled by people.
pub(crate) fn open_end(keys: &[TieKey], then: &StillTied) -> StillTied {
    let preference = keys.iter().any(|key| matches!(key, TieKey::Preference(_)));
    if preference { StillTied::Body } else { then.clone() }
}

impl Key<'_> {
    /// A fact that is missing counts as the lowest.
    pub(crate) fn value(&self, work: &Work, row: usize) -> i64 {
        let fact = |key: &FactKey| work.table.facts(row).get(key);
        match self {
            Key::Score(source) => score(work, row, source),
            Key::Test(code) => work.plan.test(code).map_or(NONE, |column| work.table.tests[column][row]),
            Key::Decided => work.decided_order(row),
            Key::Level(key) => match fact(key) {
                Some(FactValue::Choice(code)) => {
                    let level = work.plan.doc.fact(key).and_then(|def| def.level_of(code));
                    level.map_or(NONE, |level| level as i64)
                }
                _ => NONE,
            },
            Key::Number(key) => match fact(key) {
                Some(FactValue::Number(number)) => number.raw(),
                _ => NONE,
            },
            Key::Later(key) => days(fact(key)).unwrap_or(NONE),
            Key::Earlier(key) => days(fact(key)).map_or(NONE, |days| -days),
            Key::Status(status) => {
                let steps = budget();
                let post = work.plan.posts[work.table.post[row] as usize].post;
                let person = Person::new(work.plan.doc, work.table.facts(row), Some(post), &steps);
                i64::from(matches!(person.test(&status.when), Truth::Known { holds: true, .. }))
            }
        }
    }
}

fn days(value: Option<&FactValue>) -> Option<i64> {
    match value {
        Some(FactValue::Date(date)) => Some(i64::from(chrono::Datelike::num_days_from_ce(date))),
        _ => None,
    }
}

/// A figure of one candidate, as it stands in its column.
pub(crate) fn score(work: &Work, row: usize, source: &ScoreSource) -> i64 {
    let column =
        |column: Result<usize, _>, columns: &[Vec<i64>]| column.map_or(NONE, |index: usize| columns[index][row]);
    match source {
        ScoreSource::Written => work.written[row],
        ScoreSource::WrittenBeforeBonus => work.written_before_bonus[row],
        ScoreSource::Paper(code) => column(work.plan.paper(code), &work.table.papers),
        ScoreSource::Test(code) => column(work.plan.test(code), &work.table.tests),
        ScoreSource::Interview => work.interview[row],
        ScoreSource::InterviewBeforeCorrection => {
            if work.interview_before.is_empty() {
                work.interview[row]
            } else {
                work.interview_before[row]
            }
        }
        ScoreSource::Total => work.total[row],
    }
}

/// What people must do about those who stay level on the last place.
pub(crate) fn ask(work: &mut Work, post: usize, rows: &[u32], places: u32, then: &StillTied) {
    let mut people: Vec<String> = rows.iter().map(|row| work.table.number(*row as usize).to_owned()).collect();
    people.sort_unstable();
    let post = work.plan.posts[post].post.code.clone();
    work.pending.push(match then {
        StillTied::ExtraTest(test) => Pending::ExtraTest { test: test.clone(), post, people, places },
        StillTied::ShareRank | StillTied::Body => Pending::Order { post, people, places },
    });
}
