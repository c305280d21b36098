//! Reserved seats after the exam: a lane of their own, and what it leaves to the others.

use super::choice::Choice;
use super::lane::Lane;
use super::lane::quota_at;
use super::order::order_at;
use crate::rules::engine::state::State;
use crate::rules::lists::{
    Elsewhere, Numbers, Reserved, ReservedOf, Unfilled, may_take, seat_posts, seats_of,
};
use std::collections::{HashMap, HashSet};

/// Runs a lane for each kind of reserved seats, and takes its numbers off the lanes of the others, with whom no other lane
/// may call.
pub(super) fn lanes<'a>(state: &State<'a>, lanes: &mut [Lane<'a>]) -> Vec<Lane<'a>> {
    let mut found: Vec<Lane> = Vec::new();
    let mut away: HashSet<u32> = HashSet::new();
    for (index, reserved) in state.plan.doc.reserved.iter().enumerate() {
        let over = seat_posts(state, reserved);
        let draws: Vec<Vec<usize>> = match &reserved.of {
            ReservedOf::Posts(_) => over.into_iter().map(|post| vec![post]).collect(),
            ReservedOf::Pool(_) | ReservedOf::Campaign => vec![over],
        };
        for posts in draws {
            let Some(mut lane) = of_seats(state, reserved, &posts, lanes, &away) else {
                continue;
            };
            lane.seat = u16::try_from(index).ok();
            lane.enter(state, None);
            take_off(state, reserved, &lane, lanes, &mut away);
            if reserved.also_open {
                invite(state, &lane, lanes);
            }
            found.push(lane);
        }
    }
    if away.is_empty() {
        return found;
    }
    for lane in lanes {
        let waiting = lane.queue.waiting().only(|row| !away.contains(&row));
        lane.queue.restart(waiting);
    }
    found
}

fn own<'l, 'a>(lanes: &'l [Lane<'a>], posts: &[usize]) -> Vec<&'l Lane<'a>> {
    let of = |lane: &&Lane| lane.posts.iter().any(|post| posts.contains(post));
    lanes.iter().filter(of).collect()
}

fn of_seats<'a>(
    state: &State<'a>,
    reserved: &Reserved,
    posts: &[usize],
    lanes: &[Lane<'a>],
    away: &HashSet<u32>,
) -> Option<Lane<'a>> {
    let lanes = own(lanes, posts);
    let post = lanes
        .first()?
        .posts
        .iter()
        .copied()
        .find(|post| posts.contains(post))?;
    let waiting: Vec<Vec<u32>> = lanes.iter().map(|lane| lane.queue.waiting().rows).collect();
    let holders: Vec<u32> = waiting
        .iter()
        .flatten()
        .copied()
        .filter(|row| !away.contains(row) && may_take(state, reserved, posts, *row))
        .collect();
    let seats = seats_of(state, reserved, posts);
    let set = state.set(post);
    let sum = |place: usize| lanes.iter().map(|lane| lane.quota_at(place)).sum::<usize>();
    let quotas =
        (0..set.after.len()).map(|place| quota_at(state, post, place, seats).min(sum(place)));
    let places = lanes.iter().map(|lane| lane.places).sum::<usize>();
    let mut lane = Lane::new(
        state,
        vec![post],
        quotas.collect(),
        (seats as usize).min(places),
    );
    lane.posts = posts.to_vec();
    if !matches!(reserved.of, ReservedOf::Posts(_)) {
        let of = waiting.iter().enumerate();
        let of: HashMap<u32, usize> = of
            .flat_map(|(at, rows)| rows.iter().map(move |row| (*row, at)))
            .collect();
        let numbers = |place: usize| Numbers {
            left: lanes.iter().map(|lane| lane.quota_at(place)).collect(),
            of: of.clone(),
        };
        lane.numbers_at = (1..=set.after.len()).map(numbers).collect();
        lane.queue.numbers = Some(numbers(0));
    }
    let order = order_at(state, post, 0, &holders);
    lane.queue.restart(order);
    Some(lane)
}

/// What a lane of reserved seats leaves to the others of its posts.
fn take_off<'a>(
    state: &State<'a>,
    reserved: &Reserved,
    lane: &Lane<'a>,
    lanes: &mut [Lane<'a>],
    away: &mut HashSet<u32>,
) {
    let seats = Seats::of(state, reserved, lane);
    away.extend(&lane.entered);
    if lane.steps.is_empty() {
        away.extend(&seats.last.taken);
    }
    if !reserved.also_open {
        away.extend(&lane.queue.waiting().rows);
    }
    let joined = |other: &Lane| other.posts.iter().any(|post| lane.posts.contains(post));
    let joined = lanes.iter_mut().filter(|other| joined(other));
    for (at, other) in joined.enumerate() {
        let posts = other.posts.clone();
        let own = |row: &u32| posts.contains(&state.post_of(*row as usize));
        let held: HashSet<u32> = seats.held.iter().copied().filter(own).collect();
        let kept = seats.kept(at, held.len(), &own);
        for (place, quota) in other.quotas.iter_mut().enumerate() {
            *quota = quota.saturating_sub(seats.of_list(at, place, *quota, &kept, &own));
        }
        other.places = other.places.saturating_sub(seats.of_places(&kept, &own));
        if reserved.also_open {
            other.queue.elsewhere.hold(held, kept);
        }
    }
}

/// The seats of one lane, and who has them.
struct Seats<'l, 'a> {
    reserved: &'l Reserved,
    lane: &'l Lane<'a>,
    per_post: bool,
    chosen: Vec<Choice>,
    last: Choice,
    /// Who is undecided for the first list, or for the places where there is none; and how many seats wait for them.
    held: Vec<u32>,
    open: usize,
}

impl<'l, 'a> Seats<'l, 'a> {
    fn of(state: &State<'a>, reserved: &'l Reserved, lane: &'l Lane<'a>) -> Self {
        let last = lane.last_choice(state);
        let (held, open) = match lane.steps.is_empty() {
            true => (last.held.clone(), last.open),
            false => (lane.held(), lane.open),
        };
        Seats {
            reserved,
            lane,
            per_post: matches!(reserved.of, ReservedOf::Posts(_)),
            chosen: lane.chosen(state),
            last,
            held,
            open,
        }
    }

    /// How many numbers a list has left, where whoever takes a seat takes one of them.
    fn left(&self, at: usize, own: &dyn Fn(&u32) -> bool) -> Option<usize> {
        let left = self.lane.queue.numbers.as_ref()?.left[at];
        match self.lane.steps.is_empty() {
            true => Some(left.saturating_sub(taken(&self.last, own))),
            false => Some(left),
        }
    }

    /// The seats that a list keeps for its people who are undecided for the first list of the lane: there, at each later
    /// step, and of the places. No more than the lane has left behind those who are sure of theirs.
    fn kept(&self, at: usize, held: usize, own: &dyn Fn(&u32) -> bool) -> Vec<usize> {
        let held = held.min(self.open);
        let first = self.left(at, own).map_or(held, |left| held.min(left));
        let later = self.chosen.iter().enumerate().map(|(at, choice)| {
            let seats = self.lane.quota_at(at + 1);
            held.min(seats.saturating_sub(choice.taken.len() + choice.open))
        });
        std::iter::once(first).chain(later).collect()
    }

    /// How many of the `quota` that a list has at a step are not its own.
    fn of_list(
        &self,
        at: usize,
        place: usize,
        quota: usize,
        kept: &[usize],
        own: &dyn Fn(&u32) -> bool,
    ) -> usize {
        let lane = self.lane;
        // A post may have more steps than the lane: behind its last one the lane's places count.
        let choice = || self.chosen.get(place - 1).unwrap_or(&self.last);
        let kept = kept.get(place).or(kept.last()).copied().unwrap_or(0);
        // At the last list the seats that nobody takes go to the others.
        let goes_on =
            self.reserved.unfilled == Unfilled::ToParent && place + 1 == lane.quotas.len();
        match (self.left(at, own), place) {
            (None, _) if !goes_on => lane.quota_at(place),
            (None, 0) => (lane.members() + kept).min(lane.quota_at(0)),
            (None, _) => (choice().taken.len() + choice().open + kept).min(lane.quota_at(place)),
            (Some(left), 0) => quota.saturating_sub(left) + kept,
            (Some(_), _) => sure(choice(), own) + kept,
        }
    }

    /// How many of the places of a list are not its own.
    fn of_places(&self, kept: &[usize], own: &dyn Fn(&u32) -> bool) -> usize {
        let later = match self.lane.steps.is_empty() {
            true => 0,
            false => kept[self.chosen.len()],
        };
        match self.reserved.unfilled {
            _ if !self.per_post => sure(&self.last, own) + later,
            Unfilled::ToParent => {
                let all = self.last.taken.len() + self.last.open + later;
                all.min(self.lane.places)
            }
            Unfilled::Lost => self.lane.places,
        }
    }
}

fn taken(choice: &Choice, own: &dyn Fn(&u32) -> bool) -> usize {
    choice.taken.iter().filter(|row| own(row)).count()
}

/// How many of these people have a seat, or may have one that waits.
fn sure(choice: &Choice, own: &dyn Fn(&u32) -> bool) -> usize {
    let held = choice.held.iter().filter(|row| own(row)).count();
    taken(choice, own) + held.min(choice.open)
}

/// Who has no reserved seat at a step, and may take another one, is among the others from there on.
fn invite<'a>(state: &State<'a>, lane: &Lane<'a>, lanes: &mut [Lane<'a>]) {
    for (at, choice) in lane.chosen(state).into_iter().enumerate() {
        for other in lanes.iter_mut() {
            let here = |row: &&u32| other.posts.contains(&state.post_of(**row as usize));
            let held: HashSet<u32> = choice.held.iter().filter(here).copied().collect();
            let behind = choice.behind.rows.iter().filter(here).copied();
            for row in behind.chain(held.iter().copied()) {
                // Whoever is a guest already stays one, and takes one place.
                if other.guests.iter().all(|(guest, _)| *guest != row) {
                    other.guests.push((row, at));
                }
            }
            if !held.is_empty() {
                // Over several posts whoever takes a seat takes it from their own list.
                let seats = choice.open.min(held.len());
                let open: &mut Elsewhere = other.undecided_at.entry(at).or_default();
                open.hold(held, vec![seats]);
            }
        }
    }
}
