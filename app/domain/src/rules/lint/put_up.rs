//! What is put up in its order: nothing before it is there, and a list before the test to which it calls.

use super::super::document::RuleDocument;
use super::super::publishing::{PublicationRule, Published};
use super::DayOf;
use super::dates::{Dated, last_sitting, opens, order};
use super::{Course, Report};
use crate::rules::codes::StageCode;

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let opens = Dated::at(DayOf::Opens, opens(doc));
    let course = Course::common(doc);
    let stages = &course.rules.stages;
    let sat_by = |count: usize| {
        let sat = stages[..count].iter().rev();
        sat.into_iter()
            .find_map(|stage| last_sitting(&course, stage))
    };
    let whole = sat_by(stages.len());
    let totals = on(doc, &Published::Totals);
    for (index, rule) in doc.publication.iter().flatten().enumerate() {
        let path = format!("/publication/{index}/at");
        let own = dated(&course, rule);
        match &rule.of {
            Published::Accepted => order(&path, &opens, &own, report),
            Published::Results(code) => {
                let stage = course.rules.stage(code);
                let sat = stage.and_then(|stage| last_sitting(&course, stage));
                order(&path, &sat, &own, report);
            }
            Published::List(code) => {
                let at = course.stage_at(code);
                order(
                    &path,
                    &at.map_or_else(|| whole.clone(), sat_by),
                    &own,
                    report,
                );
                let called = at.and_then(|at| last_sitting(&course, &stages[at]));
                order(&path, &own, &called, report);
                let results = at.and_then(|at| results_of(doc, &course, at));
                order(&path, &results, &own, report);
            }
            Published::Totals => order(&path, &whole, &own, report),
            Published::Hires | Published::Reserve => {
                order(&path, &whole, &own, report);
                let totals = totals.as_ref().and_then(|rule| dated(&course, rule));
                order(&path, &totals, &own, report);
            }
        }
    }
}

fn on<'d>(doc: &'d RuleDocument, of: &Published) -> Option<&'d PublicationRule> {
    let mut rules = doc.publication.iter().flatten();
    rules.find(|rule| rule.of == *of)
}

/// The results of the stage before this one: the list of who goes on is made of them.
fn results_of(doc: &RuleDocument, course: &Course<'_>, at: usize) -> Option<Dated> {
    let before: &StageCode = &course.rules.stages[at.checked_sub(1)?].code;
    dated(course, on(doc, &Published::Results(before.clone()))?)
}

fn dated(course: &Course<'_>, rule: &PublicationRule) -> Option<Dated> {
    let of = match &rule.of {
        Published::Results(code) => DayOf::Results(course.stage_name(code)),
        _ => DayOf::PutUp(rule.what.clone()),
    };
    Dated::on(of, rule.at)
}
