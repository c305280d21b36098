//! A published bundle, computed again on anyone's computer: the same list, byte for byte, or where it differs.

use super::document::{BadDocument, RuleDocument};
use super::run::{Candidate, Outcome, RunFault, run};
use serde::{Deserialize, Serialize};

/// Rules, candidates and the outcome that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    pub rules: RuleDocument,
    pub candidates: Vec<Candidate>,
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
    /// Runs the rules and seals candidates and outcome together.
    pub fn seal(
        rules: RuleDocument,
        candidates: Vec<Candidate>,
        upto: super::run::Stage,
    ) -> Result<Self, RunFault> {
        let outcome = run(&rules, &candidates, upto)?;
        Ok(Bundle {
            rules,
            candidates,
            outcome,
        })
    }

    pub fn from_json(bytes: &[u8]) -> Result<Self, BadDocument> {
        if bytes.len() > MAX_BUNDLE {
            return Err(BadDocument::TooLarge {
                bytes: bytes.len(),
                limit: MAX_BUNDLE,
            });
        }
        super::document::read_json(bytes)
    }

    /// The same bundle always gives the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a bundle holds nothing that JSON cannot")
    }
}

/// Computes the outcome of a bundle again and compares it with the published one.
pub fn replay(bundle: &Bundle) -> Result<Replay, RunFault> {
    let again = run(&bundle.rules, &bundle.candidates, bundle.outcome.stage)?;
    if again == bundle.outcome {
        return Ok(Replay::Identical);
    }
    let pairs = again.candidates.iter().zip(&bundle.outcome.candidates);
    let differing = pairs
        .zip(&bundle.candidates)
        .filter(|((computed, published), _)| computed != published);
    let candidates: Vec<String> = differing
        .map(|(_, candidate)| candidate.number.clone())
        .collect();
    let rest = |outcome: &Outcome| Outcome {
        candidates: Vec::new(),
        ..outcome.clone()
    };
    let elsewhere = again.candidates.len() != bundle.outcome.candidates.len()
        || rest(&again) != rest(&bundle.outcome);
    Ok(Replay::Differs {
        candidates,
        elsewhere,
    })
}
