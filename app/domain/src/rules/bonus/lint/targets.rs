//! What a bonus raises: it is there, each once, and not twice by another way.

use super::BonusLint;
use crate::rules::bonus::{BonusRule, Stack};
use crate::rules::lint::{Course, Report};
use crate::rules::score::ScoreOf;

/// Every figure that some item raises.
pub(super) fn all(rule: &BonusRule) -> Vec<ScoreOf> {
    let mut found: Vec<ScoreOf> = Vec::new();
    for of in rule.items.iter().flat_map(|item| rule.raised_by(item)) {
        if !found.contains(of) {
            found.push(of.clone());
        }
    }
    found
}

pub(super) fn check(course: &Course<'_>, path: &str, rule: &BonusRule, report: &mut Report) {
    list(course, &format!("{path}/raises"), &rule.raises, report);
    for (index, item) in rule.items.iter().enumerate() {
        let path = format!("{path}/items/{index}/raises");
        list(course, &path, &item.raises, report);
        inside(
            path,
            item.group.is_some() && !item.raises.is_empty(),
            report,
        );
    }
    for (index, group) in rule.groups.iter().enumerate() {
        let path = format!("{path}/groups/{index}/raises");
        list(course, &path, &group.raises, report);
        inside(
            path,
            group.group.is_some() && !group.raises.is_empty(),
            report,
        );
    }
    let targets = all(rule);
    let several = |of: &ScoreOf| at_top(rule, of) > 1;
    if rule.stack.is_none() && targets.iter().any(several) {
        report.add(format!("{path}/stack"), BonusLint::StackNotStated);
    }
    let adds = rule.stack == Some(Stack::Sum) || rule.stack.is_none();
    if targets.len() > 1 && rule.cap.is_some() && adds {
        report.add(format!("{path}/cap"), BonusLint::CapForEachTarget);
    }
}

fn inside(path: String, twice: bool, report: &mut Report) {
    if twice {
        report.add(path, BonusLint::TargetInGroup);
    }
}

/// How many branches at the top raise this.
fn at_top(rule: &BonusRule, of: &ScoreOf) -> usize {
    let raises = |own: &[ScoreOf]| {
        let own = if own.is_empty() { &rule.raises } else { own };
        own.contains(of)
    };
    let items = rule
        .items
        .iter()
        .filter(|item| item.group.is_none() && raises(&item.raises));
    let groups = rule
        .groups
        .iter()
        .filter(|own| own.group.is_none() && raises(&own.raises));
    items.count() + groups.count()
}

fn list(course: &Course<'_>, path: &str, list: &[ScoreOf], report: &mut Report) {
    for (index, of) in list.iter().enumerate() {
        let path = format!("{path}/{index}");
        let name = course.name_of(of);
        let earlier = list[..index].iter();
        if earlier.clone().any(|own| own == of) {
            report.add(path, BonusLint::TargetTwice { of: name });
        } else if !is_there(course, of) {
            report.add(path, BonusLint::TargetNotThere { of: name });
        } else if let Some(one) = earlier.into_iter().find(|own| enters(course, own, of)) {
            let (one, other) = (course.name_of(one), name);
            report.add(path, BonusLint::CountsTwice { one, other });
        }
    }
}

/// Whether there is such a figure. A stage that another variant has is none here; unknown ones are found elsewhere.
fn is_there(course: &Course<'_>, of: &ScoreOf) -> bool {
    let stage = |code| course.rules.stage(code);
    match of {
        ScoreOf::Total => true,
        ScoreOf::Stage(code) => stage(code).is_none_or(|own| own.scoring.is_some()),
        ScoreOf::Cut(code) => stage(code).is_none_or(|own| own.cut.is_some()),
    }
}

/// Whether one of two figures is made of the other.
fn enters(course: &Course<'_>, one: &ScoreOf, other: &ScoreOf) -> bool {
    let total = &course.rules.total;
    let tracks = total.tracks.iter().flat_map(|own| &own.parts);
    let in_total = |of: &ScoreOf| {
        let mut parts = total.formula.parts.iter().chain(tracks.clone());
        parts.any(|part| part.of.of == *of && part.of.before.is_none())
    };
    let in_cut = |code, of: &ScoreOf| {
        let cut = course
            .rules
            .stage(code)
            .and_then(|stage| stage.cut.as_ref());
        match cut.and_then(|cut| cut.basis.as_ref()) {
            Some(basis) => basis.parts.iter().any(|part| part.of.of == *of),
            None => *of == ScoreOf::Stage(code.clone()),
        }
    };
    match (one, other) {
        (ScoreOf::Total, of) | (of, ScoreOf::Total) => in_total(of),
        (ScoreOf::Cut(code), of) | (of, ScoreOf::Cut(code)) => in_cut(code, of),
        _ => false,
    }
}
