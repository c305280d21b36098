//! The tree of government as a table without titles: path, name, English name. A path names the places above it from
//! the top (`990000/990001`).

mod say;

use crate::tables::{Cell, Grid, GridProblem, Head, TableProblem};
use std::collections::HashMap;

/// The columns; the English name may be left out.
pub const HEAD: Head = Head::Given {
    titles: &["path", "name", "name_en"],
    least: 2,
};

/// One place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaRow {
    /// The row of the table, as a spreadsheet counts.
    pub row: usize,
    pub path: String,
    pub name: String,
    pub name_en: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaProblem {
    /// What is wrong with any table.
    Grid(GridProblem),
    /// Letters, digits, hyphens and underscores, with a stroke before each level below.
    BadPath {
        value: String,
    },
    NameMissing,
    /// The path stands in this earlier row, too.
    PathTwice {
        first_row: usize,
    },
}

/// The places in the order of the table. A first row that only names the columns is passed over.
///
/// # Errors
/// Everything that is wrong, in the order of the rows.
pub fn read(grid: &Grid) -> Result<Vec<AreaRow>, Vec<TableProblem<AreaProblem>>> {
    let unread = grid.problems.iter().map(|problem| {
        let kind = AreaProblem::Grid(problem.kind.clone());
        grid.problem(problem.row, problem.column.clone(), kind)
    });
    let (mut problems, mut areas, mut seen) =
        (unread.collect::<Vec<_>>(), Vec::new(), HashMap::new());
    for (at, row) in grid.rows.iter().enumerate() {
        let [path, name, name_en] = [0, 1, 2].map(|at| row.cells.get(at).unwrap_or(&Cell::Empty));
        let area = AreaRow {
            row: row.number,
            path: path.key().into_owned(),
            name: name.text().into_owned(),
            name_en: name_en.text().into_owned(),
        };
        if at == 0 && area.path.eq_ignore_ascii_case("path") {
            continue;
        }
        let mut wrong = |column: usize, kind| {
            let title = grid
                .titles
                .get(column)
                .map_or("", |title| title.text.as_str());
            problems.push(grid.problem(row.number, title, kind));
        };
        if *path != Cell::Unread && !is_path(&area.path) {
            let value = area.path.chars().take(40).collect();
            wrong(0, AreaProblem::BadPath { value });
        } else if let Some(&first_row) = seen.get(&area.path) {
            wrong(0, AreaProblem::PathTwice { first_row });
        }
        if name.is_empty() {
            wrong(1, AreaProblem::NameMissing);
        }
        seen.entry(area.path.clone()).or_insert(row.number);
        areas.push(area);
    }
    if problems.is_empty() && areas.is_empty() {
        problems.push(grid.problem(0, "", AreaProblem::Grid(GridProblem::Empty)));
    }
    problems.sort_by_key(|problem| problem.row);
    if problems.is_empty() {
        Ok(areas)
    } else {
        Err(problems)
    }
}

fn is_path(path: &str) -> bool {
    let is_code = |code: &str| {
        !code.is_empty()
            && code
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    path.split('/').all(is_code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Lang;

    fn grid(rows: &[&[&str]]) -> Grid {
        Grid::of_lines(
            HEAD,
            &rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn places_stand_in_the_order_of_the_table_with_or_without_names_of_columns() {
        let rows: [&[&str]; 3] = [
            &["path", "name", "english"],
            &["９９０000", "云海市", "Yunhai"],
            &["990000/990001\u{200B}", "青松区, 东"],
        ];
        let area = |row, path: &str, name: &str, name_en: &str| AreaRow {
            row,
            path: path.into(),
            name: name.into(),
            name_en: name_en.into(),
        };
        let all = [
            area(2, "990000", "云海市", "Yunhai"),
            area(3, "990000/990001", "青松区, 东", ""),
        ];
        assert_eq!(read(&grid(&rows)).unwrap(), all);
        assert_eq!(read(&grid(&rows[2..])).unwrap()[0].path, "990000/990001");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let rows: [&[&str]; 5] = [
            &["1", "甲"],
            &["1/", ""],
            &["1", "乙", "", "x"],
            &["1", "丙"],
            &["2"],
        ];
        let said: Vec<_> = read(&grid(&rows))
            .unwrap_err()
            .iter()
            .map(|p| p.say(Lang::En))
            .collect();
        assert_eq!(
            said,
            [
                "row 2, \"path\": \"1/\" is no path of codes with strokes between them",
                "row 2, \"name\": the name is missing",
                "row 3: 4 cells, not 3",
                "row 4, \"path\": the path stands in row 1, too",
                "row 5: 1 cells, not 2",
            ]
        );
        let empty = read(&grid(&[])).unwrap_err();
        assert_eq!(empty[0].say(Lang::Zh), "表里没有内容");
    }
}
