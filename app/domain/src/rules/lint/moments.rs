//! Midnight, wherever a moment stands: "24:00 on the 10th" is easily misread by a day.

use super::document::Midnight;
use super::{DocumentLint, Ground, Report};
use crate::time::Moment;
use serde_json::Value as Json;

pub(super) fn check(ground: &Ground<'_>, report: &mut Report) {
    for spot in ground.spots() {
        if spot.kind != Some("Moment") {
            continue;
        }
        if let Json::String(text) = spot.value
            && let Ok(at) = text.parse::<Moment>()
            && at.minute == 1440
        {
            report.add(
                spot.path,
                DocumentLint::MidnightMoment {
                    day: Midnight(at.date),
                },
            );
        }
    }
}
