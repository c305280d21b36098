//! The opening counts of a run: whether a post goes ahead, with how many places, and where removed places go.

use super::document::{OpeningAt, OpeningRule, OpeningThen, RemovedPlaces};
use crate::rules::codes::{PoolCode, PostCode};
use crate::rules::document::DecisionValue;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{Pending, Status};
use crate::rules::lists::{Crowd, Quota, loss, people, places_for};
use std::collections::BTreeSet;

/// Decided places hold from the start; a post without places does not go ahead.
pub(crate) fn decide_places(state: &mut State, post: usize) {
    if let Some(DecisionValue::Places(places)) = state.decided("places", post) {
        state.posts[post].places = Some(*places);
    }
    if state.posts[post].places == Some(0) {
        cancel(state, post);
    }
}

/// The counts before the first stage.
pub(crate) fn before(state: &mut State) {
    apply(state, &|at| {
        matches!(
            at,
            OpeningAt::Applied | OpeningAt::Paid | OpeningAt::Accepted
        )
    });
}

/// The counts of those who came to a stage.
pub(crate) fn at_came(state: &mut State, step: usize) {
    let code = state.plan.steps[step].clone();
    apply(state, &|at| *at == OpeningAt::Came(code.clone()));
}

/// The counts of those who were called to the stages behind this one, whose lists are final now.
pub(crate) fn at_called(state: &mut State, step: usize) {
    let plan = state.plan;
    let after = plan.sets.iter().filter_map(|set| {
        let place = set.place(step)?;
        set.stages.get(place + 1).map(|stage| stage.step)
    });
    let called: BTreeSet<usize> = after.collect();
    for step in called {
        let code = plan.steps[step].clone();
        apply(state, &|at| *at == OpeningAt::Called(code.clone()));
    }
}

/// Applies the rules that count now. Each rule looks at all posts before any removed place moves.
fn apply(state: &mut State, now: &dyn Fn(&OpeningAt) -> bool) {
    let most = state.plan.sets.iter().map(|set| set.rules.opening.len());
    for index in 0..most.max().unwrap_or(0) {
        let mut removed: Vec<(usize, u32)> = Vec::new();
        let mut failed = vec![false; state.plan.posts.len()];
        for post in state.table.posts.iter().copied() {
            let rule = state.set(post).rules.opening.get(index);
            let Some(rule) = rule.filter(|rule| now(&rule.at)) else {
                continue;
            };
            if let Some(places) = one(state, post, rule) {
                failed[post] = true;
                removed.push((post, places));
            }
        }
        for (post, places) in &removed {
            if let Some(rule) = state.set(*post).rules.opening.get(index) {
                give_away(state, *post, *places, rule, &failed);
            }
        }
        for (post, _) in removed {
            if state.posts[post].places == Some(0) {
                cancel(state, post);
            }
        }
    }
}

/// Counts one post; how many places are removed when the ratio is missed.
fn one(state: &mut State, post: usize, rule: &OpeningRule) -> Option<u32> {
    let places = state.posts[post].places?;
    if state.posts[post].cancelled || decided(state, post) {
        return None;
    }
    if pending(state, post) {
        wait(state, post);
        return None;
    }
    if undecided(state, post, &rule.at) {
        return None;
    }
    let needed_rule: &Quota = match state.decided("opening", post) {
        Some(DecisionValue::Needed(quota)) => quota,
        _ => &rule.needed,
    };
    let counted = counted(state, post, &rule.at);
    let crowd = Crowd {
        registered: state.posts[post].applied,
        came: counted,
        passed: counted,
    };
    let needed = people(needed_rule, places, crowd);
    if counted >= needed {
        return None;
    }
    let then = rule
        .otherwise
        .iter()
        .find(|case| case.up_to.is_none_or(|most| places <= most));
    let left = match then.map_or(&OpeningThen::Body, |case| &case.then) {
        OpeningThen::GoAhead => places,
        OpeningThen::Cancel => 0,
        OpeningThen::Reduce => places_for(needed_rule, places, counted, crowd),
        OpeningThen::ReduceToShare(share) => {
            let above = i128::from(counted) * i128::from(share.share.numerator());
            let below = i128::from(share.share.denominator());
            let left = share.mode.divide(above, below);
            u32::try_from(left).unwrap_or(places).min(places)
        }
        OpeningThen::Body => {
            let post = state.plan.posts[post].post.code.clone();
            let pending = Pending::Opening {
                post,
                people: counted,
                needed,
            };
            state.pending.push(pending);
            places
        }
        OpeningThen::Track(track) => {
            turn(state, post, track);
            places
        }
    };
    state.posts[post].places = Some(left);
    Some(places - left)
}

fn decided(state: &State, post: usize) -> bool {
    matches!(
        state.decided("places", post),
        Some(DecisionValue::Places(_))
    )
}

/// Somebody whose admission or mark is not known: no count is made.
fn pending(state: &State, post: usize) -> bool {
    let mut rows = state.table.rows(post);
    rows.any(|row| matches!(state.status[row], Status::Pending | Status::Blocked(_)))
}

/// Nobody of the post goes on before the count is made.
fn wait(state: &mut State, post: usize) {
    for row in state.table.rows(post) {
        if let Status::Called(step) = state.status[row] {
            state.status[row] = Status::Blocked(step);
        }
    }
}

/// Whether the list that is counted still holds places for undecided people.
fn undecided(state: &State, post: usize, at: &OpeningAt) -> bool {
    let OpeningAt::Called(code) = at else {
        return false;
    };
    let Some(step) = state.plan.step(code) else {
        return false;
    };
    let mut rows = state.table.rows(post);
    rows.any(|row| state.status[row] == Status::Held(step_of(step)))
}

fn counted(state: &State, post: usize, at: &OpeningAt) -> u32 {
    let counts = &state.posts[post];
    let step = |code| state.plan.step(code);
    // Direct hires used up their places before the others are counted.
    let direct = |row: &usize| {
        let track = state.track_of(*row);
        let in_it = matches!(state.status[*row], Status::Hired | Status::Held(_));
        in_it && track.is_some_and(|track| track.hired_without_exam)
    };
    let hired = || state.table.rows(post).filter(direct).count() as u32;
    match at {
        OpeningAt::Applied => counts.applied.saturating_sub(hired()),
        OpeningAt::Accepted => counts.accepted.saturating_sub(hired()),
        OpeningAt::Paid => {
            let rows = state.table.rows(post);
            let paid = rows.filter(|row| {
                let in_post = state.status[*row] != Status::NotAdmitted && !direct(row);
                in_post && state.table.candidate(*row).paid_at.is_some()
            });
            paid.count() as u32
        }
        OpeningAt::Came(code) => step(code).map_or(0, |step| counts.steps[step].came),
        OpeningAt::Called(code) => {
            let step = step(code);
            // The list is final when those who left it are known.
            let there = |step: usize| {
                let rows = state.called(post, step);
                rows.filter(|row| loss(state, *row, step).is_none()).count() as u32
            };
            step.map_or(0, there)
        }
    }
}

/// Everybody of the post goes on by another course.
fn turn(state: &mut State, post: usize, track: &crate::rules::codes::TrackCode) {
    let tracks = &state.plan.doc.tracks;
    let Some(index) = tracks.iter().position(|own| own.code == *track) else {
        return;
    };
    for row in state.table.rows(post) {
        if let Status::Called(step) = state.status[row] {
            state.track[row] = u16::try_from(index).unwrap_or(u16::MAX);
            let place = state.set(post).place(usize::from(step.0));
            let next = place.map_or(usize::from(step.0), |place| state.next_stage(row, place));
            state.status[row] = Status::Called(step_of(next));
        }
    }
}

fn give_away(state: &mut State, post: usize, places: u32, rule: &OpeningRule, failed: &[bool]) {
    if places == 0 {
        return;
    }
    let receivers = match &rule.removed_places {
        RemovedPlaces::Lost => return,
        RemovedPlaces::Body => {
            let post = state.plan.posts[post].post.code.clone();
            return state.pending.push(Pending::RemovedPlaces { post, places });
        }
        RemovedPlaces::ToPools(pools) => of_pools(state, post, pools, failed),
        RemovedPlaces::ToPosts(posts) => listed(state, posts, failed),
    };
    in_turn(state, &receivers, places);
}

/// The post of these pools in the same area alone, if there is one; otherwise all of their posts.
fn of_pools(state: &State, post: usize, pools: &[PoolCode], failed: &[bool]) -> Vec<usize> {
    let area = &state.plan.posts[post].post.area;
    let posts = state.table.posts.iter().copied();
    let of_pool: Vec<usize> = posts
        .filter(|other| {
            let pool = state.plan.posts[*other].post.pool.as_ref();
            pool.is_some_and(|pool| pools.contains(pool)) && can_take(state, *other, failed)
        })
        .collect();
    let near = of_pool
        .iter()
        .find(|other| area.is_some() && state.plan.posts[**other].post.area == *area);
    near.map_or(of_pool.clone(), |near| vec![*near])
}

fn listed(state: &State, posts: &[PostCode], failed: &[bool]) -> Vec<usize> {
    let found = posts
        .iter()
        .filter_map(|code| state.plan.post(code.as_str()));
    found
        .map(|post| post as usize)
        .filter(|post| can_take(state, *post, failed))
        .collect()
}

/// A post that goes ahead, whose number of places is known and is nobody's decision.
fn can_take(state: &State, post: usize, failed: &[bool]) -> bool {
    let own = &state.posts[post];
    !failed[post] && !own.cancelled && own.places.is_some() && !decided(state, post)
}

/// One place to each receiver in turn, until none is left. Without a receiver the places are lost.
fn in_turn(state: &mut State, receivers: &[usize], places: u32) {
    let count = receivers.len() as u32;
    for (turn, receiver) in (0..).zip(receivers) {
        let share = places / count + u32::from(turn < places % count);
        if let Some(own) = &mut state.posts[*receiver].places {
            *own = own.saturating_add(share);
        }
    }
}

/// The post does not go ahead: nobody in it goes on.
fn cancel(state: &mut State, post: usize) {
    state.posts[post].cancelled = true;
    for row in state.table.rows(post) {
        let still_in = matches!(
            state.status[row],
            Status::Called(_) | Status::Blocked(_) | Status::Held(_) | Status::Substitute(..)
        );
        if still_in {
            state.status[row] = Status::Cancelled;
        }
    }
}
