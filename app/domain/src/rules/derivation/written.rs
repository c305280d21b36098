//! The written block: papers, weights, bonus, result, pass lines.

use super::super::document::{BonusTarget, Paper, Ratio, Rounding, Text};
use super::super::run::{Fraction, Mark, Status};
use super::{Block, BlockKind, Case, Operation, Row, Value, bonus};
use crate::numbers::Points;

pub(super) fn block(case: &Case) -> Option<Block> {
    if case.candidate.written.is_empty() && case.result.written.is_none() {
        return None;
    }
    let rule = &case.rules.written;
    let rows = match unscored(case) {
        Some(row) => vec![row],
        None => rows(case)?,
    };
    Some(Block {
        kind: BlockKind::Written,
        clause: rule.clause.clone(),
        rows,
    })
}

/// Why there is no written score.
fn unscored(case: &Case) -> Option<Row> {
    let label = match case.result.status {
        Status::WrittenAbsent => Text::new("缺考，没有笔试成绩", "Absent: no written score"),
        Status::WrittenViolation => {
            Text::new("违纪，笔试成绩无效", "Violation: the written score is void")
        }
        Status::WrittenMissing => Text::new(
            "笔试成绩还没有录全",
            "The written marks are not complete yet",
        ),
        _ if case.result.written.is_none() => Text::new("没有笔试成绩", "No written score"),
        _ => return None,
    };
    Some(Row::new(Operation::Say, label))
}

fn rows(case: &Case) -> Option<Vec<Row>> {
    let rule = &case.rules.written;
    let single = rule.each_product.is_none()
        && matches!(&rule.papers[..], [paper] if paper.weight == Ratio::ONE);
    let mut rows = Vec::new();
    let mut sum = Fraction::ZERO;
    for paper in &rule.papers {
        let Mark::Scored(mark) = case.candidate.paper_mark(rule, &paper.code)? else {
            return None;
        };
        let mut row = paper_row(paper, mark, single, rule.each_product)?;
        if case.candidate.written.get(&paper.code) == Some(&Mark::Absent) {
            row.note = Some(Text::new("缺考，按零分计", "absent: counts as nothing"));
        }
        sum = sum.plus(row.figure()?)?;
        rows.push(row);
    }
    let on_paper = Text::new("卷面成绩", "Score on paper");
    let before = sum.round(rule.rounding)?;
    let bases = bonus::Bases {
        written: Some(before),
        ..bonus::Bases::default()
    };
    let bonus_rows = bonus::rows(case, &[BonusTarget::Written, BonusTarget::Both], bases)?;
    if !single || before != sum {
        rows.push(Row::result(on_paper, sum, rule.rounding)?);
    }
    let mut score = before;
    for row in bonus_rows {
        score = score.plus(row.figure()?)?;
        rows.push(row);
    }
    if case
        .rules
        .bonus
        .as_ref()
        .is_some_and(|rule| rule.may_exceed_full_mark == Some(false))
    {
        score = cap(&mut rows, before, score, rule.full_mark)?;
    }
    rows.push(Row::result(
        Text::new("笔试成绩", "Written score"),
        score,
        None,
    )?);
    Some(rows)
}

fn paper_row(
    paper: &Paper,
    mark: Points,
    single: bool,
    each_product: Option<Rounding>,
) -> Option<Row> {
    if single {
        return Some(Row::points(
            Operation::Add,
            Text::new("卷面成绩", "Score on paper"),
            mark,
        ));
    }
    let exact = Fraction::of_points(mark).times(Fraction::of_ratio(paper.weight))?;
    let rounded = exact.round(each_product)?;
    Some(Row {
        expression: Some(format!("{mark} × {}", paper.weight.as_percent())),
        value: Some(Value::of(rounded)),
        exact: (rounded != exact).then_some(exact),
        rounding: each_product.filter(|_| rounded != exact),
        ..Row::new(Operation::Add, paper.name.clone())
    })
}

/// Holds a score with bonus down to the full mark, but never below what the person had without it.
pub(super) fn cap(
    rows: &mut Vec<Row>,
    before: Fraction,
    score: Fraction,
    full_mark: Points,
) -> Option<Fraction> {
    let full = Fraction::of_points(full_mark);
    let limit = if before.at_most(full)? == before {
        full
    } else {
        before
    };
    let held = score.at_most(limit)?;
    if held != score {
        let label = Text::new("加分后不超过满分", "With the bonus at most the full mark");
        rows.push(Row {
            value: Some(Value::of(held)),
            ..Row::new(Operation::Cap, label)
        });
    }
    Some(held)
}
