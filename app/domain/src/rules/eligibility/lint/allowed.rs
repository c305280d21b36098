//! Values that some facts may have, and what two conditions leave of them together.

use super::reach::Eyes;
use crate::rules::codes::{AreaCode, FactKey, OptionCode};
use crate::rules::eligibility::areas::lies_in;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Values of one fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Allowed {
    Days(NaiveDate, NaiveDate),
    /// Of points, in their smallest steps.
    Numbers(i64, i64),
    Options(BTreeSet<OptionCode>),
    Yes(bool),
    Areas(Vec<AreaCode>),
}

/// Facts that are bounded; whatever is not named is free. `None`: nobody gets through.
pub(super) type Reach = Option<BTreeMap<FactKey, Allowed>>;

impl Eyes<'_> {
    /// Who gets through both.
    pub fn both(&self, one: Reach, other: Reach) -> Reach {
        let (mut one, other) = (one?, other?);
        for (fact, allowed) in other {
            let met = match one.remove(&fact) {
                Some(own) => self.meet(own, allowed)?,
                None => allowed,
            };
            one.insert(fact, met);
        }
        Some(one)
    }

    /// Who gets through one of the two at least.
    pub fn either(&self, one: Reach, other: Reach) -> Reach {
        let (Some(one), Some(mut other)) = (one.clone(), other.clone()) else {
            return one.or(other);
        };
        let joined = one.into_iter().filter_map(|(fact, allowed)| {
            let more = other.remove(&fact)?;
            Some((fact, join(allowed, more)?))
        });
        Some(joined.collect())
    }

    /// The values in both; `None`: there are none.
    fn meet(&self, one: Allowed, other: Allowed) -> Option<Allowed> {
        let met = match (one, other) {
            (Allowed::Days(a, b), Allowed::Days(c, d)) => Allowed::Days(a.max(c), b.min(d)),
            (Allowed::Numbers(a, b), Allowed::Numbers(c, d)) => {
                Allowed::Numbers(a.max(c), b.min(d))
            }
            (Allowed::Options(a), Allowed::Options(b)) => {
                Allowed::Options(a.intersection(&b).cloned().collect())
            }
            (Allowed::Areas(a), Allowed::Areas(b)) => Allowed::Areas(self.areas_in_both(&a, &b)),
            (Allowed::Yes(a), Allowed::Yes(b)) if a != b => return None,
            (one, _) => one,
        };
        Some(met).filter(|met| !is_empty(met))
    }

    fn areas_in_both(&self, some: &[AreaCode], others: &[AreaCode]) -> Vec<AreaCode> {
        let mut found = Vec::new();
        for one in some {
            for other in others {
                if lies_in(self.doc, one, other) {
                    found.push(one.clone());
                } else if lies_in(self.doc, other, one) {
                    found.push(other.clone());
                }
            }
        }
        found
    }
}

pub(super) fn is_empty(allowed: &Allowed) -> bool {
    match allowed {
        Allowed::Days(first, last) => first > last,
        Allowed::Numbers(low, high) => low > high,
        Allowed::Options(codes) => codes.is_empty(),
        Allowed::Areas(codes) => codes.is_empty(),
        Allowed::Yes(_) => false,
    }
}

/// The values in one of the two at least, with what lies between; `None`: all of them.
fn join(one: Allowed, other: Allowed) -> Option<Allowed> {
    match (one, other) {
        (Allowed::Days(a, b), Allowed::Days(c, d)) => Some(Allowed::Days(a.min(c), b.max(d))),
        (Allowed::Numbers(a, b), Allowed::Numbers(c, d)) => {
            Some(Allowed::Numbers(a.min(c), b.max(d)))
        }
        (Allowed::Options(a), Allowed::Options(b)) => {
            Some(Allowed::Options(a.union(&b).cloned().collect()))
        }
        (Allowed::Areas(a), Allowed::Areas(b)) => Some(Allowed::Areas([a, b].concat())),
        (Allowed::Yes(a), Allowed::Yes(b)) if a == b => Some(Allowed::Yes(a)),
        _ => None,
    }
}
