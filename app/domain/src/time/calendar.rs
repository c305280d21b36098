//! Time as the platform knows it: instants in UTC at rest, Asia/Shanghai (a fixed +08:00) on screen, working days
//! counted over holidays that are given as data.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, time::Duration};

/// A moment, in milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// China has had one time zone without summer time since 1991.
const SHANGHAI_SECONDS: i32 = 8 * 3600;

impl Instant {
    /// The moment that a Shanghai wall clock shows.
    pub fn from_shanghai(wall: NaiveDateTime) -> Self {
        Instant(wall.and_utc().timestamp_millis() - i64::from(SHANGHAI_SECONDS) * 1000)
    }

    /// What a Shanghai wall clock shows.
    pub fn shanghai(self) -> NaiveDateTime {
        let offset =
            FixedOffset::east_opt(SHANGHAI_SECONDS).expect("eight hours are a valid offset");
        DateTime::from_timestamp_millis(self.0)
            .unwrap_or_default()
            .with_timezone(&offset)
            .naive_local()
    }

    /// The calendar day in Shanghai.
    pub fn date(self) -> NaiveDate {
        self.shanghai().date()
    }

    pub fn plus(self, duration: Duration) -> Self {
        Instant(self.0 + duration.as_millis() as i64)
    }

    pub fn minus(self, duration: Duration) -> Self {
        Instant(self.0 - duration.as_millis() as i64)
    }

    pub fn plus_days(self, days: i64) -> Self {
        Instant(self.0 + days * 86_400_000)
    }

    pub fn minus_days(self, days: i64) -> Self {
        self.plus_days(-days)
    }

    /// How long until `later`; zero when that has passed.
    pub fn until(self, later: Instant) -> Duration {
        Duration::from_millis(u64::try_from(later.0 - self.0).unwrap_or(0))
    }

    /// RFC 3339 with the Shanghai offset, for `<time datetime>`.
    pub fn rfc3339(self) -> String {
        format!("{}+08:00", self.shanghai().format("%Y-%m-%dT%H:%M:%S"))
    }
}

/// Public holidays and the weekends that are worked instead (the State Council announces both each autumn).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    pub off: BTreeSet<NaiveDate>,
    pub worked: BTreeSet<NaiveDate>,
}

impl Holidays {
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.worked.contains(&day) || (!weekend && !self.off.contains(&day))
    }

    /// These holidays with others over them: what the others say of a day counts.
    #[must_use]
    pub fn with(&self, others: &Holidays) -> Holidays {
        let over =
            |own: &BTreeSet<NaiveDate>, more: &BTreeSet<NaiveDate>, less: &BTreeSet<NaiveDate>| {
                own.iter()
                    .filter(|day| !less.contains(day))
                    .chain(more)
                    .copied()
                    .collect()
            };
        Holidays {
            off: over(&self.off, &others.off, &others.worked),
            worked: over(&self.worked, &others.worked, &others.off),
        }
    }

    /// Whether the year has been announced; where it has not, only weekends are known to be free.
    pub fn knows(&self, year: i32) -> bool {
        self.off.iter().any(|day| day.year() == year)
    }
}

/// Days that are off by law in every year: New Year, Labour Day and the National Day week, as weekends are usually
/// exchanged around them. Holidays by the moon are only known where somebody lists them.
pub fn is_legal_holiday(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (5, 1..=3) | (10, 1..=7))
}

/// How the days of a publication period are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Calendar,
    Working,
}

/// The last moment of a period that ends on `day`: 17:00, the hour at which offices close (domain.md 3.9).
pub fn closing(day: NaiveDate) -> Instant {
    Instant::from_shanghai(day.and_time(NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default()))
}

/// The last day of a period of `days` that begins on the day after `from`: the day of publication itself does not count
/// (domain.md 3.9).
pub fn last_day(from: NaiveDate, days: u32, kind: DayKind, holidays: &Holidays) -> NaiveDate {
    let mut day = from;
    let mut counted = 0;
    while counted < days {
        day = day.checked_add_days(Days::new(1)).unwrap_or(day);
        counted += u32::from(kind == DayKind::Calendar || holidays.is_working_day(day));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_wall_clock_in_shanghai_survives_the_trip_through_utc() {
        let wall = day(2026, 3, 11).and_hms_opt(17, 0, 0).unwrap();
        let at = Instant::from_shanghai(wall);
        assert_eq!(at.shanghai(), wall);
        assert_eq!(at.rfc3339(), "2026-03-11T17:00:00+08:00");
        assert_eq!(at.0, 1_773_219_600_000);
    }

    #[test]
    fn the_day_changes_at_midnight_in_shanghai_not_in_greenwich() {
        let one_minute_past = day(2026, 3, 11).and_hms_opt(0, 1, 0).unwrap();
        assert_eq!(
            Instant::from_shanghai(one_minute_past).date(),
            day(2026, 3, 11)
        );
    }

    #[test]
    fn a_period_does_not_count_its_first_day() {
        let end = last_day(day(2026, 4, 27), 3, DayKind::Calendar, &Holidays::default());
        assert_eq!(closing(end).rfc3339(), "2026-04-30T17:00:00+08:00");
    }

    #[test]
    fn working_days_skip_weekends_and_holidays_and_count_exchanged_weekends() {
        let holidays = Holidays {
            off: [day(2026, 5, 1), day(2026, 5, 4), day(2026, 5, 5)].into(),
            worked: [day(2026, 5, 9)].into(),
        };
        // 30 April, then 6, 7, 8 May and the worked Saturday 9 May.
        let end = last_day(day(2026, 4, 29), 5, DayKind::Working, &holidays);
        assert_eq!(end, day(2026, 5, 9));
        assert!(holidays.knows(2026) && !holidays.knows(2027));
    }

    #[test]
    fn what_is_said_later_of_a_day_counts() {
        let known = Holidays {
            off: [day(2026, 10, 1), day(2026, 10, 8)].into(),
            worked: [day(2026, 9, 27)].into(),
        };
        let own = Holidays {
            off: [day(2026, 9, 27)].into(),
            worked: [day(2026, 10, 8)].into(),
        };
        let both = known.with(&own);
        assert_eq!(both.off, [day(2026, 9, 27), day(2026, 10, 1)].into());
        assert_eq!(both.worked, [day(2026, 10, 8)].into());
    }

    proptest::proptest! {
        #[test]
        fn a_working_period_is_never_shorter_than_a_calendar_period(offset in 0i64..3000, days in 0u32..30) {
            let from = day(2020, 1, 1) + chrono::TimeDelta::days(offset);
            let none = Holidays::default();
            proptest::prop_assert!(
                last_day(from, days, DayKind::Working, &none) >= last_day(from, days, DayKind::Calendar, &none)
            );
        }
    }
}
