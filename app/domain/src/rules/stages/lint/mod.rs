//! What can be wrong with stages: their order, their papers, panels and events, their lines; and with tracks.

mod bands;
mod figures;
mod lines;
mod order;
mod panel;
mod papers;
mod points;
pub(crate) mod say;
mod tracks;

use crate::numbers::{Points, Ratio, Rounding};
use crate::rules::codes::{PaperCode, StageCode};
use crate::rules::lint::{Course, Report, findings};
use crate::rules::score::{Formula, Score};
use crate::text::Text;
pub(crate) use bands::bands;
pub(crate) use figures::figure;
pub(crate) use lines::{lines, of_total};
pub(crate) use papers::printed;
pub(crate) use tracks::check_tracks;

findings!(
    /// Stages, tracks, and the figures that all families name.
    StagesLint {
        // The course.
        Blocks NothingScored,
        Blocks EmptyStage { stage: Text },
        Blocks LastStageCuts { stage: Text },
        Blocks CheckAfterLast { stage: Text },
        /// The rule of the cut before is never used.
        Blocks SubstitutionTwice { stage: Text },
        /// A cut after a stage that gives no figure.
        Blocks CutWithoutFigure { stage: Text },
        /// A score that enters nothing.
        Asks ScoreUnused { stage: Text },
        Blocks RecountsNothing,
        Blocks ThenWithoutRecount,
        Asks ArrivalNeverReached,
        // Figures.
        /// A figure that is not there yet at this point of the course.
        Blocks NotYet { of: Text },
        Blocks NoScore { of: Text },
        Blocks ChiefNotNamed,
        Blocks TooManyDecimals { decimals: u8, most: u8 },
        Blocks ShareAboveWhole { share: Ratio },
        // Papers and panels.
        Blocks NoPapers,
        Blocks FullMarkSum { reach: String, full: Points },
        Blocks QuestionSum { paper: PaperCode, sum: Points, full: Points },
        Blocks ElementSum { sum: Points, full: Points },
        Blocks ElementsMissing,
        Asks EvenPanel { examiners: u8 },
        Blocks TrimsEverything { marks: u8, dropped: u16 },
        Blocks LeastAboveExaminers { least: u8, examiners: u8 },
        Blocks ChiefOutside { chief: u8, examiners: u8 },
        Blocks OutliersUndefined,
        Blocks CapNotStated,
        Asks PrecisionNotStated,
        // Events.
        Asks BandNeverReached,
        Asks BandGap { from: Points, to: Points },
        /// A better figure gives fewer points.
        Asks PointsFall,
        Asks EventsReach { reach: Points, full: Points },
        Blocks OutNotHere,
        // Lines.
        Blocks LineAboveFull { at: Points, full: String },
        Notes LineSetLater { of: Text },
        Blocks LineOfNothing,
        Blocks RoomMeanNotHere,
        /// Whether it counts depends on how many are left, and that on marks: a higher one can bring the line down.
        Asks ConditionalLine,
        /// Compared at more digits than are printed.
        Asks ComparedUnrounded { of: Text },
        // Tracks.
        Blocks TrackReadsOnlyPost { track: Text },
        Asks TrackNeverTaken { track: Text },
        /// The total of these people reads a stage that they skip.
        Blocks TrackSkipsPart { track: Text, stage: Text },
    }
);

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
