//! What a run is given: the rows of the table, as people recorded them. Decisions about people stand here; decisions
//! about rules in the document.

use super::mark::Mark;
use super::seldom::{Few, Seldom};
use super::stage_record::StageRecord;
use crate::numbers::Points;
use crate::rules::Keyed;
use crate::rules::codes::{BonusCode, FactKey, PostCode, StageCode, TestCode};
use crate::rules::eligibility::Facts;
use crate::rules::lists::Leave;
use crate::time::Moment;
use chrono::NaiveDate;
use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

/// The rows of a table, and which facts it has columns for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    #[serde(default)]
    pub facts: FactColumns,
    pub candidates: Vec<Candidate>,
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

/// One application, with everything that was recorded about it so far. The fields of its details are read as its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Unique in the table.
    pub number: CompactString,
    pub post: PostCode,
    pub applied_at: Option<Moment>,
    pub paid_at: Option<Moment>,
    /// What a reviewer decided; stands over what the engine finds. Empty decides nothing.
    pub entry: Option<Entry>,
    pub facts: Facts,
    /// Bonus items that the person claims; judged where their facts have columns.
    pub bonus: Keyed<BonusCode, Claim>,
    /// What each stage recorded.
    pub stages: Keyed<StageCode, StageRecord>,
    pub details: Seldom<CandidateDetails>,
}

/// What is recorded about few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateDetails {
    /// The same word on each row of one person; empty: nobody else's.
    pub person: String,
    pub extra: Keyed<TestCode, Mark>,
    pub left: Option<Left>,
    /// The number of the person whose place was taken.
    pub substitute_of: Option<String>,
    /// A body's order among level people, 1 first; by stage code, after-step code, or `total`.
    pub order: Keyed<String, u32>,
    /// A list that was already acted on; by the code of the stage or step that people are called to.
    pub called: Keyed<StageCode, bool>,
}

impl Deref for Candidate {
    type Target = CandidateDetails;

    fn deref(&self) -> &CandidateDetails {
        &self.details
    }
}

impl DerefMut for Candidate {
    fn deref_mut(&mut self) -> &mut CandidateDetails {
        &mut self.details
    }
}

impl Few for CandidateDetails {
    fn none() -> &'static Self {
        static NONE: LazyLock<CandidateDetails> = LazyLock::new(CandidateDetails::default);
        &NONE
    }
}

/// A candidate as it stands in JSON: all fields side by side. One field is read by a function, which makes serde build a
/// candidate with `From`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Candidate", deny_unknown_fields)]
struct Written {
    #[serde(default)]
    number: CompactString,
    #[serde(default)]
    post: PostCode,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    person: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    applied_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paid_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none", getter = "entry")]
    entry: Option<Entry>,
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    facts: Facts,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    bonus: Keyed<BonusCode, Claim>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    stages: Keyed<StageCode, StageRecord>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    extra: Keyed<TestCode, Mark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<Left>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    substitute_of: Option<String>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    order: Keyed<String, u32>,
    #[serde(default, skip_serializing_if = "Keyed::is_empty")]
    called: Keyed<StageCode, bool>,
}

fn entry(candidate: &Candidate) -> Option<Entry> {
    candidate.entry
}

impl From<Written> for Candidate {
    fn from(written: Written) -> Self {
        let details = CandidateDetails {
            person: written.person,
            extra: written.extra,
            left: written.left,
            substitute_of: written.substitute_of,
            order: written.order,
            called: written.called,
        };
        Candidate {
            number: written.number,
            post: written.post,
            applied_at: written.applied_at,
            paid_at: written.paid_at,
            entry: written.entry,
            facts: written.facts,
            bonus: written.bonus,
            stages: written.stages,
            details: details.into(),
        }
    }
}

impl Serialize for Candidate {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Written::serialize(self, s)
    }
}

impl<'de> Deserialize<'de> for Candidate {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Written::deserialize(d)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = concat!(
        r#"{"number":"1","post":"P","person":"a","applied_at":"2026-05-01T09:00","paid_at":"2026-05-02T10:30","#,
        r#""entry":"accepted","facts":{"degree":{"yes_no":true}},"bonus":{"b":{"claimed":true}},"#,
        r#""stages":{"s":{"papers":{"p":"71.50"},"questions":{"q":{"e":"3.00"}},"room":"1","sitting":"am","#,
        r#""examiners":["80.00","absent","violation"],"elements":[["1.00","2.00"]],"events":{"run":["9.00"]},"#,
        r#""points":"4.00","check":"passed","arrived":"2026-05-03T08:00"}},"extra":{"t":"absent"},"#,
        r#""left":{"at":"disqualified"},"substitute_of":"2","order":{"total":1},"called":{"s":true}}"#,
    );

    #[test]
    fn all_fields_stand_side_by_side_in_json_in_their_order() {
        let whole: Candidate = serde_json::from_str(WHOLE).unwrap();
        assert_eq!(serde_json::to_string(&whole).unwrap(), WHOLE);
        let none: Candidate = serde_json::from_str(r#"{"stages":{"s":{}}}"#).unwrap();
        let expected = Candidate {
            stages: [("s".into(), StageRecord::default())].into(),
            ..Candidate::default()
        };
        assert_eq!(none, expected);
        let text = r#"{"number":"","post":"","stages":{"s":{}}}"#;
        assert_eq!(serde_json::to_string(&none).unwrap(), text);
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused_by_its_name() {
        for (text, told) in [
            (
                r#"{"details":{}}"#,
                "unknown field `details`, expected one of `number`, `post`, `person`, ",
            ),
            (
                r#"{"stages":{"s":{"rom":"1"}}}"#,
                "unknown field `rom`, expected one of `papers`, `questions`, `room`, ",
            ),
            (r#"{"number":"1","number":"1"}"#, "duplicate field `number`"),
            (
                r#"{"stages":{"s":3}}"#,
                "invalid type: integer `3`, expected struct StageRecord",
            ),
            ("3", "invalid type: integer `3`, expected struct Candidate"),
        ] {
            let error = serde_json::from_str::<Candidate>(text).unwrap_err();
            assert!(error.to_string().starts_with(told), "{error}");
        }
    }
}
