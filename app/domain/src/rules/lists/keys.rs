//! The keys of a tie rule, answered from the columns and facts of a run.

use super::document::{StatusKey, StillLevel, TieKey, Ties};
use super::order::{Chain, Open, Value};
use crate::rules::codes::FactKey;
use crate::rules::document::DecisionValue;
use crate::rules::eligibility::{FactValue, holds};
use crate::rules::engine::Mark;
use crate::rules::engine::MissingPart;
use crate::rules::engine::faults::RuleFault;
use crate::rules::engine::source::Source;
use crate::rules::engine::state::State;
use crate::rules::stages::ExtraTest;

/// A rule's keys for one list. `orders` are the codes under which a body may have ordered its level people: the first that
/// orders all of them counts, then the next for those still level.
pub(crate) struct Keys<'s, 'a> {
    state: &'s State<'a>,
    keys: Vec<Key<'s, 'a>>,
    open: Open,
}

enum Key<'s, 'a> {
    Score(Source<'a>),
    Level(&'a FactKey),
    Later(&'a FactKey),
    Status(&'a StatusKey),
    Test(&'a ExtraTest),
    /// An order that a body gave under this code.
    Order(&'s str),
}

impl<'s, 'a> Keys<'s, 'a> {
    pub(crate) fn of(
        state: &'s State<'a>,
        post: usize,
        ties: &'a Ties,
        orders: &[&'s str],
    ) -> Result<Self, RuleFault> {
        let set = state.set(post);
        let mut keys = Vec::with_capacity(ties.keys.len() + 2);
        let mut preference = false;
        for key in &ties.keys {
            keys.push(match key {
                TieKey::Higher(score) => Key::Score(Source::find(state, set, score)?),
                TieKey::HigherLevel(fact) => Key::Level(fact),
                TieKey::Later(fact) => Key::Later(fact),
                TieKey::Status(status) => Key::Status(status),
                TieKey::Preference(_) => {
                    preference = true;
                    break;
                }
            });
        }
        let mut open = match &ties.then {
            _ if preference => Open::Body,
            StillLevel::Share => Open::Shared,
            StillLevel::Body => Open::Body,
            StillLevel::ExtraTest(code) => {
                let test = state
                    .plan
                    .doc
                    .extra_tests
                    .iter()
                    .find(|test| test.code == *code);
                match test {
                    Some(test) if test.approval && !agreed(state, post, test) => Open::Approval,
                    Some(test) => {
                        keys.push(Key::Test(test));
                        Open::Test
                    }
                    None => Open::Body,
                }
            }
        };
        if open != Open::Shared {
            keys.extend(orders.iter().map(|order| Key::Order(order)));
        }
        if preference {
            open = Open::Body;
        }
        Ok(Keys { state, keys, open })
    }

    /// What a gap means: which fact or figure is missing.
    pub(crate) fn missing(&self, key: usize) -> Option<MissingPart> {
        match &self.keys[key] {
            Key::Level(fact) | Key::Later(fact) => Some(MissingPart::Fact((*fact).clone())),
            Key::Status(status) => {
                let facts = status.when.facts();
                facts.first().map(|fact| MissingPart::Fact((*fact).clone()))
            }
            _ => None,
        }
    }
}

fn agreed(state: &State, post: usize, test: &ExtraTest) -> bool {
    matches!(
        state.decided(test.code.as_str(), post),
        Some(DecisionValue::Agreed)
    )
}

/// Below every figure, where somebody has none by right.
const LOWEST: i64 = i64::MIN + 1;

impl Chain for Keys<'_, '_> {
    fn keys(&self) -> usize {
        self.keys.len()
    }

    fn whole(&self, key: usize) -> bool {
        matches!(self.keys[key], Key::Test(_) | Key::Order(_))
    }

    fn open(&self) -> Open {
        self.open
    }

    fn value(&self, key: usize, row: u32) -> Value {
        let row = row as usize;
        let candidate = self.state.table.candidate(row);
        match &self.keys[key] {
            Key::Score(source) => Some(source.cell(self.state, row).get().unwrap_or(LOWEST)),
            Key::Level(fact) => match candidate.facts.get(fact)? {
                FactValue::DoesNotApply => Some(LOWEST),
                FactValue::Choice(option) => {
                    let level = self.state.plan.doc.fact(fact)?.level_of(option)?;
                    i64::try_from(level).ok()
                }
                _ => None,
            },
            Key::Later(fact) => match candidate.facts.get(fact)? {
                FactValue::DoesNotApply => Some(LOWEST),
                FactValue::Date(date) => Some(i64::from(chrono::Datelike::num_days_from_ce(date))),
                _ => None,
            },
            Key::Status(status) => {
                let held = holds(
                    self.state.plan.doc,
                    self.state.facts,
                    candidate,
                    &status.when,
                );
                held.map(i64::from)
            }
            Key::Test(test) => match candidate.extra.get(&test.code)? {
                Mark::Scored(points) => Some(points.raw()),
                Mark::Absent | Mark::Violation => Some(LOWEST),
            },
            Key::Order(code) => {
                let place = candidate.order.get(&(*code).to_owned())?;
                Some(-i64::from(*place))
            }
        }
    }
}
