//! Reserved seats after the exam: a lane of their own, and what it leaves to the others.

use super::{Choosing, Chosen, Lane, members, quota_of};
use crate::reference::course::Course;
use crate::reference::lists::Undecided;
use crate::reference::order::Run;
use crate::reference::quota;
use domain::rules::{Reserved, ReservedOf, Unfilled};
use std::collections::{BTreeMap, BTreeSet};

impl Course<'_> {
    /// Runs a lane for each kind of reserved seats, and takes their numbers off the lanes of the others. Comes with
    /// whom no other lane may call, by the first post of the lane.
    pub fn reserved_lanes(
        &self,
        lanes: &mut [Lane],
    ) -> (Vec<Lane>, BTreeMap<usize, BTreeSet<usize>>) {
        let mut reserved_lanes: Vec<Lane> = Vec::new();
        let mut taken: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for reserved in self.doc.reserved.clone() {
            let over = self.reserved_posts(&reserved);
            let draws: Vec<Vec<usize>> = match reserved.of {
                ReservedOf::Posts(_) => over.into_iter().map(|post| vec![post]).collect(),
                ReservedOf::Pool(_) | ReservedOf::Campaign => vec![over],
            };
            for posts in draws {
                let gone: BTreeSet<usize> = taken.values().flatten().copied().collect();
                if let Some(lane) = self.reserved_lane(&reserved, &posts, lanes, &gone) {
                    self.take_off(&reserved, &lane, lanes, &mut taken);
                    if reserved.also_open {
                        self.invite(&lane, lanes);
                    }
                    reserved_lanes.push(lane);
                }
            }
        }
        (reserved_lanes, taken)
    }

    fn reserved_lane(
        &self,
        reserved: &Reserved,
        posts: &[usize],
        lanes: &[Lane],
        gone: &BTreeSet<usize>,
    ) -> Option<Lane> {
        let post = *posts.first()?;
        let mut holders = self.ranked(posts);
        let known = lanes.iter().flat_map(|lane| &lane.posts);
        let known: BTreeSet<usize> = known.copied().collect();
        holders.retain(|one| {
            known.contains(&self.people[*one].post)
                && !gone.contains(one)
                && self.has_seat(*one, reserved)
        });
        let steps = self.posts[post].rules.after.clone();
        let per_post = matches!(reserved.of, ReservedOf::Posts(_));
        let lanes: Vec<&Lane> = (lanes.iter())
            .filter(|lane| lane.posts.iter().any(|post| posts.contains(post)))
            .collect();
        let known = self.places(posts)?;
        let most = reserved.places.min(known);
        let left = |at: usize| lanes.iter().map(|lane| lane.quotas[at]).sum::<usize>();
        let quotas = steps.iter().enumerate().map(|(at, step)| {
            let part = quota::of_places(quota_of(step), most) as usize;
            part.min(left(at))
        });
        let places: usize = lanes.iter().filter_map(|lane| lane.places).sum();
        let seats = (most as usize).min(places);
        let numbers = lanes.iter().enumerate().map(|(at, lane)| {
            let most = lane.quotas.first().copied();
            (at, most.or(lane.places).unwrap_or(0))
        });
        let list_of = |one: &usize| {
            let own = |lane: &&Lane| lane.posts.contains(&self.people[*one].post);
            (*one, lanes.iter().position(own).unwrap_or(0))
        };
        let numbers_at = (1..=steps.len()).map(|step| {
            let lanes = lanes.iter().enumerate();
            let most = |lane: &Lane| lane.quotas.get(step).copied().or(lane.places).unwrap_or(0);
            lanes.map(|(at, lane)| (at, most(lane))).collect()
        });
        let mut lane = Lane {
            numbers_at: match per_post {
                true => Vec::new(),
                false => numbers_at.collect(),
            },
            list_of: holders.iter().map(list_of).collect(),
            numbers: (!per_post).then(|| numbers.collect()),
            quotas: quotas.collect(),
            waiting: self.order_at(post, &steps, 0, holders),
            places: Some(seats),
            rounds: vec![0; steps.len()],
            granted: vec![0; steps.len()],
            posts: posts.to_vec(),
            steps,
            ..Lane::default()
        };
        self.enter_list(&mut lane);
        Some(lane)
    }

    /// What a lane of reserved seats leaves to the others of its posts.
    #[expect(
        clippy::too_many_lines,
        reason = "the reference is read from top to bottom"
    )]
    fn take_off(
        &self,
        reserved: &Reserved,
        lane: &Lane,
        lanes: &mut [Lane],
        taken: &mut BTreeMap<usize, BTreeSet<usize>>,
    ) {
        let per_post = matches!(reserved.of, ReservedOf::Posts(_));
        let chosen = self.last_choice(lane);
        let choices = self.chosen(lane);
        let mut joined = 0;
        for other in lanes {
            let own = |one: &usize| other.posts.contains(&self.people[*one].post);
            if !other.posts.iter().any(|post| lane.posts.contains(post)) {
                continue;
            }
            let gone = taken.entry(other.posts[0]).or_default();
            gone.extend(lane.entered.iter().copied().filter(own));
            let hired: usize = chosen.taken.iter().filter(|one| own(one)).count();
            let held = chosen.held.iter().filter(|one| own(one)).count();
            let in_all = lane.places.unwrap_or(0);
            // Who is undecided for the first list may go on from there, and then needs a seat at every step.
            let waiting: BTreeSet<usize> = self.held(lane).into_iter().filter(own).collect();
            let waiting_for = |seats: usize, choice: &Chosen| {
                let free = seats.saturating_sub(choice.taken.len() + choice.open);
                lane.open.min(waiting.len()).min(free)
            };
            let at_the_end = waiting_for(in_all, &chosen);
            let seats = match reserved.unfilled {
                _ if !per_post => hired + held.min(chosen.open) + at_the_end,
                Unfilled::ToParent => (chosen.taken.len() + chosen.open + at_the_end).min(in_all),
                Unfilled::Lost => in_all,
            };
            let left = lane.numbers.as_ref().map(|left| left[&joined]);
            let at_first = lane.open.min(waiting.len()).min(left.unwrap_or(usize::MAX));
            let mut later = Vec::new();
            for at in 1..other.quotas.len() {
                later.push(waiting_for(lane.quotas[at], &choices[at - 1]));
            }
            later.push(at_the_end);
            other.places = other.places.map(|places| places.saturating_sub(seats));
            for at in 0..other.quotas.len() {
                let last_list = at + 1 == other.quotas.len();
                let part = match &lane.numbers {
                    // What nobody takes goes to the others at the last list.
                    None if last_list && reserved.unfilled == Unfilled::ToParent => {
                        let used = match at {
                            0 => members(lane) + lane.open,
                            at => {
                                let choice = &choices[at - 1];
                                choice.taken.len() + choice.open + later[at - 1]
                            }
                        };
                        used.min(lane.quotas[at])
                    }
                    None => lane.quotas[at],
                    // The numbers of this list that were used up.
                    Some(left) if at == 0 => {
                        other.quotas[0].saturating_sub(left[&joined]) + at_first
                    }
                    Some(_) => {
                        let choice = &choices[at - 1];
                        let held = choice.held.iter().filter(|one| own(one)).count();
                        let taken = choice.taken.iter().filter(|one| own(one)).count();
                        taken + held.min(choice.open) + later[at - 1]
                    }
                };
                other.quotas[at] = other.quotas[at].saturating_sub(part);
            }
            joined += 1;
            if lane.steps.is_empty() {
                gone.extend(chosen.taken.iter().copied().filter(own));
            }
            if reserved.also_open && lane.steps.is_empty() {
                let people: BTreeSet<usize> = chosen.held.iter().copied().filter(own).collect();
                let mut seats = chosen.open.min(people.len());
                if let Some(left) = left {
                    seats = seats.min(left.saturating_sub(hired));
                }
                other.undecided.push(Undecided {
                    people,
                    seats,
                    later: Vec::new(),
                });
            } else if reserved.also_open {
                other.undecided.push(Undecided {
                    people: waiting,
                    seats: at_first,
                    later,
                });
            } else {
                gone.extend(lane.waiting.concat().into_iter().filter(own));
            }
        }
    }

    pub fn held(&self, lane: &Lane) -> Run {
        if lane.open == 0 {
            return Vec::new();
        }
        // Who has no number of their list any more can take none of the seats.
        let can = |one: &&usize| match &lane.numbers {
            Some(left) => left[lane.list_of.get(*one).unwrap_or(&0)] > 0,
            None => true,
        };
        let runs = lane.waiting.iter();
        let mut free = runs.map(|run| run.iter().filter(can).copied().collect::<Run>());
        free.find(|run| !run.is_empty()).unwrap_or_default()
    }

    /// Whom the places take at the end.
    pub fn last_choice(&self, lane: &Lane) -> Chosen {
        if !lane.steps.is_empty() {
            return self.chosen(lane).pop().expect("one for each step");
        }
        let runs = self.by_a_body(lane.waiting.clone(), &"total".into());
        let numbers = lane.numbers.clone();
        let choosing = Choosing {
            share: false,
            step: None,
            seats: lane.places.unwrap_or(0),
            undecided: lane.undecided.clone(),
            list_of: numbers.map(|numbers| (numbers, lane.list_of.clone())),
        };
        self.choose(runs, choosing)
    }

    /// Who has no reserved seat at a step, and may take another, is among the others from there on.
    pub fn invite(&self, reserved: &Lane, lanes: &mut [Lane]) {
        for (at, choice) in self.chosen(reserved).into_iter().enumerate() {
            for lane in lanes.iter_mut() {
                let own = |one: &usize| lane.posts.contains(&self.people[*one].post);
                let held: BTreeSet<usize> = choice.held.iter().copied().filter(own).collect();
                let behind = choice.behind.concat().into_iter().filter(own);
                let behind = behind.chain(held.clone());
                // Whoever is a guest already stays one.
                for one in behind {
                    if lane.guests.iter().all(|(guest, _)| *guest != one) {
                        lane.guests.push((one, at));
                    }
                }
                if !held.is_empty() {
                    lane.undecided_at.entry(at).or_default().push(Undecided {
                        seats: choice.open.min(held.len()),
                        people: held,
                        later: Vec::new(),
                    });
                }
            }
        }
    }
}
