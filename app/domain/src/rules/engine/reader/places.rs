//! Where the people of each part stand, and that no number stands twice.

use super::super::candidate::Candidate;
use super::super::faults::{CandidateProblem, CandidateProblemKind as Kind};
use super::super::numbers::Numbers;
use super::super::rows::{Place, problem};
use super::super::table::Table;
use std::hint::black_box;
use std::sync::Arc;

/// So many people are fetched together.
pub(super) const AHEAD: usize = 32;

/// The people of a post lie far apart in memory, and so do the records of each. Asked for side by side they come side by
/// side.
pub(super) fn look_ahead(candidates: &[Candidate], rows: &[u32]) {
    let people = || rows.iter().map(|row| &candidates[*row as usize]);
    let records = || people().flat_map(|own| own.stages.iter().map(|(_, record)| record));
    black_box(people().filter(|own| own.stages.is_empty()).count());
    black_box(records().filter(|own| own.examiners.is_empty()).count());
    black_box(
        records()
            .filter(|own| own.examiners.get(0).is_some())
            .count(),
    );
    black_box(
        records()
            .map(|own| own.papers.iter().count())
            .sum::<usize>(),
    );
}

/// Numbers that are empty or stand twice.
pub(super) fn numbers(candidates: &[Candidate]) -> Vec<CandidateProblem> {
    let empty = |candidate: &Candidate| candidate.number.trim().is_empty();
    let mut problems = Vec::new();
    for (row, candidate) in candidates.iter().enumerate() {
        if empty(candidate) {
            problems.push(problem(candidates, row, Kind::EmptyNumber));
        }
    }
    for (row, first_row) in Numbers::of(candidates).again {
        if !empty(&candidates[row]) {
            problems.push(problem(
                candidates,
                row,
                Kind::DuplicateNumber { first_row },
            ));
        }
    }
    problems
}

/// In which part, and there in which row, each candidate stands.
pub(super) fn places(tables: &[Table], people: usize) -> Arc<[Place]> {
    let mut places = vec![Place::default(); people];
    for (part, table) in (0..).zip(tables) {
        for (row, original) in (0..).zip(&table.original) {
            places[*original as usize] = Place { part, row };
        }
    }
    places.into()
}
