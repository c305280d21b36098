//! Lists of people who go on: how many, among whom, by what figure, and what a tie on the last place means.

use super::{quota::maybe_quota, substitution::substitution};
use crate::rule_editor::fields::{
    keys::ties,
    parts::{formula, maybe_across},
    sheet::RuleForm,
};
use domain::rules::{Formula, List, RuleDocument, Ties};

/// `label`: of how many people; `unstated`: what counts while the notice does not say.
pub(super) fn list(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    (label, unstated): (String, String),
    own: &mut List,
) {
    maybe_quota(sheet, "quota", label, unstated, &mut own.quota);
    // That all of them go on is what everybody expects.
    let says = own
        .level
        .as_ref()
        .is_some_and(|own| *own != Ties::default());
    sheet.fold("level", t!("form-level-at-cut"), says, |sheet| {
        sheet.within("level-", |sheet| {
            let (tick, own) = (t!("form-has-level"), &mut own.level);
            sheet.section(tick, own, Ties::default, |sheet, own| {
                ties(sheet, words, own);
            });
        });
    });
    let says = own.substitution.is_some();
    sheet.fold("substitution", t!("form-substitution"), says, |sheet| {
        sheet.within("substitution-", |sheet| {
            substitution(sheet, words, &mut own.substitution);
        });
    });
    rare(sheet, words, own);
}

fn rare(sheet: &mut RuleForm, words: &RuleDocument, own: &mut List) {
    let says = own.across.is_some() || own.basis.is_some() || own.clause.is_some();
    sheet.fold("more", t!("form-list-more"), says, |sheet| {
        let (label, unstated) = (t!("form-ranked-among"), t!("form-list-among-unstated"));
        maybe_across(sheet, "across", label, unstated, &mut own.across);
        sheet.within("basis-", |sheet| {
            let (tick, own) = (t!("form-has-basis"), &mut own.basis);
            sheet.section(tick, own, Formula::default, |sheet, own| {
                formula(sheet, words, own);
            });
        });
        sheet.clause("clause", &mut own.clause);
    });
}
