//! What becomes of everybody after the exam.

use super::{Chosen, Lane, still_in, substitutes};
use crate::reference::course::{Course, Stand};
use crate::reference::lists::is_undecided;
use crate::reference::order::places;
use crate::reference::quota;
use domain::rules::{OutBy, StageCode, Verdict};
use std::collections::BTreeSet;

impl Course<'_> {
    /// What the lane means for each of its people.
    pub fn stand_in_lane(&mut self, lane: &Lane) {
        if lane.places.is_none() {
            return;
        }
        if lane.steps.is_empty() {
            let last = self.last_choice(lane);
            self.stand_hired(&last, lane);
            return;
        }
        let chosen = self.chosen(lane);
        for (one, (at, by)) in lane.lost.iter().chain(&lane.withdrawn) {
            self.out(*one, &lane.steps[*at].code, *by);
        }
        for one in still_in(lane, lane.steps.len()) {
            let at = self.reached(lane, &chosen, one);
            let step = &lane.steps[at].code;
            let passed = self.verdict(one, step) == Some(Verdict::Passed);
            let undecided = lane.undecided_at.get(&at);
            let undecided = undecided.is_some_and(|draws| is_undecided(draws, one));
            if undecided && !chosen[at].taken.contains(&one) {
                continue;
            }
            let stand = if passed {
                self.stand_past(lane, &chosen, one, at)
            } else {
                Stand::Called(step.clone())
            };
            self.people[one].stand = stand;
        }
        self.stand_waiting(lane);
    }

    /// Passed a step, and not called to the next; or passed the last one.
    fn stand_past(&self, lane: &Lane, chosen: &[Chosen], one: usize, at: usize) -> Stand {
        let last = at + 1 == lane.steps.len();
        let next = if last { at } else { at + 1 };
        let code = lane.steps[next].code.clone();
        let choice = &chosen[at];
        if last && choice.taken.contains(&one) {
            return Stand::Hired;
        }
        if choice.held.contains(&one) {
            return Stand::Held(code);
        }
        let passed = |one: &usize| self.has_passed(lane, chosen, *one, at);
        let mut behind = choice.behind.clone();
        for run in &mut behind {
            run.retain(passed);
        }
        behind.retain(|run| !run.is_empty());
        let place = places(&behind).into_iter().find(|(other, _)| *other == one);
        match place {
            Some((_, place)) if substitutes(lane) => Stand::Substitute(code, place as usize),
            _ => Stand::Out(code, OutBy::NotCalled),
        }
    }

    fn stand_waiting(&mut self, lane: &Lane) {
        let first = &lane.steps[0];
        let held: BTreeSet<usize> = self.held(lane).into_iter().collect();
        let mut waiting = lane.waiting.clone();
        for run in &mut waiting {
            run.retain(|one| !held.contains(one) && !is_undecided(&lane.undecided, *one));
        }
        waiting.retain(|run| !run.is_empty());
        for one in &held {
            self.people[*one].stand = Stand::Held(first.code.clone());
        }
        for (one, place) in places(&waiting) {
            // Who is undecided for other seats stays so, wherever else they wait.
            if let Stand::Held(_) = self.people[one].stand {
                continue;
            }
            self.people[one].stand = if substitutes(lane) {
                Stand::Substitute(first.code.clone(), place as usize)
            } else {
                Stand::Out(first.code.clone(), OutBy::NotCalled)
            };
        }
    }

    fn stand_hired(&mut self, last: &Chosen, lane: &Lane) {
        let total: StageCode = "total".into();
        for one in &last.taken {
            self.people[*one].stand = Stand::Hired;
        }
        for one in &last.held {
            self.people[*one].stand = Stand::Held(total.clone());
        }
        for one in last.behind.concat() {
            if !is_undecided(&lane.undecided, one) {
                self.out(one, &total, OutBy::NotCalled);
            }
        }
    }

    /// So many behind the list are kept in reserve; level people on the last place all are.
    pub fn keep_in_reserve(&mut self, lane: &Lane, reserved: &[Lane]) {
        // A reserve list instead of hires has its people from the places.
        let Some(rule) = self.doc.reserve.as_ref().filter(|rule| !rule.instead) else {
            return;
        };
        let post = self.posts[lane.posts[0]].post;
        if !rule.scope.covers(&post.code, post.pool.as_ref()) {
            return;
        }
        let mut behind: Vec<usize> = if lane.steps.is_empty() {
            self.last_choice(lane).behind.concat()
        } else {
            let held = self.held(lane);
            let mut waiting = lane.waiting.concat();
            waiting.retain(|one| !held.contains(one));
            waiting
        };
        for other in reserved {
            let own = |one: &usize| lane.posts.contains(&self.people[*one].post);
            let held = self.held(other);
            let waiting = other.waiting.concat().into_iter();
            behind.extend(waiting.filter(|one| own(one) && !held.contains(one)));
        }
        behind.sort_unstable();
        behind.dedup();
        behind.retain(|one| {
            matches!(
                self.people[*one].stand,
                Stand::Substitute(..) | Stand::Out(_, OutBy::NotCalled)
            )
        });
        let runs = self.order_at(lane.posts[0], &lane.steps, 0, behind);
        let most = match &rule.places {
            None => usize::MAX,
            Some(quota) => {
                let places = self.places(&lane.posts).unwrap_or(0);
                quota::of_places(quota, places) as usize
            }
        };
        for (one, place) in places(&runs) {
            if (place as usize) <= most {
                self.people[one].stand = Stand::Reserve;
            }
        }
    }

    pub fn reserve_instead(&mut self) {
        let Some(rule) = self.doc.reserve.as_ref().filter(|rule| rule.instead) else {
            return;
        };
        for one in 0..self.people.len() {
            let direct = (self.people[one].track).is_some_and(|track| track.hired_without_exam);
            let hired = self.people[one].stand == Stand::Hired && !direct;
            if hired && self.covers(&self.people[one], &rule.scope) {
                self.people[one].stand = Stand::Reserve;
            }
        }
    }
}
