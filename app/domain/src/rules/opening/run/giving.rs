//! Places of what is not held, given to those who receive them in turn.

use super::super::document::{OpeningRule, RemovedPlaces};
use super::{Opened, decided};
use crate::rules::codes::{PoolCode, PostCode, TrackCode};
use crate::rules::engine::column::NO_TRACK;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{Pending, Status};

/// Everybody of the post goes on by another course.
pub(super) fn turn(state: &State, post: usize, track: &TrackCode, opened: &mut Opened) {
    let tracks = &state.plan.doc.tracks;
    let Some(index) = tracks.iter().position(|own| own.code == *track) else {
        return;
    };
    let track = u16::try_from(index).unwrap_or(NO_TRACK);
    for row in state.table.rows(post) {
        if let Status::Called(step) = state.status[row] {
            let step = usize::from(step.0);
            let place = state.set(post).place(step);
            let next = place.map_or(step, |place| state.next_on(post, track, place));
            opened.tracks.push((row as u32, track));
            opened.moves.set(row, Status::Called(step_of(next)));
        }
    }
}

/// Which posts get how many of the removed places.
pub(super) fn give_away(
    state: &State,
    post: usize,
    places: u32,
    rule: &OpeningRule,
    failed: &[bool],
    moves: &mut Moves,
) -> Vec<(usize, u32)> {
    if places == 0 {
        return Vec::new();
    }
    let receivers = match &rule.removed_places {
        RemovedPlaces::Lost => Vec::new(),
        RemovedPlaces::Body => {
            let post = state.plan.posts[post].post.code.clone();
            moves.pending.push(Pending::RemovedPlaces { post, places });
            Vec::new()
        }
        RemovedPlaces::ToPools(pools) => of_pools(state, post, pools, failed),
        RemovedPlaces::ToPosts(posts) => listed(state, posts, failed),
    };
    in_turn(receivers, places)
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
fn in_turn(receivers: Vec<usize>, places: u32) -> Vec<(usize, u32)> {
    let count = receivers.len() as u32;
    let share = |turn| places / count + u32::from(turn < places % count);
    let shared = (0..).zip(receivers);
    shared.map(|(turn, post)| (post, share(turn))).collect()
}
