//! The blocks of weighted sums: the total, and a score made only for the shortlist.

use super::super::document::{BonusTarget, Rounding, ScorePart, ScoreSource, Text};
use super::super::run::{Fraction, Mark};
use super::{Block, BlockKind, Case, Operation, Parts, Row, Value, bonus, interview, written};

pub(super) fn block(case: &Case, scores: &Parts) -> Option<Block> {
    case.result.total?;
    let rule = &case.rules.total;
    let track = case.candidate.track.as_ref();
    let own = rule
        .tracks
        .iter()
        .find(|formula| Some(&formula.track) == track);
    let parts = own.map_or(&rule.parts, |formula| &formula.parts);
    let (mut rows, sum) = weighted(case, scores, parts, rule.each_product)?;
    let label = Text::new("总成绩", "Total");
    let rounded = sum.round(Some(rule.rounding))?;
    let bases = bonus::Bases {
        written: before_bonus(case),
        interview: interview::before_bonus(case).map(|(_, score)| score),
        total: Some(rounded),
    };
    let bonus_rows = bonus::rows(case, &[BonusTarget::Total], bases)?;
    if bonus_rows.is_empty() {
        rows.push(Row::result(label, sum, Some(rule.rounding))?);
    } else {
        rows.push(Row::result(
            Text::new("加分前", "Before the bonus"),
            sum,
            Some(rule.rounding),
        )?);
        let mut total = rounded;
        for row in bonus_rows {
            total = total.plus(row.figure()?)?;
            rows.push(row);
        }
        if case
            .rules
            .bonus
            .as_ref()
            .is_some_and(|rule| rule.may_exceed_full_mark == Some(false))
        {
            total = written::cap(&mut rows, rounded, total, rule.full_mark)?;
        }
        rows.push(Row::result(label, total, None)?);
    }
    Some(Block {
        kind: BlockKind::Total,
        clause: rule.clause.clone(),
        rows,
    })
}

/// Only where the shortlist compares a score of its own (O10, O37).
pub(super) fn shortlist_block(case: &Case, scores: &Parts) -> Option<Block> {
    case.result.shortlist?;
    let rule = &case.rules.shortlist;
    let basis = rule.basis.as_ref()?;
    let (mut rows, sum) = weighted(case, scores, &basis.parts, basis.each_product)?;
    rows.push(Row::result(
        Text::new("入围成绩", "Score for the shortlist"),
        sum,
        Some(basis.rounding),
    )?);
    Some(Block {
        kind: BlockKind::Shortlist,
        clause: rule.clause.clone(),
        rows,
    })
}

fn weighted(
    case: &Case,
    scores: &Parts,
    parts: &[ScorePart],
    each_product: Option<Rounding>,
) -> Option<(Vec<Row>, Fraction)> {
    let mut rows = Vec::new();
    let mut sum = Fraction::ZERO;
    for part in parts {
        let row = part_row(case, scores, part, each_product)?;
        sum = sum.plus(row.figure()?)?;
        rows.push(row);
    }
    Some((rows, sum))
}

fn part_row(
    case: &Case,
    scores: &Parts,
    part: &ScorePart,
    each_product: Option<Rounding>,
) -> Option<Row> {
    let (name, score) = source(case, scores, &part.of)?;
    let mut expression = score.decimal(2, 6).0;
    let mut figure = score;
    if let Some(by) = part.divide_by {
        let inverse = Fraction::new(by.denominator().into(), i128::from(by.numerator()).max(1));
        figure = figure.times(inverse)?.round(part.divided)?;
        expression = format!("{expression} ÷ {}", plain(by));
    }
    let exact = figure.times(Fraction::of_ratio(part.weight))?;
    let rounded = exact.round(each_product)?;
    Some(Row {
        expression: Some(format!("{expression} × {}", part.weight.as_percent())),
        value: Some(Value::of(rounded)),
        exact: (rounded != exact).then_some(exact),
        rounding: each_product.filter(|_| rounded != exact),
        ..Row::new(Operation::Add, name)
    })
}

fn plain(ratio: super::super::document::Ratio) -> String {
    match ratio.denominator() {
        1 => ratio.numerator().to_string(),
        _ => ratio.as_percent(),
    }
}

/// A figure with its name, before any rounding for display.
fn source(case: &Case, scores: &Parts, of: &ScoreSource) -> Option<(Text, Fraction)> {
    match of {
        ScoreSource::Written => Some((Text::new("笔试", "Written"), scores.written?.score()?)),
        ScoreSource::Interview => {
            Some((Text::new("面试", "Interview"), scores.interview?.score()?))
        }
        ScoreSource::InterviewBeforeCorrection => {
            let label = Text::new("面试（修正前）", "Interview, before correction");
            let block = scores.interview?;
            let figure = block
                .rows
                .iter()
                .find(|row| matches!(row.operation, Operation::Mean | Operation::Result));
            Some((label, figure?.figure()?))
        }
        _ => recorded(case, of),
    }
}

/// A figure that depends on no other block.
pub(super) fn recorded(case: &Case, of: &ScoreSource) -> Option<(Text, Fraction)> {
    let scored = |mark: Option<Mark>| match mark {
        Some(Mark::Scored(points)) => Some(Fraction::of_points(points)),
        _ => None,
    };
    match of {
        ScoreSource::WrittenBeforeBonus => {
            let label = Text::new("笔试（不含加分）", "Written, without bonus");
            Some((label, before_bonus(case)?))
        }
        ScoreSource::Paper(code) => {
            let paper = case
                .rules
                .written
                .papers
                .iter()
                .find(|paper| paper.code == *code)?;
            Some((
                paper.name.clone(),
                scored(case.candidate.paper_mark(&case.rules.written, code))?,
            ))
        }
        ScoreSource::Test(code) => {
            let test = case.doc.tests.iter().find(|test| test.code == *code)?;
            Some((
                test.name.clone(),
                scored(case.candidate.tests.get(code).copied())?,
            ))
        }
        _ => None,
    }
}

/// The written score before any bonus.
pub(super) fn before_bonus(case: &Case) -> Option<Fraction> {
    let rule = &case.rules.written;
    let mut sum = Fraction::ZERO;
    for paper in &rule.papers {
        let Mark::Scored(mark) = case.candidate.paper_mark(rule, &paper.code)? else {
            return None;
        };
        let product = Fraction::of_points(mark)
            .times(Fraction::of_ratio(paper.weight))?
            .round(rule.each_product)?;
        sum = sum.plus(product)?;
    }
    sum.round(rule.rounding)
}
