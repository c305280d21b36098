//! People in the order of a list: by one figure, best first, then by the keys of the tie rule, which are asked only for
//! those who are actually level (domain.md 3.8).

use std::cmp::Reverse;

/// What a run of level people still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// Nothing: they share the place.
    Shared,
    /// An extra test, of all of them.
    Test,
    /// The extra test must first be ordered.
    Approval,
    /// An order that a body gives.
    Body,
}

/// What the chain says about one person: larger comes first. `None`: the figure or fact is missing, and the order with
/// it.
pub(crate) type Value = Option<i64>;

/// One link of a chain, as the order asks it.
pub(crate) trait Chain {
    /// How many keys there are.
    fn keys(&self) -> usize;
    /// The value of a key for one row.
    fn value(&self, key: usize, row: u32) -> Value;
    /// Whether a key splits a run only when all of it have a value (an extra test, a body's order).
    fn whole(&self, key: usize) -> bool;
    /// What people who are level after the last key need.
    fn open(&self) -> Open;
}

/// No keys: level people share.
pub(crate) struct NoKeys;

impl Chain for NoKeys {
    fn keys(&self) -> usize {
        0
    }
    fn value(&self, _: usize, _: u32) -> Value {
        None
    }
    fn whole(&self, _: usize) -> bool {
        false
    }
    fn open(&self) -> Open {
        Open::Shared
    }
}

/// People ordered, best first; `levels` cuts them where somebody is really behind the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ordered {
    pub rows: Vec<u32>,
    /// Start of each run of people who are level after the whole chain; the first is 0.
    pub levels: Vec<u32>,
    /// Rows whose key had no value: the order rests on something that is missing.
    pub gaps: Vec<(u32, usize)>,
}

impl Ordered {
    /// Sorts by figure, then orders each run of equal figures by the chain.
    pub(crate) fn by(scored: Vec<(i64, u32)>, chain: &impl Chain) -> Self {
        let (rows, levels) = sorted_runs(scored);
        let level = Ordered {
            rows,
            levels,
            gaps: Vec::new(),
        };
        level.refined(chain)
    }

    /// The same people, each run of level ones ordered by the chain.
    pub(crate) fn refined(self, chain: &impl Chain) -> Self {
        if chain.keys() == 0 {
            return self;
        }
        let (mut rows, runs) = (self.rows, self.levels);
        let mut found = Ordered {
            levels: Vec::with_capacity(rows.len()),
            gaps: self.gaps,
            ..Ordered::default()
        };
        for (index, from) in runs.iter().enumerate() {
            let to = runs
                .get(index + 1)
                .map_or(rows.len(), |next| *next as usize);
            let run = &mut rows[*from as usize..to];
            match run.len() {
                1 => found.levels.push(*from),
                2 => found.pair(run, *from, chain),
                _ => found.run(run, *from, 0, chain),
            }
        }
        found.rows = rows;
        found
    }

    /// These people, all level.
    pub(crate) fn level(rows: Vec<u32>) -> Self {
        let levels = if rows.is_empty() { Vec::new() } else { vec![0] };
        Ordered {
            rows,
            levels,
            gaps: Vec::new(),
        }
    }

    /// The runs of level people, best first.
    pub(crate) fn runs(&self) -> Vec<Vec<u32>> {
        let ends = self.levels.iter().skip(1).copied();
        let ends = ends.chain([self.rows.len() as u32]);
        let runs = self.levels.iter().zip(ends);
        runs.map(|(start, end)| self.rows[*start as usize..end as usize].to_vec())
            .collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The run of level people that holds place `at` (from 0), as a range of places.
    pub(crate) fn level_at(&self, at: usize) -> std::ops::Range<usize> {
        let run = self.levels.partition_point(|start| *start as usize <= at) - 1;
        let end = self.levels.get(run + 1);
        self.levels[run] as usize..end.map_or(self.rows.len(), |start| *start as usize)
    }

    /// Where the last run ends that ends at this place or before.
    pub(crate) fn last_end(&self, at: usize) -> usize {
        match self.rows.len() <= at {
            true => self.rows.len(),
            false => self.level_at(at).start,
        }
    }

    /// Each person with their place by competition ranking (1-2-2-2-5).
    pub(crate) fn ranks(&self) -> impl Iterator<Item = (u32, u32)> {
        let ends = self.levels.iter().skip(1).copied();
        let ends = ends.chain([self.rows.len() as u32]);
        self.levels.iter().zip(ends).flat_map(|(start, end)| {
            let run = &self.rows[*start as usize..end as usize];
            run.iter().map(|row| (*row, *start + 1))
        })
    }

    /// Those from place `at` on, which begins a run.
    pub(crate) fn behind(&self, at: usize) -> Ordered {
        let from = self.levels.partition_point(|start| (*start as usize) < at);
        let levels = self.levels[from..].iter().map(|start| start - at as u32);
        Ordered {
            rows: self.rows[at..].to_vec(),
            levels: levels.collect(),
            gaps: Vec::new(),
        }
    }

    /// Others behind these, in their own order.
    pub(crate) fn append(&mut self, other: &Ordered) {
        let at = self.rows.len() as u32;
        self.rows.extend_from_slice(&other.rows);
        self.levels
            .extend(other.levels.iter().map(|start| start + at));
    }

    /// The same order with some people only.
    pub(crate) fn only(&self, keep: impl Fn(u32) -> bool) -> Ordered {
        let mut found = Ordered {
            rows: Vec::with_capacity(self.rows.len()),
            levels: Vec::with_capacity(self.levels.len()),
            gaps: Vec::new(),
        };
        let ends = self.levels.iter().skip(1).copied();
        for (start, end) in self.levels.iter().zip(ends.chain([self.rows.len() as u32])) {
            let from = found.rows.len() as u32;
            for row in &self.rows[*start as usize..end as usize] {
                if keep(*row) {
                    found.rows.push(*row);
                }
            }
            if found.rows.len() as u32 > from {
                found.levels.push(from);
            }
        }
        found
    }

    /// Orders people with equal figures by the chain; each key is asked only while somebody is still level.
    fn run(&mut self, rows: &mut [u32], offset: u32, key: usize, chain: &impl Chain) {
        if key == chain.keys() {
            return self.levels.push(offset);
        }
        let values: Vec<Value> = rows.iter().map(|row| chain.value(key, *row)).collect();
        if chain.whole(key) && values.contains(&None) {
            return self.run(rows, offset, key + 1, chain);
        }
        let mut keyed: Vec<(i64, u32)> = Vec::with_capacity(rows.len());
        for (value, row) in values.iter().zip(rows.iter()) {
            if value.is_none() {
                self.gaps.push((*row, key));
            }
            keyed.push((value.unwrap_or(i64::MIN), *row));
        }
        keyed.sort_unstable_by_key(|(value, row)| (Reverse(*value), *row));
        let mut from = 0;
        while from < keyed.len() {
            let value = keyed[from].0;
            let level = keyed[from..]
                .iter()
                .take_while(|(other, _)| *other == value);
            let to = from + level.count();
            for (place, (_, row)) in keyed[from..to].iter().enumerate() {
                rows[from + place] = *row;
            }
            if to - from == 1 {
                self.levels.push(offset + from as u32);
            } else {
                self.run(&mut rows[from..to], offset + from as u32, key + 1, chain);
            }
            from = to;
        }
    }

    /// The same for two people, which most runs are, without a list of its own.
    fn pair(&mut self, rows: &mut [u32], offset: u32, chain: &impl Chain) {
        self.levels.push(offset);
        for key in 0..chain.keys() {
            let (one, other) = (chain.value(key, rows[0]), chain.value(key, rows[1]));
            if chain.whole(key) && (one.is_none() || other.is_none()) {
                continue;
            }
            for (value, row) in [(one, rows[0]), (other, rows[1])] {
                if value.is_none() {
                    self.gaps.push((row, key));
                }
            }
            if one != other {
                if one < other {
                    rows.swap(0, 1);
                }
                return self.levels.push(offset + 1);
            }
        }
    }
}

/// The rows by figure, best first, and where each run of equal figures starts. Figures and rows that fit into 64 bits
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
    let row_of = |key: u64| (key & ((1 << ROW_BITS) - 1)) as u32 + first;
    runs(
        packed
            .into_iter()
            .map(|key| ((key >> ROW_BITS) as i64, row_of(key))),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Keys(Vec<(bool, Vec<Value>)>, Open);

    impl Chain for Keys {
        fn keys(&self) -> usize {
            self.0.len()
        }
        fn value(&self, key: usize, row: u32) -> Value {
            self.0[key].1[row as usize]
        }
        fn whole(&self, key: usize) -> bool {
            self.0[key].0
        }
        fn open(&self) -> Open {
            self.1
        }
    }

    #[test]
    fn the_best_stand_first_and_equal_figures_in_one_run_by_row() {
        let narrow = sorted_runs(vec![(70, 3), (90, 5), (70, 1), (80, 2), (90, 4)]);
        assert_eq!(narrow, (vec![4, 5, 2, 1, 3], vec![0, 2, 3]));
        assert_eq!(sorted_runs(vec![]), (vec![], vec![]));
        let far = 1 << 45;
        assert_eq!(
            sorted_runs(vec![(0, 1), (far, 2), (far / 2, 3), (0, 0)]),
            (vec![2, 3, 0, 1], vec![0, 1, 2])
        );
        let rows = 1 << 24;
        assert_eq!(
            sorted_runs(vec![(1, rows), (2, 5), (1, 0)]),
            (vec![5, 0, rows], vec![0, 1])
        );
    }

    #[test]
    fn places_run_one_two_two_two_five() {
        let scored = vec![(9, 0), (8, 1), (8, 2), (8, 3), (7, 4)];
        let ordered = Ordered::by(scored, &NoKeys);
        assert_eq!(
            ordered.ranks().collect::<Vec<_>>(),
            [(0, 1), (1, 2), (2, 2), (3, 2), (4, 5)]
        );
        assert_eq!(
            [0, 1, 2, 3, 4].map(|at| ordered.level_at(at)),
            [0..1, 1..4, 1..4, 1..4, 4..5]
        );
        assert_eq!(ordered.only(|row| row != 2).levels, [0, 1, 3]);
    }

    #[test]
    fn an_extra_test_splits_level_people_only_when_all_of_them_have_a_result() {
        let level = |people: u32| (0..people).map(|row| (90, row)).collect::<Vec<_>>();
        let keys = |values: Vec<Value>| Keys(vec![(true, values)], Open::Test);
        let split = Ordered::by(level(2), &keys(vec![Some(70), Some(80)]));
        assert_eq!((split.rows, split.levels), (vec![1, 0], vec![0, 1]));
        let missing = Ordered::by(level(2), &keys(vec![Some(70), None]));
        assert_eq!((missing.levels, missing.gaps), (vec![0], vec![]));
        let three = Ordered::by(level(3), &keys(vec![Some(70), None, Some(80)]));
        assert_eq!(three.levels, vec![0]);
    }

    #[test]
    fn a_fact_that_is_missing_is_a_gap_and_not_an_order() {
        let keys = Keys(vec![(false, vec![Some(1), None])], Open::Shared);
        let ordered = Ordered::by(vec![(90, 0), (90, 1)], &keys);
        assert_eq!(ordered.gaps, vec![(1, 0)]);
    }
}
