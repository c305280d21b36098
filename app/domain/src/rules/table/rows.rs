//! One row: its cells put where they belong, examiners' sheets put together, what is wrong told.

use super::cells;
use super::columns::Column;
use super::layout::{Element, Layout, Loose, Rooms};
use super::{PeopleProblem, PeopleProblemKind};
use crate::numbers::Points;
use crate::rules::codes::StageCode;
use crate::rules::eligibility::Facts;
use crate::rules::engine::{Candidate, Left, Mark};
use crate::tables::Row;

/// What some rows say: the people, what is wrong, and the numbers of the rows.
#[derive(Default)]
pub struct PeopleRows {
    pub(super) candidates: Vec<Candidate>,
    pub(super) problems: Vec<PeopleProblem>,
    pub(super) numbers: Vec<usize>,
}

impl<'d> Layout<'d> {
    /// Reads some rows of the table, whose titles must be known.
    pub fn rows(&self, rows: &[Row]) -> PeopleRows {
        let (mut rooms, mut problems) = (Rooms::default(), Vec::new());
        let candidate = |row| self.candidate(row, &mut rooms, &mut problems);
        PeopleRows {
            candidates: rows.iter().map(candidate).collect(),
            numbers: rows.iter().map(|row| row.number).collect(),
            problems,
        }
    }

    /// What the cells of a row say about a person; what is wrong is added to the problems.
    fn candidate(
        &self,
        row: &Row,
        rooms: &mut Rooms,
        problems: &mut Vec<PeopleProblem>,
    ) -> Candidate {
        let mut candidate = Candidate::default();
        let mut loose = Loose::new(rooms);
        for ((column, title), cell) in self.columns.iter().zip(&self.head.titles).zip(&row.cells) {
            if let Err(kind) = cells::put(self, &mut candidate, &mut loose, column, cell) {
                problems.push(self.head.problem(row.number, &title.text, kind));
            }
        }
        for (column, kind) in together(&mut candidate, loose) {
            problems.push(self.head.problem(row.number, self.title(&column), kind));
        }
        candidate
    }

    /// The title of a column; blank for one that the table does not have.
    pub(super) fn title(&self, wanted: &Column) -> &str {
        let at = self.columns.iter().position(|column| column == wanted);
        at.map_or("", |at| self.head.titles[at].text.as_str())
    }
}

fn together(candidate: &mut Candidate, mut loose: Loose) -> Vec<(Column, PeopleProblemKind)> {
    let mut problems = Vec::new();
    candidate.facts = Facts(loose.facts.into_iter().collect());
    loose.marks.sort_by_key(|(stage, seat, _)| (*stage, *seat));
    for sheet in loose.marks.chunk_by(|(one, ..), (other, ..)| one == other) {
        marks(candidate, sheet, &mut problems);
    }
    loose
        .elements
        .sort_by_key(|(stage, seat, element, _)| (*stage, *seat, *element));
    let one_sheet =
        |(stage, seat, ..): &Element, (other, next, ..): &Element| (stage, seat) == (other, next);
    for sheet in loose.elements.chunk_by(one_sheet) {
        elements(candidate, sheet, &mut problems);
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

/// The marks of a panel; those after an empty seat are none.
fn marks(
    candidate: &mut Candidate,
    sheet: &[(&StageCode, usize, Mark)],
    problems: &mut Vec<(Column, PeopleProblemKind)>,
) {
    let seats = sheet.iter().zip(1..);
    let seated = seats.take_while(|((_, seat, _), next)| seat == next);
    let (seated, apart) = sheet.split_at(seated.count());
    for (stage, seat, _) in apart {
        let column = Column::Examiner((*stage).clone(), *seat);
        let missing = seated.len() + 1;
        problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
    }
    let marks = seated.iter().map(|(.., mark)| *mark);
    candidate.stages.entry(sheet[0].0).examiners = marks.collect();
}

/// The figures of one examiner for the elements of a sheet.
fn elements(
    candidate: &mut Candidate,
    sheet: &[Element],
    problems: &mut Vec<(Column, PeopleProblemKind)>,
) {
    let (stage, seat, first, _) = sheet[0];
    let figures: Vec<Points> = sheet.iter().filter_map(|(.., figure)| *figure).collect();
    if figures.is_empty() {
        return;
    }
    let gap = sheet.iter().find(|(.., figure)| figure.is_none());
    if let Some((_, _, element, _)) = gap {
        let column = Column::Element(stage.clone(), seat, *element);
        problems.push((column, PeopleProblemKind::ElementMissing));
        return;
    }
    let record = candidate.stages.entry(stage);
    if record.elements.len() + 1 == seat {
        record.elements.push(figures);
    } else {
        let missing = record.elements.len() + 1;
        let column = Column::Element(stage.clone(), seat, first);
        problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
    }
}
