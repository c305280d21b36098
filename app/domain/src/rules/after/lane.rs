//! One list on its way through the steps after the exam: those on reserved seats, or the others of a group of posts. Who
//! is lost at any step is replaced from behind the first list, by the rule of the step that lost them.

use super::document::AfterStep;
use super::order::{open_at, order_at};
use crate::numbers::Ratio;
use crate::rules::engine::OutBy;
use crate::rules::engine::state::State;
use crate::rules::lists::{
    Asks, Elsewhere, Numbers, Open, Ordered, Queue, Refill, SubstituteOrder, loss, refill, replaces,
};
use crate::rules::lists::{Crowd, Quota, people};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) struct Lane<'a> {
    pub posts: Vec<usize>,
    pub steps: &'a [AfterStep],
    /// The same steps by their place in the course.
    pub at: &'a [usize],
    /// How many each step takes; behind the last one the places.
    pub quotas: Vec<usize>,
    pub places: usize,
    pub queue: Queue<'a>,
    /// The same numbers as the queue's for each later step, and at the end for the places.
    pub numbers_at: Vec<Numbers>,
    /// People for whom the draw of reserved seats is undecided at a later step.
    pub undecided_at: BTreeMap<usize, Elsewhere>,
    /// Who has no reserved seat any more and may take another one, from this choice on.
    pub guests: Vec<(u32, usize)>,
    pub entered: Vec<u32>,
    /// Who is lost: at which step, and how.
    pub lost: HashMap<u32, (usize, OutBy)>,
    /// Who gave up before it was decided whether they are called.
    pub withdrawn: HashMap<u32, (usize, OutBy)>,
    /// Seats that wait for a decision, and seats for which nobody waits.
    pub open: usize,
    pub vacant: usize,
    pub unapproved: usize,
    /// The reserved seats of the document that this lane gives.
    pub seat: Option<u16>,
    refills: Vec<Refill>,
    rounds: Vec<u8>,
    granted: Vec<usize>,
    returned: HashSet<u32>,
}

impl<'a> Lane<'a> {
    pub(super) fn new(
        state: &State<'a>,
        posts: Vec<usize>,
        quotas: Vec<usize>,
        places: usize,
    ) -> Self {
        let post = posts[0];
        let set = state.set(post);
        let refills = set.after.iter().zip(&set.rules.after);
        let refills =
            refills.map(|(at, step)| refill(state, step.list.substitution.as_ref(), *at, post));
        let steps = set.after.len();
        Lane {
            steps: &set.rules.after,
            at: &set.after,
            quotas,
            places,
            queue: Queue::new(Cow::Owned(Ordered::default())),
            numbers_at: Vec::new(),
            undecided_at: BTreeMap::new(),
            guests: Vec::new(),
            entered: Vec::new(),
            lost: HashMap::new(),
            withdrawn: HashMap::new(),
            open: 0,
            vacant: 0,
            unapproved: 0,
            seat: None,
            refills: refills.collect(),
            rounds: vec![0; steps],
            granted: vec![0; steps],
            returned: HashSet::new(),
            posts,
        }
    }

    /// How many a step takes; behind the last one the places.
    pub(super) fn quota_at(&self, place: usize) -> usize {
        self.quotas.get(place).copied().unwrap_or(self.places)
    }

    pub(super) fn post(&self) -> usize {
        self.posts[0]
    }

    /// Calls the first list, or takes it as it was acted on, and those who are called up for people who are lost.
    pub(super) fn enter(&mut self, state: &State<'a>, acted: Option<Vec<u32>>) {
        if self.steps.is_empty() {
            return;
        }
        match acted {
            Some(acted) => {
                let waiting = self.queue.waiting().only(|row| !acted.contains(&row));
                self.queue.restart(waiting);
                self.entered = acted;
            }
            None => {
                self.call(state, self.quotas[0]);
                self.vacant = 0;
            }
        }
        let rule = self.steps[0].list.substitution.as_ref();
        if rule.is_some_and(|rule| rule.by == Some(SubstituteOrder::Total)) {
            let held = self.held();
            let behind = self.queue.waiting().only(|row| !held.contains(&row)).rows;
            let by_total = order_at(state, self.post(), self.steps.len(), &behind);
            self.queue.reorder(held, by_total);
        }
        self.call_up(state);
    }

    /// Calls the next for so many seats, and says how many came.
    fn call(&mut self, state: &State<'a>, seats: usize) -> usize {
        let (post, first) = (self.post(), self.at[0]);
        let newly = self.queue.call(
            seats,
            Asks {
                open: open_at(state, post, 0),
                gave_up: &|row| loss(state, row as usize, first).is_some(),
                order: &|rows| order_at(state, post, 0, rows),
            },
        );
        // The seats that were kept for them at later steps, and of the places, come with them.
        let by_step = self.queue.take_beyond_by_step();
        let seats_of_all = self.quotas.iter_mut().chain([&mut self.places]);
        seats_of_all
            .zip(&by_step)
            .for_each(|(seats, more)| *seats += more);
        let beyond = by_step.first().copied().unwrap_or(0);
        for row in std::mem::take(&mut self.queue.gone) {
            if let Some(by) = loss(state, row as usize, first) {
                self.withdrawn.insert(row, (0, by));
            }
        }
        let left = (seats + beyond).saturating_sub(newly.len());
        if self.queue.next_run().is_empty() {
            self.open = 0;
            self.vacant += left;
        } else {
            self.open = left;
        }
        let count = newly.len();
        self.entered.extend(newly);
        count
    }

    /// Rounds: each replaces everybody who is lost at that moment.
    pub(super) fn call_up(&mut self, state: &State<'a>) {
        loop {
            self.lose(state);
            let grant = self.grant(state);
            if grant == 0 || self.call(state, self.open + grant) == 0 {
                return;
            }
        }
    }

    /// How many may be called up now, by the rules of all steps.
    fn grant(&mut self, state: &State) -> usize {
        let mut sum = 0;
        self.unapproved = 0;
        for place in 0..self.steps.len() {
            let refill = self.refills[place];
            if refill.rounds.is_some_and(|most| self.rounds[place] >= most) {
                continue;
            }
            let taken = self.members() + self.open + self.vacant + sum;
            let room = self.quotas[0].saturating_sub(taken);
            let lost = self.replaced(state, place, refill.to_quota);
            let wanted = match refill.to_quota {
                true => room,
                false => lost.len().saturating_sub(self.granted[place]).min(room),
            };
            let agreed = refill
                .agreed
                .map(|agreed| (agreed as usize).saturating_sub(self.granted[place]));
            let grant = agreed.map_or(wanted, |agreed| wanted.min(agreed));
            if !refill.decided {
                self.unapproved += wanted - grant;
            }
            if grant > 0 {
                self.give_back(lost, grant);
                self.rounds[place] += 1;
                self.granted[place] += grant;
                sum += grant;
            }
        }
        sum
    }

    fn replaced(&self, state: &State, place: usize, all: bool) -> Vec<u32> {
        let rule = self.steps[place].list.substitution.as_ref();
        let by_the_rule = |(row, (at, by)): (&u32, &(usize, OutBy))| {
            let own = *at == place && replaces(state, rule, *row as usize, self.at[place], *by);
            (all || own).then_some(*row)
        };
        self.lost.iter().filter_map(by_the_rule).collect()
    }

    /// The numbers of people who are replaced come back, as many as are called up, in the order of their lists.
    fn give_back(&mut self, lost: Vec<u32>, grant: usize) {
        let Some(numbers) = &self.queue.numbers else {
            return;
        };
        let open = lost.into_iter().filter(|row| !self.returned.contains(row));
        let mut open: Vec<(usize, u32)> = open.map(|row| (numbers.list_of(row), row)).collect();
        open.sort_unstable();
        for (list, row) in open.into_iter().take(grant) {
            self.returned.insert(row);
            self.queue.give_back(list);
        }
    }

    pub(super) fn is_gone(&self, row: u32) -> bool {
        self.lost.contains_key(&row) || self.withdrawn.contains_key(&row)
    }

    /// The people of the lane itself who are still in.
    pub(super) fn members(&self) -> usize {
        let entered = self.entered.iter();
        entered.filter(|row| !self.is_gone(**row)).count()
    }

    /// Who is in and not lost when this choice is made.
    pub(super) fn still_in(&self, choice: usize) -> Vec<u32> {
        let guests = self.guests.iter().filter(|(_, from)| *from <= choice);
        let all = self.entered.iter().chain(guests.map(|(row, _)| row));
        all.copied().filter(|row| !self.is_gone(*row)).collect()
    }

    /// The level people on whom the open seats of the first list hang.
    pub(super) fn held(&self) -> Vec<u32> {
        match self.open > 0 {
            true => self.queue.next_waiting(),
            false => Vec::new(),
        }
    }

    /// Whether anybody can be called up for somebody whom a step loses.
    pub(super) fn has_substitutes(&self) -> bool {
        self.refills.iter().any(|refill| refill.rounds != Some(0))
    }

    pub(super) fn shares(&self, state: &State<'a>, place: usize) -> bool {
        open_at(state, self.post(), place) == Open::Shared
    }
}

const ONE: Quota = Quota::PerPlace(Ratio::ONE);

/// How many people a step takes for so many places.
pub(super) fn quota_at(state: &State, post: usize, place: usize, places: u32) -> usize {
    let step = state.set(post).rules.after.get(place);
    let rule = step.and_then(|step| step.list.quota.as_ref());
    people(rule.unwrap_or(&ONE), places, Crowd::default()) as usize
}
