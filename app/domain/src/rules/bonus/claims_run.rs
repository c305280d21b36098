//! The bonus items that count for each row of a run, by claim and by decision.

use super::document::{BonusItem, BonusPoints};
use super::judge::{Counts, Judged, facts_without_column, judge_claim};
use super::worth::{Worth, worth};
use crate::rules::codes::FactKey;
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::engine::plan::SetPlan;
use crate::rules::engine::state::{Claims, State};
use crate::rules::engine::{MissingPart, Notice, Pending, Status};

/// Judges every claim. Where a check counts the bonus anew, the claims count until then and decisions from then on.
pub(crate) fn judge_all(state: &mut State) {
    if state.table.claims.is_empty() {
        return;
    }
    let recounts = |set: &SetPlan| set.recount_step().is_some();
    let recounts: Vec<bool> = state.plan.sets.iter().map(recounts).collect();
    let most = || Claims::with_capacity(state.table.len(), state.table.claims.len());
    let mut first = most();
    let mut second = recounts.contains(&true).then(most);
    let mut gaps = Vec::new();
    let without_column = unseen(state);
    for row in 0..state.table.len() {
        if !state.table.claims.of(row).is_empty() {
            let anew = recounts[state.plan.posts[state.post_of(row)].set];
            let claims = (&mut first, second.as_mut());
            judge(state, row, anew, &without_column, claims, &mut gaps);
        }
        for claims in [Some(&mut first), second.as_mut()].into_iter().flatten() {
            claims.start.push(claims.items.len() as u32);
        }
    }
    for row in gaps {
        if let Status::Called(_) = state.status[row] {
            state.status[row] = Status::Pending;
        }
    }
    state.claims = first;
    state.recounted = second;
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
    state: &mut State,
    row: usize,
    anew: bool,
    without_column: &[Vec<Vec<FactKey>>],
    (first, mut second): (&mut Claims, Option<&mut Claims>),
    gaps: &mut Vec<usize>,
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
        let then = second
            .as_deref_mut()
            .map(|claims| (&judged.by_decision, claims));
        for (counts, claims) in [Some((now, &mut *first)), then].into_iter().flatten() {
            match points(state, row, item, counts) {
                Some(points) => claims.items.push((*at, points)),
                None if matches!(counts, Counts::Open(_)) => gaps.push(row),
                None => {}
            }
        }
        state.notices.extend(judged.notices(item, claim, candidate));
        tell(state, row, judged);
    }
}

/// What an item gives; a body has yet to say it where the rule does not.
fn points(state: &mut State, row: usize, item: &BonusItem, counts: &Counts) -> Option<i64> {
    match (counts, &item.points) {
        (Counts::No | Counts::Open(_), _) => None,
        (Counts::Points(points), _) => Some(points.raw()),
        (Counts::AsRuled, BonusPoints::Fixed(points)) => Some(points.raw()),
        (Counts::AsRuled, BonusPoints::Body) => {
            state.pending.push(Pending::BonusPoints {
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

fn tell(state: &mut State, row: usize, judged: Judged) {
    for counts in [judged.by_claim, judged.by_decision] {
        if let Counts::Open(missing) = counts {
            for fact in missing {
                state.miss(row, MissingPart::Fact(fact));
            }
        }
    }
    let not_judged = judged.not_judged.into_iter();
    state
        .notices
        .extend(not_judged.map(|fact| Notice::NotJudged { fact }));
}
