//! What is put up, for how long, and how one objects; the days that its counts leave out; how long recordings are kept.

use super::texts::named;
use crate::{
    rule_editor::fields::{parts::stages, rows::Table, series::Series, sheet::RuleForm},
    ui::{forms::Field, lang},
};
use chrono::NaiveDate;
use domain::{
    rules::{
        Bilingual, DayRange, HolidayRule, Mask, ObjectionRule, Part, PublicationRule, Published,
        RecordingRule, RuleDocument, capital, published,
    },
    time::DayKind,
};

pub(super) fn publication(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let offered = offered(doc);
    let series = Series {
        name: "periods",
        legend: Part::Publication.name(lang::current()).to_owned(),
        note: String::new(),
        add: t!("add-period"),
    };
    let blank = |_, _: &[_]| PublicationRule {
        of: Published::Hires,
        what: Bilingual::default(),
        days: 7,
        kind: None,
        channel: None,
        at: None,
        first_day_counts: false,
        stated_until: None,
        mask: None,
        objections: None,
    };
    let none = t!("form-publication-none");
    sheet.maybe_series(
        series,
        none,
        &mut doc.publication,
        blank,
        |sheet, period| {
            let field = Field::new("of", t!("form-published-of"));
            let other = t!("form-unknown-option");
            sheet.choose(field, &mut period.of, offered.clone(), other);
            sheet.words(
                "what",
                t!("form-published-what"),
                t!("form-name-en"),
                &mut period.what,
            );
            days(sheet, period);
            mask(sheet, &mut period.mask);
            sheet.maybe_text("channel", t!("form-channel"), &mut period.channel);
            objections(sheet, &mut period.objections);
            named(&period.what)
        },
    );
    holidays(sheet, &mut doc.holidays);
    recordings(sheet, &mut doc.recordings);
}

/// Lists and results of the course, by name.
fn offered(words: &RuleDocument) -> Vec<(Published, String)> {
    let mut all = vec![Published::Accepted];
    for stage in stages(words) {
        all.push(Published::List(stage.code.clone()));
        all.push(Published::Results(stage.code));
    }
    all.push(Published::Totals);
    let steps = words.common_rules().after.into_iter();
    all.extend(steps.map(|step| Published::List(step.code)));
    all.extend([Published::Hires, Published::Reserve]);
    let named = all.into_iter().map(|of| {
        let name = capital(&published(words, &of, lang::current()));
        (of, name)
    });
    named.collect()
}

fn days(sheet: &mut RuleForm, period: &mut PublicationRule) {
    sheet.count("days", t!("form-days"), &mut period.days);
    let field = Field::new("kind", t!("form-day-kind"));
    sheet.maybe_fixed(
        field,
        &mut period.kind,
        "kind",
        t!("form-unstated"),
        &[DayKind::Working, DayKind::Calendar],
    );
    let label = t!("form-first-day-counts");
    sheet.tick("first", label, &mut period.first_day_counts);
    sheet.start_line();
    sheet.day("on", t!("form-published-on"), &mut period.at);
    sheet.day("until", t!("form-stated-until"), &mut period.stated_until);
}

fn mask(sheet: &mut RuleForm, own: &mut Option<Mask>) {
    sheet.maybe_fixed(
        Field::new("mask", t!("form-mask")),
        own,
        "mask",
        t!("form-unstated"),
        &[Mask::Name, Mask::NumberOnly, Mask::None],
    );
}

fn objections(sheet: &mut RuleForm, own: &mut Option<ObjectionRule>) {
    let says = own.is_some();
    sheet.fold("objections", t!("form-objections"), says, |sheet| {
        sheet.later("PublicationRule", "objections");
        sheet.within("objections_", |sheet| {
            let tick = t!("form-has-objections");
            sheet.section(tick, own, ObjectionRule::default, |sheet, rule| {
                let label = t!("form-answered-in");
                sheet.maybe_count("answered_in", label, &mut rule.answered_in);
                sheet.maybe_text("contact", t!("form-objection-contact"), &mut rule.contact);
            });
        });
    });
}

/// Days off and weekends that are worked instead; without any there is no rule of its own.
fn holidays(sheet: &mut RuleForm, own: &mut Option<HolidayRule>) {
    let stated = own.is_some();
    sheet.fold("holidays", t!("form-holidays"), stated, |sheet| {
        let mut rule = own.take().unwrap_or_default();
        off(sheet, &mut rule.off);
        worked(sheet, &mut rule.worked);
        sheet.clause("holidays-clause", &mut rule.clause);
        *own = (stated || rule != HolidayRule::default()).then_some(rule);
    });
}

fn off(sheet: &mut RuleForm, own: &mut Vec<DayRange>) {
    let mut rows: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = std::mem::take(own)
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
    sheet.list(table, &mut rows, blank, |sheet, prefix, (from, until)| {
        sheet.day(&format!("{prefix}from"), t!("form-day-from"), from);
        sheet.day(&format!("{prefix}until"), t!("form-day-until"), until);
    });
    let read = rows.into_iter();
    *own = read
        .filter_map(|(from, until)| Some(DayRange { from: from?, until }))
        .collect();
}

fn worked(sheet: &mut RuleForm, own: &mut Vec<NaiveDate>) {
    let stated = std::mem::take(own).into_iter();
    let mut rows: Vec<Option<NaiveDate>> = stated.map(Some).collect();
    let table = Table {
        name: "worked",
        legend: t!("form-days-worked"),
        note: t!("form-row-note"),
        head: vec![t!("form-day")],
        key: "day",
        spare: 3,
    };
    let blank = || None;
    sheet.list(table, &mut rows, blank, |sheet, prefix, day| {
        sheet.day(&format!("{prefix}day"), t!("form-day"), day);
    });
    *own = rows.into_iter().flatten().collect();
}

fn recordings(sheet: &mut RuleForm, own: &mut Option<RecordingRule>) {
    let says = own.is_some();
    sheet.fold("recordings", t!("form-recordings"), says, |sheet| {
        sheet.later("RuleDocument", "recordings");
        let mut kept = own.take().map(|rule| rule.kept);
        sheet.maybe_text("recordings_kept", t!("form-recordings-kept"), &mut kept);
        *own = kept.map(|kept| RecordingRule { kept });
    });
}
