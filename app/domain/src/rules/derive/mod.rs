//! Why a figure is what it is: every step with its inputs, its rounding and its clause. Made on demand from the rules
//! and the recorded marks, by exact fractions and not by the columns of a run, so that the two check each other.

mod adds_up;
mod bill;
mod blocks;
mod case;
pub(crate) mod exact;
mod explain;
mod figure;
mod memory;
mod other_people;
pub(crate) mod say;

pub(crate) use bill::Bill;
pub use case::Derivations;
pub(crate) use case::{Case, ClaimsCount};
pub use explain::{ExplainedBlock, ExplainedMark, ExplainedRow, Explanation, explain};
pub(crate) use memory::{RoomMeans, RoomName};

use super::Bilingual;
use super::codes::{PostCode, StageCode};
use super::document::RuleDocument;
use super::engine::People;
use super::engine::{Outcome, Status};
use crate::numbers::{Fraction, Points, Rounding};
use serde::{Deserialize, Serialize};

/// The calculation of one candidate, block by block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    pub candidate: String,
    pub post: PostCode,
    pub post_name: Bilingual,
    /// SHA-256 of the rule document.
    pub rules: String,
    pub status: Status,
    /// The outcome, to the person.
    pub said: Bilingual,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub kind: BlockKind,
    pub title: Bilingual,
    /// The notice's words for this part, where the document keeps them.
    pub clause: Option<Bilingual>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// What the facts say about the application.
    Entry,
    /// How the bonus items stack; one block for the scores that the same items raise.
    Bonus,
    Stage(StageCode),
    /// The figure that the cut of this stage compares, where it is not the score.
    Cut(StageCode),
    Total,
    /// Places, ties, and what follows from them.
    Rank,
}

/// One line of the calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub operation: Operation,
    pub label: Bilingual,
    /// The arithmetic in figures: `74.50 × 50%`.
    pub expression: Option<String>,
    /// The figure before rounding, when it differs from the value.
    pub exact: Option<Fraction>,
    pub value: Option<Value>,
    pub rounding: Option<Rounding>,
    /// The person's own figure beside a line.
    pub compared: Option<Compared>,
    pub note: Option<Bilingual>,
    pub clause: Option<Bilingual>,
    /// The examiners' marks, in the order of the panel.
    pub marks: Vec<PanelMark>,
}

/// What a row does to the figure of its block. The figure starts at nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Adds the value.
    Add,
    /// The value, if nothing higher stands here yet.
    Highest,
    /// Shows the marks of the panel.
    Marks,
    /// The mean of the marks shown before that are not struck.
    Mean,
    /// Adds the mean of the row's own marks that are not struck: one element of the sheet.
    AddMean,
    /// Multiplies by the value.
    Multiply,
    /// Holds the figure down to the value.
    Cap,
    /// Lifts the figure to the value: no score is below nothing.
    Floor,
    /// Rounds: the value is the score of the block.
    Result,
    /// Compares a figure with a line; changes nothing.
    Compare,
    /// Says something; changes nothing.
    Say,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Points(Points),
    /// A figure that is not rounded here and may have no end.
    Exact(Fraction),
    Coefficient(Fraction),
    Place(u32),
}

/// A figure held against a line, exactly as it was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    pub figure: Fraction,
    /// The figure must be above the line, not only on it.
    pub strictly: bool,
    pub reached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelMark {
    pub mark: Points,
    pub struck: Option<StruckAs>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StruckAs {
    Highest,
    Lowest,
}

impl Outcome {
    /// How the figures of candidate `index` came about. `None`: there is no such candidate.
    pub fn derivation(
        &self,
        doc: &RuleDocument,
        people: &People,
        index: usize,
    ) -> Option<Derivation> {
        Derivations::new(doc, people, self).of(index)
    }
}

impl Derivation {
    pub fn block(&self, kind: &BlockKind) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == *kind)
    }
}

impl Block {
    /// The score that the block comes to.
    pub fn score(&self) -> Option<Fraction> {
        let results = self.rows.iter().rev();
        let mut results = results.filter(|row| row.operation == Operation::Result);
        results.next().and_then(Row::figure)
    }
}
