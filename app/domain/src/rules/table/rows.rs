//! One row: its cells put where they belong, examiners' sheets put together, what is wrong told.

use super::cells;
use super::columns::Column;
use super::{PeopleProblem, PeopleProblemKind};
use crate::numbers::Points;
use crate::rules::codes::StageCode;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Candidate, Left, LeftAt, Mark};
use crate::rules::lists::Leave;
use crate::tables::{Grid, Row};
use crate::time::Moment;
use std::collections::BTreeMap;

/// What is read before it can be put together.
#[derive(Default)]
pub(super) struct Loose {
    /// By stage and examiner.
    pub marks: BTreeMap<(StageCode, usize), Mark>,
    /// By stage and examiner: the figures of the elements, by their place.
    pub elements: BTreeMap<(StageCode, usize), BTreeMap<usize, Option<Points>>>,
    pub left: Option<LeftAt>,
    pub left_at: Option<Moment>,
    pub left_as: Option<Leave>,
}

/// What the cells of a row say about a person, and what is wrong.
pub(super) fn candidate(
    doc: &RuleDocument,
    grid: &Grid,
    columns: &[Column],
    row: &Row,
) -> (Candidate, Vec<PeopleProblem>) {
    let mut candidate = Candidate::default();
    let mut loose = Loose::default();
    let mut problems = Vec::new();
    for ((column, title), cell) in columns.iter().zip(&grid.titles).zip(&row.cells) {
        if let Err(kind) = cells::put(doc, &mut candidate, &mut loose, column, cell) {
            problems.push(grid.problem(row.number, &title.text, kind));
        }
    }
    let title = |wanted: &Column| {
        let at = columns.iter().position(|column| column == wanted);
        at.map_or("", |at| grid.titles[at].text.as_str())
    };
    for (column, kind) in together(&mut candidate, loose) {
        problems.push(grid.problem(row.number, title(&column), kind));
    }
    (candidate, problems)
}

fn together(candidate: &mut Candidate, loose: Loose) -> Vec<(Column, PeopleProblemKind)> {
    let mut problems = Vec::new();
    for ((stage, seat), mark) in loose.marks {
        let record = candidate.stages.entry(&stage);
        if record.examiners.len() + 1 == seat {
            record.examiners.push(mark);
        } else {
            let missing = record.examiners.len() + 1;
            let column = Column::Examiner(stage, seat);
            problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
        }
    }
    for ((stage, seat), figures) in loose.elements {
        if figures.values().all(Option::is_none) {
            continue;
        }
        let gap = figures.iter().find(|(_, figure)| figure.is_none());
        if let Some((element, _)) = gap {
            let column = Column::Element(stage, seat, *element);
            problems.push((column, PeopleProblemKind::ElementMissing));
            continue;
        }
        let record = candidate.stages.entry(&stage);
        if record.elements.len() + 1 == seat {
            record
                .elements
                .push(figures.into_values().flatten().collect());
        } else {
            let missing = record.elements.len() + 1;
            let element = figures.keys().next().copied().unwrap_or_default();
            let column = Column::Element(stage, seat, element);
            problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
        }
    }
    let detail = loose.left_at.is_some() || loose.left_as.is_some();
    match loose.left {
        Some(at) => {
            candidate.left = Some(Left {
                at,
                on: loose.left_at,
                how: loose.left_as,
            });
        }
        None if detail => problems.push((Column::Left, PeopleProblemKind::LeftNowhere)),
        None => {}
    }
    problems
}
