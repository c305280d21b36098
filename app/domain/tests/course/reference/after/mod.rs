//! The steps after the exam: who is called, who passes, who is called up for whom is lost, who is hired.

use crate::reference::bonus::Counting;
use crate::reference::course::{Course, Stand};
use crate::reference::lists::{Asked, Queue, Undecided};
use crate::reference::order::{Run, still_level};
use crate::reference::quota;
use domain::rules::{
    AfterStep, Fill, OutBy, Quota, ReservedOf, StageCode, StillLevel, SubstituteOrder, Ties,
};
use std::collections::BTreeMap;

mod reserved;
mod stand;
mod steps;

/// One list on its way through the steps: those on reserved seats, or the others of a group.
#[derive(Default)]
pub struct Lane {
    posts: Vec<usize>,
    steps: Vec<AfterStep>,
    /// How many each step takes.
    quotas: Vec<usize>,
    /// How many are hired; nothing while the places are not known.
    places: Option<usize>,
    waiting: Vec<Run>,
    /// How many each lane of the others has left, and whose number a person takes.
    numbers: Option<BTreeMap<usize, usize>>,
    list_of: BTreeMap<usize, usize>,
    /// The same for each later step, and at the end for the places.
    numbers_at: Vec<BTreeMap<usize, usize>>,
    /// Lost people whose numbers others can take.
    given_back: Vec<usize>,
    /// Level people for whom the draws of reserved seats hold so many seats.
    undecided: Vec<Undecided>,
    /// Who passed a step on a reserved seat, has none further on, and may take the other places: with the number of
    /// the choice from which on they are among these.
    guests: Vec<(usize, usize)>,
    /// Guests for whom such a choice still holds reserved seats.
    undecided_at: BTreeMap<usize, Vec<Undecided>>,
    entered: Vec<usize>,
    /// Who is lost: at which step, and why.
    lost: BTreeMap<usize, (usize, OutBy)>,
    /// Who left a step's list before it was decided: never called to it, and replaced by nobody.
    withdrawn: BTreeMap<usize, (usize, OutBy)>,
    /// Seats of the list that wait for a decision.
    open: usize,
    /// Seats to fill for which nobody waits any more.
    vacant: usize,
    rounds: Vec<usize>,
    granted: Vec<usize>,
}

/// Whom a step takes of those who are not lost.
pub struct Chosen {
    taken: Vec<usize>,
    held: Run,
    /// How many seats wait for them.
    open: usize,
    behind: Vec<Run>,
}

/// What is known of a choice before anybody is taken.
pub struct Choosing<'c> {
    seats: usize,
    share: bool,
    /// Whose list it is, which may have been acted on.
    step: Option<&'c StageCode>,
    undecided: Vec<Undecided>,
    /// Numbers of several lists, and whose number each person takes.
    list_of: Option<(BTreeMap<usize, usize>, BTreeMap<usize, usize>)>,
}

impl Course<'_> {
    pub fn go_on(&mut self) {
        self.block_before_the_first();
        let across = |post: usize| {
            let rules = &self.posts[post].rules;
            let own = rules.after.first().and_then(|step| step.list.across);
            Some(own.unwrap_or(rules.total.across))
        };
        let groups = self.groups(across);
        let mut lanes: Vec<Lane> = Vec::new();
        for group in self.unblocked(groups) {
            lanes.push(self.lane(group));
        }
        let (reserved, taken) = self.reserved_lanes(&mut lanes);
        for lane in &mut lanes {
            let gone = taken.get(&lane.posts[0]).cloned().unwrap_or_default();
            for run in &mut lane.waiting {
                run.retain(|one| !gone.contains(one));
            }
            lane.waiting.retain(|run| !run.is_empty());
            self.enter_list(lane);
        }
        self.call_across(&mut lanes);
        for lane in reserved.iter().chain(&lanes) {
            self.stand_in_lane(lane);
        }
        for lane in &lanes {
            self.keep_in_reserve(lane, &reserved);
        }
        self.reserve_instead();
        self.done = self.steps.len();
    }

    fn block_before_the_first(&mut self) {
        let behind_total = self.step(&"total".into()) + 1;
        for step in self.steps.clone().into_iter().skip(behind_total) {
            for post in 0..self.posts.len() {
                let first = self.posts[post].rules.after.first();
                if first.is_some_and(|first| first.code == step) && self.is_open_at(post, &step) {
                    self.block_ranked(&[post], &step);
                }
            }
        }
    }

    fn ranked(&self, posts: &[usize]) -> Vec<usize> {
        let mut people = self.of(posts);
        people.retain(|one| self.people[*one].stand == Stand::Past);
        people
    }

    fn block_ranked(&mut self, posts: &[usize], step: &StageCode) {
        for one in self.ranked(posts) {
            self.people[one].stand = Stand::Blocked(step.clone());
        }
    }

    /// Groups without a gap; the people of the others are blocked.
    fn unblocked(&mut self, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let mut gaps: Vec<bool> = groups.iter().map(|posts| self.has_gap(posts)).collect();
        for reserved in self.doc.reserved.clone() {
            let over = self.reserved_posts(&reserved);
            let joined = |posts: &[usize]| {
                let several = !matches!(reserved.of, ReservedOf::Posts(_));
                several && posts.iter().any(|post| over.contains(post))
            };
            if groups
                .iter()
                .zip(&gaps)
                .any(|(posts, gap)| *gap && joined(posts))
            {
                for (posts, gap) in groups.iter().zip(&mut gaps) {
                    *gap |= joined(posts);
                }
            }
        }
        let mut free = Vec::new();
        for (posts, gap) in groups.into_iter().zip(gaps) {
            if gap {
                let step = self.first_after(posts[0]);
                self.block_ranked(&posts, &step);
            } else {
                free.push(posts);
            }
        }
        free
    }

    /// The first step after the exam; the total where there is none.
    fn first_after(&self, post: usize) -> StageCode {
        let first = self.posts[post].rules.after.first();
        first.map_or("total".into(), |step| step.code.clone())
    }

    /// A group's list before anybody is called.
    fn lane(&self, posts: Vec<usize>) -> Lane {
        let steps = self.posts[posts[0]].rules.after.clone();
        let known = self.places(&posts);
        let people = self.ranked(&posts);
        let places = known.unwrap_or(0);
        let quotas: Vec<usize> = steps
            .iter()
            .map(|step| quota::of_places(quota_of(step), places) as usize)
            .collect();
        Lane {
            waiting: self.order_at(posts[0], &steps, 0, people),
            rounds: vec![0; steps.len()],
            granted: vec![0; steps.len()],
            places: known.map(|known| known as usize),
            quotas,
            steps,
            posts,
            ..Lane::default()
        }
    }

    /// The order in which a step takes people; without a step, in which they are hired.
    fn order_at(
        &self,
        post: usize,
        steps: &[AfterStep],
        at: usize,
        people: Vec<usize>,
    ) -> Vec<Run> {
        let rules = &self.posts[post].rules;
        let Some(step) = steps.get(at) else {
            return self.ranking(people);
        };
        let level = step.list.level.as_ref().unwrap_or(&rules.ties);
        let own = step.list.level.is_some() || step.list.basis.is_some();
        let runs = match (&step.list.basis, &step.list.level) {
            (Some(basis), _) => self.by_figure(&people, |one| {
                let sums = self.formula(one, basis, &basis.parts, Counting::Decided);
                sums.expect("who is ranked has every figure").1
            }),
            (None, Some(_)) => self.by_figure(&people, |one| {
                self.people[one].total.expect("ranked").compared
            }),
            // Who is level in the ranking is level here, unless a body says otherwise for this list.
            (None, None) => {
                let level = still_level(level) != StillLevel::Share;
                let runs = self.ranking(people).into_iter();
                return match level {
                    true => runs
                        .flat_map(|run| self.by_body(run, step.code.as_str()))
                        .collect(),
                    false => runs.collect(),
                };
            }
        };
        let runs = self.by_ties(runs, level, step.code.as_str(), Counting::Decided);
        // Where the list has a rule of its own, a body's order for the ranking comes last.
        match own && still_level(level) != StillLevel::Share {
            true => runs
                .into_iter()
                .flat_map(|run| self.by_body(run, "total"))
                .collect(),
            false => runs,
        }
    }

    fn ties_at<'t>(&'t self, lane: &'t Lane, at: usize) -> &'t Ties {
        let own = lane.steps.get(at).and_then(|step| step.list.level.as_ref());
        own.unwrap_or(&self.posts[lane.posts[0]].rules.ties)
    }

    fn shares(&self, lane: &Lane, at: usize) -> bool {
        still_level(self.ties_at(lane, at)) == StillLevel::Share
    }

    /// Calls the first list of a lane, and those who are called up for people who are lost.
    fn enter_list(&self, lane: &mut Lane) {
        if lane.steps.is_empty() {
            return;
        }
        let step = &lane.steps[0].code;
        let said = |one: &usize| {
            let said = self.people[*one].row.called.get(step).copied();
            said.filter(|_| !self.asks_consent(*one, step))
        };
        let people = lane.waiting.concat();
        if people.iter().any(|one| said(one).is_some()) {
            let called = |one: &usize| said(one) == Some(true);
            lane.entered = people.into_iter().filter(called).collect();
            for run in &mut lane.waiting {
                run.retain(|one| !lane.entered.contains(one));
            }
            lane.waiting.retain(|run| !run.is_empty());
        } else {
            let seats = lane.quotas[0];
            self.call(lane, seats);
            lane.vacant = 0;
        }
        let rule = lane.steps[0].list.substitution.as_ref();
        if rule.is_some_and(|rule| rule.by == Some(SubstituteOrder::Total)) {
            let held = self.held(lane);
            let mut waiting = lane.waiting.concat();
            waiting.retain(|one| !held.contains(one));
            lane.waiting = self.ranking(waiting);
            if !held.is_empty() {
                lane.waiting.insert(0, held);
            }
        }
        self.call_up(lane);
    }

    /// Calls the next for so many seats; seats that wait for a decision stay open, seats without anybody vacant.
    fn call(&self, lane: &mut Lane, seats: usize) -> usize {
        let (waiting, numbers) = (std::mem::take(&mut lane.waiting), lane.numbers.take());
        let mut queue = Queue {
            waiting,
            share: self.shares(lane, 0),
            numbers,
            undecided: lane.undecided.clone(),
            elsewhere: 0,
            later: vec![0; lane.steps.len()],
            withdrawn: Vec::new(),
            asked: Asked {
                list_of: &|one| lane.list_of.get(&one).copied().unwrap_or(0),
                withdrew: &|one| self.lost_in_step(one, &lane.steps[0].code),
                order: &|run| self.order_at(lane.posts[0], &lane.steps, 0, run),
            },
        };
        let newly = queue.call(seats);
        let left = (seats + queue.elsewhere).saturating_sub(newly.len());
        // What was kept for them further on is now kept for this lane.
        lane.quotas[0] += queue.elsewhere;
        let later = lane.quotas[1..].iter_mut().chain(lane.places.as_mut());
        for (seats, more) in later.zip(&queue.later) {
            *seats += more;
        }
        let nobody = queue.front().is_empty();
        let (waiting, numbers, withdrawn) = (queue.waiting, queue.numbers, queue.withdrawn);
        (lane.waiting, lane.numbers) = (waiting, numbers);
        let withdrawn = withdrawn.into_iter().map(|(one, by)| (one, (0, by)));
        lane.withdrawn.extend(withdrawn);
        (lane.open, lane.vacant) = match nobody {
            true => (0, lane.vacant + left),
            false => (left, lane.vacant),
        };
        let count = newly.len();
        lane.entered.extend(newly);
        count
    }

    /// Rounds: each replaces everybody who is lost at that moment, by the rule of the step that lost them.
    fn call_up(&self, lane: &mut Lane) {
        loop {
            self.lose(lane);
            let grant = self.grant(lane);
            if grant == 0 {
                return;
            }
            let seats = lane.open + grant;
            if self.call(lane, seats) == 0 {
                return;
            }
        }
    }

    /// How many may be called up now.
    fn grant(&self, lane: &mut Lane) -> usize {
        let mut sum = 0;
        for at in 0..lane.steps.len() {
            let step = lane.steps[at].clone();
            let Some(rule) = &step.list.substitution else {
                continue;
            };
            if rule
                .rounds
                .is_some_and(|most| lane.rounds[at] >= usize::from(most))
            {
                continue;
            }
            let spoken_for = members(lane) + lane.open + lane.vacant + sum;
            let room = lane.quotas[0].saturating_sub(spoken_for);
            let to_replace = lane
                .lost
                .iter()
                .filter(|(one, (lost_at, by))| {
                    *lost_at == at && self.replaces(**one, *by, &step.code, rule)
                })
                .count();
            let mut grant = match rule.fill {
                Fill::Each => to_replace.saturating_sub(lane.granted[at]).min(room),
                Fill::Quota => room,
            };
            if rule.approval {
                let approved = self.approved(lane.posts[0], &step.code);
                grant = grant.min(approved.saturating_sub(lane.granted[at]));
            }
            if grant > 0 {
                let mut lost: Vec<usize> = (lane.lost.iter())
                    .filter(|(one, (lost_at, by))| {
                        rule.fill == Fill::Quota
                            || *lost_at == at && self.replaces(**one, *by, &step.code, rule)
                    })
                    .map(|(one, _)| *one)
                    .filter(|one| !lane.given_back.contains(one))
                    .collect();
                lost.sort_by_key(|one| lane.list_of.get(one).copied().unwrap_or(0));
                for one in lost.into_iter().take(grant) {
                    give_number_back(lane, one);
                }
                lane.rounds[at] += 1;
                lane.granted[at] += grant;
                sum += grant;
            }
        }
        sum
    }

    /// Seats that stay vacant go to the best who wait at other posts, where the rule says so.
    fn call_across(&mut self, lanes: &mut [Lane]) {
        loop {
            let mut moved = false;
            for at in 0..lanes.len() {
                moved |= self.call_from_others(lanes, at);
            }
            if !moved {
                return;
            }
        }
    }

    fn call_from_others(&self, lanes: &mut [Lane], at: usize) -> bool {
        let rules = lanes[at]
            .steps
            .iter()
            .filter_map(|step| Some((step.code.clone(), step.list.substitution.clone()?)));
        let rule = rules.into_iter().find(|(_, rule)| rule.across.is_some());
        let seats = lanes[at].vacant;
        let Some((step, rule)) = rule.filter(|_| seats > 0) else {
            return false;
        };
        let wide = self.together(lanes[at].posts[0], rule.across.expect("just asked"));
        let decided = |lane: &&Lane| lane.open == 0 && lane.places.is_some();
        let waiting: Vec<usize> = lanes
            .iter()
            .filter(decided)
            .flat_map(|lane| lane.waiting.concat())
            .filter(|one| wide.contains(&self.people[*one].post))
            .collect();
        let post = lanes[at].posts[0];
        let mut runs = match rule.by {
            Some(SubstituteOrder::Total) => self.ranking(waiting),
            _ => self.order_at(post, &lanes[at].steps, 0, waiting),
        };
        if rule.consent {
            runs = self.willing(runs, &step);
        }
        let mut queue = Queue {
            waiting: runs,
            share: self.shares(&lanes[at], 0),
            numbers: None,
            undecided: Vec::new(),
            elsewhere: 0,
            later: Vec::new(),
            withdrawn: Vec::new(),
            asked: Asked {
                list_of: &|_| 0,
                withdrew: &|_| None,
                order: &|run| vec![run],
            },
        };
        let called = queue.call(seats);
        if called.is_empty() {
            return false;
        }
        for lane in lanes.iter_mut() {
            for run in &mut lane.waiting {
                run.retain(|one| !called.contains(one));
            }
            lane.waiting.retain(|run| !run.is_empty());
        }
        lanes[at].vacant = seats.saturating_sub(called.len());
        lanes[at].entered.extend(called);
        self.call_up(&mut lanes[at]);
        true
    }
}

impl Course<'_> {
    /// Without those who said no, as far as everybody has said something.
    pub fn willing(&self, runs: Vec<Run>, step: &StageCode) -> Vec<Run> {
        let said = |one: &usize| self.people[*one].row.called.get(step).copied();
        let asked = runs.into_iter().map(|mut run| {
            run.retain(|one| said(one) != Some(false));
            run
        });
        let answered = asked.take_while(|run| run.iter().all(|one| said(one).is_some()));
        answered.filter(|run| !run.is_empty()).collect()
    }
}

/// Who is in and not lost when choice `at` is made.
fn still_in(lane: &Lane, at: usize) -> Vec<usize> {
    let guests = lane.guests.iter().filter(|(_, from)| *from <= at);
    let all = lane.entered.iter().chain(guests.map(|(guest, _)| guest));
    let gone = |one: &usize| lane.lost.contains_key(one) || lane.withdrawn.contains_key(one);
    all.copied().filter(|one| !gone(one)).collect()
}

fn give_number_back(lane: &mut Lane, one: usize) {
    lane.given_back.push(one);
    let list = lane.list_of.get(&one).copied().unwrap_or(0);
    if let Some(left) = lane
        .numbers
        .as_mut()
        .and_then(|numbers| numbers.get_mut(&list))
    {
        *left += 1;
    }
}

/// The people of the lane itself who are still in.
fn members(lane: &Lane) -> usize {
    let gone = |one: &usize| lane.lost.contains_key(one) || lane.withdrawn.contains_key(one);
    lane.entered.iter().filter(|one| !gone(one)).count()
}

fn quota_of(step: &AfterStep) -> &Quota {
    step.list.quota.as_ref().expect("for_post fills it in")
}

/// Whether anybody can be called up for somebody whom any of the steps loses.
fn substitutes(lane: &Lane) -> bool {
    let mut rules = lane
        .steps
        .iter()
        .map(|step| step.list.substitution.as_ref());
    rules.any(|rule| rule.is_some_and(|rule| rule.rounds != Some(0)))
}
