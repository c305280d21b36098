//! What can be wrong with bonus points: figures, stacking, caps, targets.

mod findings;
mod levels;
mod reach;
pub(crate) mod say;
mod targets;

use super::{BonusBands, BonusItem, BonusPoints, BonusRows, BonusRule};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::OptionCode;
use crate::rules::eligibility::FactKind;
use crate::rules::eligibility::lint::{EligibilityLint, label};
use crate::rules::lint::{Course, Part, Report, circle, once};
use crate::rules::stages::BandGives;
use crate::rules::stages::lint::{StagesLint, bands, printed};
pub use findings::BonusLint;

pub(crate) fn check(course: &Course<'_>, report: &mut Report) {
    let Some(rule) = &course.rules.bonus else {
        return;
    };
    let path = course.path(Part::Bonus);
    let items = rule.items.iter().map(|item| item.code.as_str());
    once(&format!("{path}/items"), items, report);
    let groups = rule.groups.iter().map(|group| group.code.as_str());
    once(&format!("{path}/groups"), groups, report);
    for (index, item) in rule.items.iter().enumerate() {
        self::item(course, &format!("{path}/items/{index}"), item, report);
    }
    as_fit(&path, rule, report);
    self::groups(&path, rule, report);
    levels::check(course, &path, rule, report);
    targets::check(course, &path, rule, report);
    caps(&path, rule, report);
    large(course, &path, rule, report);
}

fn item(course: &Course<'_>, path: &str, item: &BonusItem, report: &mut Report) {
    let path = format!("{path}/points");
    match &item.points {
        BonusPoints::Fixed(points) => positive(&path, item, *points, report),
        BonusPoints::Bands(own) => of_bands(course, &format!("{path}/bands"), item, own, report),
        BonusPoints::Rows(own) => of_rows(course, &format!("{path}/rows"), item, own, report),
        BonusPoints::Body => {}
    }
}

/// Items without a figure, in one line.
fn as_fit(path: &str, rule: &BonusRule, report: &mut Report) {
    let open = |item: &&BonusItem| item.points == BonusPoints::Body;
    let first = rule.items.iter().position(|item| open(&item));
    if let Some(first) = first {
        let items = rule.items.iter().filter(open);
        let items = items.map(|item| item.name.clone()).collect();
        let path = format!("{path}/items/{first}/points");
        report.add(path, BonusLint::BodyGivesPoints { items });
    }
}

fn positive(path: &str, item: &BonusItem, points: Points, report: &mut Report) {
    if points <= Points::ZERO {
        let item = item.name.clone();
        report.add(path, BonusLint::PointsNotPositive { item });
    }
}

fn of_bands(
    course: &Course<'_>,
    path: &str,
    item: &BonusItem,
    own: &BonusBands,
    report: &mut Report,
) {
    let def = course.doc.fact(&own.of);
    if def.is_some_and(|def| !matches!(def.kind, FactKind::Number(_))) {
        let fact = label(course.doc, &own.of);
        report.add(
            format!("{path}/of"),
            EligibilityLint::WrongFactKind { fact },
        );
    }
    let path = format!("{path}/bands");
    bands(&path, &own.bands, false, report);
    for (index, band) in own.bands.iter().enumerate() {
        let path = format!("{path}/{index}");
        match &band.gives {
            BandGives::Out => report.add(path, StagesLint::OutNotHere),
            BandGives::Each(slope) => positive(&path, item, slope.unit, report),
            BandGives::Points(points) if *points < Points::ZERO => {
                positive(&path, item, *points, report);
            }
            BandGives::Points(_) => {}
        }
    }
}

fn of_rows(
    course: &Course<'_>,
    path: &str,
    item: &BonusItem,
    own: &BonusRows,
    report: &mut Report,
) {
    let def = course.doc.fact(&own.of);
    if def.is_some_and(|def| !matches!(def.kind, FactKind::Rows(_))) {
        let fact = label(course.doc, &own.of);
        report.add(
            format!("{path}/of"),
            EligibilityLint::WrongFactKind { fact },
        );
    }
    falling(course, path, own, report);
    for (index, row) in own.points.iter().enumerate() {
        let path = format!("{path}/points/{index}");
        positive(&path, item, row.points, report);
        let takes_all = own.points[..index].iter().any(|earlier| {
            earlier.column.is_none()
                || (earlier.column == row.column
                    && !row.options.is_empty()
                    && row
                        .options
                        .iter()
                        .all(|option| earlier.options.contains(option)))
        });
        if takes_all {
            report.add(path, BonusLint::RowNeverReached);
        }
    }
}

/// Of an ordered column the higher level gives no less.
fn falling(course: &Course<'_>, path: &str, own: &BonusRows, report: &mut Report) {
    let Some(FactKind::Rows(kind)) = course.doc.fact(&own.of).map(|def| &def.kind) else {
        return;
    };
    for column in &kind.columns {
        let FactKind::Choice(choice) = &column.kind else {
            continue;
        };
        let level = |code: &OptionCode| choice.options.iter().position(|own| own.code == *code);
        let rows = own
            .points
            .iter()
            .filter(|row| row.column.as_ref() == Some(&column.key));
        let levels = rows.filter_map(|row| {
            let levels = row.options.iter().filter_map(level);
            Some((levels.max()?, row.points))
        });
        let mut levels: Vec<_> = levels.collect();
        levels.sort_by_key(|(level, _)| *level);
        if choice.ordered && levels.windows(2).any(|pair| pair[0].1 > pair[1].1) {
            report.add(format!("{path}/points"), StagesLint::PointsFall);
        }
    }
}

fn groups(path: &str, rule: &BonusRule, report: &mut Report) {
    for (index, group) in rule.groups.iter().enumerate() {
        let path = format!("{path}/groups/{index}");
        let next = |code: &str| {
            let found = rule.groups.iter().find(|own| own.code.as_str() == code);
            let outer = found.and_then(|own| own.group.as_ref());
            outer.map(ToString::to_string).into_iter().collect()
        };
        circle(group.code.as_str(), next, &path, report);
        let holds_items = rule
            .items
            .iter()
            .any(|item| item.group.as_ref() == Some(&group.code));
        let holds_groups = rule
            .groups
            .iter()
            .any(|own| own.group.as_ref() == Some(&group.code));
        if !holds_items && !holds_groups {
            let group = group.name.clone();
            report.add(path, BonusLint::EmptyGroup { group });
        }
    }
}

fn caps(path: &str, rule: &BonusRule, report: &mut Report) {
    let mut below =
        |path: String, cap: Option<Points>, items: &mut dyn Iterator<Item = &BonusItem>| {
            let largest = items.filter_map(|item| reach::most(&item.points)).max();
            if let (Some(cap), Some(item)) = (cap, largest.map(Points::from_raw))
                && cap < item
            {
                report.add(path, BonusLint::CapBelowItem { cap, item });
            }
        };
    below(format!("{path}/cap"), rule.cap, &mut rule.items.iter());
    for (index, group) in rule.groups.iter().enumerate() {
        let inside = |item: &&BonusItem| item.group.as_ref() == Some(&group.code);
        let path = format!("{path}/groups/{index}/cap");
        below(path, group.cap, &mut rule.items.iter().filter(inside));
    }
}

/// More than a tenth of the mark decides who wins.
fn large(course: &Course<'_>, path: &str, rule: &BonusRule, report: &mut Report) {
    for of in targets::all(rule) {
        let score = crate::rules::score::Score::of(of.clone());
        let (Some(full), Some(reach)) = (course.full_of(&score), reach::reach(rule, &of)) else {
            continue;
        };
        let reach = Points::from_raw(reach);
        let tenth = full.times(Fraction::new(-1, 10));
        let over = tenth.and_then(|tenth| Fraction::of_points(reach).plus(tenth));
        if over.is_some_and(|over| over.numerator > 0) {
            let (full, of) = (printed(full), course.name_of(&of));
            report.add(path, BonusLint::LargeBonus { reach, of, full });
        }
    }
}
