//! What follows the exam, as a form: steps with their lists, what they hand out; and reserved seats, reserve, hiring and
//! certificates.

use super::{hire, lists::list, reserved::reserved, texts::named};
use crate::{
    rule_editor::fields::{
        parts::stages,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::forms::Field,
};
use domain::rules::{
    AfterStep, Bilingual, Give, GiveWhat, GivenBy, List, RuleDocument, Scope, StageCode,
};

pub(super) fn after(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    steps(sheet, &words, &mut doc.after);
    let says = !doc.reserved.is_empty();
    sheet.fold("seats", t!("form-reserved"), says, |sheet| {
        reserved(sheet, &words, &mut doc.reserved);
    });
    let says = doc.reserve.is_some();
    sheet.fold("reserve", t!("form-reserve"), says, |sheet| {
        sheet.within("reserve-", |sheet| {
            hire::reserve(sheet, &words, &mut doc.reserve);
        });
    });
    let says = doc.hire.is_some();
    sheet.fold("hire", t!("form-hire"), says, |sheet| {
        sheet.within("hire-", |sheet| hire::hire(sheet, &words, &mut doc.hire));
    });
    let says = doc.certificate.is_some();
    sheet.fold("certificate", t!("form-certificate"), says, |sheet| {
        sheet.within("certificate-", |sheet| {
            hire::certificate(sheet, &mut doc.certificate);
        });
    });
}

pub(super) fn steps(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<Vec<AfterStep>>) {
    // A step and a stage are told apart by their codes.
    let stages: Vec<StageCode> = stages(words).into_iter().map(|own| own.code).collect();
    let series = Series {
        name: "steps",
        legend: t!("form-after-steps"),
        note: t!("form-after-steps-note"),
        add: t!("add-after-step"),
    };
    let blank = |number: usize, own: &[AfterStep]| AfterStep {
        code: free("step", number, |code| {
            stages.contains(code) || own.iter().any(|step| step.code == *code)
        }),
        name: Bilingual::default(),
        list: List::default(),
        standard: None,
        gives: Vec::new(),
        by: None,
    };
    let none = t!("form-no-after-step");
    sheet.maybe_series(series, none, own, blank, |sheet, step| {
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut step.name);
        sheet.code("code", t!("form-code"), &mut step.code);
        sheet.within("list-", |sheet| {
            let (label, unstated) = (t!("form-step-quota"), t!("form-step-unstated"));
            list(sheet, words, (label, unstated), &mut step.list);
        });
        sheet.maybe_text("standard", t!("form-standard"), &mut step.standard);
        gives(sheet, words, step);
        named(&step.name)
    });
}

/// Posts of a pool, kinds of contract or batches that the step hands out.
fn gives(sheet: &mut RuleForm, words: &RuleDocument, step: &mut AfterStep) {
    let says = !step.gives.is_empty() || step.by.is_some();
    sheet.fold("given", t!("form-gives"), says, |sheet| {
        sheet.later("AfterStep", "gives");
        let field = Field::new("by", t!("form-given-by"));
        sheet.maybe_fixed(
            field,
            &mut step.by,
            "by",
            t!("form-unstated"),
            &[GivenBy::Rank, GivenBy::Choice, GivenBy::Body],
        );
        let series = Series {
            name: "gives",
            legend: t!("form-gives"),
            note: t!("form-gives-note"),
            add: t!("add-give"),
        };
        let blank = |number: usize, own: &[Give]| Give {
            code: free("give", number, |name| {
                own.iter().any(|one| one.code == *name)
            }),
            name: Bilingual::default(),
            what: GiveWhat::Post,
            places: 1,
            scope: Scope::default(),
            at: None,
        };
        sheet.series(series, &mut step.gives, blank, |sheet, own| {
            give(sheet, words, own)
        });
    });
}

fn give(sheet: &mut RuleForm, words: &RuleDocument, give: &mut Give) -> String {
    sheet.words("name", t!("form-name"), t!("form-name-en"), &mut give.name);
    sheet.code("code", t!("form-code"), &mut give.code);
    let field = Field::new("what", t!("form-give-what"));
    sheet.fixed(
        field,
        &mut give.what,
        "what",
        &[GiveWhat::Post, GiveWhat::Contract, GiveWhat::Batch],
    );
    sheet.count("places", t!("form-give-places"), &mut give.places);
    sheet.moment("at", t!("form-give-at"), &mut give.at);
    sheet.scope(words, "scope", &mut give.scope);
    named(&give.name)
}
