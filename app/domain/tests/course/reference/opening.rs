//! 开考比例: people against places, post by post.

use super::course::{Course, Stand};
use super::number::Num;
use super::quota;
use domain::numbers::RoundingMode;
use domain::rules::{
    DecisionValue, OpeningAt, OpeningCase, OpeningRule, OpeningThen, Quota, RemovedPlaces,
    StageCode,
};

/// What a rule that was not met took from a post.
struct Removed {
    post: usize,
    places: u32,
}

impl Course<'_> {
    /// Applies every rule that counts now, one after another; each looks at all posts before places move.
    pub fn open(&mut self, now: &[OpeningAt]) {
        let most = self.posts.iter().map(|post| post.rules.opening.len()).max();
        for index in 0..most.unwrap_or(0) {
            let mut failed = Vec::new();
            for post in 0..self.posts.len() {
                let rules = &self.posts[post].rules.opening;
                if let Some(rule) = rules.get(index).filter(|rule| now.contains(&rule.at)) {
                    let rule = rule.clone();
                    failed.extend(self.count(post, &rule));
                }
            }
            self.move_places(index, &failed);
            for removed in &failed {
                if self.posts[removed.post].places == Some(0) {
                    self.cancel(removed.post);
                }
            }
        }
    }

    /// One post against one rule; what it loses if it fails.
    fn count(&mut self, post: usize, rule: &OpeningRule) -> Option<Removed> {
        let one = &self.posts[post];
        if one.cancelled || one.decided {
            return None;
        }
        let places = one.places?;
        let Some(people) = self.people_counted(post, &rule.at) else {
            self.block_count(post);
            return None;
        };
        if self.list_is_open(post, &rule.at) {
            return None;
        }
        let needed = match self.decision(post, "opening") {
            Some(DecisionValue::Needed(instead)) => instead.clone(),
            _ => rule.needed.clone(),
        };
        if people >= quota::of_places(&needed, places) {
            return None;
        }
        let fits = |case: &&OpeningCase| case.up_to.is_none_or(|most| places <= most);
        let then = rule.otherwise.iter().find(fits).map(|case| &case.then);
        let left = match then {
            None | Some(OpeningThen::Body | OpeningThen::GoAhead) => places,
            Some(OpeningThen::Cancel) => 0,
            Some(OpeningThen::Reduce) => enough_for(&needed, places, people),
            Some(OpeningThen::ReduceToShare(share)) => {
                let exact = Num::whole(people as usize) * Num::ratio(share.share);
                whole(exact, share.mode).min(places)
            }
            Some(OpeningThen::Track(code)) => {
                self.send_on_track(post, code.as_str());
                places
            }
        };
        self.posts[post].places = Some(left);
        let places = places - left;
        Some(Removed { post, places })
    }

    /// How many people the rule counts; nothing while a fact or a mark is missing.
    fn people_counted(&self, post: usize, at: &OpeningAt) -> Option<u32> {
        if self.has_gap(&[post]) {
            return None;
        }
        let people = self.of(&[post]);
        // Direct hires have used up their places before the others are counted.
        let direct = |one: &&usize| {
            let person = &self.people[**one];
            let hired = person.track.is_some_and(|track| track.hired_without_exam);
            hired && matches!(person.stand, Stand::Hired | Stand::Held(_))
        };
        let hired = people.iter().filter(direct).count() as u32;
        let count = match at {
            OpeningAt::Applied => self.posts[post].applied - hired,
            OpeningAt::Accepted => self.posts[post].accepted - hired,
            OpeningAt::Paid => {
                let paid = people.iter().filter(|one| self.paid(**one) && !direct(one));
                paid.count() as u32
            }
            OpeningAt::Came(stage) => people
                .iter()
                .filter(|one| self.came(**one, stage) == Some(true))
                .count() as u32,
            OpeningAt::Called(stage) => people
                .iter()
                .filter(|one| self.people[**one].stand == Stand::At(stage.clone()))
                .filter(|one| self.lost_at(**one, stage).is_none())
                .count() as u32,
        };
        Some(count)
    }

    /// In, and paid.
    fn paid(&self, one: usize) -> bool {
        let person = &self.people[one];
        person.stand != Stand::NotAdmitted && person.row.paid_at.is_some()
    }

    /// Somebody is still undecided for this list, so it is not final.
    fn list_is_open(&self, post: usize, at: &OpeningAt) -> bool {
        let OpeningAt::Called(stage) = at else {
            return false;
        };
        let held = Stand::Held(stage.clone());
        self.of(&[post])
            .iter()
            .any(|one| self.people[*one].stand == held)
    }

    /// No count can be made: nobody of the post has an outcome.
    fn block_count(&mut self, post: usize) {
        for one in self.of(&[post]) {
            if let Stand::At(stage) = &self.people[one].stand {
                self.people[one].stand = Stand::Blocked(stage.clone());
            }
        }
    }

    fn send_on_track(&mut self, post: usize, code: &str) {
        let track = self
            .doc
            .tracks
            .iter()
            .find(|track| track.code.as_str() == code);
        for one in self.of(&[post]) {
            let Stand::At(stage) = self.people[one].stand.clone() else {
                continue;
            };
            self.people[one].track = track;
            if self.skips(one, &stage) {
                let next = self.next_stage(one, Some(&stage));
                self.people[one].stand = next.map_or(Stand::Past, Stand::At);
            }
        }
    }

    fn move_places(&mut self, index: usize, failed: &[Removed]) {
        for removed in failed.iter().filter(|removed| removed.places > 0) {
            let rule = &self.posts[removed.post].rules.opening[index];
            let takers = match &rule.removed_places {
                RemovedPlaces::Lost | RemovedPlaces::Body => Vec::new(),
                RemovedPlaces::ToPools(pools) => {
                    let own = self.posts[removed.post].post.area.as_ref();
                    let of_pools: Vec<usize> = (0..self.posts.len())
                        .filter(|post| {
                            let pool = &self.posts[*post].post.pool;
                            pool.as_ref().is_some_and(|pool| pools.contains(pool))
                        })
                        .filter(|post| self.can_take(*post, failed))
                        .collect();
                    let near = of_pools
                        .iter()
                        .copied()
                        .find(|post| own.is_some() && self.posts[*post].post.area.as_ref() == own);
                    near.map_or(of_pools, |near| vec![near])
                }
                RemovedPlaces::ToPosts(codes) => codes
                    .iter()
                    .filter_map(|code| {
                        let same = |post: &super::course::OnePost| post.post.code == *code;
                        self.posts.iter().position(same)
                    })
                    .filter(|post| self.can_take(*post, failed))
                    .collect(),
            };
            for place in 0..removed.places as usize {
                if let Some(taker) = takers.get(place % takers.len().max(1)) {
                    *self.posts[*taker].places.get_or_insert(0) += 1;
                }
            }
        }
    }

    fn can_take(&self, post: usize, failed: &[Removed]) -> bool {
        let one = &self.posts[post];
        !one.cancelled
            && !one.decided
            && one.places.is_some()
            && failed.iter().all(|removed| removed.post != post)
    }

    /// The stage that a post's list calls to.
    pub fn open_called(&mut self, stage: &StageCode) {
        self.open(&[OpeningAt::Called(stage.clone())]);
    }
}

/// As many places as the people are enough for.
fn enough_for(needed: &Quota, places: u32, people: u32) -> u32 {
    let enough = |left: &u32| quota::of_places(needed, *left) <= people;
    (1..=places).rev().find(enough).unwrap_or(0)
}

fn whole(exact: Num, mode: RoundingMode) -> u32 {
    let rule = domain::numbers::Rounding { decimals: 0, mode };
    exact.rounded(Some(rule)).floor() as u32
}
