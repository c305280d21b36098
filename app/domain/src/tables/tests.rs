//! Tables by example: what is read, what is left out, what is said.

mod days;

use super::*;
use crate::text::Lang;

fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split(',').collect()).collect()
}

fn grid(text: &str) -> Grid {
    Grid::of_lines(Head::FirstRow, &lines(text))
}

fn said(grid: &Grid, lang: Lang) -> Vec<String> {
    grid.problems
        .iter()
        .map(|problem| problem.say(lang))
        .collect()
}

fn sheet() -> Builder {
    Builder::new(Some("甲".into()), Head::FirstRow, Width::Ragged)
}

fn texts(cells: &[&str]) -> Vec<Found> {
    (0..)
        .zip(cells.iter().map(|cell| Ok(Cell::of_text(cell))))
        .collect()
}

#[test]
fn titles_stand_over_cells_and_rows_keep_their_numbers() {
    let grid = grid("\n 号\u{200B},分,\n\n１０１,81.5,\n102,\n");
    assert_eq!((grid.head, grid.column("号")), (2, Some(0)));
    assert_eq!(grid.problems, []);
    let rows: Vec<_> = grid
        .rows
        .iter()
        .map(|row| (row.number, row.cells[0].key().into_owned()))
        .collect();
    assert_eq!(rows, [(4, "101".to_owned()), (5, "102".to_owned())]);
    assert!(grid.rows[1].cells[1].is_empty());
}

#[test]
fn everything_that_is_wrong_with_a_text_is_told_at_once() {
    let grid = grid("号,分,号\u{200B}\n1,81,5,x\n2\n3,,\n");
    assert_eq!(
        said(&grid, Lang::Zh),
        [
            "第1行“号”：这一列出现了两次",
            "第2行：有4格，应为3格",
            "第3行：有1格，应为3格",
        ]
    );
    assert_eq!(
        said(&grid, Lang::En)[1..],
        ["row 2: 4 cells, not 3", "row 3: 1 cells, not 3"]
    );
    assert_eq!(grid.rows.len(), 1);
    assert_eq!(
        said(&self::grid("\n,,\n"), Lang::En),
        ["the table is empty"]
    );
}

#[test]
fn an_unread_cell_is_told_by_sheet_row_and_column_and_is_no_empty_cell() {
    let mut builder = sheet();
    builder.row(1, texts(&["号", "退出"]));
    let no_result = |place| (place, Err(GridProblem::NoResult));
    builder.row(2, vec![(0, Ok(Cell::Number("1".into()))), no_result(1)]);
    builder.row(3, vec![no_result(5)]);
    let grid = builder.finish();
    assert_eq!(grid.rows[0].cells[1], Cell::Unread);
    assert_eq!(grid.rows.len(), 1, "beside the table stands no row of it");
    let said = said(&grid, Lang::En);
    assert!(
        said[0].starts_with("sheet \"甲\", row 2, \"退出\": a formula"),
        "{said:?}"
    );
    assert_eq!(said.len(), 1);
    assert_eq!(grid.told, [Told::Untitled(vec!["F".into()])]);
}

#[test]
fn what_nobody_sees_is_left_out_and_told() {
    let mut builder = sheet();
    builder.hide([3, 4, 6, 9], [1]);
    builder.row(1, texts(&["号", "旧分", "分"]));
    for number in [2, 3, 4, 5, 6] {
        builder.row(number, texts(&["1", "90", "80"]));
    }
    let grid = builder.finish();
    let titles: Vec<_> = grid
        .titles
        .iter()
        .map(|title| (title.text.as_str(), title.place))
        .collect();
    assert_eq!(titles, [("号", 0), ("分", 2)]);
    assert_eq!(
        grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [2, 5]
    );
    assert_eq!(grid.rows[1].cells[1].text(), "80");
    let told: Vec<_> = grid.told.iter().map(|told| told.say(Lang::Zh)).collect();
    assert_eq!(told, ["隐藏的行没有读：3-4、6", "隐藏的列没有读：旧分"]);
    assert!(grid.told.iter().all(Told::is_warning));
}

#[test]
fn joined_cells_are_refused_in_the_table_and_nobodys_business_beside_it() {
    let mut builder = sheet();
    builder.row(1, texts(&["号", "分"]));
    builder.row(2, texts(&["1", "80"]));
    builder.merged((2, 1), (3, 1));
    builder.merged((2, 4), (9, 6));
    let grid = builder.finish();
    assert_eq!(
        said(&grid, Lang::Zh),
        ["工作表“甲”第2行“分”：B2:B3 是合并单元格：请取消合并，每格各填各的"]
    );
}

#[test]
fn a_table_ends_at_its_bounds() {
    let bounds = Bounds {
        rows: 3,
        columns: 2,
        cells: 4,
        text: 5,
        bytes: 40,
        problems: 2,
    };
    let read = |rows: &[&[&str]]| {
        let mut builder = sheet().within(bounds);
        let all = (1..)
            .zip(rows)
            .all(|(number, row)| builder.row(number, texts(row)));
        (
            all,
            builder.finish().problems.pop().map(|problem| problem.kind),
        )
    };
    assert_eq!(
        read(&[&["a", "b", "c"]]),
        (false, Some(GridProblem::TooManyColumns { most: 2 }))
    );
    assert_eq!(
        read(&[&["a", "b"], &["1"], &["2"], &["3"]]),
        (false, Some(GridProblem::TooManyCells { most: 4 }))
    );
    assert_eq!(
        read(&[&["a"], &["1"], &["2"], &["3"], &["4"]]),
        (false, Some(GridProblem::TooManyRows { most: 3 }))
    );
    assert_eq!(
        read(&[&["a"], &["一二三四五六"]]),
        (true, Some(GridProblem::TextTooLong { most: 5 }))
    );
    assert_eq!(read(&[&["a"], &["一二三四五"]]), (true, None));
    assert_eq!(
        read(&[&["a"], &["一二三四五"], &["一二三四五"], &["一二三四五"]]),
        (false, Some(GridProblem::TooLarge { most: 40 }))
    );
    assert_eq!(
        read(&[&["a", "a "], &["一二三四五六", "一二三四五六"]]),
        (false, Some(GridProblem::MoreProblems { told: 2 }))
    );
}

#[test]
fn given_titles_stand_over_the_first_row() {
    let head = Head::Given {
        titles: &["code", "name", "name_en"],
        least: 2,
    };
    let grid = Grid::of_lines(head, &lines("1,甲\n2,乙,B\n3\n4,丁,D,x"));
    assert_eq!((grid.head, grid.rows.len()), (0, 2));
    assert_eq!(grid.rows[0].cells[2], Cell::Empty);
    assert_eq!(
        said(&grid, Lang::En),
        ["row 3: 1 cells, not 2", "row 4: 4 cells, not 3"]
    );
}
