//! Days as people write them, and what no cell may do.

use super::super::*;
use crate::text::Lang;
use chrono::NaiveDate;

#[test]
fn a_day_is_read_as_people_write_it_and_within_bounds() {
    let day = NaiveDate::from_ymd_opt(1998, 3, 6).unwrap();
    for typed in [
        "1998-3-6",
        "1998/03/06",
        "1998.3.6",
        "1998年3月6日",
        "１９９８－３－６",
        "1998-03-06 00:00:00",
        "'1998-3-6",
    ] {
        assert_eq!(date(typed), Ok(day), "{typed}");
    }
    assert_eq!(Cell::Date(day).date(), Ok(Some(day)));
    assert_eq!(Cell::Date(day).text(), "1998-03-06");
    assert_eq!(Cell::Empty.date(), Ok(None));
}

#[test]
fn what_is_no_day_is_told() {
    let value = |typed: &str| typed.to_owned();
    for (typed, kind) in [
        (
            "98-3-6",
            GridProblem::ShortYear {
                value: value("98-3-6"),
            },
        ),
        (
            "1998-2-29",
            GridProblem::NotADate {
                value: value("1998-2-29"),
            },
        ),
        (
            "1998-3",
            GridProblem::NotADate {
                value: value("1998-3"),
            },
        ),
        (
            "6-3-1998",
            GridProblem::ShortYear {
                value: value("6-3-1998"),
            },
        ),
        (
            "1899-12-31",
            GridProblem::DateOutOfBounds {
                value: value("1899-12-31"),
            },
        ),
        (
            "2201-1-1",
            GridProblem::DateOutOfBounds {
                value: value("2201-1-1"),
            },
        ),
        (
            "1998-03-06 08:30",
            GridProblem::NotADate {
                value: value("1998-03-06 08:30"),
            },
        ),
        (
            "+1998-3-6",
            GridProblem::NotADate {
                value: value("+1998-3-6"),
            },
        ),
    ] {
        assert_eq!(date(typed), Err(kind), "{typed}");
    }
}

#[test]
fn nothing_that_is_written_out_is_run() {
    for cell in [
        "=1+1",
        "+1",
        "@SUM(A1)",
        "-2+3",
        "-inf",
        "＝1+1",
        "＠SUM(1)",
        "＋1",
        "－1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\u{200B}=1",
        " =1",
        "\u{3000}=1",
        "－2.5",
    ] {
        let written = harmless(cell);
        assert_eq!(written, format!("'{cell}"));
        assert_eq!(
            Cell::of_text(&written).text(),
            crate::characters::visible(cell),
            "read back"
        );
    }
    for cell in ["-2.5", "26032800412", "", "张三", "a=b", "'t Hart"] {
        assert_eq!(harmless(cell), cell);
        assert_eq!(Cell::of_text(cell).text(), cell);
    }
}

#[test]
fn columns_have_letters() {
    let named: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
    assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn every_sentence_stands_in_both_languages() {
    let value = || "1".to_owned();
    let kinds = [
        GridProblem::NotATable,
        GridProblem::NotText,
        GridProblem::Protected,
        GridProblem::NoVisibleSheet,
        GridProblem::Empty,
        GridProblem::TitleTwice,
        GridProblem::Width {
            found: 1,
            expected: 2,
        },
        GridProblem::QuoteOpen,
        GridProblem::QuoteInside,
        GridProblem::Merged { range: value() },
        GridProblem::NoResult,
        GridProblem::ErrorValue { value: value() },
        GridProblem::LongNumber,
        GridProblem::NotADate { value: value() },
        GridProblem::ShortYear { value: value() },
        GridProblem::DateOutOfBounds { value: value() },
        GridProblem::TextTooLong { most: 1 },
        GridProblem::TooManyRows { most: 1 },
        GridProblem::TooManyColumns { most: 1 },
        GridProblem::TooManyCells { most: 1 },
        GridProblem::TooLarge { most: 1 },
        GridProblem::MoreProblems { told: 1 },
    ];
    let mut said = std::collections::HashSet::new();
    for kind in &kinds {
        for lang in [Lang::Zh, Lang::En] {
            assert!(
                said.insert(kind.words(lang)),
                "{kind:?} is worded as another"
            );
        }
    }
}
