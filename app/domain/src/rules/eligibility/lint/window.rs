//! Birth windows: the first and the last birthday that a condition allows, and how finely the notice prints them.

use crate::rules::codes::FactKey;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::named_days::{last_day, named_day};
use crate::rules::eligibility::{BIRTH_DATE, Condition, DateTest, DayRef, ElapsedTest, Means};
use crate::rules::lint::{closes, opens};
use crate::time::{DateBound, PartialDate, Span};
use chrono::{Days, NaiveDate};

/// How fine a bound is: a year bound cannot be held against a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Month,
    Year,
}

/// One end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub day: NaiveDate,
    pub grain: Grain,
}

/// `None` on a side: open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub first: Option<End>,
    pub last: Option<End>,
}

impl Window {
    fn and(self, other: Window) -> Window {
        let later = |one: End, two: End| if one.day >= two.day { one } else { two };
        let earlier = |one: End, two: End| if one.day <= two.day { one } else { two };
        Window {
            first: both(self.first, other.first, later),
            last: both(self.last, other.last, earlier),
        }
    }

    pub fn starts(self) -> NaiveDate {
        self.first.map_or(NaiveDate::MIN, |end| end.day)
    }

    pub fn ends(self) -> NaiveDate {
        self.last.map_or(NaiveDate::MAX, |end| end.day)
    }
}

fn both(one: Option<End>, two: Option<End>, pick: impl Fn(End, End) -> End) -> Option<End> {
    match (one, two) {
        (Some(one), Some(two)) => Some(pick(one, two)),
        (one, two) => one.or(two),
    }
}

pub(super) fn is_birth(doc: &RuleDocument, fact: &FactKey) -> bool {
    let means = doc.fact(fact).and_then(|def| def.means.as_ref());
    fact.as_str() == BIRTH_DATE || means == Some(&Means::BirthDate)
}

/// The birth window of tests joined by "all".
pub(super) fn window_of(doc: &RuleDocument, condition: &Condition) -> Option<Window> {
    match condition {
        Condition::Date(test) if is_birth(doc, &test.fact) => Some(of_dates(test)),
        Condition::Elapsed(test) => of_age(doc, test),
        Condition::All(branches) => {
            let windows = branches.iter().filter_map(|branch| window_of(doc, branch));
            windows.reduce(Window::and)
        }
        _ => None,
    }
}

fn of_dates(test: &DateTest) -> Window {
    let end = |bound: DateBound, day| {
        let grain = match bound.on {
            PartialDate::Day(_) => Grain::Day,
            PartialDate::Month { .. } => Grain::Month,
            PartialDate::Year(_) => Grain::Year,
        };
        End { day, grain }
    };
    Window {
        first: test.from.map(|bound| end(bound, bound.first_allowed())),
        last: test.until.map(|bound| end(bound, bound.last_allowed())),
    }
}

/// An age on a day: "at least 18, not yet 40".
fn of_age(doc: &RuleDocument, test: &ElapsedTest) -> Option<Window> {
    let DayRef::Fact(fact) = &test.since else {
        return None;
    };
    let on = day_of(doc, &test.until).filter(|_| is_birth(doc, fact))?;
    let (first, last) = days_since(on, test.at_least, test.less_than);
    let grain = Grain::Day;
    let end = |day: NaiveDate| End { day, grain };
    Some(Window {
        first: first.map(end),
        last: last.map(end),
    })
}

/// The first and the last day from which so much time has passed on `until`.
pub(super) fn days_since(
    until: NaiveDate,
    at_least: Option<Span>,
    less_than: Option<Span>,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let last = at_least.and_then(|span| last_complete(span, until));
    let first = less_than.and_then(|span| last_complete(span, until)?.succ_opt());
    (first, last)
}

/// The last day from which `span` is complete on `until`.
fn last_complete(span: Span, until: NaiveDate) -> Option<NaiveDate> {
    let months = chrono::Months::new(span.years.checked_mul(12)?.checked_add(span.months)?);
    let back = until.checked_sub_days(Days::new(u64::from(span.days)))?;
    let guess = back
        .checked_sub_months(months)?
        .checked_add_days(Days::new(4))?;
    let days = (0..9).filter_map(|earlier| guess.checked_sub_days(Days::new(earlier)));
    days.into_iter()
        .find(|day| span.after(*day).is_some_and(|end| end <= until))
}

/// The day that is meant, where the document alone says so.
pub(super) fn day_of(doc: &RuleDocument, day: &DayRef) -> Option<NaiveDate> {
    match day {
        DayRef::Day(day) => Some(*day),
        DayRef::Named(name) => named_day(doc, name),
        DayRef::Fact(_) | DayRef::After(_) => None,
    }
}

/// Every day that an age can refer to: the named ones, and those of the recruitment.
pub(super) fn reference_days(doc: &RuleDocument) -> Vec<NaiveDate> {
    let named = doc.days.iter().filter_map(|own| named_day(doc, &own.name));
    let opens = opens(doc).map(|at| at.date);
    let closes = closes(doc).map(last_day);
    named
        .chain(opens)
        .chain(closes)
        .chain(doc.announced)
        .collect()
}
