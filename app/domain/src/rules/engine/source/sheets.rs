//! Figures of one paper or of the sheets of a panel.

use super::super::cell::Cell;
use super::super::faults::{CodeKind, RuleFault};
use super::super::plan::unknown;
use super::super::state::State;
use super::Source;
use crate::rules::score::Score;
use crate::rules::stages::{Missed, Panel, PanelPlan, Papers, Stage};

pub(super) fn paper<'a>(
    step: usize,
    columns: &[usize],
    rule: &'a Papers,
    score: &'a Score,
) -> Result<Source<'a>, RuleFault> {
    let Some(code) = &score.paper else {
        return Ok(Source::Before(step));
    };
    let found = rule.papers.iter().position(|paper| paper.code == *code);
    let index = found.ok_or_else(|| unknown(CodeKind::Paper, code))?;
    let paper = &rule.papers[index];
    let Some(element) = &score.element else {
        return Ok(Source::Paper {
            step,
            column: columns[index],
            full: paper.full,
            missed_is_zero: rule.missed == Some(Missed::Zero),
        });
    };
    let question = paper.questions.iter().find(|own| own.code == *element);
    let question = question.ok_or_else(|| unknown(CodeKind::Element, element))?;
    Ok(Source::Question {
        step,
        paper: code,
        question: &question.code,
        full: question.full,
    })
}

pub(super) fn sheet<'a>(
    step: usize,
    stage: &'a Stage,
    rule: &'a Panel,
    score: &'a Score,
) -> Result<Source<'a>, RuleFault> {
    if score.element.is_none() && score.examiner.is_none() {
        return Ok(Source::Before(step));
    }
    let element = match &score.element {
        None => None,
        Some(code) => {
            let found = rule.elements.iter().position(|own| own.code == *code);
            Some(found.ok_or_else(|| unknown(CodeKind::Element, code))?)
        }
    };
    let full = element.map_or(rule.full, |index| rule.elements[index].full);
    // The rounding of the mean is stated for the whole sheet, not for a part of it.
    let alone = Panel {
        full,
        elements: Vec::new(),
        correction: None,
        mean: None,
        ..rule.clone()
    };
    let chief = score
        .examiner
        .map(|_| usize::from(rule.chief.unwrap_or(1).max(1)) - 1);
    Ok(Source::Sheet {
        step,
        element,
        chief,
        plan: Box::new(PanelPlan::compile(&alone, &stage.code)?),
        full,
    })
}

pub(super) fn sheet_cell(
    state: &State,
    row: usize,
    step: usize,
    element: Option<usize>,
    chief: Option<usize>,
    plan: &PanelPlan,
) -> Cell {
    let marks = state.table.panels[step].of(row);
    if marks.iter().any(|mark| !mark.is_score()) {
        return marks.first().copied().unwrap_or(Cell::NONE);
    }
    let cells: Vec<Cell> = match element {
        None => marks.to_vec(),
        Some(index) => {
            let record = state.record(row, step);
            let rows = record.map_or(&[][..], |record| &record.elements);
            let figures = rows.iter().filter_map(|row| row.get(index));
            figures.map(|points| Cell::score(points.raw())).collect()
        }
    };
    match chief {
        Some(seat) => cells.get(seat).copied().unwrap_or(Cell::NONE),
        None if cells.is_empty() => Cell::NONE,
        None => plan.score(&cells, &[]),
    }
}
