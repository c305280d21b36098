//! The table of people that offices keep: one row each, columns by the codes or names of the rules (stages.md 1b). What
//! cannot be read is told with row and column, all at once; nothing is guessed.

mod cells;
mod columns;
mod facts;
pub mod results;
mod rows;
pub(crate) mod say;

pub use columns::{Column, template};

use crate::numbers::BadPoints;
use crate::rules::codes::PostCode;
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Candidate, FactColumns, People};
use crate::tables::{self, Grid, GridProblem, Row, Told};
use crate::text::Lang;
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
    sheet: Option<String>,
    /// The row of each candidate: to say where something stands.
    rows: HashMap<String, usize>,
}

impl PeopleTable {
    /// The row in which this candidate stands.
    pub fn row_of(&self, number: &str) -> Option<usize> {
        self.rows.get(number).copied()
    }

    /// Where a candidate stands, to begin a sentence; blank for one that does not.
    pub fn say_place(&self, number: &str, lang: Lang) -> String {
        self.row_of(number)
            .map(|row| say::place(self.sheet.as_deref(), row, lang))
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
    let unread = grid.problems.iter().cloned();
    let mut problems: Vec<PeopleProblem> = unread.map(PeopleProblem::from).collect();
    if grid.rows.is_empty() && problems.is_empty() {
        problems.push(grid.problem(0, "", PeopleProblemKind::Grid(GridProblem::Empty)));
    }
    if grid.titles.is_empty() || grid.rows.is_empty() {
        return Err(problems);
    }
    let (columns, told) = columns::head(doc, grid);
    problems.extend(told);
    let (mut candidates, mut seen) = (Vec::with_capacity(grid.rows.len()), HashMap::new());
    for row in &grid.rows {
        let (candidate, told) = rows::candidate(doc, grid, &columns, row);
        problems.extend(told);
        problems.extend(number_twice(&mut seen, grid, &columns, row, &candidate));
        candidates.push(candidate);
    }
    let (warnings, mut errors): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|problem| problem.kind.is_warning());
    if !errors.is_empty() {
        errors.sort_by_key(|problem| problem.row);
        return Err(errors);
    }
    Ok(PeopleTable {
        people: People {
            facts: fact_columns(&columns),
            candidates,
        },
        warnings,
        told: grid.told.clone(),
        sheet: grid.sheet.clone(),
        rows: seen,
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

fn number_twice(
    seen: &mut HashMap<String, usize>,
    grid: &Grid,
    columns: &[Column],
    row: &Row,
    candidate: &Candidate,
) -> Option<PeopleProblem> {
    if candidate.number.is_empty() {
        return None;
    }
    let Some(&first_row) = seen.get(&candidate.number) else {
        seen.insert(candidate.number.clone(), row.number);
        return None;
    };
    let own = columns.iter().position(|column| *column == Column::Number);
    let title = own.map_or("", |at| &grid.titles[at].text);
    let kind = PeopleProblemKind::NumberTwice { first_row };
    Some(grid.problem(row.number, title, kind))
}

/// A post by its code, as keys compare.
pub(crate) fn post_of(doc: &RuleDocument, said: &str) -> Option<PostCode> {
    let is =
        |code: &PostCode| code.as_str() == said || crate::characters::key(code.as_str()) == said;
    doc.posts
        .iter()
        .find(|post| is(&post.code))
        .map(|post| post.code.clone())
}
