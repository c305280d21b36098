//! The stages as a course: each gives a score or a verdict, each cut has something to cut by, the last one cuts nothing.

use super::StagesLint;
use crate::rules::lint::{Course, Report};
use crate::rules::lists::{SubstituteOrder, Substitution, TieKey};
use crate::rules::score::{Score, ScoreOf};
use crate::rules::stages::{Arrival, Check, Scoring, Stage};

pub(super) fn check(course: &Course<'_>, report: &mut Report) {
    let Some(last) = course.last_scored() else {
        return report.add(course.stages_path(), StagesLint::NothingScored);
    };
    for (index, stage) in course.rules.stages.iter().enumerate() {
        let path = course.stage_path(index);
        let name = || stage.name.clone();
        let (scored, checked) = (stage.scoring.is_some(), stage.check.is_some());
        match (scored, checked) {
            (false, false) => report.add(&path, StagesLint::EmptyStage { stage: name() }),
            (false, true) if index > last => {
                report.add(&path, StagesLint::CheckAfterLast { stage: name() });
            }
            _ => {}
        }
        if stage.cut.is_some() && index == last {
            report.add(
                format!("{path}/cut"),
                StagesLint::LastStageCuts { stage: name() },
            );
        }
        cut(course, index, &path, report);
        if let Some(check) = &stage.check {
            check_rule(course, index, check, report);
        }
        if scored && !is_used(course, stage) {
            report.add(
                format!("{path}/scoring"),
                StagesLint::ScoreUnused { stage: name() },
            );
        }
        arrivals(&path, stage, report);
    }
}

fn cut(course: &Course<'_>, index: usize, path: &str, report: &mut Report) {
    let stage = &course.rules.stages[index];
    let Some(cut) = &stage.cut else { return };
    let path = format!("{path}/cut");
    match &cut.basis {
        Some(basis) => super::formula(course, &format!("{path}/basis"), basis, (index, 0), report),
        None if stage.scoring.is_none() => {
            let stage = stage.name.clone();
            report.add(&path, StagesLint::CutWithoutFigure { stage });
        }
        None => {}
    }
    let next = course.rules.stages.get(index + 1);
    let twice = next.and_then(|next| next.check.as_ref()?.substitution.as_ref());
    if let Some(substitution) = &cut.substitution {
        let path = format!("{path}/substitution");
        if let (Some(_), Some(next)) = (twice, next) {
            let stage = next.name.clone();
            report.add(&path, StagesLint::SubstitutionTwice { stage });
        }
        by_total(course, &path, substitution, report);
    }
}

/// Before the last scored stage nobody has a total.
fn by_total(course: &Course<'_>, path: &str, substitution: &Substitution, report: &mut Report) {
    if substitution.by == Some(SubstituteOrder::Total) {
        let of = course.name_of(&ScoreOf::Total);
        report.add(format!("{path}/by"), StagesLint::NotYet { of });
    }
}

fn check_rule(course: &Course<'_>, index: usize, check: &Check, report: &mut Report) {
    let path = format!("{}/check", course.stage_path(index));
    if let Some(substitution) = &check.substitution {
        by_total(
            course,
            &format!("{path}/substitution"),
            substitution,
            report,
        );
    }
    if !check.recounts.is_empty() && course.rules.bonus.is_none() {
        report.add(format!("{path}/recounts"), StagesLint::RecountsNothing);
    }
    if check.then.is_some() && check.recounts.is_empty() {
        report.add(format!("{path}/then"), StagesLint::ThenWithoutRecount);
    }
}

/// Whether a score enters a cut, a line, a tie or the total of somebody.
fn is_used(course: &Course<'_>, stage: &Stage) -> bool {
    let rules = &course.rules;
    let own = |score: &Score| super::is_stage(score, &stage.code);
    let cuts_itself = stage.cut.as_ref().is_some_and(|cut| cut.basis.is_none());
    let stages = rules
        .stages
        .iter()
        .flat_map(|stage| stage.lines.iter().flatten());
    let mut lines = stages.chain(rules.total.lines.iter().flatten());
    let formulas = course.formulas();
    let mut parts = formulas.iter().flat_map(|(_, formula)| &formula.parts);
    let mut tracks = rules.total.tracks.iter().flat_map(|track| &track.parts);
    let levels = rules
        .stages
        .iter()
        .filter_map(|stage| stage.cut.as_ref()?.level.as_ref());
    let mut keys = levels.chain([&rules.ties]).flat_map(|ties| &ties.keys);
    let out =
        matches!(&stage.scoring, Some(Scoring::Points(points)) if super::points::drops(points));
    cuts_itself
        || out
        || lines.any(|line| own(&line.on))
        || parts.any(|part| own(&part.of))
        || tracks.any(|part| own(&part.of))
        || keys.any(|key| matches!(key, TieKey::Higher(of) if own(of)))
}

/// The first moment that somebody came after counts, so the latest one stands first.
fn arrivals(path: &str, stage: &Stage, report: &mut Report) {
    let sittings = stage.times.iter().flat_map(|times| &times.sittings);
    for (index, sitting) in sittings.enumerate() {
        let rises = |pair: &[Arrival]| pair[0].at <= pair[1].at;
        if sitting.arrive_by.windows(2).any(rises) {
            let path = format!("{path}/times/sittings/{index}/arrive_by");
            report.add(path, StagesLint::ArrivalNeverReached);
        }
    }
}
