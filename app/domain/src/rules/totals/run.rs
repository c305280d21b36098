//! The total, its lines, and the ranking.

use crate::numbers::Points;
use crate::rules::engine::Status;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::{Column, NO_TRACK};
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::source::{FoundFormula, one_scale};
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::lists::{Keys, Ordered, block_gaps, scored, set_places};
use crate::rules::score::ScoreOf;
use std::collections::HashMap;

/// The totals of everybody who has all parts.
pub(crate) struct Totals {
    pub shown: Column,
    /// What the total is ranked on, where that is not what is shown.
    pub exact: Option<Column>,
    /// Where a bonus raises some, what they were before it.
    pub before: Option<Column>,
    pub moves: Moves,
}

/// The posts that go ahead.
pub(crate) fn posts_ahead(state: &State) -> Vec<usize> {
    let posts = state.table.posts.iter().copied();
    posts.filter(|post| !state.posts[*post].cancelled).collect()
}

/// Totals of everybody who has all parts; who has not is blocked.
pub(crate) fn of_all(state: &State, posts: &[usize]) -> Result<Totals, RuleFault> {
    let mut moves = Moves::default();
    let (shown, before) = counted(state, posts, &mut formulas(state, true)?, &mut moves)?;
    let mut totals = Totals {
        shown,
        exact: None,
        before,
        moves,
    };
    let on_exact = |set: &SetPlan| set.rules.total.ranked_on == super::RankedOn::Exact;
    if state.plan.sets.iter().any(on_exact) {
        let mut exactly = formulas(state, false)?;
        let (exact, before) = counted(state, posts, &mut exactly, &mut totals.moves)?;
        (totals.exact, totals.before) = (Some(exact), before);
    }
    Ok(totals)
}

/// For each set the common formula, then those of its tracks in the order of the document's tracks.
type SetFormulas<'a> = Vec<(Option<usize>, FoundFormula<'a>)>;

fn formulas<'a>(state: &State<'a>, rounded: bool) -> Result<Vec<SetFormulas<'a>>, RuleFault> {
    let plan = state.plan;
    let of_set = |set: &'a SetPlan| {
        let rule = &set.rules.total;
        let rounded = rounded || rule.ranked_on == super::RankedOn::Rounded;
        let find = |parts| FoundFormula::find(state, set, &rule.formula, parts, rounded);
        let mut found = vec![(None, find(&rule.formula.parts)?)];
        for own in &rule.tracks {
            let index = plan
                .doc
                .tracks
                .iter()
                .position(|track| track.code == own.track);
            if let Some(index) = index {
                found.push((Some(index), find(&own.parts)?));
            }
        }
        Ok(found)
    };
    plan.sets.iter().map(of_set).collect()
}

/// The totals, and where a bonus raises some what they were before it.
fn counted(
    state: &State,
    posts: &[usize],
    formulas: &mut [SetFormulas],
    moves: &mut Moves,
) -> Result<(Column, Option<Column>), RuleFault> {
    let scale = one_scale(formulas.iter_mut().flatten().map(|(_, formula)| formula))?;
    let total = state.plan.total;
    let mut column = Column::empty(scale, state.table.len());
    let here = Status::Called(step_of(total));
    let target = ScoreOf::Total;
    let raises = |post: &usize| crate::rules::bonus::Raise::of(state.set(*post), &target).is_some();
    let mut before = posts.iter().any(raises).then(|| column.clone());
    for post in posts {
        let set = state.set(*post);
        let full = set.rules.total.full;
        column.most = column
            .most
            .max(full.raw().saturating_mul(scale / Points::SCALE));
        let raise = crate::rules::bonus::Raise::of(set, &target);
        let own = &formulas[state.plan.posts[*post].set];
        for row in state.table.rows(*post) {
            if state.status[row] != here {
                continue;
            }
            let track = state.track[row];
            let formula = own
                .iter()
                .find(|(index, _)| track != NO_TRACK && *index == Some(usize::from(track)));
            let formula = &formula.unwrap_or(&own[0]).1;
            match formula.apply(state, row) {
                Err(_) => moves.set(row, Status::Blocked(step_of(total))),
                Ok(sum) => {
                    if let Some(before) = &mut before {
                        before.set(row, Cell::score(sum));
                    }
                    let sum = match &raise {
                        Some(raise) => raise.apply(state, row, sum, scale, Some(full))?,
                        None => sum,
                    };
                    column.set(row, Cell::score(sum));
                }
            }
        }
    }
    if let Some(before) = &mut before {
        before.most = column.most;
    }
    Ok((column, before))
}

/// The rankings.
#[derive(Default)]
pub(crate) struct Rankings {
    /// Everybody's rank.
    pub places: Vec<u32>,
    /// By their first post, each with its posts.
    pub of_posts: HashMap<usize, (Vec<usize>, Ordered)>,
    pub moves: Moves,
}

/// Ranks each list of posts that compete, unless something that its order needs is not known.
pub(crate) fn rank(state: &State) -> Result<Rankings, RuleFault> {
    let mut rankings = Rankings::default();
    for group in state.groups(|set| Some(set.rules.total.across)) {
        rankings.add(state, &group)?;
    }
    Ok(rankings)
}

impl Rankings {
    fn add(&mut self, state: &State, group: &Group) -> Result<(), RuleFault> {
        let total = state.plan.total;
        if group.posts.iter().any(|post| state.has_gap(*post)) {
            self.moves.block(state, &group.posts, total);
            return Ok(());
        }
        let post = group.posts[0];
        let compared = state.exact.as_ref().unwrap_or(&state.scores[total]);
        let (_, scored) = scored(state, group, total, compared);
        let keys = Keys::of(state, post, &state.set(post).rules.ties, &["total"])?;
        let order = Ordered::by(scored, &keys);
        if let Some(blocked) = block_gaps(state, &order, &keys, usize::MAX, &group.posts, total) {
            self.moves.join(blocked);
            return Ok(());
        }
        drop(keys);
        set_places(state, &mut self.places, &order);
        self.of_posts.insert(post, (group.posts.clone(), order));
        Ok(())
    }
}
