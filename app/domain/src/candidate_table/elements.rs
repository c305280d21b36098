//! Interview sheets by element: for each examiner one column for each element. A figure that is missing is told with its
//! row and column; nothing is added up around it (four of five elements were once summed, Shenzhen 2012).

use super::{TableProblem, TableProblemKind, cells, columns::Column};
use crate::{
    Points,
    rules::{Candidate, Mark, RuleDocument},
    tables::{Grid, Row},
};
use std::collections::{BTreeSet, HashMap};

/// Where the sheets of each post stand in a row.
pub(super) struct Sheets<'t> {
    posts: HashMap<&'t str, PostColumns>,
}

#[derive(Default)]
struct PostColumns {
    /// For each examiner, from the first, the place of each element; none for an examiner without such columns.
    examiners: Vec<Vec<usize>>,
    /// Columns of elements that are not on the sheet of this post.
    foreign: Vec<usize>,
}

/// What the cells of one examiner hold.
enum Columns {
    Empty,
    Figures(Vec<Points>),
    /// Absent or void: said in at least one cell, and no cell holds a figure.
    Without(Mark),
}

impl<'t> Sheets<'t> {
    /// With the columns that are missing in the head. `None`: the table has no element columns.
    pub(super) fn of(
        rules: &'t RuleDocument,
        grid: &Grid,
        columns: &[Column],
    ) -> Option<(Self, Vec<TableProblem>)> {
        let element = |(at, column)| match column {
            &Column::Element(n, ref element) => Some((at, n, element.as_str())),
            _ => None,
        };
        let found: Vec<(usize, usize, &str)> =
            columns.iter().enumerate().filter_map(element).collect();
        let examiners = found.iter().map(|(_, n, _)| *n).max()?;
        let (mut posts, mut missing) = (HashMap::new(), BTreeSet::new());
        for post in &rules.posts {
            let own = rules
                .rules_for(post)
                .interview
                .map(|rule| rule.elements)
                .unwrap_or_default();
            let own: Vec<String> = own.into_iter().map(|element| element.code.0).collect();
            let mut at = PostColumns::default();
            for examiner in 1..=examiners {
                let place = |element: &String| {
                    found
                        .iter()
                        .find(|(_, n, code)| *n == examiner && code == element)
                };
                let places: Vec<_> = own
                    .iter()
                    .map(|element| place(element).map(|(at, ..)| *at))
                    .collect();
                if places.iter().any(Option::is_some) {
                    let gaps = own.iter().zip(&places).filter(|(_, place)| place.is_none());
                    missing.extend(gaps.map(|(element, _)| format!("考官{examiner}:{element}")));
                }
                at.examiners.push(places.into_iter().flatten().collect());
            }
            at.foreign = found
                .iter()
                .filter(|(_, _, code)| !own.iter().any(|own| own == code))
                .map(|f| f.0)
                .collect();
            posts.insert(post.code.as_str(), at);
        }
        let problems = missing
            .into_iter()
            .map(|name| grid.problem(grid.head, name, TableProblemKind::ColumnMissing))
            .collect();
        Some((Sheets { posts }, problems))
    }

    /// Puts the sheet of one person together, and tells what is missing or does not belong there.
    pub(super) fn put(&self, to: &mut Candidate, row: &Row, grid: &Grid) -> Vec<TableProblem> {
        let Some(columns) = self.posts.get(to.post.as_str()) else {
            return Vec::new();
        };
        let mut problems: Vec<TableProblem> = columns
            .foreign
            .iter()
            .filter(|at| !row.cells[**at].is_empty())
            .map(|at| {
                let title = &grid.titles[*at].text;
                grid.problem(row.number, title, TableProblemKind::ElementOfAnotherPost)
            })
            .collect();
        let mut rows = Vec::new();
        for places in &columns.examiners {
            let (found, told) = examiner(places, row, grid);
            rows.push(found);
            problems.extend(told);
        }
        let used = rows
            .iter()
            .rposition(|row| !matches!(row, Columns::Empty))
            .map_or(0, |last| last + 1);
        let mut absent = None;
        for (index, found) in rows.into_iter().take(used).enumerate() {
            let sheet = to.interview.get_or_insert_default();
            match found {
                Columns::Figures(figures) => sheet.elements.push(figures),
                Columns::Without(mark) => {
                    absent = Some(mark);
                    sheet.marks.push(mark);
                }
                Columns::Empty => {
                    let kind = TableProblemKind::ExaminerMissing { missing: index + 1 };
                    problems.push(grid.problem(row.number, format!("考官{used}"), kind));
                }
            }
        }
        problems.extend(absent.map(|mark| grid.problem(row.number, "考官1", note(mark))));
        let sheet = to
            .interview
            .as_ref()
            .filter(|sheet| !sheet.elements.is_empty());
        // Whoever did not come was marked by nobody.
        if sheet.is_some_and(|sheet| {
            sheet
                .marks
                .iter()
                .any(|mark| !matches!(mark, Mark::Scored(_)))
        }) {
            problems.push(grid.problem(row.number, "考官1", TableProblemKind::AbsentWithFigures));
        }
        problems
    }
}

/// The figures of one examiner, with those that are missing among them.
fn examiner(places: &[usize], row: &Row, grid: &Grid) -> (Columns, Vec<TableProblem>) {
    let empty = |at: &&usize| row.cells[**at].is_empty();
    let told = |at: &usize, kind| grid.problem(row.number, &grid.titles[*at].text, kind);
    if places.iter().all(|at| empty(&at)) {
        return (Columns::Empty, Vec::new());
    }
    let (mut figures, mut without) = (Vec::new(), None);
    for at in places.iter().filter(|at| !empty(at)) {
        match cells::mark(&row.cells[*at]) {
            Ok(Some(Mark::Scored(points))) => figures.push(points),
            Ok(Some(mark)) => without = Some(mark),
            // Told where the cell is read.
            Ok(None) | Err(_) => figures.push(Points::ZERO),
        }
    }
    match without {
        Some(mark) if figures.is_empty() => (Columns::Without(mark), Vec::new()),
        Some(_) => {
            let first = places.first();
            let mixed = first.map(|at| told(at, TableProblemKind::AbsentWithFigures));
            (Columns::Figures(figures), mixed.into_iter().collect())
        }
        None => {
            let missing = places.iter().filter(empty);
            let missing = missing.map(|at| told(at, TableProblemKind::ElementMissing));
            (Columns::Figures(figures), missing.collect())
        }
    }
}

fn note(mark: Mark) -> TableProblemKind {
    if mark == Mark::Violation {
        TableProblemKind::Violation
    } else {
        TableProblemKind::Absent
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TableRead, read};
    use super::*;
    use crate::{
        rules::{Lang, Stage, Status, run},
        tables::Head,
    };

    /// Two posts: one with two elements of 60 and 40, trimmed one by one; one whose panel gives whole marks.
    fn rules() -> RuleDocument {
        let interview = |elements: &str| {
            format!(
                r#"{{"full_mark": "100", "panel": 3, "elements": {elements}, "mean": {{"decimals": 2}},
                    "trim": {{"highest": 1, "lowest": 1, "over": "each_element"}}}}"#
            )
        };
        let both = r#"[{"code": "speech", "name": {"zh": "表达", "en": "Speech"}, "full_mark": "60"},
            {"code": "work", "name": "群众工作", "full_mark": "40"}]"#;
        let json = format!(
            r#"{{"schema_version": 1, "id": "t", "title": "t",
            "posts": [{{"code": "A", "name": "A", "places": 1}}, {{"code": "B", "name": "B", "places": 1}}],
            "rules": {{"interview": {}, "total": {{"parts": [{{"of": "interview", "weight": "1"}}],
                "full_mark": "100", "rounding": {{"decimals": 2}}}}}},
            "variants": [{{"name": "B", "scope": {{"posts": ["B"]}}, "rules": {{"interview": {}}}}}]}}"#,
            interview(both),
            interview("[]").replace("each_element", "marks"),
        );
        RuleDocument::from_json(json.as_bytes()).unwrap()
    }

    const HEAD: &str = "准考证号,岗位,笔试:written,考场,考官1:表达,考官1:work,examiner2:Speech,考官2：群众工作,考官3:speech,考官3:work,考官1,考官2,考官3";

    fn lines(rows: &str) -> Vec<Vec<&str>> {
        let lines = [HEAD].into_iter().chain(rows.lines());
        lines.map(|line| line.split(',').collect()).collect()
    }

    fn table(rows: &str) -> Grid {
        Grid::of_lines(Head::FirstRow, &lines(rows))
    }

    fn told(rows: &str) -> Vec<(usize, String, TableProblemKind)> {
        let problems = read(&rules(), &table(rows)).unwrap_err();
        problems
            .into_iter()
            .map(|found| (found.row, found.column, found.kind))
            .collect()
    }

    #[test]
    fn sheets_by_element_and_by_whole_marks_stand_in_one_table() {
        let rules = rules();
        let rows = "1,A,70,1,50,30,55,32,52,28,,,\n2,B,70,1,,,,,,,80,82,84\n3,A,70,1,缺考,,,,,,,,\n4,A,70,1,,,,,,,,,";
        let TableRead {
            candidates, notes, ..
        } = read(&rules, &table(rows)).unwrap();
        let figures = |row: &[i64]| {
            row.iter()
                .map(|points| Points::whole(*points))
                .collect::<Vec<_>>()
        };
        let sheet = candidates[0].interview.as_ref().unwrap();
        assert_eq!(
            sheet.elements,
            [figures(&[50, 30]), figures(&[55, 32]), figures(&[52, 28])]
        );
        assert!(sheet.marks.is_empty());
        assert_eq!(
            notes.iter().map(|note| &note.kind).collect::<Vec<_>>(),
            [&TableProblemKind::Absent]
        );
        let outcome = run(&rules, &candidates, Stage::Total).unwrap();
        // The middle figures of 50, 52, 55 and of 28, 30, 32.
        assert_eq!(outcome.candidates[0].interview, Some(Points::whole(82)));
        assert_eq!(outcome.candidates[1].interview, Some(Points::whole(82)));
        assert_eq!(outcome.candidates[2].status, Status::InterviewAbsent);
        assert_eq!(outcome.candidates[3].status, Status::InterviewMissing);
        let read = read(&rules, &table(rows)).unwrap();
        assert_eq!(
            read.say_missing(&outcome.missing[0], Lang::Zh),
            "第5行“考官1”：4：缺面试分数"
        );
    }

    #[test]
    fn a_missing_element_is_told_with_row_and_column_and_never_summed_around() {
        let problems = read(&rules(), &table("1,A,70,1,50,30,55,,52,28,,,")).unwrap_err();
        assert_eq!(
            problems[0].say(Lang::Zh),
            "第2行“考官2：群众工作”：缺这一要素的分数，不能只加其他要素"
        );
        let en = problems[0].say(Lang::En);
        assert!(
            en.starts_with("row 2, \"考官2：群众工作\": this element has no figure"),
            "{en}"
        );
        assert_eq!(
            told("1,A,70,1,,30,,,52,28,,,")[1].2,
            TableProblemKind::ExaminerMissing { missing: 2 }
        );
    }

    #[test]
    fn an_element_column_that_the_head_lacks_is_told_once() {
        let mut rows = lines("1,A,70,1,50,30,55,32,52,28,,,\n2,A,70,1,50,30,55,32,52,28,,,");
        for row in &mut rows {
            row.remove(5);
        }
        let grid = Grid::of_lines(Head::FirstRow, &rows);
        let problems = read(&rules(), &grid).unwrap_err();
        assert_eq!(
            problems,
            [grid.problem(1, "考官1:work", TableProblemKind::ColumnMissing)]
        );
    }

    #[test]
    fn figures_of_another_sheet_and_absence_beside_figures_are_refused() {
        use TableProblemKind::{AbsentWithFigures, BadMark, ElementOfAnotherPost};
        assert_eq!(
            told("1,B,70,1,50,,,,,,,,"),
            [(2, "考官1:表达".to_owned(), ElementOfAnotherPost)]
        );
        assert_eq!(
            told("1,A,70,1,50,缺考,55,32,52,28,,,")[0].2,
            AbsentWithFigures
        );
        assert_eq!(
            told("1,A,70,1,50,30,缺考,,52,28,,,").last().unwrap().2,
            AbsentWithFigures
        );
        assert!(matches!(
            told("1,A,70,1,50,x,55,32,52,28,,,")[0].2,
            BadMark { .. }
        ));
    }
}
