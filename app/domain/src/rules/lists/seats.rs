//! Reserved seats of a cut: each kind is drawn before the rest of a list, and leaves to it what it does not take.

use super::contest::{Contest, CutAsks, Draw, Made, draw, ordered};
use super::document::{Reserved, ReservedOf};
use super::draws::{Elsewhere, Numbers};
use super::machine::ListAnswer;
use super::quota_run::people;
use crate::rules::eligibility::holds;
use crate::rules::engine::state::{Group, State};
use std::collections::{HashMap, HashSet};

/// The posts over which seats are reserved, as far as they go ahead.
pub(crate) fn seat_posts(state: &State, reserved: &Reserved) -> Vec<usize> {
    let covered = |post: &usize| {
        let own = state.plan.posts[*post].post;
        !state.posts[*post].cancelled
            && match &reserved.of {
                ReservedOf::Posts(scope) => scope.covers(&own.code, own.pool.as_ref()),
                ReservedOf::Pool(pool) => own.pool.as_ref() == Some(pool),
                ReservedOf::Campaign => true,
            }
    };
    let posts = state.table.posts.iter().copied();
    posts.filter(covered).collect()
}

/// Which lists wait for somebody whose figures or admission are not known. Seats that are drawn over several lists join
/// them: what one waits for holds back the draw, and with it the others.
pub(crate) fn waiting_lists(state: &State, groups: &[Group]) -> Vec<bool> {
    let gap = |group: &Group| group.posts.iter().any(|post| state.has_gap(*post));
    let mut gaps: Vec<bool> = groups.iter().map(gap).collect();
    for reserved in &state.plan.doc.reserved {
        if matches!(reserved.of, ReservedOf::Posts(_)) {
            continue;
        }
        let over = seat_posts(state, reserved);
        let joined = |group: &Group| group.posts.iter().any(|post| over.contains(post));
        if groups
            .iter()
            .zip(&gaps)
            .any(|(group, gap)| *gap && joined(group))
        {
            for (group, gap) in groups.iter().zip(&mut gaps) {
                *gap |= joined(group);
            }
        }
    }
    gaps
}

/// Whether somebody of these posts may take one of the seats. What is not known was reported at the entry.
pub(crate) fn may_take(state: &State, reserved: &Reserved, posts: &[usize], row: u32) -> bool {
    let row = row as usize;
    let candidate = state.table.candidate(row);
    posts.contains(&state.post_of(row))
        && holds(state.plan.doc, state.facts, candidate, &reserved.when) == Some(true)
}

/// How many seats there can be over these posts.
pub(crate) fn seats_of(state: &State, reserved: &Reserved, posts: &[usize]) -> u32 {
    let places = posts.iter().filter_map(|post| state.posts[*post].places);
    reserved.places.min(places.fold(0, u32::saturating_add))
}

/// One draw of reserved seats: at one post, or over several, where each taker takes a number of the own list.
pub(super) fn part(
    state: &State,
    reserved: &Reserved,
    posts: &[usize],
    contests: &mut [Contest],
    made: &mut [Made],
    asks: CutAsks,
) {
    let own = |contest: &&Contest| contest.posts.iter().any(|post| posts.contains(post));
    let Some(first) = contests.iter().find(own) else {
        return;
    };
    let per_post = matches!(reserved.of, ReservedOf::Posts(_));
    let seats = seats_of(state, reserved, posts);
    let left: Vec<usize> = contests
        .iter()
        .map(|contest| if own(&contest) { contest.quota } else { 0 })
        .collect();
    let quota = (people(first.rule, seats, first.crowd) as usize).min(left.iter().sum());
    let rows = contests.iter().flat_map(|contest| &contest.order.rows);
    let holders: Vec<u32> = rows
        .copied()
        .filter(|row| may_take(state, reserved, posts, *row))
        .collect();
    let of = contests.iter().enumerate();
    let of = of.flat_map(|(at, contest)| contest.order.rows.iter().map(move |row| (*row, at)));
    let numbers = Numbers {
        left: left.clone(),
        of: of.collect(),
    };
    let order = ordered(state, first, &holders, asks.figure);
    let named = first
        .named
        .map(|rule| people(rule, seats, first.crowd) as usize);
    let acted = first.acted.as_ref().filter(|_| per_post);
    let acted = acted.map(|acted| {
        acted
            .iter()
            .copied()
            .filter(|row| holders.contains(row))
            .collect()
    });
    let input = Draw {
        contest: first,
        order: &order,
        quota,
        named: named.unwrap_or(0),
        acted,
        numbers: (!per_post).then_some(numbers.clone()),
        elsewhere: Elsewhere::default(),
    };
    let mut answer = draw(state, input, asks);
    let after = answer.numbers.take();
    let line: HashMap<u32, u32> = answer.rest.ranks().collect();
    for (at, (contest, made)) in contests.iter_mut().zip(made).enumerate() {
        let here = |row: &u32| numbers.of.get(row) == Some(&at);
        let held = Held::of(&answer, after.as_ref().map(|after| after.left[at]), &here);
        let used = match (&after, own(&&*contest)) {
            (_, false) => 0,
            (None, true) => quota,
            (Some(after), true) => left[at] - after.left[at] + held.kept,
        };
        contest.quota = contest.quota.saturating_sub(used);
        take(reserved, contest, made, &answer, held, &here, &line);
    }
}

/// Level people whom a draw leaves undecided, as far as they are on one list.
struct Held {
    rows: Vec<u32>,
    /// How many seats wait for all of them.
    open: u32,
    /// How many of these the list keeps for its own.
    kept: usize,
}

impl Held {
    /// `left`: how many numbers the list has, where whoever takes a seat takes one of them.
    fn of(answer: &ListAnswer, left: Option<usize>, here: &dyn Fn(&u32) -> bool) -> Self {
        let (rows, open) = match &answer.held {
            Some((rows, open)) => (rows.iter().copied().filter(here).collect(), *open),
            None => (Vec::new(), 0),
        };
        let seats = open as usize;
        Held {
            kept: left.map_or(seats, |left| seats.min(left).min(rows.len())),
            rows,
            open,
        }
    }
}

/// Takes those with a seat out of the rest of a list; those who may take no other place wait for the seats alone.
fn take(
    reserved: &Reserved,
    contest: &mut Contest,
    made: &mut Made,
    answer: &ListAnswer,
    held: Held,
    here: &dyn Fn(&u32) -> bool,
    line: &HashMap<u32, u32>,
) {
    let own = |rows: &[u32]| -> Vec<u32> { rows.iter().copied().filter(|row| here(row)).collect() };
    let called = own(&answer.called);
    let gone = own(&answer.gone);
    let mut away: HashSet<u32> = called.iter().chain(&gone).copied().collect();
    if !held.rows.is_empty() {
        let rows = held.rows.iter().copied();
        match reserved.also_open {
            true => contest.elsewhere.hold(rows.collect(), vec![held.kept]),
            false => away.extend(rows),
        }
        made.held.push((held.rows, held.open));
    }
    if !reserved.also_open {
        let waiting = own(&answer.rest.rows);
        away.extend(&waiting);
        made.behind_seats
            .extend(waiting.iter().map(|row| (*row, line[row])));
    }
    if !called.is_empty() {
        made.unapproved += answer.unapproved;
    }
    contest.order = contest.order.only(|row| !away.contains(&row));
    if let Some(acted) = &mut contest.acted {
        acted.retain(|row| !away.contains(row));
    }
    made.lost.extend(own(&answer.lost));
    made.called.extend(called);
    made.gone.extend(gone);
}
