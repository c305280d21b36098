//! Who is called up when somebody drops out, and the lists after the exam.

use super::quota::quota;
use crate::rule_editor::fields::{parts::across, sheet::Sheet};
use domain::rules::{CheckRule, RuleDocument, SubstitutionRule, defaults};

pub(super) fn substitution(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let own = doc
        .rules
        .shortlist
        .as_mut()
        .map(|rule| &mut rule.substitution);
    called_up(
        sheet,
        "before",
        t!("form-before-interview"),
        own,
        t!("form-needs-shortlist"),
    );
    let own = doc
        .rules
        .physical
        .as_mut()
        .map(|rule| &mut rule.substitution);
    called_up(
        sheet,
        "after",
        t!("form-after-physical"),
        own,
        t!("form-needs-physical"),
    );
    let own = doc
        .rules
        .background
        .as_mut()
        .map(|rule| &mut rule.substitution);
    called_up(
        sheet,
        "checked",
        t!("form-after-background"),
        own,
        t!("form-needs-background"),
    );
}

/// `own` is `None` where the section in which the rule stands is not stated itself.
fn called_up(
    sheet: &mut Sheet,
    prefix: &str,
    legend: String,
    own: Option<&mut Option<SubstitutionRule>>,
    not_stated: String,
) {
    let Some(own) = own else {
        return sheet.group_with(legend, not_stated);
    };
    sheet.group(legend);
    let name = |field: &str| format!("{prefix}_{field}");
    let mut stated = own.is_some();
    sheet.tick(&name("stated"), t!("form-stated"), &mut stated);
    let mut rule = own.take().unwrap_or_else(defaults::substitution);
    let before = sheet.problems.len();
    sheet.clause(&name("clause"), &mut rule.clause);
    sheet.maybe_count(&name("rounds"), t!("form-rounds"), &mut rule.rounds);
    sheet.moment(&name("until"), t!("form-until"), &mut rule.until);
    across(
        sheet,
        &name("across"),
        t!("form-from-whom"),
        &mut rule.across,
    );
    sheet.tick(
        &name("admit_tied"),
        t!("form-admit-tied"),
        &mut rule.admit_tied,
    );
    sheet.tick(&name("approval"), t!("form-approval"), &mut rule.approval);
    if !stated {
        sheet.problems.truncate(before);
    }
    *own = stated.then_some(rule);
}

pub(super) fn physical(sheet: &mut Sheet, doc: &mut RuleDocument) {
    check(
        sheet,
        "physical",
        t!("form-physical"),
        &mut doc.rules.physical,
    );
    check(
        sheet,
        "background",
        t!("form-background"),
        &mut doc.rules.background,
    );
}

fn check(sheet: &mut Sheet, prefix: &str, legend: String, own: &mut Option<CheckRule>) {
    sheet.group(legend);
    let name = |field: &str| format!("{prefix}_{field}");
    let mut stated = own.is_some();
    sheet.tick(&name("stated"), t!("form-stated"), &mut stated);
    let mut rule = own.take().unwrap_or_else(defaults::physical);
    let before = sheet.problems.len();
    sheet.clause(&name("clause"), &mut rule.clause);
    quota(
        sheet,
        &name("quota"),
        t!("form-check-quota"),
        &mut rule.quota,
    );
    sheet.maybe_text(&name("standard"), t!("form-standard"), &mut rule.standard);
    if !stated {
        sheet.problems.truncate(before);
    }
    *own = stated.then_some(rule);
}
