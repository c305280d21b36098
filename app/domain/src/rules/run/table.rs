//! Candidates as columns. A run over a million people reads arrays, not a million little maps.

use super::super::document::{Facts, TrackCode};
use super::bonus::Claimed;
use super::candidate::{Candidate, Leaving};
use super::outcome::Pending;
use super::plan::Plan;

/// A mark in a column: ten-thousandths of a point, or one of these.
pub(crate) const NONE: i64 = i64::MIN;
pub(crate) const ABSENT: i64 = i64::MIN + 1;
pub(crate) const VIOLATION: i64 = i64::MIN + 2;

pub(crate) fn is_score(cell: i64) -> bool {
    cell > VIOLATION
}

/// The columns of a run, row by row in the order of the posts, so that a post's people stand together. The candidates
/// stay at hand for what few people need: numbers, tie facts.
pub(crate) struct Table<'a> {
    pub candidates: &'a [Candidate],
    /// The place in the input of each row.
    pub original: Vec<u32>,
    /// The row of each place in the input.
    pub row_of: Vec<u32>,
    /// `post_start[p]..post_start[p + 1]` are the rows of post `p`.
    pub post_start: Vec<u32>,
    pub post: Vec<u32>,
    pub accepted: Vec<bool>,
    pub papers: Vec<Vec<i64>>,
    pub tests: Vec<Vec<i64>>,
    /// `claims[claim_start[i]..claim_start[i + 1]]` are the claims of candidate `i`.
    pub claim_start: Vec<u32>,
    pub claims: Vec<Claimed>,
    /// Claims that the person's own facts speak against: told, not counted.
    pub refuted: Vec<Pending>,
    pub room: Vec<u32>,
    pub rooms: Vec<RoomName<'a>>,
    /// One figure for each examiner, whole marks; `panel_start` as `claim_start`.
    pub panel_start: Vec<u32>,
    pub panel: Vec<i64>,
    pub left: Vec<Option<Leaving>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RoomName<'a> {
    pub room: &'a str,
    pub sitting: Option<&'a str>,
}

pub(crate) const NO_ROOM: u32 = u32::MAX;

impl<'a> Table<'a> {
    pub(crate) fn empty(plan: &Plan, candidates: &'a [Candidate]) -> Self {
        let people = candidates.len();
        let column = || Vec::with_capacity(people);
        let mut starts = Vec::with_capacity(people + 1);
        starts.push(0);
        Table {
            candidates,
            original: Vec::new(),
            row_of: Vec::new(),
            post_start: Vec::new(),
            post: Vec::with_capacity(people),
            accepted: Vec::with_capacity(people),
            papers: plan.papers.iter().map(|_| column()).collect(),
            tests: plan.tests.iter().map(|_| column()).collect(),
            claim_start: starts.clone(),
            claims: Vec::new(),
            refuted: Vec::new(),
            room: Vec::with_capacity(people),
            rooms: Vec::new(),
            panel_start: starts,
            panel: Vec::new(),
            left: Vec::with_capacity(people),
        }
    }

    /// Reading goes in the order of the input, because the candidates lie so in memory; the columns, which are small, are
    /// then put in the order of the posts.
    pub(crate) fn by_post(self, posts: usize) -> Self {
        let (original, post_start) = rows_by_post(posts, &self.post);
        let columns = |columns: &[Vec<i64>]| {
            columns
                .iter()
                .map(|column| picked(column, &original))
                .collect()
        };
        let (claim_start, claims) = picked_lists(&self.claim_start, &self.claims, &original);
        let (panel_start, panel) = picked_lists(&self.panel_start, &self.panel, &original);
        Table {
            post: picked(&self.post, &original),
            accepted: picked(&self.accepted, &original),
            papers: columns(&self.papers),
            tests: columns(&self.tests),
            room: picked(&self.room, &original),
            left: picked(&self.left, &original),
            candidates: self.candidates,
            rooms: self.rooms,
            refuted: self.refuted,
            post_start,
            claim_start,
            claims,
            panel_start,
            panel,
            row_of: places_of(&original),
            original,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.post.len()
    }

    pub(crate) fn candidate(&self, row: usize) -> &'a Candidate {
        &self.candidates[self.original[row] as usize]
    }

    pub(crate) fn claims_of(&self, row: usize) -> &[Claimed] {
        &self.claims[self.claim_start[row] as usize..self.claim_start[row + 1] as usize]
    }

    pub(crate) fn panel_of(&self, row: usize) -> &[i64] {
        &self.panel[self.panel_start[row] as usize..self.panel_start[row + 1] as usize]
    }

    pub(crate) fn facts(&self, row: usize) -> &Facts {
        &self.candidate(row).facts
    }

    pub(crate) fn number(&self, row: usize) -> &str {
        &self.candidate(row).number
    }

    /// Room and sitting of a room's number; `None` for `NO_ROOM`.
    pub(crate) fn room_name(&self, room: u32) -> Option<(String, Option<String>)> {
        let name = self.rooms.get(room as usize)?;
        Some((name.room.to_owned(), name.sitting.map(str::to_owned)))
    }

    pub(crate) fn track(&self, row: usize) -> Option<&TrackCode> {
        self.candidate(row).track.as_ref()
    }
}

/// A counting sort: the rows of each post keep their order.
fn rows_by_post(posts: usize, post: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut start = vec![0u32; posts + 1];
    for post in post {
        start[*post as usize + 1] += 1;
    }
    for index in 0..posts {
        start[index + 1] += start[index];
    }
    let mut next = start.clone();
    let mut rows = vec![0u32; post.len()];
    for (row, post) in post.iter().enumerate() {
        let at = &mut next[*post as usize];
        rows[*at as usize] = row as u32;
        *at += 1;
    }
    (rows, start)
}

/// Where each row went: the order turned round.
fn places_of(original: &[u32]) -> Vec<u32> {
    let mut rows = vec![0; original.len()];
    for (row, place) in (0..).zip(original) {
        rows[*place as usize] = row;
    }
    rows
}

fn picked<T: Copy>(column: &[T], original: &[u32]) -> Vec<T> {
    original.iter().map(|row| column[*row as usize]).collect()
}

/// The same for lists of lists.
fn picked_lists<T: Copy>(start: &[u32], items: &[T], original: &[u32]) -> (Vec<u32>, Vec<T>) {
    let mut starts = Vec::with_capacity(start.len());
    let mut picked = Vec::with_capacity(items.len());
    starts.push(0);
    for row in original {
        let (from, to) = (
            start[*row as usize] as usize,
            start[*row as usize + 1] as usize,
        );
        picked.extend_from_slice(&items[from..to]);
        starts.push(picked.len() as u32);
    }
    (starts, picked)
}
