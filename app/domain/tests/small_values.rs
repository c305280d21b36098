//! Proportions, days, fractions and texts of the rules, at their limits; and the words in which they are said.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::numbers::{BadRatio, Fraction, Points, Ratio};
use domain::rules::*;
use domain::time::{Moment, PartialDate, whole_years};
use serde_json::json;

// Proportions

#[test]
fn a_proportion_has_at_most_six_decimals_and_parts_of_at_most_a_million() {
    for (typed, numerator, denominator) in [
        ("1000000", 1_000_000, 1),
        ("1/1000000", 1, 1_000_000),
        ("0.000001", 1, 1_000_000),
        ("2000000/2", 1_000_000, 1),
        ("100000000/100", 1_000_000, 1),
        ("100000000%", 1_000_000, 1),
        ("33.3%", 333, 1000),
        ("1.5", 3, 2),
        (" 6 / 4 ", 3, 2),
        ("0/7", 0, 1),
        ("0.50", 1, 2),
    ] {
        let ratio = typed
            .parse::<Ratio>()
            .unwrap_or_else(|why| panic!("{typed}: {why:?}"));
        assert_eq!(
            (ratio.numerator(), ratio.denominator()),
            (numerator, denominator),
            "{typed}"
        );
    }
    for (typed, why) in [
        ("1000001", BadRatio::TooLarge),
        ("1/1000001", BadRatio::TooLarge),
        ("0.0000001", BadRatio::TooLarge),
        ("100000001/101", BadRatio::TooLarge),
        ("0.00001%", BadRatio::TooLarge),
        ("5/0", BadRatio::ZeroDenominator),
        ("0/0", BadRatio::ZeroDenominator),
        ("1.%", BadRatio::NotANumber),
        ("1.x", BadRatio::NotANumber),
        ("x.1", BadRatio::NotANumber),
        ("/2", BadRatio::NotANumber),
        ("%", BadRatio::NotANumber),
    ] {
        assert_eq!(typed.parse::<Ratio>(), Err(why), "{typed}");
    }
    assert_eq!(
        (Ratio::percent(40), Ratio::whole(3)),
        (Ratio::new(2, 5).unwrap(), Ratio::new(3, 1).unwrap())
    );
    assert_eq!(
        (
            Ratio::percent(7).numerator(),
            Ratio::percent(7).denominator()
        ),
        (7, 100)
    );
}

#[test]
fn a_proportion_is_said_in_per_cent_where_that_has_two_decimals_or_less() {
    for (typed, said) in [
        ("3", "300%"),
        ("0.4", "40%"),
        ("0.625", "62.5%"),
        ("0.1234", "12.34%"),
        ("0.1205", "12.05%"),
        ("0.0001", "0.01%"),
        ("1/3", "1/3"),
        ("0.00001", "1/100000"),
        ("1.005", "100.5%"),
    ] {
        assert_eq!(typed.parse::<Ratio>().unwrap().as_percent(), said);
    }
    assert_eq!(Ratio::whole(3).to_string(), "3");
    assert_eq!(Ratio::ZERO.to_string(), "0");
}

// Days

#[test]
fn days_of_notices_lie_between_1900_and_2200_and_are_written_out() {
    for text in [
        "1900-01-01",
        "2200-12-31",
        "1900",
        "2200",
        "1900-01",
        "2200-12",
        "1996-02-29",
    ] {
        assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
    }
    for text in [
        "1899-12-31",
        "2201-01-01",
        "1899",
        "2201",
        "2026-13",
        "2026-02-29",
        "2026-1-01",
        "2026/01/01",
        "2026-01/01",
        "2026-001",
        "20260101",
        "+2026-01-01",
        "",
        "2026-01-01 ",
    ] {
        assert!(text.parse::<PartialDate>().is_err(), "{text}");
    }
}

#[test]
fn a_moment_is_an_hour_and_a_minute_of_two_digits_each() {
    for (text, minute) in [
        ("2026-03-10T00:01", 1),
        ("2026-03-10T10:59", 659),
        ("2026-03-10T24:00", 1440),
    ] {
        assert_eq!(text.parse::<Moment>().unwrap().minute, minute);
    }
    for text in [
        "2026-03-10T24:01",
        "2026-03-10T25:00",
        "2026-03-10T10:60",
        "2026-03-10T10:6",
        "2026-03-10T010:00",
        "2026-03-10T1a:00",
        "2026-03-10 10:00",
    ] {
        assert!(text.parse::<Moment>().is_err(), "{text}");
    }
}

#[test]
fn a_moment_is_the_minute_of_shanghai_in_which_an_instant_lies() {
    for (utc, text) in [
        (0, "1970-01-01T08:00"),
        (59_999, "1970-01-01T08:00"),
        (60_000, "1970-01-01T08:01"),
        (57_599_999, "1970-01-01T23:59"),
        (57_600_000, "1970-01-02T00:00"),
    ] {
        let moment = Moment::of(domain::Instant(utc));
        assert_eq!(moment.to_string(), text, "{utc}");
        assert_eq!(Moment::of(moment.instant()), moment, "{utc}");
    }
    let midnight: Moment = "1970-01-01T24:00".parse().unwrap();
    assert_eq!(midnight.instant(), domain::Instant(57_600_000));
}

#[test]
fn a_year_is_complete_on_the_birthday_of_any_month() {
    let day = |text: &str| text.parse().unwrap();
    for (birth, on, age) in [
        ("1990-06-15", "2026-06-15", 36),
        ("1990-06-15", "2026-06-14", 35),
        ("1990-06-15", "2026-07-01", 36),
        ("1990-06-15", "2026-05-30", 35),
        ("1990-12-31", "2026-01-01", 35),
    ] {
        assert_eq!(whole_years(day(birth), day(on)), age, "{birth} {on}");
    }
}

// Fractions

#[test]
fn fractions_are_added_multiplied_and_cut_to_points_exactly() {
    let fraction = Fraction::new;
    assert_eq!(
        Fraction::of_points(Points::from_raw(12_500)),
        fraction(5, 4)
    );
    assert_eq!(Fraction::of_ratio(Ratio::percent(40)), fraction(2, 5));
    assert_eq!(fraction(3, 4).plus(fraction(-1, 4)), Some(fraction(1, 2)));
    assert_eq!(fraction(-3, 4).times(fraction(2, 3)), Some(fraction(-1, 2)));
    assert_eq!(
        fraction(12, 18),
        Fraction {
            numerator: 2,
            denominator: 3
        }
    );
    assert_eq!(
        fraction(-12, -18),
        Fraction {
            numerator: 2,
            denominator: 3
        }
    );
    let wide = i128::from(u64::MAX) * 6;
    assert_eq!(
        fraction(wide, wide * 2),
        fraction(1, 2),
        "also where the parts are wide"
    );
    assert_eq!(fraction(wide * 5, wide * 3), fraction(5, 3));
    for (value, raw) in [
        (fraction(1, 3), 3_333),
        (fraction(2, 3), 6_667),
        (fraction(-2, 3), -6_667),
        (fraction(1, 20_001), 0),
        (fraction(5, 4), 12_500),
    ] {
        assert_eq!(value.to_points(), Some(Points::from_raw(raw)));
    }
    assert_eq!(
        fraction(i128::from(i64::MAX), 1).to_points(),
        None,
        "beyond what a score can be"
    );
}

#[test]
fn decimals_are_cut_and_it_is_said_whether_something_was() {
    let fraction = Fraction::new;
    for (value, least, most, printed, whole) in [
        (fraction(1, 8), 0, 3, "0.125", true),
        (fraction(1, 8), 0, 2, "0.12", false),
        (fraction(1, 8), 4, 4, "0.1250", true),
        (fraction(-7, 3), 0, 2, "-2.33", false),
        (fraction(25, 1), 0, 0, "25", true),
        (fraction(5, 2), 0, 0, "2", false),
        (fraction(10_082, 10_000), 4, 9, "1.0082", true),
        (fraction(1, 100), 2, 4, "0.01", true),
    ] {
        assert_eq!(value.decimal(least, most), (printed.to_owned(), whole));
    }
    assert!(serde_json::from_str::<Fraction>("\"0/1\"").is_ok());
    assert!(serde_json::from_str::<Fraction>("\"1/0\"").is_err());
}

// The form of a document

fn plain() -> serde_json::Value {
    json!({"schema_version": 2, "id": "t", "title": "t"})
}

#[test]
fn a_document_of_exactly_four_megabytes_is_read_and_one_byte_more_is_not() {
    assert_eq!(MAX_SIZE, 4_194_304);
    let mut bytes = plain().to_string().into_bytes();
    bytes.resize(MAX_SIZE, b' ');
    assert!(RuleDocument::from_json(&bytes).is_ok());
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(&bytes);
    assert!(
        RuleDocument::from_json(&marked).is_ok(),
        "the mark of a text file is not counted"
    );
    bytes.push(b' ');
    assert_eq!(
        RuleDocument::from_json(&bytes),
        Err(BadDocument::TooLarge {
            bytes: MAX_SIZE + 1,
            limit: MAX_SIZE
        })
    );
}

#[test]
fn brackets_nest_ninety_six_deep_and_those_inside_texts_do_not_count() {
    let nested = |depth: usize| {
        format!(
            "{{\"schema_version\": 2, \"x\":\n{}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    let deep = |text: &str| {
        matches!(
            RuleDocument::from_json(text.as_bytes()),
            Err(BadDocument::TooDeep { .. })
        )
    };
    assert!(!deep(&nested(95)) && deep(&nested(96)));
    let refused = RuleDocument::from_json(nested(96).as_bytes());
    assert_eq!(refused, Err(BadDocument::TooDeep { limit: 96, line: 2 }));
    let braces = format!(
        "{{\"schema_version\": 2, \"x\": {}1{}}}",
        "{\"a\":".repeat(96),
        "}".repeat(96)
    );
    assert!(deep(&braces));
    let mut text = plain();
    text["title"] = json!(format!("{}\\\"{}", "[".repeat(60), "{".repeat(60)));
    assert!(RuleDocument::from_json(text.to_string().as_bytes()).is_ok());
    let side_by_side = format!(
        "{{\"schema_version\": 2, \"x\": [{}[]]}}",
        "[],{},".repeat(100)
    );
    assert!(!deep(&side_by_side), "what is closed no longer counts");
}

#[test]
fn why_bytes_are_no_document_is_said_in_both_languages() {
    for (bad, zh, en) in [
        (
            BadDocument::TooLarge { bytes: 9, limit: 4 },
            "文件有9字节，最多4字节",
            "9 bytes; at most 4 are read",
        ),
        (
            BadDocument::TooDeep { limit: 96, line: 2 },
            "第2行：嵌套超过96层",
            "line 2: nested deeper than 96",
        ),
        (
            BadDocument::Version { found: 3, known: 2 },
            "格式版本是3，这里只认识2",
            "format version 3; only 2 is known",
        ),
    ] {
        assert_eq!(
            (bad.say(Lang::Zh).as_str(), bad.say(Lang::En).as_str()),
            (zh, en)
        );
    }
    let mut other = plain();
    other["schema_version"] = json!(1);
    assert_eq!(
        RuleDocument::from_json(other.to_string().as_bytes()),
        Err(BadDocument::Version { found: 1, known: 2 })
    );
    let broken = RuleDocument::from_json(b"{\"schema_version\": 2,\n \"id\": 7}").unwrap_err();
    assert!(
        broken.say(Lang::Zh).starts_with("第2行第"),
        "{}",
        broken.say(Lang::Zh)
    );
    assert!(broken.say(Lang::En).starts_with("line 2, column "));
}
