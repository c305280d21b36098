//! Marks from a table: the same lines as a form, with the row of each in the file.

use crate::platform::tables;
use domain::{
    FieldProblem, Problem,
    characters::key,
    sheets::{Figure, Layout, Line},
    tables::{Grid, GridProblem, Head},
};

/// The lines of a table, and the row in the file of each.
pub type Uploaded = (Vec<Line>, Vec<usize>);

/// The first column is the sheet number, whatever its title; the others are found by their titles.
///
/// # Errors
/// Everything in the file that cannot be read, a column that is none of ours, rows or columns that were left out: marks
/// that somebody does not see are no marks.
pub fn read(layout: &Layout, bytes: &[u8]) -> Result<Uploaded, Vec<FieldProblem>> {
    let grid = tables::read(bytes, Head::FirstRow);
    let (columns, strange) = columns(layout, &grid);
    let unread = grid.problems.iter().cloned().map(Problem::Table);
    let mut problems: Vec<Problem> = unread.chain(strange).collect();
    if grid.rows.is_empty() && problems.is_empty() {
        problems.push(Problem::Missing);
    }
    let is_refused = !problems.is_empty() || grid.told.iter().any(|told| told.is_warning());
    if is_refused {
        // How it was read explains what went wrong.
        let told = grid.told.iter().filter(|told| !told.is_usual());
        problems.extend(told.cloned().map(Problem::LeftOut));
        let all = problems.into_iter();
        return Err(all
            .map(|problem| FieldProblem::new("file", problem))
            .collect());
    }
    let rows = grid.rows.iter().map(|row| {
        let mut figures = vec![Figure::Typed(String::new()); layout.items.len()];
        for (cell, item) in row.cells.iter().skip(1).zip(&columns) {
            if let Some(item) = item {
                figures[*item] = Figure::Typed(cell.key().into_owned());
            }
        }
        let sheet = row.cells.first().map(|cell| cell.key().into_owned());
        let sheet = sheet.unwrap_or_default();
        (Line { sheet, figures }, row.number)
    });
    Ok(rows.unzip())
}

/// The item of each column after the first, and the columns that cannot be used.
fn columns(layout: &Layout, grid: &Grid) -> (Vec<Option<usize>>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for title in grid.titles.iter().skip(1) {
        let item = item(layout, &title.key());
        if item.is_none() {
            problems.push(Problem::UnknownColumn {
                name: title.text.clone(),
            });
        } else if found.contains(&item) {
            // By its name and by its code; the same title again is told by the table itself.
            let twice = grid.problem(grid.head, &title.text, GridProblem::TitleTwice);
            if !grid.problems.contains(&twice) {
                problems.push(Problem::Table(twice));
            }
        }
        found.push(item);
    }
    (found, problems)
}

/// By the item's name in either language, or by its code.
fn item(layout: &Layout, title: &str) -> Option<usize> {
    let is = |own: &str| key(own) == title;
    layout.items.iter().position(|item| {
        is(&item.code) || is(&item.name.zh) || item.name.en.as_deref().is_some_and(is)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{marking::MarkKind, rules::RuleDocument};

    fn layout() -> Layout {
        let doc = include_bytes!("../../domain/tests/notices/O03-demo.json");
        Layout::of(&RuleDocument::from_json(doc).unwrap(), MarkKind::Written)
    }

    #[test]
    fn a_table_is_read_by_its_titles() {
        let (lines, places) = read(
            &layout(),
            "密号,社区工作基础知识\nA-0001,81.5\n\nA-0002,缺考\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(places, [2, 4]);
        assert_eq!(
            lines[1],
            Line {
                sheet: "A-0002".into(),
                figures: vec![Figure::Typed("缺考".into())]
            }
        );
        assert_eq!(read(&layout(), b"n,knowledge\nA-0001,81.5").unwrap().1, [2]);
    }

    fn told(text: &str) -> Vec<Problem> {
        let problems = read(&layout(), text.as_bytes()).unwrap_err();
        assert!(problems.iter().all(|problem| problem.field == "file"));
        problems
            .into_iter()
            .map(|problem| problem.problem)
            .collect()
    }

    #[test]
    fn a_column_of_another_table_is_refused() {
        let name = "准考证号".to_owned();
        assert_eq!(
            told("密号,准考证号\nA-0001,1"),
            [Problem::UnknownColumn { name }]
        );
        assert_eq!(told("密号,社区工作基础知识\n"), [Problem::Missing]);
    }

    fn at(row: usize, column: &str, kind: GridProblem) -> Problem {
        Problem::Table(Grid::default().problem(row, column, kind))
    }

    #[test]
    fn a_decimal_comma_is_no_mark() {
        let width = GridProblem::Width {
            found: 3,
            expected: 2,
        };
        assert_eq!(
            told("密号,社区工作基础知识\nA-0001,81,5\nA-0002,80,\nA-0003,80,5"),
            [at(2, "", width.clone()), at(4, "", width)]
        );
        let (lines, _) = read(&layout(), "密号;knowledge\nA-0001;81,5".as_bytes()).unwrap();
        assert_eq!(
            lines[0].figures,
            [Figure::Typed("81,5".into())],
            "refused where marks are read"
        );
    }

    #[test]
    fn one_paper_stands_in_one_column() {
        let twice = |column| at(1, column, GridProblem::TitleTwice);
        assert_eq!(
            told("密号,社区工作基础知识,knowledge\nA-0001,81,82"),
            [twice("knowledge")]
        );
        assert_eq!(
            told("密号,knowledge,ｋnowledge\nA-0001,81,82"),
            [twice("ｋnowledge")]
        );
    }

    #[test]
    fn a_column_without_a_title_is_told_and_nothing_is_taken() {
        let left_out = domain::tables::Told::Untitled(vec!["B".into()]);
        assert_eq!(
            told("密号,,knowledge\nA-0001,70,81"),
            [Problem::LeftOut(left_out)]
        );
    }
}
