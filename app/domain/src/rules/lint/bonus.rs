//! Bonus points: figures, stacking, caps, evidence.

use super::super::document::{BonusItem, BonusPoints, BonusRule, FactKey, RuleDocument, SelectionRules, Stack};
use super::conditions::known;
use super::{LintCode, Report};
use crate::points::Points;

pub(super) fn check(doc: &RuleDocument, place: &str, rules: &SelectionRules, report: &mut Report) {
    let Some(rule) = &rules.bonus else { return };
    let place = format!("{place}/bonus");
    super::references::once(&place, rule.items.iter().map(|item| item.code.as_str()), report);
    super::references::once(&place, rule.groups.iter().map(|group| group.code.as_str()), report);
    for (index, item) in rule.items.iter().enumerate() {
        self::item(doc, &format!("{place}/items/{index}"), rule, item, report);
    }
    for (index, group) in rule.groups.iter().enumerate() {
        if let Some(outer) = &group.group {
            let found = rule.groups.iter().any(|other| other.code == *outer);
            known(found, &format!("{place}/groups/{index}"), outer.as_str(), report);
        }
    }
    if rule.evidence_by.is_none() && rule.items.iter().any(|item| item.evidence_by.is_none()) {
        let zh = "没有写加分证明材料最晚什么时候交。";
        report.warns(LintCode::EvidenceDeadlineMissing, &place, zh, "The evidence for the bonus has no deadline.");
    }
    stacking(&place, rule, report);
    if rule.may_exceed_full_mark.is_none() {
        let zh = "没有写加分后能不能超过满分；按默认规则，可以超过。";
        let en = "It is not said whether the score with bonus may pass the full mark; by default it may.";
        report.warns(LintCode::AboveFullMarkNotStated, &place, zh, en);
    }
    large(doc, &place, rule, rules, report);
}

fn item(doc: &RuleDocument, place: &str, rule: &BonusRule, item: &BonusItem, report: &mut Report) {
    match &item.points {
        BonusPoints::Unstated => {
            let zh = format!("“{}”没有写加多少分：请写明分值，否则无法计算。", item.name.zh);
            let en = format!("\"{}\" has no points: state them, or it cannot be computed.", item.name.zh);
            report.blocks(LintCode::PointsNotStated, place, zh, en);
        }
        BonusPoints::Fixed(points) => positive(place, *points, report),
        BonusPoints::ByLevel(by) => {
            known(doc.fact(&by.fact).is_some(), place, by.fact.as_str(), report);
            for level in &by.levels {
                let found = doc.fact(&by.fact).is_none_or(|def| def.level_of(&level.option).is_some());
                known(found, place, level.option.as_str(), report);
                positive(place, level.points, report);
            }
        }
        BonusPoints::PerUnit(per) => {
            known(doc.fact(&per.fact).is_some(), place, per.fact.as_str(), report);
            positive(place, per.points, report);
            positive(place, per.unit, report);
        }
    }
    if let Some(group) = &item.group {
        known(rule.groups.iter().any(|other| other.code == *group), place, group.as_str(), report);
    }
}

fn positive(place: &str, points: Points, report: &mut Report) {
    if points <= Points::ZERO {
        let zh = "分值应该大于0。";
        report.blocks(LintCode::PointsNotStated, place, zh, "The figure must be above nothing.");
    }
}

fn stacking(place: &str, rule: &BonusRule, report: &mut Report) {
    let at_top = rule.items.iter().filter(|item| item.group.is_none()).count()
        + rule.groups.iter().filter(|group| group.group.is_none()).count();
    if at_top > 1 && rule.stack.is_none() {
        let zh = "有几项加分，没有写是累加还是只取最高一项。";
        let en = "There are several bonus items, and it is not said whether they add up or only the highest counts.";
        report.blocks(LintCode::StackingNotStated, place, zh, en);
    }
    let largest = rule.items.iter().filter_map(|item| most(&item.points)).max();
    if let (Some(cap), Some(largest)) = (rule.cap, largest)
        && cap < largest
    {
        let zh = format!("加分最多{cap}分，其中一项却有{largest}分。");
        report.warns(LintCode::CapBelowItem, place, zh, format!("The cap of {cap} is below one item of {largest}."));
    }
    for group in &rule.groups {
        let inside = rule.items.iter().filter(|item| item.group.as_ref() == Some(&group.code));
        let largest = inside.filter_map(|item| most(&item.points)).max();
        if let (Some(cap), Some(largest)) = (group.cap, largest)
            && cap < largest
        {
            let zh = format!("“{}”最多{cap}分，其中一项却有{largest}分。", group.name.zh);
            report.warns(
                LintCode::CapBelowItem,
                place,
                zh,
                format!("The cap of {cap} is below one item of {largest}."),
            );
        }
    }
}

fn most(points: &BonusPoints) -> Option<Points> {
    match points {
        BonusPoints::Fixed(points) => Some(*points),
        BonusPoints::ByLevel(by) => by.levels.iter().map(|level| level.points).max(),
        BonusPoints::PerUnit(_) | BonusPoints::Unstated => None,
    }
}

/// More than a tenth of the full mark decides who is hired.
fn large(doc: &RuleDocument, place: &str, rule: &BonusRule, rules: &SelectionRules, report: &mut Report) {
    let written = rules.written.as_ref().or(doc.rules.written.as_ref());
    let full = written.map_or(Points::whole(100), |rule| rule.full_mark);
    let each = rule.items.iter().filter_map(|item| most(&item.points)).map(Points::raw);
    let reach = match rule.stack {
        Some(Stack::Sum) => each.fold(0, i64::saturating_add),
        _ => each.max().unwrap_or(0),
    };
    let reach = rule.cap.map_or(reach, |cap| reach.min(cap.raw()));
    if reach > full.raw() / 10 {
        let reach = Points::from_raw(reach);
        let zh = format!("加分最多可到{reach}分，超过笔试满分的十分之一，会左右结果。");
        report.warns(
            LintCode::LargeBonus,
            place,
            zh,
            format!("Up to {reach} bonus points: more than a tenth of the mark."),
        );
    }
}

/// Facts by which points go.
pub(super) fn point_facts(doc: &RuleDocument) -> impl Iterator<Item = &FactKey> {
    let variants = doc.variants.iter().filter_map(|variant| variant.rules.bonus.as_ref());
    let rules = doc.rules.bonus.iter().chain(variants);
    rules.flat_map(|rule| &rule.items).filter_map(|item| match &item.points {
        BonusPoints::ByLevel(by) => Some(&by.fact),
        BonusPoints::PerUnit(per) => Some(&per.fact),
        BonusPoints::Fixed(_) | BonusPoints::Unstated => None,
    })
}
