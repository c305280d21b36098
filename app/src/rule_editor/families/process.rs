//! Publication, and the days that its counts leave out, as a form.

use super::requirements::titled;
use crate::{
    rule_editor::fields::{rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::rules::{DayKind, DayRange, HolidayRule, PublicationPeriodRule, RuleDocument};

pub(super) fn publication(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let series = Series {
        name: "periods",
        legend: t!("part-publication"),
        note: String::new(),
        add: t!("add-period"),
    };
    let blank = |_| PublicationPeriodRule {
        days: 7,
        ..PublicationPeriodRule::default()
    };
    sheet.series(series, &mut doc.publication, blank, |sheet, period| {
        sheet.words(
            "what",
            t!("form-published-what"),
            t!("form-name-en"),
            &mut period.what,
        );
        sheet.count("days", t!("form-days"), &mut period.days);
        let kinds = vec![
            (None, t!("form-unstated")),
            (Some(DayKind::Working), t!("form-working-days")),
            (Some(DayKind::Calendar), t!("form-calendar-days")),
        ];
        sheet.choose(
            Field::new("kind", t!("form-day-kind")),
            &mut period.kind,
            kinds,
            String::new(),
        );
        sheet.tick(
            "first",
            t!("form-first-day-counts"),
            &mut period.first_day_counts,
        );
        sheet.start_line();
        sheet.day("on", t!("form-published-on"), &mut period.published_on);
        sheet.day("until", t!("form-stated-until"), &mut period.stated_until);
        sheet.maybe_text("channel", t!("form-channel"), &mut period.channel);
        titled(period.what.in_lang(lang::current()), t!("form-unnamed"))
    });
    holidays(sheet, &mut doc.holidays);
}

/// Days off and weekends that are worked instead; without any there is no rule of its own.
fn holidays(sheet: &mut Sheet, own: &mut Option<HolidayRule>) {
    let stated = own.is_some();
    sheet.fold("holidays", t!("form-holidays"), stated, |sheet| {
        let mut rule = own.take().unwrap_or_default();
        let mut off: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = std::mem::take(&mut rule.off)
            .into_iter()
            .map(|range| (Some(range.from), range.until))
            .collect();
        let table = Table {
            name: "off",
            legend: t!("form-days-off"),
            note: t!("form-row-note"),
            head: vec![t!("form-day-from"), t!("form-day-until")],
            key: "from",
            spare: 3,
        };
        let blank = || (None, None);
        sheet.list(table, &mut off, blank, |sheet, prefix, (from, until)| {
            sheet.day(&format!("{prefix}from"), t!("form-day-from"), from);
            sheet.day(&format!("{prefix}until"), t!("form-day-until"), until);
        });
        rule.off = off
            .into_iter()
            .filter_map(|(from, until)| Some(DayRange { from: from?, until }))
            .collect();
        let mut worked: Vec<Option<NaiveDate>> = std::mem::take(&mut rule.worked)
            .into_iter()
            .map(Some)
            .collect();
        let table = Table {
            name: "worked",
            legend: t!("form-days-worked"),
            note: t!("form-row-note"),
            head: vec![t!("form-day")],
            key: "day",
            spare: 3,
        };
        sheet.list(
            table,
            &mut worked,
            || None,
            |sheet, prefix, day| {
                sheet.day(&format!("{prefix}day"), t!("form-day"), day);
            },
        );
        rule.worked = worked.into_iter().flatten().collect();
        sheet.clause("holidays-clause", &mut rule.clause);
        *own = (stated || rule != HolidayRule::default()).then_some(rule);
    });
}
