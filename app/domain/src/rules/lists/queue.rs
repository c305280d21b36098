//! Those who wait behind a list, best first, and who of them can be called: level people together, nobody past people who
//! are undecided, and nobody of a post whose numbers are used up.

use super::draws::{Elsewhere, Numbers, add};
use super::order::{Open, Ordered};
use std::borrow::Cow;
use std::collections::HashSet;

/// What a queue asks about its people.
#[derive(Clone, Copy)]
pub(crate) struct Asks<'a> {
    pub open: Open,
    /// Whether somebody gave up while the place was undecided.
    pub gave_up: &'a dyn Fn(u32) -> bool,
    /// The order among level people, as far as there is one.
    pub order: &'a dyn Fn(&[u32]) -> Ordered,
}

pub(crate) struct Queue<'q> {
    order: Cow<'q, Ordered>,
    at: usize,
    /// Runs that were looked at and stay in front of the others.
    front: Vec<Vec<u32>>,
    pub numbers: Option<Numbers>,
    pub elsewhere: Elsewhere,
    /// Called to seats of other draws, since it was last asked.
    beyond: Vec<usize>,
    /// Who gave up before anybody decided.
    pub gone: Vec<u32>,
}

impl<'q> Queue<'q> {
    pub(crate) fn new(order: Cow<'q, Ordered>) -> Self {
        Queue {
            order,
            at: 0,
            front: Vec::new(),
            numbers: None,
            elsewhere: Elsewhere::default(),
            beyond: Vec::new(),
            gone: Vec::new(),
        }
    }

    /// The same queue with these people, best first.
    pub(crate) fn restart(&mut self, order: Ordered) {
        self.order = Cow::Owned(order);
        self.at = 0;
        self.front.clear();
    }

    /// The run on which the next seat hangs, without looking further.
    pub(crate) fn next_waiting(&self) -> Vec<u32> {
        let has = |row: &u32| {
            self.numbers
                .as_ref()
                .is_none_or(|numbers| numbers.has(*row))
        };
        let runs = self.waiting().runs().into_iter();
        let mut free = runs.map(|run| run.into_iter().filter(has).collect::<Vec<u32>>());
        free.find(|run| !run.is_empty()).unwrap_or_default()
    }

    /// Calls the next for so many seats. Level people who do not all fit share the place, or stay in front until more
    /// seats make room for all of them; nobody behind them is called.
    pub(crate) fn call(&mut self, seats: usize, asks: Asks) -> Vec<u32> {
        let mut called = self.whole_runs(seats);
        let (mut left, mut at) = (seats - called.len(), 0);
        // Whoever has a seat by another draw in any case needs none of these.
        while left > 0 || !self.elsewhere.is_empty() {
            let Some(free) = self.free(at) else { break };
            if free.is_empty() {
                at += 1;
                continue;
            }
            let sure = self.elsewhere.sure_of(&free);
            let needed = free.len() - sure.first().copied().unwrap_or(0);
            if left == 0 && needed > 0 {
                break;
            }
            let has_numbers = self
                .numbers
                .as_ref()
                .is_none_or(|numbers| numbers.fit(&free));
            if needed > left || !has_numbers {
                let shared = asks.open == Open::Shared;
                if !shared && self.give_up(at, &free, asks) {
                    continue;
                }
                if !shared || free.iter().any(|row| self.elsewhere.contains(*row)) {
                    break;
                }
            }
            left = left.saturating_sub(needed);
            add(&mut self.beyond, sure.into_iter());
            self.take(at, &free);
            called.extend(free);
        }
        called
    }

    /// The runs that all fit, where nothing but the seats says who does.
    fn whole_runs(&mut self, seats: usize) -> Vec<u32> {
        let alone = self.front.is_empty() && self.numbers.is_none();
        if !alone || !self.elsewhere.is_empty() {
            return Vec::new();
        }
        let from = self.at;
        self.at = self.order.last_end(from.saturating_add(seats)).max(from);
        self.order.rows[from..self.at].to_vec()
    }

    /// Those of a run who can be called; `None` behind the last run.
    fn free(&mut self, at: usize) -> Option<Vec<u32>> {
        while self.front.len() <= at {
            if self.at >= self.order.len() {
                return None;
            }
            let run = self.order.level_at(self.at);
            self.at = run.end;
            self.front.push(self.order.rows[run].to_vec());
        }
        let run = self.front[at].iter().copied();
        Some(match &self.numbers {
            None => run.collect(),
            Some(numbers) => run.filter(|row| numbers.has(*row)).collect(),
        })
    }

    fn take(&mut self, at: usize, rows: &[u32]) {
        if self.front[at].len() == rows.len() {
            self.front.remove(at);
        } else {
            self.front[at].retain(|row| !rows.contains(row));
        }
        if let Some(numbers) = &mut self.numbers {
            rows.iter().for_each(|row| numbers.take(*row));
        }
    }

    /// Takes out who of undecided people gave up; the others may then be few enough, or have an order.
    fn give_up(&mut self, at: usize, rows: &[u32], asks: Asks) -> bool {
        let gone: HashSet<u32> = rows
            .iter()
            .copied()
            .filter(|row| (asks.gave_up)(*row))
            .collect();
        if gone.is_empty() {
            return false;
        }
        let mut run = self.front.remove(at);
        run.retain(|row| !gone.contains(row));
        self.gone
            .extend(rows.iter().filter(|row| gone.contains(row)));
        if !run.is_empty() {
            let ordered = (asks.order)(&run);
            self.front.splice(at..at, ordered.runs());
        }
        true
    }

    /// The run on which the next seat hangs; nobody, where nobody is left to be called.
    pub(crate) fn next_run(&mut self) -> Vec<u32> {
        let mut at = 0;
        while let Some(free) = self.free(at) {
            if !free.is_empty() {
                return free;
            }
            at += 1;
        }
        Vec::new()
    }

    /// How many were called to seats of other draws since this was last asked: so many more are on the list.
    pub(crate) fn take_beyond(&mut self) -> usize {
        self.take_beyond_by_step().first().copied().unwrap_or(0)
    }

    /// The same for this list and the steps that follow it.
    pub(crate) fn take_beyond_by_step(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.beyond)
    }

    pub(crate) fn give_back(&mut self, list: usize) {
        let left = self
            .numbers
            .as_mut()
            .and_then(|numbers| numbers.left.get_mut(list));
        if let Some(left) = left {
            *left += 1;
        }
    }

    /// Passes over who of the next so many people, behind the first `skip` runs, is not there.
    pub(crate) fn pass_over(
        &mut self,
        skip: usize,
        count: usize,
        missed: &dyn Fn(u32) -> bool,
    ) -> Vec<u32> {
        let (mut seen, mut at, mut gone) = (0, skip, Vec::new());
        while seen < count {
            // Whether they have a number matters only when they are called.
            if self.free(at).is_none() {
                break;
            }
            seen += self.front[at].len();
            gone.extend(self.front[at].iter().copied().filter(|row| missed(*row)));
            self.front[at].retain(|row| !missed(*row));
            match self.front[at].is_empty() {
                true => drop(self.front.remove(at)),
                false => at += 1,
            }
        }
        gone
    }

    /// The people who wait in another order, behind level people for whom a place is held.
    pub(crate) fn reorder(&mut self, held: Vec<u32>, behind: Ordered) {
        self.restart(behind);
        if !held.is_empty() {
            self.front.push(held);
        }
    }

    /// Everybody who still waits, in order.
    pub(crate) fn waiting(&self) -> Ordered {
        let mut all = Ordered::default();
        for run in &self.front {
            all.append(&Ordered::level(run.clone()));
        }
        all.append(&self.order.behind(self.at));
        all
    }
}
