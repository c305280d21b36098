//! What a function of the course found out about people and posts. It reads what is known and returns this; the course
//! alone takes it in.

use super::state::{State, step_of};
use super::status::{OutBy, Status};
use super::told::{Missing, MissingPart, Notice, Pending};

/// Who stands where from now on, which posts have how many places, and what is to be told.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// Of two words about one row the later stands.
    pub status: Vec<(u32, Status)>,
    /// Places of posts from now on.
    pub places: Vec<(usize, u32)>,
    /// Posts that do not go ahead.
    pub cancelled: Vec<usize>,
    pub pending: Vec<Pending>,
    pub missing: Vec<Missing>,
    pub notices: Vec<Notice>,
}

impl Moves {
    pub(crate) fn set(&mut self, row: usize, status: Status) {
        self.status.push((row as u32, status));
    }

    pub(crate) fn out(&mut self, row: usize, step: usize, by: OutBy) {
        self.set(row, Status::Out(step_of(step), by));
    }

    pub(crate) fn miss(&mut self, state: &State, row: usize, what: MissingPart) {
        self.missing.push(Missing {
            candidate: state.table.number(row).to_owned(),
            what,
        });
    }

    /// What was found later stands over what was found before.
    pub(crate) fn join(&mut self, later: Moves) {
        self.status.extend(later.status);
        self.places.extend(later.places);
        self.cancelled.extend(later.cancelled);
        self.pending.extend(later.pending);
        self.missing.extend(later.missing);
        self.notices.extend(later.notices);
    }

    /// Everybody of these posts who is at this step has no outcome from it on. Who skips a stage is not in its ranking and
    /// goes on; behind the stages all stand in one.
    pub(crate) fn block(&mut self, state: &State, posts: &[usize], step: usize) {
        let at_end = step >= state.plan.total;
        let here = step_of(step);
        for row in posts.iter().flat_map(|post| state.table.rows(*post)) {
            if matches!(state.status[row], Status::Called(at) if at_end || at == here) {
                self.set(row, Status::Blocked(here));
            }
        }
    }

    /// Everybody of a post who is still in, wherever they are, has no outcome from this step on.
    pub(crate) fn block_all(&mut self, state: &State, post: usize, step: usize) {
        for row in state.table.rows(post) {
            if let Status::Called(_) = state.status[row] {
                self.set(row, Status::Blocked(step_of(step)));
            }
        }
    }

    /// A post does not go ahead: nobody in it goes on.
    pub(crate) fn cancel(&mut self, state: &State, post: usize) {
        self.cancelled.push(post);
        for row in state.table.rows(post) {
            let still_in = matches!(
                state.status[row],
                Status::Called(_) | Status::Blocked(_) | Status::Held(_) | Status::Substitute(..)
            );
            if still_in {
                self.set(row, Status::Cancelled);
            }
        }
    }
}
