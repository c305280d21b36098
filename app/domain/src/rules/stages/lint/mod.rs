//! What can be wrong with stages: their order, their papers, panels and events, their lines; and with tracks.

mod bands;
mod figures;
mod findings;
mod lines;
mod order;
mod panel;
mod papers;
mod points;
pub(crate) mod say;
mod tracks;

use crate::numbers::Rounding;
use crate::rules::codes::StageCode;
use crate::rules::lint::{Course, Report};
use crate::rules::score::{Formula, Score};
pub(crate) use bands::bands;
pub(crate) use figures::figure;
pub use findings::StagesLint;
pub(crate) use lines::{lines, of_total};
pub(crate) use papers::printed;
pub(crate) use tracks::check_tracks;

pub(crate) fn check(course: &Course<'_>, report: &mut Report) {
    order::check(course, report);
    for (index, stage) in course.rules.stages.iter().enumerate() {
        let path = course.stage_path(index);
        if let Some(scoring) = &stage.scoring {
            let path = format!("{path}/scoring");
            use super::Scoring;
            match scoring {
                Scoring::Papers(papers) => papers::check(&path, papers, report),
                Scoring::Panel(panel) => panel::check(&path, panel, report),
                Scoring::Points(points) => points::check(&path, points, report),
            }
        }
        let stated = stage.lines.as_deref().unwrap_or_default();
        lines(course, &format!("{path}/lines"), stated, (index, 0), report);
    }
    tracks::check_course(course, report);
}

/// Rounding to more decimals than figures keep.
pub(crate) fn decimals(path: &str, rounding: Option<Rounding>, most: u8, report: &mut Report) {
    if let Some(decimals) = rounding.map(|own| own.decimals).filter(|own| *own > most) {
        report.add(path, StagesLint::TooManyDecimals { decimals, most });
    }
}

/// The rounding points of a formula, and that each of its figures is known by then.
pub(crate) fn formula(
    course: &Course<'_>,
    path: &str,
    formula: &Formula,
    by: (usize, u8),
    report: &mut Report,
) {
    decimals(
        &format!("{path}/term"),
        formula.term,
        SCORE_DECIMALS,
        report,
    );
    decimals(
        &format!("{path}/product"),
        formula.product,
        SCORE_DECIMALS,
        report,
    );
    decimals(&format!("{path}/sum"), formula.sum, SCORE_DECIMALS, report);
    for (index, part) in formula.parts.iter().enumerate() {
        figure(
            course,
            &format!("{path}/parts/{index}/of"),
            &part.of,
            by,
            report,
        );
    }
}

/// Scores keep four decimals, means and coefficients nine.
pub(crate) const SCORE_DECIMALS: u8 = 4;
pub(crate) const MEAN_DECIMALS: u8 = 9;

/// Whether two figures are the same one.
pub(crate) fn is_stage(score: &Score, code: &StageCode) -> bool {
    score.of.stage() == Some(code)
}
