//! Tests of a single fact.

use super::areas::lies_in;
use super::condition::{Condition, LevelTest};
use super::facts::{FactDef, FactValue};
use crate::rules::codes::OptionCode;
use crate::rules::document::RuleDocument;

/// `None` when the value has another type than the test.
pub(super) fn leaf_holds(
    doc: &RuleDocument,
    condition: &Condition,
    value: &FactValue,
    def: Option<&FactDef>,
) -> Option<bool> {
    match (condition, value) {
        (Condition::Yes(_), FactValue::YesNo(yes)) => Some(*yes),
        (Condition::Date(test), FactValue::Date(day)) => Some(
            test.from.is_none_or(|from| *day >= from.first_allowed())
                && test.until.is_none_or(|until| *day <= until.last_allowed()),
        ),
        (Condition::Number(test), FactValue::Number(number)) => Some(
            test.at_least.is_none_or(|least| *number >= least)
                && test.more_than.is_none_or(|bound| *number > bound)
                && test.at_most.is_none_or(|most| *number <= most)
                && test.less_than.is_none_or(|bound| *number < bound),
        ),
        (Condition::Level(test), FactValue::Choice(code)) => level_holds(test, code, def?),
        (Condition::OneOf(test), FactValue::Choice(code)) => Some(test.options.contains(code)),
        (Condition::OneOf(test), FactValue::Choices(codes)) => {
            Some(codes.iter().any(|code| test.options.contains(code)))
        }
        (Condition::InArea(test), FactValue::Area(code)) => {
            Some(test.areas.iter().any(|outer| lies_in(doc, code, outer)))
        }
        _ => None,
    }
}

/// An option that the question does not offer has no level.
fn level_holds(test: &LevelTest, code: &OptionCode, def: &FactDef) -> Option<bool> {
    let own = def.level_of(code)?;
    let bound = |code: &Option<OptionCode>| match code {
        Some(code) => def.level_of(code).map(Some),
        None => Some(None),
    };
    let (least, most) = (bound(&test.at_least)?, bound(&test.at_most)?);
    Some(least.is_none_or(|least| own >= least) && most.is_none_or(|most| own <= most))
}
