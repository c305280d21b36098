//! One stage: who is there, their scores, the bonus on them. Who goes on is the list's affair.

use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{ReadAt, State, step_of};
use crate::rules::engine::{OutBy, Status};

/// The posts that go ahead and have this stage.
pub(crate) fn posts_at(state: &State, step: usize) -> Vec<usize> {
    let goes_on =
        |post: &usize| state.set(*post).place(step).is_some() && !state.posts[*post].cancelled;
    state.table.posts.iter().copied().filter(goes_on).collect()
}

/// Blocks whom an open reading touches here.
pub(crate) fn unsettled(state: &State, posts: &[usize], step: usize) -> Moves {
    let mut moves = Moves::default();
    for post in posts {
        if state.unsettled[*post].contains(&ReadAt::Start) {
            moves.block_all(state, *post, step);
        }
        if state.unsettled[*post].contains(&ReadAt::Step(step)) {
            moves.block(state, &[*post], step);
        }
    }
    moves
}

/// A band that puts somebody out is a line: it is drawn when the lines are, after the opening count of those who came.
pub(crate) fn bands(state: &State, step: usize) -> Moves {
    let here = Status::Called(step_of(step));
    let mut moves = Moves::default();
    for row in &state.put_out {
        if state.status[*row] == here {
            moves.out(*row, step, OutBy::BelowLine);
        }
    }
    moves
}
