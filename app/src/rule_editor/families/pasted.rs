//! Lines that are pasted into one box, as a spreadsheet has them: everything that is wrong with them, each with its row and
//! column, in the order of the rows.

use crate::ui::lang;
use domain::{
    Lang, Problem,
    tables::{Cell, Grid, GridProblem, Row, Words},
};

/// The name of the columns, in the language of the moment.
pub(super) type Titles = fn() -> Vec<String>;

pub(super) struct Pasted<'g> {
    grid: &'g Grid,
    titles: Titles,
    found: Vec<(usize, Problem)>,
}

/// A sentence that only its own form knows.
struct Said(String);

impl Words for Said {
    fn words(&self, _: Lang) -> String {
        self.0.clone()
    }
}

impl<'g> Pasted<'g> {
    /// With everything that the table itself tells. Nothing at all is no line, and no mistake.
    pub fn of(grid: &'g Grid, titles: Titles) -> Self {
        let mut pasted = Pasted {
            grid,
            titles,
            found: Vec::new(),
        };
        let told = grid.problems.iter();
        for problem in told.filter(|problem| problem.kind != GridProblem::Empty) {
            let mut own = grid.titles.iter();
            let column = own.position(|title| title.text == problem.column);
            pasted.wrong(problem.row, column, |lang| problem.kind.words(lang));
        }
        pasted
    }

    /// Something is wrong in a row, at a column by its place.
    pub fn wrong(&mut self, row: usize, column: Option<usize>, why: impl Fn(Lang) -> String) {
        let [zh, en] = lang::both(|| {
            let title = column.and_then(|at| (self.titles)().into_iter().nth(at));
            let kind = Said(why(lang::current()));
            let told = self.grid.problem(row, title.unwrap_or_default(), kind);
            told.say(lang::current())
        });
        self.found.push((row, Problem::Answer { zh, en }));
    }

    /// The same of a cell, in words of the form. What could not be read at all is told by the table.
    pub fn wrong_cell(&mut self, row: &Row, column: usize, why: impl Fn() -> String) {
        if row.cells.get(column) != Some(&Cell::Unread) {
            self.wrong(row.number, Some(column), |_| why());
        }
    }

    pub fn problems(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|(row, _)| *row);
        let found = self.found.into_iter();
        found.map(|(_, problem)| problem).collect()
    }
}
