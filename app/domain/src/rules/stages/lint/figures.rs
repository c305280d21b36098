//! Figures that are named somewhere: they are there, and by then.

use super::StagesLint;
use crate::rules::lint::{Course, Report};
use crate::rules::score::{Score, ScoreOf};
use crate::rules::stages::Scoring;

/// Notes a figure that is not known `by` then, or that its stage does not give.
pub(crate) fn figure(
    course: &Course<'_>,
    path: &str,
    score: &Score,
    by: (usize, u8),
    report: &mut Report,
) {
    known(course, path, &score.of, by, report);
    if score.examiner.is_some() {
        let scoring = score
            .of
            .stage()
            .and_then(|code| course.rules.stage(code)?.scoring.as_ref());
        let chief = match scoring {
            Some(Scoring::Panel(panel)) => panel.chief.is_some(),
            _ => false,
        };
        if !chief {
            report.add(path, StagesLint::ChiefNotNamed);
        }
    }
}

/// The same for a whole figure. Unknown stages are found elsewhere.
pub(crate) fn known(
    course: &Course<'_>,
    path: &str,
    of: &ScoreOf,
    by: (usize, u8),
    report: &mut Report,
) {
    let Some(at) = course.known_at(of) else {
        return;
    };
    let given = match of {
        ScoreOf::Total => true,
        ScoreOf::Stage(code) => course
            .rules
            .stage(code)
            .is_some_and(|own| own.scoring.is_some()),
        ScoreOf::Cut(code) => course
            .rules
            .stage(code)
            .is_some_and(|own| own.cut.is_some()),
    };
    let of = course.name_of(of);
    if !given {
        report.add(path, StagesLint::NoScore { of });
    } else if at > by {
        report.add(path, StagesLint::NotYet { of });
    }
}
