//! Order among people with equal scores: the tie chain, computed only for those who are actually level (domain.md 3.8).

use super::super::document::{FactKey, FactValue, StatusKey, StillTied, TieKey};
use super::super::eligibility::truth::{Person, Truth, budget};
use super::outcome::Pending;
use super::plan::{Column, Plan};
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
    /// Sorts by score, then orders each run of equal scores by `keys`.
    pub(crate) fn by(work: &Work, scored: Vec<(i64, u32)>, keys: &[Key]) -> Self {
        let (mut rows, runs) = sorted_runs(scored);
        if keys.is_empty() {
            return Ordered { rows, levels: runs };
        }
        let mut levels = Vec::with_capacity(rows.len());
        for (index, from) in runs.iter().enumerate() {
            let to = runs
                .get(index + 1)
                .map_or(rows.len(), |next| *next as usize);
            match to - *from as usize {
                1 => levels.push(*from),
                2 => order_pair(
                    work,
                    &mut rows[*from as usize..to],
                    *from,
                    keys,
                    &mut levels,
                ),
                _ => order_run(
                    work,
                    &mut rows[*from as usize..to],
                    *from,
                    keys,
                    &mut levels,
                ),
            }
        }
        Ordered { rows, levels }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The run of level people that holds place `at` (from 0), as a range of places.
    pub(crate) fn level_at(&self, at: usize) -> std::ops::Range<usize> {
        let run = self.levels.partition_point(|start| *start as usize <= at) - 1;
        let end = self
            .levels
            .get(run + 1)
            .map_or(self.rows.len(), |start| *start as usize);
        self.levels[run] as usize..end
    }

    /// Each person with their place by competition ranking (1-2-2-2-5).
    pub(crate) fn ranks(&self) -> impl Iterator<Item = (u32, u32)> {
        let ends = self
            .levels
            .iter()
            .skip(1)
            .copied()
            .chain([self.rows.len() as u32]);
        self.levels.iter().zip(ends).flat_map(|(start, end)| {
            self.rows[*start as usize..end as usize]
                .iter()
                .map(|row| (*row, *start + 1))
        })
    }

    /// How many get in when nobody of those who are level on the last place does.
    pub(crate) fn without_tie(&self, count: usize) -> usize {
        match count {
            0 => 0,
            count if count >= self.rows.len() => count,
            count => {
                let level = self.level_at(count - 1);
                if level.end > count {
                    level.start
                } else {
                    count
                }
            }
        }
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

/// The rows by score, best first, and where each run of equal scores starts. Scores and rows that fit into 64 bits
/// together are sorted as one integer, which is more than twice as fast.
fn sorted_runs(mut scored: Vec<(i64, u32)>) -> (Vec<u32>, Vec<u32>) {
    const ROW_BITS: u32 = 24;
    let (mut best, mut least, mut first, mut last) = (i64::MIN, i64::MAX, u32::MAX, 0);
    for (score, row) in &scored {
        (best, least) = (best.max(*score), least.min(*score));
        (first, last) = (first.min(*row), last.max(*row));
    }
    let narrow = best
        .checked_sub(least)
        .is_some_and(|span| span < 1 << (63 - ROW_BITS));
    if !narrow || last - first >= 1 << ROW_BITS {
        scored.sort_unstable_by_key(|(score, row)| (Reverse(*score), *row));
        return runs(scored.into_iter());
    }
    let pack =
        |(score, row): (i64, u32)| (((best - score) as u64) << ROW_BITS) | u64::from(row - first);
    let mut packed: Vec<u64> = scored.into_iter().map(pack).collect();
    packed.sort_unstable();
    runs(packed.into_iter().map(|key| {
        (
            (key >> ROW_BITS) as i64,
            (key & ((1 << ROW_BITS) - 1)) as u32 + first,
        )
    }))
}

fn runs(sorted: impl ExactSizeIterator<Item = (i64, u32)>) -> (Vec<u32>, Vec<u32>) {
    let mut rows = Vec::with_capacity(sorted.len());
    let mut runs = Vec::with_capacity(sorted.len());
    let mut before = None;
    for (score, row) in sorted {
        if before != Some(score) {
            runs.push(rows.len() as u32);
            before = Some(score);
        }
        rows.push(row);
    }
    (rows, runs)
}

/// Orders people with equal scores by the chain; each key is asked only while somebody is still level.
fn order_run(work: &Work, rows: &mut [u32], offset: u32, keys: &[Key], levels: &mut Vec<u32>) {
    let Some((key, rest)) = keys.split_first() else {
        return levels.push(offset);
    };
    let mut keyed: Vec<(i64, u32)> = rows
        .iter()
        .map(|row| (key.value(work, *row as usize), *row))
        .collect();
    keyed.sort_unstable_by_key(|(value, row)| (Reverse(*value), *row));
    let mut from = 0;
    while from < keyed.len() {
        let value = keyed[from].0;
        let to = from
            + keyed[from..]
                .iter()
                .take_while(|(other, _)| *other == value)
                .count();
        for (place, (_, row)) in keyed[from..to].iter().enumerate() {
            rows[from + place] = *row;
        }
        if to - from == 1 {
            levels.push(offset + from as u32);
        } else {
            order_run(
                work,
                &mut rows[from..to],
                offset + from as u32,
                rest,
                levels,
            );
        }
        from = to;
    }
}

/// The same for two people, which most runs are, without a list of its own.
fn order_pair(work: &Work, rows: &mut [u32], offset: u32, keys: &[Key], levels: &mut Vec<u32>) {
    levels.push(offset);
    for key in keys {
        let (first, second) = (
            key.value(work, rows[0] as usize),
            key.value(work, rows[1] as usize),
        );
        if first != second {
            if first < second {
                rows.swap(0, 1);
            }
            return levels.push(offset + 1);
        }
    }
}

/// One link of the chain, resolved; larger comes first.
pub(crate) enum Key<'a> {
    Score(Column),
    Level(&'a FactKey),
    Number(&'a FactKey),
    Later(&'a FactKey),
    Earlier(&'a FactKey),
    Status(&'a StatusKey),
    /// An order that a body decided and the document records.
    Decided,
}

/// The chain of a rule. A preference set has no order, so it is no key: only a body can settle it.
/// Sources that the rules do not define leave no key; the plan of a run has refused them before.
pub(crate) fn chain<'a>(plan: &Plan, keys: &'a [TieKey], then: Option<&StillTied>) -> Vec<Key<'a>> {
    let mut chain = Vec::new();
    for key in keys {
        chain.push(match key {
            TieKey::Higher(source) => match plan.column(source) {
                Ok(column) => Key::Score(column),
                Err(_) => continue,
            },
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
        Some(StillTied::ExtraTest(test)) => {
            chain.extend(
                plan.test(test)
                    .ok()
                    .map(|index| Key::Score(Column::Test(index))),
            );
            chain.push(Key::Decided);
        }
        Some(StillTied::Body) => chain.push(Key::Decided),
        Some(StillTied::ShareRank) | None => {}
    }
    chain
}

/// Whether people who are level after the chain must be settled by people.
pub(crate) fn open_end(keys: &[TieKey], then: &StillTied) -> StillTied {
    let preference = keys.iter().any(|key| matches!(key, TieKey::Preference(_)));
    if preference {
        StillTied::Body
    } else {
        then.clone()
    }
}

impl Key<'_> {
    /// A fact that is missing counts as the lowest, and is noted: an order that rests on it must not pass in silence.
    pub(crate) fn value(&self, work: &Work, row: usize) -> i64 {
        let stated = |key: &FactKey, value: fn(&FactValue) -> Option<i64>| {
            let found = work.table.facts(row).get(key);
            let known = found
                .filter(|found| **found != FactValue::DoesNotApply)
                .and_then(value);
            if known.is_none() && found != Some(&FactValue::DoesNotApply) {
                work.gaps.borrow_mut().insert((row, key.clone()));
            }
            known.unwrap_or(NONE)
        };
        match self {
            Key::Score(column) => figure(work, row, *column),
            Key::Decided => work.decided_order(row),
            Key::Level(key) => level(work, row, key).unwrap_or_else(|| stated(key, |_| None)),
            Key::Number(key) => stated(key, |value| match value {
                FactValue::Number(number) => Some(number.raw()),
                _ => None,
            }),
            Key::Later(key) => stated(key, days),
            Key::Earlier(key) => stated(key, |value| days(value).map(|days| -days)),
            Key::Status(status) => {
                let steps = budget();
                let post = work.plan.posts[work.table.post[row] as usize].post;
                let person = Person::new(work.plan.doc, work.table.facts(row), Some(post), &steps);
                match person.test(&status.when) {
                    Truth::Known { holds, .. } => i64::from(holds),
                    Truth::Background => 0,
                    Truth::Unknown(missing) => {
                        work.gaps
                            .borrow_mut()
                            .extend(missing.into_iter().map(|key| (row, key)));
                        0
                    }
                }
            }
        }
    }
}

fn level(work: &Work, row: usize, key: &FactKey) -> Option<i64> {
    match work.table.facts(row).get(key)? {
        FactValue::Choice(code) => i64::try_from(work.plan.doc.fact(key)?.level_of(code)?).ok(),
        _ => None,
    }
}

fn days(value: &FactValue) -> Option<i64> {
    match value {
        FactValue::Date(date) => Some(i64::from(chrono::Datelike::num_days_from_ce(date))),
        _ => None,
    }
}

/// A figure of one candidate, as it stands in its column.
#[inline]
pub(crate) fn figure(work: &Work, row: usize, column: Column) -> i64 {
    match column {
        Column::Written => work.written[row],
        Column::WrittenBeforeBonus => work.written_before_bonus[row],
        Column::Paper(index) => work.table.papers[index][row],
        Column::Test(index) => work.table.tests[index][row],
        Column::Interview => work.interview[row],
        Column::InterviewBeforeCorrection if work.interview_before.is_empty() => {
            work.interview[row]
        }
        Column::InterviewBeforeCorrection => work.interview_before[row],
        Column::Total => work.total[row],
    }
}

/// What people must do about those who stay level on the last place.
pub(crate) fn ask(work: &mut Work, post: usize, rows: &[u32], places: u32, then: &StillTied) {
    let mut people: Vec<String> = rows
        .iter()
        .map(|row| work.table.number(*row as usize).to_owned())
        .collect();
    people.sort_unstable();
    let post = work.plan.posts[post].post.code.clone();
    work.pending.push(match then {
        StillTied::ExtraTest(test) => Pending::ExtraTest {
            test: test.clone(),
            post,
            people,
            places,
        },
        StillTied::ShareRank | StillTied::Body => Pending::Order {
            post,
            people,
            places,
        },
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stand_first_and_equal_scores_in_one_run_by_row() {
        let narrow = sorted_runs(vec![(70, 3), (90, 5), (70, 1), (80, 2), (90, 4)]);
        assert_eq!(narrow, (vec![4, 5, 2, 1, 3], vec![0, 2, 3]));
        assert_eq!(sorted_runs(vec![]), (vec![], vec![]));
        assert_eq!(sorted_runs(vec![(-5, 7)]), (vec![7], vec![0]));
        assert_eq!(
            sorted_runs(vec![(NONE, 1), (5, 0), (NONE, 2)]),
            (vec![0, 1, 2], vec![0, 1])
        );
    }

    #[test]
    fn scores_or_rows_that_lie_far_apart_are_ordered_alike() {
        let far = 1 << 45;
        assert_eq!(
            sorted_runs(vec![(0, 1), (far, 2), (far / 2, 3), (0, 0)]),
            (vec![2, 3, 0, 1], vec![0, 1, 2])
        );
        assert_eq!(
            sorted_runs(vec![(i64::MIN, 1), (i64::MAX, 2)]),
            (vec![2, 1], vec![0, 1])
        );
        let rows = 1 << 24;
        assert_eq!(
            sorted_runs(vec![(1, rows), (2, 5), (1, 0)]),
            (vec![5, 0, rows], vec![0, 1])
        );
        assert_eq!(
            sorted_runs(vec![(1, rows + 4), (2, 5), (1, 5)]),
            (vec![5, 5, rows + 4], vec![0, 1])
        );
    }

    #[test]
    fn places_run_one_two_two_two_five_and_who_is_level_with_the_last_gets_in() {
        let ordered = Ordered {
            rows: vec![9, 8, 7, 6, 5],
            levels: vec![0, 1, 4],
        };
        assert_eq!(
            ordered.ranks().collect::<Vec<_>>(),
            [(9, 1), (8, 2), (7, 2), (6, 2), (5, 5)]
        );
        assert_eq!(
            [0, 1, 2, 3, 4].map(|at| ordered.level_at(at)),
            [0..1, 1..4, 1..4, 1..4, 4..5]
        );
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 6].map(|count| ordered.with_ties(count)),
            [0, 1, 4, 4, 4, 5, 5]
        );
        assert_eq!(ordered.len(), 5);
    }
}
