//! Bonus points: figures, stacking, caps, evidence.

use super::super::document::{
    BonusBase, BonusItem, BonusPoints, BonusRule, BonusTarget, FactKey, RuleDocument, ScoreShare,
    SelectionRules, Stack,
};
use super::conditions::known;
use super::{LintCode, Report};
use crate::numbers::Points;

pub(super) fn check(doc: &RuleDocument, place: &str, rules: &SelectionRules, report: &mut Report) {
    let Some(rule) = &rules.bonus else { return };
    let place = format!("{place}/bonus");
    super::references::once(
        &place,
        rule.items.iter().map(|item| item.code.as_str()),
        report,
    );
    super::references::once(
        &place,
        rule.groups.iter().map(|group| group.code.as_str()),
        report,
    );
    for (index, item) in rule.items.iter().enumerate() {
        let place = format!("{place}/items/{index}");
        self::item(doc, &place, rule, item, report);
        if let BonusPoints::ShareOfScore(share) = &item.points {
            self::share(doc, &place, rules, share, report);
        }
        inside(
            &place,
            item.group.is_some() && item.added_to.is_some(),
            report,
        );
    }
    for (index, group) in rule.groups.iter().enumerate() {
        inside(
            &format!("{place}/groups/{index}"),
            group.group.is_some() && group.added_to.is_some(),
            report,
        );
        if let Some(outer) = &group.group {
            let found = rule.groups.iter().any(|other| other.code == *outer);
            known(
                found,
                &format!("{place}/groups/{index}"),
                outer.as_str(),
                report,
            );
        }
    }
    if rule.evidence_by.is_none() && rule.items.iter().any(|item| item.evidence_by.is_none()) {
        let zh = "没有写加分证明材料最晚什么时候交。";
        report.warns(
            LintCode::EvidenceDeadlineMissing,
            &place,
            zh,
            "The evidence for the bonus has no deadline.",
        );
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
            let zh = format!(
                "“{}”没有写加多少分：请写明分值，否则无法计算。",
                item.name.zh
            );
            let en = format!(
                "\"{}\" has no points: state them, or it cannot be computed.",
                item.name.zh
            );
            report.blocks(LintCode::PointsNotStated, place, zh, en);
        }
        BonusPoints::Fixed(points) => positive(place, *points, report),
        BonusPoints::ShareOfScore(share) => {
            positive(
                place,
                Points::from_raw(share.share.numerator() as i64),
                report,
            );
        }
        BonusPoints::ByLevel(by) => {
            known(
                doc.fact(&by.fact).is_some(),
                place,
                by.fact.as_str(),
                report,
            );
            for level in &by.levels {
                let found = doc
                    .fact(&by.fact)
                    .is_none_or(|def| def.level_of(&level.option).is_some());
                known(found, place, level.option.as_str(), report);
                positive(place, level.points, report);
            }
        }
        BonusPoints::PerUnit(per) => {
            known(
                doc.fact(&per.fact).is_some(),
                place,
                per.fact.as_str(),
                report,
            );
            positive(place, per.points, report);
            positive(place, per.unit, report);
        }
    }
    if let Some(group) = &item.group {
        known(
            rule.groups.iter().any(|other| other.code == *group),
            place,
            group.as_str(),
            report,
        );
    }
}

/// Of which score, and to how many decimals.
fn share(
    doc: &RuleDocument,
    place: &str,
    rules: &SelectionRules,
    share: &ScoreShare,
    report: &mut Report,
) {
    if let BonusBase::Paper(code) = &share.of {
        let written = rules.written.as_ref().or(doc.rules.written.as_ref());
        let found = written.is_some_and(|rule| rule.papers.iter().any(|paper| paper.code == *code));
        known(found, place, code.as_str(), report);
    }
    match share.rounding {
        None => {
            let zh = "按成绩的百分比加分，没有写保留几位小数；按默认规则，四舍五入到两位小数。";
            let en = "A share of a score without a precision; by default half up to two decimals.";
            report.warns(LintCode::PrecisionNotStated, place, zh, en);
        }
        Some(rounding) => super::scores::decimals(place, Some(rounding.decimals), 4, report),
    }
}

fn inside(place: &str, twice: bool, report: &mut Report) {
    if twice {
        let zh = "在组里的加分跟着组走，不能另写加在哪里：请写在最外面的组上。";
        let en = "What stands in a group counts where the group counts: state the target of the outermost group.";
        report.blocks(LintCode::BonusTargetInside, place, zh, en);
    }
}

fn positive(place: &str, points: Points, report: &mut Report) {
    if points <= Points::ZERO {
        let zh = "分值应该大于0。";
        report.blocks(
            LintCode::PointsNotStated,
            place,
            zh,
            "The figure must be above nothing.",
        );
    }
}

fn stacking(place: &str, rule: &BonusRule, report: &mut Report) {
    let targets = rule.targets();
    let at_top = |target: BonusTarget| {
        let items = rule
            .items
            .iter()
            .filter(|item| item.group.is_none() && rule.target_of(item) == target)
            .count();
        let groups = rule.groups.iter().filter(|group| group.group.is_none());
        items
            + groups
                .filter(|group| group.added_to.unwrap_or(rule.added_to) == target)
                .count()
    };
    if rule.stack.is_none() && targets.iter().any(|target| at_top(*target) > 1) {
        let zh = "有几项加分，没有写是累加还是只取最高一项。";
        let en = "There are several bonus items, and it is not said whether they add up or only the highest counts.";
        report.blocks(LintCode::StackingNotStated, place, zh, en);
    }
    if targets.len() > 1 && rule.cap.is_some() {
        let zh = "加分加在不同的成绩上，上限对每个成绩分别算，不是合起来的上限。";
        let en = "Bonuses are added to different scores; the cap holds for each score, not for all together.";
        report.warns(LintCode::CapForEachTarget, place, zh, en);
    }
    let largest = rule
        .items
        .iter()
        .filter_map(|item| most(&item.points))
        .max();
    if let (Some(cap), Some(largest)) = (rule.cap, largest)
        && cap < largest
    {
        let zh = format!("加分最多{cap}分，其中一项却有{largest}分。");
        report.warns(
            LintCode::CapBelowItem,
            place,
            zh,
            format!("The cap of {cap} is below one item of {largest}."),
        );
    }
    for group in &rule.groups {
        let inside = rule
            .items
            .iter()
            .filter(|item| item.group.as_ref() == Some(&group.code));
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
        BonusPoints::PerUnit(_) | BonusPoints::ShareOfScore(_) | BonusPoints::Unstated => None,
    }
}

/// The most that an item gives, a share of a score taken of the full mark.
fn reach_of(item: &BonusItem, full: Points) -> i64 {
    match &item.points {
        BonusPoints::ShareOfScore(share) => {
            let reach = i128::from(full.raw()) * i128::from(share.share.numerator());
            i64::try_from(reach / i128::from(share.share.denominator())).unwrap_or(i64::MAX)
        }
        points => most(points).map_or(0, Points::raw),
    }
}

/// More than a tenth of the full mark decides who is hired.
fn large(
    doc: &RuleDocument,
    place: &str,
    rule: &BonusRule,
    rules: &SelectionRules,
    report: &mut Report,
) {
    let written = rules.written.as_ref().or(doc.rules.written.as_ref());
    let full = written.map_or(Points::whole(100), |rule| rule.full_mark);
    let reach = rule.targets().into_iter().map(|target| {
        let each = rule
            .items
            .iter()
            .filter(|item| rule.target_of(item) == target)
            .map(|item| reach_of(item, full));
        let reach = match rule.stack {
            Some(Stack::Sum) => each.fold(0, i64::saturating_add),
            _ => each.max().unwrap_or(0),
        };
        rule.cap.map_or(reach, |cap| reach.min(cap.raw()))
    });
    let reach = reach.fold(0, i64::saturating_add);
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
    let variants = doc
        .variants
        .iter()
        .filter_map(|variant| variant.rules.bonus.as_ref());
    let rules = doc.rules.bonus.iter().chain(variants);
    rules
        .flat_map(|rule| &rule.items)
        .filter_map(|item| match &item.points {
            BonusPoints::ByLevel(by) => Some(&by.fact),
            BonusPoints::PerUnit(per) => Some(&per.fact),
            BonusPoints::Fixed(_) | BonusPoints::ShareOfScore(_) | BonusPoints::Unstated => None,
        })
}
