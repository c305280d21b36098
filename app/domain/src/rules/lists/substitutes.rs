//! What a substitution rule means for those who left one list, and places that other posts may fill.

use super::contest::Made;
use super::document::{Fill, Leave, SubstituteOrder, Substitution, SubstitutionEnd};
use super::held::level_rule;
use super::keys::Keys;
use super::machine::Refill;
use super::order::{Chain, NoKeys, Open, Ordered};
use crate::rules::document::DecisionValue;
use crate::rules::engine::state::State;
use crate::rules::engine::{Left, Verdict};
use crate::rules::engine::{OutBy, Pending};
use std::collections::HashMap;

/// How somebody was lost to the step that called them, if they were.
pub(crate) fn loss(state: &State, row: usize, step: usize) -> Option<OutBy> {
    if state.table.left_at(row) == Some(step) {
        return Some(OutBy::Left);
    }
    (state.table.verdict(step, row) == Some(Verdict::Failed)).then_some(OutBy::Failed)
}

/// Whether the rule replaces this loss.
pub(crate) fn replaces(
    state: &State,
    rule: Option<&Substitution>,
    row: usize,
    step: usize,
    by: OutBy,
) -> bool {
    let Some(rule) = rule else {
        return false;
    };
    let left = state.table.candidate(row).left.as_ref();
    let how = match by {
        OutBy::Failed => Some(Leave::Failed),
        _ => left.and_then(|left| left.how),
    };
    if how.is_some_and(|how| !rule.replaces.is_empty() && !rule.replaces.contains(&how)) {
        return false;
    }
    match &rule.until {
        None => true,
        Some(SubstitutionEnd::Step(code)) => state.plan.step(code).is_none_or(|end| step < end),
        Some(SubstitutionEnd::At(moment)) => {
            let on = left
                .filter(|_| by == OutBy::Left)
                .and_then(|left: &Left| left.on);
            on.is_none_or(|on| on <= *moment)
        }
    }
}

/// The rule as the machine needs it.
pub(crate) fn refill(
    state: &State,
    rule: Option<&Substitution>,
    step: usize,
    post: usize,
) -> Refill {
    let Some(rule) = rule else {
        return Refill {
            rounds: Some(0),
            ..Refill::default()
        };
    };
    let decided = match state.decided(state.plan.steps[step].as_str(), post) {
        Some(DecisionValue::Substitutes(number)) => Some(*number),
        _ => None,
    };
    Refill {
        rounds: rule.rounds,
        to_quota: rule.fill == Fill::Quota,
        agreed: rule.approval.then_some(decided.unwrap_or(0)),
        decided: decided.is_some(),
    }
}

/// Places that nobody of the own posts fills go to the best of those who wait on other posts.
/// What somebody must still consent to is told.
pub(super) fn across(
    state: &State,
    made: &mut [Made],
    rule: &Substitution,
    step: usize,
) -> Vec<Pending> {
    let mut pending = Vec::new();
    let Some(across) = rule.across else {
        return pending;
    };
    let mut groups: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, made) in made.iter().enumerate() {
        let key = state.plan.group_key(made.posts[0], across);
        groups.entry(key).or_default().push(at);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_unstable();
    for (_, lists) in groups {
        let places: u32 = lists.iter().map(|at| made[*at].vacancies).sum();
        let held = lists.iter().any(|at| !made[*at].held.is_empty());
        if places == 0 || held {
            continue;
        }
        let (order, open) = waiting(state, made, &lists, rule, step);
        let offer = Offer {
            order,
            places,
            shared: open == Open::Shared,
        };
        pending.extend(fill(state, made, &lists, rule, step, offer));
    }
    pending
}

/// Places that people of several lists may take.
struct Offer {
    order: Ordered,
    places: u32,
    /// Level people on the last of them are all called.
    shared: bool,
}

/// Those who wait on any of these lists, best first, and what level people need.
fn waiting(
    state: &State,
    made: &[Made],
    lists: &[usize],
    rule: &Substitution,
    step: usize,
) -> (Ordered, Open) {
    let by_total = rule.by == Some(SubstituteOrder::Total);
    let figure = |row: u32| {
        let row = row as usize;
        match by_total {
            true => state.scores[state.plan.total].get(row).get(),
            false => state.list_figure(row),
        }
    };
    let rows = lists
        .iter()
        .flat_map(|at| made[*at].queue.rows.iter().copied());
    let scored = rows.filter_map(|row| Some((figure(row)?, row))).collect();
    let post = made[lists[0]].posts[0];
    let code = state.plan.steps[step].as_str();
    let level = level_rule(state, post, step);
    match level.and_then(|ties| Keys::of(state, post, ties, &[code]).ok()) {
        Some(keys) => (Ordered::by(scored, &keys), keys.open()),
        None => (Ordered::by(scored, &NoKeys), Open::Body),
    }
}

fn fill(
    state: &State,
    made: &mut [Made],
    lists: &[usize],
    rule: &Substitution,
    step: usize,
    offer: Offer,
) -> Option<Pending> {
    let (order, mut places) = (offer.order, offer.places);
    let code = &state.plan.steps[step];
    let consent = |row: &u32| {
        let candidate = state.table.candidate(*row as usize);
        candidate.called.get(code).copied()
    };
    let mut at = 0;
    while places > 0 && at < order.len() {
        let run = order.level_at(at);
        let rows: Vec<u32> = order.rows[run.clone()]
            .iter()
            .copied()
            .filter(|row| !rule.consent || consent(row) != Some(false))
            .collect();
        at = run.end;
        let open: Vec<u32> = match rule.consent {
            true => rows
                .iter()
                .copied()
                .filter(|row| consent(row).is_none())
                .collect(),
            false => Vec::new(),
        };
        if !open.is_empty() {
            return Some(Pending::Consent {
                step: code.clone(),
                people: state.numbers(&open),
                places,
            });
        }
        if rows.len() as u32 > places && !offer.shared {
            for at in lists {
                let queue = &mut made[*at].queue;
                *queue = queue.only(|row| !rows.contains(&row));
            }
            made[lists[0]].held.push((rows, places));
            return None;
        }
        places = places.saturating_sub(rows.len() as u32);
        for row in rows {
            move_up(made, lists, row);
        }
    }
    None
}

fn move_up(made: &mut [Made], lists: &[usize], row: u32) {
    for at in lists {
        let queue = &mut made[*at].queue;
        if queue.rows.contains(&row) {
            *queue = queue.only(|other| other != row);
            made[*at].called.push(row);
        }
    }
}
