//! Candidates as columns. A run over a million people reads arrays, not a million little maps.

use super::super::document::{Facts, TrackCode};
use super::super::points_of::{PointsOf, points_of};
use super::bonus::Claimed;
use super::candidate::{Candidate, Entry, InterviewSheet, Leaving, Mark};
use super::outcome::{CandidateProblem, CandidateProblemKind, MAX_PROBLEMS, RunFault};
use super::plan::Plan;
use crate::points::Points;
use std::collections::HashMap;

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
    candidates: &'a [Candidate],
    /// The place in the input of each row.
    pub original: Vec<u32>,
    /// `post_start[p]..post_start[p + 1]` are the rows of post `p`.
    pub post_start: Vec<u32>,
    pub post: Vec<u32>,
    pub accepted: Vec<bool>,
    pub papers: Vec<Vec<i64>>,
    pub tests: Vec<Vec<i64>>,
    /// `claims[claim_start[i]..claim_start[i + 1]]` are the claims of candidate `i`.
    pub claim_start: Vec<u32>,
    pub claims: Vec<Claimed>,
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
    /// Reads the candidates into columns; everything that cannot be right is collected with its row.
    pub(crate) fn read(plan: &Plan, candidates: &'a [Candidate]) -> Result<Self, RunFault> {
        let mut reader =
            Reader { plan, table: Table::empty(plan, candidates), rooms: HashMap::new(), problems: Vec::new(), row: 0 };
        reader.numbers();
        for (row, candidate) in candidates.iter().enumerate() {
            reader.row = row;
            reader.read(candidate);
            if reader.problems.len() >= MAX_PROBLEMS {
                break;
            }
        }
        if reader.problems.is_empty() {
            return Ok(reader.table.by_post(plan.posts.len()));
        }
        reader.problems.sort_by_key(|problem| problem.row);
        Err(RunFault::Candidates(reader.problems))
    }

    fn empty(plan: &Plan, candidates: &'a [Candidate]) -> Self {
        let people = candidates.len();
        let column = || Vec::with_capacity(people);
        let mut starts = Vec::with_capacity(people + 1);
        starts.push(0);
        Table {
            candidates,
            original: Vec::new(),
            post_start: Vec::new(),
            post: Vec::with_capacity(people),
            accepted: Vec::with_capacity(people),
            papers: plan.papers.iter().map(|_| column()).collect(),
            tests: plan.tests.iter().map(|_| column()).collect(),
            claim_start: starts.clone(),
            claims: Vec::new(),
            room: Vec::with_capacity(people),
            rooms: Vec::new(),
            panel_start: starts,
            panel: Vec::new(),
            left: Vec::with_capacity(people),
        }
    }

    /// Reading goes in the order of the input, because the candidates lie so in memory; the columns, which are small, are
    /// then put in the order of the posts.
    fn by_post(self, posts: usize) -> Self {
        let (original, post_start) = rows_by_post(posts, &self.post);
        let columns = |columns: &[Vec<i64>]| columns.iter().map(|column| picked(column, &original)).collect();
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
            post_start,
            claim_start,
            claims,
            panel_start,
            panel,
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

    pub(crate) fn track(&self, row: usize) -> Option<&TrackCode> {
        self.candidate(row).track.as_ref()
    }
}

struct Reader<'p, 'd, 'a> {
    plan: &'p Plan<'d>,
    table: Table<'a>,
    rooms: HashMap<RoomName<'a>, u32>,
    problems: Vec<CandidateProblem>,
    row: usize,
}

impl<'a> Reader<'_, '_, 'a> {
    fn problem(&mut self, kind: CandidateProblemKind) {
        let number = self.table.candidates[self.row].number.clone();
        self.problems.push(CandidateProblem { row: self.row, number, kind });
    }

    fn numbers(&mut self) {
        let mut first_row: HashMap<&str, usize> = HashMap::with_capacity(self.table.candidates.len());
        for (row, candidate) in self.table.candidates.iter().enumerate() {
            self.row = row;
            if candidate.number.trim().is_empty() {
                self.problem(CandidateProblemKind::EmptyNumber);
            } else if let Some(first_row) = first_row.insert(&candidate.number, row) {
                self.problem(CandidateProblemKind::DuplicateNumber { first_row });
            }
        }
    }

    fn read(&mut self, candidate: &'a Candidate) {
        let Some(post) = self.plan.post(&candidate.post) else {
            return self.problem(CandidateProblemKind::UnknownPost { post: candidate.post.clone() });
        };
        self.table.post.push(post);
        self.table.accepted.push(candidate.entry == Entry::Accepted);
        self.table.left.push(candidate.left);
        self.papers(candidate, post as usize);
        self.tests(candidate);
        self.claims(candidate, post as usize);
        self.sheet(candidate.interview.as_ref(), post as usize);
        let known = |code: &TrackCode| {
            self.plan.set_of(post as usize).rules.total.tracks.iter().any(|track| track.track == *code)
        };
        if candidate.track.as_ref().is_some_and(|code| !known(code)) {
            self.problem(CandidateProblemKind::UnknownTrack);
        }
    }

    fn papers(&mut self, candidate: &Candidate, post: usize) {
        let set = self.plan.set_of(post);
        for column in &mut self.table.papers {
            column.push(NONE);
        }
        for (code, mark) in candidate.written.iter() {
            let found = set.rules.written.papers.iter().position(|paper| paper.code == *code);
            let Some(index) = found else {
                self.problem(CandidateProblemKind::UnknownPaper { paper: code.clone() });
                continue;
            };
            let cell = self.cell(*mark, set.rules.written.papers[index].full_mark);
            if let Some(last) = self.table.papers[set.papers[index]].last_mut() {
                *last = cell;
            }
        }
    }

    fn tests(&mut self, candidate: &Candidate) {
        for column in &mut self.table.tests {
            column.push(NONE);
        }
        for (code, mark) in candidate.tests.iter() {
            let Some(index) = self.plan.tests.iter().position(|test| test.code == *code) else {
                self.problem(CandidateProblemKind::UnknownTest { test: code.clone() });
                continue;
            };
            let cell = self.cell(*mark, self.plan.tests[index].full_mark);
            if let Some(last) = self.table.tests[index].last_mut() {
                *last = cell;
            }
        }
    }

    fn cell(&mut self, mark: Mark, full_mark: Points) -> i64 {
        match mark {
            Mark::Absent => ABSENT,
            Mark::Violation => VIOLATION,
            Mark::Scored(points) if points < Points::ZERO || points > full_mark => {
                self.problem(CandidateProblemKind::MarkOutOfRange { mark: points, full_mark });
                NONE
            }
            Mark::Scored(points) => points.raw(),
        }
    }

    fn claims(&mut self, candidate: &Candidate, post: usize) {
        let items = self.plan.set_of(post).rules.bonus.as_ref().map_or(&[][..], |rule| &rule.items);
        for claim in &candidate.bonus {
            let Some(index) = items.iter().position(|item| item.code == claim.item) else {
                self.problem(CandidateProblemKind::UnknownBonus { item: claim.item.clone() });
                continue;
            };
            let points = match points_of(&items[index], claim) {
                PointsOf::Points(points) => points.raw(),
                PointsOf::Unstated => 0,
                PointsOf::Incomplete => {
                    self.problem(CandidateProblemKind::IncompleteBonus { item: claim.item.clone() });
                    0
                }
            };
            self.table.claims.push(Claimed { item: index as u32, points });
        }
        let end = self.table.claims.len() as u32;
        self.table.claim_start.push(end);
    }

    fn sheet(&mut self, sheet: Option<&'a InterviewSheet>, post: usize) {
        let room = sheet.map_or(NO_ROOM, |sheet| self.room(sheet));
        self.table.room.push(room);
        if let Some(sheet) = sheet {
            self.marks(sheet, post);
        }
        let end = self.table.panel.len() as u32;
        self.table.panel_start.push(end);
    }

    fn room(&mut self, sheet: &'a InterviewSheet) -> u32 {
        let name = RoomName { room: &sheet.room, sitting: sheet.sitting.as_deref() };
        let next = self.rooms.len() as u32;
        let room = *self.rooms.entry(name).or_insert(next);
        if room == next {
            self.table.rooms.push(name);
        }
        room
    }

    fn marks(&mut self, sheet: &InterviewSheet, post: usize) {
        let rule = &self.plan.set_of(post).rules.interview;
        let examiners = if sheet.marks.is_empty() { sheet.elements.len() } else { sheet.marks.len() };
        let all_scored = sheet.marks.iter().all(|mark| matches!(mark, Mark::Scored(_)));
        if let Some(expected) = rule.panel.map(usize::from)
            && examiners != expected
            && examiners > 0
            && all_scored
        {
            self.problem(CandidateProblemKind::PanelSize { found: examiners, expected });
        }
        for examiner in 0..examiners {
            let sum = sheet.elements.get(examiner).map(|row| self.element_sum(row, post));
            let mark = match (sheet.marks.get(examiner), sum) {
                (Some(Mark::Scored(mark)), Some(sum)) if *mark != sum => {
                    self.problem(CandidateProblemKind::ElementSum { examiner, sum, mark: *mark });
                    Mark::Scored(sum)
                }
                (Some(mark), _) => *mark,
                (None, Some(sum)) => Mark::Scored(sum),
                (None, None) => continue,
            };
            let cell = self.cell(mark, rule.full_mark);
            self.table.panel.push(cell);
        }
    }

    fn element_sum(&mut self, row: &[Points], post: usize) -> Points {
        let elements = &self.plan.set_of(post).rules.interview.elements;
        if row.len() != elements.len() {
            self.problem(CandidateProblemKind::ElementCount { found: row.len(), expected: elements.len() });
        }
        for (points, element) in row.iter().zip(elements) {
            self.cell(Mark::Scored(*points), element.full_mark);
        }
        Points::from_raw(row.iter().map(|points| points.raw()).fold(0, i64::saturating_add))
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

fn picked<T: Copy>(column: &[T], original: &[u32]) -> Vec<T> {
    original.iter().map(|row| column[*row as usize]).collect()
}

/// The same for lists of lists.
fn picked_lists<T: Copy>(start: &[u32], items: &[T], original: &[u32]) -> (Vec<u32>, Vec<T>) {
    let mut starts = Vec::with_capacity(start.len());
    let mut picked = Vec::with_capacity(items.len());
    starts.push(0);
    for row in original {
        let (from, to) = (start[*row as usize] as usize, start[*row as usize + 1] as usize);
        picked.extend_from_slice(&items[from..to]);
        starts.push(picked.len() as u32);
    }
    (starts, picked)
}
