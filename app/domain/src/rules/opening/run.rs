//! The opening counts of a run: whether a post goes ahead, with how many places, and where removed places go.

mod giving;

use super::document::{OpeningAt, OpeningRule, OpeningThen};
use crate::rules::document::DecisionValue;
use crate::rules::engine::moves::Moves;
use crate::rules::engine::state::{State, step_of};
use crate::rules::engine::{Pending, Status};
use crate::rules::lists::{Crowd, Quota, loss, people, places_for};
use giving::{give_away, turn};
use std::collections::{BTreeMap, BTreeSet};

/// Decided places hold from the start; a post without places does not go ahead.
pub(crate) fn decide_places(state: &State) -> Moves {
    let mut moves = Moves::default();
    for post in state.table.posts.iter().copied() {
        let places = match state.decided("places", post) {
            Some(DecisionValue::Places(places)) => {
                moves.places.push((post, *places));
                Some(*places)
            }
            _ => state.posts[post].places,
        };
        if places == Some(0) {
            moves.cancel(state, post);
        }
    }
    moves
}

/// When a count is made.
pub(crate) enum Moment {
    /// Before the first stage.
    Before,
    /// When it is known who came to a stage.
    Came(usize),
    /// When the lists of a stage are final: of those called to the stages behind it.
    Called(usize),
}

impl Moment {
    /// The counts that are made now, one after another as their stages stand in the course.
    fn counts(&self, state: &State) -> Vec<OpeningAt> {
        let plan = state.plan;
        match self {
            Moment::Before => vec![OpeningAt::Applied, OpeningAt::Paid, OpeningAt::Accepted],
            Moment::Came(step) => vec![OpeningAt::Came(plan.steps[*step].clone())],
            Moment::Called(step) => {
                let behind = plan.sets.iter().filter_map(|set| {
                    let place = set.place(*step)?;
                    set.stages.get(place + 1).map(|stage| stage.step)
                });
                let called: BTreeSet<usize> = behind.collect();
                let code = |step: usize| OpeningAt::Called(plan.steps[step].clone());
                called.into_iter().map(code).collect()
            }
        }
    }
}

/// The rules that count at a moment, in the order in which they are applied: those of one round count at once.
pub(crate) fn rounds(state: &State, moment: &Moment) -> Vec<Round> {
    let counts = moment.counts(state);
    let most = state.plan.sets.iter().map(|set| set.rules.opening.len());
    let most = most.max().unwrap_or(0);
    let together: Vec<Vec<OpeningAt>> = match moment {
        Moment::Before => vec![counts],
        _ => counts.into_iter().map(|at| vec![at]).collect(),
    };
    let rounds = together.into_iter().flat_map(|now| {
        let round = move |index| Round {
            now: now.clone(),
            index,
        };
        (0..most).map(round)
    });
    let asked = |round: &Round| {
        let mut posts = state.table.posts.iter();
        posts.any(|post| round.rule(state, *post).is_some())
    };
    rounds.filter(asked).collect()
}

/// The rules of one place in the lists of all posts, as far as they count now.
pub(crate) struct Round {
    now: Vec<OpeningAt>,
    index: usize,
}

impl Round {
    fn rule<'a>(&self, state: &State<'a>, post: usize) -> Option<&'a OpeningRule> {
        let rule = state.set(post).rules.opening.get(self.index);
        rule.filter(|rule| self.now.contains(&rule.at))
    }
}

/// What opening counts change.
#[derive(Default)]
pub(crate) struct Opened {
    /// Who goes on by another course from now on.
    pub tracks: Vec<(u32, u16)>,
    pub moves: Moves,
}

/// Counts every post of a round. Each looks at all posts before any removed place moves.
pub(crate) fn count(state: &State, round: &Round) -> Opened {
    let mut opened = Opened::default();
    let mut removed: Vec<(usize, u32, &OpeningRule)> = Vec::new();
    let mut failed = vec![false; state.plan.posts.len()];
    let mut places: BTreeMap<usize, u32> = BTreeMap::new();
    for post in state.table.posts.iter().copied() {
        let Some(rule) = round.rule(state, post) else {
            continue;
        };
        if let Some((before, left)) = one(state, post, rule, &mut opened) {
            failed[post] = true;
            places.insert(post, left);
            removed.push((post, before - left, rule));
        }
    }
    for (post, more, rule) in &removed {
        for (receiver, share) in give_away(state, *post, *more, rule, &failed, &mut opened.moves) {
            let own = state.posts[receiver].places.unwrap_or_default();
            let own = places.entry(receiver).or_insert(own);
            *own = own.saturating_add(share);
        }
    }
    for (post, ..) in removed {
        if places.get(&post) == Some(&0) {
            opened.moves.cancel(state, post);
        }
    }
    opened.moves.places.extend(places);
    opened
}

/// Counts one post; its places before and after, when the ratio is missed.
fn one(state: &State, post: usize, rule: &OpeningRule, opened: &mut Opened) -> Option<(u32, u32)> {
    let places = state.posts[post].places?;
    if state.posts[post].cancelled || decided(state, post) {
        return None;
    }
    if state.has_gap(post) {
        wait(state, post, &mut opened.moves);
        return None;
    }
    if undecided(state, post, &rule.at) {
        return None;
    }
    let needed_rule: &Quota = match state.decided("opening", post) {
        Some(DecisionValue::Needed(quota)) => quota,
        _ => &rule.needed,
    };
    let counted = counted(state, post, &rule.at);
    let crowd = Crowd {
        registered: state.posts[post].applied,
        came: counted,
        passed: counted,
    };
    let needed = people(needed_rule, places, crowd);
    if counted >= needed {
        return None;
    }
    let then = rule
        .otherwise
        .iter()
        .find(|case| case.up_to.is_none_or(|most| places <= most));
    let left = match then.map_or(&OpeningThen::Body, |case| &case.then) {
        OpeningThen::GoAhead => places,
        OpeningThen::Cancel => 0,
        OpeningThen::Reduce => places_for(needed_rule, places, counted, crowd),
        OpeningThen::ReduceToShare(share) => {
            let above = i128::from(counted) * i128::from(share.share.numerator());
            let below = i128::from(share.share.denominator());
            let left = share.mode.divide(above, below);
            u32::try_from(left).unwrap_or(places).min(places)
        }
        OpeningThen::Body => {
            let post = state.plan.posts[post].post.code.clone();
            opened.moves.pending.push(Pending::Opening {
                post,
                people: counted,
                needed,
            });
            places
        }
        OpeningThen::Track(track) => {
            turn(state, post, track, opened);
            places
        }
    };
    Some((places, left))
}

fn decided(state: &State, post: usize) -> bool {
    matches!(
        state.decided("places", post),
        Some(DecisionValue::Places(_))
    )
}

/// Somebody's admission or mark is not known: nobody of the post goes on before the count is made.
fn wait(state: &State, post: usize, moves: &mut Moves) {
    for row in state.table.rows(post) {
        if let Status::Called(step) = state.status[row] {
            moves.set(row, Status::Blocked(step));
        }
    }
}

/// Whether the list that is counted still holds places for undecided people.
fn undecided(state: &State, post: usize, at: &OpeningAt) -> bool {
    let OpeningAt::Called(code) = at else {
        return false;
    };
    let Some(step) = state.plan.step(code) else {
        return false;
    };
    let mut rows = state.table.rows(post);
    rows.any(|row| state.status[row] == Status::Held(step_of(step)))
}

fn counted(state: &State, post: usize, at: &OpeningAt) -> u32 {
    let counts = &state.posts[post];
    let step = |code| state.plan.step(code);
    // Direct hires used up their places before the others are counted.
    let direct = |row: &usize| {
        let track = state.track_of(*row);
        let in_it = matches!(state.status[*row], Status::Hired | Status::Held(_));
        in_it && track.is_some_and(|track| track.hired_without_exam)
    };
    let hired = || state.table.rows(post).filter(direct).count() as u32;
    match at {
        OpeningAt::Applied => counts.applied.saturating_sub(hired()),
        OpeningAt::Accepted => counts.accepted.saturating_sub(hired()),
        OpeningAt::Paid => {
            let rows = state.table.rows(post);
            let paid = rows.filter(|row| {
                let in_post = state.status[*row] != Status::NotAdmitted && !direct(row);
                in_post && state.table.candidate(*row).paid_at.is_some()
            });
            paid.count() as u32
        }
        OpeningAt::Came(code) => step(code).map_or(0, |step| counts.steps[step].came),
        OpeningAt::Called(code) => {
            let step = step(code);
            // The list is final when those who left it are known.
            let there = |step: usize| {
                let rows = state.called(post, step);
                rows.filter(|row| loss(state, *row, step).is_none()).count() as u32
            };
            step.map_or(0, there)
        }
    }
}
