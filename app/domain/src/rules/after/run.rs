//! The steps after the exam: lists by total, verdicts, substitutes, and who is hired.

use super::lane::Lane;
use super::lane::quota_at;
use super::order::{by_ranking, order_at};
use super::wider::from_other_posts;
use super::{seats, stand};
use crate::rules::engine::Pending;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::state::{Group, State};
use crate::rules::lists::{Chain, Keys, Ordered, acted, block_gaps, tell_acted, waiting_lists};

/// Runs the steps after the exam for every list.
pub(crate) fn run(state: &mut State) -> Result<(), RuleFault> {
    let groups = groups(state);
    let mut orders = Vec::new();
    for group in groups {
        if let Some(order) = first_order(state, &group)? {
            orders.push((group, order));
        }
    }
    let (reserved, lanes) = {
        let state = &*state;
        in_lanes(state, &orders, true)
    };
    let called: Vec<Vec<u32>> = lanes.iter().map(|lane| lane.entered.clone()).collect();
    let was_acted_on: Vec<bool> = orders
        .iter()
        .map(|(group, order)| acted_first(state, group, order).is_some())
        .collect();
    if was_acted_on.contains(&true) {
        let (_, expected) = in_lanes(&*state, &orders, false);
        let expected: Vec<Vec<u32>> = expected.into_iter().map(|lane| lane.entered).collect();
        for (at, (group, order)) in orders.iter().enumerate() {
            let to = state.set(group.posts[0]).after.first().copied();
            if let (true, Some(to)) = (was_acted_on[at], to) {
                let rows: Vec<u32> = called[at]
                    .iter()
                    .copied()
                    .chain(
                        order
                            .rows
                            .iter()
                            .copied()
                            .filter(|row| !called[at].contains(row)),
                    )
                    .collect();
                tell_acted(state, &rows, &expected[at], to);
            }
        }
    }
    stand::settle(state, &reserved, &lanes);
    Ok(())
}

/// The lists by the first step, without those that wait for something; what is drawn over several lists waits with them.
fn groups(state: &mut State) -> Vec<Group> {
    let total = state.plan.total;
    let across = |set: &crate::rules::engine::plan::SetPlan| {
        let first = set.rules.after.first();
        let own = first.and_then(|step| step.list.across);
        Some(own.unwrap_or(set.rules.total.across))
    };
    let groups = state.groups(across);
    for post in state.table.posts.iter().copied() {
        if let (Some(first), false) = (
            state.set(post).after.first().copied(),
            state.posts[post].cancelled,
        ) {
            crate::rules::stages::unsettled(state, &[post], first);
        }
    }
    let gaps = waiting_lists(state, &groups);
    let mut free = Vec::new();
    for (group, gap) in groups.into_iter().zip(gaps) {
        if gap {
            let first = state.set(group.posts[0]).after.first().copied();
            state.block(&group.posts, first.unwrap_or(total));
        } else {
            free.push(group);
        }
    }
    free
}

/// Everybody of a list in its order; nothing where the places are not known, or a fact that the order asks for.
fn first_order(state: &mut State, group: &Group) -> Result<Option<Ordered>, RuleFault> {
    let order = match by_ranking(state, group) {
        Some(order) => Some(order),
        None => order_of_its_own(state, group)?,
    };
    if order.is_some() && state.places(group).is_none() {
        for post in &group.posts {
            let post = state.plan.posts[*post].post.code.clone();
            state.pending.push(Pending::Places { post });
        }
        return Ok(None);
    }
    Ok(order)
}

fn order_of_its_own(state: &mut State, group: &Group) -> Result<Option<Ordered>, RuleFault> {
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
    let gaps: Vec<_> = order
        .gaps
        .iter()
        .filter(|(_, key)| *key < keys.keys())
        .map(|(row, key)| (*row as usize, keys.missing(*key)))
        .collect();
    drop(keys);
    let to = set.after.first().copied().unwrap_or(total);
    Ok((!block_gaps(state, &gaps, &group.posts, to)).then_some(order))
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
