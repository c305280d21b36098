//! An outcome as it is written and read: rows in the order of the input.

use super::everybody::Everybody;
use super::figures::{CandidateOutcome, StepFigures};
use super::outcome::{Outcome, PostOutcome, RoomOutcome, Upto};
use super::told::{Missing, Notice, Pending};
use crate::rules::codes::StageCode;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An outcome as it is written: people and their figures in the order of the input.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    upto: Upto,
    rules: String,
    steps: Vec<StageCode>,
    posts: Vec<PostOutcome>,
    rooms: Vec<RoomOutcome>,
    candidates: Vec<CandidateOutcome>,
    /// `figures[i * steps.len() + s]` are those of candidate `i` at step `s`.
    figures: Vec<StepFigures>,
    pending: Vec<Pending>,
    missing: Vec<Missing>,
    notices: Vec<Notice>,
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Rows::from(self).serialize(s)
    }
}

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Rows::deserialize(d).and_then(|rows| rows.try_into().map_err(D::Error::custom))
    }
}

impl From<&Outcome> for Rows {
    fn from(own: &Outcome) -> Self {
        Rows {
            candidates: own.candidates().collect(),
            figures: (0..own.count()).flat_map(|at| own.figures_of(at)).collect(),
            upto: own.upto.clone(),
            rules: own.rules.clone(),
            steps: own.steps.clone(),
            posts: own.posts.clone(),
            rooms: own.rooms.clone(),
            pending: own.pending.clone(),
            missing: own.missing.clone(),
            notices: own.notices.clone(),
        }
    }
}

impl TryFrom<Rows> for Outcome {
    type Error = &'static str;

    fn try_from(own: Rows) -> Result<Self, Self::Error> {
        if own.figures.len() != own.candidates.len() * own.steps.len() {
            return Err("`figures` must have one entry for each candidate and step");
        }
        let everybody = Everybody::of_rows(&own.candidates, &own.figures, own.steps.len());
        Ok(Outcome {
            everybody,
            upto: own.upto,
            rules: own.rules,
            steps: own.steps,
            posts: own.posts,
            rooms: own.rooms,
            pending: own.pending,
            missing: own.missing,
            notices: own.notices,
        })
    }
}
