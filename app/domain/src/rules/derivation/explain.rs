//! A derivation in the words and figures that the person concerned reads.

use super::super::document::{Lang, Rounding, RoundingMode, Text};
use super::super::run::Fraction;
use super::{Block, BlockKind, Derivation, Operation, Row, StruckAs, Value};
use serde::Serialize;
use std::fmt::Write;

/// What the result page shows and the command line prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The outcome first: `你进入体检`.
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
    /// `最高`, `最低`, for a mark that does not count.
    pub struck: Option<String>,
}

/// Renders a derivation; nothing is computed here.
pub fn explain(derivation: &Derivation, lang: Lang) -> Explanation {
    Explanation {
        heading: derivation.status.say(lang).to_owned(),
        blocks: derivation
            .blocks
            .iter()
            .map(|block| explain_block(block, lang))
            .collect(),
    }
}

fn explain_block(block: &Block, lang: Lang) -> ExplainedBlock {
    let last = block
        .rows
        .iter()
        .rposition(|row| row.operation == Operation::Result);
    let is_last = |index| block.kind == BlockKind::Total && Some(index) == last;
    let rows = block.rows.iter().enumerate();
    ExplainedBlock {
        kind: block.kind,
        title: title(block.kind, lang).to_owned(),
        clause: said(block.clause.as_ref(), lang),
        rows: rows
            .map(|(index, row)| explain_row(index, row, is_last(index), lang))
            .collect(),
    }
}

fn title(kind: BlockKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (BlockKind::Written, Lang::Zh) => "笔试",
        (BlockKind::Written, Lang::En) => "Written test",
        (BlockKind::Shortlist, Lang::Zh) => "入围成绩",
        (BlockKind::Shortlist, Lang::En) => "Score for the shortlist",
        (BlockKind::Interview, Lang::Zh) => "面试",
        (BlockKind::Interview, Lang::En) => "Interview",
        (BlockKind::Total, Lang::Zh) => "合成总成绩",
        (BlockKind::Total, Lang::En) => "Total",
        (BlockKind::Rank, Lang::Zh) => "名次和结果",
        (BlockKind::Rank, Lang::En) => "Place and outcome",
    }
}

fn said(text: Option<&Text>, lang: Lang) -> Option<String> {
    text.map(|text| text.in_lang(lang).to_owned())
}

fn explain_row(index: usize, row: &Row, last: bool, lang: Lang) -> ExplainedRow {
    let label = row.label.in_lang(lang);
    let label = match &row.expression {
        Some(expression) if lang == Lang::Zh && ends_in_han(label) => {
            format!("{label}{expression}")
        }
        Some(expression) => format!("{label} {expression}"),
        None => label.to_owned(),
    };
    ExplainedRow {
        label,
        figure: row
            .value
            .map(|value| figure(value, row.operation, index == 0, lang)),
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

fn ends_in_han(label: &str) -> bool {
    label.chars().last().is_some_and(|last| !last.is_ascii())
}

fn figure(value: Value, operation: Operation, first: bool, lang: Lang) -> String {
    let digits = match value {
        Value::Points(points) => points.to_string(),
        Value::Exact(fraction) => fraction_digits(fraction),
        Value::Coefficient(fraction) => fraction_digits(fraction),
        Value::Place(place) if lang == Lang::Zh => return format!("第{place}名"),
        Value::Place(place) => return format!("no. {place}"),
    };
    match operation {
        Operation::Multiply => format!("× {digits}"),
        Operation::Add if !first && !digits.starts_with('-') => format!("+{digits}"),
        _ => digits,
    }
}

/// A fraction without an end is shown with six decimals and dots.
fn fraction_digits(fraction: Fraction) -> String {
    match fraction.decimal(2, 9) {
        (digits, true) => digits,
        _ => format!("{}…", fraction.decimal(2, 6).0),
    }
}

fn note(row: &Row, lang: Lang) -> Option<String> {
    let rounding = match (row.exact, row.rounding) {
        (Some(exact), Some(rounding)) => {
            let comma = if lang == Lang::Zh { "，" } else { ", " };
            Some(format!(
                "{}{comma}{}",
                fraction_digits(exact),
                say_rounding(rounding, lang)
            ))
        }
        _ => None,
    };
    let own = said(row.note.as_ref(), lang);
    match (rounding, own) {
        (Some(rounding), Some(own)) => Some(format!(
            "{rounding}{}{own}",
            if lang == Lang::Zh { "；" } else { "; " }
        )),
        (rounding, own) => rounding.or(own),
    }
}

/// `四舍五入到两位小数`.
pub(in super::super) fn say_rounding(rounding: Rounding, lang: Lang) -> String {
    let decimals = rounding.decimals;
    match (rounding.mode, lang) {
        (RoundingMode::HalfUp, Lang::Zh) => format!("四舍五入到{}", zh_decimals(decimals)),
        (RoundingMode::HalfEven, Lang::Zh) => format!("四舍六入五成双到{}", zh_decimals(decimals)),
        (RoundingMode::Truncate, Lang::Zh) => format!("保留{}，不四舍五入", zh_decimals(decimals)),
        (RoundingMode::Up, Lang::Zh) => format!("进一法到{}", zh_decimals(decimals)),
        (RoundingMode::HalfUp, Lang::En) => format!("rounded half up to {decimals} decimals"),
        (RoundingMode::HalfEven, Lang::En) => {
            format!("rounded half to even to {decimals} decimals")
        }
        (RoundingMode::Truncate, Lang::En) => format!("cut off after {decimals} decimals"),
        (RoundingMode::Up, Lang::En) => format!("rounded up to {decimals} decimals"),
    }
}

fn zh_decimals(decimals: u8) -> String {
    match decimals {
        0 => "整数".to_owned(),
        1 => "一位小数".to_owned(),
        2 => "两位小数".to_owned(),
        3 => "三位小数".to_owned(),
        4 => "四位小数".to_owned(),
        more => format!("{more}位小数"),
    }
}

fn explain_mark(mark: &super::PanelMark, lang: Lang) -> ExplainedMark {
    let struck = mark.struck.map(|struck| match (struck, lang) {
        (StruckAs::Highest, Lang::Zh) => "最高".to_owned(),
        (StruckAs::Highest, Lang::En) => "highest".to_owned(),
        (StruckAs::Lowest, Lang::Zh) => "最低".to_owned(),
        (StruckAs::Lowest, Lang::En) => "lowest".to_owned(),
    });
    ExplainedMark {
        figure: mark.mark.to_string(),
        struck,
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
                let _ = writeln!(text, "  {}  {figure}", row.label);
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
