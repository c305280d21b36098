//! Dates of stages and of the steps around them: each after the one that it rests on.

use super::super::super::applying::FeeAt;
use super::super::super::lists::{Substitution, SubstitutionEnd};
use super::super::super::stages::Stage;
use super::super::DayOf;
use super::super::{Course, Part, Report};
use super::{Dated, order};
use crate::text::Bilingual;
use crate::time::Moment;

/// Stages are sat one after another, and after applications.
pub(super) fn of_stages(course: &Course<'_>, closes: &Option<Dated>, report: &mut Report) {
    let mut before: Option<Dated> = closes.clone();
    let mut recounted: Option<Dated> = None;
    for (index, stage) in course.rules.stages.iter().enumerate() {
        let path = course.stage_path(index);
        let (first, last) = (first_sitting(course, stage), last_sitting(course, stage));
        let sittings = format!("{path}/times/sittings");
        order(&sittings, &before, &first, report);
        // A figure that may still change decides who is called.
        order(&sittings, &recounted, &first, report);
        let recount = stage.times.as_ref().and_then(|times| times.recount);
        let name = || stage.name.clone();
        let begins = recount.and_then(|rule| rule.from);
        let begins = Dated::at(DayOf::RecountBegins(name()), begins);
        let ends = recount.and_then(|rule| rule.until);
        let ends = Dated::at(DayOf::RecountEnds(name()), ends);
        order(
            &format!("{path}/times/recount/from"),
            &first,
            &begins,
            report,
        );
        let begun = begins.or(first.clone());
        order(
            &format!("{path}/times/recount/until"),
            &begun,
            &ends,
            report,
        );
        let cut = stage.cut.as_ref().and_then(|cut| cut.substitution.as_ref());
        substitution(&format!("{path}/cut"), cut, &stage.name, &last, report);
        let check = stage.check.as_ref();
        let check = check.and_then(|check| check.substitution.as_ref());
        substitution(
            &format!("{path}/check"),
            check,
            &stage.name,
            &before,
            report,
        );
        before = last.or(before);
        recounted = ends.or(recounted);
    }
}

/// The end of a rule for substitutes comes after the list that they join.
fn substitution(
    path: &str,
    rule: Option<&Substitution>,
    stage: &Bilingual,
    after: &Option<Dated>,
    report: &mut Report,
) {
    if let Some(SubstitutionEnd::At(at)) = rule.and_then(|rule| rule.until.as_ref()) {
        let ends = Dated::at(DayOf::SubstitutionEnds(stage.clone()), Some(*at));
        order(
            &format!("{path}/substitution/until/at"),
            after,
            &ends,
            report,
        );
    }
}

/// What people do before they sit anything.
pub(super) fn before_the_exam(course: &Course<'_>, report: &mut Report) {
    let Some(own) = &course.doc.applying else {
        return;
    };
    let mut stages = course.rules.stages.iter();
    let first = stages.find_map(|stage| first_sitting(course, stage));
    let last = course.rules.stages.iter();
    let last = last.rev().find_map(|stage| last_sitting(course, stage));
    let ticket = own.ticket.unwrap_or_default();
    let change = own.post_change.and_then(|rule| rule.until);
    let adjustments = own.adjustments.map(|rule| rule.deadline);
    for (path, of, at, by) in [
        ("ticket/from", DayOf::TicketsFrom, ticket.from, &first),
        ("ticket/until", DayOf::TicketsUntil, ticket.until, &last),
        (
            "adjustments/deadline",
            DayOf::AdjustmentsDue,
            adjustments,
            &first,
        ),
        ("post_change/until", DayOf::PostChangeEnds, change, &first),
    ] {
        order(&format!("/applying/{path}"), &Dated::at(of, at), by, report);
    }
    for (index, fee) in own.fees.iter().enumerate() {
        let sat = match &fee.at {
            FeeAt::Applied | FeeAt::Accepted => first.clone(),
            FeeAt::Stage(code) => {
                let stage = course.rules.stage(code);
                stage.and_then(|stage| first_sitting(course, stage))
            }
        };
        let due = Dated::at(DayOf::FeeDue, fee.until);
        order(&format!("/applying/fees/{index}/until"), &due, &sat, report);
    }
}

/// Nothing is handed out, and nobody leaves a list after the exam, before the last test.
pub(super) fn of_steps(course: &Course<'_>, report: &mut Report) {
    let stages = course.rules.stages.iter();
    let last = stages.rev().find_map(|stage| last_sitting(course, stage));
    let after = course.path(Part::After);
    for (index, step) in course.rules.after.iter().enumerate() {
        let path = format!("{after}/{index}");
        let rule = step.list.substitution.as_ref();
        substitution(&format!("{path}/list"), rule, &step.name, &last, report);
        for (give, own) in step.gives.iter().enumerate() {
            let handed = Dated::at(DayOf::HandedOut(own.name.clone()), own.at);
            order(&format!("{path}/gives/{give}/at"), &last, &handed, report);
        }
    }
}

/// The first sitting to which people of these posts are called.
fn first_sitting(course: &Course<'_>, stage: &Stage) -> Option<Dated> {
    let first = sittings(course, stage).min();
    Dated::at(DayOf::Sitting(stage.name.clone()), first)
}

pub(in super::super) fn last_sitting(course: &Course<'_>, stage: &Stage) -> Option<Dated> {
    let last = sittings(course, stage).max();
    Dated::at(DayOf::LastSitting(stage.name.clone()), last)
}

fn sittings<'c>(course: &'c Course<'_>, stage: &'c Stage) -> impl Iterator<Item = Moment> {
    let all = stage.times.iter().flat_map(|times| &times.sittings);
    let own = all.filter(|sitting| {
        let mut posts = course.posts.iter();
        posts.len() == 0 || posts.any(|post| sitting.scope.covers(&post.code, post.pool.as_ref()))
    });
    own.filter_map(|sitting| sitting.at)
}
