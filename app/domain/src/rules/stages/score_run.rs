//! The scores of all who were there, on one scale for every post.

use super::answer::Answer;
use super::attendance::late;
use super::document::{Scoring, Stage};
use super::event_run::event_answers;
use crate::numbers::Points;
use crate::numbers::extent::lcm;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::Column;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::{ScoringPlan, StagePlan};
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{MissingPart, OutBy, Status};
use std::collections::HashSet;

/// The scores of a stage.
pub(crate) struct Scored {
    pub column: Column,
    /// Who was there, where figures were measured.
    pub measured: Vec<usize>,
    /// Whom a band puts out.
    pub put_out: HashSet<usize>,
    pub moves: Moves,
}

/// The scores of all who were there, on one scale for every post.
pub(crate) fn scores(state: &State, posts: &[usize], step: usize) -> Result<Scored, RuleFault> {
    let mut scale = Points::SCALE;
    for set in &state.plan.sets {
        if let Some((_, plan)) = set
            .stage_at(step)
            .filter(|(_, plan)| plan.scoring.is_some())
        {
            scale = lcm(scale, plan.extent.scale)?;
        }
    }
    let mut scored = Scored {
        column: Column::empty(scale, state.table.len()),
        measured: Vec::new(),
        put_out: HashSet::new(),
        moves: Moves::default(),
    };
    for post in posts {
        score_post(state, *post, step, &mut scored);
    }
    Ok(scored)
}

fn score_post(state: &State, post: usize, step: usize, scored: &mut Scored) {
    let Some((stage, plan)) = state.set(post).stage_at(step) else {
        return;
    };
    let Some(scoring) = &plan.scoring else {
        return;
    };
    let here = Status::Called(step_of(step));
    let column = &mut scored.column;
    let own = stage.scoring.as_ref().map_or(Points::ZERO, Scoring::full);
    let most = own.raw().saturating_mul(column.scale / Points::SCALE);
    column.most = column.most.max(most);
    let there: Vec<usize> = match scoring {
        ScoringPlan::Events(_) => state.called(post, step).collect(),
        _ => Vec::new(),
    };
    let mut answers = Answers::of(state, stage, plan, scoring, &there);
    scored.measured.extend(there);
    let factor = column.scale / plan.extent.scale;
    for row in state.table.rows(post) {
        if state.status[row] != here {
            continue;
        }
        match answers.next(state, row) {
            Answer::Score(score) => column.set(row, Cell::score(score * factor)),
            Answer::PutOut => {
                scored.put_out.insert(row);
            }
            Answer::Out(by) => scored.moves.out(row, step, by),
            Answer::Missing(what) => {
                scored.moves.set(row, Status::Blocked(step_of(step)));
                scored.moves.miss(state, row, what);
            }
        }
    }
}

/// What each of some people has, asked one after another.
struct Answers<'a> {
    stage: &'a Stage,
    plan: &'a StagePlan,
    scoring: &'a ScoringPlan,
    /// The marks of one person's papers.
    marks: Vec<Cell>,
    /// Events are compared between people, and are answered for all of them at once.
    events: std::vec::IntoIter<Answer>,
}

impl<'a> Answers<'a> {
    fn of(
        state: &State,
        stage: &'a Stage,
        plan: &'a StagePlan,
        scoring: &'a ScoringPlan,
        rows: &[usize],
    ) -> Self {
        let events = match scoring {
            ScoringPlan::Events(events) => event_answers(state, stage, events, plan.step, rows),
            _ => Vec::new(),
        };
        Answers {
            stage,
            plan,
            scoring,
            marks: vec![Cell::NONE; plan.papers.len()],
            events: events.into_iter(),
        }
    }

    fn next(&mut self, state: &State, row: usize) -> Answer {
        let (stage, plan) = (self.stage, self.plan);
        let missing = || MissingPart::Stage(stage.code.clone());
        match self.scoring {
            ScoringPlan::Papers(papers) => {
                for (mark, column) in self.marks.iter_mut().zip(&plan.papers) {
                    *mark = state.table.papers[*column][row];
                }
                of_cell(papers.score(&self.marks), || {
                    let part = papers.missing(&self.marks).unwrap_or_default();
                    let code = state.plan.papers[plan.papers[part]].1.clone();
                    MissingPart::Paper(stage.code.clone(), code)
                })
            }
            ScoringPlan::Panel(panel) => {
                let marks = state.table.panels[plan.step].of(row);
                let by_element = panel.is_by_element();
                let record = by_element.then(|| state.record(row, plan.step)).flatten();
                let elements = record.map_or(&[][..], |record| &record.elements);
                of_cell(panel.score(marks, elements), missing)
            }
            ScoringPlan::Given(points) => {
                of_cell(points.given(state.table.given[plan.step][row]), missing)
            }
            ScoringPlan::Events(_) => match self.events.next() {
                Some(answer) => answer,
                None => Answer::Missing(missing()),
            },
        }
    }
}

/// Whether somebody did not come to a stage, called to it or not.
pub(crate) fn is_absent(state: &State, row: usize, step: usize) -> bool {
    let post = state.post_of(row);
    let Some((stage, plan)) = state.set(post).stage_at(step) else {
        return false;
    };
    if late(state, stage, row, step, post) {
        return true;
    }
    let answer = plan
        .scoring
        .as_ref()
        .map(|scoring| Answers::of(state, stage, plan, scoring, &[row]).next(state, row));
    matches!(answer, Some(Answer::Out(OutBy::Absent)))
}

fn of_cell(cell: Cell, missing: impl FnOnce() -> MissingPart) -> Answer {
    match cell {
        Cell::ABSENT => Answer::Out(OutBy::Absent),
        Cell::VIOLATION => Answer::Out(OutBy::Violation),
        Cell::NONE => Answer::Missing(missing()),
        score => Answer::Score(score.raw()),
    }
}
