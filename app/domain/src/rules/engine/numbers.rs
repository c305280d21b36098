//! Which numbers stand in an earlier row, too.

use super::candidate::Candidate;
use foldhash::fast::RandomState;
use hashbrown::{HashTable, hash_table::Entry};
use std::hash::BuildHasher;

/// The numbers of the rows so far. Rows are kept, and no texts: a million take ten megabytes. As long as each number
/// comes after the one before, as in most tables, none stands twice, and nothing is kept at all.
#[derive(Default)]
pub(crate) struct Numbers {
    out_of_order: bool,
    first: HashTable<u32>,
    hasher: RandomState,
    /// The rows whose number stands in an earlier one, and the first such row.
    pub again: Vec<(usize, usize)>,
}

impl Numbers {
    /// Of all candidates.
    pub(crate) fn of(candidates: &[Candidate]) -> Self {
        let mut all = Numbers::default();
        all.add(candidates, 0, candidates.len());
        all
    }

    /// Adds the rows behind the first `known` ones. `people`: how many there will be about, so that room is made once.
    pub(crate) fn add(&mut self, candidates: &[Candidate], known: usize, people: usize) {
        let from = match self.out_of_order {
            true => known,
            false if in_order(&candidates[known.saturating_sub(1)..]) => return,
            false => 0,
        };
        self.out_of_order = true;
        let Numbers {
            first,
            hasher,
            again,
            ..
        } = self;
        let number = |row: u32| candidates[row as usize].number.as_str();
        let hash = |row: &u32| hasher.hash_one(number(*row));
        first.reserve(people.saturating_sub(first.len()), hash);
        for (row, candidate) in (0..).zip(candidates).skip(from) {
            if candidate.number.is_empty() {
                continue;
            }
            match first.entry(hash(&row), |other| number(*other) == candidate.number, hash) {
                Entry::Occupied(first) => again.push((row as usize, *first.get() as usize)),
                Entry::Vacant(vacant) => drop(vacant.insert(row)),
            }
        }
    }
}

fn in_order(candidates: &[Candidate]) -> bool {
    candidates.is_sorted_by(|one, other| one.number < other.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_told_with_the_first_that_has_its_number() {
        let named = |number: &str| Candidate {
            number: number.into(),
            ..Candidate::default()
        };
        let people = ["a", "", "b", "a", "", "b", "a"].map(named);
        let again = [(3, 0), (5, 2), (6, 0)];
        assert_eq!(Numbers::of(&people).again, again);
        for cut in 0..people.len() {
            let mut in_parts = Numbers::default();
            in_parts.add(&people[..cut], 0, cut);
            in_parts.add(&people, cut, 1);
            assert_eq!(in_parts.again, again, "{cut}");
        }
    }

    #[test]
    fn numbers_in_their_order_stand_once_until_one_comes_again() {
        let named = |number: u32| Candidate {
            number: number.to_string().into(),
            ..Candidate::default()
        };
        let mut people: Vec<Candidate> = (100..200).map(named).collect();
        assert!(Numbers::of(&people).again.is_empty());
        people.extend([150, 300, 100].map(named));
        let again = [(100, 50), (102, 0)];
        assert_eq!(Numbers::of(&people).again, again);
        for cut in [0, 1, 99, 100, 101, 102] {
            let mut in_parts = Numbers::default();
            in_parts.add(&people[..cut], 0, cut);
            in_parts.add(&people, cut, people.len());
            assert_eq!(in_parts.again, again, "{cut}");
        }
    }
}
