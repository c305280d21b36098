//! The total, its lines, and the ranking.

use crate::numbers::Points;
use crate::rules::engine::Status;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::column::{Column, NO_TRACK};
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::source::{FoundFormula, one_scale};
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::lists::{Keys, Ordered, block_gaps, scored, set_places};
use crate::rules::score::ScoreOf;
use crate::rules::stages::{LineMeans, draw};

/// Totals of everybody who has all parts, and the rankings.
pub(crate) fn run(state: &mut State) -> Result<(), RuleFault> {
    let total = state.plan.total;
    let posts = state.table.posts.iter().copied();
    let posts: Vec<usize> = posts.filter(|post| !state.posts[*post].cancelled).collect();
    crate::rules::stages::unsettled(state, &posts, total);
    for post in &posts {
        let called = state.called(*post, total).count() as u32;
        let counts = &mut state.posts[*post].steps[total];
        (counts.called, counts.came) = (called, called);
    }
    score(state, &posts)?;
    let mut means = LineMeans::default();
    for post in &posts {
        let lines = state.set(*post).rules.total.lines.as_ref();
        for line in lines.into_iter().flatten() {
            draw(state, *post, total, line, &mut means)?;
        }
        state.posts[*post].steps[total].passed = state.called(*post, total).count() as u32;
    }
    rank(state)
}

fn score(state: &mut State, posts: &[usize]) -> Result<(), RuleFault> {
    let mut shown = formulas(state, true)?;
    let exact = state
        .plan
        .sets
        .iter()
        .any(|set| set.rules.total.ranked_on == super::RankedOn::Exact);
    let mut compared = if exact {
        formulas(state, false)?
    } else {
        Vec::new()
    };
    let total = state.plan.total;
    let (column, mut before) = totals(state, posts, &mut shown)?;
    state.scores[total] = column;
    if exact {
        let (column, exactly) = totals(state, posts, &mut compared)?;
        (state.exact, before) = (Some(column), exactly);
    }
    state.before[total] = before;
    Ok(())
}

/// For each set the common formula, then those of its tracks in the order of the document's tracks.
type SetFormulas<'a> = Vec<(Option<usize>, FoundFormula<'a>)>;

fn formulas<'a>(state: &State<'a>, rounded: bool) -> Result<Vec<SetFormulas<'a>>, RuleFault> {
    let plan = state.plan;
    let of_set = |set: &'a crate::rules::engine::plan::SetPlan| {
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
fn totals(
    state: &mut State,
    posts: &[usize],
    formulas: &mut [SetFormulas],
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
                Err(_) => state.status[row] = Status::Blocked(step_of(total)),
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

/// Ranks each list of posts that compete, unless something that its order needs is not known.
fn rank(state: &mut State) -> Result<(), RuleFault> {
    for group in state.groups(|set| Some(set.rules.total.across)) {
        rank_group(state, &group)?;
    }
    Ok(())
}

fn rank_group(state: &mut State, group: &Group) -> Result<(), RuleFault> {
    let total = state.plan.total;
    if group.posts.iter().any(|post| state.has_gap(*post)) {
        state.block(&group.posts, total);
        return Ok(());
    }
    let post = group.posts[0];
    let compared = state.exact.as_ref().unwrap_or(&state.scores[total]);
    let (_, scored) = scored(state, group, total, compared);
    let keys = Keys::of(state, post, &state.set(post).rules.ties, &["total"])?;
    let order = Ordered::by(scored, &keys);
    let gaps: Vec<_> = order
        .gaps
        .iter()
        .map(|(row, key)| (*row as usize, keys.missing(*key)))
        .collect();
    drop(keys);
    if block_gaps(state, &gaps, &group.posts, total) {
        return Ok(());
    }
    set_places(state, total, &order);
    for row in &order.rows {
        let post = state.post_of(*row as usize);
        state.posts[post].ranked += 1;
    }
    state.rankings.insert(post, (group.posts.clone(), order));
    Ok(())
}
