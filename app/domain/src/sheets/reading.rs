//! Reads the figures of a sheet as they were typed or uploaded.

use super::{Layout, Line, Slot, sheet_number};
use crate::marking::{may_enter, read_mark};
use crate::{Points, Problem, ids::AccountId, rules::Mark};
use std::collections::{HashMap, HashSet};

/// What is on record about a sheet when figures for it arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub post: String,
    pub is_entered: bool,
    /// Who typed the other entry of this sheet.
    pub other_entry_by: Option<AccountId>,
}

/// A box of a form, or a figure that a program hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    Typed(String),
    Read(Mark),
}

impl Figure {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Figure::Typed(text) if text.trim().is_empty())
    }

    fn read(&self, full: Points) -> Result<Mark, Problem> {
        match self {
            Figure::Typed(text) => read_mark(text, full),
            Figure::Read(Mark::Scored(points)) if *points > full || *points < Points::ZERO => {
                Err(Problem::AboveFullMark { full })
            }
            Figure::Read(entry) => Ok(*entry),
        }
    }
}

/// What is wrong with a line, at its sheet number or at one of its figures. Lines count from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    pub line: usize,
    pub item: Option<usize>,
    pub problem: Problem,
}

/// A sheet that is in order: its number, and each item with its figure.
pub type ReadSheet = (String, Vec<(usize, Mark)>);

/// Reads lines for one entry. All lines are in order, or everything that is wrong is told at once.
///
/// # Errors
/// Every problem of every line.
pub fn read_lines(
    layout: &Layout,
    known: &HashMap<String, Known>,
    recorder: AccountId,
    lines: &[Line],
) -> Result<Vec<ReadSheet>, Vec<LineProblem>> {
    let mut problems = Vec::new();
    let mut sheets = Vec::with_capacity(lines.len());
    let mut seen = HashSet::new();
    for (line, typed) in lines
        .iter()
        .enumerate()
        .filter(|(_, typed)| !typed.is_blank())
    {
        let number = sheet_number(&typed.sheet);
        let slots = match known_sheet(&number, known, recorder) {
            _ if !number.is_empty() && !seen.insert(number.clone()) => Err(Problem::Duplicate {
                value: number.clone(),
            }),
            Ok(sheet) if layout.slots(&sheet.post).is_empty() => Err(Problem::UnknownSheet),
            other => other.map(|sheet| layout.slots(&sheet.post)),
        };
        // The figures of a sheet that nobody knows are still read, so that all mistakes are told at once.
        let all: Vec<Slot> = (0..layout.items.len())
            .filter_map(|item| any_slot(layout, item))
            .collect();
        let read = read_figures(
            layout,
            slots.as_ref().unwrap_or(&all.as_slice()),
            &typed.figures,
        );
        match (slots, read) {
            (Ok(_), Ok(entries)) => sheets.push((number, entries)),
            (slots, read) => {
                problems.extend(slots.err().map(|problem| LineProblem {
                    line,
                    item: None,
                    problem,
                }));
                let wrong = read.err().unwrap_or_default().into_iter();
                problems.extend(wrong.map(|(item, problem)| LineProblem {
                    line,
                    item: Some(item),
                    problem,
                }));
            }
        }
    }
    if problems.is_empty() && sheets.is_empty() {
        problems.push(LineProblem {
            line: 0,
            item: None,
            problem: Problem::Missing,
        });
    }
    if problems.is_empty() {
        Ok(sheets)
    } else {
        Err(problems)
    }
}

fn any_slot(layout: &Layout, item: usize) -> Option<Slot> {
    layout
        .posts
        .values()
        .flatten()
        .find(|slot| slot.item == item)
        .copied()
}

fn known_sheet<'k>(
    number: &str,
    known: &'k HashMap<String, Known>,
    recorder: AccountId,
) -> Result<&'k Known, Problem> {
    if number.is_empty() {
        return Err(Problem::Missing);
    }
    let sheet = known.get(number).ok_or(Problem::UnknownSheet)?;
    if sheet.is_entered {
        return Err(Problem::SheetEntered);
    }
    may_enter(recorder, sheet.other_entry_by).map_err(|_| Problem::OtherEntryYours)?;
    Ok(sheet)
}

type Wrong = Vec<(usize, Problem)>;

fn read_figures(
    layout: &Layout,
    slots: &[Slot],
    figures: &[Figure],
) -> Result<Vec<(usize, Mark)>, Wrong> {
    // A program may hand over the figures of the sheet alone; a form always has a box for each item.
    let by_slot = figures.len() == slots.len();
    let figure = |place: usize, slot: &Slot| figures.get(if by_slot { place } else { slot.item });
    let filled: Vec<&Figure> = figures.iter().filter(|figure| !figure.is_blank()).collect();
    // Somebody who did not come has no figure at all: the word in one box is enough for a panel.
    let alone = match filled.as_slice() {
        [one] if slots.len() > 1 => one
            .read(Points::ZERO)
            .ok()
            .filter(|entry| !matches!(entry, Mark::Scored(_))),
        _ => None,
    };
    if let Some(entry) = alone.filter(|_| is_panel(layout)) {
        return Ok(slots.iter().map(|slot| (slot.item, entry)).collect());
    }
    let mut wrong: Wrong = Vec::new();
    let mut entries = Vec::with_capacity(slots.len());
    for (place, slot) in slots.iter().enumerate() {
        let read =
            figure(place, slot).map_or(Err(Problem::Missing), |figure| figure.read(slot.full));
        match read {
            Ok(entry) => entries.push((slot.item, entry)),
            Err(problem) => wrong.push((slot.item, problem)),
        }
    }
    if !by_slot {
        let extra = |item: &usize| {
            slots.iter().all(|slot| slot.item != *item) && !figures[*item].is_blank()
        };
        wrong.extend(
            (0..figures.len())
                .filter(extra)
                .map(|item| (item, Problem::NotOnSheet)),
        );
    }
    let absent = entries
        .iter()
        .filter(|(_, entry)| !matches!(entry, Mark::Scored(_)))
        .count();
    if is_panel(layout) && wrong.is_empty() && absent > 0 && absent < entries.len() {
        wrong.push((slots[0].item, Problem::PartlyAbsent));
    }
    if wrong.is_empty() {
        Ok(entries)
    } else {
        Err(wrong)
    }
}

/// The examiners of an interview see one person: either all of them give a figure, or none.
fn is_panel(layout: &Layout) -> bool {
    layout.items.first().is_some_and(|item| item.code == "1")
}

#[cfg(test)]
mod tests {
    use super::super::sheet_number;
    use super::*;
    use crate::marking::MarkKind;
    use crate::rules::{Bilingual, RuleDocument};
    use crate::rules::{Scope, Scoring, Variant};

    fn doc() -> RuleDocument {
        serde_json::from_str(include_str!("../../tests/notices/O03-demo.json")).unwrap()
    }

    fn person(n: u128) -> AccountId {
        AccountId(uuid::Uuid::from_u128(n))
    }

    fn known(number: &str) -> HashMap<String, Known> {
        HashMap::from([(
            number.to_owned(),
            Known {
                post: "GJZ-01".into(),
                ..Known::default()
            },
        )])
    }

    fn line(sheet: &str, figures: &[&str]) -> Line {
        Line {
            sheet: sheet.into(),
            figures: figures.iter().map(|f| Figure::Typed((*f).into())).collect(),
        }
    }

    fn scored(whole: i64) -> Mark {
        Mark::Scored(Points::whole(whole))
    }

    #[test]
    fn a_script_carries_one_figure_for_each_paper_and_a_score_sheet_one_for_each_examiner() {
        let papers = Layout::of(&doc(), MarkKind::Written);
        assert_eq!(
            papers
                .items
                .iter()
                .map(|i| i.code.as_str())
                .collect::<Vec<_>>(),
            ["knowledge"]
        );
        assert_eq!(papers.full_mark(0), Some(Points::whole(100)));
        assert_eq!(
            Layout::of(&doc(), MarkKind::Interview)
                .slots("GJZ-01")
                .len(),
            7
        );
    }

    #[test]
    fn a_post_with_other_papers_asks_for_those() {
        let mut doc = doc();
        let mut stage = doc.stages[0].clone();
        let Some(Scoring::Papers(papers)) = &mut stage.scoring else {
            panic!("the written test comes first");
        };
        papers.papers[0].code = "practice".into();
        doc.variants = vec![Variant {
            name: Bilingual::zh("其他试卷"),
            scope: Scope {
                posts: vec!["GJZ-02".into()],
                ..Scope::default()
            },
            stage: vec![stage],
            ..Variant::default()
        }];
        let layout = Layout::of(&doc, MarkKind::Written);
        assert_eq!(layout.items.len(), 2);
        assert_eq!(
            layout.full_mark_on("GJZ-02", "practice"),
            Some(Points::whole(100))
        );
        assert_eq!(layout.full_mark_on("GJZ-02", "knowledge"), None);
        let typed = [line("A-0001", &["", "81"])];
        let read = read_lines(&layout, &known("A-0001"), person(1), &typed).unwrap_err();
        assert_eq!(
            read.iter()
                .map(|p| (p.item, &p.problem))
                .collect::<Vec<_>>()
                .len(),
            2
        );
        assert_eq!(read[1].problem, Problem::NotOnSheet);
    }

    #[test]
    fn a_sheet_number_is_read_as_people_type_it() {
        for typed in [
            "A-0417",
            " a-0417 ",
            "Ａ－０４１７",
            "A—0417",
            "'A-0417",
            "A-04\u{200B}17",
        ] {
            assert_eq!(sheet_number(typed), "A-0417");
        }
    }

    #[test]
    #[expect(
        clippy::too_many_lines,
        reason = "what is expected stands in one place"
    )]
    fn everything_that_is_wrong_is_told_at_once() {
        let layout = Layout::of(&doc(), MarkKind::Written);
        let mut sheets = known("A-0001");
        sheets.insert(
            "A-0002".into(),
            Known {
                post: "GJZ-01".into(),
                is_entered: true,
                other_entry_by: None,
            },
        );
        let other = Some(person(1));
        sheets.insert(
            "A-0003".into(),
            Known {
                post: "GJZ-01".into(),
                is_entered: false,
                other_entry_by: other,
            },
        );
        let lines = [
            line("A-0001", &["100.5"]),
            line("A-0002", &["81"]),
            line("A-0003", &["81"]),
            line("A-9999", &["8,1"]),
            line("", &["70"]),
            line("", &[""]),
            line("A-0001", &["81"]),
        ];
        let problems = read_lines(&layout, &sheets, person(1), &lines).unwrap_err();
        let told: Vec<_> = problems
            .into_iter()
            .map(|p| (p.line, p.item, p.problem))
            .collect();
        assert_eq!(
            told,
            [
                (
                    0,
                    Some(0),
                    Problem::AboveFullMark {
                        full: Points::whole(100)
                    }
                ),
                (1, None, Problem::SheetEntered),
                (2, None, Problem::OtherEntryYours),
                (3, None, Problem::UnknownSheet),
                (
                    3,
                    Some(0),
                    Problem::Points(crate::numbers::BadPoints::Comma)
                ),
                (4, None, Problem::Missing),
                (
                    6,
                    None,
                    Problem::Duplicate {
                        value: "A-0001".into()
                    }
                ),
            ]
        );
    }

    #[test]
    fn a_line_without_a_sheet_is_told() {
        let layout = Layout::of(&doc(), MarkKind::Written);
        let sheets = known("A-0001");
        let nothing = read_lines(&layout, &sheets, person(1), &[line("", &[""])]).unwrap_err();
        assert_eq!(nothing[0].problem, Problem::Missing);
    }

    #[test]
    fn who_did_not_come_to_the_interview_is_absent_before_the_whole_panel() {
        let layout = Layout::of(&doc(), MarkKind::Interview);
        let one = [line("4-06", &["", "缺考", "", "", "", "", ""])];
        let read = read_lines(&layout, &known("4-06"), person(1), &one).unwrap();
        assert!(read[0].1.iter().all(|(_, entry)| *entry == Mark::Absent) && read[0].1.len() == 7);
        let mixed = [line("4-06", &["缺考", "80", "81", "82", "83", "84", "85"])];
        let problems = read_lines(&layout, &known("4-06"), person(1), &mixed).unwrap_err();
        assert_eq!(problems[0].problem, Problem::PartlyAbsent);
        let short = [line("4-06", &["80", "81", "82", "83", "84", "85", ""])];
        assert_eq!(
            read_lines(&layout, &known("4-06"), person(1), &short).unwrap_err()[0].item,
            Some(6)
        );
    }

    #[test]
    fn a_program_hands_over_figures_and_they_are_checked_alike() {
        let layout = Layout::of(&doc(), MarkKind::Written);
        let whole = |n| {
            [Line {
                sheet: "A-0001".into(),
                figures: vec![Figure::Read(scored(n))],
            }]
        };
        assert_eq!(
            read_lines(&layout, &known("A-0001"), person(1), &whole(81)),
            Ok(vec![("A-0001".to_owned(), vec![(0, scored(81))])])
        );
        assert!(read_lines(&layout, &known("A-0001"), person(1), &whole(101)).is_err());
    }
}
