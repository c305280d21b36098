//! The bonus items that count for each row of a run, by claim and by decision.

use super::document::{BonusItem, BonusPoints};
use super::judge::{Counts, Judged, facts_without_column, judge_claim};
use super::worth::{Worth, worth};
use crate::rules::codes::FactKey;
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::engine::moves::Moves;
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Claims, State};
use crate::rules::engine::{MissingPart, Notice, Pending, Status};

/// The items that count.
pub(crate) struct JudgedClaims {
    /// As they count from the start, and after a new count, where there is one.
    pub first: Claims,
    pub second: Option<Claims>,
    pub told: Moves,
}

/// Judges every claim. Where a check counts the bonus anew, the claims count until then and decisions from then on.
pub(crate) fn judge_all(state: &State) -> Option<JudgedClaims> {
    if state.table.claims.is_empty() {
        return None;
    }
    let recounts = |set: &SetPlan| set.recount_step().is_some();
    let recounts: Vec<bool> = state.plan.sets.iter().map(recounts).collect();
    let most = || Claims::with_capacity(state.table.len(), state.table.claims.len());
    let mut judged = JudgedClaims {
        first: most(),
        second: recounts.contains(&true).then(most),
        told: Moves::default(),
    };
    let without_column = unseen(state);
    for row in 0..state.table.len() {
        if !state.table.claims.of(row).is_empty() {
            let anew = recounts[state.plan.posts[state.post_of(row)].set];
            judge(state, row, anew, &without_column, &mut judged);
        }
        let all = [Some(&mut judged.first), judged.second.as_mut()];
        for claims in all.into_iter().flatten() {
            claims.start.push(claims.items.len() as u32);
        }
    }
    Some(judged)
}

/// Which facts each item of each set reads that have no column: the same for everybody.
fn unseen(state: &State) -> Vec<Vec<Vec<FactKey>>> {
    let of_item = |item: &BonusItem| facts_without_column(state.plan.doc, state.facts, item);
    let of_set = |set: &SetPlan| {
        let items = set.rules.bonus.iter().flat_map(|rule| &rule.items);
        items.map(of_item).collect()
    };
    state.plan.sets.iter().map(of_set).collect()
}

fn judge(
    state: &State,
    row: usize,
    anew: bool,
    without_column: &[Vec<Vec<FactKey>>],
    found: &mut JudgedClaims,
) {
    if !matches!(state.status[row], Status::Called(_)) {
        return;
    }
    let number = state.plan.posts[state.post_of(row)].set;
    let Some(rule) = &state.plan.sets[number].rules.bonus else {
        return;
    };
    let candidate = state.table.candidate(row);
    let post = state.plan.posts[state.post_of(row)].post;
    let steps = budget();
    let doc = state.plan.doc;
    let person = Person::new(doc, &candidate.facts, Some(post), state.facts, &steps);
    for (at, claim) in state.table.claims.of(row) {
        let item = &rule.items[*at as usize];
        let unseen = &without_column[number][*at as usize];
        let judged = judge_claim(&person, rule, item, claim, unseen);
        let now = if anew {
            &judged.by_claim
        } else {
            &judged.by_decision
        };
        let then = found.second.as_mut();
        let then = then.map(|claims| (&judged.by_decision, claims));
        for (counts, claims) in [Some((now, &mut found.first)), then].into_iter().flatten() {
            match points(state, row, item, counts, &mut found.told) {
                Some(points) => claims.items.push((*at, points)),
                None if matches!(counts, Counts::Open(_)) => found.told.set(row, Status::Pending),
                None => {}
            }
        }
        let notices = judged.notices(item, claim, candidate);
        found.told.notices.extend(notices);
        tell(state, row, judged, &mut found.told);
    }
}

/// What an item gives; a body has yet to say it where the rule does not.
fn points(
    state: &State,
    row: usize,
    item: &BonusItem,
    counts: &Counts,
    told: &mut Moves,
) -> Option<i64> {
    match (counts, &item.points) {
        (Counts::No | Counts::Open(_), _) => None,
        (Counts::Points(points), _) => Some(points.raw()),
        (Counts::AsRuled, BonusPoints::Fixed(points)) => Some(points.raw()),
        (Counts::AsRuled, BonusPoints::Body) => {
            told.pending.push(Pending::BonusPoints {
                item: item.code.clone(),
                candidate: state.table.number(row).to_owned(),
            });
            None
        }
        (Counts::AsRuled, _) => {
            let candidate = state.table.candidate(row);
            let steps = budget();
            let post = state.plan.posts[state.post_of(row)].post;
            let doc = state.plan.doc;
            let person = Person::new(doc, &candidate.facts, Some(post), state.facts, &steps);
            match worth(item, &person) {
                Worth::Points(points) => Some(points.raw()),
                Worth::Body | Worth::Missing(_) => None,
            }
        }
    }
}

fn tell(state: &State, row: usize, judged: Judged, told: &mut Moves) {
    for counts in [judged.by_claim, judged.by_decision] {
        if let Counts::Open(missing) = counts {
            for fact in missing {
                told.miss(state, row, MissingPart::Fact(fact));
            }
        }
    }
    let not_judged = judged.not_judged.into_iter();
    told.notices
        .extend(not_judged.map(|fact| Notice::NotJudged { fact }));
}
