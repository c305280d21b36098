//! Rooms made comparable, by hand: the means from the scores of everybody, then the coefficient, then the score.

use super::super::document::{
    Correction, CorrectionMethod, MeanTrim, Outliers, OverallMean, Panel, RoomUnit, Scoring, Stage,
};
use super::panel;
use crate::numbers::{Fraction, Points};
use crate::rules::derive::{Bill, Case, Operation, RoomMeans, RoomName, Row, Value, exact, say};
use crate::rules::engine::RoomOutcome;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The room of this person as the outcome has it, where the list was corrected at all.
fn outcome_of<'c>(case: &Case<'c>, stage: &Stage, rule: &Correction) -> Option<&'c RoomOutcome> {
    let (name, sitting) = room_of(case, stage, rule)?;
    case.all.outcome.rooms.iter().find(|room| {
        room.stage == stage.code
            && room.room == name
            && room.sitting == sitting
            && case.shares(&room.group, rule.across)
    })
}

fn room_of(case: &Case, stage: &Stage, rule: &Correction) -> Option<RoomName> {
    let record = case.record(&stage.code)?;
    let sitting = record.sitting().map(str::to_owned);
    let sitting = sitting.filter(|_| rule.unit == RoomUnit::RoomAndSitting);
    Some((record.room.as_ref()?.to_string(), sitting))
}

/// Applies the coefficient of the room to a panel's score.
pub(super) fn correct(case: &Case, stage: &Stage, panel: &Panel, bill: &mut Bill) -> Option<()> {
    let Some((rule, room)) = corrected_by(case, stage, panel) else {
        return Some(());
    };
    let Some(coefficient) = room.coefficient else {
        bill.rows
            .push(Row::new(Operation::Say, say::no_coefficient(&room.name)));
        return Some(());
    };
    let (operation, value) = match rule.method {
        CorrectionMethod::Multiply => (Operation::Multiply, Value::Coefficient(coefficient)),
        CorrectionMethod::Add => (Operation::Add, Value::of(coefficient)),
    };
    bill.figure = match rule.method {
        CorrectionMethod::Multiply => bill.figure.times(coefficient)?,
        CorrectionMethod::Add => bill.figure.plus(coefficient)?,
    };
    bill.rows.push(Row {
        value: Some(value),
        note: Some(say::means(
            rule.method,
            room.overall?,
            room.mean?,
            &room.name,
        )),
        clause: rule.clause.clone(),
        ..Row::new(operation, say::coefficient(rule.method))
    });
    bill.result(say::corrected(), Some(rule.corrected))?;
    bill.floor(say::at_least_nothing())?;
    if rule.cap == Some(true) {
        bill.cap(say::at_most_full(), Fraction::of_points(panel.full))?;
    }
    Some(())
}

fn corrected_by<'r>(
    case: &Case,
    stage: &Stage,
    panel: &'r Panel,
) -> Option<(&'r Correction, RoomMeans)> {
    let rule = panel.correction.as_ref()?;
    let group = &outcome_of(case, stage, rule)?.group;
    let name = room_of(case, stage, rule)?;
    let rooms = case
        .all
        .memory
        .rooms(&stage.code, group, || all_rooms(case, stage, rule));
    let room = rooms.iter().find(|room| room.name == name)?;
    Some((rule, room.clone()))
}

/// Every room of the list of this person, from the scores that the panels gave.
fn all_rooms(case: &Case, stage: &Stage, rule: &Correction) -> Option<Vec<RoomMeans>> {
    let mut rooms: BTreeMap<RoomName, Vec<Fraction>> = BTreeMap::new();
    for other in case.everybody(rule.across) {
        let own = other.rules().stage(&stage.code);
        let Some(Scoring::Panel(panel)) = own.and_then(|own| own.scoring.as_ref()) else {
            continue;
        };
        let same = panel
            .correction
            .as_ref()
            .is_some_and(|own| own.across == rule.across);
        if !same || !super::has_score(&other, &stage.code) {
            continue;
        }
        if let Some(name) = room_of(&other, stage, rule) {
            let score = panel::bill(panel, other.record(&stage.code)?)?.figure;
            rooms.entry(name).or_default().push(score);
        }
    }
    figures(rule, rooms)
}

/// The means and the coefficient of each room.
fn figures(rule: &Correction, rooms: BTreeMap<RoomName, Vec<Fraction>>) -> Option<Vec<RoomMeans>> {
    let mut found = Vec::new();
    let mut normal_of_all = Vec::new();
    for (name, scores) in rooms {
        let normal = normal(&scores, rule.outliers.as_ref())?;
        let counted = without_ends(&normal, rule.room_trim);
        let mean = exact::mean(&counted).map(|mean| mean.round(rule.mean));
        found.push(RoomMeans {
            name,
            people: scores.len(),
            counted: counted.len(),
            mean: mean.flatten(),
            overall: None,
            coefficient: None,
        });
        normal_of_all.extend(normal);
    }
    let overall = match rule.overall {
        OverallMean::OfRooms => {
            let means: Vec<Fraction> = found.iter().filter_map(|room| room.mean).collect();
            exact::mean(&means)
        }
        OverallMean::OfPeople => exact::mean(&without_ends(&normal_of_all, rule.overall_trim)),
    };
    let overall = overall.and_then(|overall| overall.round(rule.mean));
    for room in &mut found {
        room.overall = overall;
        room.coefficient = overall.zip(room.mean).and_then(|(overall, mean)| {
            let exact = match rule.method {
                CorrectionMethod::Multiply => exact::over(overall, mean)?,
                CorrectionMethod::Add => exact::minus(overall, mean)?,
            };
            exact.round(rule.coefficient)
        });
    }
    Some(found)
}

/// Without the scores that the rule calls abnormal.
fn normal(scores: &[Fraction], outliers: Option<&Outliers>) -> Option<Vec<Fraction>> {
    let between = |least: Fraction, most: Fraction| {
        let within = |score: &&Fraction| {
            exact::compare(**score, least) != Some(Ordering::Less)
                && exact::compare(**score, most) != Some(Ordering::Greater)
        };
        scores.iter().filter(within).copied().collect()
    };
    let of = |points: Points| Fraction::of_points(points);
    match outliers {
        None | Some(Outliers::Undefined) => Some(scores.to_vec()),
        Some(Outliers::Outside(bounds)) => Some(between(of(bounds.below), of(bounds.above))),
        Some(Outliers::FartherThan(distance)) => {
            let Some(middle) = exact::mean(scores) else {
                return Some(Vec::new());
            };
            let distance = of(*distance);
            Some(between(
                exact::minus(middle, distance)?,
                middle.plus(distance)?,
            ))
        }
    }
}

/// Without so many of the lowest and of the highest; nobody where they are all.
fn without_ends(scores: &[Fraction], trim: Option<MeanTrim>) -> Vec<Fraction> {
    let mut scores = scores.to_vec();
    let Some(trim) = trim else {
        return scores;
    };
    scores.sort_by(|one, other| exact::compare(*one, *other).unwrap_or(Ordering::Equal));
    for _ in 0..trim.highest {
        scores.pop();
    }
    scores.into_iter().skip(trim.lowest.into()).collect()
}
