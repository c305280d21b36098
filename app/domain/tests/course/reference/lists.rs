//! The list machine, its rounds written out: so many are called, level people on the last place as the rule says,
//! people leave, others are called up for them.

use super::order::Run;
use domain::rules::{Fill, OutBy, Substitution};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a list before anybody is called.
pub struct Told<'t> {
    pub quota: usize,
    /// Level people on the last place are all in; otherwise people must decide.
    pub share: bool,
    pub rule: Option<&'t Substitution>,
    /// How many may be called up at all, where a body must agree.
    pub approved: Option<usize>,
    /// Who was called, where the list was acted on.
    pub acted: Option<Vec<usize>>,
    /// How many each list has left, where seats are drawn over several.
    pub numbers: Option<BTreeMap<usize, usize>>,
    /// People about whom other draws are still undecided.
    pub undecided: Vec<Undecided>,
}

/// Level people for whom another draw holds so many seats: the others of them take seats here, or nobody behind them is
/// called.
#[derive(Clone, Default)]
pub struct Undecided {
    pub people: BTreeSet<usize>,
    pub seats: usize,
    /// The seats kept for them at the steps behind this list, and at the end of the places.
    pub later: Vec<usize>,
}

impl Undecided {
    /// How many of so many seats go to people of this run in the worst case: first those take one who are not in it, or
    /// whom `before` counted.
    fn least(&self, seats: usize, run: &Run, before: &[Undecided]) -> usize {
        let counted = |one: &usize| before.iter().any(|other| other.people.contains(one));
        let others = self
            .people
            .iter()
            .filter(|one| !run.contains(one) || counted(one));
        seats.saturating_sub(others.count())
    }
}

/// For each draw that is undecided, how it counts beside those before it.
fn least_of_all(all: &[Undecided], run: &Run, seats: impl Fn(&Undecided) -> usize) -> usize {
    let one = |(at, own): (usize, &Undecided)| own.least(seats(own), run, &all[..at]);
    all.iter().enumerate().map(one).sum()
}

pub fn is_undecided(all: &[Undecided], one: usize) -> bool {
    all.iter().any(|draw| draw.people.contains(&one))
}

/// Somebody who was called and is lost.
pub struct Loss {
    pub who: usize,
    pub by: OutBy,
    /// The rule replaces people who leave like this.
    pub replaced: bool,
}

#[derive(Default)]
pub struct Drawn {
    pub called: Vec<usize>,
    pub lost: Vec<(usize, OutBy)>,
    /// Level on the last place: people must decide.
    pub held: Run,
    /// How many seats wait for them.
    pub open: usize,
    /// Seats to fill for which nobody waits any more.
    pub vacant: usize,
    /// Behind the list, best first.
    pub waiting: Vec<Run>,
    pub numbers: Option<BTreeMap<usize, usize>>,
}

/// What a queue asks about its people.
#[derive(Clone, Copy)]
pub struct Asked<'q> {
    /// Whose number somebody takes.
    pub list_of: &'q dyn Fn(usize) -> usize,
    /// Whether somebody withdrew from the list before it was decided.
    pub withdrew: &'q dyn Fn(usize) -> Option<OutBy>,
    /// The order among level people, as far as there is one.
    pub order: &'q dyn Fn(Run) -> Vec<Run>,
}

/// Those who wait, and who of them can be called.
pub struct Queue<'q> {
    pub waiting: Vec<Run>,
    pub share: bool,
    pub numbers: Option<BTreeMap<usize, usize>>,
    pub undecided: Vec<Undecided>,
    /// How many were called to seats of other draws; and how many seats at each later step came with them.
    pub elsewhere: usize,
    pub later: Vec<usize>,
    pub withdrawn: Vec<(usize, OutBy)>,
    pub asked: Asked<'q>,
}

impl Queue<'_> {
    /// Calls the next for so many seats. A run that does not fit stays in front, and nobody behind it is called.
    pub fn call(&mut self, seats: usize) -> Vec<usize> {
        let mut called = Vec::new();
        let mut left = seats;
        let mut at = 0;
        while at < self.waiting.len() {
            let free = self.with_a_number(&self.waiting[at]);
            if free.is_empty() {
                at += 1;
                continue;
            }
            let needed = free.len() - least_of_all(&self.undecided, &free, |draw| draw.seats);
            if left == 0 && needed > 0 {
                break;
            }
            let too_many = needed > left || !self.fits(&free);
            if too_many && !self.share && self.withdraw(at, &free) {
                continue;
            }
            let undecided = free.iter().any(|one| is_undecided(&self.undecided, *one));
            if too_many && (undecided || !self.share) {
                break;
            }
            self.waiting[at].retain(|one| !free.contains(one));
            for one in &free {
                self.use_number(*one);
            }
            left = left.saturating_sub(needed);
            self.elsewhere += free.len() - needed;
            for step in 0..self.later.len() {
                self.later[step] += least_of_all(&self.undecided, &free, |draw| draw.later[step]);
            }
            called.extend(free);
            if self.waiting[at].is_empty() {
                self.waiting.remove(at);
            }
        }
        called
    }

    /// Takes out who withdrew while the place is undecided; the others may then be few enough, or have an order.
    fn withdraw(&mut self, at: usize, run: &Run) -> bool {
        let asked = self.asked;
        let gone = run
            .iter()
            .filter_map(|one| Some((*one, (asked.withdrew)(*one)?)));
        let gone: Vec<(usize, OutBy)> = gone.collect();
        if gone.is_empty() {
            return false;
        }
        let mut left = self.waiting.remove(at);
        left.retain(|one| gone.iter().all(|(other, _)| other != one));
        self.withdrawn.extend(gone);
        if !left.is_empty() {
            self.waiting.splice(at..at, (asked.order)(left));
        }
        true
    }

    /// The run on which the next seat hangs, if there is one.
    pub fn front(&self) -> Run {
        let free = self.waiting.iter().map(|run| self.with_a_number(run));
        free.into_iter()
            .find(|run| !run.is_empty())
            .unwrap_or_default()
    }

    fn with_a_number(&self, run: &Run) -> Run {
        let has = |one: &usize| match &self.numbers {
            None => true,
            Some(numbers) => numbers
                .get(&(self.asked.list_of)(*one))
                .is_some_and(|left| *left > 0),
        };
        run.iter().copied().filter(has).collect()
    }

    fn fits(&self, run: &Run) -> bool {
        let Some(numbers) = &self.numbers else {
            return true;
        };
        numbers.iter().all(|(list, left)| {
            run.iter()
                .filter(|one| (self.asked.list_of)(**one) == *list)
                .count()
                <= *left
        })
    }

    fn use_number(&mut self, one: usize) {
        let list = (self.asked.list_of)(one);
        if let Some(left) = self
            .numbers
            .as_mut()
            .and_then(|numbers| numbers.get_mut(&list))
        {
            *left = left.saturating_sub(1);
        }
    }

    fn give_number_back(&mut self, one: usize) {
        let list = (self.asked.list_of)(one);
        if let Some(left) = self
            .numbers
            .as_mut()
            .and_then(|numbers| numbers.get_mut(&list))
        {
            *left += 1;
        }
    }
}

/// Runs one list. `losses` says who of the newly called is lost; `behind` may drop people who wait once the list stands
/// (named substitutes who did not come).
#[expect(
    clippy::too_many_lines,
    reason = "the reference is read from top to bottom"
)]
pub fn draw(
    told: Told,
    runs: Vec<Run>,
    asked: Asked,
    mut losses: impl FnMut(&[usize]) -> Vec<Loss>,
    mut behind: impl FnMut(&mut Vec<Run>, usize) -> Vec<(usize, OutBy)>,
) -> Drawn {
    let mut queue = Queue {
        waiting: runs,
        share: told.share,
        numbers: told.numbers,
        undecided: told.undecided,
        elsewhere: 0,
        later: Vec::new(),
        withdrawn: Vec::new(),
        asked,
    };
    let mut quota = told.quota;
    let mut drawn = Drawn::default();
    let newly = match &told.acted {
        Some(acted) => {
            for run in &mut queue.waiting {
                run.retain(|one| !acted.contains(one));
            }
            queue.waiting.retain(|run| !run.is_empty());
            acted.clone()
        }
        None => queue.call(quota),
    };
    quota += std::mem::take(&mut queue.elsewhere);
    // Seats of the list itself that wait for a decision.
    let mut open = match told.acted {
        None if !queue.front().is_empty() => quota.saturating_sub(newly.len()),
        _ => 0,
    };
    let mut lost = losses(&newly);
    drawn.called.extend(newly);
    drawn.lost.extend(behind(&mut queue.waiting, open));
    let mut given_back: BTreeSet<usize> = BTreeSet::new();
    let (mut granted, mut rounds) = (0, 0);
    loop {
        let to_replace = lost.iter().filter(|loss| loss.replaced).count();
        let filled = drawn.called.len() - lost.len() + drawn.vacant;
        let room = quota.saturating_sub(filled);
        let Some(rule) = told.rule else { break };
        let mut grant = match rule.fill {
            Fill::Each => (to_replace - granted).min(room.saturating_sub(open)),
            Fill::Quota => room.saturating_sub(open),
        };
        if let Some(approved) = told.approved {
            grant = grant.min(approved.saturating_sub(granted));
        }
        if grant == 0 || rule.rounds.is_some_and(|most| rounds >= usize::from(most)) {
            break;
        }
        rounds += 1;
        granted += grant;
        // As many numbers come back as are called up, in the order of the lists.
        let replaced = |loss: &&Loss| loss.replaced || rule.fill == Fill::Quota;
        let mut back: Vec<usize> = (lost.iter().filter(replaced))
            .map(|loss| loss.who)
            .filter(|who| !given_back.contains(who))
            .collect();
        back.sort_by_key(|who| (asked.list_of)(*who));
        for who in back.into_iter().take(grant) {
            given_back.insert(who);
            queue.give_number_back(who);
        }
        let seats = open + grant;
        let newly = queue.call(seats);
        let elsewhere = std::mem::take(&mut queue.elsewhere);
        let seats = seats + elsewhere;
        quota += elsewhere;
        let left = seats.saturating_sub(newly.len());
        (open, drawn.vacant) = match queue.front().is_empty() {
            true => (0, drawn.vacant + left),
            false => (left, drawn.vacant),
        };
        if newly.is_empty() {
            break;
        }
        lost.extend(losses(&newly));
        drawn.called.extend(newly);
    }
    if open > 0 {
        drawn.held = queue.front();
        drawn.open = open;
        for run in &mut queue.waiting {
            run.retain(|one| !drawn.held.contains(one));
        }
    }
    queue.waiting.retain(|run| !run.is_empty());
    drawn
        .called
        .retain(|one| lost.iter().all(|loss| loss.who != *one));
    drawn
        .lost
        .extend(lost.into_iter().map(|loss| (loss.who, loss.by)));
    drawn.lost.extend(queue.withdrawn);
    drawn.waiting = queue.waiting;
    drawn.numbers = queue.numbers;
    drawn
}
