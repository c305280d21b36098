//! Other rules for some posts: which posts, and each part in which they differ, by the form of that part.

use super::{after, bonus, hire, opening, stages, texts::named, totals};
use crate::{
    rule_editor::fields::{series::Series, sheet::RuleForm},
    ui::lang,
};
use domain::rules::{Part, RuleDocument, Variant};

pub(super) fn variants(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let series = Series {
        name: "variants",
        legend: t!("form-variants"),
        note: t!("form-variants-note"),
        add: t!("add-variant"),
    };
    let blank = |_, _: &[_]| Variant::default();
    sheet.series(series, &mut doc.variants, blank, |sheet, variant| {
        sheet.words(
            "name",
            t!("form-name"),
            t!("form-name-en"),
            &mut variant.name,
        );
        let (label, own) = (t!("form-scope-posts"), &mut variant.scope.posts);
        sheet.posts(&words, "posts", label, own);
        sheet.scope_pools(&words, "pools", &mut variant.scope.pools);
        before_exam(sheet, &words, variant);
        exam(sheet, &words, variant);
        after_exam(sheet, &words, variant);
        named(&variant.name)
    });
}

/// A part that differs, folded while it does not.
fn part(
    sheet: &mut RuleForm,
    (name, legend): (&str, String),
    says: bool,
    show: impl FnOnce(&mut RuleForm),
) {
    sheet.fold(name, legend, says, |sheet| {
        sheet.within(&format!("{name}-"), show);
    });
}

fn title(part: Part) -> String {
    part.name(lang::current()).to_owned()
}

/// The forms of these parts are about a whole document: one that has only what is other here.
fn before_exam(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Variant) {
    let mut doc = RuleDocument {
        opening: own.opening.take(),
        bonus: own.bonus.take(),
        ..words.clone()
    };
    let says = doc.opening.is_some();
    part(sheet, ("opening", title(Part::Opening)), says, |sheet| {
        opening::opening(sheet, &mut doc);
    });
    let says = doc.bonus.is_some();
    part(sheet, ("bonus", title(Part::Bonus)), says, |sheet| {
        bonus::bonus(sheet, &mut doc);
    });
    (own.opening, own.bonus) = (doc.opening, doc.bonus);
}

fn exam(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Variant) {
    let says = own.stages.is_some();
    part(sheet, ("course", t!("form-all-stages")), says, |sheet| {
        let (tick, own) = (t!("form-has-all-stages"), &mut own.stages);
        let common = || words.stages.clone();
        sheet.section(tick, own, common, |sheet, own| {
            stages::cards(sheet, words, own);
        });
    });
    let says = !own.stage.is_empty();
    part(sheet, ("single", t!("form-single-stages")), says, |sheet| {
        stages::single_cards(sheet, words, &mut own.stage);
    });
    let says = own.total.is_some();
    part(sheet, ("total", t!("form-total")), says, |sheet| {
        totals::formed(sheet, words, &mut own.total);
    });
    let says = own.ties.is_some();
    part(sheet, ("ties", t!("form-ties")), says, |sheet| {
        totals::level(sheet, words, &mut own.ties);
    });
}

fn after_exam(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Variant) {
    let says = own.after.is_some();
    part(sheet, ("after", t!("form-after-steps")), says, |sheet| {
        after::steps(sheet, words, &mut own.after);
    });
    let says = own.hire.is_some();
    part(sheet, ("hire", t!("form-hire")), says, |sheet| {
        hire::hire(sheet, words, &mut own.hire);
    });
}
