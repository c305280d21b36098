//! In which order a step after the exam takes people.

use crate::rules::engine::Status;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::source::FoundFormula;
use crate::rules::engine::state::{Group, State, step_of};
use crate::rules::lists::{Chain, Keys, Open, Ordered, StillLevel, TieKey, Ties, Value};

const TOTAL: &str = "total";

/// The rule for level people at a step; behind the last one that of the total.
fn ties_at<'a>(state: &State<'a>, post: usize, place: usize) -> &'a Ties {
    let rules = &state.set(post).rules;
    let own = rules
        .after
        .get(place)
        .and_then(|step| step.list.level.as_ref());
    own.unwrap_or(&rules.ties)
}

/// What level people on the last place of a step need.
pub(super) fn open_at(state: &State, post: usize, place: usize) -> Open {
    let ties = ties_at(state, post, place);
    let preference = |key: &TieKey| matches!(key, TieKey::Preference(_));
    match ties.then {
        StillLevel::Share if !ties.keys.iter().any(preference) => Open::Shared,
        _ => Open::Body,
    }
}

/// These people in the order of a step's list. A list without a rule of its own goes by the ranking, in which a body may
/// have ordered level people already; where it has one, a body's order for it stands before that of the ranking.
pub(super) fn order_at(state: &State, post: usize, place: usize, rows: &[u32]) -> Ordered {
    let set = state.set(post);
    let step = set.rules.after.get(place);
    let own = step.filter(|step| step.list.basis.is_some() || step.list.level.is_some());
    let orders: Vec<&str> = match (step, own) {
        (None, _) => vec![TOTAL],
        (Some(step), None) => vec![TOTAL, step.code.as_str()],
        (Some(step), Some(_)) => vec![step.code.as_str(), TOTAL],
    };
    let basis = step.and_then(|step| step.list.basis.as_ref());
    let formula = basis.map(|basis| FoundFormula::find(state, set, basis, &basis.parts, true));
    let formula = formula.and_then(Result::ok);
    let scores = &state.scores[state.plan.total];
    let total = state.exact.as_ref().unwrap_or(scores);
    let figure = |row: u32| match &formula {
        Some(formula) => formula.apply(state, row as usize).ok(),
        None => total.get(row as usize).get(),
    };
    let scored = rows
        .iter()
        .map(|row| (figure(*row).unwrap_or(Cell::NONE.raw()), *row));
    match Keys::of(state, post, ties_at(state, post, place), &orders) {
        Ok(keys) => Ordered::by(scored.collect(), &keys),
        Err(_) => Ordered::level(rows.to_vec()),
    }
}

/// The orders that a body gave, for people who are level on the last place: nobody shares that.
struct ByBody<'s, 'a> {
    state: &'s State<'a>,
    codes: &'s [&'s str],
}

impl Chain for ByBody<'_, '_> {
    fn keys(&self) -> usize {
        self.codes.len()
    }
    fn value(&self, key: usize, row: u32) -> Value {
        let candidate = self.state.table.candidate(row as usize);
        let place = candidate.order.get(&self.codes[key].to_owned())?;
        Some(-i64::from(*place))
    }
    fn whole(&self, _: usize) -> bool {
        true
    }
    fn open(&self) -> Open {
        Open::Body
    }
}

/// Level people as a body ordered them under this code, else in the ranking.
pub(super) fn by_a_body(state: &State, order: Ordered, code: &str) -> Ordered {
    order.refined(&ByBody {
        state,
        codes: &[code, TOTAL],
    })
}

/// The order of a first list that has no rule of its own: that of the ranking, and what a body ordered for it.
pub(super) fn by_ranking(state: &State, group: &Group) -> Option<Ordered> {
    let post = group.posts[0];
    let (posts, ranking) = state.rankings.get(&post)?;
    let step = state.set(post).rules.after.first();
    let own = step.is_some_and(|step| step.list.basis.is_some() || step.list.level.is_some());
    if own || *posts != group.posts {
        return None;
    }
    let called = Status::Called(step_of(state.plan.total));
    let order = ranking.only(|row| state.status[row as usize] == called);
    let keys = Keys::of(state, post, &state.set(post).rules.ties, &[]).ok()?;
    Some(match (step, keys.open()) {
        (None, _) | (_, Open::Shared) => order,
        (Some(step), _) => order.refined(&ByBody {
            state,
            codes: &[step.code.as_str()],
        }),
    })
}
