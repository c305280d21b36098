//! One stage: who is there, their scores, the bonus on them. Who goes on is the list's affair.

use super::attendance::{attend, count};
use super::line_run::draw_lines;
use super::raise_run::raise;
use super::room_run::correct_rooms;
use super::score_run::scores;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::state::{ReadAt, State, step_of};
use crate::rules::engine::{OutBy, Status};

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

/// A band that puts somebody out is a line: it is drawn when the lines are, after the opening count of those who came.
fn bands(state: &mut State, step: usize) {
    let here = Status::Called(step_of(step));
    for row in std::mem::take(&mut state.put_out) {
        if state.status[row] == here {
            state.out(row, step, OutBy::BelowLine);
        }
    }
}

fn passed(state: &mut State, posts: &[usize], step: usize) {
    for post in posts {
        let passed = state.called(*post, step).count() as u32;
        state.posts[*post].steps[step].passed = passed;
    }
}
