//! How many people, who is called up, and the lists after the exam.

use super::{scores::across, sheet::Sheet};
use crate::ui::{forms::Field, lang};
use domain::{
    Problem,
    rules::{CheckRule, Quota, QuotaShare, Ratio, RuleDocument, SubstitutionRule, Text, defaults, quota as say_quota},
};
use serde::{Deserialize, Serialize};

/// What the number of a quota means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QuotaKind {
    PerPlace,
    Share,
    Exactly,
    Everyone,
    /// Steps by the number of places and other numbers without one box: edited as JSON, kept as they are.
    Steps,
}

/// A kind and one box with its number.
pub(super) fn quota(sheet: &mut Sheet, name: &str, label: String, own: &mut Quota) {
    let (mut kind, number) = match own {
        Quota::PerPlace(ratio) => (QuotaKind::PerPlace, ratio.to_string()),
        Quota::Share(share) => (QuotaKind::Share, share.share.as_percent()),
        Quota::Exactly(people) => (QuotaKind::Exactly, people.to_string()),
        Quota::Everyone => (QuotaKind::Everyone, String::new()),
        Quota::Steps(_) | Quota::PerPlaceRounded(_) | Quota::Smallest(_) | Quota::Largest(_) => {
            (QuotaKind::Steps, String::new())
        }
    };
    let options = vec![
        (QuotaKind::PerPlace, t!("form-per-place")),
        (QuotaKind::Share, t!("form-share")),
        (QuotaKind::Exactly, t!("form-exactly")),
        (QuotaKind::Everyone, t!("form-everyone")),
    ];
    let steps = say_quota(own, lang::current());
    sheet.choose(Field::new(name, label), &mut kind, options, steps);
    let field = format!("{name}_number");
    let mut typed = Some(number).filter(|number| !number.is_empty());
    sheet.line(&field, t!("form-quota-number"), &mut typed);
    // 1:3 is how notices print it.
    let typed = typed.unwrap_or_default();
    let plain = ["1:", "1∶", "1："].iter().find_map(|one| typed.strip_prefix(one)).unwrap_or(&typed).trim();
    let mode = match own {
        Quota::Share(share) => share.mode,
        _ => Default::default(),
    };
    let read = match kind {
        QuotaKind::PerPlace => plain.parse::<Ratio>().ok().map(Quota::PerPlace),
        QuotaKind::Share => plain.parse::<Ratio>().ok().map(|share| Quota::Share(QuotaShare { share, mode })),
        QuotaKind::Exactly => plain.parse::<u32>().ok().map(Quota::Exactly),
        QuotaKind::Everyone => Some(Quota::Everyone),
        QuotaKind::Steps => Some(own.clone()),
    };
    match read {
        Some(read) => *own = read,
        None if plain.is_empty() => sheet.wrong(&field, Problem::Missing),
        None => sheet.wrong(&field, Problem::NotANumber),
    }
}

pub(super) fn substitution(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let own = doc.rules.shortlist.as_mut().map(|rule| &mut rule.substitution);
    called_up(sheet, "before", t!("form-before-interview"), own, t!("form-needs-shortlist"));
    let own = doc.rules.physical.as_mut().map(|rule| &mut rule.substitution);
    called_up(sheet, "after", t!("form-after-physical"), own, t!("form-needs-physical"));
}

/// `own` is `None` where the section in which the rule stands is not stated itself.
fn called_up(
    sheet: &mut Sheet,
    prefix: &str,
    legend: String,
    own: Option<&mut Option<SubstitutionRule>>,
    not_stated: String,
) {
    let Some(own) = own else { return sheet.group_with(legend, not_stated) };
    sheet.group(legend);
    let name = |field: &str| format!("{prefix}_{field}");
    let mut stated = own.is_some();
    sheet.tick(&name("stated"), t!("form-stated"), &mut stated);
    let mut rule = own.take().unwrap_or_else(defaults::substitution);
    let before = sheet.problems.len();
    sheet.clause(&name("clause"), &mut rule.clause);
    sheet.maybe_count(&name("rounds"), t!("form-rounds"), &mut rule.rounds);
    sheet.moment(&name("until"), t!("form-until"), &mut rule.until);
    across(sheet, &name("across"), t!("form-from-whom"), &mut rule.across);
    sheet.tick(&name("admit_tied"), t!("form-admit-tied"), &mut rule.admit_tied);
    sheet.tick(&name("approval"), t!("form-approval"), &mut rule.approval);
    if !stated {
        sheet.problems.truncate(before);
    }
    *own = stated.then_some(rule);
}

pub(super) fn physical(sheet: &mut Sheet, doc: &mut RuleDocument) {
    check(sheet, "physical", t!("form-physical"), &mut doc.rules.physical);
    check(sheet, "background", t!("form-background"), &mut doc.rules.background);
}

fn check(sheet: &mut Sheet, prefix: &str, legend: String, own: &mut Option<CheckRule>) {
    sheet.group(legend);
    let name = |field: &str| format!("{prefix}_{field}");
    let mut stated = own.is_some();
    sheet.tick(&name("stated"), t!("form-stated"), &mut stated);
    let mut rule = own.take().unwrap_or_else(defaults::physical);
    let before = sheet.problems.len();
    sheet.clause(&name("clause"), &mut rule.clause);
    quota(sheet, &name("quota"), t!("form-check-quota"), &mut rule.quota);
    let mut standard = rule.standard.as_ref().map(|text| text.zh.clone());
    sheet.line(&name("standard"), t!("form-standard"), &mut standard);
    if standard != rule.standard.as_ref().map(|text| text.zh.clone()) {
        rule.standard = standard.map(Text::zh);
    }
    if !stated {
        sheet.problems.truncate(before);
    }
    *own = stated.then_some(rule);
}
