//! Why a run cannot be made: what is wrong with the candidates, row by row, or with the rules.

use crate::numbers::Points;
use crate::rules::codes::{
    BonusCode, ElementCode, EventCode, FactKey, PaperCode, PostCode, StageCode, TestCode,
};
use crate::rules::score::ScoreOf;
use serde::Serialize;

/// Why a run cannot be made at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunFault {
    /// What is wrong with the candidates; at most `MAX_PROBLEMS`, in the order of the input.
    Candidates(Vec<CandidateProblem>),
    /// The rules name something that they do not define, or are beyond any computation.
    Rules(RuleFault),
}

/// No more problems than this are collected.
pub const MAX_PROBLEMS: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CandidateProblem {
    /// Place in the input, from 0.
    pub row: usize,
    pub number: String,
    pub kind: CandidateProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateProblemKind {
    EmptyNumber,
    /// The number stands in this earlier row, too.
    DuplicateNumber {
        first_row: usize,
    },
    UnknownPost {
        post: PostCode,
    },
    UnknownStage {
        stage: StageCode,
    },
    UnknownPaper {
        stage: StageCode,
        paper: PaperCode,
    },
    UnknownQuestion {
        paper: PaperCode,
        question: ElementCode,
    },
    UnknownEvent {
        stage: StageCode,
        event: EventCode,
    },
    UnknownTest {
        test: TestCode,
    },
    UnknownBonus {
        item: BonusCode,
    },
    /// A code of `order` or `called` that is no stage, no step and not `total`.
    UnknownStep {
        code: String,
    },
    /// An answer that the question does not offer, with the nearest one that it does.
    UnknownAnswer {
        fact: FactKey,
        answer: String,
        nearest: Option<String>,
    },
    /// A record of a kind that the stage does not score: examiners at a stage of papers.
    WrongRecord {
        stage: StageCode,
    },
    /// More tries than the event has.
    TooManyTries {
        event: EventCode,
        found: usize,
        most: usize,
    },
    /// A mark with more decimals than an examiner may give.
    MarkDecimals {
        mark: Points,
        most: u8,
    },
    /// The questions do not add up to the paper's mark.
    QuestionSum {
        paper: PaperCode,
        sum: Points,
        mark: Points,
    },
    MarkOutOfRange {
        mark: Points,
        full_mark: Points,
    },
    /// The sheet does not have one mark for each examiner.
    PanelSize {
        found: usize,
        expected: usize,
    },
    /// The sheet does not have one figure for each element: four of five were once summed (Shenzhen 2012).
    ElementCount {
        found: usize,
        expected: usize,
    },
    /// An examiner's elements do not add up to the mark.
    ElementSum {
        examiner: usize,
        sum: Points,
        mark: Points,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleFault {
    NoPosts,
    /// A code that the document does not define, with the nearest one that it does.
    Unknown {
        kind: CodeKind,
        code: String,
        nearest: Option<String>,
    },
    DuplicateCode {
        code: String,
    },
    /// A formula without parts.
    NoParts {
        step: StageCode,
    },
    /// Scores keep at most four decimals, coefficients nine.
    TooManyDecimals {
        decimals: u8,
    },
    /// A figure that is not earlier in the course.
    NotYet {
        of: ScoreOf,
    },
    /// Groups in a circle, or an item of no group.
    BonusGroups,
    /// An item or group inside a group names a target of its own, or a target that no bonus can raise.
    BonusTarget {
        code: BonusCode,
    },
    /// Trimming leaves no mark.
    TrimsEverything {
        stage: StageCode,
    },
    /// A stage without scoring and without a check.
    EmptyStage {
        stage: StageCode,
    },
    /// What changes the course (a track, reserved seats, a status among the keys) reads a fact without a column.
    FactNotGiven {
        fact: FactKey,
    },
    /// Two variants cover one post.
    VariantsOverlap {
        post: PostCode,
    },
    /// Beyond the exact integers of the engine.
    Overflow,
}

/// What kind of thing an unknown code was to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    Post,
    Pool,
    Track,
    Stage,
    Paper,
    Element,
    Event,
    Test,
    Fact,
    Option,
    Area,
    Bonus,
    Line,
    Definition,
    Day,
    Decision,
}

impl From<crate::numbers::NumberFault> for RuleFault {
    fn from(fault: crate::numbers::NumberFault) -> Self {
        match fault {
            crate::numbers::NumberFault::Overflow => RuleFault::Overflow,
            crate::numbers::NumberFault::TooManyDecimals { decimals } => {
                RuleFault::TooManyDecimals { decimals }
            }
        }
    }
}
