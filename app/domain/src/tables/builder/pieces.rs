//! A long text is read in pieces, on all cores. What is wrong is told as it comes, row by row: whoever finds that a piece is
//! not clean reads the rows one after another.

use super::Builder;
use crate::tables::Grid;

impl Builder {
    /// Whether the titles are known, so that what follows is rows.
    pub fn has_titles(&self) -> bool {
        self.least.is_some()
    }

    /// The same table without its rows, for one piece.
    #[must_use]
    pub fn without_rows(&self) -> Builder {
        Builder {
            grid: Grid {
                rows: Vec::new(),
                problems: Vec::new(),
                ..self.grid.clone()
            },
            bytes: 0,
            ..self.clone()
        }
    }

    /// Puts the rows of the pieces behind those that were read. `false`: something is wrong in one of them, or they are
    /// too much together; then nothing was put.
    pub fn join(&mut self, pieces: Vec<Builder>) -> bool {
        let count = |piece: &Builder| piece.grid.rows.len();
        let rows = count(self) + pieces.iter().map(count).sum::<usize>();
        let bytes = self.bytes + pieces.iter().map(|piece| piece.bytes).sum::<usize>();
        let fits = rows <= self.bounds.rows
            && rows * self.grid.titles.len() <= self.bounds.cells
            && bytes <= self.bounds.bytes;
        let clean = |piece: &Builder| piece.grid.problems.is_empty() && !piece.is_full;
        if !fits || !pieces.iter().all(clean) {
            return false;
        }
        self.bytes = bytes;
        self.grid.rows.reserve_exact(rows - self.grid.rows.len());
        for piece in pieces {
            self.grid.rows.extend(piece.grid.rows);
            self.untitled.extend(piece.untitled);
        }
        true
    }
}
