//! Puts a table together row by row, in the order of the file, within bounds: titles, hidden parts, widths.

mod pieces;
mod rows;

use super::{Bounds, Cell, Grid, GridProblem, Head, Row, TableProblem, Told, Width, letters};
use foldhash::{HashMap, HashMapExt};
use std::collections::{BTreeMap, BTreeSet};

/// A cell with the place of its column, counted from zero, or why it could not be read.
pub type Found = (usize, Result<Cell, GridProblem>);

/// A [`Grid`] that is being read.
#[derive(Clone, Debug)]
pub struct Builder {
    grid: Grid,
    bounds: Bounds,
    width: Width,
    /// The fewest cells of a row; `None` until the titles are known.
    least: Option<usize>,
    /// Of each column by its place, which title it belongs to.
    titled: HashMap<usize, usize>,
    /// One more than the last titled place.
    breadth: usize,
    /// Every place up to there has its title.
    titled_in_turn: bool,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    /// Hidden columns with contents, and their titles.
    left_out: BTreeMap<usize, String>,
    untitled: BTreeSet<usize>,
    skipped_rows: Vec<usize>,
    /// Rows that were taken out already.
    taken: usize,
    /// Bytes of all texts so far.
    bytes: usize,
    /// A bound was passed: nothing more is read.
    is_full: bool,
}

impl Builder {
    pub fn new(sheet: Option<String>, head: Head, width: Width) -> Self {
        let mut builder = Builder {
            grid: Grid {
                sheet,
                ..Grid::default()
            },
            bounds: Bounds::TABLE,
            width,
            least: None,
            titled: HashMap::new(),
            breadth: 0,
            titled_in_turn: false,
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
            left_out: BTreeMap::new(),
            untitled: BTreeSet::new(),
            skipped_rows: Vec::new(),
            taken: 0,
            bytes: 0,
            is_full: false,
        };
        if let Head::Given { titles, least } = head {
            let texts = (0..).zip(titles.iter().map(|title| (*title).to_owned()));
            builder.titles(texts.collect());
            builder.least = Some(least);
        }
        builder
    }

    /// Other bounds than those of a [`Bounds::TABLE`].
    #[must_use]
    pub fn within(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The rows by number and the columns by place that nobody sees. To be said before the first row.
    pub fn hide(
        &mut self,
        rows: impl IntoIterator<Item = usize>,
        columns: impl IntoIterator<Item = usize>,
    ) {
        self.hidden_rows.extend(rows);
        self.hidden_columns.extend(columns);
    }

    pub fn tell(&mut self, told: Told) {
        self.grid.told.push(told);
    }

    /// A problem at a row (0: of the table) and a column by its place.
    pub fn problem(&mut self, row: usize, place: Option<usize>, kind: GridProblem) {
        let most = self.bounds.problems;
        let (row, column, kind) = match self.grid.problems.len() {
            told if told < most => {
                let column = place.map_or_else(String::new, |place| self.name(place));
                (row, column, kind)
            }
            told if told == most => {
                self.is_full = true;
                (row, String::new(), GridProblem::MoreProblems { told: most })
            }
            _ => return,
        };
        let problem = self.grid.problem(row, column, kind);
        self.grid.problems.push(problem);
    }

    /// Cells that are joined, by the first and the last row and place; those beside the table are nobody's business.
    pub fn merged(&mut self, (row, place): (usize, usize), (last_row, last_place): (usize, usize)) {
        let is_beside = self.least.is_some() && place >= self.breadth;
        if !is_beside {
            let range = format!("{}{row}:{}{last_row}", letters(place), letters(last_place));
            self.problem(row, Some(place), GridProblem::Merged { range });
        }
    }

    /// The next row. `false`: a bound was passed, what follows is not read.
    pub fn row(&mut self, number: usize, cells: Vec<Found>) -> bool {
        if self.is_full {
            return false;
        }
        let is_blank = |found: &Found| matches!(found.1, Ok(Cell::Empty));
        if cells.iter().all(is_blank) {
            return true;
        }
        if self.hidden_rows.contains(&number) {
            self.skipped_rows.push(number);
            return true;
        }
        if self.least.is_none() {
            self.head(number, cells);
        } else {
            self.body(number, cells);
        }
        !self.is_full
    }

    /// The next row of a text: its cells stand side by side.
    pub fn text_row(&mut self, number: usize, cells: Vec<Cell>) -> bool {
        if self.is_full || !self.is_plain(&cells) || cells.iter().all(Cell::is_empty) {
            let cells = cells.into_iter().enumerate();
            return self.row(
                number,
                cells.map(|(place, cell)| (place, Ok(cell))).collect(),
            );
        }
        if self.has_room(number) {
            let found = cells.into_iter().enumerate();
            let cells = found.map(|(place, cell)| self.read(number, place, Ok(cell)));
            let cells = cells.collect();
            self.grid.rows.push(Row { number, cells });
        }
        !self.is_full
    }

    /// Whether every cell stands under the title of its place.
    fn is_plain(&self, cells: &[Cell]) -> bool {
        self.least.is_some()
            && self.titled_in_turn
            && cells.len() == self.breadth
            && self.hidden_rows.is_empty()
            && self.hidden_columns.is_empty()
    }

    /// The table, and what was left out of it.
    pub fn finish(mut self) -> Grid {
        if self.least.is_none() && self.grid.problems.is_empty() {
            self.problem(0, None, GridProblem::Empty);
        }
        let left_out = std::mem::take(&mut self.left_out);
        let tell: [Option<Told>; 3] = [
            (!self.skipped_rows.is_empty())
                .then(|| Told::HiddenRows(std::mem::take(&mut self.skipped_rows))),
            (!left_out.is_empty()).then(|| Told::HiddenColumns(left_out.into_values().collect())),
            (!self.untitled.is_empty()).then(|| {
                Told::Untitled(self.untitled.iter().map(|place| letters(*place)).collect())
            }),
        ];
        self.grid.told.extend(tell.into_iter().flatten());
        // The first row that is wrong is told first, whatever found it.
        self.grid.problems.sort_by_key(|problem| problem.row);
        self.grid
    }

    fn name(&self, place: usize) -> String {
        match self.titled.get(&place) {
            Some(title) => self.grid.titles[*title].text.clone(),
            None => letters(place),
        }
    }
}

/// A table that could not be read at all.
impl From<GridProblem> for Grid {
    fn from(kind: GridProblem) -> Grid {
        let problem = TableProblem {
            sheet: None,
            row: 0,
            column: String::new(),
            kind,
        };
        Grid {
            problems: vec![problem],
            ..Grid::default()
        }
    }
}
