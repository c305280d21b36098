//! A derivation is checked like a bill: every block is added up again from its own rows.

use super::{Block, Derivation, Operation, PanelMark, Row, exact};
use crate::numbers::Fraction;
use std::cmp::Ordering;

impl Derivation {
    /// Whether every block comes to its result by the rows that it shows, and every comparison holds.
    pub fn adds_up(&self) -> bool {
        let mut blocks = self.blocks.iter();
        blocks.all(|block| block_adds_up(block) == Some(true))
    }
}

fn block_adds_up(block: &Block) -> Option<bool> {
    let mut bill = Adding::default();
    for row in &block.rows {
        if !bill.take(row)? {
            return Some(false);
        }
    }
    Some(true)
}

struct Adding<'r> {
    figure: Fraction,
    /// Whether a branch of those of which the highest counts stands already.
    branch: bool,
    panel: &'r [PanelMark],
}

impl Default for Adding<'_> {
    fn default() -> Self {
        Adding {
            figure: Fraction::ZERO,
            branch: false,
            panel: &[],
        }
    }
}

impl<'r> Adding<'r> {
    /// Whether the row is right; `None`: it lacks a figure.
    fn take(&mut self, row: &'r Row) -> Option<bool> {
        match row.operation {
            Operation::Say => return Some(true),
            Operation::Compare => return compares(row),
            Operation::Marks => {
                self.panel = &row.marks;
                return Some(true);
            }
            _ => {}
        }
        let value = row.figure()?;
        let (figure, right) = match row.operation {
            Operation::Add => (self.figure.plus(value)?, rounds(row, row.exact)?),
            Operation::Highest => {
                let first = !std::mem::replace(&mut self.branch, true);
                let highest = if first {
                    value
                } else {
                    exact::larger(self.figure, value)?
                };
                (highest, true)
            }
            Operation::Mean => (value, is_mean(row, self.panel)?),
            Operation::AddMean => (self.figure.plus(value)?, is_mean(row, &row.marks)?),
            Operation::Multiply => (self.figure.times(value)?, true),
            Operation::Cap => (
                value,
                exact::compare(value, self.figure)? != Ordering::Greater,
            ),
            Operation::Floor => (value, exact::compare(value, self.figure)? != Ordering::Less),
            Operation::Result => (value, rounds(row, Some(self.figure))?),
            Operation::Compare | Operation::Marks | Operation::Say => (self.figure, true),
        };
        self.figure = figure;
        Some(right)
    }
}

/// Whether the value is this figure, rounded as the row says.
fn rounds(row: &Row, figure: Option<Fraction>) -> Option<bool> {
    let Some(figure) = figure else {
        return Some(true);
    };
    Some(figure.round(row.rounding)? == row.figure()?)
}

fn is_mean(row: &Row, panel: &[PanelMark]) -> Option<bool> {
    let counted = panel.iter().filter(|mark| mark.struck.is_none());
    let counted: Vec<Fraction> = counted.map(|mark| Fraction::of_points(mark.mark)).collect();
    let mean = exact::mean(&counted)?;
    Some(row.exact.unwrap_or(row.figure()?) == mean && rounds(row, Some(mean))?)
}

fn compares(row: &Row) -> Option<bool> {
    let compared = row.compared?;
    let order = exact::compare(compared.figure, row.figure()?)?;
    let reached = match compared.strictly {
        true => order == Ordering::Greater,
        false => order != Ordering::Less,
    };
    Some(reached == compared.reached)
}
