//! The cut of a stage: who is called to the next one.

use super::acted::{acted, differs, expected};
use super::document::{Across, List, Substitution};
use super::held::hold;
use super::keys::Keys;
use super::machine::Lost;
use super::make::{Contest, Made, make};
use super::order::{Chain, Ordered};
use super::quota_run::{Crowd, people};
use super::substitutes;
use crate::next::engine::cell::Cell;
use crate::next::engine::faults::RuleFault;
use crate::next::engine::outcome::{MissingPart, OutBy, Pending, Status};
use crate::next::engine::source::{FoundFormula, one_scale};
use crate::next::engine::state::{Column, Group, State, step_of};
use crate::next::score::ScoreOf;
use crate::numbers::Points;

/// Cuts the list of a stage for every post that has it.
pub(crate) fn cut(state: &mut State, step: usize) -> Result<(), RuleFault> {
    everybody(state, step);
    figures(state, step)?;
    let groups = state.groups(|set| {
        let cut = set.stage_at(step)?.0.cut.as_ref()?;
        Some(cut.across.unwrap_or_default())
    });
    let mut contests = Vec::new();
    for group in groups {
        contests.extend(contest(state, &group, step)?);
    }
    if state.recounted.is_some() {
        // Who falls below the cut is told by the cut as it was made.
        let state_now = &*state;
        let lost = |row: u32| lost(state_now, row, step);
        for made in make(state_now, contests.clone(), &lost, false) {
            cut_off(state, &made, step);
        }
    }
    let expected = expected(state, &contests, step);
    let made = {
        let state = &*state;
        let lost = |row: u32| lost(state, row, step);
        make(state, contests, &lost, false)
    };
    settle(state, made, expected, step);
    crate::next::opening::at_called(state, step);
    Ok(())
}

/// A stage without a cut: all past its lines go on.
fn everybody(state: &mut State, step: usize) {
    for post in 0..state.plan.posts.len() {
        let Some(place) = state.set(post).place(step) else {
            continue;
        };
        if state.set(post).rules.stages[place].cut.is_some() {
            continue;
        }
        let rows: Vec<usize> = state.called(post, step).collect();
        for row in rows {
            state.status[row] = Status::Called(step_of(state.next_stage(row, place + 1)));
        }
    }
}

/// What the cut compares: the stage's score, a basis of its own, and a bonus that only the cut counts.
fn figures(state: &mut State, step: usize) -> Result<(), RuleFault> {
    let mut formulas = Vec::new();
    let sets: Vec<usize> = (0..state.plan.sets.len()).collect();
    for set in &sets {
        let own = &state.plan.sets[*set];
        let basis = own
            .stage_at(step)
            .and_then(|(stage, _)| stage.cut.as_ref()?.basis.as_ref());
        let found = basis.map(|basis| FoundFormula::find(state, own, basis, &basis.parts, true));
        formulas.push(found.transpose()?);
    }
    let target = ScoreOf::Cut(state.plan.steps[step].clone());
    let raises: Vec<_> = sets
        .iter()
        .map(|set| crate::next::bonus::Raise::of(&state.plan.sets[*set], &target))
        .collect();
    if formulas.iter().all(Option::is_none) && raises.iter().all(Option::is_none) {
        return Ok(());
    }
    let mut scale = one_scale(formulas.iter_mut().flatten())?;
    scale = crate::numbers::extent::lcm(scale, state.scores[step].scale.max(1))?;
    for formula in formulas.iter_mut().flatten() {
        formula.sum.widen(scale)?;
    }
    let mut column = Column::empty(scale, state.table.len());
    let mut gaps = Vec::new();
    for post in 0..state.plan.posts.len() {
        let set = state.plan.posts[post].set;
        let factor = scale / state.scores[step].scale.max(1);
        let rows: Vec<usize> = state.called(post, step).collect();
        for row in rows {
            let figure = match &formulas[set] {
                Some(formula) => formula.apply(state, row),
                None => state.scores[step]
                    .get(row)
                    .get()
                    .map(|score| score * factor)
                    .ok_or(0),
            };
            match figure {
                Err(_) => gaps.push(row),
                Ok(figure) => {
                    let figure = match &raises[set] {
                        Some(raise) => raise.apply(state, row, figure, scale, None)?,
                        None => figure,
                    };
                    column.set(row, Cell::score(figure));
                }
            }
        }
    }
    state.cuts[step] = Some(column);
    for row in gaps {
        let code = state.plan.steps[step].clone();
        state.miss(row, MissingPart::Stage(code));
        state.status[row] = Status::Blocked(step_of(step));
    }
    Ok(())
}

impl State<'_> {
    /// The figure of the list that a row stands on now: of the cut of its stage, or the total.
    pub(crate) fn list_figure(&self, row: usize) -> Option<i64> {
        let step = match self.status[row] {
            Status::Called(step) => usize::from(step.0),
            _ => return None,
        };
        if step >= self.plan.total {
            let total = self.exact.as_ref().unwrap_or(&self.scores[self.plan.total]);
            return total.get(row).get();
        }
        cut_figure(self, row, step).get()
    }
}

fn cut_figure(state: &State, row: usize, step: usize) -> Cell {
    match &state.cuts[step] {
        Some(cut) => cut.get(row),
        None => state.scores[step].get(row),
    }
}

/// The list of one group, unless something that it needs is not known: then its people have no outcome.
fn contest<'a>(
    state: &mut State<'a>,
    group: &Group,
    step: usize,
) -> Result<Option<Contest<'a>>, RuleFault> {
    if group.posts.iter().any(|post| state.has_gap(*post)) {
        state.block(&group.posts, step);
        return Ok(None);
    }
    let post = group.posts[0];
    let set = state.set(post);
    let Some((stage, _)) = set.stage_at(step) else {
        return Ok(None);
    };
    let (Some(cut), Some(place)) = (&stage.cut, set.place(step)) else {
        return Ok(None);
    };
    let (Some(rule), Some(level)) = (&cut.quota, &cut.level) else {
        return Ok(None);
    };
    let to = to_step(state, post, place);
    let rows: Vec<usize> = group
        .posts
        .iter()
        .flat_map(|post| state.called(*post, step))
        .collect();
    let scored = rows.iter().filter_map(|row| {
        let figure = cut_figure(state, *row, step).get()?;
        Some((figure, *row as u32))
    });
    let scored: Vec<(i64, u32)> = scored.collect();
    let keys = Keys::of(state, post, level, state.plan.steps[to].as_str())?;
    let order = Ordered::by(scored, &keys);
    let open = keys.open();
    let gaps: Vec<_> = order
        .gaps
        .iter()
        .map(|(row, key)| (*row as usize, keys.missing(*key)))
        .collect();
    drop(keys);
    if block_gaps(state, &gaps, &group.posts, step) {
        return Ok(None);
    }
    for (row, rank) in order.ranks() {
        set_place(state, step, row as usize, rank);
    }
    let Some(places) = state.places(group) else {
        without_number(state, group, &order, place);
        return Ok(None);
    };
    let crowd = crowd(state, group, step, rows.len() as u32);
    let substitution = substitution_into(set, place, cut);
    Ok(Some(Contest {
        posts: group.posts.clone(),
        quota: people(rule, places, crowd) as usize,
        refills: vec![substitutes::refill(state, substitution, to, post)],
        acted: acted(state, &order, to, substitution),
        later: None,
        order,
        open,
        rule,
        crowd,
    }))
}

/// A tie asked for something that is missing: the ranking is blocked.
pub(crate) fn block_gaps(
    state: &mut State,
    gaps: &[(usize, Option<MissingPart>)],
    posts: &[usize],
    step: usize,
) -> bool {
    for (row, missing) in gaps {
        if let Some(missing) = missing {
            state.miss(*row, missing.clone());
        }
    }
    if !gaps.is_empty() {
        state.block(posts, step);
    }
    !gaps.is_empty()
}

pub(crate) fn set_place(state: &mut State, step: usize, row: usize, rank: u32) {
    if state.place[step].is_empty() {
        state.place[step] = vec![0; state.table.len()];
    }
    state.place[step][row] = rank;
}

/// The step that the list calls to, for whoever skips nothing.
fn to_step(state: &State, post: usize, place: usize) -> usize {
    let next = state.set(post).stages.get(place + 1);
    next.map_or(state.plan.total, |stage| stage.step)
}

/// Without a number of places nobody can be cut.
fn without_number(state: &mut State, group: &Group, order: &Ordered, place: usize) {
    for row in &order.rows {
        let row = *row as usize;
        state.status[row] = Status::Called(step_of(state.next_stage(row, place + 1)));
    }
    for post in &group.posts {
        if state.posts[*post].places.is_none() {
            let post = state.plan.posts[*post].post.code.clone();
            state.pending.push(Pending::Places { post });
        }
    }
}

fn crowd(state: &State, group: &Group, step: usize, passed: u32) -> Crowd {
    let code = &state.plan.steps[step];
    let mut crowd = Crowd {
        passed,
        ..Crowd::default()
    };
    for post in &group.posts {
        let skipping = state
            .table
            .rows(*post)
            .filter(|row| state.skips(*row, code));
        let skipping = skipping.count() as u32;
        crowd.registered += state.posts[*post].applied.saturating_sub(skipping);
        crowd.came += state.posts[*post].steps[step].came;
    }
    crowd
}

/// The rule by which those who leave the next stage are replaced: its check's, else that of the cut.
fn substitution_into<'a>(
    set: &'a crate::next::engine::plan::SetPlan,
    place: usize,
    cut: &'a List,
) -> Option<&'a Substitution> {
    let next = set.rules.stages.get(place + 1);
    let check = next.and_then(|stage| stage.check.as_ref());
    let own = check.and_then(|check| check.substitution.as_ref());
    own.or(cut.substitution.as_ref())
}

pub(super) fn lost(state: &State, row: u32, step: usize) -> Option<Lost> {
    let row = row as usize;
    let set = state.set(state.post_of(row));
    let place = set.place(step)?;
    let to = state.next_stage(row, place + 1);
    let by = substitutes::loss(state, row, to).or_else(|| dropped(state, row, step, to))?;
    let cut = set.rules.stages[place].cut.as_ref()?;
    let rule = substitution_into(set, place, cut);
    Some(Lost {
        rule: 0,
        replaced: substitutes::replaces(state, rule, row, to, by),
    })
}

/// Whose figure falls below the cut when the bonus is counted anew at the check.
fn dropped(state: &State, row: usize, step: usize, to: usize) -> Option<OutBy> {
    crate::next::stages::falls_below_cut(state, row, step, to).then_some(OutBy::Failed)
}

/// Gives everybody on the lists of a step their place.
fn settle(state: &mut State, mut made: Vec<Made>, expected: Vec<Option<Made>>, step: usize) {
    if let Some(rule) = wider(state, &made, step) {
        let to = made.first().map_or(step, |made| to_of(state, made, step));
        substitutes::across(state, &mut made, &rule, to);
    }
    for (made, expected) in made.into_iter().zip(expected) {
        let post = made.posts[0];
        let Some(place) = state.set(post).place(step) else {
            continue;
        };
        let cut = state.set(post).rules.stages[place].cut.as_ref();
        let rule = cut.and_then(|cut| substitution_into(state.set(post), place, cut));
        let follow = rule.is_some_and(|rule| rule.rounds != Some(0));
        for row in &made.called {
            let row = *row as usize;
            let to = state.next_stage(row, place + 1);
            let by = substitutes::loss(state, row, to).or_else(|| dropped(state, row, step, to));
            match by {
                Some(by) => state.out(row, to, by),
                None => state.status[row] = Status::Called(step_of(to)),
            }
        }
        for row in &made.gone {
            let row = *row as usize;
            let to = state.next_stage(row, place + 1);
            let by = substitutes::loss(state, row, to).unwrap_or(OutBy::Failed);
            state.out(row, to, by);
        }
        for (row, line) in made.line() {
            let row = row as usize;
            let to = state.next_stage(row, place + 1);
            match follow {
                true => state.status[row] = Status::Substitute(step_of(to), line),
                false => state.out(row, to, OutBy::NotCalled),
            }
        }
        cut_off(state, &made, step);
        let to = to_step(state, post, place);
        hold(state, &made, post, to);
        if let Some(expected) = expected {
            differs(state, &made, &expected, to);
        }
    }
}

fn wider(state: &State, made: &[Made], step: usize) -> Option<Substitution> {
    let post = made.first()?.posts[0];
    let place = state.set(post).place(step)?;
    let cut = state.set(post).rules.stages[place].cut.as_ref()?;
    let rule = substitution_into(state.set(post), place, cut)?;
    rule.across.filter(|across| *across != Across::Post)?;
    Some(rule.clone())
}

fn to_of(state: &State, made: &Made, step: usize) -> usize {
    let post = made.posts[0];
    let place = state.set(post).place(step).unwrap_or_default();
    to_step(state, post, place)
}

fn cut_off(state: &mut State, made: &Made, step: usize) {
    for row in &made.called {
        let row = *row as usize;
        let scale = match &state.cuts[step] {
            Some(cut) => cut.scale,
            None => state.scores[step].scale,
        };
        let figure = crate::next::engine::state::points(cut_figure(state, row, step), scale.max(1));
        let post = state.post_of(row);
        let known: &mut Option<Points> = &mut state.posts[post].steps[step].cut_off;
        *known = match (*known, figure) {
            (Some(known), Some(figure)) => Some(known.min(figure)),
            (known, figure) => known.or(figure),
        };
    }
}
