//! Points added by policy as a form: how items count together, groups of them, and each item.

use super::{
    bonus_points::{nothing, points},
    requirements::nothing_yet,
    texts::named,
};
use crate::{
    rule_editor::fields::{
        parts::wholes,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::rules::{
    Bilingual, BonusCode, BonusGroup, BonusItem, BonusRule, RuleDocument, ScoreOf, Stack,
};

pub(super) fn bonus(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    let words = doc.clone();
    let targets = wholes(&words);
    let first = targets.first().map(|(of, _)| of.clone());
    let default = || BonusRule {
        clause: None,
        items: Vec::new(),
        groups: Vec::new(),
        stack: None,
        cap: None,
        raises: first.into_iter().collect(),
        may_exceed_full: None,
        evidence_by: None,
    };
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-has-bonus"),
        &mut doc.bonus,
        default,
        |sheet, rule: &mut BonusRule| {
            frame(sheet, &targets, rule);
            let sent = sheet
                .answer("groups")
                .is_some_and(|order| !order.is_empty());
            let says = sent || !rule.groups.is_empty();
            sheet.fold("groups-all", t!("form-bonus-groups"), says, |sheet| {
                groups(sheet, &targets, &mut rule.groups);
            });
            items(sheet, &words, &targets, rule);
        },
    );
}

const STACKS: [Stack; 2] = [Stack::Highest, Stack::Sum];

/// What counts for all items together.
fn frame(sheet: &mut RuleForm, targets: &[(ScoreOf, String)], rule: &mut BonusRule) {
    sheet.clause("clause", &mut rule.clause);
    let field = Field::new("stack", t!("form-stack"));
    sheet.maybe_fixed(
        field,
        &mut rule.stack,
        "stack",
        t!("form-unstated"),
        &STACKS,
    );
    sheet.maybe_points("cap", t!("form-cap"), &mut rule.cap);
    let above = vec![
        (None, t!("form-unstated")),
        (Some(true), t!("form-may")),
        (Some(false), t!("form-may-not")),
    ];
    let field = Field::new("above", t!("form-above"));
    sheet.choose(field, &mut rule.may_exceed_full, above, String::new());
    sheet.moment("evidence_by", t!("form-evidence-by"), &mut rule.evidence_by);
    let label = t!("form-target");
    sheet.codes("raises", label, targets.to_vec(), &mut rule.raises);
    if rule.raises.is_empty() {
        sheet.wrong("raises", domain::Problem::NotChosen);
    }
}

/// The group in which an item or another group stands.
fn inside(sheet: &mut RuleForm, known: &[(BonusCode, String)], own: &mut Option<BonusCode>) {
    let named = known
        .iter()
        .map(|(code, label)| (Some(code.clone()), label.clone()));
    let options = std::iter::once((None, t!("form-none")))
        .chain(named)
        .collect();
    let other = own.as_ref().map(ToString::to_string).unwrap_or_default();
    let field = Field::new("inside", t!("form-bonus-inside"));
    sheet.choose(field, own, options, other);
}

fn names(groups: &[BonusGroup]) -> Vec<(BonusCode, String)> {
    let name = |group: &BonusGroup| group.name.in_lang(lang::current()).to_owned();
    groups
        .iter()
        .map(|group| (group.code.clone(), name(group)))
        .collect()
}

fn groups(sheet: &mut RuleForm, targets: &[(ScoreOf, String)], own: &mut Vec<BonusGroup>) {
    let known = names(own);
    let series = Series {
        name: "groups",
        legend: String::new(),
        note: t!("form-bonus-groups-note"),
        add: t!("add-bonus-group"),
    };
    let blank = |number: usize, own: &[BonusGroup]| BonusGroup {
        code: free("group", number, |code| {
            own.iter().any(|one| one.code == *code)
        }),
        name: Bilingual::default(),
        stack: Stack::Highest,
        cap: None,
        group: None,
        raises: Vec::new(),
    };
    sheet.series(series, own, blank, |sheet, group| {
        sheet.code("code", t!("form-code"), &mut group.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut group.name);
        let field = Field::new("stack", t!("form-stack"));
        sheet.fixed(field, &mut group.stack, "stack", &STACKS);
        sheet.maybe_points("cap", t!("form-cap"), &mut group.cap);
        inside(sheet, &known, &mut group.group);
        own_targets(sheet, targets, &mut group.raises);
        named(&group.name)
    });
}

/// Scores of its own; none are those that the rule says.
fn own_targets(sheet: &mut RuleForm, targets: &[(ScoreOf, String)], own: &mut Vec<ScoreOf>) {
    sheet.codes("raises", t!("form-own-target"), targets.to_vec(), own);
}

fn items(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    targets: &[(ScoreOf, String)],
    rule: &mut BonusRule,
) {
    let groups = names(&rule.groups);
    let series = Series {
        name: "items",
        legend: t!("form-items"),
        note: t!("form-items-note"),
        add: t!("add-bonus-item"),
    };
    let blank = |number: usize, own: &[BonusItem]| BonusItem {
        code: free("bonus", number, |code| {
            own.iter().any(|one| one.code == *code)
        }),
        name: Bilingual::default(),
        clause: None,
        when: nothing_yet(),
        points: nothing(),
        group: None,
        raises: Vec::new(),
        evidence: None,
        evidence_by: None,
        verified_by: None,
    };
    sheet.series(series, &mut rule.items, blank, |sheet, item| {
        sheet.code("code", t!("form-code"), &mut item.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut item.name);
        points(sheet, words, &mut item.points);
        sheet.condition(words, "when", t!("form-when"), &mut item.when);
        sheet.maybe_text("evidence", t!("form-evidence"), &mut item.evidence);
        details(sheet, targets, &groups, item);
        named(&item.name)
    });
}

/// What few items need.
fn details(
    sheet: &mut RuleForm,
    targets: &[(ScoreOf, String)],
    groups: &[(BonusCode, String)],
    item: &mut BonusItem,
) {
    let says = item.group.is_some()
        || !item.raises.is_empty()
        || item.clause.is_some()
        || item.evidence_by.is_some()
        || item.verified_by.is_some();
    sheet.fold("more", t!("form-item-more"), says, |sheet| {
        inside(sheet, groups, &mut item.group);
        own_targets(sheet, targets, &mut item.raises);
        sheet.moment("evidence_by", t!("form-evidence-by"), &mut item.evidence_by);
        sheet.clause("clause", &mut item.clause);
        sheet.maybe_text("verified_by", t!("form-verified-by"), &mut item.verified_by);
    });
}
