//! A figure of everybody, on one scale.

use super::cell::Cell;
use crate::numbers::{Fraction, Points};

/// One figure for each row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    /// Integers per point.
    pub scale: i64,
    /// No figure is further from zero.
    pub most: i64,
    pub cells: Vec<Cell>,
}

impl Column {
    pub(crate) fn empty(scale: i64, people: usize) -> Self {
        Column {
            scale,
            most: 1,
            cells: vec![Cell::NONE; people],
        }
    }

    pub(crate) fn set(&mut self, row: usize, cell: Cell) {
        if let Some(figure) = cell.get() {
            self.most = self.most.max(figure.abs());
        }
        self.cells[row] = cell;
    }

    pub(crate) fn get(&self, row: usize) -> Cell {
        self.cells.get(row).copied().unwrap_or(Cell::NONE)
    }

    /// A figure in points, half up to four decimals where it does not end.
    pub(crate) fn points(&self, row: usize) -> Option<Points> {
        points(self.get(row), self.scale)
    }
}

pub(crate) fn points(cell: Cell, scale: i64) -> Option<Points> {
    let figure = cell.get()?;
    if scale == Points::SCALE {
        return Some(Points::from_raw(figure));
    }
    Fraction::new(figure.into(), scale.into()).to_points()
}

pub(crate) const NO_TRACK: u16 = u16::MAX;
