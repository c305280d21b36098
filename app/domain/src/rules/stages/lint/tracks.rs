//! Tracks: for people, not for posts, each taken by somebody, and each with a total that its people have.

use super::StagesLint;
use crate::rules::codes::TrackCode;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::Condition;
use crate::rules::lint::{Course, Part, Report};
use crate::rules::opening::{OpeningRule, OpeningThen};

pub(crate) fn check_tracks(doc: &RuleDocument, report: &mut Report) {
    for (index, track) in doc.tracks.iter().enumerate() {
        let path = format!("/tracks/{index}");
        let name = || track.name.clone();
        match &track.when {
            Some(when) if reads_only_post(doc, when, 0) => {
                let finding = StagesLint::TrackReadsOnlyPost { track: name() };
                report.add(format!("{path}/when"), finding);
            }
            None if !is_opened(doc, &track.code) => {
                report.add(path, StagesLint::TrackNeverTaken { track: name() });
            }
            _ => {}
        }
    }
}

/// Posts differ by variants; a condition without any question about the person is a variant in disguise.
fn reads_only_post(doc: &RuleDocument, condition: &Condition, depth: usize) -> bool {
    match condition {
        Condition::Post(_) | Condition::Pool(_) | Condition::PostIn(_) => true,
        Condition::All(list) | Condition::Any(list) => list
            .iter()
            .all(|branch| reads_only_post(doc, branch, depth)),
        Condition::Not(inner) => reads_only_post(doc, inner, depth),
        Condition::Defined(name) if depth < 16 => {
            let named = doc.definitions.iter().find(|own| own.name == *name);
            named.is_some_and(|own| reads_only_post(doc, &own.condition, depth + 1))
        }
        _ => false,
    }
}

fn is_opened(doc: &RuleDocument, track: &TrackCode) -> bool {
    let variants = doc.variants.iter().filter_map(|own| own.opening.as_ref());
    let mut rules = doc.opening.iter().chain(variants).flatten();
    let names = |rule: &OpeningRule| {
        let mut cases = rule.otherwise.iter();
        cases.any(|case| matches!(&case.then, OpeningThen::Track(code) if code == track))
    };
    rules.any(names)
}

/// Who skips a stage needs a total without it.
pub(super) fn check_course(course: &Course<'_>, report: &mut Report) {
    let total = course.path(Part::Total);
    for track in course
        .doc
        .tracks
        .iter()
        .filter(|own| !own.hired_without_exam)
    {
        let parts = course.rules.parts(Some(track));
        let skipped = parts.iter().filter_map(|part| part.of.of.stage());
        let mut skipped = skipped.filter(|code| track.skips.contains(code));
        if let Some(stage) = skipped.next() {
            let (track, stage) = (track.name.clone(), course.stage_name(stage));
            report.add(
                format!("{total}/tracks"),
                StagesLint::TrackSkipsPart { track, stage },
            );
        }
    }
}
