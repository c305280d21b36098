//! From step to step: who is lost, whom the next step takes, whom the places take.

use super::lane::Lane;
use super::order::{by_a_body, order_at};
use crate::rules::engine::OutBy;
use crate::rules::engine::Verdict;
use crate::rules::engine::state::State;
use crate::rules::lists::{Asks, Elsewhere, Numbers, Open, Ordered, Queue, loss};
use std::borrow::Cow;
use std::collections::HashSet;

/// Whom a step takes of those who are not lost.
#[derive(Default)]
pub(super) struct Choice {
    pub taken: HashSet<u32>,
    pub held: Vec<u32>,
    /// How many seats wait for them.
    pub open: usize,
    pub behind: Ordered,
}

/// What is known of a choice before anybody is taken.
struct Choosing {
    seats: usize,
    open: Open,
    numbers: Option<Numbers>,
    elsewhere: Elsewhere,
    acted: Option<Vec<u32>>,
}

fn choose(order: Ordered, choosing: Choosing) -> Choice {
    let mut queue = Queue::new(Cow::Owned(order));
    queue.numbers = choosing.numbers;
    queue.elsewhere = choosing.elsewhere;
    let acted = choosing.acted.is_some();
    let taken: HashSet<u32> = match choosing.acted {
        Some(acted) => acted.into_iter().collect(),
        None => {
            let asks = Asks {
                open: choosing.open,
                gave_up: &|_| false,
                order: &|rows| Ordered::level(rows.to_vec()),
            };
            queue.call(choosing.seats, asks).into_iter().collect()
        }
    };
    let seats = choosing.seats + queue.take_beyond();
    let mut open = seats.saturating_sub(taken.len());
    let mut held = queue.next_run();
    if acted || open == 0 || held.is_empty() {
        (open, held) = (0, Vec::new());
    }
    let waiting = match acted {
        true => queue.waiting().only(|row| !taken.contains(&row)),
        false => queue.waiting(),
    };
    Choice {
        behind: waiting.only(|row| !held.contains(&row)),
        taken,
        held,
        open,
    }
}

impl<'a> Lane<'a> {
    /// Whom each step takes, the first one excepted, and at the end whom the places take.
    pub(super) fn chosen(&self, state: &State<'a>) -> Vec<Choice> {
        (1..=self.steps.len())
            .map(|place| self.choice(state, place))
            .collect()
    }

    fn choice(&self, state: &State<'a>, place: usize) -> Choice {
        let rows = self.still_in(place - 1);
        let numbers = self.numbers_at.get(place - 1).cloned();
        let elsewhere = self
            .undecided_at
            .get(&(place - 1))
            .cloned()
            .unwrap_or_default();
        let Some(step) = self.steps.get(place) else {
            let last = place - 1;
            let order = order_at(state, self.post(), last, &rows);
            let choosing = Choosing {
                seats: self.places,
                open: Open::Body,
                numbers,
                elsewhere,
                acted: None,
            };
            return choose(
                by_a_body(state, order, self.steps[last].code.as_str()),
                choosing,
            );
        };
        let order = order_at(state, self.post(), place, &rows);
        let choosing = Choosing {
            seats: self.quotas[place],
            open: if self.shares(state, place) {
                Open::Shared
            } else {
                Open::Body
            },
            numbers,
            elsewhere,
            acted: crate::rules::lists::acted(
                state,
                &order,
                self.at[place],
                step.list.substitution.as_ref(),
            ),
        };
        choose(order, choosing)
    }

    /// Whom the places take; without a step straight from the ranking.
    pub(super) fn last_choice(&self, state: &State<'a>) -> Choice {
        if let Some(last) = self.chosen(state).pop() {
            return last;
        }
        let order = by_a_body(state, self.queue.waiting(), "total");
        let choosing = Choosing {
            seats: self.places,
            open: Open::Body,
            numbers: self.queue.numbers.clone(),
            elsewhere: self.queue.elsewhere.clone(),
            acted: None,
        };
        choose(order, choosing)
    }

    /// Finds everybody who is lost, until nothing changes.
    pub(super) fn lose(&mut self, state: &State<'a>) {
        loop {
            let chosen = self.chosen(state);
            let mut lost = Vec::new();
            for row in self.still_in(self.steps.len()) {
                let reached = self.reached(state, &chosen, row);
                let by = |place: usize| Some((place, loss(state, row as usize, self.at[place])?));
                if let Some(how) = (0..=reached).find_map(by) {
                    lost.push((row, how));
                }
            }
            if !lost.is_empty() {
                self.lost.extend(lost);
                continue;
            }
            let gone = self.withdrawals(state, &chosen);
            if gone.is_empty() {
                return;
            }
            self.withdrawn.extend(gone);
        }
    }

    /// Those who passed a step, are undecided for the next, and left there.
    fn withdrawals(&self, state: &State<'a>, chosen: &[Choice]) -> Vec<(u32, (usize, OutBy))> {
        for place in 1..self.steps.len() {
            let passed = chosen[place - 1].held.iter().copied();
            let passed = passed.filter(|row| self.has_passed(state, chosen, *row, place - 1));
            let gone = passed.filter_map(|row| {
                let by = loss(state, row as usize, self.at[place])?;
                Some((row, (place, by)))
            });
            let gone: Vec<_> = gone.collect();
            if !gone.is_empty() {
                return gone;
            }
        }
        Vec::new()
    }

    /// The last step that somebody who is in reached: each one before it is passed.
    pub(super) fn reached(&self, state: &State, chosen: &[Choice], row: u32) -> usize {
        let guest = self.guests.iter().find(|(guest, _)| *guest == row);
        let mut place = guest.map_or(0, |(_, from)| *from);
        while place + 1 < self.steps.len()
            && is_passed(state, row, self.at[place])
            && chosen[place].taken.contains(&row)
        {
            place += 1;
        }
        place
    }

    /// Passed this step, and stands there.
    pub(super) fn has_passed(
        &self,
        state: &State,
        chosen: &[Choice],
        row: u32,
        place: usize,
    ) -> bool {
        self.reached(state, chosen, row) == place && is_passed(state, row, self.at[place])
    }
}

pub(super) fn is_passed(state: &State, row: u32, step: usize) -> bool {
    state.table.verdict(step, row as usize) == Some(Verdict::Passed)
}
