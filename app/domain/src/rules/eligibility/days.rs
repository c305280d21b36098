//! The days that conditions count from and to: of the notice, of a person, of the recruitment as it stands.

use super::condition::DayRef;
use super::facts::FactValue;
use super::named_days::named_day;
use super::person::{Answer, Person};
use super::truth::Truth;
use chrono::NaiveDate;

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
