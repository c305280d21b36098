//! The parts of a notice that order the process around the scores: applications, tickets, publication, hire, reserve.

use super::codes::{DayName, PostCode};
use super::quota::Quota;
use super::requirement::Scope;
use crate::numbers::Points;
use crate::text::Text;
use crate::time::Moment;
use crate::time::{self, Holidays};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day that conditions refer to by name: the reference date, the first day of applications (O35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedDay {
    pub name: DayName,
    pub label: Text,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ApplicationRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<ApplicationMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<Moment>,
    /// Absent: not stated; one post each is the default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_post_per_person: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction_until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fee_waivers: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketRule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationMode {
    Online,
    OnSite,
    Both,
}

/// Money in yuan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub what: Text,
    pub yuan: Points,
}

/// 准考证: when it can be had, and whether missing it ends the application (O21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_person: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_it_is_absence: Option<bool>,
}

/// 公示.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationPeriodRule {
    pub what: Text,
    pub days: u16,
    /// Absent: not stated; the default counts working days, which is the longer reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<DayKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// The day on which it is put up, where the notice prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
    /// The day on which it is put up is the first of the period (自发布之日起含当日). Otherwise counting starts a day later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_day_counts: bool,
    /// The last day that the notice prints; the lint compares it with the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_until: Option<NaiveDate>,
}

/// Longer periods, in days, are a slip of the pen and are not counted out.
const LONGEST_PERIOD: u16 = 366;

impl PublicationPeriodRule {
    /// The last day of the period when it is put up on `on`.
    pub fn last_day(&self, on: NaiveDate, holidays: &Holidays) -> NaiveDate {
        let from = if self.first_day_counts {
            super::holidays::before(on)
        } else {
            on
        };
        let kind = match self.kind {
            Some(DayKind::Calendar) => time::DayKind::Calendar,
            Some(DayKind::Working) | None => time::DayKind::Working,
        };
        time::last_day(from, u32::from(self.days), kind, holidays)
    }

    /// The first and the last day, where the notice prints when it is put up.
    pub fn printed_period(&self, holidays: &Holidays) -> Option<(NaiveDate, NaiveDate)> {
        let on = self
            .published_on
            .filter(|on| time::is_plausible(*on) && self.days <= LONGEST_PERIOD)?;
        Some((on, self.last_day(on, holidays)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    Working,
    Calendar,
}

/// 储备库: passed but not placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReserveRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// How many, counted behind those who are hired.
    pub quota: Quota,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u16>,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HireRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probation_months: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u16>,
    /// No transfer before so many months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment_months: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation: Option<Allocation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Allocation {
    /// People choose in the order of their rank (选岗).
    ChoiceByRank,
    /// The organiser places them.
    Assigned,
}

/// An act of a body, recorded with its source, that settles what the rules leave open (O17, O20, O28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub body: Text,
    pub on: NaiveDate,
    pub reason: Text,
    pub settles: DecisionMatter,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionMatter {
    /// The written pass line that was to be set later.
    WrittenPassLine(LineDecision),
    InterviewPassLine(LineDecision),
    TotalPassLine(LineDecision),
    /// The places of a post after the opening ratio or a shortfall; 0 cancels it.
    Places(PlacesDecision),
    /// How many more people are called up for a post.
    Substitutes(PlacesDecision),
    /// The order of people whom the rules leave level, best first, by candidate number.
    Order(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineDecision {
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    pub points: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacesDecision {
    pub post: PostCode,
    pub number: u32,
}

/// A worked example of the notice: the lint runs it, because prose may be wrong (O09, O23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkedExample {
    pub clause: Text,
    pub figures: ExampleFigures,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExampleFigures {
    /// These bonus items together give so many points.
    Bonus(BonusExample),
    /// Room sums, means and coefficients.
    Rooms(RoomsExample),
    /// These marks of a panel give this score.
    Panel(PanelExample),
    /// These parts give this total.
    Total(TotalExample),
    /// So many places need or admit so many people.
    Shortlist(QuotaExample),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BonusExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<super::bonus_claim::BonusClaim>,
    /// The score of which items are a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Points>,
    pub points: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomsExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomFigures>,
    /// The overall mean, when it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<Points>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomFigures {
    pub sum: Points,
    pub people: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<Points>,
    /// A coefficient with at most nine decimals, as printed: "1.065".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Points>,
    pub score: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalExample {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ExamplePart>,
    pub total: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamplePart {
    pub of: super::scores::ScoreSource,
    pub points: Points,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaExample {
    pub places: u32,
    pub people: u32,
}
