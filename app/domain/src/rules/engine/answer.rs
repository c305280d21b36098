//! The answer of a run: what its parts found, put together.

use super::cell::Cell;
use super::everybody::{Everybody, Part};
use super::outcome::{Outcome, PostOutcome, RoomOutcome, Upto};
use super::plan::Plan;
use super::rows::Place;
use super::state::{State, step_of};
use super::status::Status;
use super::told::{Missing, Notice, Pending};
use std::sync::Arc;

/// What one part found.
pub(crate) struct Found {
    people: Part,
    /// By the post's place in the document.
    posts: Vec<(usize, PostOutcome)>,
    rooms: Vec<RoomOutcome>,
    pending: Vec<Pending>,
    missing: Vec<Missing>,
    notices: Vec<Notice>,
}

/// The columns of a run that is over, and what it says about posts, rooms and people.
pub(crate) fn found(mut state: State, upto: &Upto) -> Found {
    let uncalled = uncalled(&state, upto);
    state.notices.extend(uncalled);
    let take = |post: &usize| (*post, std::mem::take(&mut state.posts[*post]));
    Found {
        posts: state.table.posts.iter().map(take).collect(),
        people: Part {
            bonus: bonus(&state),
            track: match state.plan.doc.tracks.is_empty() {
                true => Vec::new(),
                false => state.track,
            },
            status: state.status,
            rank: state.place[state.plan.total].clone(),
            reserved: state.reserved,
            passed_over: state.passed_over,
            scores: state.scores,
            cuts: state.cuts,
            place: state.place,
        },
        rooms: state.rooms,
        pending: state.pending,
        missing: state.missing,
        notices: state.notices,
    }
}

/// The points of all items that counted, of those who claimed any or of whom any was decided.
fn bonus(state: &State) -> Vec<Cell> {
    let table = state.table;
    if table.claims.is_empty() {
        return Vec::new();
    }
    let told = |row: usize| {
        let mut told = table.claims.of(row).iter();
        told.any(|(_, claim)| claim.claimed || claim.decided.is_some())
    };
    let mut column = vec![Cell::NONE; table.len()];
    for post in &table.posts {
        let Some(bonus) = &state.set(*post).bonus else {
            continue;
        };
        for row in table.rows(*post).filter(|row| told(*row)) {
            column[row] = Cell::score(bonus.whole(state.claims.of(row)));
        }
    }
    column
}

/// Person by person in the order of the input, post by post in that of the document.
pub(crate) fn outcome(
    plan: &Plan,
    found: Vec<Found>,
    places: Arc<[Place]>,
    upto: &Upto,
) -> Outcome {
    let mut outcome = Outcome {
        upto: upto.clone(),
        rules: plan.doc.digest(),
        steps: plan.steps.clone(),
        posts: vec![PostOutcome::default(); plan.posts.len()],
        rooms: Vec::new(),
        everybody: Everybody::default(),
        pending: Vec::new(),
        missing: Vec::new(),
        notices: Vec::new(),
    };
    let mut parts = Vec::with_capacity(found.len());
    for own in found {
        for (post, counts) in own.posts {
            outcome.posts[post] = counts;
        }
        outcome.pending.extend(own.pending);
        outcome.rooms.extend(own.rooms);
        outcome.missing.extend(own.missing);
        outcome.notices.extend(own.notices);
        parts.push(own.people);
    }
    outcome.everybody = Everybody::new(places, parts);
    outcome.pending = joined(plan, outcome.pending);
    let place = |room: &RoomOutcome| (plan.step(&room.stage), plan.post(room.group.as_str()));
    outcome.rooms.sort_by_key(place);
    sort(&mut outcome.pending);
    sort(&mut outcome.missing);
    sort(&mut outcome.notices);
    outcome
}

/// What is pending for posts of several parts, once for all of them, in the order of the document.
fn joined(plan: &Plan, pending: Vec<Pending>) -> Vec<Pending> {
    let (of_posts, mut all): (Vec<Pending>, Vec<Pending>) = pending
        .into_iter()
        .partition(|own| matches!(own, Pending::Line { .. } | Pending::Unsettled { .. }));
    let mut once = Vec::new();
    of_posts.into_iter().for_each(|own| add(&mut once, own));
    for pending in &mut once {
        if let Pending::Line { posts, .. } | Pending::Unsettled { posts, .. } = pending {
            posts.sort_by_key(|post| plan.post(post.as_str()));
            posts.dedup();
        }
    }
    all.extend(once);
    all
}

/// What is pending for posts of several parts is one thing.
fn add(all: &mut Vec<Pending>, own: Pending) {
    let known = all.iter_mut().find_map(|known| match (known, &own) {
        (Pending::Line { line, posts }, Pending::Line { line: own, .. }) if line == own => {
            Some(posts)
        }
        (Pending::Unsettled { code, posts }, Pending::Unsettled { code: own, .. })
            if code == own =>
        {
            Some(posts)
        }
        _ => None,
    });
    match (known, own) {
        (Some(posts), Pending::Line { posts: own, .. } | Pending::Unsettled { posts: own, .. }) => {
            posts.extend(own);
        }
        (_, own) => all.push(own),
    }
}

fn sort<T: Ord>(said: &mut Vec<T>) {
    said.sort();
    said.dedup();
}

/// Who is said to have left a list to which nobody called them, as far as the lists were made.
fn uncalled(state: &State, upto: &Upto) -> Vec<Notice> {
    let uncalled = |row: usize| {
        let step = state.table.left_at(row)?;
        let there = match state.status[row] {
            Status::Out(at, _) => at == step_of(step),
            Status::Called(at) => *upto != Upto::After && at <= step_of(step),
            Status::Blocked(_) | Status::Pending | Status::Cancelled | Status::NotAdmitted => true,
            _ => false,
        };
        (!there).then(|| Notice::LeftUncalled {
            candidate: state.table.number(row).to_owned(),
            step: state.plan.steps[step].clone(),
        })
    };
    (0..state.table.len()).filter_map(uncalled).collect()
}
