//! Small vocabularies that only tables know, with the words by which they are stored.

use domain::{Points, applications::ReasonCode, photo::PhotoProblem, rules::Mark};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    Applicant,
    Staff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenPurpose {
    ConfirmEmail,
    ResetPassword,
    Invitation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Email,
    Sms,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    Waiting,
    Sent,
    /// Tried too often: somebody must look.
    Dead,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    Claimed,
    Granted,
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStage {
    Shortlist,
    Totals,
}

/// How an entry is stored: its kind here, its points in a column of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    Scored,
    Absent,
    Violation,
}

/// An entry as two columns.
pub fn entry_columns(entry: Mark) -> (EntryStatus, Option<i64>) {
    match entry {
        Mark::Scored(points) => (EntryStatus::Scored, Some(points.raw())),
        Mark::Absent => (EntryStatus::Absent, None),
        Mark::Violation => (EntryStatus::Violation, None),
    }
}

/// Two columns as an entry.
pub fn entry(status: EntryStatus, points: Option<i64>) -> Mark {
    match status {
        EntryStatus::Scored => Mark::Scored(Points::from_raw(points.unwrap_or_default())),
        EntryStatus::Absent => Mark::Absent,
        EntryStatus::Violation => Mark::Violation,
    }
}

/// When each task of an application was saved, by its key, in milliseconds.
pub type Tasks = BTreeMap<String, i64>;

/// What the machine found when the application was submitted: how many conditions are met, and what wants a reviewer's
/// eye, worst first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    pub met: u32,
    pub exceptions: Vec<Exception>,
    /// Bonus items that were claimed: they are verified apart.
    pub bonus: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    NotMet {
        title: Title,
    },
    /// The document does not say enough: people decide.
    Open {
        title: Title,
    },
    /// Met only by a relaxation.
    Relaxed {
        title: Title,
    },
    /// A photo with problems that its owner asked a human to look at.
    Photo {
        problems: PhotoProblems,
    },
}

/// A title in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Title {
    pub zh: String,
    pub en: String,
}

pub type PhotoProblems = Vec<PhotoProblem>;
pub type Reasons = Vec<ReasonCode>;
