//! Places that nobody of the own posts fills go to the best who wait at other posts, where the rule says so.

use super::lane::Lane;
use super::order::{open_at, order_at};
use crate::rules::engine::state::State;
use crate::rules::lists::{Across, Asks, Open, Ordered, Queue, SubstituteOrder, Substitution};
use std::borrow::Cow;

pub(super) fn from_other_posts<'a>(state: &State<'a>, lanes: &mut [Lane<'a>]) {
    let mut moved = true;
    while moved {
        moved = false;
        for at in 0..lanes.len() {
            moved |= fill(state, lanes, at);
        }
    }
}

/// The rule that fills places from other posts, and the step that it stands at.
pub(super) fn rule_of<'a>(lane: &Lane<'a>) -> Option<(usize, Across, &'a Substitution)> {
    let rules = lane.at.iter().zip(lane.steps);
    let mut rules = rules.filter_map(|(at, step)| {
        let rule = step.list.substitution.as_ref()?;
        Some((*at, rule.across?, rule))
    });
    rules.next()
}

/// These people in the order in which the rule calls them up.
fn in_turn(state: &State, lane: &Lane, rule: &Substitution, rows: &[u32]) -> Ordered {
    let place = match rule.by {
        Some(SubstituteOrder::Total) => lane.steps.len(),
        _ => 0,
    };
    order_at(state, lane.post(), place, rows)
}

/// The level people of other posts on whom the vacant places hang, best first, as far as they may be called.
fn best_of_others<'a>(state: &State<'a>, lanes: &[Lane<'a>], at: usize) -> Option<Ordered> {
    let (step, across, rule) = rule_of(&lanes[at]).filter(|_| lanes[at].vacant > 0)?;
    let key = state.plan.group_key(lanes[at].post(), across);
    let decided = lanes.iter().filter(|lane| lane.open == 0);
    let waiting = decided.flat_map(|lane| lane.queue.waiting().rows);
    let near = |row: &u32| state.plan.group_key(state.post_of(*row as usize), across) == key;
    let waiting: Vec<u32> = waiting.filter(near).collect();
    let order = in_turn(state, &lanes[at], rule, &waiting);
    if !rule.consent {
        return Some(order);
    }
    // Nobody is called past somebody who has not said yet whether they want to.
    let code = &state.plan.steps[step];
    let said = |row: &u32| {
        state
            .table
            .candidate(*row as usize)
            .called
            .get(code)
            .copied()
    };
    let mut willing = Ordered::default();
    for mut run in order.runs() {
        run.retain(|row| said(row) != Some(false));
        if run.iter().any(|row| said(row).is_none()) {
            break;
        }
        willing.append(&Ordered::level(run));
    }
    Some(willing)
}

fn fill<'a>(state: &State<'a>, lanes: &mut [Lane<'a>], at: usize) -> bool {
    let Some(order) = best_of_others(state, lanes, at) else {
        return false;
    };
    let seats = lanes[at].vacant;
    let open = match open_at(state, lanes[at].post(), 0) {
        Open::Shared => Open::Shared,
        _ => Open::Body,
    };
    let mut queue = Queue::new(Cow::Owned(order));
    let called = queue.call(
        seats,
        Asks {
            open,
            gave_up: &|_| false,
            order: &|rows| Ordered::level(rows.to_vec()),
        },
    );
    if called.is_empty() {
        return false;
    }
    for lane in lanes.iter_mut() {
        let waiting = lane.queue.waiting().only(|row| !called.contains(&row));
        lane.queue.restart(waiting);
    }
    lanes[at].vacant = seats.saturating_sub(called.len());
    lanes[at].entered.extend(called);
    lanes[at].call_up(state);
    true
}

/// Who must say whether they want to come, and for how many places.
pub(super) fn asked<'a>(
    state: &State<'a>,
    lanes: &[Lane<'a>],
    at: usize,
) -> Option<(usize, Vec<u32>, usize)> {
    let (step, across, rule) = rule_of(&lanes[at])?;
    let key = state.plan.group_key(lanes[at].post(), across);
    if !rule.consent || lanes[at].vacant == 0 {
        return None;
    }
    let code = &state.plan.steps[step];
    let decided = lanes.iter().filter(|lane| lane.open == 0);
    let waiting = decided.flat_map(|lane| lane.queue.waiting().rows);
    let near = |row: &u32| state.plan.group_key(state.post_of(*row as usize), across) == key;
    let waiting: Vec<u32> = waiting.filter(near).collect();
    let order = in_turn(state, &lanes[at], rule, &waiting);
    let silent = |row: &u32| {
        state
            .table
            .candidate(*row as usize)
            .called
            .get(code)
            .is_none()
    };
    let mut runs = order.runs().into_iter();
    let run: Vec<u32> = runs.find(|run| run.iter().any(silent))?;
    let open: Vec<u32> = run.into_iter().filter(silent).collect();
    Some((step, open, lanes[at].vacant))
}
