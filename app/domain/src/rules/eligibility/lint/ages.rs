//! The words beside a birth window, and relaxations that do not relax.
//!
//! Of 50 printed birth windows, 36 let the oldest applicant be N and 14 less than N (domain.md 3.1). So an age in words
//! is never computed with; it is held against the window, and the reader is told which of the readings the window
//! follows. Dates that rest on another day than the words are asked about, and only a year that no reading explains
//! blocks.

use super::bounds::range_of;
use super::window::{Grain, Window, is_birth, reference_days, window_of};
use super::{AgeEnd, EligibilityLint, OldestReading, requirements};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::areas::lies_in;
use crate::rules::eligibility::{Condition, Instead, Requirement, StatedAge};
use crate::rules::lint::Report;
use crate::time::{Span, whole_years};
use chrono::{Datelike, Days, NaiveDate};

/// Further from every reading, in days, the dates are those of another age.
const A_YEAR: i64 = 366;

/// What is said of several ages is said once, at the first of them.
#[derive(Default)]
struct Read {
    otherwise: Vec<(OldestReading, String, Vec<u8>)>,
    left_out: Vec<(String, u8)>,
}

pub(super) fn check(doc: &RuleDocument, report: &mut Report) {
    let mut read = Read::default();
    for (path, requirement) in requirements(doc) {
        of_requirement(doc, &path, requirement, (&mut read, report));
    }
    for (reading, path, ages) in read.otherwise {
        report.add(path, EligibilityLint::StatedAgeReading { ages, reading });
    }
    if let Some((path, _)) = read.left_out.first() {
        let ages = read.left_out.iter().map(|(_, age)| *age).collect();
        report.add(path, EligibilityLint::YoungestLeftOut { ages });
    }
}

impl Read {
    fn otherwise(&mut self, reading: OldestReading, path: &str, age: u8) {
        let known = self.otherwise.iter_mut().find(|(own, ..)| *own == reading);
        match known {
            Some((.., ages)) if ages.contains(&age) => {}
            Some((.., ages)) => ages.push(age),
            None => self.otherwise.push((reading, path.to_owned(), vec![age])),
        }
    }
}

fn of_requirement(
    doc: &RuleDocument,
    path: &str,
    requirement: &Requirement,
    (read, report): (&mut Read, &mut Report),
) {
    let own = window_of(doc, &requirement.condition);
    if let Some(stated) = &requirement.stated_age {
        let asks = asks_birth(doc, &requirement.condition, 0);
        stated_age(doc, path, (stated, own, asks), (read, report));
    }
    for (index, relaxation) in requirement.relaxations.iter().enumerate() {
        let path = format!("{path}/relaxations/{index}");
        let Instead::Condition(condition) = &relaxation.instead else {
            continue;
        };
        let relaxed = window_of(doc, condition);
        if let Some(stated) = &relaxation.stated_age {
            let asks = asks_birth(doc, condition, 0);
            stated_age(doc, &path, (stated, relaxed, asks), (read, report));
        }
        match (own, relaxed) {
            (Some(own), Some(relaxed)) => {
                let own = (own.starts(), own.ends());
                compare(&path, own, (relaxed.starts(), relaxed.ends()), report);
            }
            _ => relaxed_answers(doc, &path, (&requirement.condition, condition), report),
        }
    }
}

/// Whether birth dates are tested at all, in a way that is no plain window: by sex, by post.
fn asks_birth(doc: &RuleDocument, condition: &Condition, depth: usize) -> bool {
    let named = |name: &_| doc.definitions.iter().find(|own| own.name == *name);
    let deeper = |next: &Condition| depth < 16 && asks_birth(doc, next, depth + 1);
    match condition {
        Condition::Defined(name) => named(name).is_some_and(|own| deeper(&own.condition)),
        other if other.branches().is_empty() => {
            other.facts().iter().any(|fact| is_birth(doc, fact))
        }
        other => other.branches().iter().any(deeper),
    }
}

fn stated_age(
    doc: &RuleDocument,
    path: &str,
    (stated, window, asks): (&StatedAge, Option<Window>, bool),
    to: (&mut Read, &mut Report),
) {
    let Some(window) = window else {
        if !asks {
            to.1.add(path, EligibilityLint::StatedAgeWithoutWindow);
        }
        return;
    };
    // Without a day there is nothing to hold the dates against; the defaults say so.
    let Some(on) = stated.on else { return };
    let words = Words { doc, path, on };
    if let (Some(age), Some(first)) = (stated.oldest, window.first) {
        words.oldest(age, first.day, first.grain, (&mut *to.0, &mut *to.1));
    }
    if let (Some(age), Some(last)) = (stated.youngest, window.last) {
        words.youngest(age, last.day, last.grain, to);
    }
}

/// An age in words refers to this day.
struct Words<'w> {
    doc: &'w RuleDocument,
    path: &'w str,
    on: NaiveDate,
}

impl Words<'_> {
    fn oldest(
        &self,
        age: u8,
        born: NaiveDate,
        grain: Grain,
        (read, report): (&mut Read, &mut Report),
    ) {
        let limit = i32::from(age);
        match grain {
            Grain::Month
                if is_one_of(
                    months(born, self.on),
                    &[limit * 12 - 1, limit * 12, limit * 12 + 11, limit * 12 + 12],
                ) => {}
            Grain::Year
                if is_one_of(self.on.year() - born.year(), &[limit - 1, limit, limit + 1]) => {}
            Grain::Day => match as_read(limit, born, self.on) {
                Oldest::AsSaid => {}
                Oldest::Otherwise(reading) => read.otherwise(reading, self.path, age),
                Oldest::Unexplained => self.other_day(AgeEnd::Oldest, age, born, report),
            },
            Grain::Month | Grain::Year => self.other_day(AgeEnd::Oldest, age, born, report),
        }
    }

    fn youngest(
        &self,
        age: u8,
        born: NaiveDate,
        grain: Grain,
        (read, report): (&mut Read, &mut Report),
    ) {
        let limit = i32::from(age);
        let at = |days: u64| whole_years(born + Days::new(days), self.on);
        match grain {
            Grain::Month if is_one_of(months(born, self.on), &[limit * 12, limit * 12 + 1]) => {}
            Grain::Year if is_one_of(self.on.year() - born.year(), &[limit, limit + 1]) => {}
            Grain::Day if at(0) == limit && at(1) < limit => {}
            // O09: "27 to 30" ends one day before those who turn 27 on the very day.
            Grain::Day if at(1) == limit && at(2) < limit => {
                read.left_out.push((self.path.to_owned(), age));
            }
            _ => self.other_day(AgeEnd::Youngest, age, born, report),
        }
    }

    /// No reading fits on the stated day. The dates may rest on another one; a whole year is no other day.
    fn other_day(&self, end: AgeEnd, age: u8, born: NaiveDate, report: &mut Report) {
        let days = implied(end, age, born);
        if days
            .iter()
            .any(|day| reference_days(self.doc).contains(day))
        {
            return;
        }
        let away = |day: &NaiveDate| (*day - self.on).num_days().abs();
        let on = self.on;
        match days.into_iter().min_by_key(away) {
            Some(by) if away(&by) < A_YEAR => {
                let finding = EligibilityLint::StatedAgeOtherDay {
                    end,
                    age,
                    born,
                    on,
                    by,
                };
                report.add(self.path, finding);
            }
            _ => {
                let years = whole_years(born, on);
                let finding = EligibilityLint::StatedAgeContradicts {
                    end,
                    age,
                    born,
                    on,
                    years,
                };
                report.add(self.path, finding);
            }
        }
    }
}

fn is_one_of(figure: i32, figures: &[i32]) -> bool {
    figures.contains(&figure)
}

fn months(since: NaiveDate, until: NaiveDate) -> i32 {
    (until.year() - since.year()) * 12 + until.month() as i32 - since.month() as i32
}

/// How dates read the words "at most N".
enum Oldest {
    /// People of that age are let in, as the words say.
    AsSaid,
    Otherwise(OldestReading),
    Unexplained,
}

/// How the first birthday that is allowed reads "at most N" on a day.
fn as_read(limit: i32, first: NaiveDate, on: NaiveDate) -> Oldest {
    let age = whole_years(first, on);
    let before = whole_years(first - Days::new(1), on);
    let birthday = (first.month(), first.day()) == (on.month(), on.day());
    match age {
        _ if age == limit && birthday => Oldest::Otherwise(OldestReading::OnTheBirthday),
        _ if age == limit && before == limit + 1 => Oldest::AsSaid,
        _ if age == limit + 1 && birthday => Oldest::Otherwise(OldestReading::NextBirthday),
        _ if age + 1 == limit && before == limit => Oldest::Otherwise(OldestReading::LeftOut),
        _ => Oldest::Unexplained,
    }
}

/// The days on which an end of the window would have one of its readings.
fn implied(end: AgeEnd, age: u8, born: NaiveDate) -> Vec<NaiveDate> {
    let turns = |years: u32| Span::years(years).after(born);
    let age = u32::from(age);
    let birthdays = match end {
        AgeEnd::Oldest => [turns(age), turns(age + 1)],
        AgeEnd::Youngest => [turns(age), None],
    };
    let around = |day: NaiveDate| [Some(day), day.pred_opt()];
    let days = birthdays.into_iter().flatten().flat_map(around);
    days.flatten().collect()
}

/// The same for figures, levels and days; and for options and areas, of which a relaxation lets in some more.
fn relaxed_answers(
    doc: &RuleDocument,
    path: &str,
    (own, relaxed): (&Condition, &Condition),
    report: &mut Report,
) {
    let (least, most) = (i64::MIN, i64::MAX);
    if let (Some((fact, own)), Some((same, relaxed))) = (range_of(doc, own), range_of(doc, relaxed))
        && fact == same
    {
        let ends =
            |range: (Option<i64>, Option<i64>)| (range.0.unwrap_or(least), range.1.unwrap_or(most));
        compare(path, ends(own), ends(relaxed), report);
    }
    let narrower = match (own, relaxed) {
        (Condition::OneOf(own), Condition::OneOf(relaxed)) => {
            let mut options = relaxed.options.iter();
            own.fact == relaxed.fact && options.all(|code| own.options.contains(code))
        }
        (Condition::InArea(own), Condition::InArea(relaxed)) => {
            let inside = |code| own.areas.iter().any(|outer| lies_in(doc, code, outer));
            own.fact == relaxed.fact && relaxed.areas.iter().all(inside)
        }
        _ => false,
    };
    if narrower {
        report.add(path, EligibilityLint::RelaxationNarrower);
    }
}

/// A relaxation is wider on one side at least, and on no side narrower.
fn compare<T: Ord>(path: &str, own: (T, T), relaxed: (T, T), report: &mut Report) {
    let (earlier, later) = (relaxed.0 < own.0, relaxed.1 > own.1);
    let (begins_late, ends_early) = (relaxed.0 > own.0, relaxed.1 < own.1);
    if !earlier && !later {
        report.add(path, EligibilityLint::RelaxationNarrower);
    } else if begins_late || ends_early {
        report.add(path, EligibilityLint::RelaxationShifts);
    }
}
