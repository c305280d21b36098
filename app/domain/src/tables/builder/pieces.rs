//! A long text is read in pieces, on all cores. What is wrong is told as it comes, row by row: whoever finds that a piece is
//! not clean reads the rows one after another.

use super::Builder;
use crate::tables::{Grid, Row};

impl Builder {
    /// Whether the titles are known, so that what follows is rows.
    pub fn has_titles(&self) -> bool {
        self.least.is_some()
    }

    /// The table so far, without its rows.
    pub fn table_head(&self) -> Grid {
        self.grid.head()
    }

    /// The same table without its rows, for one piece.
    #[must_use]
    pub fn without_rows(&self) -> Builder {
        Builder {
            grid: Grid {
                problems: Vec::new(),
                ..self.grid.head()
            },
            taken: 0,
            bytes: 0,
            ..self.clone()
        }
    }

    /// Takes the rows out, so that nobody needs to keep all of them; they count as before.
    pub fn take_rows(&mut self) -> Vec<Row> {
        self.taken += self.grid.rows.len();
        std::mem::take(&mut self.grid.rows)
    }

    pub(super) fn count(&self) -> usize {
        self.taken + self.grid.rows.len()
    }

    /// Puts the rows of the pieces behind those that were read. `false`: something is wrong in one of them, or they are
    /// too much together; then nothing was put.
    pub fn join(&mut self, pieces: Vec<Builder>) -> bool {
        let rows = self.count() + pieces.iter().map(Builder::count).sum::<usize>();
        let bytes = self.bytes + pieces.iter().map(|piece| piece.bytes).sum::<usize>();
        let fits = rows <= self.bounds.rows
            && rows * self.grid.titles.len() <= self.bounds.cells
            && bytes <= self.bounds.bytes;
        let clean = |piece: &Builder| piece.grid.problems.is_empty() && !piece.is_full;
        if !fits || !pieces.iter().all(clean) {
            return false;
        }
        self.bytes = bytes;
        for piece in pieces {
            self.taken += piece.taken;
            self.grid.rows.extend(piece.grid.rows);
            self.untitled.extend(piece.untitled);
        }
        true
    }
}
