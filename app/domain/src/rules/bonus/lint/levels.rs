//! Items for the levels of one ordered question: a higher level gives no less than a lower one.

use crate::numbers::Points;
use crate::rules::bonus::{BonusItem, BonusPoints, BonusRule, Stack};
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{Condition, FactKind};
use crate::rules::lint::{Course, Report};
use crate::rules::stages::lint::StagesLint;

/// An item that is given for some levels.
struct ForLevels<'r> {
    index: usize,
    item: &'r BonusItem,
    fact: &'r FactKey,
    /// Whether each level, from the lowest, has it.
    levels: Vec<bool>,
    points: Points,
}

pub(super) fn check(course: &Course<'_>, path: &str, rule: &BonusRule, report: &mut Report) {
    let items = rule.items.iter().enumerate();
    let items = items.filter_map(|(index, item)| for_levels(course.doc, index, item));
    let items: Vec<ForLevels<'_>> = items.collect();
    for (at, first) in items.iter().enumerate() {
        let alike = |own: &&ForLevels<'_>| {
            own.fact == first.fact
                && own.item.group == first.item.group
                && own.item.raises == first.item.raises
        };
        if items[..at].iter().any(|own| alike(&own)) {
            continue;
        }
        let own: Vec<&ForLevels<'_>> = items.iter().filter(alike).collect();
        if let Some(index) = falls(&own, stack_of(rule, first.item)) {
            report.add(
                format!("{path}/items/{index}/points"),
                StagesLint::PointsFall,
            );
        }
    }
}

fn for_levels<'r>(
    doc: &'r RuleDocument,
    index: usize,
    item: &'r BonusItem,
) -> Option<ForLevels<'r>> {
    let BonusPoints::Fixed(points) = item.points else {
        return None;
    };
    let fact = match &item.when {
        Condition::Level(test) => &test.fact,
        Condition::OneOf(test) => &test.fact,
        _ => return None,
    };
    let def = doc.fact(fact)?;
    let FactKind::Choice(choice) = &def.kind else {
        return None;
    };
    let has = |level: usize| match &item.when {
        Condition::Level(test) => {
            let bound = |code: &Option<_>| code.as_ref().and_then(|code| def.level_of(code));
            bound(&test.at_least).is_none_or(|least| level >= least)
                && bound(&test.at_most).is_none_or(|most| level <= most)
        }
        Condition::OneOf(test) => test.options.contains(&choice.options[level].code),
        _ => false,
    };
    let levels = (0..choice.options.len()).map(has).collect();
    choice.ordered.then_some(ForLevels {
        index,
        item,
        fact,
        levels,
        points,
    })
}

/// How items that stand together count.
fn stack_of(rule: &BonusRule, item: &BonusItem) -> Stack {
    let group = item.group.as_ref();
    let group = group.and_then(|code| rule.groups.iter().find(|own| own.code == *code));
    let stack = group.map(|own| own.stack).or(rule.stack);
    stack.unwrap_or(Stack::Highest)
}

/// The item of the first level that gives less than one below it. A level without any item says nothing.
fn falls(items: &[&ForLevels<'_>], stack: Stack) -> Option<usize> {
    let levels = items.iter().map(|own| own.levels.len()).max()?;
    let mut below = 0;
    for level in 0..levels {
        let mut own = items
            .iter()
            .filter(|own| own.levels.get(level) == Some(&true));
        let points = own.clone().map(|own| own.points.raw());
        let given = match stack {
            Stack::Sum => points.fold(0, i64::saturating_add),
            Stack::Highest => points.max().unwrap_or(0),
        };
        match own.next_back() {
            Some(last) if given < below => return Some(last.index),
            Some(_) => below = given,
            None => {}
        }
    }
    None
}
