//! Reading candidates into columns, and collecting everything that cannot be right, with its row.

use super::candidate::{Candidate, Mark, StageRecord, repeated};
use super::cell::Cell;
use super::faults::{CandidateProblem, CandidateProblemKind as Kind, MAX_PROBLEMS, RunFault};
use super::plan::{Plan, ScoringPlan, StagePlan};
use super::records;
use super::table::{LeftStep, NO_ROOM, RoomName, Table};
use crate::rules::stages::{Scoring, Stage};
use foldhash::{HashMap, HashMapExt};

/// Reads the candidates into columns; everything that cannot be right is collected with its row.
pub(crate) fn read<'a>(plan: &Plan, candidates: &'a [Candidate]) -> Result<Table<'a>, RunFault> {
    let mut reader = Reader {
        plan,
        table: Table::empty(plan, candidates),
        rooms: vec![HashMap::new(); plan.steps.len()],
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
        return Ok(reader.table);
    }
    reader.problems.sort_by_key(|problem| problem.row);
    Err(RunFault::Candidates(reader.problems))
}

struct Reader<'p, 'd, 'a> {
    plan: &'p Plan<'d>,
    table: Table<'a>,
    rooms: Vec<HashMap<RoomName<'a>, u32>>,
    problems: Vec<CandidateProblem>,
    row: usize,
}

impl<'a> Reader<'_, '_, 'a> {
    fn problem(&mut self, kind: Kind) {
        let number = self.table.candidates[self.row].number.clone();
        self.problems.push(CandidateProblem {
            row: self.row,
            number,
            kind,
        });
    }

    fn numbers(&mut self) {
        let candidates = self.table.candidates;
        for (row, candidate) in candidates.iter().enumerate() {
            if candidate.number.trim().is_empty() {
                self.row = row;
                self.problem(Kind::EmptyNumber);
            }
        }
        for (row, first_row) in repeated(candidates) {
            if !candidates[row].number.trim().is_empty() {
                self.row = row;
                self.problem(Kind::DuplicateNumber { first_row });
            }
        }
    }

    fn read(&mut self, candidate: &'a Candidate) {
        let Some(post) = self.plan.post(candidate.post.as_str()) else {
            let post = candidate.post.clone();
            return self.problem(Kind::UnknownPost { post });
        };
        self.table.post.push(post);
        self.table.entry.push(candidate.entry);
        let acted = !candidate.called.is_empty() || candidate.substitute_of.is_some();
        self.table.acted.push(acted);
        self.left(candidate);
        self.names(candidate, post as usize);
        self.facts(candidate);
        for column in &mut self.table.papers {
            column.push(Cell::NONE);
        }
        for (code, record) in candidate.stages.iter() {
            match self.plan.step(code).filter(|step| *step != self.plan.total) {
                None => self.problem(Kind::UnknownStage {
                    stage: code.clone(),
                }),
                Some(step) => self.record(step, record, post as usize),
            }
        }
        self.close_panels();
    }

    /// Every panel has a row for everybody, an empty one where nothing was recorded.
    fn close_panels(&mut self) {
        let rows = self.table.post.len();
        for panel in &mut self.table.panels {
            if !panel.start.is_empty() && panel.room.len() < rows {
                panel.room.push(NO_ROOM);
                panel.start.push(panel.marks.len() as u32);
            }
        }
    }

    fn left(&mut self, candidate: &Candidate) {
        let left = candidate.left.as_ref();
        let step = left.and_then(|left| LeftStep::of(self.plan, &left.at));
        if left.is_some() && step.is_none() {
            self.problem(Kind::UnknownStep {
                code: "left".to_owned(),
            });
        }
        self.table.left.push(step);
    }

    /// Answers that their questions do not offer.
    fn facts(&mut self, candidate: &Candidate) {
        for (key, value) in &candidate.facts.0 {
            if let Some(kind) = records::unknown_answer(self.plan.doc, key, value) {
                self.problem(kind);
            }
        }
    }

    /// The codes by which a row speaks of bonus items, extra tests, lists and orders.
    fn names(&mut self, candidate: &Candidate, post: usize) {
        let bonus = self.plan.set_of(post).rules.bonus.as_ref();
        let mut claims = Vec::new();
        for (item, claim) in candidate.bonus.iter() {
            match bonus.and_then(|rule| rule.items.iter().position(|own| own.code == *item)) {
                Some(at) => claims.push((at as u32, *claim)),
                None => self.problem(Kind::UnknownBonus { item: item.clone() }),
            }
        }
        self.table.claims.push(claims);
        for (test, mark) in candidate.extra.iter() {
            let found = self
                .plan
                .doc
                .extra_tests
                .iter()
                .find(|own| own.code == *test);
            match found.map(|own| own.full) {
                None => self.problem(Kind::UnknownTest { test: test.clone() }),
                Some(full) => self.check_mark(*mark, full),
            }
        }
        let codes = candidate.order.iter().map(|(code, _)| code.as_str());
        let called = candidate.called.iter().map(|(code, _)| code.as_str());
        for code in codes.chain(called) {
            if self.plan.step(&code.into()).is_none() {
                let code = code.to_owned();
                self.problem(Kind::UnknownStep { code });
            }
        }
    }

    fn record(&mut self, step: usize, record: &'a StageRecord, post: usize) {
        if record.check.is_some() {
            let rows = self.table.candidates.len();
            let column = &mut self.table.verdicts[step];
            column.resize(rows, None);
            column[self.row] = record.check;
        }
        let plan = self.plan;
        match plan.set_of(post).stage_at(step) {
            Some((stage, stage_plan)) => self.scores(stage, stage_plan, record),
            None if step < plan.total && records::has_marks(record) => {
                let stage = plan.steps[step].clone();
                self.problem(Kind::WrongRecord { stage });
            }
            None => {}
        }
    }

    fn scores(&mut self, stage: &Stage, plan: &StagePlan, record: &'a StageRecord) {
        if !records::fits(stage.scoring.as_ref(), record) {
            let stage = stage.code.clone();
            return self.problem(Kind::WrongRecord { stage });
        }
        match (&stage.scoring, &plan.scoring) {
            (Some(Scoring::Papers(rule)), _) => {
                let columns = &mut self.table.papers;
                let put = |index: usize, mark| {
                    if let Some(last) = columns[plan.papers[index]].last_mut() {
                        *last = Cell::from(mark);
                    }
                };
                let problems = records::papers(&stage.code, rule, record, put);
                problems.into_iter().for_each(|kind| self.problem(kind));
            }
            (Some(Scoring::Panel(rule)), _) => {
                let marks = &mut self.table.panels[plan.step].marks;
                let put = |mark| marks.push(Cell::from(mark));
                let problems = records::panel(rule, record, put);
                problems.into_iter().for_each(|kind| self.problem(kind));
                self.room(plan.step, record);
            }
            (Some(Scoring::Points(rule)), Some(ScoringPlan::Given(_))) => {
                if let Some(mark) = record.points {
                    self.check_mark(mark, rule.full);
                    self.table.given[plan.step][self.row] = Cell::from(mark);
                }
            }
            (Some(Scoring::Points(rule)), _) => {
                let problems = records::events(&stage.code, rule, record);
                problems.into_iter().for_each(|kind| self.problem(kind));
            }
            (None, _) => {}
        }
    }

    /// The room of a panel whose marks were read.
    fn room(&mut self, step: usize, record: &'a StageRecord) {
        let panel = &mut self.table.panels[step];
        let room = match record.room.as_deref() {
            None => NO_ROOM,
            Some(room) => {
                let sitting = record.sitting.as_deref();
                let name = RoomName { room, sitting };
                let next = panel.rooms.len() as u32;
                let found = *self.rooms[step].entry(name).or_insert(next);
                if found == next {
                    panel.rooms.push(name);
                }
                found
            }
        };
        panel.room.push(room);
        panel.start.push(panel.marks.len() as u32);
    }

    fn check_mark(&mut self, mark: Mark, full: crate::numbers::Points) {
        if let Some(kind) = records::out_of_range(mark, full) {
            self.problem(kind);
        }
    }
}
