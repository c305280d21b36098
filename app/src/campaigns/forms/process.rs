//! Publication as a form.

use super::{rows::Table, sheet::Sheet};
use crate::ui::forms::Field;
use domain::rules::{DayKind, PublicationPeriodRule, RuleDocument};

pub(super) fn publication(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let table = Table {
        name: "periods",
        legend: t!("part-publication"),
        note: t!("form-row-note"),
        head: vec![t!("form-published-what"), t!("form-name-en"), t!("form-days"), t!("form-day-kind")],
        key: "what",
        spare: 2,
    };
    let blank = || PublicationPeriodRule { days: 7, ..PublicationPeriodRule::default() };
    sheet.list(table, &mut doc.publication, blank, |sheet, prefix, period| {
        sheet.words(&format!("{prefix}what"), t!("form-published-what"), t!("form-name-en"), &mut period.what);
        sheet.count(&format!("{prefix}days"), t!("form-days"), &mut period.days);
        let kinds = vec![
            (None, t!("form-unstated")),
            (Some(DayKind::Working), t!("form-working-days")),
            (Some(DayKind::Calendar), t!("form-calendar-days")),
        ];
        let field = Field::new(format!("{prefix}kind"), t!("form-day-kind"));
        sheet.choose(field, &mut period.kind, kinds, String::new());
    });
}
