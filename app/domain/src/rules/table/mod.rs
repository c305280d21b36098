//! The table of people that offices keep: one row each, columns by the codes or names of the rules. What
//! cannot be read is told with row and column, all at once; nothing is guessed.

mod cells;
mod column;
mod columns;
mod facts;
mod layout;
pub mod results;
mod rows;
pub(crate) mod say;
mod titles;
mod words;

pub use column::Column;
pub use columns::template;
pub(crate) use titles::{Called, answer_of, title_of};

use crate::numbers::BadPoints;
use crate::parallel::in_parts;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{FactColumns, People};
use crate::tables::{self, Grid, GridProblem, Told};
use crate::text::Lang;
pub use layout::Layout;
pub use rows::PeopleRows;
use serde::Serialize;
use std::collections::HashMap;

/// Something about the table that somebody must look at.
pub type PeopleProblem = tables::TableProblem<PeopleProblemKind>;

impl From<tables::TableProblem> for PeopleProblem {
    fn from(problem: tables::TableProblem) -> Self {
        PeopleProblem {
            sheet: problem.sheet,
            row: problem.row,
            column: problem.column,
            kind: PeopleProblemKind::Grid(problem.kind),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleProblemKind {
    /// What is wrong with any table.
    Grid(GridProblem),
    /// A column that the table must have.
    ColumnMissing,
    /// The column stands twice, by its code and by its name.
    ColumnTwice,
    /// No column of ours: it was not read. A warning, with the nearest title that there is.
    UnknownColumn {
        nearest: Option<String>,
    },
    /// A title that tables bore before, and what it is called now.
    OldTitle {
        now: String,
    },
    /// The title names something that the rules do not have, and what looks most like it.
    UnknownCode {
        code: String,
        nearest: Option<String>,
    },
    NumberMissing,
    /// The number stands in this earlier row, too.
    NumberTwice {
        first_row: usize,
    },
    UnknownPost {
        nearest: Option<String>,
    },
    BadMark {
        why: BadPoints,
    },
    /// No word or figure that may stand here, and the nearest that may.
    BadValue {
        value: String,
        nearest: Option<String>,
    },
    /// Minutes and seconds, as `3:52`, or a figure.
    BadFigure {
        value: String,
    },
    /// A day with an hour, as `2026-05-01 09:00`.
    BadMoment {
        value: String,
    },
    /// Other elements of this examiner's sheet have figures, this one has none.
    ElementMissing,
    /// This examiner's mark is there, an earlier examiner's is not.
    ExaminerMissing {
        missing: usize,
    },
    /// How or when somebody left, without where.
    LeftNowhere,
    /// Rows of a fact are given to a form, not in a cell.
    RowsInACell,
}

/// What a table holds.
#[derive(Clone, Debug, Default)]
pub struct PeopleTable {
    pub people: People,
    /// Warnings, in the order of the rows.
    pub warnings: Vec<PeopleProblem>,
    /// How the file was read, and what was left out of it.
    pub told: Vec<Told>,
    pub places: Places,
}

/// The rows of a table: to say where something stands.
#[derive(Clone, Debug, Default)]
pub struct Places {
    sheet: Option<String>,
    /// Of each candidate.
    rows: Vec<usize>,
}

impl Places {
    /// The candidates of the table by their numbers, to find their rows.
    pub fn of<'t>(&'t self, people: &'t People) -> PlacesByNumber<'t> {
        let numbers = people.candidates.iter().map(|own| own.number.as_str());
        PlacesByNumber {
            sheet: self.sheet.as_deref(),
            rows: numbers.zip(self.rows.iter().copied()).collect(),
        }
    }

    /// Where a candidate stands, to begin a sentence; blank for one that does not.
    pub fn say(&self, candidate: usize, lang: Lang) -> String {
        let row = self.rows.get(candidate);
        row.map(|row| say::place(self.sheet.as_deref(), *row, lang))
            .unwrap_or_default()
    }
}

/// The rows of a table, by the numbers of those who stand there.
#[derive(Clone, Debug)]
pub struct PlacesByNumber<'t> {
    sheet: Option<&'t str>,
    rows: HashMap<&'t str, usize>,
}

impl PlacesByNumber<'_> {
    /// The row in which this candidate stands.
    pub fn row_of(&self, number: &str) -> Option<usize> {
        self.rows.get(number).copied()
    }

    /// As [`Places::say`].
    pub fn say(&self, number: &str, lang: Lang) -> String {
        let row = self.row_of(number);
        row.map(|row| say::place(self.sheet, row, lang))
            .unwrap_or_default()
    }
}

impl PeopleProblemKind {
    /// Somebody should look; the table can be used.
    pub fn is_warning(&self) -> bool {
        matches!(self, PeopleProblemKind::UnknownColumn { .. })
    }
}

/// The people of a table, with what is worth a look.
///
/// # Errors
/// Every problem that keeps the table from being used, those of the file among them, in the order of its rows.
pub fn read(doc: &RuleDocument, grid: &Grid) -> Result<PeopleTable, Vec<PeopleProblem>> {
    let layout = Layout::new(doc, grid.head());
    let mut rows = PeopleRows::default();
    if !grid.titles.is_empty() {
        let parts = in_parts(&grid.rows, |rows| layout.rows(rows));
        let count = parts.len();
        parts.into_iter().for_each(|part| rows.join(part, count));
    }
    table_of(layout, rows, grid)
}

/// The people of a table whose rows were read. `grid`: what the file itself told, with rows or without.
///
/// # Errors
/// As [`read`].
pub fn table_of(
    layout: Layout,
    mut rows: PeopleRows,
    grid: &Grid,
) -> Result<PeopleTable, Vec<PeopleProblem>> {
    let unread = grid.problems.iter().cloned();
    let mut problems: Vec<PeopleProblem> = unread.map(PeopleProblem::from).collect();
    if rows.candidates.is_empty() && problems.is_empty() {
        problems.push(grid.problem(0, "", PeopleProblemKind::Grid(GridProblem::Empty)));
    }
    if grid.titles.is_empty() || rows.candidates.is_empty() {
        return Err(problems);
    }
    problems.extend(layout.problems.iter().cloned());
    problems.append(&mut rows.problems);
    problems.extend(numbers_twice(&layout, &rows));
    let (warnings, mut errors): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|problem| problem.kind.is_warning());
    if !errors.is_empty() {
        errors.sort_by_key(|problem| problem.row);
        return Err(errors);
    }
    Ok(PeopleTable {
        people: People {
            facts: fact_columns(&layout.columns),
            candidates: rows.candidates,
        },
        warnings,
        told: grid.told.clone(),
        places: Places {
            sheet: grid.sheet.clone(),
            rows: rows.numbers,
        },
    })
}

/// The facts that have a column.
fn fact_columns(columns: &[Column]) -> FactColumns {
    let facts = columns.iter().filter_map(|column| match column {
        Column::Fact(fact) => Some(fact.clone()),
        _ => None,
    });
    let facts: std::collections::BTreeSet<_> = facts.collect();
    match facts.is_empty() {
        true => FactColumns::None,
        false => FactColumns::Some(facts),
    }
}

/// Numbers that stand in an earlier row, too.
fn numbers_twice(layout: &Layout, all: &PeopleRows) -> Vec<PeopleProblem> {
    let title = layout.title(&Column::Number);
    let twice = all.known.again.iter().map(|&(at, first)| {
        let first_row = all.numbers[first];
        let kind = PeopleProblemKind::NumberTwice { first_row };
        layout.head.problem(all.numbers[at], title, kind)
    });
    twice.collect()
}
