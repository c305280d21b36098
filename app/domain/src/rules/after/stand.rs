//! What becomes of everybody after the exam.

use super::choice::{Choice, is_passed};
use super::document::ReserveRule;
use super::lane::Lane;
use super::order::order_at;
use super::wider::asked;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::engine::{OutBy, Pending, Status};
use crate::rules::lists::{Crowd, Ordered, hold, people};
use std::collections::HashSet;

/// Gives everybody on the lists their outcome.
pub(super) fn settle<'a>(state: &mut State<'a>, reserved: &[Lane<'a>], lanes: &[Lane<'a>]) {
    let mut last = Vec::new();
    for lane in reserved.iter().chain(lanes) {
        let choice = lane.last_choice(state);
        match lane.steps.is_empty() {
            true => straight(state, lane, &choice),
            false => through_steps(state, lane),
        }
        last.push(choice);
    }
    for (lane, choice) in lanes.iter().zip(&last[reserved.len()..]) {
        reserve(state, lane, choice, reserved);
    }
    instead_of_hires(state);
    for at in 0..lanes.len() {
        if let Some((step, rows, places)) = asked(state, lanes, at) {
            let pending = Pending::Consent {
                step: state.plan.steps[step].clone(),
                people: state.numbers(&rows),
                places: places as u32,
            };
            state.pending.push(pending);
        }
    }
}

/// Without a step after the exam the places are given by rank.
fn straight(state: &mut State, lane: &Lane, choice: &Choice) {
    let total = state.plan.total;
    for row in &choice.taken {
        get_place(state, lane, *row);
    }
    for row in &choice.behind.rows {
        if !lane.queue.elsewhere.contains(*row) {
            state.out(*row as usize, total, OutBy::NotCalled);
        }
    }
    held(state, lane, &choice.held, choice.open, total);
}

fn held(state: &mut State, lane: &Lane, rows: &[u32], places: usize, to: usize) {
    if !rows.is_empty() {
        hold(state, &[(rows.to_vec(), places as u32)], 0, lane.post(), to);
    }
}

fn through_steps<'a>(state: &mut State<'a>, lane: &Lane<'a>) {
    let chosen = lane.chosen(state);
    for (row, (place, by)) in lane.lost.iter().chain(&lane.withdrawn) {
        state.out(*row as usize, lane.at[*place], *by);
    }
    for row in &lane.entered {
        let post = state.post_of(*row as usize);
        state.posts[post].steps[lane.at[0]].called += 1;
    }
    let last = lane.steps.len() - 1;
    let lines: Vec<Vec<(u32, u32)>> = (0..=last)
        .map(|place| {
            let passed = |row: u32| lane.has_passed(state, &chosen, row, place);
            chosen[place].behind.only(passed).ranks().collect()
        })
        .collect();
    for row in lane.still_in(lane.steps.len()) {
        let place = lane.reached(state, &chosen, row);
        let undecided = lane.undecided_at.get(&place);
        let elsewhere = undecided.is_some_and(|open| open.contains(row));
        if elsewhere && !chosen[place].taken.contains(&row) {
            continue;
        }
        if !is_passed(state, row, lane.at[place]) {
            state.status[row as usize] = Status::Called(step_of(lane.at[place]));
            continue;
        }
        let next = step_of(lane.at[(place + 1).min(last)]);
        if place == last && chosen[place].taken.contains(&row) {
            get_place(state, lane, row);
            continue;
        }
        let line = lines[place].iter().find(|(other, _)| *other == row);
        state.status[row as usize] = match line {
            _ if chosen[place].held.contains(&row) => Status::Held(next),
            Some((_, line)) if lane.has_substitutes() => Status::Substitute(next, *line),
            _ => Status::Out(next, OutBy::NotCalled),
        };
    }
    for (place, choice) in chosen.iter().enumerate() {
        let called = choice
            .taken
            .iter()
            .filter(|row| is_passed(state, **row, lane.at[place]));
        for row in called.copied().collect::<Vec<_>>() {
            if let Some(step) = lane.at.get(place + 1) {
                let post = state.post_of(row as usize);
                state.posts[post].steps[*step].called += 1;
            }
        }
        let waits = |row: &&u32| matches!(state.status[**row as usize], Status::Held(_));
        let rows: Vec<u32> = choice.held.iter().filter(waits).copied().collect();
        if !rows.is_empty() {
            let to = lane.at[(place + 1).min(last)];
            let pending = Pending::Order {
                step: state.plan.steps[to].clone(),
                people: state.numbers(&rows),
                places: choice.open as u32,
            };
            state.pending.push(pending);
        }
    }
    behind_the_first(state, lane);
}

/// Those who wait behind the first list.
fn behind_the_first(state: &mut State, lane: &Lane) {
    let first = lane.at[0];
    let held: Vec<u32> = lane.held();
    let elsewhere = &lane.queue.elsewhere;
    let mut waiting = lane.queue.waiting();
    if !held.is_empty() || !elsewhere.is_empty() {
        waiting = waiting.only(|row| !held.contains(&row) && !elsewhere.contains(row));
    }
    for (row, line) in waiting.ranks() {
        // Who is undecided for one kind of seats stays so, wherever else they wait.
        if matches!(state.status[row as usize], Status::Held(_)) {
            continue;
        }
        state.status[row as usize] = match lane.has_substitutes() {
            true => Status::Substitute(step_of(first), line),
            false => Status::Out(step_of(first), OutBy::NotCalled),
        };
    }
    let runs = match held.is_empty() {
        true => Vec::new(),
        false => vec![(held, lane.open as u32)],
    };
    hold(state, &runs, lane.unapproved as u32, lane.post(), first);
}

fn get_place(state: &mut State, lane: &Lane, row: u32) {
    let row = row as usize;
    let post = state.post_of(row);
    state.status[row] = Status::Hired;
    state.posts[post].hired += 1;
    if let Some(seat) = lane.seat {
        if state.reserved.is_empty() {
            state.reserved = vec![u16::MAX; state.table.len()];
        }
        state.reserved[row] = seat;
    }
}

/// So many behind the list are on the reserve; level people on the last place of it all are.
fn reserve<'a>(state: &mut State<'a>, lane: &Lane<'a>, last: &Choice, reserved: &[Lane<'a>]) {
    let Some(rule) = state.plan.doc.reserve.as_ref().filter(|rule| !rule.instead) else {
        return;
    };
    let post = state.plan.posts[lane.post()].post;
    if !rule.scope.covers(&post.code, post.pool.as_ref()) {
        return;
    }
    let mut behind: Vec<u32> = match lane.steps.is_empty() {
        true => last.behind.rows.clone(),
        false => lane.queue.waiting().rows,
    };
    let own = |row: &u32| lane.posts.contains(&state.post_of(*row as usize));
    for other in reserved {
        behind.extend(other.queue.waiting().rows.into_iter().filter(own));
    }
    let mut seen = HashSet::new();
    behind.retain(|row| {
        let waits = matches!(
            state.status[*row as usize],
            Status::Substitute(..) | Status::Out(_, OutBy::NotCalled)
        );
        waits && seen.insert(*row)
    });
    let order: Ordered = order_at(state, lane.post(), 0, &behind);
    let most = reserve_places(state, rule, lane);
    for (row, place) in order.ranks() {
        if most.is_none_or(|most| place <= most) {
            state.status[row as usize] = Status::Reserve;
        }
    }
}

fn reserve_places(state: &State, rule: &ReserveRule, lane: &Lane) -> Option<u32> {
    let group = Group {
        posts: lane.posts.clone(),
    };
    let places = state.places(&group).unwrap_or(0);
    let quota = rule.places.as_ref();
    quota.map(|quota| people(quota, places, Crowd::default()))
}

/// The places of a reserve list are places on it: nobody is hired yet.
fn instead_of_hires(state: &mut State) {
    let Some(rule) = state.plan.doc.reserve.as_ref().filter(|rule| rule.instead) else {
        return;
    };
    for row in 0..state.table.len() {
        let own = state.post_of(row);
        let post = state.plan.posts[own].post;
        let direct = state
            .track_of(row)
            .is_some_and(|track| track.hired_without_exam);
        let covered = rule.scope.covers(&post.code, post.pool.as_ref());
        if covered && !direct && state.status[row] == Status::Hired {
            state.status[row] = Status::Reserve;
            state.posts[own].hired -= 1;
        }
    }
}
