//! Points added by policy as a form: how items count together, groups of them, and each item.

use super::{bonus_points::points, requirements::titled};
use crate::{
    rule_editor::fields::{rows::Table, series::Series, sheet::Sheet},
    ui::{forms::Field, lang},
};
use domain::rules::{
    BonusCode, BonusGroup, BonusItem, BonusPoints, BonusRule, BonusTarget, Condition, RuleDocument,
    Stack, Text,
};

pub(super) fn bonus(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let words = doc.clone();
    let default = || BonusRule {
        clause: None,
        items: Vec::new(),
        groups: Vec::new(),
        stack: None,
        cap: None,
        added_to: BonusTarget::Written,
        may_exceed_full_mark: None,
        evidence_by: None,
    };
    sheet.group(t!("form-common"));
    sheet.section(
        t!("form-has-bonus"),
        &mut doc.rules.bonus,
        default,
        |sheet, rule: &mut BonusRule| {
            sheet.clause("clause", &mut rule.clause);
            let unstated = std::iter::once((None, t!("form-unstated")));
            let options = unstated
                .chain(
                    stacks()
                        .into_iter()
                        .map(|(stack, label)| (Some(stack), label)),
                )
                .collect();
            sheet.choose(
                Field::new("stack", t!("form-stack")),
                &mut rule.stack,
                options,
                String::new(),
            );
            sheet.maybe_points("cap", t!("form-cap"), &mut rule.cap);
            sheet.choose(
                Field::new("target", t!("form-target")),
                &mut rule.added_to,
                targets(),
                String::new(),
            );
            let above = vec![
                (None, t!("form-unstated")),
                (Some(true), t!("form-may")),
                (Some(false), t!("form-may-not")),
            ];
            sheet.choose(
                Field::new("above", t!("form-above")),
                &mut rule.may_exceed_full_mark,
                above,
                String::new(),
            );
            sheet.moment("evidence_by", t!("form-evidence-by"), &mut rule.evidence_by);
            let says = !rule.groups.is_empty();
            sheet.fold("groups-all", t!("form-bonus-groups"), says, |sheet| {
                groups(sheet, &mut rule.groups)
            });
            items(sheet, &words, rule);
        },
    );
}

fn stacks() -> Vec<(Stack, String)> {
    vec![
        (Stack::Highest, t!("form-stack-highest")),
        (Stack::Sum, t!("form-stack-sum")),
        (Stack::Exclusive, t!("form-stack-exclusive")),
    ]
}

fn targets() -> Vec<(BonusTarget, String)> {
    vec![
        (BonusTarget::Written, t!("form-to-written")),
        (BonusTarget::Interview, t!("form-to-interview")),
        (BonusTarget::Both, t!("form-to-both")),
        (BonusTarget::Total, t!("form-to-total")),
    ]
}

/// A score of its own, or the one that the rule says.
fn own_target(sheet: &mut Sheet, name: String, own: &mut Option<BonusTarget>) {
    let named = targets()
        .into_iter()
        .map(|(target, label)| (Some(target), label));
    let options = std::iter::once((None, t!("form-target-common")))
        .chain(named)
        .collect();
    sheet.choose(
        Field::new(name, t!("form-target")),
        own,
        options,
        String::new(),
    );
}

/// The group in which an item or another group stands.
fn inside(
    sheet: &mut Sheet,
    name: String,
    known: &[(BonusCode, String)],
    own: &mut Option<BonusCode>,
) {
    let named = known
        .iter()
        .map(|(code, label)| (Some(code.clone()), label.clone()));
    let options = std::iter::once((None, t!("form-none")))
        .chain(named)
        .collect();
    let other = own.as_ref().map(ToString::to_string).unwrap_or_default();
    sheet.choose(
        Field::new(name, t!("form-bonus-inside")),
        own,
        options,
        other,
    );
}

fn named(groups: &[BonusGroup]) -> Vec<(BonusCode, String)> {
    groups
        .iter()
        .map(|group| {
            (
                group.code.clone(),
                group.name.in_lang(lang::current()).to_owned(),
            )
        })
        .collect()
}

fn groups(sheet: &mut Sheet, own: &mut Vec<BonusGroup>) {
    let known = named(own);
    let table = Table {
        name: "groups",
        legend: t!("form-bonus-groups"),
        note: t!("form-bonus-groups-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-stack"),
            t!("form-cap"),
            t!("form-bonus-inside"),
            t!("form-target"),
        ],
        key: "code",
        spare: 2,
    };
    let blank = || BonusGroup {
        code: String::new().into(),
        name: Text::default(),
        stack: Stack::Highest,
        cap: None,
        group: None,
        added_to: None,
    };
    sheet.list(table, own, blank, |sheet, prefix, group| {
        let name = |field: &str| format!("{prefix}{field}");
        sheet.code(&name("code"), t!("form-code"), &mut group.code);
        sheet.words(
            &name("name"),
            t!("form-name"),
            t!("form-name-en"),
            &mut group.name,
        );
        sheet.choose(
            Field::new(name("stack"), t!("form-stack")),
            &mut group.stack,
            stacks(),
            String::new(),
        );
        sheet.maybe_points(&name("cap"), t!("form-cap"), &mut group.cap);
        inside(sheet, name("inside"), &known, &mut group.group);
        own_target(sheet, name("target"), &mut group.added_to);
    });
}

fn items(sheet: &mut Sheet, words: &RuleDocument, rule: &mut BonusRule) {
    let groups = named(&rule.groups);
    let taken: Vec<BonusCode> = rule.items.iter().map(|item| item.code.clone()).collect();
    let series = Series {
        name: "items",
        legend: t!("form-items"),
        note: t!("form-items-note"),
        add: t!("add-bonus-item"),
    };
    let blank = |number: usize| {
        let mut codes = (number + 1..).map(|n| BonusCode::from(format!("bonus-{n}")));
        BonusItem {
            code: codes.find(|code| !taken.contains(code)).unwrap_or_default(),
            name: Text::default(),
            clause: None,
            when: Condition::All(Vec::new()),
            points: BonusPoints::Unstated,
            group: None,
            added_to: None,
            evidence: None,
            evidence_by: None,
            verified_by: None,
        }
    };
    sheet.series(series, &mut rule.items, blank, |sheet, item| {
        sheet.code("code", t!("form-code"), &mut item.code);
        sheet.words("name", t!("form-name"), t!("form-name-en"), &mut item.name);
        points(sheet, words, &mut item.points);
        sheet.condition(words, "when", t!("form-when"), &mut item.when);
        sheet.maybe_text("evidence", t!("form-evidence"), &mut item.evidence);
        details(sheet, &groups, item);
        titled(item.name.in_lang(lang::current()), t!("form-unnamed"))
    });
}

/// What few items need.
fn details(sheet: &mut Sheet, groups: &[(BonusCode, String)], item: &mut BonusItem) {
    let says = item.group.is_some()
        || item.added_to.is_some()
        || item.clause.is_some()
        || item.evidence_by.is_some()
        || item.verified_by.is_some();
    sheet.fold("more", t!("form-item-more"), says, |sheet| {
        sheet.group(String::new());
        inside(sheet, "inside".to_owned(), groups, &mut item.group);
        own_target(sheet, "target".to_owned(), &mut item.added_to);
        sheet.moment("evidence_by", t!("form-evidence-by"), &mut item.evidence_by);
        sheet.clause("clause", &mut item.clause);
        sheet.maybe_text("verified_by", t!("form-verified-by"), &mut item.verified_by);
    });
}
