//! Who gets a place, and who is on the reserve.

use super::document::ReserveRule;
use super::run::{may_follow, still_on};
use crate::next::engine::Verdict;
use crate::next::engine::outcome::{OutBy, Pending, Status};
use crate::next::engine::state::{Group, State, step_of};
use crate::next::lists::{Crowd, Made, Ordered, hold, people};

/// Without a step after the exam the places are given by rank.
pub(super) fn hired_at_once(state: &mut State, made: &Made) {
    let total = state.plan.total;
    for row in &made.called {
        get_place(state, made, *row as usize);
    }
    for row in &made.gone {
        state.out(*row as usize, total, OutBy::Left);
    }
    for (row, _) in made.line() {
        state.out(row as usize, total, OutBy::NotCalled);
    }
    hold(state, made, made.posts[0], total);
}

fn get_place(state: &mut State, made: &Made, row: usize) {
    let own = state.plan.posts[state.post_of(row)].post;
    let instead = state
        .plan
        .doc
        .reserve
        .as_ref()
        .is_some_and(|rule| rule.instead && rule.scope.covers(&own.code, own.pool.as_ref()));
    state.status[row] = match instead {
        true => Status::Reserve,
        false => Status::Hired,
    };
    if !instead {
        let post = state.post_of(row);
        state.posts[post].hired += 1;
    }
    if let Some(seat) = made.takers.get(&(row as u32)) {
        if state.reserved.is_empty() {
            state.reserved = vec![u16::MAX; state.table.len()];
        }
        state.reserved[row] = *seat;
    }
}

/// The first `count` of an order; who is level with the last of them is among them.
pub(super) fn by_rank(order: &Ordered, count: usize) -> (Vec<u32>, Vec<u32>) {
    let end = match count {
        0 => 0,
        count if count >= order.len() => order.len(),
        count => order.level_at(count - 1).end,
    };
    (order.rows[..end].to_vec(), order.rows[end..].to_vec())
}

/// Who passed the last step has a place while places last.
pub(super) fn hire(state: &mut State, made: &Made, order: &Ordered) {
    let set = state.set(made.posts[0]);
    let Some(last) = set.after.last().copied() else {
        return;
    };
    let group = Group {
        posts: made.posts.clone(),
    };
    let Some(places) = state.places(&group) else {
        return;
    };
    let still = order.only(|row| still_on(state, row, set.after.len()));
    let passed = |state: &State, row: u32| {
        state.status[row as usize] == Status::Called(step_of(last))
            && state.table.verdict(last, row as usize) == Some(Verdict::Passed)
    };
    let (placed, level, behind) = places_by_rank(state, &still, places as usize, last);
    let open = (places as usize).saturating_sub(placed.len());
    for row in placed {
        if passed(state, row) {
            get_place(state, made, row as usize);
        }
    }
    let level: Vec<u32> = level
        .into_iter()
        .filter(|row| passed(state, *row))
        .collect();
    if !level.is_empty() {
        for row in &level {
            state.status[*row as usize] = Status::Held(step_of(last));
        }
        state.pending.push(Pending::Order {
            step: state.plan.steps[last].clone(),
            people: state.numbers(&level),
            places: open as u32,
        });
    }
    let behind = still.only(|row| behind.contains(&row) && passed(state, row));
    for (row, line) in behind.ranks().collect::<Vec<_>>() {
        match may_follow(set) {
            true => state.status[row as usize] = Status::Substitute(step_of(last), line),
            false => state.out(row as usize, last, OutBy::NotCalled),
        }
    }
}

/// Who has a place, who is level on the last one and waits for a body's order, and who is behind. A place is never given
/// twice: here nobody shares it.
fn places_by_rank(
    state: &State,
    order: &Ordered,
    places: usize,
    last: usize,
) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    if places >= order.len() {
        return (order.rows.clone(), Vec::new(), Vec::new());
    }
    if places == 0 {
        return (Vec::new(), Vec::new(), order.rows.clone());
    }
    let run = order.level_at(places - 1);
    let (mut placed, behind) = (
        order.rows[..run.start].to_vec(),
        order.rows[run.end..].to_vec(),
    );
    let mut level = order.rows[run.clone()].to_vec();
    if run.end == places {
        placed.extend(level);
        return (placed, Vec::new(), behind);
    }
    let code = state.plan.steps[last].to_string();
    let own = |row: &u32| {
        let candidate = state.table.candidate(*row as usize);
        candidate.order.get(&code).copied()
    };
    let distinct: std::collections::BTreeSet<_> = level.iter().filter_map(own).collect();
    if distinct.len() < level.len() {
        return (placed, level, behind);
    }
    level.sort_by_key(own);
    let rest = level.split_off(places - run.start);
    placed.extend(level);
    (placed, Vec::new(), rest.into_iter().chain(behind).collect())
}

/// So many behind the list are on the reserve.
pub(super) fn reserve(state: &mut State, made: &Made) {
    let Some(rule) = state.plan.doc.reserve.as_ref().filter(|rule| !rule.instead) else {
        return;
    };
    let rule: &ReserveRule = rule;
    let post = state.plan.posts[made.posts[0]].post;
    if !rule.scope.covers(&post.code, post.pool.as_ref()) {
        return;
    }
    let group = Group {
        posts: made.posts.clone(),
    };
    let waiting = &made.waiting();
    let places = state.places(&group).unwrap_or(0);
    let crowd = Crowd {
        passed: waiting.len() as u32,
        came: waiting.len() as u32,
        registered: 0,
    };
    let wanted = rule
        .places
        .as_ref()
        .map_or(waiting.len(), |quota| people(quota, places, crowd) as usize);
    for row in by_rank(waiting, wanted).0 {
        state.status[row as usize] = Status::Reserve;
    }
}
