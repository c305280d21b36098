//! A table of candidates and their marks, as offices keep it: one row each, columns by name. What cannot be read is
//! reported with its row and column, all at once; nothing is guessed.

mod admit;
mod cells;
mod columns;
mod elements;
mod levels;
pub mod results;

use crate::{
    numbers::BadPoints,
    rules::{Candidate, Lang, MissingPart, MissingScore, RuleDocument, Text},
};
use columns::{Column, read_head};
use serde::Serialize;
use std::collections::HashMap;

/// Something about the table that somebody must look at. Rows are counted as a spreadsheet counts them: the head is 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableProblem {
    pub row: usize,
    pub column: String,
    pub kind: TableProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableProblemKind {
    /// No row at all, or no head.
    Empty,
    /// A column that the table must have.
    ColumnMissing,
    /// The column stands twice.
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
    /// The person's own facts bar them. A note.
    Barred {
        number: String,
        why: Text,
    },
    /// Shorter or longer than the head.
    Cells {
        found: usize,
        expected: usize,
    },
}

/// What a table holds.
#[derive(Clone, Debug, Default)]
pub struct TableRead {
    pub candidates: Vec<Candidate>,
    /// Warnings and notes, in the order of the rows.
    pub notes: Vec<TableProblem>,
    /// The row of each candidate, and each column with its name: to say where something stands.
    rows: HashMap<String, usize>,
    columns: Vec<(Column, String)>,
}

impl TableRead {
    /// The row in which this candidate stands.
    pub fn row_of(&self, number: &str) -> Option<usize> {
        self.rows.get(number).copied()
    }

    /// A score that is not there, with the row and the column where it would stand.
    pub fn say_missing(&self, missing: &MissingScore, lang: Lang) -> String {
        let row = self.row_of(&missing.candidate).unwrap_or_default();
        let (column, name) = columns::of_missing(&missing.what);
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
                    .filter(|_| missing.what == MissingPart::Interview)
            });
        let name = own.map_or(name, |(_, name)| name.clone());
        let said = missing.say(lang);
        match lang {
            Lang::Zh => format!("第{row}行“{name}”：{said}"),
            Lang::En => format!("row {row}, {name:?}: {said}"),
        }
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

impl TableProblem {
    /// One sentence with row and column.
    pub fn say(&self, lang: Lang) -> String {
        let (row, column) = (self.row, &self.column);
        let both = |chinese: String, english: String| match (lang, column.is_empty()) {
            (Lang::Zh, true) => format!("第{row}行：{chinese}"),
            (Lang::Zh, false) => format!("第{row}行“{column}”：{chinese}"),
            (Lang::En, true) => format!("row {row}: {english}"),
            (Lang::En, false) => format!("row {row}, {column:?}: {english}"),
        };
        match &self.kind {
            TableProblemKind::Empty => both("表里没有内容".into(), "the table is empty".into()),
            TableProblemKind::ColumnMissing => {
                both("缺少这一列".into(), "this column is missing".into())
            }
            TableProblemKind::ColumnTwice => {
                both("这一列出现了两次".into(), "this column stands twice".into())
            }
            TableProblemKind::UnknownColumn => both(
                "不认识这一列，没有读".into(),
                "unknown column, not read".into(),
            ),
            TableProblemKind::Absent => both("缺考".into(), "absent".into()),
            TableProblemKind::Violation => both(
                "违纪，成绩无效".into(),
                "violation, the mark is void".into(),
            ),
            TableProblemKind::NumberMissing => {
                both("没有准考证号".into(), "the ticket number is missing".into())
            }
            TableProblemKind::NumberTwice { first_row } => both(
                format!("准考证号和第{first_row}行重复"),
                format!("the number stands in row {first_row}, too"),
            ),
            TableProblemKind::UnknownPost => {
                both("岗位表里没有这个岗位".into(), "no such post".into())
            }
            TableProblemKind::BadMark { why } => {
                let (zh, en) = why.words();
                both(
                    format!("不是一个数（{zh}）；没来的填“缺考”"),
                    format!("not a figure ({en}); write absent for people who did not come"),
                )
            }
            TableProblemKind::BadValue { value } => both(
                format!("看不懂“{value}”"),
                format!("{value:?} cannot be read"),
            ),
            TableProblemKind::ElementMissing => both(
                "缺这一要素的分数，不能只加其他要素".into(),
                "this element has no figure; the others are not added up without it".into(),
            ),
            TableProblemKind::ElementOfAnotherPost => both(
                "这个岗位的评分表没有这一要素".into(),
                "the sheet of this post has no such element".into(),
            ),
            TableProblemKind::AbsentWithFigures => both(
                "同一张评分表里既有缺考或违纪，又有分数".into(),
                "absent or a violation in one cell of the sheet, a figure in another".into(),
            ),
            TableProblemKind::ExaminerMissing { missing } => both(
                format!("前面缺考官{missing}的分数"),
                format!("the mark of examiner {missing} is missing before it"),
            ),
            TableProblemKind::Barred { number, why } => both(
                format!("{number}不进入考试。{}", why.in_lang(Lang::Zh)),
                format!("{number} does not compete. {}", why.in_lang(Lang::En)),
            ),
            TableProblemKind::Cells { found, expected } => both(
                format!("有{found}格，应为{expected}格"),
                format!("{found} cells, not {expected}"),
            ),
        }
    }
}

/// The candidates of a table, with what is worth a look. Each row comes with its number, as a spreadsheet counts it.
///
/// # Errors
/// Every problem that keeps the table from being used, in the order of its rows.
pub fn read(
    rules: &RuleDocument,
    rows: &[(usize, Vec<String>)],
) -> Result<TableRead, Vec<TableProblem>> {
    let problem = |row, column: &str, kind| TableProblem {
        row,
        column: column.to_owned(),
        kind,
    };
    let Some(((_, head), body)) = rows.split_first().filter(|(_, body)| !body.is_empty()) else {
        return Err(vec![problem(1, "", TableProblemKind::Empty)]);
    };
    let (columns, mut problems) = read_head(rules, head);
    let number = columns
        .iter()
        .position(|column| *column == Column::Number)
        .map_or("", |at| &head[at]);
    let sheets = elements::Sheets::of(rules, &columns).map(|(sheets, missing)| {
        problems.extend(missing);
        sheets
    });
    let mut candidates = Vec::with_capacity(body.len());
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(body.len());
    for &(row, ref cells) in body {
        if cells.len() != head.len() {
            let kind = TableProblemKind::Cells {
                found: cells.len(),
                expected: head.len(),
            };
            problems.push(problem(row, "", kind));
            continue;
        }
        let mut candidate = Candidate::default();
        for ((column, name), cell) in columns.iter().zip(head).zip(cells) {
            let told = cells::put(rules, &mut candidate, column, cell.trim()).unwrap_or_else(Some);
            problems.extend(told.map(|kind| problem(row, name, kind)));
        }
        levels::by_code(rules, &mut candidate);
        if let Some(sheets) = &sheets {
            problems.extend(sheets.put(&mut candidate, row, head, cells));
        }
        if let Some(&first_row) = seen.get(&candidate.number) {
            problems.push(problem(
                row,
                number,
                TableProblemKind::NumberTwice { first_row },
            ));
        } else if !candidate.number.is_empty() {
            seen.insert(candidate.number.clone(), row);
        }
        candidates.push(candidate);
    }
    let (errors, notes): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|p| p.kind.keeps_from_use());
    let columns = columns.into_iter().zip(head.iter().cloned()).collect();
    if errors.is_empty() {
        Ok(TableRead {
            candidates,
            notes,
            rows: seen,
            columns,
        })
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{BonusClaim, MissingPart};

    fn rules() -> RuleDocument {
        RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap()
    }

    fn table(text: &str) -> Vec<(usize, Vec<String>)> {
        let filled = (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty());
        filled
            .map(|(row, line)| (row, line.split(',').map(str::to_owned).collect()))
            .collect()
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
        assert_eq!(
            told,
            [
                (
                    2,
                    TableProblemKind::Cells {
                        found: 3,
                        expected: 4
                    }
                ),
                (3, TableProblemKind::UnknownPost),
                (
                    3,
                    TableProblemKind::BadMark {
                        why: BadPoints::NotANumber
                    }
                ),
                (4, TableProblemKind::NumberMissing),
                (
                    5,
                    TableProblemKind::Cells {
                        found: 3,
                        expected: 4
                    }
                ),
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
            read(&rules(), &[]).unwrap_err()[0].kind,
            TableProblemKind::Empty
        );
        assert_eq!(
            read(&rules(), &table("number,post")).unwrap_err()[0].kind,
            TableProblemKind::Empty
        );
    }
}
