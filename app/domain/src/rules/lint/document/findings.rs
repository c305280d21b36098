//! What can be wrong with the document as a whole: the findings, with their facts.

use super::super::super::codes::StageCode;
use super::super::super::engine::CodeKind;
use super::super::super::fields::Work;
use super::super::findings;
use crate::text::Bilingual;
use crate::time::Moment;
use chrono::NaiveDate;
use serde::Serialize;

findings!(
    /// Names, codes, variants, open questions, decisions; what many families share.
    DocumentLint {
        Blocks EmptyText,
        Blocks EmptyCode,
        Blocks DuplicateCode { name: String },
        Blocks UnknownCode { kind: CodeKind, name: String, nearest: Option<String> },
        /// Nothing else blocks, and yet no run could be made.
        Blocks CannotCompute { why: Bilingual },
        /// A stage may not be called as the total is.
        Blocks ReservedCode { name: String },
        /// A definition, post, area or group that leads back to itself.
        Blocks Cycle { name: String },
        Blocks VariantsOverlap { posts: Vec<Bilingual> },
        Asks VariantCoversNothing { name: Bilingual },
        Asks VariantForAll { name: Bilingual },
        /// A single stage that replaces none.
        Blocks VariantStageNowhere { stage: StageCode, nearest: Option<String> },
        /// The whole list and single stages, too.
        Blocks VariantStagesTwice,
        Blocks UnsettledWithoutReadings,
        Asks UnsettledOneReading,
        Notes UnsettledOpen { question: Bilingual, body: Bilingual },
        Blocks UnknownPath { field: String },
        Blocks DecisionNamesNothing { of: String },
        Blocks DecisionDoesNotFit { of: String },
        Asks DecisionAddsPlaces { post: Bilingual, places: u32, decided: u32 },
        Asks DecidedTwice { of: String },
        Notes BodyDecides { what: Decides },
        Asks DatesOutOfOrder { earlier: DayOf, later: DayOf, at: Moment, before: Moment },
        Asks MidnightMoment { day: Midnight },
        Notes Defaults { points: usize },
        Notes ActsLater { works: Vec<Work> },
        Blocks EmptyRange,
    }
);

/// What a body still has to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    MissedRatio,
    RemovedPlaces,
    /// What counts instead of a requirement, for each person.
    Relaxation(Bilingual),
    /// The order of people who are level.
    Level,
    ExtraTest(Bilingual),
    /// Whether and how many substitutes are called up.
    Substitutes(Bilingual),
    HandingOut(Bilingual),
}

/// The day whose end is written as 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Midnight(pub NaiveDate);

/// A day of the timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOf {
    Announced,
    Opens,
    Closes,
    ReviewBegins,
    ReviewEnds,
    CorrectionEnds,
    AppealBegins,
    AppealEnds,
    TicketsFrom,
    TicketsUntil,
    EvidenceDue,
    AdjustmentsDue,
    PostChangeEnds,
    FeeDue,
    WaiverEnds,
    Decided,
    /// The first sitting of a stage.
    Sitting(Bilingual),
    /// The last sitting of a stage.
    LastSitting(Bilingual),
    RecountBegins(Bilingual),
    RecountEnds(Bilingual),
    /// Who leaves later is not replaced.
    SubstitutionEnds(Bilingual),
    /// Posts, contracts or batches are handed out.
    HandedOut(Bilingual),
    /// The results of a stage are put up.
    Results(Bilingual),
    /// Something else is put up.
    PutUp(Bilingual),
}
