//! What one stage recorded about one person: what nearly everybody has at hand, the rest in a part of its own.

use super::mark::Mark;
use super::marks::Marks;
use super::seldom::{Few, Seldom};
use crate::numbers::Points;
use crate::rules::Keyed;
use crate::rules::codes::{ElementCode, EventCode, PaperCode, RoomCode, SittingCode};
use crate::time::Moment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

/// What one stage recorded about one person. The fields of its details are read as its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageRecord {
    pub papers: Keyed<PaperCode, Mark>,
    pub room: Option<RoomCode>,
    /// One mark for each examiner, in the order of their seats.
    pub examiners: Marks,
    /// The verdict of the check, or of a step after the exam.
    pub check: Option<Verdict>,
    pub details: Seldom<StageDetails>,
}

/// What few stages record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageDetails {
    /// Figures by question; they make the paper's mark.
    pub questions: Keyed<PaperCode, Keyed<ElementCode, Points>>,
    pub sitting: Option<SittingCode>,
    /// One row for each examiner, one figure for each element of the sheet; with `examiners` too each row must add up to
    /// its mark.
    pub elements: Vec<Vec<Points>>,
    /// The figures of the tries of each event; a time in seconds.
    pub events: Keyed<EventCode, Vec<Mark>>,
    /// Points given by an office.
    pub points: Option<Mark>,
    pub arrived: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Passed,
    Failed,
}

impl StageRecord {
    /// Whether this was recorded in a room, and in its sitting where it has several.
    pub fn is_in(&self, room: &str, sitting: Option<&str>) -> bool {
        self.room.as_ref().map(RoomCode::as_str) == Some(room) && self.sitting() == sitting
    }

    pub fn sitting(&self) -> Option<&str> {
        self.sitting.as_ref().map(SittingCode::as_str)
    }
}

/// A record of nothing but its details.
impl From<StageDetails> for StageRecord {
    fn from(details: StageDetails) -> Self {
        StageRecord {
            details: details.into(),
            ..StageRecord::default()
        }
    }
}

impl Deref for StageRecord {
    type Target = StageDetails;

    fn deref(&self) -> &StageDetails {
        &self.details
    }
}

impl DerefMut for StageRecord {
    fn deref_mut(&mut self) -> &mut StageDetails {
        &mut self.details
    }
}

impl Few for StageDetails {
    fn none() -> &'static Self {
        static NONE: LazyLock<StageDetails> = LazyLock::new(StageDetails::default);
        &NONE
    }
}

/// A record as it stands in JSON: all fields side by side. One field is read by a function, which makes serde build a
/// record with `From`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "StageRecord", deny_unknown_fields)]
struct Written {
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    papers: Keyed<PaperCode, Mark>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    questions: Keyed<PaperCode, Keyed<ElementCode, Points>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    room: Option<RoomCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sitting: Option<SittingCode>,
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    examiners: Marks,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    elements: Vec<Vec<Points>>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    events: Keyed<EventCode, Vec<Mark>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<Mark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<Verdict>,
    #[serde(default, skip_serializing_if = "Option::is_none", getter = "arrived")]
    arrived: Option<Moment>,
}

fn arrived(record: &StageRecord) -> Option<Moment> {
    record.arrived
}

impl From<Written> for StageRecord {
    fn from(written: Written) -> Self {
        let details = StageDetails {
            questions: written.questions,
            sitting: written.sitting,
            elements: written.elements,
            events: written.events,
            points: written.points,
            arrived: written.arrived,
        };
        StageRecord {
            papers: written.papers,
            room: written.room,
            examiners: written.examiners,
            check: written.check,
            details: details.into(),
        }
    }
}

impl Serialize for StageRecord {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Written::serialize(self, s)
    }
}

impl<'de> Deserialize<'de> for StageRecord {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Written::deserialize(d)
    }
}
