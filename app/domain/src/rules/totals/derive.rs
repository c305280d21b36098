//! Weighted sums by hand, and the block of the total.

use super::document::RankedOn;
use crate::numbers::{Fraction, Ratio};
use crate::rules::derive::{Bill, Block, BlockKind, Case, ClaimsCount, Operation, Row, exact, say};
use crate::rules::names::TOTAL_CODE;
use crate::rules::score::{Formula, Part, ScoreOf};

/// The rows of a weighted sum, before the sum is rounded.
pub(crate) fn weighted(
    case: &Case,
    formula: &Formula,
    parts: &[Part],
    claims: ClaimsCount,
) -> Option<Bill> {
    let mut bill = Bill::new();
    for part in parts {
        bill.add(row(case, formula, part, claims)?)?;
    }
    Some(bill)
}

/// A figure divided, rounded as a term, weighted, rounded as a product.
fn row(case: &Case, formula: &Formula, part: &Part, claims: ClaimsCount) -> Option<Row> {
    let figure = case.figure(&part.of, claims)?;
    let quotient = match part.divide_by {
        Some(by) => exact::over(figure, Fraction::of_ratio(by))?,
        None => figure,
    };
    let term = quotient.round(formula.term)?;
    let product = exact::share(term, part.weight)?;
    let mut expression = say::digits(figure);
    if let Some(by) = part.divide_by {
        expression = format!("{expression} ÷ {}", by.plain());
    }
    if part.weight != Ratio::ONE {
        let figure = if term == quotient {
            expression
        } else {
            say::digits(term)
        };
        expression = format!("{figure} × {}", part.weight.as_percent());
    }
    Some(Row {
        expression: Some(expression),
        note: say::rounded_first(quotient, term, formula.term),
        ..Row::rounded(
            Operation::Add,
            say::part(case.doc(), &part.of),
            product,
            formula.product,
        )?
    })
}

/// The total as it is compared, without the bonus that raises it.
pub(crate) fn before_bonus(case: &Case) -> Option<Fraction> {
    case.figures(&TOTAL_CODE.into()).score?;
    let rule = &case.rules().total;
    let parts = case.rules().parts(case.track());
    let sum = weighted(case, &rule.formula, parts, case.claims_at(None))?.figure;
    match rule.ranked_on {
        RankedOn::Rounded => sum.round(rule.formula.sum),
        RankedOn::Exact => Some(sum),
    }
}

/// The total with its bonus; `exact`: the sum as it is compared where the rounded one is only shown.
fn bill(case: &Case, exact: bool) -> Option<Bill> {
    let rule = &case.rules().total;
    let claims = case.claims_at(None);
    let parts = case.rules().parts(case.track());
    let mut bill = weighted(case, &rule.formula, parts, claims)?;
    let rounding = rule.formula.sum.filter(|_| !exact);
    bill.result(say::score(case.doc(), &ScoreOf::Total), rounding)?;
    let before = bill.rows.len();
    let full = Fraction::of_points(rule.full);
    crate::rules::bonus::add_bonus(case, &mut bill, &ScoreOf::Total, claims, Some(full))?;
    if bill.rows.len() > before {
        bill.rows[before - 1].label = say::before_bonus();
        bill.result(say::score(case.doc(), &ScoreOf::Total), None)?;
    }
    Some(bill)
}

/// The total as rankings and lines compare it.
pub(crate) fn compared(case: &Case) -> Option<Fraction> {
    case.figures(&TOTAL_CODE.into()).score?;
    let exact = case.rules().total.ranked_on == RankedOn::Exact;
    Some(bill(case, exact)?.figure)
}

pub(crate) fn total_block(case: &Case) -> Option<Block> {
    case.figures(&TOTAL_CODE.into()).score?;
    let rule = &case.rules().total;
    let mut rows = bill(case, false)?.rows;
    let exact = compared(case)?;
    let shown = rows.iter().rev().find_map(Row::figure)?;
    if exact != shown {
        rows.push(Row {
            note: Some(say::ranked_on_exact(exact)),
            ..Row::new(Operation::Say, say::ranked_on())
        });
    }
    let lines = rule.lines.as_deref().unwrap_or_default();
    rows.extend(crate::rules::stages::line_rows(
        case,
        lines,
        &TOTAL_CODE.into(),
    ));
    Some(Block {
        kind: BlockKind::Total,
        title: say::total_title(),
        clause: rule.clause.clone(),
        rows,
    })
}
