//! Why a run cannot be made: what is wrong with the candidates, row by row, or with the rules.

use super::super::document::{BonusCode, OptionCode, PaperCode, PostCode, TestCode};
use crate::numbers::Points;
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
    UnknownPaper {
        paper: PaperCode,
    },
    UnknownTest {
        test: TestCode,
    },
    UnknownTrack,
    UnknownBonus {
        item: BonusCode,
    },
    /// The bonus knows no such level.
    UnknownLevel {
        item: BonusCode,
        level: OptionCode,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// The bonus goes by a level or a quantity that the claim does not give.
    IncompleteBonus {
        item: BonusCode,
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
    UnknownPaper {
        paper: PaperCode,
    },
    UnknownTest {
        test: TestCode,
    },
    DuplicateCode {
        code: String,
    },
    NoParts {
        post: PostCode,
    },
    /// Scores keep at most four decimals, coefficients nine.
    TooManyDecimals {
        decimals: u8,
    },
    /// A figure that a stage cannot have yet: the total inside the total.
    CircularSource,
    BonusGroups,
    /// An item or group inside a group names a target of its own.
    BonusTarget {
        code: BonusCode,
    },
    /// Trimming leaves no mark.
    TrimsEverything {
        post: PostCode,
    },
    /// Beyond the exact integers of the engine.
    Overflow,
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
