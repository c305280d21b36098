//! What is wrong with a table, where it stands, and what is told about reading it. The sentences are in `say`.

use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// Something about a table that somebody must look at: what the grid itself tells, or (`K`) what the user of a table
/// has against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableProblem<K = GridProblem> {
    /// The sheet of a workbook; a text file has none.
    pub sheet: Option<String>,
    /// As a spreadsheet counts; 0 for the table as a whole.
    pub row: usize,
    /// The title, or the letters where there is no title; blank for the row as a whole.
    pub column: String,
    pub kind: K,
}

/// A kind of problem that can be said.
pub trait Words {
    /// The sentence without its place.
    fn words(&self, lang: Lang) -> String;
}

/// What keeps a table from being used, whatever it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridProblem {
    /// Neither text nor a workbook of ours.
    NotATable,
    /// Neither UTF-8, UTF-16 nor GB 18030.
    NotText,
    /// The workbook asks for a password.
    Protected,
    /// Every sheet of the workbook is hidden.
    NoVisibleSheet,
    /// No row at all.
    Empty,
    /// The title stands in an earlier column, too.
    TitleTwice,
    /// Shorter or longer than the titles.
    Width {
        found: usize,
        expected: usize,
    },
    /// A quote that is never closed.
    QuoteOpen,
    /// Something between a closing quote and the next cell.
    QuoteInside,
    /// Cells that are joined to one (`B3:C3`): which row or column do they belong to?
    Merged {
        range: String,
    },
    /// A formula that was never calculated: an unread cell is no empty cell.
    NoResult,
    /// The spreadsheet's own error (`#N/A`).
    ErrorValue {
        value: String,
    },
    /// A spreadsheet keeps 15 digits of a number and rounds the others.
    LongNumber,
    NotADate {
        value: String,
    },
    /// The year must have four digits.
    ShortYear {
        value: String,
    },
    /// Before 1900 or after 2200.
    DateOutOfBounds {
        value: String,
    },
    TextTooLong {
        most: usize,
    },
    TooManyRows {
        most: usize,
    },
    TooManyColumns {
        most: usize,
    },
    /// Rows times columns.
    TooManyCells {
        most: usize,
    },
    /// More bytes than any table, unpacked.
    TooLarge {
        most: u64,
    },
    /// Reading was given up after so many problems.
    MoreProblems {
        told: usize,
    },
}

/// How a table was read, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The text is no UTF-8 but this.
    Encoding(String),
    /// What stands between the cells of a text.
    Delimiter(char),
    HiddenSheets(Vec<String>),
    /// Visible sheets after the one that was read.
    FurtherSheets(Vec<String>),
    /// Rows with contents, by number.
    HiddenRows(Vec<usize>),
    /// Columns with contents, by title.
    HiddenColumns(Vec<String>),
    /// Columns with contents under no title, by their letters.
    Untitled(Vec<String>),
}

impl Told {
    /// Whether something that could belong to the table was left out: worth a look before the result is used.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Told::HiddenRows(_) | Told::HiddenColumns(_) | Told::Untitled(_)
        )
    }

    /// Commas need no mention.
    pub fn is_usual(&self) -> bool {
        *self == Told::Delimiter(',')
    }
}
