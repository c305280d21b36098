//! The steps after the exam: lists by total, verdicts, substitutes, and who is hired.

use super::document::AfterStep;
use super::hire::{by_rank, hire, hired_at_once, reserve};
use crate::next::engine::Verdict;
use crate::next::engine::cell::Cell;
use crate::next::engine::faults::RuleFault;
use crate::next::engine::outcome::{OutBy, Pending, Status};
use crate::next::engine::plan::SetPlan;
use crate::next::engine::source::FoundFormula;
use crate::next::engine::state::{State, step_of};
use crate::next::lists::{
    Chain, Contest, Crowd, Keys, Lost, Made, Open, Ordered, Quota, SubstituteOrder, Substitution,
    across_posts, acted, block_gaps, expected_by, hold, list_differs, loss, make, people, refill,
    replaces,
};
use crate::next::totals::Ranking;
use crate::numbers::Ratio;

const ONE: Quota = Quota::PerPlace(Ratio::ONE);

/// Runs the steps after the exam for every ranking.
pub(crate) fn run(state: &mut State, rankings: Vec<Ranking>) -> Result<(), RuleFault> {
    let mut contests = Vec::new();
    for ranking in rankings {
        contests.extend(first_list(state, ranking)?);
    }
    let orders: Vec<(Vec<usize>, Ordered)> = contests
        .iter()
        .map(|contest| (contest.posts.clone(), contest.order.clone()))
        .collect();
    let (expected, mut made) = {
        let state = &*state;
        let lost = |row: u32| lost(state, row);
        let expected = expected_by(state, &contests, &lost, true);
        (expected, make(state, contests, &lost, true))
    };
    wider(state, &mut made);
    for ((made, expected), (posts, order)) in made.into_iter().zip(expected).zip(orders) {
        settle(state, &made, expected.as_ref());
        let set = state.set(posts[0]);
        for place in 1..set.after.len() {
            next_step(state, &made, &order, place)?;
        }
        hire(state, &made, &order);
        reserve(state, &made);
    }
    Ok(())
}

/// The list of the first step; without any step the places themselves.
fn first_list<'a>(
    state: &mut State<'a>,
    ranking: Ranking,
) -> Result<Option<Contest<'a>>, RuleFault> {
    let post = ranking.posts[0];
    let set = state.set(post);
    let step = set.rules.after.first();
    let to = set.after.first().copied().unwrap_or(state.plan.total);
    crate::next::stages::unsettled(state, &ranking.posts, to);
    if ranking.posts.iter().any(|post| state.has_gap(*post)) {
        return Ok(None);
    }
    let rule: &Quota = step
        .and_then(|step| step.list.quota.as_ref())
        .unwrap_or(&ONE);
    let group = crate::next::engine::state::Group {
        posts: ranking.posts.clone(),
    };
    let Some(places) = state.places(&group) else {
        for post in &ranking.posts {
            let post = state.plan.posts[*post].post.code.clone();
            state.pending.push(Pending::Places { post });
        }
        return Ok(None);
    };
    let by_total = ranking.order.clone();
    let (order, open) = match step.and_then(|step| own_order(state, step, &ranking, to)) {
        // Nobody gets a place that is not there: who shares the last one is for a body.
        None if set.after.is_empty() && ranking.open == Open::Shared => (ranking.order, Open::Body),
        None => (ranking.order, ranking.open),
        Some(own) => match own? {
            Some(own) => own,
            None => return Ok(None),
        },
    };
    let substitution = step.and_then(|step| step.list.substitution.as_ref());
    let total_order = substitution.is_some_and(|rule| rule.by == Some(SubstituteOrder::Total));
    let crowd = Crowd {
        passed: order.len() as u32,
        came: order.len() as u32,
        registered: ranking
            .posts
            .iter()
            .map(|post| state.posts[*post].applied)
            .sum(),
    };
    let refills = match set.after.is_empty() {
        true => vec![refill(state, None, to, post)],
        false => set
            .after
            .iter()
            .zip(&set.rules.after)
            .map(|(at, step)| refill(state, step.list.substitution.as_ref(), *at, post))
            .collect(),
    };
    Ok(Some(Contest {
        posts: ranking.posts,
        quota: people(rule, places, crowd) as usize,
        refills,
        acted: acted(state, &order, to, substitution),
        later: total_order.then_some(by_total),
        order,
        open,
        rule,
        crowd,
    }))
}

type OwnOrder = Option<(Ordered, Open)>;

/// A list that has a basis or ties of its own; `None`: as the total ranks.
fn own_order<'a>(
    state: &mut State<'a>,
    step: &'a AfterStep,
    ranking: &Ranking,
    to: usize,
) -> Option<Result<OwnOrder, RuleFault>> {
    // A body may have ordered this list alone.
    let as_ranked = ranking.open == Open::Shared;
    if step.list.basis.is_none() && step.list.level.is_none() && as_ranked {
        return None;
    }
    Some(order_anew(state, step, ranking, to))
}

fn order_anew<'a>(
    state: &mut State<'a>,
    step: &'a AfterStep,
    ranking: &Ranking,
    to: usize,
) -> Result<OwnOrder, RuleFault> {
    let post = ranking.posts[0];
    let set = state.set(post);
    let basis = step.list.basis.as_ref();
    let formula = basis
        .map(|basis| FoundFormula::find(state, set, basis, &basis.parts, true))
        .transpose()?;
    let total = state
        .exact
        .as_ref()
        .unwrap_or(&state.scores[state.plan.total]);
    let figure = |row: u32| match &formula {
        Some(formula) => formula.apply(state, row as usize).ok(),
        None => total.get(row as usize).get(),
    };
    let rows = ranking.order.rows.iter();
    let scored: Vec<(i64, u32)> = rows
        .map(|row| (figure(*row).unwrap_or(Cell::NONE.raw()), *row))
        .collect();
    let ties = step.list.level.as_ref().unwrap_or(&set.rules.ties);
    let keys = Keys::of(state, post, ties, step.code.as_str())?;
    let order = Ordered::by(scored, &keys);
    let open = keys.open();
    let gaps: Vec<_> = order
        .gaps
        .iter()
        .map(|(row, key)| (*row as usize, keys.missing(*key)))
        .collect();
    drop(keys);
    if block_gaps(state, &gaps, &ranking.posts, to) {
        return Ok(None);
    }
    Ok(Some((order, open)))
}

/// The step after the exam at which somebody was lost, by its place in the set's list.
fn lost_at(state: &State, row: usize) -> Option<(usize, usize, OutBy)> {
    let set = state.set(state.post_of(row));
    for (place, step) in set.after.iter().enumerate() {
        if let Some(by) = loss(state, row, *step) {
            return Some((place, *step, by));
        }
        // Nobody is lost at a step to which nobody called them.
        if state.table.verdict(*step, row) != Some(Verdict::Passed) {
            return None;
        }
    }
    None
}

fn lost(state: &State, row: u32) -> Option<Lost> {
    let row = row as usize;
    let (place, step, by) = lost_at(state, row)?;
    let rule = substitution(state, row, place);
    Some(Lost {
        rule: place,
        replaced: replaces(state, rule, row, step, by),
    })
}

fn substitution<'a>(state: &State<'a>, row: usize, place: usize) -> Option<&'a Substitution> {
    let set = state.set(state.post_of(row));
    set.rules.after[place].list.substitution.as_ref()
}

fn wider(state: &mut State, made: &mut [Made]) {
    let Some(post) = made.first().map(|made| made.posts[0]) else {
        return;
    };
    let set = state.set(post);
    let rules = set.after.iter().zip(&set.rules.after);
    let wide: Vec<(usize, Substitution)> = rules
        .filter_map(|(at, step)| Some((*at, step.list.substitution.clone()?)))
        .filter(|(_, rule)| rule.across.is_some())
        .collect();
    if let Some((at, rule)) = wide.into_iter().next() {
        across_posts(state, made, &rule, at);
    }
}

/// Gives everybody their place on the first list.
fn settle(state: &mut State, made: &Made, expected: Option<&Made>) {
    let post = made.posts[0];
    let set = state.set(post);
    let Some(to) = set.after.first().copied() else {
        return hired_at_once(state, made);
    };
    let follow = may_follow(set);
    for row in &made.called {
        let row = *row as usize;
        state.posts[state.table.post[row] as usize].steps[to].called += 1;
        match lost_at(state, row) {
            Some((_, step, by)) => state.out(row, step, by),
            None => state.status[row] = Status::Called(step_of(to)),
        }
    }
    for row in &made.gone {
        if let Some((_, step, by)) = lost_at(state, *row as usize) {
            state.out(*row as usize, step, by);
        }
    }
    for (row, line) in made.line() {
        match follow {
            true => state.status[row as usize] = Status::Substitute(step_of(to), line),
            false => state.out(row as usize, to, OutBy::NotCalled),
        }
    }
    hold(state, made, post, to);
    if let Some(expected) = expected {
        list_differs(state, made, expected, to);
    }
}

/// Whether anybody behind the list can still be called up.
pub(super) fn may_follow(set: &SetPlan) -> bool {
    let mut rules = set.rules.after.iter();
    rules.any(|step| {
        let rule = step.list.substitution.as_ref();
        rule.is_some_and(|rule| rule.rounds != Some(0))
    })
}

/// From one step to the next: the first of those who are still there, as far as they passed.
fn next_step(
    state: &mut State,
    made: &Made,
    order: &Ordered,
    place: usize,
) -> Result<(), RuleFault> {
    let post = made.posts[0];
    let set = state.set(post);
    let (from, to) = (set.after[place - 1], set.after[place]);
    let rule = set.rules.after[place].list.quota.as_ref().unwrap_or(&ONE);
    let group = crate::next::engine::state::Group {
        posts: made.posts.clone(),
    };
    let Some(places) = state.places(&group) else {
        return Ok(());
    };
    let here = |row: u32| state.status[row as usize] == Status::Called(step_of(from));
    let still = order.only(|row| still_on(state, row, place));
    let crowd = Crowd {
        passed: still.len() as u32,
        came: still.len() as u32,
        registered: 0,
    };
    let quota = people(rule, places, crowd) as usize;
    let queue = still.only(here);
    let ahead = still.len() - queue.len();
    let (called, behind) = by_rank(&queue, quota.saturating_sub(ahead));
    for row in called {
        if state.table.verdict(from, row as usize) == Some(Verdict::Passed) {
            state.status[row as usize] = Status::Called(step_of(to));
            let post = state.post_of(row as usize);
            state.posts[post].steps[to].called += 1;
        }
    }
    let behind = queue.only(|row| {
        behind.contains(&row) && state.table.verdict(from, row as usize) == Some(Verdict::Passed)
    });
    for (row, line) in behind.ranks().collect::<Vec<_>>() {
        match may_follow(set) {
            true => state.status[row as usize] = Status::Substitute(step_of(to), line),
            false => state.out(row as usize, to, OutBy::NotCalled),
        }
    }
    Ok(())
}

/// Called to the steps so far, and not lost.
pub(super) fn still_on(state: &State, row: u32, place: usize) -> bool {
    let set = state.set(state.post_of(row as usize));
    let Status::Called(at) = state.status[row as usize] else {
        return false;
    };
    set.after[..place].contains(&usize::from(at.0))
}
