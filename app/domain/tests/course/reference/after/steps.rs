//! From step to step: who is lost, whom the next step takes, whom the places take.

use super::{Choosing, Chosen, Lane, still_in};
use crate::reference::course::Course;
use crate::reference::lists::{Asked, Queue};
use crate::reference::order::Run;
use domain::rules::{AfterStep, OutBy, StageCode, Verdict};

impl Course<'_> {
    /// Finds everybody who is lost, step by step, until nothing changes.
    pub fn lose(&self, lane: &mut Lane) {
        loop {
            let chosen = self.chosen(lane);
            let everybody = still_in(lane, lane.steps.len());
            let lost = everybody.into_iter().find_map(|one| {
                let reached = self.reached(lane, &chosen, one);
                let mut steps = lane.steps[..=reached].iter().enumerate();
                let at = |(at, step): (usize, &AfterStep)| {
                    Some((at, self.lost_in_step(one, &step.code)?))
                };
                Some((one, steps.find_map(at)?))
            });
            if let Some((one, how)) = lost {
                lane.lost.insert(one, how);
                continue;
            }
            let gone = self.withdrawals(lane, &chosen);
            if gone.is_empty() {
                return;
            }
            lane.withdrawn.extend(gone);
        }
    }

    /// Who passed a step, is undecided for the next, and left there: at the first step where there is somebody.
    fn withdrawals(&self, lane: &Lane, chosen: &[Chosen]) -> Vec<(usize, (usize, OutBy))> {
        let at_step = |at: usize| {
            let step = &lane.steps[at].code;
            let undecided = chosen[at - 1].held.iter().copied();
            let gone = undecided.filter_map(|one| {
                let passed = self.has_passed(lane, chosen, one, at - 1);
                let by = self.lost_in_step(one, step).filter(|_| passed)?;
                Some((one, (at, by)))
            });
            gone.collect::<Vec<_>>()
        };
        let steps = (1..lane.steps.len()).map(at_step);
        steps
            .into_iter()
            .find(|gone| !gone.is_empty())
            .unwrap_or_default()
    }

    /// Passed this step, and stands there.
    pub fn has_passed(&self, lane: &Lane, chosen: &[Chosen], one: usize, at: usize) -> bool {
        self.reached(lane, chosen, one) == at
            && self.verdict(one, &lane.steps[at].code) == Some(Verdict::Passed)
    }

    pub fn lost_in_step(&self, one: usize, step: &StageCode) -> Option<OutBy> {
        let failed = self.verdict(one, step) == Some(Verdict::Failed);
        self.withdrew(one, step).or(failed.then_some(OutBy::Failed))
    }

    pub fn verdict(&self, one: usize, step: &StageCode) -> Option<Verdict> {
        self.people[one].row.stages.get(step)?.check
    }

    /// Whom each step takes, the first one excepted, and at the end whom the places take.
    pub fn chosen(&self, lane: &Lane) -> Vec<Chosen> {
        let last = lane.steps.len();
        (1..=last).map(|at| self.choice(lane, at)).collect()
    }

    /// Whom step `at` takes; behind the last one, whom the places take.
    fn choice(&self, lane: &Lane, at: usize) -> Chosen {
        let open = lane.undecided_at.get(&(at - 1)).cloned();
        let people = still_in(lane, at - 1);
        let mut choosing = Choosing {
            share: false,
            step: None,
            seats: lane.places.unwrap_or(0),
            undecided: open.unwrap_or_default(),
            list_of: lane
                .numbers_at
                .get(at - 1)
                .map(|numbers| (numbers.clone(), lane.list_of.clone())),
        };
        if let Some(step) = lane.steps.get(at) {
            choosing.share = self.shares(lane, at);
            choosing.step = Some(&step.code);
            choosing.seats = lane.quotas[at];
            let runs = self.order_at(lane.posts[0], &lane.steps, at, people);
            return self.choose(runs, choosing);
        }
        let last = &lane.steps[at - 1].code;
        let runs = self.order_at(lane.posts[0], &lane.steps, at - 1, people);
        self.choose(self.by_a_body(runs, last), choosing)
    }

    /// Nobody shares a place: a body orders people who are level on the last one.
    pub fn by_a_body(&self, runs: Vec<Run>, step: &StageCode) -> Vec<Run> {
        let runs = runs.into_iter();
        let for_step = runs.flat_map(|run| self.by_body(run, step.as_str()));
        for_step
            .flat_map(|run| self.by_body(run, "total"))
            .collect()
    }

    pub fn choose(&self, runs: Vec<Run>, choosing: Choosing) -> Chosen {
        let people = runs.concat();
        let said = |one: &usize| {
            let step = choosing
                .step
                .filter(|step| !self.asks_consent(*one, step))?;
            self.people[*one].row.called.get(step).copied()
        };
        let list_of = |one: usize| {
            let lists = choosing.list_of.as_ref();
            lists
                .and_then(|(_, list_of)| list_of.get(&one).copied())
                .unwrap_or(0)
        };
        let mut queue = Queue {
            waiting: runs,
            share: choosing.share,
            numbers: choosing
                .list_of
                .as_ref()
                .map(|(numbers, _)| numbers.clone()),
            undecided: choosing.undecided.clone(),
            elsewhere: 0,
            later: Vec::new(),
            withdrawn: Vec::new(),
            asked: Asked {
                list_of: &list_of,
                withdrew: &|_| None,
                order: &|run| vec![run],
            },
        };
        let acted = people.iter().any(|one| said(one).is_some());
        let taken: Vec<usize> = if acted {
            let called = people.into_iter().filter(|one| said(one) == Some(true));
            called.collect()
        } else {
            queue.call(choosing.seats)
        };
        let seats = choosing.seats + queue.elsewhere;
        for run in &mut queue.waiting {
            run.retain(|one| !taken.contains(one));
        }
        queue.waiting.retain(|run| !run.is_empty());
        let undecided = !acted && taken.len() < seats && !queue.front().is_empty();
        let held = match undecided {
            true => queue.front(),
            false => Vec::new(),
        };
        for run in &mut queue.waiting {
            run.retain(|one| !held.contains(one));
        }
        queue.waiting.retain(|run| !run.is_empty());
        Chosen {
            open: if undecided { seats - taken.len() } else { 0 },
            taken,
            held,
            behind: queue.waiting,
        }
    }

    /// Whether the column of a step says who agrees to come from another post, and not who was called.
    pub fn asks_consent(&self, one: usize, code: &StageCode) -> bool {
        let rules = &self.posts[self.people[one].post].rules;
        let step = rules.after.iter().find(|step| step.code == *code);
        let rule = step.and_then(|step| step.list.substitution.as_ref());
        rule.is_some_and(|rule| rule.consent)
    }

    /// The last step that somebody who is in reached: each one before it is passed.
    pub fn reached(&self, lane: &Lane, chosen: &[Chosen], one: usize) -> usize {
        let guest = lane.guests.iter().find(|(guest, _)| *guest == one);
        let mut at = guest.map_or(0, |(_, from)| *from);
        while at + 1 < lane.steps.len()
            && self.verdict(one, &lane.steps[at].code) == Some(Verdict::Passed)
            && chosen[at].taken.contains(&one)
        {
            at += 1;
        }
        at
    }
}
