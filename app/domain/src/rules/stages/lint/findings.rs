//! What can be wrong with stages: the findings, with their facts.

use crate::numbers::{Points, Ratio};
use crate::rules::codes::PaperCode;
use crate::rules::lint::findings;
use crate::text::Bilingual;

findings!(
    /// Stages, tracks, and the figures that all families name.
    StagesLint {
        // The course.
        Blocks NothingScored,
        Blocks EmptyStage { stage: Bilingual },
        Blocks LastStageCuts { stage: Bilingual },
        Blocks CheckAfterLast { stage: Bilingual },
        /// The rule of the cut before is never used.
        Blocks SubstitutionTwice { stage: Bilingual },
        /// A cut after a stage that gives no figure.
        Blocks CutWithoutFigure { stage: Bilingual },
        /// A score that enters nothing.
        Asks ScoreUnused { stage: Bilingual },
        Blocks RecountsNothing,
        Blocks ThenWithoutRecount,
        Asks ArrivalNeverReached,
        // Figures.
        /// A figure that is not there yet at this point of the course.
        Blocks NotYet { of: Bilingual },
        Blocks NoScore { of: Bilingual },
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
        Notes LineSetLater { of: Bilingual },
        Blocks LineOfNothing,
        Blocks RoomMeanNotHere,
        /// Whether it counts depends on how many are left, and that on marks: a higher one can bring the line down.
        Asks ConditionalLine,
        /// Compared at more digits than are printed.
        Asks ComparedUnrounded { of: Bilingual },
        // Tracks.
        Blocks TrackReadsOnlyPost { track: Bilingual },
        Asks TrackNeverTaken { track: Bilingual },
        /// The total of these people reads a stage that they skip.
        Blocks TrackSkipsPart { track: Bilingual, stage: Bilingual },
    }
);
