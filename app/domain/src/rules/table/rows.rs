//! One row: its cells put where they belong, examiners' sheets put together, what is wrong told.

use super::cells;
use super::column::Column;
use super::layout::{Element, Layout, Loose};
use super::{PeopleProblem, PeopleProblemKind};
use crate::numbers::Points;
use crate::rules::eligibility::Facts;
use crate::rules::engine::numbers::Numbers;
use crate::rules::engine::{Candidate, Left, Mark};
use crate::tables::Row;

/// What some rows say: the people, what is wrong, and the numbers of the rows.
#[derive(Default)]
pub struct PeopleRows {
    pub(super) candidates: Vec<Candidate>,
    pub(super) problems: Vec<PeopleProblem>,
    /// In which row of the file each of them stands.
    pub(super) numbers: Vec<usize>,
    pub(super) known: Numbers,
}

impl PeopleRows {
    /// Puts the rows of the next part behind these. `parts`: how many there are about, so that room is made once.
    pub fn join(&mut self, next: PeopleRows, parts: usize) {
        if self.candidates.is_empty() {
            // One part is as long as another, but for the last one.
            let people = next.candidates.len() * parts + next.candidates.len() / 8;
            self.candidates.reserve_exact(people);
            self.numbers.reserve_exact(people);
        }
        let known = self.candidates.len();
        self.candidates.extend(next.candidates);
        self.known
            .add(&self.candidates, known, self.candidates.capacity());
        self.numbers.extend(next.numbers);
        self.problems.extend(next.problems);
    }
}

impl Layout<'_> {
    /// Reads some rows of the table, whose titles must be known.
    pub fn rows(&self, rows: &[Row]) -> PeopleRows {
        let (mut loose, mut problems) = (Loose::default(), Vec::new());
        let candidate = |row| self.candidate(row, &mut loose, &mut problems);
        PeopleRows {
            candidates: rows.iter().map(candidate).collect(),
            numbers: rows.iter().map(|row| row.number).collect(),
            problems,
            known: Numbers::default(),
        }
    }

    /// What the cells of a row say about a person; what is wrong is added to the problems.
    fn candidate(
        &self,
        row: &Row,
        loose: &mut Loose,
        problems: &mut Vec<PeopleProblem>,
    ) -> Candidate {
        let mut candidate = Candidate::default();
        let columns = self.columns.iter().zip(self.places.iter().copied());
        for ((column, title), cell) in columns.zip(&self.head.titles).zip(&row.cells) {
            if let Err(kind) = cells::put(self, &mut candidate, loose, column, cell) {
                problems.push(self.head.problem(row.number, &title.text, kind));
            }
        }
        for (column, kind) in self.together(&mut candidate, loose) {
            problems.push(self.head.problem(row.number, self.title(&column), kind));
        }
        candidate
    }

    /// Puts together what a row says, and leaves nothing for the next one.
    fn together(
        &self,
        candidate: &mut Candidate,
        loose: &mut Loose,
    ) -> Vec<(Column, PeopleProblemKind)> {
        let mut problems = Vec::new();
        if !loose.facts.is_empty() {
            candidate.facts = Facts(loose.facts.drain(..).collect());
        }
        let mut all = std::mem::take(&mut loose.marks);
        all.sort_by_key(|(stage, seat, _)| (*stage, *seat));
        for sheet in all.chunk_by(|(one, ..), (other, ..)| one == other) {
            self.marks(loose, sheet, &mut problems);
        }
        all.clear();
        loose.marks = all;
        let mut all = std::mem::take(&mut loose.elements);
        all.sort_by_key(|(stage, seat, element, _)| (*stage, *seat, *element));
        for sheet in all.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            self.elements(loose, sheet, &mut problems);
        }
        all.clear();
        loose.elements = all;
        candidate.stages = loose.take_records(&self.stages);
        left(candidate, loose, &mut problems);
        problems
    }

    /// The marks of a panel; those after an empty seat are none.
    fn marks(
        &self,
        loose: &mut Loose,
        sheet: &[(usize, usize, Mark)],
        problems: &mut Vec<(Column, PeopleProblemKind)>,
    ) {
        let seats = sheet.iter().zip(1..);
        let seated = seats.take_while(|((_, seat, _), next)| seat == next);
        let (seated, apart) = sheet.split_at(seated.count());
        for (stage, seat, _) in apart {
            let column = Column::Examiner(self.stages[*stage].clone(), *seat);
            let missing = seated.len() + 1;
            problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
        }
        let marks = seated.iter().map(|(.., mark)| *mark);
        loose.record(sheet[0].0).examiners = marks.collect();
    }

    /// The figures of one examiner for the elements of a sheet.
    fn elements(
        &self,
        loose: &mut Loose,
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
            let column = Column::Element(self.stages[stage].clone(), seat, *element);
            problems.push((column, PeopleProblemKind::ElementMissing));
            return;
        }
        let record = loose.record(stage);
        if record.elements.len() + 1 == seat {
            record.elements.push(figures);
        } else {
            let missing = record.elements.len() + 1;
            let column = Column::Element(self.stages[stage].clone(), seat, first);
            problems.push((column, PeopleProblemKind::ExaminerMissing { missing }));
        }
    }

    /// The title of a column; blank for one that the table does not have.
    pub(super) fn title(&self, wanted: &Column) -> &str {
        let at = self.columns.iter().position(|column| column == wanted);
        at.map_or("", |at| self.head.titles[at].text.as_str())
    }
}

/// Where somebody left, with its details.
fn left(
    candidate: &mut Candidate,
    loose: &mut Loose,
    problems: &mut Vec<(Column, PeopleProblemKind)>,
) {
    let (on, how) = (loose.left_at.take(), loose.left_as.take());
    match loose.left.take() {
        Some(at) => candidate.left = Some(Left { at, on, how }),
        None if on.is_some() || how.is_some() => {
            problems.push((Column::Left, PeopleProblemKind::LeftNowhere));
        }
        None => {}
    }
}
