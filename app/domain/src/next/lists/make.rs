//! Makes the lists of one step: reserved seats first, then the rest, then places that other posts may fill.

use super::document::{Quota, Reserved, ReservedOf, Unfilled};
use super::machine::{ListAnswer, ListInput, Lost, Refill, list};
use super::order::{Open, Ordered};
use super::quota_run::{Crowd, people};
use crate::next::eligibility::holds;
use crate::next::engine::state::State;
use std::collections::{BTreeSet, HashMap, HashSet};

#[derive(Clone)]
/// One list: its posts, its order, its number.
pub(crate) struct Contest<'q> {
    pub posts: Vec<usize>,
    pub order: Ordered,
    pub open: Open,
    pub rule: &'q Quota,
    pub quota: usize,
    pub crowd: Crowd,
    pub refills: Vec<Refill>,
    /// The order in which substitutes are called up, where that is another one.
    pub later: Option<Ordered>,
    pub acted: Option<Vec<u32>>,
}

/// Who is where on one list; part by part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    pub posts: Vec<usize>,
    pub called: Vec<u32>,
    pub held: Vec<(Vec<u32>, u32)>,
    /// Undecided people who left before anybody decided.
    pub gone: Vec<u32>,
    /// Behind the list, best first: one line for each part of it.
    pub queues: Vec<Ordered>,
    pub vacancies: u32,
    pub unapproved: u32,
    /// Who took a reserved seat, and which.
    pub takers: HashMap<u32, u16>,
}

/// Makes all lists of a step. `last`: the places are given here, so that reserved seats which nobody takes go where the
/// rule says; a list before only keeps its part.
pub(crate) fn make(
    state: &State,
    contests: Vec<Contest>,
    lost: &dyn Fn(u32) -> Option<Lost>,
    last: bool,
) -> Vec<Made> {
    let mut contests = contests;
    let mut made: Vec<Made> = contests
        .iter()
        .map(|contest| Made {
            posts: contest.posts.clone(),
            ..Made::default()
        })
        .collect();
    for (index, reserved) in state.plan.doc.reserved.iter().enumerate() {
        match &reserved.of {
            ReservedOf::Posts(_) => {
                for (contest, made) in contests.iter_mut().zip(&mut made) {
                    at_posts(state, reserved, index, contest, made, lost, last);
                }
            }
            ReservedOf::Pool(_) | ReservedOf::Campaign => {
                over_posts(state, reserved, index, &mut contests, &mut made, lost);
            }
        }
    }
    for (contest, made) in contests.into_iter().zip(&mut made) {
        rest(contest, made, lost);
    }
    made
}

fn of_post(state: &State, reserved: &Reserved, post: usize) -> bool {
    let post = state.plan.posts[post].post;
    match &reserved.of {
        ReservedOf::Posts(scope) => scope.covers(&post.code, post.pool.as_ref()),
        ReservedOf::Pool(pool) => post.pool.as_ref() == Some(pool),
        ReservedOf::Campaign => true,
    }
}

/// Whether somebody may take one of these seats. What is not known was reported at the entry.
fn may_take(state: &State, reserved: &Reserved, row: u32) -> bool {
    let row = row as usize;
    let post = state.post_of(row);
    of_post(state, reserved, post)
        && holds(
            state.plan.doc,
            state.facts,
            state.table.candidate(row),
            &reserved.when,
        ) == Some(true)
}

/// So many seats at each post of one list.
fn at_posts(
    state: &State,
    reserved: &Reserved,
    index: usize,
    contest: &mut Contest,
    made: &mut Made,
    lost: &dyn Fn(u32) -> Option<Lost>,
    last: bool,
) {
    let posts = contest
        .posts
        .iter()
        .filter(|post| of_post(state, reserved, **post));
    let seats = posts.count() as u32 * reserved.places;
    if seats == 0 {
        return;
    }
    let part = (people(contest.rule, seats, contest.crowd) as usize).min(contest.quota);
    let holders: HashSet<u32> = holders(state, reserved, &contest.order);
    let order = contest.order.only(|row| holders.contains(&row));
    let answer = list(ListInput {
        order: &order,
        quota: part,
        open: contest.open,
        lost,
        refills: contest.refills.clone(),
        later: contest.later.as_ref(),
        acted: acted_among(contest, &holders),
        room: &mut |run| run,
    });
    let in_list = answer
        .called
        .iter()
        .filter(|row| lost(**row).is_none())
        .count();
    let held = answer
        .held
        .as_ref()
        .map_or(0, |(_, places)| *places as usize);
    let used = match (last, reserved.unfilled) {
        (true, Unfilled::ToParent) => in_list + held,
        _ => part.max(in_list + held),
    };
    contest.quota = contest.quota.saturating_sub(used);
    take(reserved, index, contest, made, answer, &holders);
}

/// So many seats over several posts: each taker takes one number of the own post.
fn over_posts(
    state: &State,
    reserved: &Reserved,
    index: usize,
    contests: &mut [Contest],
    made: &mut [Made],
    lost: &dyn Fn(u32) -> Option<Lost>,
) {
    let own = |contest: &Contest| {
        contest
            .posts
            .iter()
            .any(|post| of_post(state, reserved, *post))
    };
    let Some(first) = contests.iter().find(|contest| own(contest)) else {
        return;
    };
    let crowd = contests
        .iter()
        .fold(Crowd::default(), |sum, contest| Crowd {
            registered: sum.registered + contest.crowd.registered,
            came: sum.came + contest.crowd.came,
            passed: sum.passed + contest.crowd.passed,
        });
    let part = people(first.rule, reserved.places, crowd) as usize;
    let (open, refills) = (first.open, first.refills.clone());
    let order = merged(state, reserved, contests);
    let mut capacity: Vec<usize> = contests.iter().map(|contest| contest.quota).collect();
    let of_row: HashMap<u32, usize> = contests
        .iter()
        .enumerate()
        .flat_map(|(at, contest)| contest.order.rows.iter().map(move |row| (*row, at)))
        .collect();
    let answer = list(ListInput {
        order: &order,
        quota: part,
        open,
        lost,
        refills,
        later: None,
        acted: None,
        room: &mut |run| with_room(run, &of_row, &mut capacity),
    });
    let holders: HashSet<u32> = order.rows.iter().copied().collect();
    for (at, (contest, made)) in contests.iter_mut().zip(made).enumerate() {
        let here = |row: &u32| of_row[row] == at;
        let called: Vec<u32> = answer.called.iter().copied().filter(here).collect();
        let held = answer.held.as_ref().map(|(rows, places)| {
            let rows: Vec<u32> = rows.iter().copied().filter(here).collect();
            (rows, *places)
        });
        let held = held.filter(|(rows, _)| !rows.is_empty());
        let in_list = called.iter().filter(|row| lost(**row).is_none()).count();
        let holding = held.as_ref().map_or(0, |(rows, _)| rows.len());
        contest.quota = contest.quota.saturating_sub(in_list + holding);
        let gone = answer.gone.iter().copied().filter(here).collect();
        let own = ListAnswer {
            called,
            held,
            gone,
            ..ListAnswer::default()
        };
        take(reserved, index, contest, made, own, &holders);
    }
}

/// Level people of a list that has numbers for all of them; where it has not, none of them is put before the others.
fn with_room(run: Vec<u32>, of_row: &HashMap<u32, usize>, capacity: &mut [usize]) -> Vec<u32> {
    let mut wanted = vec![0usize; capacity.len()];
    for row in &run {
        wanted[of_row[row]] += 1;
    }
    let fits: Vec<bool> = wanted
        .iter()
        .zip(&*capacity)
        .map(|(wanted, left)| wanted <= left)
        .collect();
    for (left, (wanted, fits)) in capacity.iter_mut().zip(wanted.iter().zip(&fits)) {
        *left -= if *fits { *wanted } else { 0 };
    }
    run.into_iter().filter(|row| fits[of_row[row]]).collect()
}

fn holders(state: &State, reserved: &Reserved, order: &Ordered) -> HashSet<u32> {
    let rows = order.rows.iter().copied();
    rows.filter(|row| may_take(state, reserved, *row)).collect()
}

/// The orders of several lists as one, of those who may take a seat. Their places by figure decide; equal figures share.
fn merged(state: &State, reserved: &Reserved, contests: &[Contest]) -> Ordered {
    let figure = |row: u32| state.list_figure(row as usize);
    let scored = contests
        .iter()
        .flat_map(|contest| contest.order.rows.iter().copied())
        .filter(|row| may_take(state, reserved, *row))
        .filter_map(|row| Some((figure(row)?, row)));
    Ordered::by(scored.collect(), &super::order::NoKeys)
}

fn acted_among(contest: &Contest, holders: &HashSet<u32>) -> Option<Vec<u32>> {
    let acted = contest.acted.as_ref()?;
    Some(
        acted
            .iter()
            .copied()
            .filter(|row| holders.contains(row))
            .collect(),
    )
}

/// Takes those with a seat out of the rest of the list; those who may take no other place wait behind it.
fn take(
    reserved: &Reserved,
    index: usize,
    contest: &mut Contest,
    made: &mut Made,
    answer: ListAnswer,
    holders: &HashSet<u32>,
) {
    let held = answer.held.iter().flat_map(|(rows, _)| rows);
    let gone = answer.called.iter().chain(&answer.gone).chain(held);
    let gone: BTreeSet<u32> = gone.copied().collect();
    let closed = |row: u32| !reserved.also_open && holders.contains(&row);
    if !reserved.also_open {
        let waiting = contest
            .order
            .only(|row| closed(row) && !gone.contains(&row));
        made.queues.push(waiting);
    }
    contest.order = contest
        .order
        .only(|row| !gone.contains(&row) && !closed(row));
    if let Some(acted) = &mut contest.acted {
        acted.retain(|row| !gone.contains(row));
    }
    let index = u16::try_from(index).unwrap_or(u16::MAX);
    made.takers
        .extend(answer.called.iter().map(|row| (*row, index)));
    made.called.extend(answer.called);
    made.gone.extend(answer.gone);
    made.held.extend(answer.held);
    made.vacancies += answer.vacancies;
    made.unapproved += answer.unapproved;
}

fn rest(contest: Contest, made: &mut Made, lost: &dyn Fn(u32) -> Option<Lost>) {
    let later = contest.later;
    let answer = list(ListInput {
        order: &contest.order,
        quota: contest.quota,
        open: contest.open,
        lost,
        refills: contest.refills,
        later: later.as_ref(),
        acted: contest.acted,
        room: &mut |run| run,
    });
    made.queues.push(answer.rest);
    made.gone.extend(answer.gone);
    made.called.extend(answer.called);
    made.held.extend(answer.held);
    made.vacancies += answer.vacancies;
    made.unapproved += answer.unapproved;
}

impl Made {
    /// Everybody behind the list with their place in line: level people share a number.
    pub(crate) fn line(&self) -> Vec<(u32, u32)> {
        self.queues.iter().flat_map(Ordered::ranks).collect()
    }

    /// Everybody behind the list as one order, part by part.
    pub(crate) fn waiting(&self) -> Ordered {
        let mut all = Ordered::default();
        self.queues.iter().for_each(|queue| all.append(queue));
        all
    }
}
