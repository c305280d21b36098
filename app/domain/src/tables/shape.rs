//! What a table is expected to look like: where its titles are, how wide its rows, how large it may be.

/// Where the titles come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// The first row that is not blank.
    FirstRow,
    /// The file has none: these, in this order. Cells at the end may be left out down to `least`.
    Given {
        titles: &'static [&'static str],
        least: usize,
    },
}

/// What the length of a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Of a text: a row that is longer or shorter than the titles was torn apart or run together.
    Exact,
    /// Of a sheet: cells have places, and what was never filled in is not there.
    Ragged,
}

/// More than these is no table of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub rows: usize,
    pub columns: usize,
    /// Rows times columns.
    pub cells: usize,
    /// Characters of one cell: what a spreadsheet holds.
    pub text: usize,
    /// Bytes of all texts together: a workbook can name one long text a million times.
    pub bytes: usize,
    /// Problems that are told one by one.
    pub problems: usize,
}

impl Bounds {
    /// A city has a hundred thousand applicants, a notice a hundred columns.
    pub const TABLE: Bounds = Bounds {
        rows: 2_000_000,
        columns: 1_000,
        cells: 20_000_000,
        text: 32_767,
        bytes: 256 << 20,
        problems: 1_000,
    };
}
