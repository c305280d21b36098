//! What a run is given: the rows of the table, as people recorded them. Decisions about people stand here; decisions
//! about rules in the document.

use super::keyed::Keyed;
use crate::numbers::Points;
use crate::rules::codes::{
    BonusCode, ElementCode, EventCode, FactKey, PaperCode, PostCode, StageCode, TestCode,
};
use crate::rules::eligibility::Facts;
use crate::rules::lists::Leave;
use crate::time::Moment;
use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;

/// The rows of a table, and which facts it has columns for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    #[serde(default)]
    pub facts: FactColumns,
    pub candidates: Vec<Candidate>,
}

/// The candidates whose number stands in an earlier row, too, and the first such row.
pub(crate) fn repeated(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut first: HashMap<&str, u32> = HashMap::with_capacity(candidates.len());
    let mut found = Vec::new();
    for (row, candidate) in (0u32..).zip(candidates) {
        if !candidate.number.is_empty() {
            let known = *first.entry(&candidate.number).or_insert(row);
            if known != row {
                found.push((row as usize, known as usize));
            }
        }
    }
    found
}

/// Which facts are known. A requirement is judged when every fact that it can read has a column; an empty cell in a
/// column that is there is a missing fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactColumns {
    /// No fact is judged: the people were accepted elsewhere.
    #[default]
    None,
    Some(BTreeSet<FactKey>),
    /// Every fact has its column: an absent one is missing.
    All,
}

/// One application, with everything that was recorded about it so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Candidate {
    /// Unique in the table.
    pub number: String,
    pub post: PostCode,
    /// The same word on each row of one person; empty: nobody else's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub person: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applied_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Moment>,
    /// What a reviewer decided; stands over what the engine finds. Empty decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    #[serde(skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// Bonus items that the person claims; judged where their facts have columns.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub bonus: Keyed<BonusCode, Claim>,
    /// What each stage recorded.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub stages: Keyed<StageCode, StageRecord>,
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub extra: Keyed<TestCode, Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
    /// The number of the person whose place was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute_of: Option<String>,
    /// A body's order among level people, 1 first; by stage code, after-step code, or `total`.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub order: Keyed<String, u32>,
    /// A list that was already acted on; by the code of the stage or step that people are called to.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub called: Keyed<StageCode, bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Applied, not (yet) accepted: counts for an opening ratio over all applicants, for nothing else.
    Applied,
    Accepted,
    Refused,
}

/// A claimed bonus item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claim {
    /// Whether it is claimed at all; a row may only bear a decision.
    pub claimed: bool,
    /// The day on which the evidence came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveDate>,
    /// What a reviewer, or for points "as fit" a body, decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// It counts as the rule says.
    Yes,
    No,
    /// So many points.
    Points(Points),
}

/// What one stage recorded about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StageRecord {
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub papers: Keyed<PaperCode, Mark>,
    /// Figures by question; they make the paper's mark.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub questions: Keyed<PaperCode, Keyed<ElementCode, Points>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sitting: Option<String>,
    /// One mark for each examiner, in the order of their seats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examiners: Vec<Mark>,
    /// One row for each examiner, one figure for each element of the sheet; with `examiners` too each row must add up to
    /// its mark.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Vec<Points>>,
    /// The figures of the tries of each event; a time in seconds.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub events: Keyed<EventCode, Vec<Mark>>,
    /// Points given by an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Mark>,
    /// The verdict of the check, or of a step after the exam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Passed,
    Failed,
}

/// Somebody who is out for a reason that no score tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    pub at: LeftAt,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Moment>,
    /// Absent: not recorded; replaced as any of them.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub how: Option<Leave>,
}

/// Where somebody left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftAt {
    /// At a stage or a step after the exam to which they were called.
    Step(StageCode),
    /// Disqualified at any point: out of everything.
    Disqualified,
}

/// A figure of a script or an examiner, or why there is none. In JSON `"71.5"`, `"absent"` or `"violation"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    Scored(Points),
    /// Did not come.
    Absent,
    /// Broke the rules: the paper is void.
    Violation,
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
