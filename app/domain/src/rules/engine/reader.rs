//! Reading candidates into columns, and collecting everything that cannot be right, with its row.

mod places;

use super::candidate::Candidate;
use super::cell::Cell;
use super::faults::{CandidateProblem, CandidateProblemKind as Kind, MAX_PROBLEMS, RunFault};
use super::mark::Mark;
use super::plan::{Plan, ScoringPlan, StagePlan};
use super::records;
use super::rows::{Place, Rows, problem};
use super::stage_record::StageRecord;
use super::table::{LeftStep, NO_ROOM, RoomName, Table};
use crate::parallel::{both, in_turn};
use crate::rules::codes::RoomCode;
use crate::rules::stages::{Scoring, Stage};
use foldhash::{HashMap, HashMapExt};
use places::{AHEAD, look_ahead, numbers, places};
use std::sync::Arc;

/// Reads the candidates into columns, a table for each part, and says where each of them went; everything that cannot be
/// right is collected with its row.
pub(crate) fn read<'a>(
    plan: &Plan,
    candidates: &'a [Candidate],
    least: usize,
) -> Result<(Vec<Table<'a>>, Arc<[Place]>), RunFault> {
    let (mut problems, read) = both(
        || numbers(candidates),
        || {
            let (rows, mut problems) = Rows::of(plan, candidates);
            let parts = super::apart::parts(plan, &rows.people(), least);
            let read = in_turn(&parts, |posts| part(plan, candidates, posts, &rows));
            let mut tables = Vec::with_capacity(read.len());
            for (table, found) in read {
                tables.push(table);
                problems.extend(found);
            }
            (tables, problems)
        },
    );
    let (tables, found) = read;
    problems.extend(found);
    if problems.is_empty() {
        let places = places(&tables, candidates.len());
        return Ok((tables, places));
    }
    problems.sort_by_key(|problem| problem.row);
    problems.truncate(MAX_PROBLEMS);
    Err(RunFault::Candidates(problems))
}

/// The people of some posts.
fn part<'a>(
    plan: &Plan,
    candidates: &'a [Candidate],
    posts: &[usize],
    rows: &Rows,
) -> (Table<'a>, Vec<CandidateProblem>) {
    let mut reader = Reader {
        plan,
        table: Table::empty(plan, candidates, posts, rows),
        rooms: vec![HashMap::new(); plan.steps.len()],
        problems: Vec::new(),
        row: 0,
    };
    for post in posts {
        for few in rows.of_post(*post).chunks(AHEAD) {
            look_ahead(candidates, few);
            for row in few {
                reader.row = *row as usize;
                reader.read(&candidates[reader.row], *post);
            }
        }
    }
    if reader.table.left.iter().all(Option::is_none) {
        reader.table.left = Vec::new();
    }
    (reader.table, reader.problems)
}

struct Reader<'p, 'd, 'a> {
    plan: &'p Plan<'d>,
    table: Table<'a>,
    rooms: Vec<HashMap<RoomName<'a>, u32>>,
    problems: Vec<CandidateProblem>,
    /// The place in the input of the row that is read.
    row: usize,
}

impl<'a> Reader<'_, '_, 'a> {
    fn problem(&mut self, kind: Kind) {
        let problem = problem(self.table.candidates, self.row, kind);
        self.problems.push(problem);
    }

    fn read(&mut self, candidate: &'a Candidate, post: usize) {
        self.table.post.push(post as u32);
        self.table.entry.push(candidate.entry);
        let acted = !candidate.called.is_empty() || candidate.substitute_of.is_some();
        self.table.acted.push(acted);
        self.left(candidate);
        self.names(candidate, post);
        self.facts(candidate);
        for column in &mut self.table.papers {
            column.push(Cell::NONE);
        }
        for (code, record) in candidate.stages.iter() {
            match self.plan.step(code).filter(|step| *step != self.plan.total) {
                None => self.problem(Kind::UnknownStage {
                    stage: code.clone(),
                }),
                Some(step) => self.record(step, record, post),
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
        for (key, value) in candidate.facts.0.iter() {
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
            let (rows, row) = (self.table.original.len(), self.table.last_row());
            let column = &mut self.table.verdicts[step];
            column.resize(rows, None);
            column[row] = record.check;
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
                    let row = self.table.last_row();
                    self.table.given[plan.step][row] = Cell::from(mark);
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
        let room = match record.room.as_ref().map(RoomCode::as_str) {
            None => NO_ROOM,
            Some(room) => {
                let sitting = record.sitting();
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
