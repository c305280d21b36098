//! Reading candidates into columns, and collecting everything that cannot be right, with its row.

use super::super::document::{BonusClaim, BonusItem, BonusPoints, TrackCode};
use super::super::eligibility::refutes;
use super::super::points_of::{PointsOf, points_of};
use super::bonus::Claimed;
use super::candidate::{Candidate, Entry, InterviewSheet, Mark};
use super::faults::{CandidateProblem, CandidateProblemKind, MAX_PROBLEMS, RunFault};
use super::outcome::Pending;
use super::plan::Plan;
use super::table::{ABSENT, NO_ROOM, NONE, RoomName, Table, VIOLATION};
use crate::nearest::nearest;
use crate::numbers::Points;
use std::collections::HashMap;

/// Reads the candidates into columns; everything that cannot be right is collected with its row.
pub(crate) fn read<'a>(plan: &Plan, candidates: &'a [Candidate]) -> Result<Table<'a>, RunFault> {
    let mut reader = Reader {
        plan,
        table: Table::empty(plan, candidates),
        rooms: HashMap::new(),
        problems: Vec::new(),
        row: 0,
    };
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
        self.problems.push(CandidateProblem {
            row: self.row,
            number,
            kind,
        });
    }

    fn numbers(&mut self) {
        let mut first_row: HashMap<&str, usize> =
            HashMap::with_capacity(self.table.candidates.len());
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
            return self.problem(CandidateProblemKind::UnknownPost {
                post: candidate.post.clone(),
            });
        };
        self.table.post.push(post);
        self.table.accepted.push(candidate.entry == Entry::Accepted);
        self.table.left.push(candidate.left);
        self.papers(candidate, post as usize);
        self.tests(candidate);
        self.claims(candidate, post as usize);
        self.sheet(candidate.interview.as_ref(), post as usize);
        let known = |code: &TrackCode| {
            self.plan
                .set_of(post as usize)
                .rules
                .total
                .tracks
                .iter()
                .any(|track| track.track == *code)
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
            let found = set
                .rules
                .written
                .papers
                .iter()
                .position(|paper| paper.code == *code);
            let Some(index) = found else {
                self.problem(CandidateProblemKind::UnknownPaper {
                    paper: code.clone(),
                });
                continue;
            };
            let counted = candidate
                .paper_mark(&set.rules.written, code)
                .unwrap_or(*mark);
            let cell = self.cell(counted, set.rules.written.papers[index].full_mark);
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
                self.problem(CandidateProblemKind::MarkOutOfRange {
                    mark: points,
                    full_mark,
                });
                NONE
            }
            Mark::Scored(points) => points.raw(),
        }
    }

    fn claims(&mut self, candidate: &Candidate, post: usize) {
        let items = self
            .plan
            .set_of(post)
            .rules
            .bonus
            .as_ref()
            .map_or(&[][..], |rule| &rule.items);
        for claim in &candidate.bonus {
            let Some(index) = items.iter().position(|item| item.code == claim.item) else {
                self.problem(CandidateProblemKind::UnknownBonus {
                    item: claim.item.clone(),
                });
                continue;
            };
            let item = &items[index];
            if refutes(
                self.plan.doc,
                self.plan.posts[post].post,
                item,
                &candidate.facts,
            ) {
                self.table.refuted.push(Pending::RefutedBonus {
                    candidate: candidate.number.clone(),
                    item: claim.item.clone(),
                });
                continue;
            }
            self.level(item, claim);
            let points = match points_of(item, claim) {
                PointsOf::Points(points) => points.raw(),
                PointsOf::OfScore | PointsOf::Unstated => 0,
                PointsOf::Incomplete => {
                    self.problem(CandidateProblemKind::IncompleteBonus {
                        item: claim.item.clone(),
                    });
                    0
                }
            };
            self.table.claims.push(Claimed {
                item: index as u32,
                points,
            });
        }
        let end = self.table.claims.len() as u32;
        self.table.claim_start.push(end);
    }

    /// A level that neither the item nor the question behind it knows was misspelt: it must not count as nothing.
    fn level(&mut self, item: &BonusItem, claim: &BonusClaim) {
        let (BonusPoints::ByLevel(by), Some(level)) = (&item.points, &claim.level) else {
            return;
        };
        let fact = self.plan.doc.fact(&by.fact);
        let options = fact.map_or(&[][..], |fact| fact.kind.options());
        let codes = by.levels.iter().map(|entry| &entry.option);
        if options.iter().any(|option| option.code == *level)
            || codes.clone().any(|code| code == level)
        {
            return;
        }
        let names = options.iter().flat_map(|option| option.label.both());
        let known = codes.map(|code| code.as_str()).chain(names);
        self.problem(CandidateProblemKind::UnknownLevel {
            item: item.code.clone(),
            level: level.clone(),
            nearest: nearest(level.as_str(), known).map(str::to_owned),
        });
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
        let name = RoomName {
            room: &sheet.room,
            sitting: sheet.sitting.as_deref(),
        };
        let next = self.rooms.len() as u32;
        let room = *self.rooms.entry(name).or_insert(next);
        if room == next {
            self.table.rooms.push(name);
        }
        room
    }

    fn marks(&mut self, sheet: &InterviewSheet, post: usize) {
        let rule = &self.plan.set_of(post).rules.interview;
        let examiners = if sheet.marks.is_empty() {
            sheet.elements.len()
        } else {
            sheet.marks.len()
        };
        let all_scored = sheet
            .marks
            .iter()
            .all(|mark| matches!(mark, Mark::Scored(_)));
        if let Some(expected) = rule.panel.map(usize::from)
            && examiners != expected
            && examiners > 0
            && all_scored
        {
            self.problem(CandidateProblemKind::PanelSize {
                found: examiners,
                expected,
            });
        }
        for examiner in 0..examiners {
            let sum = sheet
                .elements
                .get(examiner)
                .map(|row| self.element_sum(row, post));
            let mark = match (sheet.marks.get(examiner), sum) {
                (Some(Mark::Scored(mark)), Some(sum)) if *mark != sum => {
                    self.problem(CandidateProblemKind::ElementSum {
                        examiner,
                        sum,
                        mark: *mark,
                    });
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
            self.problem(CandidateProblemKind::ElementCount {
                found: row.len(),
                expected: elements.len(),
            });
        }
        for (points, element) in row.iter().zip(elements) {
            self.cell(Mark::Scored(*points), element.full_mark);
        }
        Points::from_raw(
            row.iter()
                .map(|points| points.raw())
                .fold(0, i64::saturating_add),
        )
    }
}
