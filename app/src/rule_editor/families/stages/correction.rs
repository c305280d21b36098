//! What makes rooms comparable.

use crate::{
    rule_editor::fields::{kinds::kinds, parts::across, sheet::RuleForm},
    ui::forms::Field,
};
use domain::{
    Points,
    numbers::Rounding,
    rules::{
        Across, Correction, CorrectionMethod, MeanTrim, OutlierBounds, Outliers, OverallMean,
        RoomUnit,
    },
};

pub(super) fn correction(sheet: &mut RuleForm, own: &mut Option<Correction>) {
    let says = own.is_some();
    sheet.fold("rooms", t!("form-normalisation"), says, |sheet| {
        sheet.within("rooms-", |sheet| {
            sheet.section(t!("form-has-normalisation"), own, blank, fields);
        });
    });
}

fn blank() -> Correction {
    Correction {
        clause: None,
        method: CorrectionMethod::Multiply,
        across: Across::default(),
        overall: OverallMean::OfPeople,
        overall_trim: None,
        room_trim: None,
        outliers: None,
        unit: RoomUnit::default(),
        mean: None,
        coefficient: None,
        corrected: Rounding::half_up(2),
        cap: None,
    }
}

fn fields(sheet: &mut RuleForm, rule: &mut Correction) {
    let field = Field::new("method", t!("rooms-method")).hint(t!("rooms-method-hint"));
    sheet.fixed(
        field,
        &mut rule.method,
        "method",
        &[CorrectionMethod::Multiply, CorrectionMethod::Add],
    );
    let field = Field::new("unit", t!("rooms-unit"));
    sheet.fixed(
        field,
        &mut rule.unit,
        "unit",
        &[RoomUnit::Room, RoomUnit::RoomAndSitting],
    );
    let field = Field::new("overall", t!("rooms-overall"));
    sheet.fixed(
        field,
        &mut rule.overall,
        "overall",
        &[OverallMean::OfPeople, OverallMean::OfRooms],
    );
    across(sheet, "across", t!("rooms-across"), &mut rule.across);
    let labels = (t!("rooms-overall-highest"), t!("rooms-overall-lowest"));
    mean_trim(sheet, "overall_trim", labels, &mut rule.overall_trim);
    let labels = (t!("rooms-room-highest"), t!("rooms-room-lowest"));
    mean_trim(sheet, "room_trim", labels, &mut rule.room_trim);
    outliers(sheet, &mut rule.outliers);
    sheet.maybe_rounding("mean", t!("rooms-mean-decimals"), &mut rule.mean);
    let (label, own) = (t!("rooms-coefficient-decimals"), &mut rule.coefficient);
    sheet.maybe_rounding("coefficient", label, own);
    let (label, own) = (t!("rooms-corrected-decimals"), &mut rule.corrected);
    sheet.rounding("corrected", label, own);
    let cap = vec![
        (None, t!("form-unstated")),
        (Some(true), t!("rooms-capped")),
        (Some(false), t!("rooms-uncapped")),
    ];
    let field = Field::new("cap", t!("rooms-cap"));
    sheet.choose(field, &mut rule.cap, cap, String::new());
    sheet.clause("clause", &mut rule.clause);
}

/// Blank in both boxes: nothing is left out.
fn mean_trim(
    sheet: &mut RuleForm,
    name: &str,
    (high, low): (String, String),
    own: &mut Option<MeanTrim>,
) {
    let (mut highest, mut lowest) = (own.map(|trim| trim.highest), own.map(|trim| trim.lowest));
    sheet.maybe_count(&format!("{name}_highest"), high, &mut highest);
    sheet.maybe_count(&format!("{name}_lowest"), low, &mut lowest);
    let is_stated = highest.is_some() || lowest.is_some();
    *own = is_stated.then(|| MeanTrim {
        highest: highest.unwrap_or(0),
        lowest: lowest.unwrap_or(0),
    });
}

/// What counts as abnormal.
fn outliers(sheet: &mut RuleForm, own: &mut Option<Outliers>) {
    let zero = Points::ZERO;
    let bounds = OutlierBounds {
        below: zero,
        above: zero,
    };
    let offered = vec![
        (None, t!("rooms-outliers-none")),
        (
            Some(Outliers::FartherThan(zero)),
            t!("rooms-outliers-farther"),
        ),
        (
            Some(Outliers::Outside(bounds)),
            t!("rooms-outliers-outside"),
        ),
        (Some(Outliers::Undefined), t!("rooms-outliers-undefined")),
    ];
    let field = Field::new("outliers", t!("rooms-outliers"));
    kinds(sheet, field, own, offered);
    match own {
        Some(Outliers::FartherThan(points)) => {
            sheet.points("farther", t!("rooms-farther"), points);
        }
        Some(Outliers::Outside(bounds)) => {
            sheet.points("below", t!("rooms-below"), &mut bounds.below);
            sheet.points("above", t!("rooms-above"), &mut bounds.above);
        }
        Some(Outliers::Undefined) | None => {}
    }
}
