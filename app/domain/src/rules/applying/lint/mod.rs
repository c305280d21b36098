//! What can be wrong with windows, deadlines, fees.

mod findings;
pub(crate) mod say;

use super::{Applying, ApplyingWindow, Fee, Period};
use crate::numbers::Points;
use crate::rules::document::RuleDocument;
use crate::rules::lint::Report;
use crate::time::Moment;
pub use findings::ApplyingLint;

pub(crate) fn check(doc: &RuleDocument, report: &mut Report) {
    if let Some(own) = &doc.applying {
        windows(own, report);
        periods(own, report);
        fees(own, report);
    }
}

fn windows(own: &Applying, report: &mut Report) {
    for (index, window) in own.windows.iter().enumerate() {
        let path = format!("/applying/windows/{index}");
        backwards(&path, Some(window.opens), Some(window.closes), report);
        if own.windows[..index].iter().any(|one| overlap(one, window)) {
            report.add(&path, ApplyingLint::WindowsOverlap);
        }
        if window.counter.is_none() && !window.hours.is_empty() {
            report.add(format!("{path}/hours"), ApplyingLint::HoursWithoutCounter);
        }
        let turned = window.hours.iter().any(|hours| hours.from >= hours.to);
        let shared = window
            .hours
            .windows(2)
            .any(|pair| pair[0].to > pair[1].from);
        if turned || shared {
            report.add(format!("{path}/hours"), ApplyingLint::HoursBackwards);
        }
    }
}

/// The form and a counter may well be open at the same time, two counters too; the form twice, or one counter, may not.
fn overlap(one: &ApplyingWindow, other: &ApplyingWindow) -> bool {
    let form = one.online && other.online;
    let counter = one.counter.is_some() || !(one.online || other.online);
    let alike = form || (counter && one.counter == other.counter);
    alike && one.opens < other.closes && other.opens < one.closes
}

fn periods(own: &Applying, report: &mut Report) {
    let mut period = |path: &str, period: Option<Period>| {
        let period = period.unwrap_or_default();
        backwards(path, period.from, period.until, report);
    };
    period("/applying/review", own.review);
    period("/applying/appeal", own.appeal);
    let ticket = own.ticket.unwrap_or_default();
    backwards("/applying/ticket", ticket.from, ticket.until, report);
}

/// Notes an end that does not come after its beginning.
pub(crate) fn backwards(
    path: &str,
    from: Option<Moment>,
    until: Option<Moment>,
    report: &mut Report,
) {
    if let (Some(from), Some(until)) = (from, until)
        && from >= until
    {
        report.add(path, ApplyingLint::ClosesBeforeItOpens { from, until });
    }
}

fn fees(own: &Applying, report: &mut Report) {
    for (index, fee) in own.fees.iter().enumerate() {
        let path = format!("/applying/fees/{index}");
        if fee.yuan <= Points::ZERO {
            report.add(format!("{path}/yuan"), ApplyingLint::FeeNotPositive);
        }
        waivers(&path, fee, report);
    }
}

fn waivers(path: &str, fee: &Fee, report: &mut Report) {
    for (index, waiver) in fee.waivers.iter().enumerate() {
        let path = format!("{path}/waivers/{index}");
        backwards(&path, waiver.from, waiver.until, report);
    }
}
