//! The steps after the exam: lists by total, verdicts, substitutes, and who is hired.

use super::lane::Lane;
use super::lane::quota_at;
use super::order::{by_ranking, order_at};
use super::seats;
use super::stand::Outcomes;
use super::wider::from_other_posts;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Group, State};
use crate::rules::engine::{Notice, Pending};
use crate::rules::lists::{Chain, Keys, Ordered, acted, block_gaps, tell_acted, waiting_lists};

/// The lists after the exam, each with everybody in its order.
#[derive(Default)]
pub(crate) struct Orders {
    lists: Vec<(Group, Ordered)>,
    pub moves: Moves,
}

/// Blocks whom an open reading of the first step after the exam touches.
pub(crate) fn unsettled(state: &State) -> Moves {
    let mut moves = Moves::default();
    for post in state.table.posts.iter().copied() {
        let first = state.set(post).after.first().copied();
        if let (Some(first), false) = (first, state.posts[post].cancelled) {
            moves.join(crate::rules::stages::unsettled(state, &[post], first));
        }
    }
    moves
}

/// The lists by the first step, without those that wait for something; what is drawn over several lists waits with them.
pub(crate) fn orders(state: &State) -> Result<Orders, RuleFault> {
    let mut orders = Orders::default();
    let across = |set: &SetPlan| {
        let first = set.rules.after.first();
        let own = first.and_then(|step| step.list.across);
        Some(own.unwrap_or(set.rules.total.across))
    };
    let groups = state.groups(across);
    let gaps = waiting_lists(state, &groups);
    for (group, gap) in groups.into_iter().zip(gaps) {
        if gap {
            let first = state.set(group.posts[0]).after.first().copied();
            let first = first.unwrap_or(state.plan.total);
            orders.moves.block(state, &group.posts, first);
        } else if let Some(order) = first_order(state, &group, &mut orders.moves)? {
            orders.lists.push((group, order));
        }
    }
    Ok(orders)
}

/// What becomes of everybody on these lists: verdicts, substitutes, and who is hired.
pub(crate) fn outcomes(state: &State, orders: &Orders) -> Outcomes {
    let orders = &orders.lists;
    let (reserved, lanes) = in_lanes(state, orders, true);
    let mut outcomes = Outcomes::new(state, differences(state, orders, &lanes));
    outcomes.settle(state, &reserved, &lanes);
    outcomes
}

/// Who was called or not called, on lists that were acted on, against what the rules say now.
fn differences(state: &State, orders: &[(Group, Ordered)], lanes: &[Lane]) -> Vec<Notice> {
    let acted = |(group, order): &(Group, Ordered)| acted_first(state, group, order).is_some();
    let acted: Vec<bool> = orders.iter().map(acted).collect();
    let mut notices = Vec::new();
    if !acted.contains(&true) {
        return notices;
    }
    let (_, expected) = in_lanes(state, orders, false);
    for (at, (group, order)) in orders.iter().enumerate().filter(|(at, _)| acted[*at]) {
        if let Some(to) = state.set(group.posts[0]).after.first().copied() {
            let called = &lanes[at].entered;
            let others = order.rows.iter().filter(|row| !called.contains(row));
            let rows: Vec<u32> = called.iter().chain(others).copied().collect();
            notices.extend(tell_acted(state, &rows, &expected[at].entered, to));
        }
    }
    notices
}

/// Everybody of a list in its order; nothing where the places are not known, or a fact that the order asks for.
fn first_order(
    state: &State,
    group: &Group,
    moves: &mut Moves,
) -> Result<Option<Ordered>, RuleFault> {
    let order = match by_ranking(state, group) {
        Some(order) => Some(order),
        None => order_of_its_own(state, group, moves)?,
    };
    if order.is_some() && state.places(group).is_none() {
        for post in &group.posts {
            let post = state.plan.posts[*post].post.code.clone();
            moves.pending.push(Pending::Places { post });
        }
        return Ok(None);
    }
    Ok(order)
}

fn order_of_its_own(
    state: &State,
    group: &Group,
    moves: &mut Moves,
) -> Result<Option<Ordered>, RuleFault> {
    let total = state.plan.total;
    let post = group.posts[0];
    let posts = group.posts.iter();
    let rows = posts.flat_map(|post| state.called(*post, total));
    let rows: Vec<u32> = rows.map(|row| row as u32).collect();
    let order = order_at(state, post, 0, &rows);
    let set = state.set(post);
    let first = set.rules.after.first();
    let own = first.and_then(|step| step.list.level.as_ref());
    let keys = Keys::of(state, post, own.unwrap_or(&set.rules.ties), &[])?;
    let to = set.after.first().copied().unwrap_or(total);
    match block_gaps(state, &order, &keys, keys.keys(), &group.posts, to) {
        Some(blocked) => {
            moves.join(blocked);
            Ok(None)
        }
        None => Ok(Some(order)),
    }
}

fn acted_first(state: &State, group: &Group, order: &Ordered) -> Option<Vec<u32>> {
    let set = state.set(group.posts[0]);
    let substitution = set.rules.after.first()?.list.substitution.as_ref();
    acted(state, order, *set.after.first()?, substitution)
}

/// All lists on their way: those of reserved seats, and those of the others. `as_acted`: lists that were acted on stand.
fn in_lanes<'a>(
    state: &State<'a>,
    orders: &[(Group, Ordered)],
    as_acted: bool,
) -> (Vec<Lane<'a>>, Vec<Lane<'a>>) {
    let lane = |(group, order): &(Group, Ordered)| {
        let (post, places) = (group.posts[0], state.places(group).unwrap_or(0));
        let steps = 0..state.set(post).after.len();
        let quotas = steps
            .map(|place| quota_at(state, post, place, places))
            .collect();
        let mut lane = Lane::new(state, group.posts.clone(), quotas, places as usize);
        lane.queue.restart(order.clone());
        lane
    };
    let mut lanes: Vec<Lane> = orders.iter().map(lane).collect();
    let reserved = seats::lanes(state, &mut lanes);
    for (lane, (group, order)) in lanes.iter_mut().zip(orders) {
        let acted = acted_first(state, group, order).filter(|_| as_acted);
        let acted = acted.map(|acted| {
            let waiting = lane.queue.waiting();
            acted
                .into_iter()
                .filter(|row| waiting.rows.contains(row))
                .collect()
        });
        lane.enter(state, acted);
    }
    from_other_posts(state, &mut lanes);
    (reserved, lanes)
}
