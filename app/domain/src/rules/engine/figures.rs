//! What a run answers about one person.

use super::status::Status;
use crate::numbers::Points;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CandidateOutcome {
    pub status: Status,
    /// The track, as its place in the document's `tracks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<u16>,
    /// The points of all bonus items that counted, over all targets; `None` where nothing was claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Points>,
    /// The place by total; 1-2-2-2-5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The reserved seat that was taken, as its place in the document's `reserved`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<u16>,
    /// Never called to the step that the status names: a substitute named in advance who was not there, or somebody who
    /// gave up while the last place was undecided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub passed_over: bool,
}

/// A candidate's figures at one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepFigures {
    /// The score of the stage, with the bonus that raises it; at `total` the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Points>,
    /// The figure by which its cut ranks, where that is not the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Points>,
    /// The place in the list that it cuts, ties ordered as the list says; 1-2-2-2-5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}
