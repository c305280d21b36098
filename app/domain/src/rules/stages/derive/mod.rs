//! A stage by hand: what was recorded, what it comes to, the bonus on it, and its lines.

mod bands;
mod events;
mod lines;
mod panel;
mod papers;
mod rooms;
mod trim;

pub(crate) use bands::{BandAnswer, marginal, read as read_bands};
pub(crate) use events::part as part_of_events;
pub(crate) use lines::rows as line_rows;
pub(crate) use panel::part as part_of_sheet;
pub(crate) use papers::part as part_of_papers;

use super::document::{Scoring, Stage};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::StageCode;
use crate::rules::derive::{Bill, Block, BlockKind, Case, ClaimsCount, Operation, Row, exact, say};
use crate::rules::engine::{OutBy, Status};
use crate::rules::score::ScoreOf;

/// The block of a scored stage; nothing where this person has nothing to do with it.
pub(crate) fn stage_block(case: &Case, stage: &Stage) -> Option<Block> {
    stage.scoring.as_ref()?;
    let rows = match case.figures(&stage.code).score {
        Some(_) => {
            let mut rows = stage_bill(case, stage, case.claims_now())?.rows;
            let lines = stage.lines.as_deref().unwrap_or_default();
            rows.extend(line_rows(case, lines, &stage.code));
            rows
        }
        None => without_score(case, stage)?,
    };
    Some(Block {
        kind: BlockKind::Stage(stage.code.clone()),
        title: stage.name.clone(),
        clause: stage.clause.clone(),
        rows,
    })
}

/// Why there is no score.
fn without_score(case: &Case, stage: &Stage) -> Option<Vec<Row>> {
    let step = case.all.outcome.step(&stage.code)?;
    let why = match case.result().status {
        Status::Out(at, by @ (OutBy::Absent | OutBy::Violation)) if at == step => {
            say::no_score(&stage.name, by)
        }
        Status::Out(at, OutBy::BelowLine) if at == step => {
            return events::put_out(case, stage);
        }
        Status::Blocked(at) if at == step => say::incomplete(&stage.name),
        _ => return None,
    };
    Some(vec![Row::new(Operation::Say, why)])
}

/// The score of a stage with the bonus that raises it.
pub(crate) fn stage_bill(case: &Case, stage: &Stage, claims: ClaimsCount) -> Option<Bill> {
    let mut bill = before_bonus(case, stage)?;
    let full = Fraction::of_points(stage.scoring.as_ref()?.full());
    let raised = ScoreOf::Stage(stage.code.clone());
    crate::rules::bonus::add_bonus(case, &mut bill, &raised, claims, Some(full))?;
    bill.result(say::score(case.doc(), &raised), None)?;
    Some(bill)
}

/// The score of a stage as it stood before any bonus.
pub(crate) fn before_bonus(case: &Case, stage: &Stage) -> Option<Bill> {
    match stage.scoring.as_ref()? {
        Scoring::Papers(rule) => papers::bill(case, stage, rule),
        Scoring::Panel(rule) => {
            let mut bill = panel::bill(rule, case.record(&stage.code)?)?;
            rooms::correct(case, stage, rule, &mut bill)?;
            Some(bill)
        }
        Scoring::Points(rule) => events::bill(case, stage, rule),
    }
}

/// No points of a stage are below nothing or above its full mark.
fn hold(bill: &mut Bill, full: Points) -> Option<()> {
    bill.cap(say::at_most_full(), Fraction::of_points(full))?;
    bill.floor(say::at_least_nothing())?;
    Some(())
}

/// Whether this person came to a stage with a score.
fn has_score(case: &Case, stage: &StageCode) -> bool {
    case.figures(stage).score.is_some()
}

/// So many hundredths, thirds … of a figure.
fn weighted(figure: Fraction, weight: crate::numbers::Ratio) -> Option<Fraction> {
    exact::share(figure, weight)
}
