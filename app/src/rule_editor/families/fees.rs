//! Fees of applying, and who need not pay them.

use super::texts::named;
use crate::{
    rule_editor::fields::{parts::stages, series::Series, sheet::RuleForm},
    ui::{forms::Field, lang},
};
use domain::{
    Points,
    rules::{Bilingual, Fee, FeeAt, FeePer, FeeWaiver, RuleDocument, Unpaid, WaiverKind},
};

pub(super) fn fees(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Fee>) {
    let says = !own.is_empty() || sheet.answer("fees").is_some_and(|order| !order.is_empty());
    sheet.fold("fees-all", t!("form-fees"), says, |sheet| {
        sheet.later("Applying", "fees");
        let series = Series {
            name: "fees",
            legend: String::new(),
            note: String::new(),
            add: t!("add-fee"),
        };
        let blank = |_, _: &[_]| Fee {
            what: Bilingual::default(),
            at: FeeAt::Accepted,
            yuan: Points::ZERO,
            per: FeePer::Person,
            until: None,
            unpaid: None,
            waivers: Vec::new(),
        };
        sheet.series(series, own, blank, |sheet, fee| one(sheet, words, fee));
    });
}

fn one(sheet: &mut RuleForm, words: &RuleDocument, fee: &mut Fee) -> String {
    sheet.words(
        "what",
        t!("form-fee-what"),
        t!("form-name-en"),
        &mut fee.what,
    );
    sheet.points("yuan", t!("form-yuan"), &mut fee.yuan);
    let field = Field::new("per", t!("form-fee-per"));
    sheet.fixed(field, &mut fee.per, "per", &[FeePer::Person, FeePer::Paper]);
    let stages = stages(words).into_iter().map(|stage| {
        let label = t!(
            "opening-called",
            stage = stage.name.in_lang(lang::current())
        );
        (FeeAt::Stage(stage.code), label)
    });
    let moments = [
        (FeeAt::Applied, t!("fee-at-applied")),
        (FeeAt::Accepted, t!("fee-at-accepted")),
    ];
    let moments = moments.into_iter().chain(stages).collect();
    let field = Field::new("at", t!("form-fee-at"));
    sheet.choose(field, &mut fee.at, moments, t!("form-unknown-option"));
    sheet.moment("until", t!("form-fee-until"), &mut fee.until);
    let unpaid = vec![
        (None, t!("form-unstated")),
        (Some(Unpaid::Withdrawn), t!("fee-unpaid-withdrawn")),
    ];
    let field = Field::new("unpaid", t!("form-fee-unpaid"));
    sheet.choose(field, &mut fee.unpaid, unpaid, String::new());
    waivers(sheet, words, &mut fee.waivers);
    named(&fee.what)
}

fn waivers(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<FeeWaiver>) {
    let series = Series {
        name: "waivers",
        legend: t!("form-fee-waivers"),
        note: String::new(),
        add: t!("add-waiver"),
    };
    let blank = |_, _: &[_]| FeeWaiver {
        name: Bilingual::default(),
        when: None,
        approval: false,
        from: None,
        until: None,
        kind: WaiverKind::Exempt,
    };
    sheet.series(series, own, blank, |sheet, waiver| {
        sheet.words(
            "name",
            t!("form-name"),
            t!("form-name-en"),
            &mut waiver.name,
        );
        let field = Field::new("kind", t!("form-waiver-kind"));
        sheet.fixed(
            field,
            &mut waiver.kind,
            "as",
            &[WaiverKind::Exempt, WaiverKind::Refund],
        );
        sheet.tick("approval", t!("form-approval"), &mut waiver.approval);
        sheet.moment("from", t!("form-waiver-from"), &mut waiver.from);
        sheet.moment("until", t!("form-waiver-until"), &mut waiver.until);
        sheet.maybe_condition(words, "when", t!("form-when"), &mut waiver.when);
        named(&waiver.name)
    });
}
