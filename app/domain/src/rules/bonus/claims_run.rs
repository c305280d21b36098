//! The bonus items that count for each row of a run, by claim and by decision.

use super::document::{BonusItem, BonusPoints};
use super::judge::{Counts, Judged, judge_claim};
use super::worth::{Worth, worth};
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::engine::state::{Claims, State};
use crate::rules::engine::{MissingPart, Notice, Pending, Status};

/// Judges every claim. Where a check counts the bonus anew, the claims count until then and decisions from then on.
pub(crate) fn judge_all(state: &mut State) {
    let recounts = |set| crate::rules::stages::recount_step(set).is_some();
    let anew = state.plan.sets.iter().any(recounts);
    let (mut first, mut second) = (Claims::default(), Claims::default());
    first.start.push(0);
    second.start.push(0);
    let mut gaps = Vec::new();
    for row in 0..state.table.len() {
        if !state.table.claims.of(row).is_empty() {
            let anew = recounts(state.set(state.post_of(row)));
            judge(state, row, anew, (&mut first, &mut second), &mut gaps);
        }
        first.start.push(first.items.len() as u32);
        second.start.push(second.items.len() as u32);
    }
    for row in gaps {
        if let Status::Called(_) = state.status[row] {
            state.status[row] = Status::Pending;
        }
    }
    if first.items.is_empty() && second.items.is_empty() {
        return;
    }
    state.claims = first;
    state.recounted = anew.then_some(second);
}

fn judge(
    state: &mut State,
    row: usize,
    anew: bool,
    (first, second): (&mut Claims, &mut Claims),
    gaps: &mut Vec<usize>,
) {
    if !matches!(state.status[row], Status::Called(_)) {
        return;
    }
    let set = state.set(state.post_of(row));
    let Some(rule) = &set.rules.bonus else {
        return;
    };
    let candidate = state.table.candidate(row);
    let post = state.plan.posts[state.post_of(row)].post;
    let steps = budget();
    let doc = state.plan.doc;
    let person = Person::new(doc, &candidate.facts, Some(post), state.facts, &steps);
    for (at, claim) in state.table.claims.of(row) {
        let item = &rule.items[*at as usize];
        let judged = judge_claim(&person, rule, item, claim);
        let now = if anew {
            &judged.by_claim
        } else {
            &judged.by_decision
        };
        for (counts, claims) in [(now, &mut *first), (&judged.by_decision, &mut *second)] {
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
    match counts {
        Counts::No | Counts::Open(_) => None,
        Counts::Points(points) => Some(points.raw()),
        Counts::AsRuled if item.points == BonusPoints::Body => {
            state.pending.push(Pending::BonusPoints {
                item: item.code.clone(),
                candidate: state.table.number(row).to_owned(),
            });
            None
        }
        Counts::AsRuled => {
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
