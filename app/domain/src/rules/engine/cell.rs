//! A mark in a column: a figure, or why there is none, in the room of one integer. A run over a million people reads
//! columns of these.

use super::mark::Mark;
use crate::numbers::Points;

/// An integer at the scale of its column, or one of three reasons why there is none. Reasons stand below every figure:
/// nothing recorded, absent, broke the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub(crate) struct Cell(i64);

impl Cell {
    /// Nothing was recorded.
    pub(crate) const NONE: Cell = Cell(i64::MIN);
    pub(crate) const ABSENT: Cell = Cell(i64::MIN + 1);
    pub(crate) const VIOLATION: Cell = Cell(i64::MIN + 2);

    /// A figure; the three smallest integers are none.
    #[inline]
    pub(crate) fn score(figure: i64) -> Self {
        debug_assert!(
            figure > Cell::VIOLATION.0,
            "figures are inside a proven range"
        );
        Cell(figure)
    }

    #[inline]
    pub(crate) fn is_score(self) -> bool {
        self > Cell::VIOLATION
    }

    #[inline]
    pub(crate) fn get(self) -> Option<i64> {
        self.is_score().then_some(self.0)
    }

    /// The mark of a column in ten-thousandths of a point; none where nothing was recorded.
    pub(crate) fn mark(self) -> Option<Mark> {
        match self {
            Cell::NONE => None,
            Cell::ABSENT => Some(Mark::Absent),
            Cell::VIOLATION => Some(Mark::Violation),
            Cell(figure) => Some(Mark::Scored(Points::from_raw(figure))),
        }
    }

    /// The integer as it is kept: orders by figure, reasons last.
    #[inline]
    pub(crate) fn raw(self) -> i64 {
        self.0
    }
}

/// In ten-thousandths of a point. A figure among the reasons is no mark: whoever reads it refuses it, and it stays a figure.
impl From<Mark> for Cell {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Scored(points) => Cell::score(points.raw().max(Cell::VIOLATION.0 + 1)),
            Mark::Absent => Cell::ABSENT,
            Mark::Violation => Cell::VIOLATION,
        }
    }
}

/// A mark that may not be there.
impl From<Option<Mark>> for Cell {
    fn from(mark: Option<Mark>) -> Self {
        mark.map_or(Cell::NONE, Cell::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_keeps_its_figure_or_its_reason() {
        let scored = Cell::from(Mark::Scored(Points::whole(80)));
        assert_eq!(scored, Cell::score(800_000));
        assert_eq!((scored.get(), scored.raw()), (Some(800_000), 800_000));
        assert_eq!(Cell::from(Mark::Absent), Cell::ABSENT);
        assert_eq!(Cell::from(Some(Mark::Violation)), Cell::VIOLATION);
        assert_eq!(Cell::from(None), Cell::NONE);
        assert_eq!(
            [Cell::NONE, Cell::ABSENT, Cell::VIOLATION].map(Cell::get),
            [None; 3]
        );
    }

    #[test]
    fn a_mark_comes_back_as_it_was_put() {
        let scored = Mark::Scored(Points::whole(-80));
        for mark in [scored, Mark::Absent, Mark::Violation] {
            assert_eq!(Cell::from(mark).mark(), Some(mark));
        }
        assert_eq!(Cell::NONE.mark(), None);
    }

    #[test]
    fn every_figure_stands_above_every_reason() {
        let lowest = Cell::score(-1_000_000_000_000);
        assert!(lowest.is_score() && lowest < Cell::score(0));
        assert!(Cell::NONE < Cell::ABSENT && Cell::ABSENT < Cell::VIOLATION);
        assert!(Cell::VIOLATION < lowest);
    }
}
