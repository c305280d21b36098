//! The days that the notice names.

use super::requirement::DayOn;
use crate::rules::codes::DayName;
use crate::rules::document::RuleDocument;
use crate::time::Moment;
use chrono::{Days, NaiveDate};

/// A day that the notice names; days of the recruitment move with it. `None`: the document does not say.
pub(crate) fn named_day(doc: &RuleDocument, name: &DayName) -> Option<NaiveDate> {
    let day = doc.days.iter().find(|day| day.name == *name)?;
    let windows = doc.applying.iter().flat_map(|applying| &applying.windows);
    match day.on {
        DayOn::Day(day) => Some(day),
        DayOn::Opens => windows
            .map(|window| window.opens)
            .min()
            .map(|opens| opens.date),
        DayOn::Closes => windows.map(|window| window.closes).max().map(last_day),
        DayOn::Announced => doc.announced,
    }
}

/// The last day before a moment that is the first one too late: midnight closes the day before.
pub(crate) fn last_day(closes: Moment) -> NaiveDate {
    match closes.minute {
        0 => closes
            .date
            .checked_sub_days(Days::new(1))
            .unwrap_or(closes.date),
        _ => closes.date,
    }
}
