//! A derivation in the words and figures that the person concerned reads.

use super::say::{figure, labelled, rounded, struck};
use super::{Block, BlockKind, Derivation, Operation, PanelMark, Row};
use crate::rules::say::clauses;
use crate::rules::{Bilingual, Lang};
use serde::Serialize;
use std::fmt::Write;

/// What the result page shows and the command line prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The outcome first.
    pub heading: String,
    pub blocks: Vec<ExplainedBlock>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedBlock {
    pub kind: BlockKind,
    pub title: String,
    pub clause: Option<String>,
    pub rows: Vec<ExplainedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedRow {
    pub label: String,
    /// With its sign where it adds to what stands above: `+3.00`, `× 1.0082`.
    pub figure: Option<String>,
    /// How it was rounded, which items counted, how many people.
    pub note: Option<String>,
    pub clause: Option<String>,
    pub marks: Vec<ExplainedMark>,
    /// The score of its block.
    pub result: bool,
    /// The total: a double rule stands under it.
    pub last: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExplainedMark {
    pub figure: String,
    /// Why a mark does not count.
    pub struck: Option<String>,
}

/// Renders a derivation; nothing is computed here.
pub fn explain(derivation: &Derivation, lang: Lang) -> Explanation {
    let blocks = derivation.blocks.iter();
    Explanation {
        heading: derivation.said.in_lang(lang).to_owned(),
        blocks: blocks.map(|block| explain_block(block, lang)).collect(),
    }
}

fn explain_block(block: &Block, lang: Lang) -> ExplainedBlock {
    let mut results = block.rows.iter();
    let last = results.rposition(|row| row.operation == Operation::Result);
    let is_last = |index| block.kind == BlockKind::Total && Some(index) == last;
    let rows = block.rows.iter().enumerate();
    ExplainedBlock {
        kind: block.kind.clone(),
        title: block.title.in_lang(lang).to_owned(),
        clause: said(block.clause.as_ref(), lang),
        rows: rows
            .map(|(index, row)| explain_row(index, row, is_last(index), lang))
            .collect(),
    }
}

fn said(text: Option<&Bilingual>, lang: Lang) -> Option<String> {
    text.map(|text| text.in_lang(lang).to_owned())
}

fn explain_row(index: usize, row: &Row, last: bool, lang: Lang) -> ExplainedRow {
    let label = row.label.in_lang(lang);
    let figure = row
        .value
        .map(|value| figure(value, row.operation, index == 0, lang));
    ExplainedRow {
        label: match &row.expression {
            Some(expression) => labelled(label, expression, lang),
            None => label.to_owned(),
        },
        figure,
        note: note(row, lang),
        clause: said(row.clause.as_ref(), lang),
        marks: row
            .marks
            .iter()
            .map(|mark| explain_mark(mark, lang))
            .collect(),
        result: row.operation == Operation::Result,
        last,
    }
}

fn note(row: &Row, lang: Lang) -> Option<String> {
    let rounding = row.exact.zip(row.rounding);
    let rounding = rounding.map(|(exact, rounding)| rounded(exact, rounding, lang));
    let own = said(row.note.as_ref(), lang);
    let note = clauses(
        [own.unwrap_or_default(), rounding.unwrap_or_default()],
        lang,
    );
    (!note.is_empty()).then_some(note)
}

fn explain_mark(mark: &PanelMark, lang: Lang) -> ExplainedMark {
    ExplainedMark {
        figure: mark.mark.to_string(),
        struck: mark.struck.map(|side| struck(side, lang)),
    }
}

impl Explanation {
    /// As plain lines, for the command line and for a printed slip.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n", self.heading);
        for (index, block) in self.blocks.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{} {}\n", index + 1, block.title);
            for row in &block.rows {
                let figure = row.figure.as_deref().unwrap_or("");
                let _ = writeln!(text, "{}", format!("  {}  {figure}", row.label).trim_end());
                if !row.marks.is_empty() {
                    let marks: Vec<_> = row.marks.iter().map(mark_text).collect();
                    let _ = writeln!(text, "    {}", marks.join("  "));
                }
                if let Some(note) = &row.note {
                    let _ = writeln!(text, "    {note}");
                }
            }
        }
        text
    }
}

fn mark_text(mark: &ExplainedMark) -> String {
    match &mark.struck {
        Some(struck) => format!("[{} {struck}]", mark.figure),
        None => mark.figure.clone(),
    }
}
