//! Whom another outcome moves.

use crate::next::StageCode;
use crate::next::engine::{Candidate, CandidateOutcome, Outcome, Status, StepFigures};
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

/// Everybody whom `after` moves, in the order of the candidates. Steps are compared by their codes, so that a stage
/// more or less moves nobody by itself.
pub fn moved(candidates: &[Candidate], before: &Outcome, after: &Outcome) -> Vec<Moved> {
    let state = |outcome: &Outcome, at: usize| -> Option<CandidateState> {
        let own = *outcome.candidates.get(at)?;
        let figures = outcome
            .steps
            .iter()
            .cloned()
            .zip(outcome.figures_of(at).iter().copied());
        Some(CandidateState {
            outcome: own,
            status: outcome.code(own.status),
            figures: figures
                .filter(|(_, own)| *own != StepFigures::default())
                .collect(),
        })
    };
    let both = candidates.iter().enumerate();
    let both = both.filter_map(|(at, candidate)| {
        let (before, after) = (state(before, at)?, state(after, at)?);
        let number = candidate.number.clone();
        before.differs(&after).then_some(Moved {
            number,
            before,
            after,
        })
    });
    both.collect()
}

impl CandidateState {
    fn differs(&self, other: &CandidateState) -> bool {
        let own = |state: &CandidateState| CandidateOutcome {
            status: Status::default(),
            ..state.outcome
        };
        own(self) != own(other) || self.status != other.status || self.figures != other.figures
    }
}
