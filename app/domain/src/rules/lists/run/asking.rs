//! What a list is asked for: whom it contests, under which line, with which substitutes.

use super::super::compared::figures_of;
use super::super::document::{List, Substitution};
use super::super::quota_run::Crowd;
use super::super::substitutes;
use crate::rules::codes::StageCode;
use crate::rules::engine::column::Column;
use crate::rules::engine::state::{Group, State};
use crate::rules::engine::{OutBy, Status};

/// Who applied, without those who skip the stage and those who are hired without an exam.
fn registered(state: &State, post: usize, code: &StageCode) -> u32 {
    let others = |row: &usize| {
        let own = state.track_of(*row);
        let applied = own.or_else(|| crate::rules::eligibility::track_as_applied(state, *row));
        let skips = applied.is_some_and(|track| track.skips.contains(code));
        let hired = own.is_some_and(|track| track.hired_without_exam);
        skips || (hired && matches!(state.status[*row], Status::Hired | Status::Held(_)))
    };
    // A second application that does not count is not among those who applied either.
    let twice = |row: &usize| state.table.twice.get(*row).copied().unwrap_or(false);
    let rows = state.table.rows(post).filter(|row| !twice(row));
    let without = rows.filter(others).count() as u32;
    state.posts[post].applied.saturating_sub(without)
}

pub(super) fn crowd(state: &State, group: &Group, step: usize, passed: u32) -> Crowd {
    let code = &state.plan.steps[step];
    let mut crowd = Crowd {
        passed,
        ..Crowd::default()
    };
    for post in &group.posts {
        crowd.registered += registered(state, *post, code);
        crowd.came += state.posts[*post].steps[step].came;
    }
    crowd
}

/// The rule by which those who leave the next stage are replaced: its check's, else that of the cut.
pub(super) fn substitution_into<'a>(
    set: &'a crate::rules::engine::plan::SetPlan,
    place: usize,
    cut: &'a List,
) -> Option<&'a Substitution> {
    let next = set.rules.stages.get(place + 1);
    let check = next.and_then(|stage| stage.check.as_ref());
    let own = check.and_then(|check| check.substitution.as_ref());
    own.or(cut.substitution.as_ref())
}

/// What the lists of one cut ask about people.
pub(super) struct Ask<'s, 'a> {
    pub(super) state: &'s State<'a>,
    pub(super) step: usize,
    /// The figures with the bonus counted anew, where the next check does that.
    pub(super) anew: Option<Column>,
}

impl Ask<'_, '_> {
    /// The step to which the cut calls somebody, and the rule by which they are replaced.
    fn into(&self, row: u32) -> Option<(usize, Option<&Substitution>)> {
        let set = self.state.set(self.state.post_of(row as usize));
        let place = set.place(self.step)?;
        let cut = set.rules.stages[place].cut.as_ref()?;
        let to = self.state.next_stage(row as usize, place + 1);
        Some((to, substitution_into(set, place, cut)))
    }

    pub(super) fn by(&self, row: u32) -> Option<OutBy> {
        let (to, _) = self.into(row)?;
        substitutes::loss(self.state, row as usize, to)
    }

    /// Left, failed the check, or fell below the last one called when the bonus is counted anew.
    pub(super) fn lost(&self, row: u32, lowest: Option<i64>) -> Option<bool> {
        let (to, rule) = self.into(row)?;
        let by = self
            .by(row)
            .or_else(|| self.drops(row, to, lowest).then_some(OutBy::Failed))?;
        Some(substitutes::replaces(
            self.state,
            rule,
            row as usize,
            to,
            by,
        ))
    }

    fn drops(&self, row: u32, to: usize, lowest: Option<i64>) -> bool {
        let (state, row) = (self.state, row as usize);
        let (Some(anew), Some(lowest)) = (&self.anew, lowest) else {
            return false;
        };
        let stage = state.set(state.post_of(row)).stage_at(to);
        let scale = figures_of(state, self.step).scale;
        let drops = stage.is_some_and(|(stage, _)| stage.drops_below_cut());
        let figure = anew.get(row).get().filter(|_| drops);
        figure.is_some_and(|figure| {
            i128::from(figure) * i128::from(scale) < i128::from(lowest) * i128::from(anew.scale)
        })
    }

    /// Left, or did not come, where substitutes are called together with the list.
    pub(super) fn missed(&self, row: u32) -> bool {
        let Some((to, _)) = self.into(row) else {
            return false;
        };
        let row = row as usize;
        self.state.table.left_at(row) == Some(to)
            || crate::rules::stages::is_absent(self.state, row, to)
    }
}
