//! What can be said about a condition: it holds, it does not, not known yet, or found out later by the background check.

use crate::rules::codes::FactKey;
use std::collections::BTreeSet;

/// What can be said about a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    /// `declared`: it rests on the person's word alone.
    Known { holds: bool, declared: bool },
    /// These facts are missing; none named: the document does not say enough, or leaves it to a body.
    Unknown(BTreeSet<FactKey>),
    /// Only the background check will tell.
    Background,
}

impl Truth {
    pub(crate) fn proven(holds: bool) -> Self {
        Truth::Known {
            holds,
            declared: false,
        }
    }

    pub(crate) fn missing(fact: &FactKey) -> Self {
        Truth::Unknown(BTreeSet::from([fact.clone()]))
    }

    /// Open, and no fact would settle it: people must look.
    pub(crate) fn unsaid() -> Self {
        Truth::Unknown(BTreeSet::new())
    }

    pub(crate) fn holds(&self) -> bool {
        matches!(self, Truth::Known { holds: true, .. })
    }

    pub(crate) fn fails(&self) -> bool {
        matches!(self, Truth::Known { holds: false, .. })
    }

    pub(crate) fn negate(self) -> Self {
        match self {
            Truth::Known { holds, declared } => Truth::Known {
                holds: !holds,
                declared,
            },
            other => other,
        }
    }

    /// `decisive` is the answer that settles the whole: `false` for "all", `true` for "any".
    fn combine(truths: impl Iterator<Item = Truth>, decisive: bool) -> Self {
        let (mut settled, mut any_declared, mut missing, mut later) = (None, false, None, false);
        for truth in truths {
            match truth {
                Truth::Known { holds, declared } if holds == decisive => {
                    settled = Some(settled.unwrap_or(true) && declared);
                }
                Truth::Known { declared, .. } => any_declared |= declared,
                Truth::Unknown(facts) => missing.get_or_insert_with(BTreeSet::new).extend(facts),
                Truth::Background => later = true,
            }
        }
        match (settled, missing) {
            (Some(declared), _) => Truth::Known {
                holds: decisive,
                declared,
            },
            (None, Some(facts)) => Truth::Unknown(facts),
            (None, None) if later => Truth::Background,
            (None, None) => Truth::Known {
                holds: !decisive,
                declared: any_declared,
            },
        }
    }

    pub(crate) fn all(truths: impl Iterator<Item = Truth>) -> Self {
        Self::combine(truths, false)
    }

    pub(crate) fn any(truths: impl Iterator<Item = Truth>) -> Self {
        Self::combine(truths, true)
    }
}
