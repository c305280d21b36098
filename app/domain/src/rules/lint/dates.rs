//! Days of one timetable in their order: nobody can correct an application before there is one, and no test comes before
//! the close of applications.

mod stages;

use super::super::applying::Applying;
use super::super::document::{DecisionValue, RuleDocument};
use super::super::stages::Stage;
use super::DayOf;
use super::{Course, DocumentLint, Part, Report, is_set_later};
use crate::time::Moment;
use chrono::NaiveDate;
pub(super) use stages::last_sitting;
use stages::{before_the_exam, of_stages, of_steps};

/// One of two days that stand in order.
#[derive(Clone)]
pub(super) struct Dated {
    of: DayOf,
    at: Moment,
    /// Only the day counts.
    whole: bool,
}

impl Dated {
    pub fn at(of: DayOf, at: Option<Moment>) -> Option<Self> {
        let whole = false;
        at.map(|at| Dated { of, at, whole })
    }

    pub fn on(of: DayOf, date: Option<NaiveDate>) -> Option<Self> {
        let at = Moment {
            date: date?,
            minute: 0,
        };
        let whole = true;
        Some(Dated { of, at, whole })
    }
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let opens = Dated::at(DayOf::Opens, opens(doc));
    let closes = Dated::at(DayOf::Closes, closes(doc));
    let announced = Dated::on(DayOf::Announced, doc.announced);
    order("/announced", &announced, &opens, report);
    if let Some(applying) = &doc.applying {
        of_applying(applying, &opens, &closes, report);
    }
    for course in Course::all(doc) {
        of_stages(&course, &closes, report);
        before_the_exam(&course, report);
        of_steps(&course, report);
        evidence(&course, &opens, report);
        decided(&course, report);
    }
    for (index, decision) in doc.decisions.iter().enumerate() {
        let on = Dated::on(DayOf::Decided, Some(decision.on));
        order(&format!("/decisions/{index}/on"), &announced, &on, report);
    }
}

/// The first moment of the first window.
pub(crate) fn opens(doc: &RuleDocument) -> Option<Moment> {
    let windows = doc.applying.iter().flat_map(|own| &own.windows);
    windows.map(|window| window.opens).min()
}

/// The first moment after the last window.
pub(crate) fn closes(doc: &RuleDocument) -> Option<Moment> {
    let windows = doc.applying.iter().flat_map(|own| &own.windows);
    windows.map(|window| window.closes).max()
}

fn of_applying(own: &Applying, opens: &Option<Dated>, closes: &Option<Dated>, report: &mut Report) {
    let review = own.review.unwrap_or_default();
    let appeal = own.appeal.unwrap_or_default();
    let review_begins = Dated::at(DayOf::ReviewBegins, review.from);
    let review_ends = Dated::at(DayOf::ReviewEnds, review.until);
    let appeal_begins = Dated::at(DayOf::AppealBegins, appeal.from);
    let appeal_ends = Dated::at(DayOf::AppealEnds, appeal.until);
    let correction = own.correction.and_then(|rule| rule.until);
    let correction = Dated::at(DayOf::CorrectionEnds, correction);
    let tickets = Dated::at(DayOf::TicketsFrom, own.ticket.and_then(|rule| rule.from));
    let due = own.adjustments.map(|rule| rule.deadline);
    let adjustments = Dated::at(DayOf::AdjustmentsDue, due);
    let change = own.post_change.and_then(|rule| rule.until);
    let change = Dated::at(DayOf::PostChangeEnds, change);
    let reviewed = review_ends.clone().or(review_begins.clone());
    for (path, first, then) in [
        ("review/from", opens, &review_begins),
        // Who applies on the last day is reviewed, too.
        ("review/until", closes, &review_ends),
        ("correction/until", opens, &correction),
        ("correction/until", &correction, &review_ends),
        ("appeal/from", &review_begins, &appeal_begins),
        ("appeal/until", &reviewed, &appeal_ends),
        ("appeal/until", opens, &appeal_ends),
        ("ticket/from", closes, &tickets),
        ("adjustments/deadline", opens, &adjustments),
        ("post_change/until", opens, &change),
    ] {
        order(&format!("/applying/{path}"), first, then, report);
    }
    for (index, fee) in own.fees.iter().enumerate() {
        let path = format!("/applying/fees/{index}");
        let due = Dated::at(DayOf::FeeDue, fee.until);
        order(&format!("{path}/until"), closes, &due, report);
        for (index, waiver) in fee.waivers.iter().enumerate() {
            let ends = Dated::at(DayOf::WaiverEnds, waiver.until);
            order(
                &format!("{path}/waivers/{index}/until"),
                opens,
                &ends,
                report,
            );
        }
    }
}

fn evidence(course: &Course<'_>, opens: &Option<Dated>, report: &mut Report) {
    let path = course.path(Part::Bonus);
    let Some(rule) = &course.rules.bonus else {
        return;
    };
    let due = |by| Dated::at(DayOf::EvidenceDue, by);
    order(
        &format!("{path}/evidence_by"),
        opens,
        &due(rule.evidence_by),
        report,
    );
    for (index, item) in rule.items.iter().enumerate() {
        let path = format!("{path}/items/{index}/evidence_by");
        order(&path, opens, &due(item.evidence_by), report);
    }
}

/// A line that is set later is set when its stage has been sat.
fn decided(course: &Course<'_>, report: &mut Report) {
    for (index, decision) in course.doc.decisions.iter().enumerate() {
        let of_line = |stage: &&Stage| {
            let mut lines = stage.lines.iter().flatten();
            lines.any(|line| line.code.as_str() == decision.of && is_set_later(&line.at))
        };
        let stage = course.rules.stages.iter().find(of_line);
        if let (Some(stage), DecisionValue::Points(_)) = (stage, &decision.value) {
            let sat = last_sitting(course, stage);
            let on = Dated::on(DayOf::Decided, Some(decision.on));
            order(&format!("/decisions/{index}/on"), &sat, &on, report);
        }
    }
}

pub(super) fn order(path: &str, first: &Option<Dated>, then: &Option<Dated>, report: &mut Report) {
    let (Some(first), Some(then)) = (first, then) else {
        return;
    };
    let sound = if first.whole || then.whole {
        first.at.date <= then.at.date
    } else {
        first.at <= then.at
    };
    if !sound {
        let finding = DocumentLint::DatesOutOfOrder {
            earlier: first.of.clone(),
            later: then.of.clone(),
            at: first.at,
            before: then.at,
        };
        report.add(path, finding);
    }
}
