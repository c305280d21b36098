//! A table of candidates and their marks, as offices keep it: one row each, columns by name. What cannot be read is
//! reported with its row and column, all at once; nothing is guessed.

mod admit;
mod cells;
mod columns;
mod elements;
mod levels;
pub mod results;
mod say;

use crate::{
    numbers::BadPoints,
    rules::{Candidate, MissingPart, RuleDocument, Text},
    tables::{self, Grid, GridProblem, Row, Told},
};
use columns::{Column, read_head};
use serde::Serialize;
use std::collections::HashMap;

/// Something about the table that somebody must look at.
pub type TableProblem = tables::TableProblem<TableProblemKind>;

impl From<tables::TableProblem> for TableProblem {
    fn from(problem: tables::TableProblem) -> Self {
        TableProblem {
            sheet: problem.sheet,
            row: problem.row,
            column: problem.column,
            kind: TableProblemKind::Grid(problem.kind),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableProblemKind {
    /// What is wrong with any table.
    Grid(GridProblem),
    /// A column that the table must have.
    ColumnMissing,
    /// The column stands twice, by its code and by its name.
    ColumnTwice,
    /// No column of ours: it was not read. A warning.
    UnknownColumn,
    /// 缺考. A note.
    Absent,
    /// 违纪. A note.
    Violation,
    NumberMissing,
    /// The number stands in this earlier row, too.
    NumberTwice {
        first_row: usize,
    },
    UnknownPost,
    BadMark {
        why: BadPoints,
    },
    BadValue {
        value: String,
    },
    /// Other elements of this examiner's sheet have figures, this one has none.
    ElementMissing,
    /// The post's sheet has no such element.
    ElementOfAnotherPost,
    /// Absent or void in one cell of a sheet, a figure in another.
    AbsentWithFigures,
    /// This examiner's mark is there, an earlier examiner's is not.
    ExaminerMissing {
        missing: usize,
    },
    /// Neither the name nor the code of an area of the rules.
    UnknownArea {
        value: String,
        /// The name that looks most like it.
        nearest: Option<String>,
    },
    /// The person's own facts bar them. A note.
    Barred {
        number: String,
        why: Text,
    },
}

/// What a table holds.
#[derive(Clone, Debug, Default)]
pub struct TableRead {
    pub candidates: Vec<Candidate>,
    /// Warnings and notes, in the order of the rows.
    pub notes: Vec<TableProblem>,
    /// How the file was read, and what was left out of it.
    pub told: Vec<Told>,
    sheet: Option<String>,
    /// The row of each candidate, and each column with its name: to say where something stands.
    rows: HashMap<String, usize>,
    columns: Vec<(Column, String)>,
}

impl TableRead {
    /// The row in which this candidate stands.
    pub fn row_of(&self, number: &str) -> Option<usize> {
        self.rows.get(number).copied()
    }

    /// The title over what is missing, or what it would be called.
    fn title_of(&self, missing: &MissingPart) -> String {
        let (column, name) = columns::of_missing(missing);
        let own = self
            .columns
            .iter()
            .find(|(found, _)| *found == column)
            .or_else(|| {
                let by_element =
                    |(found, _): &&(Column, String)| matches!(found, Column::Element(1, _));
                self.columns
                    .iter()
                    .find(by_element)
                    .filter(|_| *missing == MissingPart::Interview)
            });
        own.map_or(name, |(_, name)| name.clone())
    }
}

impl TableProblemKind {
    /// Warnings and notes do not keep the table from being used.
    pub fn keeps_from_use(&self) -> bool {
        !self.is_warning()
            && !matches!(
                self,
                TableProblemKind::Absent
                    | TableProblemKind::Violation
                    | TableProblemKind::Barred { .. }
            )
    }

    /// Somebody should look; a note only tells.
    pub fn is_warning(&self) -> bool {
        matches!(self, TableProblemKind::UnknownColumn)
    }
}

/// The candidates of a table, with what is worth a look.
///
/// # Errors
/// Every problem that keeps the table from being used, those of the file among them, in the order of its rows.
pub fn read(rules: &RuleDocument, grid: &Grid) -> Result<TableRead, Vec<TableProblem>> {
    let unread = grid.problems.iter().cloned();
    let mut problems: Vec<TableProblem> = unread.map(TableProblem::from).collect();
    if grid.rows.is_empty() && problems.is_empty() {
        problems.push(grid.problem(0, "", TableProblemKind::Grid(GridProblem::Empty)));
    }
    if grid.titles.is_empty() || grid.rows.is_empty() {
        return Err(problems);
    }
    let (columns, told) = read_head(rules, grid);
    problems.extend(told);
    let sheets = elements::Sheets::of(rules, grid, &columns).map(|(sheets, missing)| {
        problems.extend(missing);
        sheets
    });
    let (mut candidates, mut seen) = (Vec::with_capacity(grid.rows.len()), HashMap::new());
    for row in &grid.rows {
        let (mut candidate, told) = candidate(rules, grid, &columns, row);
        problems.extend(told);
        levels::by_code(rules, &mut candidate);
        if let Some(sheets) = &sheets {
            problems.extend(sheets.put(&mut candidate, row, grid));
        }
        problems.extend(number_twice(&mut seen, grid, &columns, row, &candidate));
        candidates.push(candidate);
    }
    let (mut errors, notes): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|p| p.kind.keeps_from_use());
    if !errors.is_empty() {
        errors.sort_by_key(|problem| problem.row);
        return Err(errors);
    }
    let names = grid.titles.iter().map(|title| title.text.clone());
    Ok(TableRead {
        candidates,
        notes,
        told: grid.told.clone(),
        sheet: grid.sheet.clone(),
        rows: seen,
        columns: columns.into_iter().zip(names).collect(),
    })
}

/// What the cells of a row say about a person, and what is wrong or worth a note.
fn candidate(
    rules: &RuleDocument,
    grid: &Grid,
    columns: &[Column],
    row: &Row,
) -> (Candidate, Vec<TableProblem>) {
    let mut candidate = Candidate::default();
    let mut problems = Vec::new();
    for ((column, title), cell) in columns.iter().zip(&grid.titles).zip(&row.cells) {
        let told = cells::put(rules, &mut candidate, column, cell).unwrap_or_else(Some);
        problems.extend(told.map(|kind| grid.problem(row.number, &title.text, kind)));
    }
    (candidate, problems)
}

fn number_twice(
    seen: &mut HashMap<String, usize>,
    grid: &Grid,
    columns: &[Column],
    row: &Row,
    candidate: &Candidate,
) -> Option<TableProblem> {
    if candidate.number.is_empty() {
        return None;
    }
    let Some(&first_row) = seen.get(&candidate.number) else {
        seen.insert(candidate.number.clone(), row.number);
        return None;
    };
    let own = columns.iter().position(|column| *column == Column::Number);
    let title = own.map_or("", |at| &grid.titles[at].text);
    let kind = TableProblemKind::NumberTwice { first_row };
    Some(grid.problem(row.number, title, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::{BonusClaim, Lang, MissingScore},
        tables::Head,
    };

    fn rules() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    fn table(text: &str) -> Grid {
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        Grid::of_lines(Head::FirstRow, &lines)
    }

    #[test]
    fn a_table_in_either_language_becomes_candidates() {
        let zh = "准考证号,姓名,岗位,笔试：knowledge,加分:party,考场,考官1,考官2,事实:出生日期\n\
                  26032800001,张某某,GJZ-01,71.5,是,4,82,84.5,1998年3月6日\n\
                  26032800002,周某,GJZ-01,缺考,,,,,\n\n";
        let en = zh
            .replace("准考证号", "number")
            .replace("岗位", "post")
            .replace("笔试：", "written:")
            .replace("加分", "bonus")
            .replace("考场", "room")
            .replace("考官", "examiner")
            .replace("事实:出生日期", "fact:birth_date")
            .replace("缺考", "absent");
        let TableRead {
            candidates, notes, ..
        } = read(&rules(), &table(zh)).unwrap();
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].say(Lang::Zh), "第3行“笔试：knowledge”：缺考");
        assert_eq!(read(&rules(), &table(&en)).unwrap().candidates, candidates);
        assert_eq!(candidates.len(), 2);
        assert_eq!(candidates[0].bonus, [BonusClaim::of("party")]);
        let marks = &candidates[0].interview.as_ref().unwrap().marks;
        assert_eq!(marks.len(), 2);
        assert!(candidates[1].interview.is_none());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_with_row_and_column() {
        let text =
            "准考证号,岗位,笔试:knowledge,身高\n1,GJZ-01,\"81\n1,XX,abc,\n,GJZ-01,5,\n2,GJZ-01,5";
        let problems = read(&rules(), &table(text)).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.row, p.kind.clone())).collect();
        let width = |found| TableProblemKind::Grid(GridProblem::Width { found, expected: 4 });
        assert_eq!(
            told,
            [
                (2, width(3)),
                (3, TableProblemKind::UnknownPost),
                (
                    3,
                    TableProblemKind::BadMark {
                        why: BadPoints::NotANumber
                    }
                ),
                (4, TableProblemKind::NumberMissing),
                (5, width(3)),
            ]
        );
        assert_eq!(
            problems[1].say(Lang::Zh),
            "第3行“岗位”：岗位表里没有这个岗位"
        );
        assert_eq!(problems[1].say(Lang::En), "row 3, \"岗位\": no such post");
    }

    #[test]
    fn an_unknown_column_is_a_warning_and_a_missing_one_an_error() {
        let read_table = read(&rules(), &table("准考证号,岗位,身高\n1,GJZ-01,180")).unwrap();
        assert_eq!(read_table.notes[0].kind, TableProblemKind::UnknownColumn);
        let problems = read(&rules(), &table("准考证号,笔试:knowledge\n1,80")).unwrap_err();
        assert_eq!(problems[0].kind, TableProblemKind::ColumnMissing);
    }

    #[test]
    fn a_number_that_stands_twice_names_its_first_row() {
        let problems = read(
            &rules(),
            &table("number,post\n7,GJZ-01\n8,GJZ-01\n7,GJZ-02"),
        )
        .unwrap_err();
        assert_eq!(
            problems[0].kind,
            TableProblemKind::NumberTwice { first_row: 2 }
        );
        assert_eq!(problems[0].row, 4);
    }

    #[test]
    fn a_gap_among_the_examiners_is_not_closed_silently() {
        let problems = read(
            &rules(),
            &table("number,post,考官1,考官2,考官3\n7,GJZ-01,80,,82"),
        )
        .unwrap_err();
        assert_eq!(problems[0].column, "考官3");
        assert_eq!(
            problems[0].kind,
            TableProblemKind::ExaminerMissing { missing: 2 }
        );
    }

    #[test]
    fn a_missing_mark_is_told_with_its_row_and_column() {
        let found = read(
            &rules(),
            &table("number,post,written:knowledge\n7,GJZ-01,80\n8,GJZ-01,"),
        )
        .unwrap();
        let missing = |what| MissingScore {
            candidate: "8".into(),
            what,
        };
        let paper = missing(MissingPart::Paper("knowledge".into()));
        assert_eq!(
            found.say_missing(&paper, Lang::En),
            "row 3, \"written:knowledge\": 8: no mark for paper knowledge"
        );
        let interview = missing(MissingPart::Interview);
        assert_eq!(
            found.say_missing(&interview, Lang::Zh),
            "第3行“考官1”：8：缺面试分数"
        );
        assert_eq!(found.row_of("9"), None);
    }

    #[test]
    fn an_empty_table_is_said_to_be_empty() {
        assert_eq!(
            read(&rules(), &table("")).unwrap_err()[0].kind,
            TableProblemKind::Grid(GridProblem::Empty)
        );
        assert_eq!(
            read(&rules(), &table("number,post")).unwrap_err()[0].kind,
            TableProblemKind::Grid(GridProblem::Empty)
        );
    }
}
