//! How many points a bonus item gives: a figure, bands over a number, for each row of an answer, or as a body sees fit.

use super::bands::bands;
use crate::{
    rule_editor::fields::{
        amounts::{columns_of, named, rows_with},
        kinds::{fixed_words, kinds},
        series::Series,
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::{
    Points, Problem,
    rules::{
        BonusBands, BonusPoints, BonusRows, FactKey, FactKind, RowColumn, RowPoints, RuleDocument,
    },
};

/// What a new item gives.
pub(super) fn nothing() -> BonusPoints {
    BonusPoints::Fixed(Points::ZERO)
}

pub(super) fn points(sheet: &mut RuleForm, words: &RuleDocument, own: &mut BonusPoints) {
    let by_bands = BonusBands {
        of: FactKey::default(),
        bands: Vec::new(),
        marginal: false,
    };
    let by_rows = BonusRows {
        of: FactKey::default(),
        points: Vec::new(),
        best_per: Vec::new(),
    };
    let mut all = vec![
        (nothing(), t!("form-points-fixed")),
        (BonusPoints::Bands(by_bands), t!("form-points-bands")),
        (BonusPoints::Rows(by_rows), t!("form-points-rows")),
    ];
    all.extend(fixed_words("points", &[BonusPoints::Body]));
    kinds(sheet, Field::new("by", t!("form-points-by")), own, all);
    match own {
        BonusPoints::Fixed(points) => sheet.points("points", t!("form-points"), points),
        BonusPoints::Bands(rule) => by_number(sheet, words, rule),
        BonusPoints::Rows(rule) => by_row(sheet, words, rule),
        BonusPoints::Body => {}
    }
}

fn by_number(sheet: &mut RuleForm, words: &RuleDocument, own: &mut BonusBands) {
    let label = t!("form-points-question");
    let is_number = |kind: &FactKind| matches!(kind, FactKind::Number(_));
    sheet.question(words, "fact", label, &mut own.of, is_number);
    sheet.tick("marginal", t!("form-marginal"), &mut own.marginal);
    bands(sheet, words, &mut own.bands);
    let no_grid = sheet.answer("bands").is_none_or(str::is_empty);
    if own.bands.is_empty() && no_grid {
        sheet.wrong("by", Problem::Missing);
    }
}

fn by_row(sheet: &mut RuleForm, words: &RuleDocument, own: &mut BonusRows) {
    let label = t!("form-points-question");
    let is_rows = |kind: &FactKind| matches!(kind, FactKind::Rows(_));
    sheet.question(words, "fact", label, &mut own.of, is_rows);
    sheet.show_for("fact");
    let columns = columns_of(words, &own.of);
    let best = named(&columns, |_| true);
    sheet.codes("best_per", t!("form-best-per"), best, &mut own.best_per);
    let series = Series {
        name: "rows",
        legend: t!("form-row-points"),
        note: t!("form-row-points-note"),
        add: t!("add-row-points"),
    };
    let blank = |_, _: &[_]| RowPoints {
        column: None,
        options: Vec::new(),
        points: Points::ZERO,
    };
    sheet.series(series, &mut own.points, blank, |sheet, row| {
        one_row(sheet, &columns, row)
    });
    if own.points.is_empty() {
        sheet.wrong("by", Problem::Missing);
    }
}

fn one_row(sheet: &mut RuleForm, columns: &[RowColumn], own: &mut RowPoints) -> String {
    sheet.points("points", t!("form-points"), &mut own.points);
    rows_with(sheet, "column", columns, &mut own.column, &mut own.options);
    t!("form-row-gives", points = own.points.plain())
}
