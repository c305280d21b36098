//! What a run found about everybody, in the columns in which it was computed: a million answers are read where they
//! stand, and written out row by row only as JSON.

use super::cell::Cell;
use super::column::{Column, NO_TRACK, points};
use super::figures::{CandidateOutcome, StepFigures};
use super::rows::Place;
use super::status::Status;
use crate::numbers::Points;
use std::collections::HashSet;
use std::sync::Arc;

/// The answers of all people, in the order of the input.
#[derive(Clone, Debug, Default)]
pub struct Everybody {
    places: Arc<[Place]>,
    parts: Vec<Part>,
}

/// The answers of the people whose posts were run together, row by row; a column in which nobody has anything is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub status: Vec<Status>,
    pub track: Vec<u16>,
    pub bonus: Vec<Cell>,
    pub rank: Vec<u32>,
    pub reserved: Vec<u16>,
    pub passed_over: HashSet<usize>,
    /// For each step.
    pub scores: Vec<Column>,
    pub cuts: Vec<Option<Column>>,
    pub place: Vec<Vec<u32>>,
}

impl Everybody {
    pub(crate) fn new(places: Arc<[Place]>, parts: Vec<Part>) -> Self {
        Everybody { places, parts }
    }

    pub(crate) fn count(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<CandidateOutcome> {
        let (part, row) = self.row(index)?;
        Some(part.candidate(row))
    }

    pub(crate) fn figure(&self, index: usize, step: usize) -> StepFigures {
        let found = self.row(index);
        found.map_or_else(StepFigures::default, |(part, row)| part.figures(row, step))
    }

    pub(crate) fn score(&self, index: usize, step: usize) -> Option<Points> {
        let (part, row) = self.row(index)?;
        part.score(row, step)
    }

    pub(crate) fn statuses(&self) -> HashSet<Status> {
        let mut found = HashSet::new();
        // Most have the status of the one before.
        let mut last = None;
        for status in self.parts.iter().flat_map(|part| &part.status) {
            if last != Some(*status) {
                found.insert(*status);
                last = Some(*status);
            }
        }
        found
    }

    fn row(&self, index: usize) -> Option<(&Part, usize)> {
        let place = self.places.get(index)?;
        Some((&self.parts[place.part as usize], place.row as usize))
    }

    /// The same from rows, which come from elsewhere: for each person one figure for each step.
    pub(crate) fn of_rows(
        candidates: &[CandidateOutcome],
        figures: &[StepFigures],
        steps: usize,
    ) -> Self {
        let place = |row| Place { part: 0, row };
        let cell = |points: Option<Points>| points.map_or(Cell::NONE, |own| Cell::score(own.raw()));
        let at = |step: usize| figures.iter().skip(step).step_by(steps.max(1));
        let column = |cells: Vec<Cell>| Column {
            scale: Points::SCALE,
            cells,
            ..Column::default()
        };
        let scores = |step| column(at(step).map(|own| cell(own.score)).collect());
        let cuts = |step| Some(column(at(step).map(|own| cell(own.cut)).collect()));
        let places = |step| at(step).map(|own| own.place.unwrap_or(0)).collect();
        let people = || candidates.iter();
        let passed_over = candidates.iter().enumerate();
        let passed_over = passed_over.filter(|(_, own)| own.passed_over);
        let part = Part {
            status: people().map(|own| own.status).collect(),
            track: people().map(|own| own.track.unwrap_or(NO_TRACK)).collect(),
            bonus: people().map(|own| cell(own.bonus)).collect(),
            rank: people().map(|own| own.rank.unwrap_or(0)).collect(),
            reserved: people()
                .map(|own| own.reserved.unwrap_or(u16::MAX))
                .collect(),
            passed_over: passed_over.map(|(row, _)| row).collect(),
            scores: (0..steps).map(scores).collect(),
            cuts: (0..steps).map(cuts).collect(),
            place: (0..steps).map(places).collect(),
        };
        let places = (0..candidates.len() as u32).map(place).collect();
        Everybody::new(places, vec![part])
    }
}

impl Part {
    fn candidate(&self, row: usize) -> CandidateOutcome {
        let blocked = matches!(self.status[row], Status::Blocked(_) | Status::Pending);
        let some = |column: &[u16]| column.get(row).copied().filter(|own| *own != u16::MAX);
        CandidateOutcome {
            status: self.status[row],
            track: some(&self.track),
            bonus: self
                .bonus
                .get(row)
                .and_then(|own| points(*own, Points::SCALE)),
            rank: self
                .rank
                .get(row)
                .copied()
                .filter(|rank| *rank > 0 && !blocked),
            reserved: some(&self.reserved),
            passed_over: self.passed_over.contains(&row),
        }
    }

    fn score(&self, row: usize, step: usize) -> Option<Points> {
        let score = self.scores.get(step)?;
        points(score.get(row), score.scale.max(1))
    }

    fn figures(&self, row: usize, step: usize) -> StepFigures {
        let (Some(cut), Some(place)) = (self.cuts.get(step), self.place.get(step)) else {
            return StepFigures::default();
        };
        StepFigures {
            score: self.score(row, step),
            cut: cut.as_ref().and_then(|cut| cut.points(row)),
            place: place.get(row).copied().filter(|place| *place > 0),
        }
    }
}

/// Whatever parts they were run in.
impl PartialEq for Everybody {
    fn eq(&self, other: &Self) -> bool {
        let steps = |own: &Self| own.parts.iter().map(|part| part.scores.len()).max();
        let steps = 0..steps(self).max(steps(other)).unwrap_or(0);
        let same = |at: usize| {
            let figures = |step| self.figure(at, step) == other.figure(at, step);
            self.get(at) == other.get(at) && steps.clone().all(figures)
        };
        self.count() == other.count() && (0..self.count()).all(same)
    }
}

impl Eq for Everybody {}
