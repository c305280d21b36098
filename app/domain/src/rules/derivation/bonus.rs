//! The bonus rows of a score: which verified items reach it and how they count together.

use super::super::defaults::SHARE_OF_SCORE;
use super::super::document::{
    BonusBase, BonusItem, BonusPoints, BonusRule, BonusTarget, Lang, ScoreShare, Stack, Text,
};
use super::super::eligibility::refutes;
use super::super::points_of::{PointsOf, points_of, share_points};
use super::super::run::{BonusPlan, Claimed, Fraction, GroupSum, Mark};
use super::explain::say_rounding;
use super::{Case, Operation, Row};
use crate::numbers::Points;

/// The scores of the person before any bonus, as far as they are known when a bonus is added.
#[derive(Clone, Copy, Default)]
pub(super) struct Bases {
    pub written: Option<Fraction>,
    pub interview: Option<Fraction>,
    pub total: Option<Fraction>,
}

/// One row for each target that reaches this score. Empty: no item was verified, or all count elsewhere.
pub(super) fn rows(case: &Case, targets: &[BonusTarget], bases: Bases) -> Option<Vec<Row>> {
    let Some(rule) = &case.rules.bonus else {
        return Some(Vec::new());
    };
    let here = rule
        .targets()
        .into_iter()
        .filter(|target| targets.contains(target));
    let rows: Vec<Option<Row>> = here
        .map(|target| row(case, rule, target, bases))
        .collect::<Option<_>>()?;
    Some(rows.into_iter().flatten().collect())
}

/// An item with its points, and the score of which they are a share.
struct Item<'r> {
    item: &'r BonusItem,
    points: Points,
    share: Option<(Fraction, &'r ScoreShare)>,
}

fn row(case: &Case, rule: &BonusRule, target: BonusTarget, bases: Bases) -> Option<Option<Row>> {
    let (mut claimed, mut items) = (Vec::new(), Vec::new());
    for claim in &case.candidate.bonus {
        let index = rule.items.iter().position(|item| item.code == claim.item)?;
        let item = &rule.items[index];
        if rule.target_of(item) != target
            || refutes(case.doc, case.post, item, &case.candidate.facts)
        {
            continue;
        }
        let (points, share) = match (points_of(item, claim), &item.points) {
            (PointsOf::Points(points), _) => (points, None),
            (PointsOf::OfScore, BonusPoints::ShareOfScore(share)) => {
                match base(case, &share.of, bases) {
                    None => (Points::ZERO, None),
                    Some(score) => (share_points(share, score)?, Some((score, share))),
                }
            }
            _ => continue,
        };
        claimed.push(Claimed {
            item: index as u32,
            points: points.raw(),
        });
        items.push(Item {
            item,
            points,
            share,
        });
    }
    let groups = BonusPlan::compile(rule, target).ok()?.trace(&claimed);
    let total = groups
        .iter()
        .find(|group| group.group.is_none())
        .map_or(0, |group| group.after_cap);
    if total == 0 {
        return Some(None);
    }
    let name = |lang| {
        let names = items.iter().map(|item| item.item.name.in_lang(lang));
        names
            .collect::<Vec<_>>()
            .join(if lang == Lang::Zh { "、" } else { ", " })
    };
    let label = Text::new(
        format!("加分：{}", name(Lang::Zh)),
        format!("Bonus: {}", name(Lang::En)),
    );
    let note = |lang| note(rule, &items, &groups, lang);
    let worth_a_note = items.len() > 1
        || items.iter().any(|item| item.share.is_some())
        || groups
            .iter()
            .any(|group| group.before_cap != group.after_cap);
    let note = worth_a_note.then(|| Text::new(note(Lang::Zh), note(Lang::En)));
    let points = Points::from_raw(total);
    Some(Some(Row {
        note,
        clause: rule.clause.clone(),
        ..Row::points(Operation::Add, label, points)
    }))
}

fn base(case: &Case, of: &BonusBase, bases: Bases) -> Option<Fraction> {
    match of {
        BonusBase::Written => bases.written,
        BonusBase::Interview => bases.interview,
        BonusBase::Total => bases.total,
        BonusBase::Paper(code) => match case.candidate.paper_mark(&case.rules.written, code)? {
            Mark::Scored(points) => Some(Fraction::of_points(points)),
            Mark::Absent | Mark::Violation => None,
        },
    }
}

/// `证书3.56分（71.27 × 5% = 3.5635，四舍五入到两位小数）`.
fn said(item: &Item, lang: Lang) -> String {
    let (name, points) = (item.item.name.in_lang(lang), item.points);
    let worth = if lang == Lang::Zh {
        format!("{name}{points}分")
    } else {
        format!("{name} {points}")
    };
    let Some((score, share)) = item.share else {
        return worth;
    };
    let (score_digits, percent) = (score.decimal(2, 6).0, share.share.as_percent());
    let exact = score
        .times(Fraction::of_ratio(share.share))
        .unwrap_or(Fraction::of_points(item.points));
    let mut sum = format!("{score_digits} × {percent}");
    if exact != Fraction::of_points(item.points) {
        let comma = if lang == Lang::Zh { "，" } else { ", " };
        let how = say_rounding(share.rounding.unwrap_or(SHARE_OF_SCORE), lang);
        sum = format!("{sum} = {}{comma}{how}", exact.decimal(2, 9).0);
    }
    if lang == Lang::Zh {
        format!("{worth}（{sum}）")
    } else {
        format!("{worth} ({sum})")
    }
}

fn note(rule: &BonusRule, items: &[Item], groups: &[GroupSum], lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut parts: Vec<String> = Vec::new();
    if items.len() > 1 || items.iter().any(|item| item.share.is_some()) {
        let items = items.iter().map(|item| said(item, lang));
        parts.push(items.collect::<Vec<_>>().join(if zh { "、" } else { ", " }));
    }
    for group in groups {
        let name = group
            .group
            .map_or("", |index| rule.groups[index].name.in_lang(lang));
        let colon = match (name.is_empty(), zh) {
            (true, _) => "",
            (false, true) => "：",
            (false, false) => ": ",
        };
        if group.branches > 1 {
            let how = match (group.stack, zh) {
                (Stack::Sum, true) => "相加",
                (Stack::Sum, false) => "added up",
                (Stack::Highest, true) => "有几项的取最高一项，不累加",
                (Stack::Highest, false) => "only the highest counts",
                (Stack::Exclusive, true) => "只能选一项，暂按高的计",
                (Stack::Exclusive, false) => "only one may be claimed; the higher counts for now",
            };
            parts.push(format!("{name}{colon}{how}"));
        }
        if group.before_cap != group.after_cap {
            let cap = Points::from_raw(group.after_cap);
            parts.push(if zh {
                format!("{name}{colon}最多加{cap}分")
            } else {
                format!("{name}{colon}at most {cap}")
            });
        }
    }
    parts.join(if zh { "；" } else { "; " })
}
