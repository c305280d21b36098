//! A published bundle, computed again on anyone's computer: the same list, byte for byte, or where it differs.

use super::document::RuleDocument;
use super::engine::{Outcome, People, RunFault, Upto, run};
use super::{BadDocument, read_json};
use serde::{Deserialize, Serialize};

/// Rules, people and the outcome that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    pub rules: RuleDocument,
    pub people: People,
    pub outcome: Outcome,
}

/// What computing again showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Replay {
    /// The outcome is the same to the last byte.
    Identical,
    /// These candidates have other figures, or the counts of posts, rooms or open matters differ.
    Differs {
        candidates: Vec<String>,
        elsewhere: bool,
    },
}

/// A bundle may not be larger, in bytes.
pub const MAX_BUNDLE: usize = 1 << 30;

impl Bundle {
    /// Runs the rules and seals people and outcome together.
    ///
    /// # Errors
    /// As [`run`].
    pub fn seal(rules: RuleDocument, people: People, upto: &Upto) -> Result<Self, RunFault> {
        let outcome = run(&rules, &people, upto)?;
        Ok(Bundle {
            rules,
            people,
            outcome,
        })
    }

    /// # Errors
    /// What is no bundle, or too large to be one.
    pub fn from_json(bytes: &[u8]) -> Result<Self, BadDocument> {
        if bytes.len() > MAX_BUNDLE {
            return Err(BadDocument::TooLarge {
                bytes: bytes.len(),
                limit: MAX_BUNDLE,
            });
        }
        read_json(bytes)
    }

    /// The same bundle always gives the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a bundle holds nothing that JSON cannot")
    }
}

/// Computes the outcome of a bundle again and compares it with the published one.
///
/// # Errors
/// As [`run`].
pub fn replay(bundle: &Bundle) -> Result<Replay, RunFault> {
    let again = run(&bundle.rules, &bundle.people, &bundle.outcome.upto)?;
    if again == bundle.outcome {
        return Ok(Replay::Identical);
    }
    let published = &bundle.outcome;
    let candidates = bundle.people.candidates.iter().enumerate();
    let differing =
        candidates.filter(|(index, _)| figures(&again, *index) != figures(published, *index));
    Ok(Replay::Differs {
        candidates: differing
            .map(|(_, candidate)| candidate.number.to_string())
            .collect(),
        elsewhere: rest(&again) != rest(published) || again.count() != published.count(),
    })
}

/// Everything that an outcome says about one candidate.
fn figures(
    outcome: &Outcome,
    index: usize,
) -> (Option<super::CandidateOutcome>, Vec<super::StepFigures>) {
    (outcome.of(index), outcome.figures_of(index))
}

/// What is not about one candidate.
fn rest(outcome: &Outcome) -> Outcome {
    Outcome {
        everybody: super::Everybody::default(),
        ..outcome.clone()
    }
}
