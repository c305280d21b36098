//! What becomes of everybody after the exam.

use super::choice::{Choice, is_passed};
use super::document::ReserveRule;
use super::lane::Lane;
use super::order::order_at;
use super::wider::asked;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::engine::{Missing, Notice, OutBy, Pending, Status};
use crate::rules::lists::{Crowd, Ordered, hold, people};
use std::collections::{HashMap, HashSet};

/// What became of everybody.
pub(crate) struct Outcomes {
    pub status: Vec<Status>,
    /// Whose place is a reserved one, by the kinds of the document; empty where nobody's is.
    pub reserved: Vec<u16>,
    /// For each post how many more were called to a step.
    pub called: HashMap<(usize, usize), u32>,
    /// For each post how many more have a place.
    pub hired: HashMap<usize, u32>,
    pub pending: Vec<Pending>,
    pub missing: Vec<Missing>,
    pub notices: Vec<Notice>,
}

impl Outcomes {
    pub(super) fn new(state: &State, notices: Vec<Notice>) -> Self {
        Outcomes {
            status: state.status.clone(),
            reserved: Vec::new(),
            called: HashMap::new(),
            hired: HashMap::new(),
            pending: Vec::new(),
            missing: Vec::new(),
            notices,
        }
    }

    /// Gives everybody on the lists their outcome.
    pub(super) fn settle<'a>(
        &mut self,
        state: &State<'a>,
        reserved: &[Lane<'a>],
        lanes: &[Lane<'a>],
    ) {
        let mut last = Vec::new();
        for lane in reserved.iter().chain(lanes) {
            let choice = lane.last_choice(state);
            match lane.steps.is_empty() {
                true => self.straight(state, lane, &choice),
                false => self.through_steps(state, lane),
            }
            last.push(choice);
        }
        for (lane, choice) in lanes.iter().zip(&last[reserved.len()..]) {
            self.reserve(state, lane, choice, reserved);
        }
        self.instead_of_hires(state);
        for at in 0..lanes.len() {
            if let Some((step, rows, places)) = asked(state, lanes, at) {
                self.pending.push(Pending::Consent {
                    step: state.plan.steps[step].clone(),
                    people: state.numbers(&rows),
                    places: places as u32,
                });
            }
        }
    }

    fn out(&mut self, row: u32, step: usize, by: OutBy) {
        self.status[row as usize] = Status::Out(step_of(step), by);
    }

    /// Without a step after the exam the places are given by rank.
    fn straight(&mut self, state: &State, lane: &Lane, choice: &Choice) {
        let total = state.plan.total;
        for row in &choice.taken {
            self.get_place(state, lane, *row);
        }
        for row in &choice.behind.rows {
            if !lane.queue.elsewhere.contains(*row) {
                self.out(*row, total, OutBy::NotCalled);
            }
        }
        if !choice.held.is_empty() {
            let runs = [(choice.held.clone(), choice.open as u32)];
            self.hold(state, lane, &runs, 0, total);
        }
    }

    /// Level people wait for a decision.
    fn hold(
        &mut self,
        state: &State,
        lane: &Lane,
        runs: &[(Vec<u32>, u32)],
        unapproved: u32,
        to: usize,
    ) {
        let held = hold(state, runs, unapproved, lane.post(), to);
        for (row, status) in held.status {
            self.status[row as usize] = status;
        }
        self.pending.extend(held.pending);
        self.missing.extend(held.missing);
    }

    fn through_steps<'a>(&mut self, state: &State<'a>, lane: &Lane<'a>) {
        let chosen = lane.chosen(state);
        for (row, (place, by)) in lane.lost.iter().chain(&lane.withdrawn) {
            self.out(*row, lane.at[*place], *by);
        }
        for row in &lane.entered {
            self.called_to(state, *row, lane.at[0]);
        }
        self.stand(state, lane, &chosen);
        let last = lane.steps.len() - 1;
        for (place, choice) in chosen.iter().enumerate() {
            let passed = |row: &&u32| is_passed(state, **row, lane.at[place]);
            if let Some(step) = lane.at.get(place + 1) {
                for row in choice.taken.iter().filter(passed) {
                    self.called_to(state, *row, *step);
                }
            }
            let waits = |row: &&u32| matches!(self.status[**row as usize], Status::Held(_));
            let rows: Vec<u32> = choice.held.iter().filter(waits).copied().collect();
            if !rows.is_empty() {
                let to = lane.at[(place + 1).min(last)];
                self.pending.push(Pending::Order {
                    step: state.plan.steps[to].clone(),
                    people: state.numbers(&rows),
                    places: choice.open as u32,
                });
            }
        }
        self.behind_the_first(state, lane);
    }

    fn called_to(&mut self, state: &State, row: u32, step: usize) {
        let post = state.post_of(row as usize);
        *self.called.entry((post, step)).or_default() += 1;
    }

    /// Where everybody who is still in has come to.
    fn stand<'a>(&mut self, state: &State<'a>, lane: &Lane<'a>, chosen: &[Choice]) {
        let last = lane.steps.len() - 1;
        let line = |place: usize| -> Vec<(u32, u32)> {
            let passed = |row: u32| lane.has_passed(state, chosen, row, place);
            chosen[place].behind.only(passed).ranks().collect()
        };
        let lines: Vec<Vec<(u32, u32)>> = (0..=last).map(line).collect();
        for row in lane.still_in(lane.steps.len()) {
            let place = lane.reached(state, chosen, row);
            let undecided = lane.undecided_at.get(&place);
            let elsewhere = undecided.is_some_and(|open| open.contains(row));
            if elsewhere && !chosen[place].taken.contains(&row) {
                continue;
            }
            if !is_passed(state, row, lane.at[place]) {
                self.status[row as usize] = Status::Called(step_of(lane.at[place]));
                continue;
            }
            let next = step_of(lane.at[(place + 1).min(last)]);
            if place == last && chosen[place].taken.contains(&row) {
                self.get_place(state, lane, row);
                continue;
            }
            let line = lines[place].iter().find(|(other, _)| *other == row);
            self.status[row as usize] = match line {
                _ if chosen[place].held.contains(&row) => Status::Held(next),
                Some((_, line)) if lane.has_substitutes() => Status::Substitute(next, *line),
                _ => Status::Out(next, OutBy::NotCalled),
            };
        }
    }

    /// Those who wait behind the first list.
    fn behind_the_first(&mut self, state: &State, lane: &Lane) {
        let first = lane.at[0];
        let held: Vec<u32> = lane.held();
        let elsewhere = &lane.queue.elsewhere;
        let mut waiting = lane.queue.waiting();
        if !held.is_empty() || !elsewhere.is_empty() {
            waiting = waiting.only(|row| !held.contains(&row) && !elsewhere.contains(row));
        }
        for (row, line) in waiting.ranks() {
            let status = &mut self.status[row as usize];
            // Who is undecided for one kind of seats stays so, wherever else they wait.
            if matches!(status, Status::Held(_)) {
                continue;
            }
            *status = match lane.has_substitutes() {
                true => Status::Substitute(step_of(first), line),
                false => Status::Out(step_of(first), OutBy::NotCalled),
            };
        }
        let runs = match held.is_empty() {
            true => Vec::new(),
            false => vec![(held, lane.open as u32)],
        };
        self.hold(state, lane, &runs, lane.unapproved as u32, first);
    }

    fn get_place(&mut self, state: &State, lane: &Lane, row: u32) {
        let row = row as usize;
        self.status[row] = Status::Hired;
        *self.hired.entry(state.post_of(row)).or_default() += 1;
        if let Some(seat) = lane.seat {
            if self.reserved.is_empty() {
                self.reserved = vec![u16::MAX; state.table.len()];
            }
            self.reserved[row] = seat;
        }
    }

    /// So many behind the list are on the reserve; level people on the last place of it all are.
    fn reserve<'a>(
        &mut self,
        state: &State<'a>,
        lane: &Lane<'a>,
        last: &Choice,
        reserved: &[Lane<'a>],
    ) {
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
                self.status[*row as usize],
                Status::Substitute(..) | Status::Out(_, OutBy::NotCalled)
            );
            waits && seen.insert(*row)
        });
        let order: Ordered = order_at(state, lane.post(), 0, &behind);
        let most = reserve_places(state, rule, lane);
        for (row, place) in order.ranks() {
            if most.is_none_or(|most| place <= most) {
                self.status[row as usize] = Status::Reserve;
            }
        }
    }

    /// The places of a reserve list are places on it: nobody is hired yet.
    fn instead_of_hires(&mut self, state: &State) {
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
            if covered && !direct && self.status[row] == Status::Hired {
                self.status[row] = Status::Reserve;
                self.hired.remove(&own);
            }
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
