//! Ranges of figures and levels that a single test leaves.

use super::window::is_birth;
use crate::numbers::Points;
use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{Condition, NumberTest};
use chrono::{Datelike, NaiveDate};

/// The first and the last value; `None` on a side: open.
pub(super) type Range = (Option<i64>, Option<i64>);

/// Of points, in their smallest steps.
pub(super) fn number_range(test: &NumberTest) -> Range {
    let low = test.at_least.map(Points::raw);
    let low = low.max(test.more_than.map(|own| own.raw().saturating_add(1)));
    let high = test.at_most.map(Points::raw);
    let below = test.less_than.map(|own| own.raw().saturating_sub(1));
    (low, [high, below].into_iter().flatten().min())
}

/// What lies below and above a range.
pub(super) fn opposite((low, high): Range, (least, most): (i64, i64)) -> Vec<(i64, i64)> {
    if matches!((low, high), (Some(low), Some(high)) if low > high) {
        return vec![(least, most)];
    }
    let below = low.map(|low| (least, low.saturating_sub(1)));
    let above = high.map(|high| (high.saturating_add(1), most));
    let sides = [below, above].into_iter().flatten();
    sides.filter(|(low, high)| low <= high).collect()
}

/// Between 45 and 46 there is no whole number.
pub(super) fn whole(ranges: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    let down = |raw: i64| raw.div_euclid(Points::SCALE).saturating_mul(Points::SCALE);
    let up = |raw: i64| match down(raw) {
        own if own == raw => own,
        below => below.saturating_add(Points::SCALE),
    };
    let inner = ranges.into_iter().map(|(low, high)| {
        let low = if low == i64::MIN { low } else { up(low) };
        let high = if high == i64::MAX { high } else { down(high) };
        (low, high)
    });
    inner.filter(|(low, high)| low <= high).collect()
}

/// The figures or levels that a condition leaves of one question, where it is a plain test of one; birth dates have
/// their windows.
pub(super) fn range_of<'c>(
    doc: &RuleDocument,
    condition: &'c Condition,
) -> Option<(&'c FactKey, Range)> {
    match condition {
        Condition::Number(test) => Some((&test.fact, number_range(test))),
        Condition::Level(test) => {
            let def = doc.fact(&test.fact)?;
            let level = |code: &Option<_>| match code {
                Some(code) => Some(Some(i64::try_from(def.level_of(code)?).ok()?)),
                None => Some(None),
            };
            Some((&test.fact, (level(&test.at_least)?, level(&test.at_most)?)))
        }
        Condition::Date(test) if !is_birth(doc, &test.fact) => {
            let number = |day: NaiveDate| i64::from(day.num_days_from_ce());
            let first = test.from.map(|bound| number(bound.first_allowed()));
            let last = test.until.map(|bound| number(bound.last_allowed()));
            Some((&test.fact, (first, last)))
        }
        _ => None,
    }
}
