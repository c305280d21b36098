//! Values that some answers may have, and what two conditions leave of them together.

use super::eyes::Eyes;
use crate::rules::codes::{AreaCode, FactKey, OptionCode};
use crate::rules::eligibility::areas::lies_in;
use std::collections::{BTreeMap, BTreeSet};

/// What is bounded: an answer, or what a test makes of one or several (a time between two days, rows added up).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Fact(FactKey),
    Test(String),
}

/// Values of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Allowed {
    /// Apart from each other and in order, both ends in: days, smallest steps of points, months.
    Ranges(Vec<(i64, i64)>),
    Options(BTreeSet<OptionCode>),
    /// Of a many-choice: one of each of the first, none of the last.
    Several(Vec<BTreeSet<OptionCode>>, BTreeSet<OptionCode>),
    Yes(bool),
    /// In one of the first, if they are bounded, and in none of the last.
    Areas(Option<Vec<AreaCode>>, Vec<AreaCode>),
}

/// One way through a condition; whatever is not named is free.
pub(super) type Way = BTreeMap<Of, Allowed>;

/// The ways through a condition. None: nobody gets through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reach(Vec<Way>);

/// More ways are taken together, which lets more people through than there are and never fewer.
const MOST: usize = 16;

impl Reach {
    /// Everybody gets through.
    pub fn free() -> Self {
        Reach(vec![Way::new()])
    }

    pub fn nobody() -> Self {
        Reach(Vec::new())
    }

    /// One way, unless it holds a bound that leaves nothing.
    pub fn one(way: Way) -> Self {
        Reach(vec![way])
    }

    pub fn is_nobody(&self) -> bool {
        self.0.is_empty()
    }

    /// Who gets through one of the two at least.
    pub fn or(mut self, other: Reach) -> Reach {
        for way in other.0 {
            if !self.0.contains(&way) {
                self.0.push(way);
            }
        }
        self.bounded()
    }

    fn bounded(self) -> Reach {
        if self.0.len() <= MOST {
            return self;
        }
        Reach(self.0.into_iter().reduce(around).into_iter().collect())
    }
}

/// What both ways bound, as wide as the two together.
fn around(one: Way, mut other: Way) -> Way {
    let joined = one.into_iter().filter_map(|(of, allowed)| {
        let more = other.remove(&of)?;
        Some((of, join(allowed, more)?))
    });
    joined.collect()
}

impl Eyes<'_> {
    /// Who gets through both.
    pub fn both(&self, one: &Reach, other: &Reach) -> Reach {
        let mut found = Reach::nobody();
        for own in &one.0 {
            for theirs in &other.0 {
                if let Some(way) = self.on_both(own, theirs)
                    && !found.0.contains(&way)
                {
                    found.0.push(way);
                }
            }
        }
        found.bounded()
    }

    fn on_both(&self, one: &Way, other: &Way) -> Option<Way> {
        let mut met = one.clone();
        for (of, allowed) in other {
            let both = match met.remove(of) {
                Some(own) => self.meet(own, allowed)?,
                None => allowed.clone(),
            };
            met.insert(of.clone(), both);
        }
        Some(met)
    }

    /// The values in both; `None`: there are none.
    fn meet(&self, one: Allowed, other: &Allowed) -> Option<Allowed> {
        let met = match (one, other) {
            (Allowed::Ranges(a), Allowed::Ranges(b)) => Allowed::Ranges(common(&a, b)),
            (Allowed::Options(a), Allowed::Options(b)) => {
                Allowed::Options(a.intersection(b).cloned().collect())
            }
            (Allowed::Several(a, not), Allowed::Several(b, nor)) => {
                let mut any = a;
                any.extend(
                    b.iter()
                        .filter(|set| !any.contains(set))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                Allowed::Several(any, not.union(nor).cloned().collect())
            }
            (Allowed::Areas(a, not), Allowed::Areas(b, nor)) => {
                let inside = match (a, b) {
                    (Some(a), Some(b)) => Some(self.areas_in_both(&a, b)),
                    (a, b) => a.or_else(|| b.clone()),
                };
                Allowed::Areas(inside, [not, nor.clone()].concat())
            }
            (Allowed::Yes(a), Allowed::Yes(b)) if a != *b => return None,
            (one, _) => one,
        };
        Some(met).filter(|met| !self.is_empty(met))
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

    pub fn is_empty(&self, allowed: &Allowed) -> bool {
        match allowed {
            Allowed::Ranges(ranges) => ranges.is_empty(),
            Allowed::Options(codes) => codes.is_empty(),
            Allowed::Several(any, none) => any.iter().any(|set| set.is_subset(none)),
            Allowed::Areas(inside, outside) => inside.as_ref().is_some_and(|inside| {
                let barred = |code| outside.iter().any(|outer| lies_in(self.doc, code, outer));
                inside.iter().all(barred)
            }),
            Allowed::Yes(_) => false,
        }
    }
}

/// The part of two lists of ranges that lies in both.
pub(super) fn common(some: &[(i64, i64)], others: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    for (low, high) in some {
        for (least, most) in others {
            let both = (*low.max(least), *high.min(most));
            if both.0 <= both.1 {
                found.push(both);
            }
        }
    }
    found
}

/// The values in one of the two at least; `None`: no bound is left.
fn join(one: Allowed, other: Allowed) -> Option<Allowed> {
    match (one, other) {
        (Allowed::Ranges(a), Allowed::Ranges(b)) => {
            let low = a.iter().chain(&b).map(|range| range.0).min()?;
            let high = a.iter().chain(&b).map(|range| range.1).max()?;
            Some(Allowed::Ranges(vec![(low, high)]))
        }
        (Allowed::Options(a), Allowed::Options(b)) => {
            Some(Allowed::Options(a.union(&b).cloned().collect()))
        }
        (Allowed::Areas(Some(a), _), Allowed::Areas(Some(b), _)) => {
            Some(Allowed::Areas(Some([a, b].concat()), Vec::new()))
        }
        (Allowed::Yes(a), Allowed::Yes(b)) if a == b => Some(Allowed::Yes(a)),
        _ => None,
    }
}
