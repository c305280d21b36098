//! Examiners' marks: how many examiners, which marks are dropped, the elements of the sheet.

use super::{correction::correction, papers::elements};
use crate::{rule_editor::fields::sheet::RuleForm, ui::forms::Field};
use domain::{
    Points, Problem,
    numbers::Rounding,
    rules::{Lots, Panel, Scoring, Trim, TrimOver},
};

/// Seven examiners, of whose marks the highest and the lowest are dropped.
pub(super) fn blank() -> Scoring {
    Scoring::Panel(Panel {
        full: Points::whole(100),
        examiners: Some(7),
        least_examiners: None,
        chief: None,
        elements: Vec::new(),
        mark_decimals: None,
        trim: Some(Trim {
            highest: 1,
            lowest: 1,
            over: TrimOver::Sheet,
        }),
        mean: Some(Rounding::half_up(2)),
        correction: None,
        lots: None,
    })
}

pub(super) fn panel(sheet: &mut RuleForm, own: &mut Panel) {
    sheet.points("full", t!("form-full-mark"), &mut own.full);
    sheet.maybe_count("examiners", t!("form-panel"), &mut own.examiners);
    let trim = own.trim.take();
    let mut highest = trim.as_ref().map(|trim| trim.highest);
    let mut lowest = trim.as_ref().map(|trim| trim.lowest);
    let mut over = trim.map(|trim| trim.over).unwrap_or_default();
    sheet.maybe_count("highest", t!("form-trim-highest"), &mut highest);
    sheet.maybe_count("lowest", t!("form-trim-lowest"), &mut lowest);
    sheet.maybe_rounding("mean", t!("form-mean-decimals"), &mut own.mean);
    let says = !own.elements.is_empty() || over != TrimOver::Sheet;
    sheet.fold("sheet", t!("form-elements"), says, |sheet| {
        let (legend, note) = (t!("form-elements"), t!("form-elements-note"));
        elements(sheet, (legend, note), &mut own.elements);
        let field = Field::new("over", t!("form-trim-over"));
        sheet.fixed(
            field,
            &mut over,
            "over",
            &[TrimOver::Sheet, TrimOver::Element],
        );
    });
    let is_stated = highest.is_some() || lowest.is_some();
    if !is_stated && over != TrimOver::Sheet {
        sheet.wrong("highest", Problem::Missing);
    }
    own.trim = is_stated.then(|| Trim {
        highest: highest.unwrap_or(0),
        lowest: lowest.unwrap_or(0),
        over,
    });
    correction(sheet, &mut own.correction);
    rare(sheet, own);
}

/// What few notices state.
fn rare(sheet: &mut RuleForm, own: &mut Panel) {
    let says = own.least_examiners.is_some()
        || own.chief.is_some()
        || own.mark_decimals.is_some()
        || own.lots.is_some();
    sheet.fold("more", t!("form-panel-more"), says, |sheet| {
        let least = &mut own.least_examiners;
        sheet.maybe_count("least", t!("form-least-examiners"), least);
        sheet.maybe_count("chief", t!("form-chief"), &mut own.chief);
        let decimals = &mut own.mark_decimals;
        sheet.maybe_count("decimals", t!("form-examiner-decimals"), decimals);
        let field = Field::new("lots", t!("form-lots"));
        sheet.maybe_fixed(
            field,
            &mut own.lots,
            "lots",
            t!("form-unstated"),
            &[Lots::System, Lots::DrawnOnTheDay],
        );
    });
}
