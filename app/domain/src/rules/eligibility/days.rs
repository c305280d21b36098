//! The days that conditions count from and to: of the notice, of a person, of the recruitment as it stands.

use super::condition::DayRef;
use super::facts::FactValue;
use super::person::{Answer, Person};
use super::requirement::DayOn;
use super::truth::Truth;
use crate::rules::codes::DayName;
use crate::rules::document::RuleDocument;
use crate::time::Moment;
use chrono::{Days, NaiveDate};

/// Why there is no day.
pub(super) enum NoDay {
    /// The person has none: never removed from office.
    DoesNotApply,
    /// Not known.
    Open(Truth),
}

impl Person<'_> {
    pub(super) fn day(&self, day: &DayRef) -> Result<NaiveDate, NoDay> {
        let unsaid = || NoDay::Open(Truth::unsaid());
        match day {
            DayRef::Day(day) => Ok(*day),
            DayRef::Named(name) => named_day(self.doc, name).ok_or_else(unsaid),
            DayRef::Fact(key) => self.day_of(key),
            DayRef::After(after) => {
                let since = self.day_of(&after.fact)?;
                after.plus.after(since).ok_or_else(unsaid)
            }
        }
    }

    fn day_of(&self, key: &crate::rules::codes::FactKey) -> Result<NaiveDate, NoDay> {
        match self.value(key) {
            Answer::Given(FactValue::Date(day)) => Ok(*day),
            Answer::DoesNotApply => Err(NoDay::DoesNotApply),
            Answer::Later => Err(NoDay::Open(Truth::Background)),
            Answer::Given(_) | Answer::Missing => Err(NoDay::Open(Truth::missing(key))),
        }
    }
}

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
