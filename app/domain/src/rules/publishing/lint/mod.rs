//! What can be wrong with what is put up, and with the calendar behind it.

mod findings;
pub(crate) mod say;

use super::{HolidayRule, PublicationRule, Published};
use crate::rules::document::RuleDocument;
use crate::rules::lint::Report;
use crate::rules::stages::lint::StagesLint;
use crate::time::{DayKind, Holidays, is_legal_holiday};
use chrono::{Datelike, NaiveDate, Weekday};
pub use findings::PublishingLint;

/// The national rule for public institutions asks for 7 to 15 days before people are hired; community notices often go
/// below it, so this only asks (domain.md 3.9).
const USUAL_DAYS: u16 = 7;
/// Longer periods are a slip of the pen.
const LONGEST: u16 = 366;

pub(crate) fn check(doc: &RuleDocument, report: &mut Report) {
    let holidays = doc
        .holidays
        .as_ref()
        .map(HolidayRule::days)
        .unwrap_or_default();
    let rules = doc.publication.as_deref().unwrap_or_default();
    for (index, rule) in rules.iter().enumerate() {
        let path = format!("/publication/{index}");
        days(&path, rule, report);
        counted(&path, rule, &holidays, report);
        let what = || rule.what.clone();
        let again = |own: &PublicationRule| own.of == rule.of && own.what == rule.what;
        if rules[..index].iter().any(again) {
            report.add(&path, PublishingLint::PublishedTwice { what: what() });
        }
        if rule.of == Published::Reserve && doc.reserve.is_none() {
            report.add(
                format!("{path}/of"),
                PublishingLint::NothingToPublish { what: what() },
            );
        }
        results(doc, &path, rule, report);
    }
    if let Some(rule) = &doc.holidays {
        self::holidays(rule, report);
    }
}

fn days(path: &str, rule: &PublicationRule, report: &mut Report) {
    let path = format!("{path}/days");
    let days = rule.days;
    let usual = USUAL_DAYS;
    // Five working days are a week.
    let calendar = match rule.kind {
        Some(DayKind::Working) => days.saturating_mul(7) / 5,
        _ => days,
    };
    let of_hires = matches!(rule.of, Published::Hires | Published::Reserve);
    match days {
        0 if of_hires => report.add(path, PublishingLint::NoDays),
        days if days > LONGEST => report.add(path, PublishingLint::PeriodTooLong { days }),
        days if of_hires && calendar < usual => {
            report.add(path, PublishingLint::ShortPublication { days, usual });
        }
        _ => {}
    }
}

/// The results of a stage that gives none. Stages that are nowhere are found elsewhere.
fn results(doc: &RuleDocument, path: &str, rule: &PublicationRule, report: &mut Report) {
    let Published::Results(code) = &rule.of else {
        return;
    };
    let rules = doc.common_rules();
    if let Some(stage) = rules.stage(code).filter(|stage| stage.scoring.is_none()) {
        let of = stage.name.clone();
        report.add(format!("{path}/of"), StagesLint::NoScore { of });
    }
}

/// A period with printed days: its end as counted, and the holidays on its way.
fn counted(path: &str, rule: &PublicationRule, holidays: &Holidays, report: &mut Report) {
    let Some((from, until)) = rule.printed_period(holidays) else {
        return;
    };
    if let Some(stated) = rule.stated_until.filter(|stated| *stated != until) {
        let counted = until;
        let path = format!("{path}/stated_until");
        report.add(path, PublishingLint::PublicationEnd { stated, counted });
    }
    let unsaid = |day: &NaiveDate| {
        is_legal_holiday(*day) && !holidays.off.contains(day) && !holidays.worked.contains(day)
    };
    let mut days = from.iter_days().take_while(|day| *day <= until);
    if rule.kind != Some(DayKind::Calendar)
        && let Some(day) = days.find(unsaid)
    {
        report.add(path, PublishingLint::HolidayNotStated { day });
    }
}

/// Days off and days worked that cannot both be meant.
fn holidays(rule: &HolidayRule, report: &mut Report) {
    for (index, range) in rule.off.iter().enumerate() {
        if !range.is_sound() {
            report.add(
                format!("/holidays/off/{index}"),
                PublishingLint::HolidayRange,
            );
        }
    }
    let off = rule.days().off;
    for (index, day) in rule.worked.iter().enumerate() {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if off.contains(day) || !weekend {
            let path = format!("/holidays/worked/{index}");
            report.add(path, PublishingLint::HolidayContradicts { day: *day });
        }
    }
}
