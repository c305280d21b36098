//! The interview as a form: elements, dropped marks, and what makes rooms comparable.

use super::lines::pass_lines;
use crate::{
    rule_editor::fields::{parts::across, rows::Table, sheet::Sheet},
    ui::forms::Field,
};
use domain::{
    Points, Problem,
    rules::{
        Across, Element, InterviewRule, MeanTrim, NormalisationMethod, NormalisationRule,
        OutlierBounds, Outliers, OverallMean, RoomUnit, Rounding, RuleDocument, Text, TrimOver,
        TrimRule, TrimTie, defaults,
    },
};
use serde::{Deserialize, Serialize};

pub(super) fn interview(sheet: &mut Sheet, doc: &mut RuleDocument) {
    sheet.group(t!("form-common"));
    let own = &mut doc.rules.interview;
    sheet.section(
        t!("form-stated"),
        own,
        defaults::interview,
        |sheet, rule: &mut InterviewRule| {
            sheet.clause("clause", &mut rule.clause);
            sheet.points("full_mark", t!("form-full-mark"), &mut rule.full_mark);
            sheet.maybe_count("panel", t!("form-panel"), &mut rule.panel);
            sheet.maybe_rounding("mean", t!("form-mean-decimals"), &mut rule.mean);
            elements(sheet, &mut rule.elements);
            sheet.group(t!("form-trim"));
            trim(sheet, &mut rule.trim);
            let says = rule.normalisation.is_some();
            sheet.fold("rooms", t!("form-normalisation"), says, |sheet| {
                sheet.within("rooms_", |sheet| {
                    sheet.section(
                        t!("form-has-normalisation"),
                        &mut rule.normalisation,
                        blank,
                        normalisation,
                    );
                });
            });
            pass_lines(sheet, &[], &mut rule.pass_lines);
        },
    );
}

fn elements(sheet: &mut Sheet, own: &mut Vec<Element>) {
    let table = Table {
        name: "elements",
        legend: t!("form-elements"),
        note: t!("form-elements-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-full-mark"),
        ],
        key: "code",
        spare: 2,
    };
    let blank = || Element {
        code: String::new().into(),
        name: Text::default(),
        full_mark: Points::whole(20),
    };
    sheet.list(table, own, blank, |sheet, prefix, element| {
        sheet.code(&format!("{prefix}code"), t!("form-code"), &mut element.code);
        sheet.words(
            &format!("{prefix}name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut element.name,
        );
        sheet.points(
            &format!("{prefix}full_mark"),
            t!("form-full-mark"),
            &mut element.full_mark,
        );
    });
}

fn trim(sheet: &mut Sheet, own: &mut Option<TrimRule>) {
    let none = TrimRule {
        highest: 0,
        lowest: 0,
        when_tied: TrimTie::DropOne,
        over: TrimOver::Marks,
    };
    let mut rule = own.clone().unwrap_or(none);
    sheet.count("trim_highest", t!("form-trim-highest"), &mut rule.highest);
    sheet.count("trim_lowest", t!("form-trim-lowest"), &mut rule.lowest);
    let options = vec![
        (TrimTie::DropOne, t!("form-trim-one")),
        (TrimTie::DropAll, t!("form-trim-all")),
    ];
    sheet.choose(
        Field::new("trim_tied", t!("form-trim-tied")),
        &mut rule.when_tied,
        options,
        String::new(),
    );
    let over = vec![
        (TrimOver::Marks, t!("form-trim-marks")),
        (TrimOver::EachElement, t!("form-trim-elements")),
    ];
    sheet.choose(
        Field::new("trim_over", t!("form-trim-over")),
        &mut rule.over,
        over,
        String::new(),
    );
    // "Nothing dropped" that stood there as a rule stays one.
    if own.is_some() || rule.highest > 0 || rule.lowest > 0 {
        *own = Some(rule);
    }
}

fn blank() -> NormalisationRule {
    NormalisationRule {
        clause: None,
        method: NormalisationMethod::Multiply,
        across: Across::default(),
        overall: OverallMean::OfPeople,
        overall_trim: None,
        room_trim: None,
        outliers: None,
        unit: RoomUnit::default(),
        mean: None,
        coefficient: None,
        corrected: Rounding::half_up(2),
        cap_at_full_mark: None,
    }
}

fn normalisation(sheet: &mut Sheet, rule: &mut NormalisationRule) {
    let methods = vec![
        (NormalisationMethod::Multiply, t!("rooms-multiply")),
        (NormalisationMethod::Add, t!("rooms-add")),
    ];
    sheet.choose(
        Field::new("method", t!("rooms-method")),
        &mut rule.method,
        methods,
        String::new(),
    );
    let units = vec![
        (RoomUnit::Room, t!("rooms-room")),
        (RoomUnit::RoomAndSitting, t!("rooms-sitting")),
    ];
    sheet.choose(
        Field::new("unit", t!("rooms-unit")),
        &mut rule.unit,
        units,
        String::new(),
    );
    let means = vec![
        (OverallMean::OfPeople, t!("rooms-of-people")),
        (OverallMean::OfRooms, t!("rooms-of-rooms")),
    ];
    sheet.choose(
        Field::new("overall", t!("rooms-overall")),
        &mut rule.overall,
        means,
        String::new(),
    );
    across(sheet, "across", t!("rooms-across"), &mut rule.across);
    mean_trim(
        sheet,
        "overall_trim",
        (t!("rooms-overall-highest"), t!("rooms-overall-lowest")),
        &mut rule.overall_trim,
    );
    mean_trim(
        sheet,
        "room_trim",
        (t!("rooms-room-highest"), t!("rooms-room-lowest")),
        &mut rule.room_trim,
    );
    outliers(sheet, &mut rule.outliers);
    sheet.maybe_rounding("mean", t!("rooms-mean-decimals"), &mut rule.mean);
    sheet.maybe_rounding(
        "coefficient",
        t!("rooms-coefficient-decimals"),
        &mut rule.coefficient,
    );
    sheet.rounding(
        "corrected",
        t!("rooms-corrected-decimals"),
        &mut rule.corrected,
    );
    let cap = vec![
        (None, t!("form-unstated")),
        (Some(true), t!("rooms-capped")),
        (Some(false), t!("rooms-uncapped")),
    ];
    sheet.choose(
        Field::new("cap", t!("rooms-cap")),
        &mut rule.cap_at_full_mark,
        cap,
        String::new(),
    );
    sheet.clause("clause", &mut rule.clause);
}

/// Blank in both boxes: nothing is left out.
fn mean_trim(
    sheet: &mut Sheet,
    name: &str,
    (high, low): (String, String),
    own: &mut Option<MeanTrim>,
) {
    let (mut highest, mut lowest) = (own.map(|trim| trim.highest), own.map(|trim| trim.lowest));
    sheet.maybe_count(&format!("{name}_highest"), high, &mut highest);
    sheet.maybe_count(&format!("{name}_lowest"), low, &mut lowest);
    let stated = highest.is_some() || lowest.is_some();
    *own = stated.then(|| MeanTrim {
        highest: highest.unwrap_or(0),
        lowest: lowest.unwrap_or(0),
    });
}

/// What counts as abnormal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OutlierKind {
    None,
    FartherThan,
    Outside,
    Undefined,
}

fn outliers(sheet: &mut Sheet, own: &mut Option<Outliers>) {
    let (mut kind, mut farther, mut below, mut above) = match own {
        None => (OutlierKind::None, None, None, None),
        Some(Outliers::FartherThan(points)) => {
            (OutlierKind::FartherThan, Some(*points), None, None)
        }
        Some(Outliers::Outside(bounds)) => (
            OutlierKind::Outside,
            None,
            Some(bounds.below),
            Some(bounds.above),
        ),
        Some(Outliers::Undefined) => (OutlierKind::Undefined, None, None, None),
    };
    let kinds = vec![
        (OutlierKind::None, t!("rooms-outliers-none")),
        (OutlierKind::FartherThan, t!("rooms-outliers-farther")),
        (OutlierKind::Outside, t!("rooms-outliers-outside")),
        (OutlierKind::Undefined, t!("rooms-outliers-undefined")),
    ];
    sheet.choose(
        Field::new("outliers", t!("rooms-outliers")),
        &mut kind,
        kinds,
        String::new(),
    );
    let says = matches!(kind, OutlierKind::FartherThan | OutlierKind::Outside);
    sheet.fold(
        "outlier_bounds",
        t!("rooms-outlier-bounds"),
        says,
        |sheet| {
            sheet.maybe_points("farther", t!("rooms-farther"), &mut farther);
            sheet.maybe_points("below", t!("rooms-below"), &mut below);
            sheet.maybe_points("above", t!("rooms-above"), &mut above);
        },
    );
    let mut needed = |name: &str, points: Option<Points>| {
        if points.is_none() && !sheet.is_wrong(name) {
            sheet.wrong(name, Problem::Missing);
        }
        points
    };
    *own = match kind {
        OutlierKind::None => None,
        OutlierKind::Undefined => Some(Outliers::Undefined),
        OutlierKind::FartherThan => needed("farther", farther)
            .map(Outliers::FartherThan)
            .or(own.take()),
        OutlierKind::Outside => {
            let bounds = needed("below", below).zip(needed("above", above));
            bounds
                .map(|(below, above)| Outliers::Outside(OutlierBounds { below, above }))
                .or(own.take())
        }
    };
}
