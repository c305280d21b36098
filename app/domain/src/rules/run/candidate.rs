//! What a run is given: candidates with their marks, as people recorded them.

use super::super::document::{
    BonusClaim, Facts, PaperCode, PostCode, TestCode, TrackCode, WrittenRule,
};
use super::marks::Marks;
use crate::numbers::Points;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One application, with everything that was recorded about it so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The ticket number: unique in the campaign.
    pub number: String,
    pub post: PostCode,
    /// A way through the exam of its own (`TotalRule::tracks`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackCode>,
    #[serde(default)]
    pub entry: Entry,
    /// The facts that ties ask for; more do no harm.
    #[serde(default)]
    pub facts: Facts,
    /// Bonus items that somebody verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonus: Vec<BonusClaim>,
    #[serde(default)]
    pub written: Marks<PaperCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<InterviewSheet>,
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub tests: Marks<TestCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Leaving>,
}

impl Candidate {
    /// The mark of a paper as it counts: a missed paper may be worth nothing to whoever sat another.
    pub fn paper_mark(&self, rule: &WrittenRule, code: &PaperCode) -> Option<Mark> {
        let mark = *self.written.get(code)?;
        let forgives = || {
            rule.papers
                .iter()
                .any(|paper| paper.code == *code && paper.missed_is_nothing)
        };
        let sat = || {
            self.written
                .iter()
                .any(|(_, mark)| matches!(mark, Mark::Scored(_)))
        };
        Some(if mark == Mark::Absent && forgives() && sat() {
            Mark::Scored(Points::ZERO)
        } else {
            mark
        })
    }
}

/// How far the application came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Applied, but not (yet) accepted: counts for an opening ratio over all applicants, for nothing else.
    Applied,
    /// Passed the review.
    #[default]
    Accepted,
}

/// A figure of a script or an examiner, or why there is none. In JSON `"71.5"`, `"absent"` or `"violation"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Scored(Points),
    /// 缺考.
    Absent,
    /// 违纪: the subject is void.
    Violation,
}

/// What the interview room handed in for one candidate. Either `marks`, one for each examiner, or `elements`, one row
/// for each examiner with one figure for each element of the sheet; with both, each row must add up to its mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewSheet {
    pub room: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sitting: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Vec<Points>>,
}

/// Somebody who is out for a reason that no score tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// Disqualified at any point: out of everything.
    Disqualified,
    /// Withdrew or could not be reached before the recheck (O28), or failed it.
    Recheck,
    /// Gave up the interview in time for a substitute.
    Interview,
    /// Failed or gave up the physical examination.
    Physical,
    Background,
}

/// How far a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    OpeningRatio,
    Written,
    Shortlist,
    Total,
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Mark::Scored(points) => points.serialize(s),
            Mark::Absent => s.serialize_str("absent"),
            Mark::Violation => s.serialize_str("violation"),
        }
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        match text.as_str() {
            "absent" => Ok(Mark::Absent),
            "violation" => Ok(Mark::Violation),
            figure => figure.parse().map(Mark::Scored).map_err(|why| {
                serde::de::Error::custom(format!("{figure:?} is not a mark: {why:?}"))
            }),
        }
    }
}
