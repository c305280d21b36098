//! A calculation under way, row by row.

use super::{Operation, Row, Value, exact};
use crate::numbers::{Fraction, Rounding};
use crate::rules::Bilingual;

/// A calculation under way: its rows, and what they come to.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    pub rows: Vec<Row>,
    pub figure: Fraction,
}

impl Bill {
    pub(crate) fn new() -> Self {
        Bill {
            rows: Vec::new(),
            figure: Fraction::ZERO,
        }
    }

    pub(crate) fn add(&mut self, row: Row) -> Option<()> {
        self.figure = self.figure.plus(row.figure()?)?;
        self.rows.push(row);
        Some(())
    }

    /// A rounding point: what it rounds, and what comes out.
    pub(crate) fn result(&mut self, label: Bilingual, rounding: Option<Rounding>) -> Option<()> {
        let row = Row::rounded(Operation::Result, label, self.figure, rounding)?;
        self.figure = row.figure()?;
        self.rows.push(row);
        Some(())
    }

    /// Holds the figure at `most`; whether it had to be.
    pub(crate) fn cap(&mut self, label: Bilingual, most: Fraction) -> Option<bool> {
        let held = exact::smaller(self.figure, most)?;
        Some(self.hold(Operation::Cap, label, held))
    }

    /// Lifts the figure to nothing; whether it had to be.
    pub(crate) fn floor(&mut self, label: Bilingual) -> Option<bool> {
        let held = exact::larger(self.figure, Fraction::ZERO)?;
        Some(self.hold(Operation::Floor, label, held))
    }

    fn hold(&mut self, operation: Operation, label: Bilingual, held: Fraction) -> bool {
        let moved = held != self.figure;
        if moved {
            self.figure = held;
            self.rows.push(Row {
                value: Some(Value::of(held)),
                ..Row::new(operation, label)
            });
        }
        moved
    }
}

impl Row {
    pub(crate) fn new(operation: Operation, label: Bilingual) -> Self {
        Row {
            operation,
            label,
            expression: None,
            exact: None,
            value: None,
            rounding: None,
            compared: None,
            note: None,
            clause: None,
            marks: Vec::new(),
        }
    }

    pub(crate) fn valued(operation: Operation, label: Bilingual, figure: Fraction) -> Self {
        Row {
            value: Some(Value::of(figure)),
            ..Row::new(operation, label)
        }
    }

    /// A figure with its rounding, where that changed it.
    pub(crate) fn rounded(
        operation: Operation,
        label: Bilingual,
        exact: Fraction,
        rounding: Option<Rounding>,
    ) -> Option<Self> {
        let rounded = exact.round(rounding)?;
        Some(Row {
            exact: (rounded != exact).then_some(exact),
            rounding: rounding.filter(|_| rounded != exact),
            ..Row::valued(operation, label, rounded)
        })
    }

    pub(crate) fn figure(&self) -> Option<Fraction> {
        self.value.and_then(Value::fraction)
    }
}

impl Value {
    /// Points where four decimals are enough, the exact fraction otherwise.
    pub(crate) fn of(fraction: Fraction) -> Self {
        exact::exactly(fraction).map_or(Value::Exact(fraction), Value::Points)
    }

    pub fn fraction(self) -> Option<Fraction> {
        match self {
            Value::Points(points) => Some(Fraction::of_points(points)),
            Value::Exact(fraction) | Value::Coefficient(fraction) => Some(fraction),
            Value::Place(_) => None,
        }
    }
}
