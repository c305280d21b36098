//! Makes the lists of one cut: reserved seats first, then the rest.

use super::contest::{Contest, CutAsks, Draw, Made, draw};
use super::document::ReservedOf;
use super::quota_run::people;
use super::seats::{part, seat_posts};
use crate::rules::engine::state::State;
use std::collections::HashSet;

/// Makes all lists of a step.
pub(crate) fn make(state: &State, contests: Vec<Contest>, asks: CutAsks) -> Vec<Made> {
    let mut contests = contests;
    let mut made: Vec<Made> = contests
        .iter()
        .map(|contest| Made {
            posts: contest.posts.clone(),
            ..Made::default()
        })
        .collect();
    for reserved in &state.plan.doc.reserved {
        let posts = seat_posts(state, reserved);
        match &reserved.of {
            ReservedOf::Posts(_) => {
                for post in posts {
                    part(state, reserved, &[post], &mut contests, &mut made, asks);
                }
            }
            ReservedOf::Pool(_) | ReservedOf::Campaign => {
                part(state, reserved, &posts, &mut contests, &mut made, asks);
            }
        }
    }
    for (contest, made) in contests.into_iter().zip(&mut made) {
        rest(state, contest, made, asks);
    }
    made
}

fn rest(state: &State, contest: Contest, made: &mut Made, asks: CutAsks) {
    let named = contest
        .named
        .map(|rule| people(rule, contest.places, contest.crowd) as usize);
    let answer = draw(
        state,
        Draw {
            contest: &contest,
            order: &contest.order,
            quota: contest.quota,
            named: named.unwrap_or(0),
            acted: contest.acted.clone(),
            numbers: None,
            elsewhere: contest.elsewhere.clone(),
        },
        asks,
    );
    // Whom one draw leaves undecided is called by another one, or stays undecided: all of them must be ordered then.
    if !made.held.is_empty() {
        let called: HashSet<u32> = made.called.iter().chain(&answer.called).copied().collect();
        let gone: HashSet<u32> = made.gone.iter().chain(&answer.gone).copied().collect();
        for (rows, _) in &mut made.held {
            rows.retain(|row| !gone.contains(row));
        }
        made.held
            .retain(|(rows, _)| rows.iter().any(|row| !called.contains(row)));
    }
    made.queue = answer.rest.only(|row| !contest.elsewhere.contains(row));
    made.gone.extend(answer.gone);
    made.lost.extend(answer.lost);
    made.called.extend(answer.called);
    made.held.extend(answer.held);
    made.vacancies += answer.vacancies;
    made.unapproved += answer.unapproved;
}
