//! Figures, the sheets they stand on, and the slips of the hand between two entries.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Points, Problem,
    ids::AccountId,
    marking::{
        Comparison, Difference, MarkKind, Refusal, Slip, Tally, compare, likely_slips, may_enter,
        may_settle,
    },
    numbers::BadPoints,
    rules::{Bilingual, Lang, Mark, RuleDocument},
    sheets::{Figure, Item, Known, Layout, Line, LineProblem, ReadSheet, read_lines, sheet_number},
};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn scored(text: &str) -> Mark {
    Mark::Scored(points(text))
}

fn person(n: u128) -> AccountId {
    AccountId(uuid::Uuid::from_u128(n))
}

// Points

#[test]
fn a_figure_has_at_most_four_decimals_and_at_most_a_million() {
    for (typed, raw) in [
        ("1000000", 10_000_000_000),
        ("0000000081.5", 815_000),
        ("0.1234", 1_234),
        ("0.12340000", 1_234),
        ("+3", 30_000),
        ("-1000000", -10_000_000_000),
        ("８３。７", 837_000),
    ] {
        assert_eq!(typed.parse::<Points>().map(Points::raw), Ok(raw), "{typed}");
    }
    for (typed, why) in [
        ("1000000.0001", BadPoints::TooLarge),
        ("1000001", BadPoints::TooLarge),
        ("10000000", BadPoints::TooLarge),
        ("999999999999999999999999999999", BadPoints::TooLarge),
        ("0.12345", BadPoints::TooManyDecimals),
        ("-", BadPoints::Empty),
        ("８１，５", BadPoints::Comma),
        ("7.", BadPoints::NotANumber),
        ("1.x", BadPoints::NotANumber),
        ("x.1", BadPoints::NotANumber),
        (".", BadPoints::NotANumber),
    ] {
        assert_eq!(typed.parse::<Points>(), Err(why), "{typed}");
    }
    assert_eq!(Points::LIMIT.to_string(), "1000000.00");
}

#[test]
fn a_score_prints_two_decimals_or_as_many_as_say_something() {
    for (raw, printed, plain) in [
        (0, "0.00", "0"),
        (30_000, "3.00", "3"),
        (1_000_000, "100.00", "100"),
        (5_000, "0.50", "0.5"),
        (100, "0.01", "0.01"),
        (10, "0.001", "0.001"),
        (1, "0.0001", "0.0001"),
        (794_450, "79.445", "79.445"),
        (-100, "-0.01", "-0.01"),
        (-300_000, "-30.00", "-30"),
    ] {
        let points = Points::from_raw(raw);
        assert_eq!(
            (points.to_string().as_str(), points.plain().as_str()),
            (printed, plain)
        );
    }
}

#[test]
fn why_a_figure_is_refused_is_said_in_both_languages() {
    let reasons = [
        (BadPoints::Empty, "空的", "empty"),
        (
            BadPoints::Comma,
            "小数点请写“.”",
            "write the decimal point as a full stop",
        ),
        (BadPoints::NotANumber, "看不懂", "it cannot be read"),
        (
            BadPoints::TooManyDecimals,
            "最多四位小数",
            "at most four decimals",
        ),
        (BadPoints::TooLarge, "太大了", "too large"),
    ];
    for (reason, zh, en) in reasons {
        assert_eq!([Lang::Zh, Lang::En].map(|lang| reason.say(lang)), [zh, en]);
    }
}

// Entries and their slips

#[test]
fn zero_and_the_full_mark_are_figures_and_beyond_them_nothing_is() {
    let full = points("100");
    for (typed, read) in [
        ("100", Ok(scored("100"))),
        ("0", Ok(scored("0"))),
        ("100.0001", Err(Problem::AboveFullMark { full })),
        ("-0.0001", Err(Problem::AboveFullMark { full })),
        ("缺考", Ok(Mark::Absent)),
        ("缺", Ok(Mark::Absent)),
        ("Absent", Ok(Mark::Absent)),
        ("违纪", Ok(Mark::Violation)),
        ("VIOLATION", Ok(Mark::Violation)),
        ("?", Err(Problem::Points(BadPoints::NotANumber))),
    ] {
        assert_eq!(domain::marking::read_mark(typed, full), read, "{typed}");
    }
}

#[test]
fn two_entries_agree_differ_or_wait_for_each_other() {
    let (first, second) = (scored("81"), scored("18"));
    assert_eq!(compare(Some(first), Some(first)), Comparison::Agreed(first));
    assert_eq!(
        compare(Some(first), Some(second)),
        Comparison::Differ { first, second }
    );
    assert_eq!(
        compare(Some(Mark::Absent), Some(second)),
        Comparison::Differ {
            first: Mark::Absent,
            second
        },
        "who did not come has no figure"
    );
    for (first, second) in [(Some(first), None), (None, Some(second)), (None, None)] {
        assert_eq!(compare(first, second), Comparison::Waiting);
    }
}

fn difference(sheet: &str, item: &str, first: &str, second: &str) -> Difference {
    Difference {
        sheet: sheet.into(),
        item: item.into(),
        first: scored(first),
        second: scored(second),
    }
}

#[test]
fn a_row_was_skipped_only_where_both_figures_of_one_item_are_exchanged() {
    let crossed = likely_slips(&[
        difference("A-1", "1", "81", "75.5"),
        difference("A-2", "1", "75.5", "81"),
    ]);
    assert_eq!(
        crossed,
        [
            Some(Slip::Row { with: "A-2".into() }),
            Some(Slip::Row { with: "A-1".into() })
        ]
    );
    let other_item = likely_slips(&[
        difference("A-1", "1", "81", "75.5"),
        difference("A-2", "2", "75.5", "81"),
    ]);
    assert_eq!(other_item, [None, None], "another item is another figure");
    let same_sheet = likely_slips(&[
        difference("A-1", "1", "81", "75.5"),
        difference("A-1", "1", "75.5", "81"),
    ]);
    assert_eq!(
        same_sheet,
        [None, None],
        "a sheet is not exchanged with itself"
    );
    let half = likely_slips(&[
        difference("A-1", "1", "81", "75.5"),
        difference("A-2", "1", "75.5", "62.25"),
    ]);
    assert_eq!(half, [None, None], "only one figure fits");
    let apart = likely_slips(&[
        difference("A-1", "1", "81", "75.5"),
        difference("A-2", "1", "60.5", "72"),
    ]);
    assert_eq!(apart, [None, None]);
}

#[test]
fn the_likely_slip_does_not_depend_on_who_made_it() {
    for (one, other, slip) in [
        ("25", "2.5", Some(Slip::DigitLost)),
        ("2", "20", Some(Slip::DigitLost)),
        ("76.6", "7.6", Some(Slip::DigitLost)),
        ("12", "21", Some(Slip::Transposed)),
        ("81.5", "85.1", Some(Slip::Transposed)),
        ("12", "23", None),
        ("12", "31", None),
        ("76.6", "70.6", Some(Slip::OneDigit)),
        ("12.5", "7.5", None),
        ("81", "81.25", None),
    ] {
        for (first, second) in [(one, other), (other, one)] {
            let found = likely_slips(&[difference("A-1", "1", first, second)]);
            assert_eq!(
                found.as_slice(),
                std::slice::from_ref(&slip),
                "{first} {second}"
            );
        }
    }
    let left = Difference {
        second: Mark::Violation,
        ..difference("A-1", "1", "1", "2")
    };
    assert_eq!(likely_slips(&[left]), [None]);
}

#[test]
fn the_second_entry_and_the_settlement_are_other_peoples() {
    assert_eq!(may_enter(person(2), Some(person(1))), Ok(()));
    assert_eq!(may_enter(person(2), None), Ok(()));
    assert_eq!(
        may_enter(person(1), Some(person(1))),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        may_settle(person(1), &[person(1), person(2)]),
        Err(Refusal::SamePerson)
    );
    assert_eq!(may_settle(person(3), &[]), Ok(()));
}

#[test]
fn one_figure_too_few_or_too_many_keeps_marks_from_being_frozen() {
    let complete = Tally {
        expected: 8,
        agreed: 6,
        differing: 0,
        settled: 2,
    };
    assert_eq!(complete.may_freeze(), Ok(()));
    assert_eq!(
        Tally {
            settled: 1,
            ..complete
        }
        .may_freeze(),
        Err(Refusal::MarksMissing { count: 1 })
    );
    assert_eq!(
        Tally {
            settled: 3,
            ..complete
        }
        .may_freeze(),
        Err(Refusal::MarksMissing { count: 0 })
    );
    assert_eq!(
        Tally {
            differing: 2,
            ..complete
        }
        .may_freeze(),
        Err(Refusal::DifferencesOpen { count: 2 })
    );
    assert_eq!(
        Tally::default().may_freeze(),
        Err(Refusal::MarksMissing { count: 0 }),
        "nothing is not complete"
    );
}

// Sheets

/// Post `A` sits papers `one` (of 100) and `two` (of 50); `B` only `two`, here of 60; `C` none. `A` and `C` are heard by
/// seven examiners, `B` by one.
fn document() -> RuleDocument {
    let paper =
        |code: &str, full: &str| json!({"code": code, "name": code, "full": full, "weight": "1"});
    let written = |papers: Json, full: &str| json!({"code": "written", "name": "w", "scoring": {"papers": {"papers": papers, "full": full}}});
    let interview = |examiners: u8| json!({"code": "interview", "name": "i", "scoring": {"panel": {"full": "100", "examiners": examiners}}});
    let json = json!({
        "schema_version": 2, "id": "t", "title": "t",
        "posts": [{"code": "A", "name": "A", "places": 1}, {"code": "B", "name": "B", "places": 1}, {"code": "C", "name": "C", "places": 1}],
        "stages": [written(json!([paper("one", "100"), paper("two", "50")]), "150"), interview(7)],
        "variants": [
            {"name": "B", "scope": {"posts": ["B"]}, "stage": [written(json!([paper("two", "60")]), "60"), interview(1)]},
            {"name": "C", "scope": {"posts": ["C"]}, "stages": [interview(7)]}],
    });
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

fn layout(kind: MarkKind) -> Layout {
    Layout::of(&document(), kind)
}

fn known() -> HashMap<String, Known> {
    let sheet = |number: &str, post: &str| {
        (
            number.to_owned(),
            Known {
                post: post.into(),
                ..Known::default()
            },
        )
    };
    HashMap::from([sheet("A-1", "A"), sheet("B-1", "B"), sheet("C-1", "C")])
}

fn typed(sheet: &str, figures: &[&str]) -> Line {
    Line {
        sheet: sheet.into(),
        figures: figures
            .iter()
            .map(|text| Figure::Typed((*text).into()))
            .collect(),
    }
}

type Told = Vec<(usize, Option<usize>, Problem)>;

fn read(kind: MarkKind, lines: &[Line]) -> Result<Vec<ReadSheet>, Told> {
    let told = |problem: LineProblem| (problem.line, problem.item, problem.problem);
    read_lines(&layout(kind), &known(), person(1), lines)
        .map_err(|all| all.into_iter().map(told).collect())
}

#[test]
fn each_post_asks_for_its_own_papers_and_examiners() {
    let papers = layout(MarkKind::Written);
    let item = |code: &str| Item {
        code: code.into(),
        name: Bilingual::zh(code),
    };
    assert_eq!(papers.items, [item("one"), item("two")]);
    let slots = |layout: &Layout, post: &str| -> Vec<_> {
        layout
            .slots(post)
            .iter()
            .map(|slot| (slot.item, slot.full))
            .collect()
    };
    assert_eq!(slots(&papers, "A"), [(0, points("100")), (1, points("50"))]);
    assert_eq!(slots(&papers, "B"), [(1, points("60"))]);
    assert_eq!(slots(&papers, "C"), []);
    assert_eq!(slots(&papers, "no such post"), []);
    assert_eq!(
        [
            papers.position("one"),
            papers.position("two"),
            papers.position("three")
        ],
        [Some(0), Some(1), None]
    );
    assert_eq!(papers.full_mark_on("A", "two"), Some(points("50")));
    assert_eq!(papers.full_mark_on("B", "two"), Some(points("60")));
    assert_eq!(papers.full_mark_on("B", "one"), None);
    assert_eq!(papers.full_mark_on("A", "three"), None);
    assert_eq!(papers.full_mark(0), Some(points("100")));
    assert_eq!(papers.full_mark(1), None, "two posts disagree");
    assert_eq!(papers.full_mark(2), None);
    let panel = layout(MarkKind::Interview);
    let examiner = |n: usize| Item {
        code: n.to_string(),
        name: Bilingual::new(format!("考官{n}"), format!("Examiner {n}")),
    };
    assert_eq!(panel.items, (1..=7).map(examiner).collect::<Vec<_>>());
    assert_eq!(
        slots(&panel, "C"),
        (0..7).map(|n| (n, points("100"))).collect::<Vec<_>>()
    );
    assert_eq!(slots(&panel, "B"), [(0, points("100"))]);
}

#[test]
fn a_post_without_papers_has_no_sheets_of_them() {
    let doc = document();
    let sits = |post: usize| doc.for_post(&doc.posts[post]).papers().is_some();
    assert_eq!([sits(0), sits(1), sits(2)], [true, true, false]);
}

#[test]
fn a_sheet_carries_the_figures_of_its_post_in_their_boxes() {
    use MarkKind::Written;
    let sheet = |number: &str, entries: &[(usize, &str)]| {
        vec![(
            number.to_owned(),
            entries
                .iter()
                .map(|(item, text)| (*item, scored(text)))
                .collect::<Vec<_>>(),
        )]
    };
    assert_eq!(
        read(Written, &[typed("A-1", &["81", "40"])]),
        Ok(sheet("A-1", &[(0, "81"), (1, "40")]))
    );
    assert_eq!(
        read(Written, &[typed(" a–1 ", &["100", "50"])]),
        Ok(sheet("A-1", &[(0, "100"), (1, "50")]))
    );
    assert_eq!(
        read(Written, &[typed("B-1", &["", "60"])]),
        Ok(sheet("B-1", &[(1, "60")]))
    );
    assert_eq!(
        read(Written, &[typed("B-1", &["60"])]),
        Ok(sheet("B-1", &[(1, "60")])),
        "only its own figure"
    );
    assert_eq!(
        read(Written, &[typed("B-1", &["1", "60"])]),
        Err(vec![(0, Some(0), Problem::NotOnSheet)])
    );
    assert_eq!(
        read(Written, &[typed("A-1", &["81", ""])]).unwrap_err()[0].1,
        Some(1)
    );
    let blank = Problem::Points(BadPoints::Empty);
    let empty = Err(vec![(0, Some(0), blank.clone()), (0, Some(1), blank)]);
    assert_eq!(
        read(Written, &[typed("A-1", &["", ""])]),
        empty,
        "a number alone is not a blank line"
    );
    assert_eq!(
        read(Written, &[typed("C-1", &["81", "40"])]),
        Err(vec![(0, None, Problem::UnknownSheet)])
    );
    let absent = read(Written, &[typed("A-1", &["缺考", "40"])]).unwrap();
    assert_eq!(
        absent[0].1,
        [(0, Mark::Absent), (1, scored("40"))],
        "each paper is sat for itself"
    );
}

#[test]
fn lines_without_anything_are_skipped_and_those_without_a_number_are_not_alike() {
    use MarkKind::Written;
    let lines = [
        typed("", &["", ""]),
        typed("A-1", &["81", "40"]),
        typed(" ", &[" ", ""]),
    ];
    assert_eq!(read(Written, &lines).unwrap().len(), 1);
    let nameless = [typed("", &["81", "40"]), typed("", &["82", "41"])];
    let missing = |line| (line, None, Problem::Missing);
    assert_eq!(read(Written, &nameless), Err(vec![missing(0), missing(1)]));
    assert_eq!(
        read(Written, &[typed("", &["", ""])]),
        Err(vec![missing(0)])
    );
    let twice = [typed("A-1", &["81", "40"]), typed("A-1", &["81", "40"])];
    assert_eq!(
        read(Written, &twice),
        Err(vec![(
            1,
            None,
            Problem::Duplicate {
                value: "A-1".into()
            }
        )])
    );
    let unknown = [typed("X-9", &["81", "61"])];
    let told = read(Written, &unknown).unwrap_err();
    assert_eq!(told[0], (0, None, Problem::UnknownSheet));
    assert_eq!(
        told.len(),
        2,
        "a figure above every full mark is told with it"
    );
}

#[test]
fn a_figure_that_a_program_hands_over_lies_between_zero_and_the_full_mark() {
    let handed = |entry: Mark| Line {
        sheet: "B-1".into(),
        figures: vec![Figure::Read(entry)],
    };
    for (entry, fits) in [
        (scored("0"), true),
        (scored("60"), true),
        (scored("60.01"), false),
        (scored("-0.01"), false),
        (Mark::Absent, true),
        (Mark::Violation, true),
    ] {
        let full = points("60");
        let expected = if fits {
            Ok(vec![("B-1".to_owned(), vec![(1, entry)])])
        } else {
            Err(vec![(0, Some(1), Problem::AboveFullMark { full })])
        };
        assert_eq!(
            read(MarkKind::Written, &[handed(entry)]),
            expected,
            "{entry:?}"
        );
    }
}

#[test]
fn a_panel_sees_one_person_and_gives_all_figures_or_none() {
    use MarkKind::Interview;
    let panel = |figures: [&str; 7]| read(Interview, &[typed("A-1", &figures)]);
    let all = |entry: Mark| {
        Ok(vec![(
            "A-1".to_owned(),
            (0..7).map(|item| (item, entry)).collect::<Vec<_>>(),
        )])
    };
    assert_eq!(panel(["80"; 7]), all(scored("80")));
    assert_eq!(panel(["缺考"; 7]), all(Mark::Absent));
    assert_eq!(
        panel(["", "", "违纪", "", "", "", ""]),
        all(Mark::Violation)
    );
    let partly = Err(vec![(0, Some(0), Problem::PartlyAbsent)]);
    assert_eq!(panel(["80", "80", "80", "80", "80", "80", "缺考"]), partly);
    assert_eq!(
        panel(["缺考", "缺考", "缺考", "缺考", "缺考", "缺考", "80"]),
        partly
    );
    let unread = Err(vec![(0, Some(2), Problem::Points(BadPoints::NotANumber))]);
    assert_eq!(
        panel(["缺考", "80", "x", "80", "80", "80", "80"]),
        unread,
        "what cannot be read is told first"
    );
    let one_zero = panel(["0", "", "", "", "", "", ""]).unwrap_err();
    assert_eq!(
        one_zero.len(),
        6,
        "a lone zero is a figure, and six are missing"
    );
}

#[test]
fn a_panel_of_one_is_absent_in_its_own_box_only() {
    use MarkKind::Interview;
    let absent = Ok(vec![("B-1".to_owned(), vec![(0, Mark::Absent)])]);
    assert_eq!(
        read(
            Interview,
            &[typed("B-1", &["缺考", "", "", "", "", "", ""])]
        ),
        absent
    );
    let elsewhere = read(
        Interview,
        &[typed("B-1", &["", "", "缺考", "", "", "", ""])],
    )
    .unwrap_err();
    assert_eq!(elsewhere.last(), Some(&(0, Some(2), Problem::NotOnSheet)));
}

#[test]
fn dashes_of_all_kinds_are_one_dash() {
    for typed in [
        "B-17",
        "b—17",
        "B–17",
        "B−17",
        "B_17",
        " B - 1 7 ",
        "Ｂ－１７",
    ] {
        assert_eq!(sheet_number(typed), "B-17", "{typed}");
    }
}
