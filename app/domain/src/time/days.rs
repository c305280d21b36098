//! Days, months and years as notices print them, and windows with inclusive or exclusive bounds.

use super::Instant;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// A day, a month or a year: some notices bound a birth date by the month only (O32, O38).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    Day(NaiveDate),
    Month { year: i32, month: u32 },
    Year(i32),
}

/// One end of a window of days. `inclusive` is always written out: the words of a notice ("above", "under", "after") do
/// not settle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateBound {
    pub on: PartialDate,
    pub inclusive: bool,
}

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Span {
    pub years: u32,
    pub months: u32,
    pub days: u32,
}

/// A minute of the notice's local time (Asia/Shanghai): `2024-09-27T16:00`. "24:00" is accepted as printed, and the
/// lint asks for a clearer hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: NaiveDate,
    /// 0 to 1440.
    pub minute: u16,
}

/// A minute of any day, `08:30`; `24:00` ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0 to 1440.
    pub minute: u16,
}

impl PartialDate {
    pub fn first_day(self) -> NaiveDate {
        match self {
            PartialDate::Day(day) => day,
            PartialDate::Month { year, month } => {
                NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
            }
            PartialDate::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default(),
        }
    }

    pub fn last_day(self) -> NaiveDate {
        let after = match self {
            PartialDate::Day(day) => return day,
            PartialDate::Month { .. } => self.first_day() + Months::new(1),
            PartialDate::Year(_) => self.first_day() + Months::new(12),
        };
        after - Days::new(1)
    }
}

impl DateBound {
    pub fn on(date: NaiveDate) -> Self {
        DateBound {
            on: PartialDate::Day(date),
            inclusive: true,
        }
    }

    /// The first day that satisfies this bound as a lower end.
    pub fn first_allowed(self) -> NaiveDate {
        if self.inclusive {
            self.on.first_day()
        } else {
            self.on.last_day() + Days::new(1)
        }
    }

    /// The last day that satisfies this bound as an upper end.
    pub fn last_allowed(self) -> NaiveDate {
        if self.inclusive {
            self.on.last_day()
        } else {
            self.on.first_day() - Days::new(1)
        }
    }
}

impl Span {
    pub const fn years(years: u32) -> Self {
        Span {
            years,
            months: 0,
            days: 0,
        }
    }

    pub const fn months(months: u32) -> Self {
        Span {
            years: 0,
            months,
            days: 0,
        }
    }

    /// The day on which the span is complete. A day that the month does not have becomes that month's last day.
    /// `None` when the calendar ends first.
    pub fn after(self, since: NaiveDate) -> Option<NaiveDate> {
        let months = self.years.checked_mul(12)?.checked_add(self.months)?;
        since
            .checked_add_months(Months::new(months))?
            .checked_add_days(Days::new(u64::from(self.days)))
    }
}

/// Whole years from `since` to `until`: the age on that day.
pub fn whole_years(since: NaiveDate, until: NaiveDate) -> i32 {
    let not_yet = (until.month(), until.day()) < (since.month(), since.day());
    until.year() - since.year() - i32::from(not_yet)
}

/// Between 1900 and 2200: a day outside them is a slip of the pen, whoever wrote it.
pub fn is_plausible(day: NaiveDate) -> bool {
    (1900..=2200).contains(&day.year())
}

fn date_in_range(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let date = shaped.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())??;
    is_plausible(date).then_some(date)
}

impl FromStr for PartialDate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = "write a day as 1990-03-06, a month as 1990-03, a year as 1990";
        let padded = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let date = date_in_range(&padded).ok_or(bad)?;
        Ok(match text.len() {
            4 => PartialDate::Year(date.year()),
            7 => PartialDate::Month {
                year: date.year(),
                month: date.month(),
            },
            _ => PartialDate::Day(date),
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            PartialDate::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            PartialDate::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Clock {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = "write an hour as 08:30";
        let (hour, minute) = text.split_once(':').ok_or(bad)?;
        let two = |s: &str| {
            (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse::<u16>().ok())?
        };
        let (hour, minute) = (two(hour).ok_or(bad)?, two(minute).ok_or(bad)?);
        let of_day = hour * 60 + minute;
        if minute > 59 || of_day > 1440 {
            Err(bad)
        } else {
            Ok(Clock { minute: of_day })
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

impl Moment {
    /// The instant that it is in Shanghai; "24:00" is the next midnight.
    pub fn instant(self) -> Instant {
        let minutes = TimeDelta::minutes(i64::from(self.minute));
        Instant::from_shanghai(self.date.and_time(NaiveTime::MIN) + minutes)
    }

    /// The minute in which an instant lies.
    pub fn of(at: Instant) -> Self {
        let wall = at.shanghai();
        Moment {
            date: wall.date(),
            minute: (wall.hour() * 60 + wall.minute()) as u16,
        }
    }
}

impl FromStr for Moment {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = "write a moment as 2024-09-27T16:00";
        let (day, clock) = text.split_once('T').ok_or(bad)?;
        let date = date_in_range(day).ok_or(bad)?;
        let clock: Clock = clock.parse().map_err(|_| bad)?;
        Ok(Moment {
            date,
            minute: clock.minute,
        })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}T{:02}:{:02}",
            self.date.format("%Y-%m-%d"),
            self.minute / 60,
            self.minute % 60
        )
    }
}

macro_rules! as_text {
    ($name:ident, $description:literal, $pattern:literal, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                text.parse().map_err(|why| serde::de::Error::custom(format!("{text:?}: {why}")))
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "description": $description, "pattern": $pattern, "examples": [$example],
                })
            }
        }
    };
}

as_text!(
    PartialDate,
    "A day, a month or a year.",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "1990-03-06"
);
as_text!(
    Moment,
    "A minute of local time.",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$",
    "2024-09-27T16:00"
);
as_text!(
    Clock,
    "An hour and minute of the day.",
    r"^[0-9]{2}:[0-9]{2}$",
    "08:30"
);
