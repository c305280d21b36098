//! Decisions of bodies: each names something that waits for one, and says something that fits.

use super::super::super::document::{Decision, DecisionValue, RuleDocument};
use super::super::super::eligibility::lint::post_name;
use super::super::super::stages::{Line, LineAt};
use super::super::{Course, Report};
use super::DocumentLint;

/// What a decision can be about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    Places,
    Opening,
    Line,
    Test,
    Step,
    Open,
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let courses = Course::all(doc);
    for (index, decision) in doc.decisions.iter().enumerate() {
        let path = format!("/decisions/{index}");
        let of = || decision.of.clone();
        match matter(doc, &courses, &decision.of) {
            // A code that is nowhere is told as such.
            None if report.has(&format!("{path}/of")) => {}
            None => {
                let finding = DocumentLint::DecisionNamesNothing { of: of() };
                report.add(format!("{path}/of"), finding);
            }
            Some(matter) => fits(&path, decision, matter, report),
        }
        if let DecisionValue::Places(decided) = decision.value {
            places(doc, &path, decision, decided, report);
        }
        let again = doc.decisions[..index].iter().any(|own| {
            own.of == decision.of && (doc.posts.is_empty() || shares_a_post(doc, own, decision))
        });
        if again {
            report.add(path, DocumentLint::DecidedTwice { of: of() });
        }
    }
}

fn matter(doc: &RuleDocument, courses: &[Course<'_>], of: &str) -> Option<Matter> {
    let in_any = |has: &dyn Fn(&Course<'_>) -> bool| courses.iter().any(has);
    if doc.unsettled.iter().any(|own| own.code.as_str() == of) {
        return Some(Matter::Open);
    }
    let is_later = |line: &Line| line.code.as_str() == of && is_set_later(&line.at);
    let step = |course: &Course<'_>| {
        let stages = course.rules.stages.iter().map(|stage| &stage.code);
        let after = course.rules.after.iter().map(|step| &step.code);
        stages.chain(after).any(|code| code.as_str() == of)
    };
    match of {
        "places" => Some(Matter::Places),
        "opening" => Some(Matter::Opening),
        _ if in_any(&|course| lines(course).any(is_later)) => Some(Matter::Line),
        _ if doc.extra_tests.iter().any(|test| test.code.as_str() == of) => Some(Matter::Test),
        _ if in_any(&step) => Some(Matter::Step),
        _ => None,
    }
}

fn lines<'c>(course: &'c Course<'_>) -> impl Iterator<Item = &'c Line> {
    let stages = course.rules.stages.iter().flat_map(|stage| &stage.lines);
    stages.chain(&course.rules.total.lines).flatten()
}

/// Whether a body still has to say the figure, or a part of it.
pub(crate) fn is_set_later(at: &LineAt) -> bool {
    match at {
        LineAt::SetLater => true,
        LineAt::LowestOf(list) | LineAt::HighestOf(list) => list.iter().any(is_set_later),
        _ => false,
    }
}

fn fits(path: &str, decision: &Decision, matter: Matter, report: &mut Report) {
    let fits = matches!(
        (&decision.value, matter),
        (DecisionValue::Places(_), Matter::Places)
            | (DecisionValue::Needed(_), Matter::Opening)
            | (DecisionValue::Points(_), Matter::Line)
            | (DecisionValue::Agreed, Matter::Test)
            | (DecisionValue::Substitutes(_), Matter::Step)
            | (DecisionValue::Reading(_), Matter::Open)
    );
    if !fits {
        let of = decision.of.clone();
        let finding = DocumentLint::DecisionDoesNotFit { of };
        report.add(format!("{path}/value"), finding);
    }
}

/// 30 places for a post of 3 are more often a slip than a gift.
fn places(doc: &RuleDocument, path: &str, decision: &Decision, decided: u32, report: &mut Report) {
    let covered = doc
        .posts
        .iter()
        .filter(|post| decision.scope.covers(&post.code, post.pool.as_ref()));
    for post in covered {
        if let Some(places) = post.places.filter(|places| decided > *places) {
            let post = post_name(doc, &post.code);
            let finding = DocumentLint::DecisionAddsPlaces {
                post,
                places,
                decided,
            };
            return report.add(format!("{path}/value/places"), finding);
        }
    }
}

fn shares_a_post(doc: &RuleDocument, one: &Decision, other: &Decision) -> bool {
    doc.posts.iter().any(|post| {
        let covers = |own: &Decision| own.scope.covers(&post.code, post.pool.as_ref());
        covers(one) && covers(other)
    })
}
