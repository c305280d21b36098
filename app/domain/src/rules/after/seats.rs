//! Reserved seats after the exam: a lane of their own, and what it leaves to the others.

use super::lane::Lane;
use super::order::order_at;
use super::run::quota_at;
use crate::rules::engine::state::State;
use crate::rules::lists::{
    Elsewhere, Numbers, Reserved, ReservedOf, Unfilled, may_take, seat_posts, seats_of,
};
use std::collections::{HashMap, HashSet};

/// Runs a lane for each kind of reserved seats, and takes its numbers off the lanes of the others, with whom no other lane
/// may call.
pub(super) fn lanes<'a>(state: &State<'a>, lanes: &mut [Lane<'a>]) -> Vec<Lane<'a>> {
    let mut found: Vec<Lane> = Vec::new();
    let mut away: HashSet<u32> = HashSet::new();
    for (index, reserved) in state.plan.doc.reserved.iter().enumerate() {
        let over = seat_posts(state, reserved);
        let draws: Vec<Vec<usize>> = match &reserved.of {
            ReservedOf::Posts(_) => over.into_iter().map(|post| vec![post]).collect(),
            ReservedOf::Pool(_) | ReservedOf::Campaign => vec![over],
        };
        for posts in draws {
            let Some(mut lane) = of_seats(state, reserved, &posts, lanes, &away) else {
                continue;
            };
            lane.seat = u16::try_from(index).ok();
            lane.enter(state, None);
            take_off(state, reserved, &lane, lanes, &mut away);
            if reserved.also_open {
                invite(state, &lane, lanes);
            }
            found.push(lane);
        }
    }
    if away.is_empty() {
        return found;
    }
    for lane in lanes {
        let waiting = lane.queue.waiting().only(|row| !away.contains(&row));
        lane.queue.restart(waiting);
    }
    found
}

fn own<'l, 'a>(lanes: &'l [Lane<'a>], posts: &[usize]) -> Vec<&'l Lane<'a>> {
    let of = |lane: &&Lane| lane.posts.iter().any(|post| posts.contains(post));
    lanes.iter().filter(of).collect()
}

fn of_seats<'a>(
    state: &State<'a>,
    reserved: &Reserved,
    posts: &[usize],
    lanes: &[Lane<'a>],
    away: &HashSet<u32>,
) -> Option<Lane<'a>> {
    let lanes = own(lanes, posts);
    let post = lanes
        .first()?
        .posts
        .iter()
        .copied()
        .find(|post| posts.contains(post))?;
    let waiting: Vec<Vec<u32>> = lanes.iter().map(|lane| lane.queue.waiting().rows).collect();
    let holders: Vec<u32> = waiting
        .iter()
        .flatten()
        .copied()
        .filter(|row| !away.contains(row) && may_take(state, reserved, posts, *row))
        .collect();
    let seats = seats_of(state, reserved, posts);
    let set = state.set(post);
    let sum = |place: usize| lanes.iter().map(|lane| lane.quotas[place]).sum::<usize>();
    let quotas =
        (0..set.after.len()).map(|place| quota_at(state, post, place, seats).min(sum(place)));
    let places = lanes.iter().map(|lane| lane.places).sum::<usize>();
    let mut lane = Lane::new(
        state,
        vec![post],
        quotas.collect(),
        (seats as usize).min(places),
    );
    lane.posts = posts.to_vec();
    if !matches!(reserved.of, ReservedOf::Posts(_)) {
        let of = waiting.iter().enumerate();
        let of: HashMap<u32, usize> = of
            .flat_map(|(at, rows)| rows.iter().map(move |row| (*row, at)))
            .collect();
        let numbers = |place: usize| {
            let left = lanes
                .iter()
                .map(|lane| lane.quotas.get(place).copied().unwrap_or(lane.places));
            Numbers {
                left: left.collect(),
                of: of.clone(),
            }
        };
        lane.numbers_at = (1..=set.after.len()).map(numbers).collect();
        lane.queue.numbers = Some(numbers(0));
    }
    let order = order_at(state, post, 0, &holders);
    lane.queue.restart(order);
    Some(lane)
}

/// What a lane of reserved seats leaves to the others of its posts.
fn take_off<'a>(
    state: &State<'a>,
    reserved: &Reserved,
    lane: &Lane<'a>,
    lanes: &mut [Lane<'a>],
    away: &mut HashSet<u32>,
) {
    let per_post = matches!(reserved.of, ReservedOf::Posts(_));
    let chosen = lane.chosen(state);
    let last = lane.last_choice(state);
    let before = lane.numbers_at.first();
    let to_others = reserved.unfilled == Unfilled::ToParent;
    let straight = lane.steps.is_empty();
    let (held, open) = match straight {
        true => (last.held.clone(), last.open),
        false => (lane.held(), lane.open),
    };
    away.extend(&lane.entered);
    if straight {
        away.extend(&last.taken);
    }
    if !reserved.also_open {
        away.extend(&lane.queue.waiting().rows);
    }
    let mut at = 0;
    for other in lanes {
        if !other.posts.iter().any(|post| lane.posts.contains(post)) {
            continue;
        }
        let here = |row: &&u32| other.posts.contains(&state.post_of(**row as usize));
        let mine = |choice: &super::choice::Choice| {
            let held = choice.held.iter().filter(here).count();
            choice.taken.iter().filter(here).count() + held.min(choice.open)
        };
        let seats = match reserved.unfilled {
            _ if !per_post => mine(&last),
            Unfilled::ToParent => (last.taken.len() + last.open).min(lane.places),
            Unfilled::Lost => lane.places,
        };
        let first = match (&lane.queue.numbers, before) {
            (Some(left), Some(_)) => other.quotas[0].saturating_sub(left.left[at]),
            _ => 0,
        };
        for place in 0..other.quotas.len() {
            let part = match place {
                // At the last list the seats that nobody takes go to the others.
                _ if per_post && to_others && place + 1 == other.quotas.len() => match place {
                    0 => lane.members() + lane.open,
                    place => chosen[place - 1].taken.len() + chosen[place - 1].open,
                }
                .min(lane.quotas[place]),
                _ if per_post => lane.quotas[place],
                0 => first,
                place => mine(&chosen[place - 1]),
            };
            other.quotas[place] = other.quotas[place].saturating_sub(part);
        }
        other.places = other.places.saturating_sub(seats);
        let held: HashSet<u32> = held.iter().filter(here).copied().collect();
        if reserved.also_open && !held.is_empty() {
            other.queue.elsewhere.rows.extend(held);
            other.queue.elsewhere.seats = open;
        }
        at += 1;
    }
}

/// Who has no reserved seat at a step, and may take another one, is among the others from there on.
fn invite<'a>(state: &State<'a>, lane: &Lane<'a>, lanes: &mut [Lane<'a>]) {
    for (at, choice) in lane.chosen(state).into_iter().enumerate() {
        for other in lanes.iter_mut() {
            let here = |row: &&u32| other.posts.contains(&state.post_of(**row as usize));
            let held: HashSet<u32> = choice.held.iter().filter(here).copied().collect();
            let behind = choice.behind.rows.iter().filter(here).copied();
            for row in behind.chain(held.iter().copied()) {
                // Whoever is a guest already stays one, and takes one place.
                if other.guests.iter().all(|(guest, _)| *guest != row) {
                    other.guests.push((row, at));
                }
            }
            if !held.is_empty() {
                let open: &mut Elsewhere = other.undecided_at.entry(at).or_default();
                open.seats = choice.open;
                open.rows.extend(held);
            }
        }
    }
}
