//! What the rules are called, who recruits, the day of the notice, and the days that conditions refer to by name.

use super::texts::named;
use crate::{
    rule_editor::fields::{
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use chrono::NaiveDate;
use domain::rules::{Bilingual, DayOn, NamedDay, RuleDocument};

pub(super) fn basics(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    sheet.group(t!("form-common"));
    sheet.code("id", t!("form-document-id"), &mut doc.id);
    sheet.words(
        "title",
        t!("form-document-title"),
        t!("form-name-en"),
        &mut doc.title,
    );
    sheet.day("announced", t!("form-announced"), &mut doc.announced);
    sheet.maybe_text("organiser", t!("form-organiser"), &mut doc.organiser);
    days(sheet, doc);
}

fn days(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let series = Series {
        name: "days",
        legend: t!("form-named-days"),
        note: t!("form-named-days-note"),
        add: t!("add-day"),
    };
    let blank = |number: usize, own: &[NamedDay]| NamedDay {
        name: free("day", number, |name| {
            own.iter().any(|one| one.name == *name)
        }),
        label: Bilingual::default(),
        on: DayOn::Day(NaiveDate::default()),
    };
    sheet.series(series, &mut doc.days, blank, |sheet, day| {
        sheet.code("name", t!("form-code"), &mut day.name);
        sheet.words("label", t!("form-name"), t!("form-name-en"), &mut day.label);
        on(sheet, &mut day.on);
        named(&day.label)
    });
}

/// The day itself, or one that moves with the recruitment.
fn on(sheet: &mut RuleForm, own: &mut DayOn) {
    let plain = DayOn::Day(NaiveDate::default());
    let mut day = match *own {
        DayOn::Day(day) => day,
        _ => NaiveDate::default(),
    };
    let mut kind = match *own {
        DayOn::Day(_) => plain,
        other => other,
    };
    let kinds = [plain, DayOn::Opens, DayOn::Closes, DayOn::Announced];
    let field = Field::new("kind", t!("form-day-which"));
    sheet.fixed(field, &mut kind, "on", &kinds);
    let before = sheet.problems.len();
    sheet.needed_day("on", t!("form-day"), &mut day);
    *own = if kind == plain {
        DayOn::Day(day)
    } else {
        sheet.problems.truncate(before);
        kind
    };
}
