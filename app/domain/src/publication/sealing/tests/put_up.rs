//! What a list is put up with: for how long, with or without names.

use super::*;
use crate::rules::{DayRange, HolidayRule};

fn named(of: Published, days: u16, kind: Option<DayKind>) -> PublicationRule {
    PublicationRule {
        of,
        what: Bilingual::zh("名单"),
        days,
        kind,
        channel: None,
        at: None,
        first_day_counts: false,
        stated_until: None,
        mask: None,
        objections: None,
    }
}

fn publishing(publication: Vec<PublicationRule>) -> RuleDocument {
    RuleDocument {
        publication: Some(publication),
        ..rules()
    }
}

#[test]
fn the_period_is_that_of_the_list_and_a_silent_notice_gives_seven_working_days() {
    let hires = || named(Published::Hires, 15, Some(DayKind::Calendar));
    let totals = |days, kind| named(Published::Totals, days, kind);
    let calendar = Some(DayKind::Calendar);
    assert_eq!(
        period(&publishing(vec![hires()])),
        DEFAULT_PERIOD,
        "the period of the hires is not that of the totals"
    );
    assert_eq!(period(&publishing(vec![])), DEFAULT_PERIOD);
    let none = vec![totals(0, calendar)];
    assert_eq!(
        period(&publishing(none)),
        DEFAULT_PERIOD,
        "put up, for no stated period"
    );
    let called = named(Published::List("physical".into()), 4, calendar);
    let scores = named(Published::Results("interview".into()), 2, calendar);
    assert_eq!(
        period(&publishing(vec![scores.clone(), hires()])),
        (2, DayKind::Calendar)
    );
    let both = vec![scores, called, hires()];
    assert_eq!(period(&publishing(both.clone())), (4, DayKind::Calendar));
    let mut all = both;
    all.extend([
        totals(3, None),
        totals(5, calendar),
        totals(5, Some(DayKind::Working)),
    ]);
    assert_eq!(
        period(&publishing(all)),
        (5, DayKind::Working),
        "of several the longest, and working days are longer"
    );
}

#[test]
fn a_notice_that_wants_numbers_only_gets_a_list_without_names() {
    let mut rule = named(Published::Totals, 5, None);
    rule.mask = Some(Mask::NumberOnly);
    let rules = publishing(vec![rule]);
    let bundle = sealed(rules, bundle().people.candidates);
    let list = compose(head(1), &bundle, &names(&bundle));
    assert!(list.posts[0].rows.iter().all(|row| row.name.is_empty()));
}

#[test]
fn holidays_that_the_notice_lists_count_over_those_of_the_year() {
    let now = Instant::from_shanghai("2026-09-28T10:00:00".parse().unwrap());
    let ends = |rules: &RuleDocument| period_ends(rules, now, &Holidays::default()).rfc3339();
    let mut rules = publishing(vec![named(Published::Totals, 5, None)]);
    assert_eq!(ends(&rules), "2026-10-05T17:00:00+08:00");
    let week = DayRange {
        from: "2026-10-01".parse().unwrap(),
        until: "2026-10-07".parse().ok(),
    };
    let worked = vec!["2026-10-10".parse().unwrap()];
    rules.holidays = Some(HolidayRule {
        off: vec![week],
        worked,
        ..HolidayRule::default()
    });
    assert_eq!(ends(&rules), "2026-10-10T17:00:00+08:00");
    rules.publication.as_mut().unwrap()[0].first_day_counts = true;
    assert_eq!(ends(&rules), "2026-10-09T17:00:00+08:00");
}
