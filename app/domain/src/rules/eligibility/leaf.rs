//! Tests of a single fact.

use super::super::document::{Condition, FactDef, FactValue, RuleDocument};
use super::areas::lies_in;

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
        (Condition::Level(test), FactValue::Choice(code)) => {
            let level = |code| def.and_then(|def| def.level_of(code));
            let own = level(code)?;
            let least = test
                .at_least
                .as_ref()
                .map(|code| level(code).ok_or(()))
                .transpose()
                .ok()?;
            let most = test
                .at_most
                .as_ref()
                .map(|code| level(code).ok_or(()))
                .transpose()
                .ok()?;
            Some(least.is_none_or(|least| own >= least) && most.is_none_or(|most| own <= most))
        }
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
