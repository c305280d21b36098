//! The pass lines of a block (合格线): each figure beside the line that it had to reach.

use super::super::document::{Lang, ScoreSource, Text};
use super::super::run::{Fraction, LineOutcome};
use super::{Block, BlockKind, Case, Operation, Row, Value, total};

/// The block with its lines below its score. A block without a score says why instead.
pub(super) fn below(mut block: Block, case: &Case) -> Block {
    let own = |line: &&LineOutcome| kind(&line.of) == block.kind && line.counts_for(case.candidate);
    let rows: Vec<Row> = case
        .counts
        .lines
        .iter()
        .filter(own)
        .filter_map(|line| row(case, block.score()?, line))
        .collect();
    block.rows.extend(rows);
    block
}

const fn kind(of: &ScoreSource) -> BlockKind {
    match of {
        ScoreSource::Interview | ScoreSource::InterviewBeforeCorrection => BlockKind::Interview,
        ScoreSource::Total => BlockKind::Total,
        _ => BlockKind::Written,
    }
}

fn row(case: &Case, score: Fraction, line: &LineOutcome) -> Option<Row> {
    let without_bonus = case.rules.bonus.is_some();
    let (label, figure) = match &line.of {
        _ if !line.together.is_empty() => (
            together_label(case, line),
            Fraction::of_points(line.marks_together(&case.rules.written, case.candidate)?),
        ),
        ScoreSource::WrittenBeforeBonus if without_bonus => {
            let label = Text::new("笔试合格线（不含加分）", "Written pass line, without bonus");
            (label, total::recorded(case, &line.of)?.1)
        }
        ScoreSource::Written | ScoreSource::WrittenBeforeBonus => {
            (Text::new("笔试合格线", "Written pass line"), score)
        }
        ScoreSource::Interview => (interview_label(line), score),
        ScoreSource::Total => (Text::new("总成绩合格线", "Pass line of the total"), score),
        other => {
            let (name, figure) = total::recorded(case, other)?;
            let (zh, en) = (name.in_lang(Lang::Zh), name.in_lang(Lang::En));
            (
                Text::new(format!("{zh}合格线"), format!("Pass line: {en}")),
                figure,
            )
        }
    };
    let digits = figure.decimal(2, 6).0;
    let (zh, en) = match (line.strictly, line.is_reached(figure)) {
        (false, true) => ("达到", "reached"),
        (false, false) => ("没有达到", "not reached"),
        (true, true) => ("高于合格线", "above it"),
        (true, false) => ("没有高于合格线", "not above it"),
    };
    Some(Row {
        value: Some(Value::of(line.at)),
        note: Some(Text::new(
            format!("{digits}，{zh}"),
            format!("{digits}, {en}"),
        )),
        ..Row::new(Operation::Compare, label)
    })
}

/// `行测、申论合计合格线`.
fn together_label(case: &Case, line: &LineOutcome) -> Text {
    let papers = case
        .rules
        .written
        .papers
        .iter()
        .filter(|paper| line.together.contains(&paper.code));
    let names = |lang, between: &str| {
        papers
            .clone()
            .map(|paper| paper.name.in_lang(lang))
            .collect::<Vec<_>>()
            .join(between)
    };
    Text::new(
        format!("{}合计合格线", names(Lang::Zh, "、")),
        format!("Pass line: {} together", names(Lang::En, " and ")),
    )
}

fn interview_label(line: &LineOutcome) -> Text {
    match line.room {
        None => Text::new("面试合格线", "Interview pass line"),
        Some(_) => Text::new(
            "面试合格线（本考场平均分）",
            "Interview pass line: the mean of this room",
        ),
    }
}
