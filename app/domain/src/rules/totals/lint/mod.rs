//! What can be wrong with the total.

mod findings;
pub(crate) mod say;

use super::TotalRule;
use crate::numbers::Fraction;
use crate::rules::lint::{Course, Part, Report, once};
use crate::rules::score::Part as FormulaPart;
use crate::rules::stages::lint::{figure, formula, of_total, printed};
use crate::text::Bilingual;
pub use findings::TotalsLint;

pub(crate) fn check(course: &Course<'_>, report: &mut Report) {
    let (path, rule) = (course.path(Part::Total), &course.rules.total);
    let before_total = (course.rules.stages.len().saturating_sub(1), 1);
    let own = format!("{path}/formula");
    formula(course, &own, &rule.formula, before_total, report);
    if rule.formula.parts.is_empty() {
        report.add(&own, TotalsLint::NoParts);
    }
    twice(course, &own, &rule.formula.parts, report);
    if rule.formula.sum.is_some_and(|sum| sum.decimals == 0) {
        report.add(format!("{own}/sum"), TotalsLint::CoarseRounding);
    }
    if let Some(reach) = wrong_reach(course, &rule.formula.parts) {
        let full = rule.full;
        report.add(
            format!("{path}/full"),
            TotalsLint::WeightSum { reach, full },
        );
    }
    tracks(course, &path, rule, before_total, report);
    of_total(course, report);
}

fn tracks(course: &Course<'_>, path: &str, rule: &TotalRule, by: (usize, u8), report: &mut Report) {
    let codes = rule.tracks.iter().map(|own| own.track.as_str());
    once(&format!("{path}/tracks"), codes, report);
    for (index, own) in rule.tracks.iter().enumerate() {
        let path = format!("{path}/tracks/{index}/parts");
        for (part, one) in own.parts.iter().enumerate() {
            figure(course, &format!("{path}/{part}/of"), &one.of, by, report);
        }
        twice(course, &path, &own.parts, report);
        if own.parts.is_empty() {
            report.add(&path, TotalsLint::NoParts);
        } else if let Some(reach) = wrong_reach(course, &own.parts) {
            let track = course.doc.tracks.iter().find(|one| one.code == own.track);
            let track =
                track.map_or_else(|| Bilingual::zh(own.track.as_str()), |one| one.name.clone());
            let full = rule.full;
            report.add(path, TotalsLint::TrackWeightSum { track, reach, full });
        }
    }
}

/// What parts reach, when it is not the full mark.
fn wrong_reach(course: &Course<'_>, parts: &[FormulaPart]) -> Option<String> {
    let reach = course.reach(parts).filter(|_| !parts.is_empty())?;
    (reach != Fraction::of_points(course.rules.total.full)).then(|| printed(reach))
}

fn twice(course: &Course<'_>, path: &str, parts: &[FormulaPart], report: &mut Report) {
    for (index, part) in parts.iter().enumerate() {
        if parts[..index].iter().any(|own| own.of == part.of) {
            let of = course.name_of(&part.of.of);
            report.add(path, TotalsLint::PartTwice { of });
        }
    }
}
