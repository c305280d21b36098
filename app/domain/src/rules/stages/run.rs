//! One stage: who is there, their scores, the bonus on them. Who goes on is the list's affair.

use super::document::{Late, Scoring, Stage};
use super::{PapersPlan, correct_rooms, draw_lines};
use crate::numbers::Points;
use crate::numbers::extent::lcm;
use crate::rules::engine::Verdict;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::plan::{ScoringPlan, StagePlan};
use crate::rules::engine::state::{Column, ReadAt, State, step_of};
use crate::rules::engine::{MissingPart, OutBy, Status};
use crate::rules::score::ScoreOf;

/// Scores a stage for every post that has it, and draws its lines.
pub(crate) fn run(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let posts = state.table.posts.iter().copied();
    let goes_on =
        |post: &usize| state.set(*post).place(step).is_some() && !state.posts[*post].cancelled;
    let posts: Vec<usize> = posts.filter(goes_on).collect();
    unsettled(state, &posts, step);
    attend(state, &posts, step);
    scores(state, &posts, step)?;
    correct_rooms(state, &posts, step)?;
    raise(state, &posts, step)?;
    count(state, &posts, step);
    crate::rules::opening::at_came(state, step);
    bands(state, step);
    draw_lines(state, &posts, step)?;
    passed(state, &posts, step);
    Ok(())
}

/// Blocks whom an open reading touches here.
pub(crate) fn unsettled(state: &mut State, posts: &[usize], step: usize) {
    for post in posts {
        if state.unsettled[*post].contains(&ReadAt::Start) {
            state.block_all(*post, step);
        }
        if state.unsettled[*post].contains(&ReadAt::Step(step)) {
            state.block(&[*post], step);
        }
    }
}

/// Who left, failed the check or came too late.
fn attend(state: &mut State, posts: &[usize], step: usize) {
    for post in posts {
        let Some((stage, _)) = state.set(*post).stage_at(step) else {
            continue;
        };
        state.posts[*post].steps[step].called = state.called(*post, step).count() as u32;
        if state.table.everybody_stays() && stage.times.is_none() {
            continue;
        }
        let rows: Vec<usize> = state.called(*post, step).collect();
        for row in rows {
            if state.table.left_at(row) == Some(step) {
                state.out(row, step, OutBy::Left);
            } else if state.table.verdict(step, row) == Some(Verdict::Failed) {
                state.out(row, step, OutBy::Failed);
            } else if late(state, stage, row, step, *post) {
                state.out(row, step, OutBy::Absent);
            }
        }
    }
}

fn late(state: &State, stage: &Stage, row: usize, step: usize, post: usize) -> bool {
    let Some(times) = &stage.times else {
        return false;
    };
    let Some(record) = state.record(row, step) else {
        return false;
    };
    let Some(arrived) = record.arrived else {
        return false;
    };
    let post = state.plan.posts[post].post;
    let own = times.sittings.iter().find(|sitting| match &record.sitting {
        Some(code) => sitting.code == *code,
        None => sitting.scope.covers(&post.code, post.pool.as_ref()),
    });
    own.is_some_and(|sitting| {
        let mut missed = sitting.arrive_by.iter().filter(|by| arrived > by.at);
        missed.next().is_some_and(|by| by.late == Late::Out)
    })
}

/// The scores of all who were there, on one scale for every post.
fn scores(state: &mut State, posts: &[usize], step: usize) -> Result<(), RuleFault> {
    let mut scale = Points::SCALE;
    for set in &state.plan.sets {
        if let Some((_, plan)) = set
            .stage_at(step)
            .filter(|(_, plan)| plan.scoring.is_some())
        {
            scale = lcm(scale, plan.extent.scale)?;
        }
    }
    let mut column = Column::empty(scale, state.table.len());
    let here = Status::Called(step_of(step));
    for post in posts {
        let set = state.set(*post);
        let Some((stage, plan)) = set.stage_at(step) else {
            continue;
        };
        let Some(scoring) = &plan.scoring else {
            continue;
        };
        let own = stage.scoring.as_ref().map_or(Points::ZERO, Scoring::full);
        column.most = column
            .most
            .max(own.raw().saturating_mul(scale / Points::SCALE));
        let there: Vec<usize> = match scoring {
            ScoringPlan::Events(_) => state.called(*post, step).collect(),
            _ => Vec::new(),
        };
        if !there.is_empty() {
            state.measured.entry(step).or_default().extend(&there);
        }
        let mut answers = Answers::of(state, stage, plan, scoring, &there);
        let factor = scale / plan.extent.scale;
        for row in state.table.rows(*post) {
            if state.status[row] != here {
                continue;
            }
            match answers.next(state, row) {
                Answer::Score(score) => column.set(row, Cell::score(score * factor)),
                Answer::PutOut => {
                    state.put_out.insert(row);
                }
                Answer::Out(by) => state.out(row, step, by),
                Answer::Missing(what) => {
                    state.status[row] = Status::Blocked(step_of(step));
                    state.miss(row, what);
                }
            }
        }
    }
    state.scores[step] = column;
    Ok(())
}

pub(crate) enum Answer {
    Score(i64),
    /// By a band, as by a line.
    PutOut,
    Out(OutBy),
    Missing(MissingPart),
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
            ScoringPlan::Events(events) => {
                super::event_answers(state, stage, events, plan.step, rows)
            }
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

/// A band that puts somebody out is a line: it is drawn when the lines are, after the opening count of those who came.
fn bands(state: &mut State, step: usize) {
    let here = Status::Called(step_of(step));
    for row in std::mem::take(&mut state.put_out) {
        if state.status[row] == here {
            state.out(row, step, OutBy::BelowLine);
        }
    }
}

/// The bonus that raises this stage.
fn raise(state: &mut State, posts: &[usize], step: usize) -> Result<(), RuleFault> {
    let target = ScoreOf::Stage(state.plan.steps[step].clone());
    let raised = |post: &usize| crate::rules::bonus::Raise::of(state.set(*post), &target).is_some();
    if !posts.iter().any(raised) {
        return Ok(());
    }
    let before = match state.before[step].take() {
        Some(before) => before,
        None => std::mem::take(&mut state.scores[step]),
    };
    let mut raised = before.clone();
    for post in posts {
        let Some(bonus) = crate::rules::bonus::Raise::of(state.set(*post), &target) else {
            continue;
        };
        let stage = state.set(*post).stage_at(step).map(|(stage, _)| stage);
        let full = stage
            .and_then(|stage| stage.scoring.as_ref())
            .map(Scoring::full);
        let claimed = |row: &usize| !state.claims.of(*row).is_empty();
        for row in state.table.rows(*post).filter(claimed) {
            if let Some(score) = before.get(row).get() {
                let score = bonus.apply(state, row, score, before.scale, full);
                raised.set(row, Cell::score(score?));
            }
        }
    }
    state.before[step] = Some(before);
    state.scores[step] = raised;
    Ok(())
}

/// Counts the bonus anew by what was decided, for a stage that is over.
pub(crate) fn raise_again(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let posts = state.table.posts.iter().copied();
    let posts: Vec<usize> = posts
        .filter(|post| state.set(*post).place(step).is_some())
        .collect();
    raise(state, &posts, step)
}

fn count(state: &mut State, posts: &[usize], step: usize) {
    for post in posts {
        let came = state
            .table
            .rows(*post)
            .filter(|row| came(state, *row, step));
        let came = came.count() as u32;
        state.posts[*post].steps[step].came = came;
    }
}

/// Present at one paper at least, caught cheating included.
pub(crate) fn came(state: &State, row: usize, step: usize) -> bool {
    match state.status[row] {
        Status::Out(at, OutBy::Violation | OutBy::BelowLine) if at == step_of(step) => true,
        Status::Called(at) if at == step_of(step) && state.put_out.contains(&row) => true,
        Status::Out(..) if state.passed_over.contains(&row) => {
            state.scores[step].get(row).is_score()
        }
        Status::Out(at, OutBy::Absent) | Status::Blocked(at) if at == step_of(step) => {
            let set = state.set(state.post_of(row));
            let Some((stage, plan)) = set.stage_at(step) else {
                return false;
            };
            // Who came too late was not let in, whatever was recorded.
            if late(state, stage, row, step, state.post_of(row)) {
                return false;
            }
            match &plan.scoring {
                Some(ScoringPlan::Papers(_)) => {
                    let marks = plan
                        .papers
                        .iter()
                        .map(|column| state.table.papers[*column][row]);
                    PapersPlan::came(&marks.collect::<Vec<_>>())
                }
                Some(ScoringPlan::Events(_)) => super::event_came(state, row, step),
                Some(ScoringPlan::Panel(_)) => {
                    let marks = state.table.panels[step].of(row);
                    marks.iter().any(|mark| mark.is_score())
                }
                _ => false,
            }
        }
        _ => state.scores[step].get(row).is_score(),
    }
}

fn passed(state: &mut State, posts: &[usize], step: usize) {
    for post in posts {
        let passed = state.called(*post, step).count() as u32;
        state.posts[*post].steps[step].passed = passed;
    }
}
