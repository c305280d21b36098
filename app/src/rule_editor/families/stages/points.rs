//! Points given by an office, and figures that are measured and turned into points.

use super::super::{bands::bands, texts::named};
use crate::{
    rule_editor::fields::{
        kinds::fixed_words,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::{
    Points,
    rules::{BandsBy, Bilingual, Combine, Event, PointsScoring, RuleDocument, Scoring},
};

/// 100 points by an office.
pub(super) fn blank() -> Scoring {
    Scoring::Points(PointsScoring {
        full: Points::whole(100),
        events: Vec::new(),
        combine: Combine::default(),
        rounding: None,
    })
}

pub(super) fn points(sheet: &mut RuleForm, words: &RuleDocument, own: &mut PointsScoring) {
    sheet.points("full", t!("form-full-mark"), &mut own.full);
    sheet.maybe_rounding("rounding", t!("form-score-decimals"), &mut own.rounding);
    let series = Series {
        name: "events",
        legend: t!("form-events"),
        note: t!("form-events-note"),
        add: t!("add-event"),
    };
    let blank = |number: usize, own: &[Event]| Event {
        code: free("event", number, |name| {
            own.iter().any(|one| one.code == *name)
        }),
        name: Bilingual::default(),
        unit: None,
        lower_is_better: false,
        tries: None,
        by: BandsBy::default(),
        bands: Vec::new(),
    };
    sheet.series(series, &mut own.events, blank, |sheet, own| {
        event(sheet, words, own)
    });
    let ways = fixed_words("combine", &Combine::EVERY);
    let says = own.combine != Combine::default();
    sheet.fold("several", t!("form-combine"), says, |sheet| {
        let field = Field::new("combine", t!("form-combine"));
        sheet.choose(field, &mut own.combine, ways, String::new());
    });
}

fn event(sheet: &mut RuleForm, words: &RuleDocument, event: &mut Event) -> String {
    sheet.words("name", t!("form-name"), t!("form-name-en"), &mut event.name);
    sheet.code("code", t!("form-code"), &mut event.code);
    sheet.maybe_count("tries", t!("form-tries"), &mut event.tries);
    let lower = &mut event.lower_is_better;
    sheet.tick("lower", t!("form-lower-is-better"), lower);
    let field = Field::new("by", t!("form-bands-by"));
    sheet.fixed(
        field,
        &mut event.by,
        "by",
        &[BandsBy::Figure, BandsBy::Rank],
    );
    sheet.maybe_words("unit", t!("form-unit"), &mut event.unit);
    bands(sheet, words, &mut event.bands);
    named(&event.name)
}
