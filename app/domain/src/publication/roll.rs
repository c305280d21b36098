//! What a list says about its own figures: the weights of the total, and why one of two equals stands first. By the
//! rules that the engine applied to the post, and by no others.

use super::Row;
use crate::rules::{Ratio, RuleDocument, ScoreSource, TieKey};

/// The shares of the parts in the total; nothing where the total does not take a part, or takes it otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    pub written: Option<Ratio>,
    pub interview: Option<Ratio>,
}

/// What a post's total weighs.
pub fn weights(rules: &RuleDocument, post: &str) -> Weights {
    let Some(found) = rules.post(&post.into()) else {
        return Weights::default();
    };
    let parts = rules.for_post(found).rules.total.parts;
    let of = |source: ScoreSource| {
        let mut own = parts.iter().filter(|part| part.of == source);
        own.find(|part| part.divide_by.is_none())
            .map(|part| part.weight)
    };
    Weights {
        written: of(ScoreSource::Written),
        interview: of(ScoreSource::Interview),
    }
}

/// Why of two equal totals one stands above the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// It does not: they share the place.
    Shared,
    ByWritten,
    ByInterview,
    /// By something that the list does not print.
    ByRules,
}

pub fn above(rules: &RuleDocument, post: &str, row: &Row, next: &Row) -> Above {
    if row.rank == next.rank {
        return Above::Shared;
    }
    let keys = rules
        .post(&post.into())
        .map(|found| rules.for_post(found).rules.ties.keys);
    match keys.as_deref().and_then(<[TieKey]>::first) {
        Some(TieKey::Higher(ScoreSource::Written)) if row.written != next.written => {
            Above::ByWritten
        }
        Some(TieKey::Higher(ScoreSource::Interview)) if row.interview != next.interview => {
            Above::ByInterview
        }
        _ => Above::ByRules,
    }
}
