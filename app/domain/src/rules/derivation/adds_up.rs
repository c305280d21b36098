//! A derivation is checked like a bill: every block is added up again from its own rows.

use super::super::run::Fraction;
use super::{Block, Derivation, Operation, Row};
use crate::numbers::Points;

impl Derivation {
    /// Whether every block comes to its result by the rows that it shows.
    pub fn adds_up(&self) -> bool {
        self.blocks
            .iter()
            .all(|block| block_adds_up(block) == Some(true))
    }
}

fn block_adds_up(block: &Block) -> Option<bool> {
    let mut figure = Fraction::ZERO;
    let mut panel: &[super::PanelMark] = &[];
    for row in &block.rows {
        match row.operation {
            Operation::Add => figure = figure.plus(row.figure()?)?,
            Operation::Multiply => figure = figure.times(row.figure()?)?,
            Operation::Marks => panel = &row.marks,
            Operation::Mean => {
                let mean = mean(panel)?;
                if row.exact.unwrap_or(row.figure()?) != mean || !rounds(row, mean)? {
                    return Some(false);
                }
                figure = row.figure()?;
            }
            Operation::Cap => {
                if figure.round(None)?.at_most(row.figure()?)? == figure
                    && figure != row.figure()?
                {
                    return Some(false);
                }
                figure = row.figure()?;
            }
            Operation::Floor => {
                let least = row.figure()?;
                if figure.at_most(least)? != figure {
                    return Some(false);
                }
                figure = least;
            }
            Operation::Result => {
                if !rounds(row, figure)? {
                    return Some(false);
                }
                figure = row.figure()?;
            }
            Operation::Compare | Operation::Say => {}
        }
    }
    Some(true)
}

fn rounds(row: &Row, figure: Fraction) -> Option<bool> {
    Some(figure.round(row.rounding)? == row.figure()?)
}

fn mean(panel: &[super::PanelMark]) -> Option<Fraction> {
    let counted: Vec<i128> = panel
        .iter()
        .filter(|mark| mark.struck.is_none())
        .map(|mark| mark.mark.raw().into())
        .collect();
    let people = i128::try_from(counted.len())
        .ok()
        .filter(|people| *people > 0)?;
    Some(Fraction::new(
        counted.iter().sum(),
        people * i128::from(Points::SCALE),
    ))
}
