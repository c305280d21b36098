//! Takes in the titles and the rows, each within the bounds of its table.

use super::{Builder, Found};
use crate::characters::visible;
use crate::tables::{Cell, GridProblem, Row, Title, Width, letters};
use std::collections::BTreeSet;

impl Builder {
    pub(super) fn full(&mut self, row: usize, kind: GridProblem) {
        self.problem(row, None, kind);
        self.is_full = true;
    }

    pub(super) fn head(&mut self, number: usize, cells: Vec<Found>) {
        self.grid.head = number;
        let mut texts = Vec::new();
        for (place, found) in cells {
            match found.map(|cell| visible(&cell.text()).into_owned()) {
                Ok(text) if text.is_empty() => {}
                Ok(text) if self.hidden_columns.contains(&place) => {
                    self.left_out.insert(place, text);
                }
                Ok(text) => texts.push((place, text)),
                Err(kind) => self.problem(number, Some(place), kind),
            }
        }
        self.titles(texts);
        self.least = Some(match self.width {
            Width::Exact => self.breadth,
            Width::Ragged => 0,
        });
        let mut seen = BTreeSet::new();
        let twice = |title: &&Title| !seen.insert(title.key().into_owned());
        let twice: Vec<usize> = self
            .grid
            .titles
            .iter()
            .filter(twice)
            .map(|t| t.place)
            .collect();
        for place in twice {
            self.problem(number, Some(place), GridProblem::TitleTwice);
        }
        if self.breadth > self.bounds.columns {
            let most = self.bounds.columns;
            self.full(number, GridProblem::TooManyColumns { most });
        }
    }

    pub(super) fn titles(&mut self, texts: Vec<(usize, String)>) {
        self.breadth = texts.last().map_or(0, |(place, _)| place + 1);
        for (place, text) in texts {
            self.titled.insert(place, self.grid.titles.len());
            self.grid.titles.push(Title { text, place });
        }
        self.titled_in_turn = self.grid.titles.len() == self.breadth;
    }

    pub(super) fn body(&mut self, number: usize, cells: Vec<Found>) {
        if !self.has_room(number) {
            return;
        }
        if self.width == Width::Exact && !self.fits(number, &cells) {
            return;
        }
        let mut row = Row {
            number,
            cells: vec![Cell::Empty; self.grid.titles.len()],
        };
        for (place, found) in cells {
            if self.hidden_columns.contains(&place) {
                if !matches!(found, Ok(Cell::Empty)) {
                    self.left_out.entry(place).or_insert_with(|| letters(place));
                }
            } else if let Some(&title) = self.titled.get(&place) {
                row.cells[title] = self.read(number, place, found);
            } else if !matches!(found, Ok(Cell::Empty)) {
                self.untitled.insert(place);
            }
        }
        // A remark beside or below the table is no row of it.
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            self.grid.rows.push(row);
        }
    }

    /// Whether one more row lies within the bounds.
    pub(super) fn has_room(&mut self, number: usize) -> bool {
        let (rows, width) = (self.count() + 1, self.grid.titles.len());
        let (most_rows, most_cells) = (self.bounds.rows, self.bounds.cells);
        if rows > most_rows {
            self.full(number, GridProblem::TooManyRows { most: most_rows });
        } else if rows * width > most_cells {
            self.full(number, GridProblem::TooManyCells { most: most_cells });
        }
        !self.is_full
    }

    /// Whether the row is as long as it should be; blank cells at its end are no length.
    fn fits(&mut self, number: usize, cells: &[Found]) -> bool {
        let least = self.least.unwrap_or_default();
        let filled = cells
            .iter()
            .rposition(|(_, found)| !matches!(found, Ok(Cell::Empty)))
            .map_or(0, |last| last + 1);
        if filled <= self.breadth && cells.len() >= least {
            return true;
        }
        let expected = if filled > self.breadth {
            self.breadth
        } else {
            least
        };
        let kind = GridProblem::Width {
            found: filled.max(cells.len().min(expected)),
            expected,
        };
        self.problem(number, None, kind);
        false
    }

    pub(super) fn read(
        &mut self,
        number: usize,
        place: usize,
        found: Result<Cell, GridProblem>,
    ) -> Cell {
        let most = self.bounds.text;
        if let Ok(Cell::Text(text)) = &found {
            self.bytes += text.len();
            if self.bytes > self.bounds.bytes {
                let most = self.bounds.bytes as u64;
                self.full(number, GridProblem::TooLarge { most });
            }
        }
        let checked = found.and_then(|cell| match &cell {
            Cell::Text(text) if text.len() > most && text.chars().count() > most => {
                Err(GridProblem::TextTooLong { most })
            }
            _ => Ok(cell),
        });
        checked.unwrap_or_else(|kind| {
            self.problem(number, Some(place), kind);
            Cell::Unread
        })
    }
}
