//! Tables that offices send (candidates, marks, areas): titles over rows of cells, whatever file they came in. The
//! platform turns bytes into a [`Grid`] by way of a [`Builder`]; who uses a table asks for its titles, reads its cells, and
//! tells everything that is wrong at once: first [`Grid::problems`], then its own.
//!
//! ```
//! use domain::tables::{Grid, Head};
//! let grid = Grid::of_lines(Head::FirstRow, &[vec!["number", "mark"], vec!["１０１", "81.5"]]);
//! assert_eq!(grid.column("number"), Some(0));
//! assert_eq!(grid.rows[0].cells[0].key(), "101");
//! assert_eq!(grid.rows[0].cells[1].points(), Ok(Some("81.5".parse().unwrap())));
//! ```

mod builder;
mod cell;
mod harmless;
mod problem;
mod say;
mod shape;

pub use builder::{Builder, Found};
pub use cell::{Cell, date};
pub use harmless::harmless;
pub use problem::{GridProblem, TableProblem, Told, Words};
pub(crate) use say::{column_twice, place};
pub use shape::{Bounds, Head, Width};

use crate::characters::key;
use std::borrow::Cow;

/// A table as it was read. Hidden rows and columns, columns without a title and blank rows are not in it: what was left
/// out is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The sheet of a workbook; a text file has none.
    pub sheet: Option<String>,
    /// The row in which the titles stand, counted as a spreadsheet counts; 0 where the titles are given.
    pub head: usize,
    pub titles: Vec<Title>,
    pub rows: Vec<Row>,
    /// How it was read, and what was left out.
    pub told: Vec<Told>,
    /// What keeps the table from being used. A cell that is named here is [`Cell::Unread`] in its row.
    pub problems: Vec<TableProblem>,
}

/// A title and the place of its column, counted from zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// As it looks: see [`crate::characters::visible`].
    pub text: String,
    pub place: usize,
}

impl Title {
    /// What titles are compared by.
    pub fn key(&self) -> Cow<'_, str> {
        key(&self.text)
    }
}

/// One row: as many cells as the table has titles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As a spreadsheet counts, the first row of the file is 1; in a text file the line in which the row begins.
    pub number: usize,
    pub cells: Vec<Cell>,
}

impl Grid {
    /// A table from lines of text, as tests and forms have them; blank lines are counted and left out.
    pub fn of_lines<S: AsRef<str>>(head: Head, lines: &[Vec<S>]) -> Grid {
        let mut builder = Builder::new(None, head, Width::Exact);
        for (number, line) in (1..).zip(lines) {
            let cells = line.iter().map(|cell| Ok(Cell::of_text(cell.as_ref())));
            if !builder.row(number, (0..).zip(cells).collect()) {
                break;
            }
        }
        builder.finish()
    }

    /// The table without its rows.
    #[must_use]
    pub fn head(&self) -> Grid {
        Grid {
            sheet: self.sheet.clone(),
            head: self.head,
            titles: self.titles.clone(),
            rows: Vec::new(),
            told: self.told.clone(),
            problems: self.problems.clone(),
        }
    }

    /// The first column with this title, as keys compare.
    pub fn column(&self, title: &str) -> Option<usize> {
        let wanted = key(title);
        self.titles.iter().position(|own| own.key() == wanted)
    }

    /// A problem of this table at a row, and at a column by its title where there is one.
    pub fn problem<K>(&self, row: usize, column: impl Into<String>, kind: K) -> TableProblem<K> {
        TableProblem {
            sheet: self.sheet.clone(),
            row,
            column: column.into(),
            kind,
        }
    }
}

/// The letters by which a spreadsheet names a column, counted from zero: A, Z, AA.
pub fn letters(mut place: usize) -> String {
    let mut found = Vec::new();
    loop {
        found.push(char::from(b'A' + (place % 26) as u8));
        if place < 26 {
            return found.iter().rev().collect();
        }
        place = place / 26 - 1;
    }
}

#[cfg(test)]
mod tests;
