//! What is checked before a sealed list is published: each check by a way of its own.

use super::super::{Check, CheckResult, ResultList, Row, check_list, reveals_number};
use super::{Head, Statement, compose};
use crate::{
    digest::sha256,
    numbers::Fraction,
    ranking::{Placing, Printed, printed},
    rules::{
        Bundle, Candidate, LineOutcome, Mark, Replay, RuleDocument, ScoreOf,
        derive::exact::compare, replay,
    },
};
use std::collections::HashMap;

/// Everything that is checked before a list may be signed. `digest` is what was printed when it was sealed, `statement`
/// what its signature really covers (`None`: the signature does not hold), `announced` the rules that the public read.
pub fn check_sealed(
    sealed: &[u8],
    digest: &str,
    statement: Option<&Statement>,
    bundle: &Bundle,
    announced: &RuleDocument,
) -> Vec<CheckResult> {
    let computed = sha256(sealed);
    let intact = computed == digest && statement.is_some_and(|signed| signed.sha256 == computed);
    let seal = CheckResult {
        check: Check::MatchesSeal {
            digest: digest.to_owned(),
        },
        passed: intact,
    };
    let Ok(list) = serde_json::from_slice::<ResultList>(sealed) else {
        return vec![seal];
    };
    let recomputed = CheckResult {
        check: Check::Recomputed {
            people: list.people(),
        },
        passed: recomputes(&list, bundle),
    };
    let mut results = vec![seal, recomputed];
    results.extend(check_list(&list));
    for result in &mut results {
        result.passed &= match result.check {
            Check::FollowsRules { .. } => {
                same_rules(announced, &bundle.rules) && nobody_below_a_line(&list, bundle)
            }
            Check::Masked { .. } => !reveals_number(&list.reason),
            _ => true,
        };
    }
    results
}

/// Running the rules over the recorded marks again gives this list, to the last character.
fn recomputes(list: &ResultList, bundle: &Bundle) -> bool {
    let rows = list.posts.iter().flat_map(|post| &post.rows);
    let names = rows
        .map(|row| (row.ticket.clone(), row.name.clone()))
        .collect();
    let head = Head {
        campaign: list.campaign.clone(),
        title: list.title.clone(),
        organiser: list.organiser.clone(),
        version: list.version,
        reason: list.reason.clone(),
        sealed_at: list.sealed_at,
    };
    replay(bundle) == Ok(Replay::Identical) && compose(head, bundle, &names) == *list
}

/// The rules of the run are the announced ones; only what bodies decided since may have been added.
fn same_rules(announced: &RuleDocument, used: &RuleDocument) -> bool {
    *announced
        == RuleDocument {
            decisions: announced.decisions.clone(),
            ..used.clone()
        }
}

/// A list once named people below the announced line of 60 (Harbin 2025).
pub(super) fn nobody_below_a_line(list: &ResultList, bundle: &Bundle) -> bool {
    let people = bundle.people.candidates.iter();
    let people: HashMap<&str, &Candidate> = people.map(|c| (c.number.as_str(), c)).collect();
    list.posts.iter().all(|post| {
        let mut counts = bundle.outcome.posts.iter();
        let Some(counts) = counts.find(|counts| counts.post.as_str() == post.code) else {
            return false;
        };
        let Some(known) = bundle.rules.post(&counts.post) else {
            return false;
        };
        let printed = printed(&bundle.rules.for_post(known));
        let rows = post.rows.iter();
        let mut selected = rows.filter(|row| row.placing == Placing::Selected);
        selected.all(|row| {
            let Some(person) = people.get(row.ticket.as_str()) else {
                return false;
            };
            counts.lines.iter().all(|line| {
                let figure = figure_for(bundle, line, &printed, row, person);
                figure.is_none_or(|figure| is_reached(line, figure))
            })
        })
    })
}

fn is_reached(line: &LineOutcome, figure: Fraction) -> bool {
    let order = compare(figure, line.at);
    order.is_some_and(|order| order.is_gt() || (order.is_eq() && !line.strictly))
}

/// What the list, or else the record, shows of the figure that a line is about. A list has no figure without the bonus;
/// there the line holds all the more with it, and the recomputation decides.
fn figure_for(
    bundle: &Bundle,
    line: &LineOutcome,
    printed: &Printed,
    row: &Row,
    person: &Candidate,
) -> Option<Fraction> {
    let (on, step) = (&line.on, bundle.outcome.code_of(line.step));
    let record = on.of.stage().and_then(|code| person.stages.get(code));
    if let Some((room, sitting)) = &line.room {
        let own = person.stages.get(step)?;
        if !own.is_in(room, sitting.as_deref()) {
            return None;
        }
    }
    let points = match &on.paper {
        Some(_) if on.element.is_some() => None,
        Some(paper) => match record?.papers.get(paper) {
            Some(Mark::Scored(points)) => Some(*points),
            _ => None,
        },
        None if on.event.is_some() || on.element.is_some() || on.examiner.is_some() => None,
        None if on.of == ScoreOf::Total => row.total,
        None if is_of(&on.of, printed.written.as_ref()) => row.written,
        None if is_of(&on.of, printed.interview.as_ref()) => row.interview,
        None => None,
    };
    points.map(Fraction::of_points)
}

/// Whether a line on `of` is one on the printed figure: where a list prints the figure of a cut, it is the score of the
/// stage with the bonus, and not below that score.
fn is_of(of: &ScoreOf, printed: Option<&ScoreOf>) -> bool {
    let score = |own: &ScoreOf| matches!(of, ScoreOf::Stage(_)) && of.stage() == own.stage();
    printed.is_some_and(|own| own == of || score(own))
}
