//! Why a figure is what it is: every step with its inputs, its rounding and its clause. Made on demand from the rules
//! and the recorded marks, by exact fractions and not by the columns of a run, so that the two check each other.

mod adds_up;
mod bonus;
pub(super) mod explain;
mod interview;
mod lines;
mod ranking;
mod total;
mod written;

pub(super) use ranking::source_name;

pub use explain::{ExplainedBlock, ExplainedMark, ExplainedRow, Explanation, explain};

use super::defaults::CompleteRules;
use super::document::{Post, PostCode, Rounding, RuleDocument, Text};
use super::run::{
    Candidate, CandidateOutcome, Fraction, Outcome, PostOutcome, RoomOutcome, Status,
};
use crate::numbers::Points;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The calculation of one candidate, block by block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    pub candidate: String,
    pub post: PostCode,
    pub post_name: Text,
    /// SHA-256 of the rule document.
    pub rules: String,
    pub status: Status,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    /// The notice's words for this part, where the document keeps them.
    pub clause: Option<Text>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    Written,
    Shortlist,
    Interview,
    Total,
    Rank,
}

/// One line of the calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub operation: Operation,
    pub label: Text,
    /// The arithmetic in figures: `74.50 × 50%`.
    pub expression: Option<String>,
    /// The figure before rounding, when it differs from the value.
    pub exact: Option<Fraction>,
    pub value: Option<Value>,
    pub rounding: Option<Rounding>,
    pub note: Option<Text>,
    pub clause: Option<Text>,
    /// The examiners' marks, in the order of the panel.
    pub marks: Vec<PanelMark>,
}

/// What a row does to the figure of its block. The figure starts at nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Adds the value.
    Add,
    /// Shows the marks of the panel.
    Marks,
    /// The mean of the marks that are not struck.
    Mean,
    /// Multiplies by the coefficient.
    Multiply,
    /// Holds the figure down to the value.
    Cap,
    /// Lifts the figure to the value: a correction never makes a score negative.
    Floor,
    /// Rounds: the value is the score of the block.
    Result,
    /// Compares the score with a line; changes nothing.
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Everything that derivations of one run have in common; make it once for many candidates.
pub struct Derivations<'a> {
    doc: &'a RuleDocument,
    outcome: &'a Outcome,
    posts: HashMap<&'a str, PostContext<'a>>,
    rooms: HashMap<(&'a str, Option<&'a str>), Vec<&'a RoomOutcome>>,
}

struct PostContext<'a> {
    post: &'a Post,
    rules: CompleteRules,
    counts: &'a PostOutcome,
}

/// One candidate before their post.
pub(crate) struct Case<'c> {
    pub doc: &'c RuleDocument,
    pub post: &'c Post,
    pub rules: &'c CompleteRules,
    pub counts: &'c PostOutcome,
    pub candidate: &'c Candidate,
    pub result: &'c CandidateOutcome,
    /// The room's figures, when the rule corrects between rooms.
    pub room: Option<&'c RoomOutcome>,
}

/// The blocks from which a weighted sum takes its parts.
pub(crate) struct Parts<'p> {
    written: Option<&'p Block>,
    interview: Option<&'p Block>,
}

impl Block {
    /// The score that the block comes to.
    pub fn score(&self) -> Option<Fraction> {
        self.rows
            .iter()
            .rev()
            .find(|row| row.operation == Operation::Result)
            .and_then(Row::figure)
    }
}

impl Outcome {
    /// How the figures of candidate `index` came about. `None`: there is no such candidate.
    pub fn derivation(
        &self,
        doc: &RuleDocument,
        candidates: &[Candidate],
        index: usize,
    ) -> Option<Derivation> {
        Derivations::new(doc, self).of(candidates.get(index)?, index)
    }
}

impl<'a> Derivations<'a> {
    pub fn new(doc: &'a RuleDocument, outcome: &'a Outcome) -> Self {
        let posts = outcome.posts.iter().filter_map(|counts| {
            let post = doc.post(&counts.post)?;
            let rules = doc.for_post(post).rules;
            Some((
                post.code.as_str(),
                PostContext {
                    post,
                    rules,
                    counts,
                },
            ))
        });
        let mut rooms: HashMap<_, Vec<&RoomOutcome>> = HashMap::new();
        for room in &outcome.rooms {
            rooms
                .entry((room.room.as_str(), room.sitting.as_deref()))
                .or_default()
                .push(room);
        }
        Derivations {
            doc,
            outcome,
            posts: posts.collect(),
            rooms,
        }
    }

    /// The derivation of the candidate that stood at place `index` of the run.
    pub fn of(&self, candidate: &Candidate, index: usize) -> Option<Derivation> {
        let result = self.outcome.candidates.get(index)?;
        let context = self.posts.get(candidate.post.as_str())?;
        let case = Case {
            doc: self.doc,
            post: context.post,
            rules: &context.rules,
            counts: context.counts,
            candidate,
            result,
            room: self.room_of(context, candidate),
        };
        let written = written::block(&case).map(|block| lines::below(block, &case));
        let interview = interview::block(&case).map(|block| lines::below(block, &case));
        let parts = Parts {
            written: written.as_ref(),
            interview: interview.as_ref(),
        };
        let shortlist = total::shortlist_block(&case, &parts);
        let total = total::block(&case, &parts).map(|block| lines::below(block, &case));
        let blocks = [written, shortlist, interview, total, ranking::block(&case)];
        Some(Derivation {
            candidate: candidate.number.clone(),
            post: candidate.post.clone(),
            post_name: context.post.name.clone(),
            rules: self.outcome.rules.clone(),
            status: result.status,
            blocks: blocks.into_iter().flatten().collect(),
        })
    }

    fn room_of(&self, context: &PostContext, candidate: &Candidate) -> Option<&'a RoomOutcome> {
        let rule = context.rules.interview.normalisation.as_ref()?;
        let sheet = candidate.interview.as_ref()?;
        let by_sitting = rule.unit == super::document::RoomUnit::RoomAndSitting;
        let sitting = sheet.sitting.as_deref().filter(|_| by_sitting);
        let rooms = self.rooms.get(&(sheet.room.as_str(), sitting))?;
        // A room may serve several lists; the one whose group is this post's list counts.
        let same_list = |room: &&&RoomOutcome| {
            let first = self.posts.get(room.group.as_str());
            first.is_some_and(|first| match rule.across {
                super::document::Across::Post => first.post.code == context.post.code,
                super::document::Across::Pool => first.post.pool == context.post.pool,
                super::document::Across::Campaign => true,
            })
        };
        rooms.iter().find(same_list).copied()
    }
}

impl Row {
    pub(crate) fn new(operation: Operation, label: Text) -> Self {
        Row {
            operation,
            label,
            expression: None,
            exact: None,
            value: None,
            rounding: None,
            note: None,
            clause: None,
            marks: Vec::new(),
        }
    }

    pub(crate) fn points(operation: Operation, label: Text, points: Points) -> Self {
        Row {
            value: Some(Value::Points(points)),
            ..Row::new(operation, label)
        }
    }

    /// A rounding point: what it rounds, and what comes out.
    pub(crate) fn result(label: Text, exact: Fraction, rounding: Option<Rounding>) -> Option<Self> {
        let rounded = exact.round(rounding)?;
        Some(Row {
            value: Some(Value::of(rounded)),
            exact: (rounded != exact).then_some(exact),
            rounding: rounding.filter(|_| rounded != exact),
            ..Row::new(Operation::Result, label)
        })
    }

    pub(crate) fn figure(&self) -> Option<Fraction> {
        self.value.and_then(Value::fraction)
    }
}

impl Value {
    /// Points where four decimals are enough, the exact fraction otherwise.
    pub(crate) fn of(fraction: Fraction) -> Self {
        match fraction.to_points() {
            Some(points) if Fraction::of_points(points) == fraction => Value::Points(points),
            _ => Value::Exact(fraction),
        }
    }

    pub fn fraction(self) -> Option<Fraction> {
        match self {
            Value::Points(points) => Some(Fraction::of_points(points)),
            Value::Exact(fraction) | Value::Coefficient(fraction) => Some(fraction),
            Value::Place(_) => None,
        }
    }
}
