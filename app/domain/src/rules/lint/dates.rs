//! Days of one timetable in their order: nobody can correct an application before there is one, and no test comes before
//! the close of applications.

use super::super::applying::Applying;
use super::super::document::RuleDocument;
use super::super::publishing::Published;
use super::super::stages::Stage;
use super::{Course, DocumentLint, Part, Report};
use crate::text::Text;
use crate::time::Moment;
use chrono::NaiveDate;
use serde::Serialize;

/// A day of the timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOf {
    Announced,
    Opens,
    Closes,
    ReviewBegins,
    ReviewEnds,
    CorrectionEnds,
    AppealBegins,
    AppealEnds,
    TicketsFrom,
    EvidenceDue,
    AdjustmentsDue,
    PostChangeEnds,
    FeeDue,
    Decided,
    /// The first sitting of a stage.
    Sitting(Text),
    RecountBegins(Text),
    /// The results of a stage are put up.
    Results(Text),
}

/// One of two days that stand in order.
#[derive(Clone)]
struct Dated {
    of: DayOf,
    at: Moment,
    /// Only the day counts.
    whole: bool,
}

impl Dated {
    fn at(of: DayOf, at: Option<Moment>) -> Option<Self> {
        let whole = false;
        at.map(|at| Dated { of, at, whole })
    }

    fn on(of: DayOf, date: Option<NaiveDate>) -> Option<Self> {
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
        evidence(&course, &opens, report);
    }
    results(doc, report);
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
    let adjustments = Dated::at(
        DayOf::AdjustmentsDue,
        own.adjustments.map(|rule| rule.deadline),
    );
    let change = Dated::at(
        DayOf::PostChangeEnds,
        own.post_change.and_then(|rule| rule.until),
    );
    order("/applying/review/from", opens, &review_begins, report);
    order("/applying/review/until", opens, &review_ends, report);
    order("/applying/correction/until", opens, &correction, report);
    order(
        "/applying/appeal/from",
        &review_begins,
        &appeal_begins,
        report,
    );
    order(
        "/applying/appeal/until",
        &review_begins,
        &appeal_ends,
        report,
    );
    order("/applying/appeal/until", opens, &appeal_ends, report);
    order("/applying/ticket/from", closes, &tickets, report);
    order(
        "/applying/adjustments/deadline",
        opens,
        &adjustments,
        report,
    );
    order("/applying/post_change/until", opens, &change, report);
    for (index, fee) in own.fees.iter().enumerate() {
        let due = Dated::at(DayOf::FeeDue, fee.until);
        order(
            &format!("/applying/fees/{index}/until"),
            opens,
            &due,
            report,
        );
    }
}

/// Stages are sat one after another, and after applications.
fn of_stages(course: &Course<'_>, closes: &Option<Dated>, report: &mut Report) {
    let mut before: Option<Dated> = closes.clone();
    for (index, stage) in course.rules.stages.iter().enumerate() {
        let path = format!("{}/times", course.stage_path(index));
        let first = sitting(stage);
        order(&format!("{path}/sittings"), &before, &first, report);
        let recount = stage.times.as_ref().and_then(|times| times.recount);
        let of = DayOf::RecountBegins(stage.name.clone());
        let recount = Dated::at(of, recount.and_then(|rule| rule.from));
        order(&format!("{path}/recount/from"), &first, &recount, report);
        before = first.or(before);
    }
}

fn sitting(stage: &Stage) -> Option<Dated> {
    let sittings = stage.times.iter().flat_map(|times| &times.sittings);
    let first = sittings.filter_map(|sitting| sitting.at).min();
    Dated::at(DayOf::Sitting(stage.name.clone()), first)
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

/// Results are put up after the stage.
fn results(doc: &RuleDocument, report: &mut Report) {
    let rules = doc.common_rules();
    for (index, rule) in doc.publication.iter().flatten().enumerate() {
        if let Published::Results(code) = &rule.of
            && let Some(stage) = rules.stage(code)
        {
            let on = Dated::on(DayOf::Results(stage.name.clone()), rule.at);
            order(
                &format!("/publication/{index}/at"),
                &sitting(stage),
                &on,
                report,
            );
        }
    }
}

fn order(path: &str, first: &Option<Dated>, then: &Option<Dated>, report: &mut Report) {
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
