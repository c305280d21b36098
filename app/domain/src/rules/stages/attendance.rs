//! Who came to a stage, and who did not.

use super::document::{Late, Stage};
use super::event_run::event_came;
use super::papers::PapersPlan;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::ScoringPlan;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{OutBy, Status, Verdict};

/// Who left, failed the check or came too late.
pub(crate) fn attend(state: &State, posts: &[usize], step: usize) -> Moves {
    let mut moves = Moves::default();
    for post in posts {
        let Some((stage, _)) = state.set(*post).stage_at(step) else {
            continue;
        };
        if state.table.everybody_stays() && stage.times.is_none() {
            continue;
        }
        for row in state.called(*post, step) {
            if state.table.left_at(row) == Some(step) {
                moves.out(row, step, OutBy::Left);
            } else if state.table.verdict(step, row) == Some(Verdict::Failed) {
                moves.out(row, step, OutBy::Failed);
            } else if late(state, stage, row, step, *post) {
                moves.out(row, step, OutBy::Absent);
            }
        }
    }
    moves
}

pub(super) fn late(state: &State, stage: &Stage, row: usize, step: usize, post: usize) -> bool {
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

/// How many of a post came to a stage.
pub(crate) fn how_many_came(state: &State, post: usize, step: usize) -> u32 {
    let rows = state.table.rows(post);
    rows.filter(|row| came(state, *row, step)).count() as u32
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
                Some(ScoringPlan::Events(_)) => event_came(state, row, step),
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
