//! Points added by policy as a form.

use super::{rows::Table, sheet::Sheet};
use crate::ui::{forms::Field, lang};
use domain::{
    Points,
    rules::{
        BonusItem, BonusPoints, BonusRule, BonusTarget, Condition, FactKind, OneOfTest, RuleDocument, Stack, Text,
    },
};

pub(super) fn bonus(sheet: &mut Sheet, doc: &mut RuleDocument) {
    let conditions = conditions(doc);
    let grouped = doc.rules.bonus.as_ref().is_some_and(|rule| !rule.groups.is_empty());
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
    sheet.group_with(t!("form-common"), if grouped { t!("form-groups-note") } else { String::new() });
    sheet.section(t!("form-has-bonus"), &mut doc.rules.bonus, default, |sheet, rule: &mut BonusRule| {
        sheet.clause("clause", &mut rule.clause);
        let stacks = vec![
            (None, t!("form-unstated")),
            (Some(Stack::Highest), t!("form-stack-highest")),
            (Some(Stack::Sum), t!("form-stack-sum")),
            (Some(Stack::Exclusive), t!("form-stack-exclusive")),
        ];
        sheet.choose(Field::new("stack", t!("form-stack")), &mut rule.stack, stacks, String::new());
        sheet.maybe_points("cap", t!("form-cap"), &mut rule.cap);
        sheet.choose(Field::new("target", t!("form-target")), &mut rule.added_to, targets(), String::new());
        let above = vec![(None, t!("form-unstated")), (Some(true), t!("form-may")), (Some(false), t!("form-may-not"))];
        sheet.choose(Field::new("above", t!("form-above")), &mut rule.may_exceed_full_mark, above, String::new());
        sheet.moment("evidence_by", t!("form-evidence-by"), &mut rule.evidence_by);
        items(sheet, &conditions, &mut rule.items);
    });
}

fn targets() -> Vec<(BonusTarget, String)> {
    vec![
        (BonusTarget::Written, t!("form-to-written")),
        (BonusTarget::Interview, t!("form-to-interview")),
        (BonusTarget::Both, t!("form-to-both")),
        (BonusTarget::Total, t!("form-to-total")),
    ]
}

fn items(sheet: &mut Sheet, conditions: &[(Condition, String)], own: &mut Vec<BonusItem>) {
    let table = Table {
        name: "items",
        legend: t!("form-items"),
        note: t!("form-items-note"),
        head: vec![
            t!("form-code"),
            t!("form-name"),
            t!("form-name-en"),
            t!("form-when"),
            t!("form-points"),
            t!("form-target"),
        ],
        key: "code",
        spare: 3,
    };
    let first = conditions.first().map(|(condition, _)| condition.clone());
    let blank = || BonusItem {
        code: String::new().into(),
        name: Text::default(),
        clause: None,
        when: first.clone().unwrap_or(Condition::All(Vec::new())),
        points: BonusPoints::Fixed(Points::whole(1)),
        group: None,
        added_to: None,
        evidence: None,
        evidence_by: None,
        verified_by: None,
    };
    sheet.list(table, own, blank, |sheet, prefix, item| {
        sheet.code(&format!("{prefix}code"), t!("form-code"), &mut item.code);
        sheet.words(&format!("{prefix}name"), t!("form-name"), t!("form-name-en"), &mut item.name);
        let field = Field::new(format!("{prefix}when"), t!("form-when"));
        sheet.choose(field, &mut item.when, conditions.to_vec(), t!("form-when-other"));
        points(sheet, &format!("{prefix}points"), &mut item.points);
        let own = targets().into_iter().map(|(target, label)| (Some(target), label));
        let options = std::iter::once((None, t!("form-target-common"))).chain(own).collect();
        let field = Field::new(format!("{prefix}target"), t!("form-target"));
        sheet.choose(field, &mut item.added_to, options, String::new());
    });
}

/// A figure; blank is "not stated". Points by level, by time or by score have no box and stay as they are.
fn points(sheet: &mut Sheet, name: &str, own: &mut BonusPoints) {
    let mut fixed = match own {
        BonusPoints::Fixed(points) => Some(*points),
        BonusPoints::Unstated => None,
        BonusPoints::ByLevel(_) | BonusPoints::PerUnit(_) | BonusPoints::ShareOfScore(_) => return,
    };
    sheet.maybe_points(name, t!("form-points"), &mut fixed);
    *own = fixed.map_or(BonusPoints::Unstated, BonusPoints::Fixed);
}

/// What answers of the form can say: "yes", or one option of a choice.
fn conditions(doc: &RuleDocument) -> Vec<(Condition, String)> {
    let lang = lang::current();
    let of_fact = |fact: &domain::rules::FactDef| -> Vec<(Condition, String)> {
        let label = fact.label.in_lang(lang);
        match &fact.kind {
            FactKind::YesNo => vec![(Condition::Yes(fact.key.clone()), t!("form-when-yes", fact = label))],
            FactKind::Choice(_) | FactKind::Choices(_) => {
                let options = fact.kind.options().iter().map(|option| {
                    let test = OneOfTest { fact: fact.key.clone(), options: vec![option.code.clone()] };
                    let said = t!("form-when-option", fact = label, option = option.label.in_lang(lang));
                    (Condition::OneOf(test), said)
                });
                options.collect()
            }
            _ => Vec::new(),
        }
    };
    doc.facts.iter().flat_map(of_fact).collect()
}
