//! Which days are off and which weekends are worked: what a count of working days rests on (domain.md 3.10).

use crate::text::Bilingual;
use crate::time::Holidays;
use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Holidays and exchanged weekends as the notice, or the State Council's announcement of the year, lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HolidayRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// Days off; weekends between them do no harm.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<DayRange>,
    /// Saturdays and Sundays that are worked instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub worked: Vec<NaiveDate>,
}

/// From one day to another, both included; without `until` the one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayRange {
    pub from: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl DayRange {
    /// No holiday is longer, in days; the lint points out ranges that are.
    pub const LONGEST: usize = 31;

    /// Every day of the range.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let until = self.until.unwrap_or(self.from);
        self.from
            .iter_days()
            .take_while(move |day| *day <= until)
            .take(Self::LONGEST)
    }

    /// Whether it has days, and not more than a holiday can have.
    pub fn is_sound(self) -> bool {
        let until = self.until.unwrap_or(self.from);
        self.from <= until && self.days().last() == Some(until)
    }
}

impl HolidayRule {
    /// As the calendar counts with them.
    pub fn days(&self) -> Holidays {
        Holidays {
            off: self.off.iter().flat_map(|range| range.days()).collect(),
            worked: self.worked.iter().copied().collect(),
        }
    }
}

/// Periods are counted between these years; a date outside them is a slip of the pen.
pub(crate) fn in_range(day: NaiveDate) -> bool {
    (1900..=2200).contains(&day.year())
}

/// The day before, where the calendar has one.
pub(crate) fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: &str, until: Option<&str>) -> DayRange {
        DayRange {
            from: from.parse().unwrap(),
            until: until.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn a_range_holds_both_its_ends_and_one_day_needs_no_end() {
        assert_eq!(range("2026-10-01", Some("2026-10-08")).days().count(), 8);
        assert_eq!(range("2026-01-01", None).days().count(), 1);
        assert!(range("2026-01-01", None).is_sound());
    }

    #[test]
    fn a_range_that_ends_first_or_lasts_too_long_is_not_sound() {
        assert!(!range("2026-10-08", Some("2026-10-01")).is_sound());
        assert!(!range("2026-10-01", Some("2027-10-01")).is_sound());
        assert_eq!(
            range("2026-10-01", Some("2200-10-01")).days().count(),
            DayRange::LONGEST
        );
    }
}
