//! Candidates as the table in which offices keep them: what [`crate::candidate_table`] reads.

use crate::rules::{
    Candidate, ElementCode, FactValue, InterviewSheet, Mark, PostCode, RuleDocument,
};
use std::collections::{BTreeSet, HashMap};

/// The table with its head, each row as long as the head. Levels and quantities of a bonus stand in its cell.
pub fn sample_table(doc: &RuleDocument, people: &[Candidate]) -> Vec<Vec<String>> {
    let papers: BTreeSet<_> = people
        .iter()
        .flat_map(|who| who.written.iter().map(|(code, _)| code))
        .collect();
    let tests: BTreeSet<_> = people
        .iter()
        .flat_map(|who| who.tests.iter().map(|(code, _)| code))
        .collect();
    let items: BTreeSet<_> = people
        .iter()
        .flat_map(|who| who.bonus.iter().map(|claim| &claim.item))
        .collect();
    let facts: BTreeSet<_> = people.iter().flat_map(|who| who.facts.0.keys()).collect();
    let sheets = people.iter().filter_map(|who| who.interview.as_ref());
    let examiners = sheets
        .map(|sheet| sheet.marks.len())
        .max()
        .unwrap_or_default();
    let mut head = vec!["准考证号".to_owned(), "岗位".to_owned()];
    head.extend(papers.iter().map(|code| format!("笔试:{code}")));
    head.extend(tests.iter().map(|code| format!("测试:{code}")));
    head.extend(items.iter().map(|code| format!("加分:{code}")));
    head.extend(facts.iter().map(|key| format!("事实:{key}")));
    head.push("考场".to_owned());
    head.extend((1..=examiners).map(|n| format!("考官{n}")));
    let sheets = ElementColumns::of(doc, people);
    head.extend(
        sheets
            .columns
            .iter()
            .map(|(n, code)| format!("考官{n}:{code}")),
    );
    let row = |who: &Candidate| {
        let mut row = vec![who.number.clone(), who.post.to_string()];
        row.extend(papers.iter().map(|code| {
            who.written
                .get(code)
                .copied()
                .map_or_else(String::new, mark)
        }));
        row.extend(
            tests
                .iter()
                .map(|code| who.tests.get(code).copied().map_or_else(String::new, mark)),
        );
        row.extend(items.iter().map(|code| {
            let claim = who.bonus.iter().find(|claim| claim.item == **code);
            claim.map_or_else(String::new, |claim| match (&claim.level, claim.quantity) {
                (Some(level), _) => level.to_string(),
                (None, Some(quantity)) => quantity.plain(),
                (None, None) => "是".to_owned(),
            })
        }));
        row.extend(
            facts
                .iter()
                .map(|key| who.facts.get(key).map_or_else(String::new, fact)),
        );
        let nothing = InterviewSheet::default();
        let sheet = who.interview.as_ref().unwrap_or(&nothing);
        row.push(sheet.room.clone());
        row.extend(
            (0..examiners).map(|n| sheet.marks.get(n).copied().map_or_else(String::new, mark)),
        );
        row.extend(sheets.cells(who));
        row
    };
    std::iter::once(head)
        .chain(people.iter().map(row))
        .collect()
}

/// One column for each examiner and each element that some sheet has.
struct ElementColumns {
    columns: Vec<(usize, ElementCode)>,
    /// The elements of each post, in the order of its sheet.
    posts: HashMap<PostCode, Vec<ElementCode>>,
}

impl ElementColumns {
    fn of(doc: &RuleDocument, people: &[Candidate]) -> Self {
        let elements = |post| {
            let rule = doc.rules_for(post).interview;
            rule.map_or_else(Vec::new, |rule| {
                rule.elements
                    .into_iter()
                    .map(|element| element.code)
                    .collect()
            })
        };
        let posts: HashMap<_, Vec<_>> = doc
            .posts
            .iter()
            .map(|post| (post.code.clone(), elements(post)))
            .collect();
        let mut columns = BTreeSet::new();
        for who in people {
            let examiners = who
                .interview
                .as_ref()
                .map_or(0, |sheet| sheet.elements.len());
            for code in posts.get(&who.post).into_iter().flatten() {
                columns.extend((1..=examiners).map(|n| (n, code.clone())));
            }
        }
        ElementColumns {
            columns: columns.into_iter().collect(),
            posts,
        }
    }

    fn cells(&self, who: &Candidate) -> Vec<String> {
        let figure = |n: usize, code: &ElementCode| {
            let at = self
                .posts
                .get(&who.post)?
                .iter()
                .position(|own| own == code)?;
            Some(
                who.interview
                    .as_ref()?
                    .elements
                    .get(n - 1)?
                    .get(at)?
                    .plain(),
            )
        };
        self.columns
            .iter()
            .map(|(n, code)| figure(*n, code).unwrap_or_default())
            .collect()
    }
}

fn mark(mark: Mark) -> String {
    match mark {
        Mark::Scored(points) => points.plain(),
        Mark::Absent => "缺考".to_owned(),
        Mark::Violation => "违纪".to_owned(),
    }
}

fn fact(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(yes) => (if *yes { "是" } else { "否" }).to_owned(),
        FactValue::Number(number) => number.plain(),
        FactValue::Date(day) => day.to_string(),
        FactValue::Choice(code) => code.to_string(),
        FactValue::Choices(codes) => codes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、"),
        FactValue::Area(code) => code.to_string(),
        FactValue::Text(text) => text.clone(),
        FactValue::DoesNotApply => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        candidate_table::{self, TableProblem, TableProblemKind},
        dry_run::sample,
        rules::RuleDocument,
        tables::{Grid, Head},
    };

    #[test]
    fn the_sample_table_is_read_back_as_the_same_people() {
        let doc =
            RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap();
        let people = sample(&doc);
        let rows = Grid::of_lines(Head::FirstRow, &sample_table(&doc, &people));
        let read = candidate_table::read(&doc, &rows).unwrap();
        let expected = |note: &TableProblem| {
            matches!(
                note.kind,
                TableProblemKind::Absent | TableProblemKind::Violation
            )
        };
        assert!(
            read.notes.iter().all(expected),
            "absences and violations are told, nothing else"
        );
        assert_eq!(read.candidates, people);
    }

    #[test]
    fn sheets_by_element_survive_the_table() {
        let mut doc =
            RuleDocument::from_json(include_bytes!("../../tests/notices/O03-demo.json")).unwrap();
        let element = |code: &str, full_mark| crate::rules::Element {
            code: code.into(),
            name: crate::rules::Text::zh(code),
            full_mark: crate::Points::whole(full_mark),
        };
        doc.rules.interview.as_mut().unwrap().elements =
            vec![element("work", 70), element("answer", 30)];
        let people = sample(&doc);
        let rows = Grid::of_lines(Head::FirstRow, &sample_table(&doc, &people));
        assert_eq!(
            candidate_table::read(&doc, &rows).unwrap().candidates,
            people
        );
    }
}
