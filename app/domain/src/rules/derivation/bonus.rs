//! The bonus row: which verified items there are and how they count together.

use super::super::document::{BonusTarget, Lang, Stack, Text};
use super::super::points_of::{PointsOf, points_of};
use super::super::run::{BonusPlan, Claimed, GroupSum};
use super::{Case, Operation, Row};
use crate::points::Points;

/// `None`: no bonus here, because none was verified or it counts elsewhere.
pub(super) fn row(case: &Case, targets: &[BonusTarget]) -> Option<Row> {
    let rule = case.rules.bonus.as_ref().filter(|rule| targets.contains(&rule.added_to))?;
    let total = case.result.bonus.filter(|points| *points != Points::ZERO)?;
    let mut claimed = Vec::new();
    for claim in &case.candidate.bonus {
        let index = rule.items.iter().position(|item| item.code == claim.item)?;
        if let PointsOf::Points(points) = points_of(&rule.items[index], claim) {
            claimed.push(Claimed { item: index as u32, points: points.raw() });
        }
    }
    let groups = BonusPlan::compile(rule).ok()?.trace(&claimed);
    let name = |lang| {
        let names = claimed.iter().map(|claim| rule.items[claim.item as usize].name.in_lang(lang));
        names.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
    };
    let label = Text::new(format!("加分：{}", name(Lang::Zh)), format!("Bonus: {}", name(Lang::En)));
    let note = |lang| note(case, &claimed, &groups, lang);
    let note = (claimed.len() > 1 || groups.iter().any(|group| group.before_cap != group.after_cap))
        .then(|| Text::new(note(Lang::Zh), note(Lang::En)));
    Some(Row { note, clause: rule.clause.clone(), ..Row::points(Operation::Add, label, total) })
}

fn note(case: &Case, claimed: &[Claimed], groups: &[GroupSum], lang: Lang) -> String {
    let Some(rule) = &case.rules.bonus else { return String::new() };
    let zh = lang == Lang::Zh;
    let mut parts: Vec<String> = Vec::new();
    if claimed.len() > 1 {
        let items = claimed.iter().map(|claim| {
            let points = Points::from_raw(claim.points);
            let name = rule.items[claim.item as usize].name.in_lang(lang);
            if zh { format!("{name}{points}分") } else { format!("{name} {points}") }
        });
        parts.push(items.collect::<Vec<_>>().join(if zh { "、" } else { ", " }));
    }
    for group in groups {
        let name = group.group.map_or("", |index| rule.groups[index].name.in_lang(lang));
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
