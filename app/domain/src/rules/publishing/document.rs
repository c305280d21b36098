//! What is put up, for how long, and how one objects.

use super::holidays::{before, in_range};
use crate::rules::codes::StageCode;
use crate::text::Bilingual;
use crate::time::{self, Holidays};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One list or set of results that is put up. Moments of results stand here and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationRule {
    pub of: Published,
    /// What the notice calls it.
    pub what: Bilingual,
    pub days: u16,
    /// Absent: not stated; the default counts working days, which is the longer reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<time::DayKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Bilingual>,
    /// The day on which it is put up, where the notice prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveDate>,
    /// That day is the first of the period. Otherwise counting starts a day later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_day_counts: bool,
    /// The last day that the notice prints; the lint compares it with the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_until: Option<NaiveDate>,
    /// How names are shown. Absent: not stated; masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mask: Option<Mask>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objections: Option<ObjectionRule>,
}

/// A list or the results of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// Who was accepted.
    Accepted,
    /// Who is called to this stage or step after the exam.
    List(StageCode),
    /// The scores of this stage.
    Results(StageCode),
    Totals,
    /// Who will be hired.
    Hires,
    Reserve,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mask {
    /// The middle of a name is hidden.
    Name,
    /// Ticket numbers only.
    NumberOnly,
    None,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ObjectionRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Bilingual>,
    /// In so many working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_in: Option<u16>,
}

/// How long recordings are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordingRule {
    pub kept: Bilingual,
}

/// Longer periods, in days, are a slip of the pen and are not counted out.
const LONGEST_PERIOD: u16 = 366;

impl PublicationRule {
    /// The last day of the period when it is put up on `on`.
    pub fn last_day(&self, on: NaiveDate, holidays: &Holidays) -> NaiveDate {
        let from = if self.first_day_counts {
            before(on)
        } else {
            on
        };
        let kind = self.kind.unwrap_or(time::DayKind::Working);
        time::last_day(from, u32::from(self.days), kind, holidays)
    }

    /// The first and the last day, where the notice prints when it is put up.
    pub fn printed_period(&self, holidays: &Holidays) -> Option<(NaiveDate, NaiveDate)> {
        let on = self
            .at
            .filter(|on| in_range(*on) && self.days <= LONGEST_PERIOD)?;
        Some((on, self.last_day(on, holidays)))
    }
}
