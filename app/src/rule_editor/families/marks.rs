//! What a district may change in a template, field by field.

use crate::{
    rule_editor::fields::{places::places, rows::Table, sheet::RuleForm},
    ui::forms::Field,
};
use domain::{
    Points,
    rules::{MarkBounds, RuleDocument, TemplateMark},
};

/// One line: the path of a field, and its mark with the bounds that one kind of it has.
type Row = (Option<String>, TemplateMark, Option<Points>, Option<Points>);

pub(super) fn marks(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    sheet.later("RuleDocument", "marks");
    let places = places(doc);
    let table = Table {
        name: "marks",
        legend: t!("form-marks"),
        note: t!("form-row-note"),
        head: vec![
            t!("form-mark-path"),
            t!("form-mark"),
            t!("form-mark-from"),
            t!("form-mark-to"),
        ],
        key: "path",
        spare: 3,
    };
    let mut rows: Vec<Row> = std::mem::take(&mut doc.marks)
        .into_iter()
        .map(|(path, mark)| row(path, mark))
        .collect();
    let blank = || (None, TemplateMark::Locked, None, None);
    sheet.list(table, &mut rows, blank, |sheet, prefix, row| {
        let name = |field: &str| format!("{prefix}{field}");
        let (path, mark, from, to) = row;
        sheet.place_of(&places, &name("path"), t!("form-mark-path"), path);
        let field = Field::new(name("mark"), t!("form-mark"));
        sheet.fixed(field, mark, "marks", &kinds());
        let before = sheet.problems.len();
        bound(sheet, &name("from"), t!("form-mark-from"), from);
        bound(sheet, &name("to"), t!("form-mark-to"), to);
        if *mark != within(Points::ZERO, Points::ZERO) {
            sheet.problems.truncate(before);
        }
    });
    let read = rows.into_iter().filter_map(|(path, mark, from, to)| {
        let mark = match mark {
            TemplateMark::Within(_) => within(from.unwrap_or_default(), to.unwrap_or_default()),
            other => other,
        };
        Some((path?, mark))
    });
    doc.marks = read.collect();
}

/// A bound that the kind of mark may need.
fn bound(sheet: &mut RuleForm, name: &str, label: String, own: &mut Option<Points>) {
    sheet.maybe_points(name, label, own);
    if own.is_none() && !sheet.is_wrong(name) {
        sheet.wrong(name, domain::Problem::Missing);
    }
}

fn within(from: Points, to: Points) -> TemplateMark {
    TemplateMark::Within(MarkBounds { from, to })
}

fn row(path: String, mark: TemplateMark) -> Row {
    match mark {
        TemplateMark::Within(bounds) => (
            Some(path),
            within(Points::ZERO, Points::ZERO),
            Some(bounds.from),
            Some(bounds.to),
        ),
        other => (Some(path), other, None, None),
    }
}

fn kinds() -> [TemplateMark; 7] {
    [
        TemplateMark::Locked,
        TemplateMark::Narrower,
        TemplateMark::Wider,
        TemplateMark::Shorter,
        TemplateMark::Longer,
        TemplateMark::Free,
        within(Points::ZERO, Points::ZERO),
    ]
}
