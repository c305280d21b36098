//! The re-check of papers before a stage: what people show, what is counted anew, who is called up for those who leave.

use super::super::{substitution::substitution, texts::texts};
use crate::rule_editor::fields::sheet::RuleForm;
use domain::rules::{AfterRecount, Check, Recounted, RuleDocument};

pub(super) fn check(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<Check>) {
    let says = own.is_some();
    sheet.fold("check", t!("form-check"), says, |sheet| {
        sheet.within("check-", |sheet| {
            let tick = t!("form-has-check");
            sheet.section(tick, own, Check::default, |sheet, check| {
                fields(sheet, words, check);
            });
        });
    });
}

fn fields(sheet: &mut RuleForm, words: &RuleDocument, check: &mut Check) {
    let mut anew = check.recounts.contains(&Recounted::Bonus);
    sheet.tick("recounts", t!("form-recounts-bonus"), &mut anew);
    let mut drops = check.then.is_some();
    sheet.tick("drops", t!("form-drop-below-cut"), &mut drops);
    check.recounts = anew.then_some(Recounted::Bonus).into_iter().collect();
    check.then = drops.then_some(AfterRecount::DropBelowCut);
    sheet.later("Check", "originals");
    texts(
        sheet,
        "originals",
        t!("form-originals"),
        &mut check.originals,
    );
    let says = check.substitution.is_some();
    sheet.fold(
        "substitution",
        t!("form-check-substitution"),
        says,
        |sheet| {
            sheet.within("substitution-", |sheet| {
                substitution(sheet, words, &mut check.substitution);
            });
        },
    );
    sheet.clause("clause", &mut check.clause);
}
