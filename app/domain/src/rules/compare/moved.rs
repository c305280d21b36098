//! Whom another outcome moves.

use crate::rules::StageCode;
use crate::rules::engine::{CandidateOutcome, Outcome, Status, StepFigures};
use serde::Serialize;

/// A candidate whose figures or status differ between two outcomes of the same candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub number: String,
    pub before: CandidateState,
    pub after: CandidateState,
}

/// Where a candidate stands in one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CandidateState {
    pub outcome: CandidateOutcome,
    /// The status by the codes of its own course: `called:interview`.
    pub status: String,
    /// The figures of each step that has any.
    pub figures: Vec<(StageCode, StepFigures)>,
}

impl Moved {
    /// `None`: both are the same. Steps are compared by their codes, so that a stage more or less moves nobody by
    /// itself.
    pub fn between(number: &str, before: CandidateState, after: CandidateState) -> Option<Self> {
        before.differs(&after).then(|| Moved {
            number: number.to_owned(),
            before,
            after,
        })
    }
}

impl CandidateState {
    /// Where the candidate at this place of the input stands.
    pub fn of(outcome: &Outcome, at: usize) -> Option<Self> {
        let own = outcome.of(at)?;
        let figures = outcome.steps.iter().cloned().zip(outcome.figures_of(at));
        Some(CandidateState {
            outcome: own,
            status: outcome.code(own.status),
            figures: figures
                .filter(|(_, own)| *own != StepFigures::default())
                .collect(),
        })
    }

    fn differs(&self, other: &CandidateState) -> bool {
        let own = |state: &CandidateState| CandidateOutcome {
            status: Status::default(),
            ..state.outcome
        };
        own(self) != own(other) || self.status != other.status || self.figures != other.figures
    }
}
