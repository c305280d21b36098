//! The small values: days, moments, marks, fractions, codes of a bundle; and a replay that finds what was changed.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use chrono::NaiveDate;
use domain::numbers::Points;
use domain::rules::*;
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_bound_by_month_or_year_covers_all_its_days() {
    for (text, first, last) in [
        ("1990-03-06", "1990-03-06", "1990-03-06"),
        ("1990-02", "1990-02-01", "1990-02-28"),
        ("1992-02", "1992-02-01", "1992-02-29"),
        ("1990-12", "1990-12-01", "1990-12-31"),
        ("1990", "1990-01-01", "1990-12-31"),
    ] {
        let on: PartialDate = text.parse().unwrap();
        assert_eq!(
            (on.first_day(), on.last_day(), on.to_string()),
            (day(first), day(last), text.to_owned())
        );
        let inclusive = DateBound {
            on,
            inclusive: true,
        };
        assert_eq!(
            (inclusive.first_allowed(), inclusive.last_allowed()),
            (day(first), day(last))
        );
        let exclusive = DateBound {
            on,
            inclusive: false,
        };
        assert_eq!(
            exclusive.first_allowed(),
            day(last).succ_opt().unwrap(),
            "{text}"
        );
        assert_eq!(
            exclusive.last_allowed(),
            day(first).pred_opt().unwrap(),
            "{text}"
        );
    }
}

#[test]
fn moments_are_minutes_and_midnight_may_be_the_end_of_a_day() {
    for text in [
        "2026-03-10T00:00",
        "2026-03-10T17:05",
        "2026-03-10T23:59",
        "2026-03-10T24:00",
    ] {
        assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
    }
    let at = |text: &str| text.parse::<Moment>().unwrap();
    assert_eq!(at("2026-03-10T01:30").minute, 90);
    assert!(
        at("2026-03-10T24:00") < at("2026-03-11T00:00")
            && at("2026-03-10T09:00") < at("2026-03-10T09:01")
    );
    for text in [
        "2026-03-10",
        "2026-03-10T17",
        "2026-03-10T17:60",
        "2026-03-10T24:01",
        "2026-03-10T7:00",
        "2026-02-30T07:00",
        "T07:00",
    ] {
        assert!(text.parse::<Moment>().is_err(), "{text}");
    }
}

#[test]
fn spans_are_complete_on_their_day_and_ages_on_the_birthday() {
    let span = |years, months, days| Span {
        years,
        months,
        days,
    };
    for (span, since, complete) in [
        (Span::years(1), "2024-02-29", "2025-02-28"),
        (Span::months(6), "2024-08-31", "2025-02-28"),
        (span(1, 1, 1), "2024-01-31", "2025-03-01"),
        (span(0, 0, 30), "2026-01-31", "2026-03-02"),
    ] {
        assert_eq!(span.after(day(since)), Some(day(complete)), "{span:?}");
    }
    assert_eq!(span(u32::MAX, 0, 0).after(day("2026-01-01")), None);
    for (birth, on, age) in [
        ("1990-03-06", "2026-03-06", 36),
        ("1990-03-06", "2026-03-05", 35),
        ("2000-02-29", "2025-02-28", 24),
        ("2000-02-29", "2025-03-01", 25),
    ] {
        assert_eq!(whole_years(day(birth), day(on)), age, "{birth} {on}");
    }
}

#[test]
fn a_mark_is_a_figure_an_absence_or_a_violation() {
    for (text, mark) in [
        ("\"71.50\"", Mark::Scored(Points::from_raw(715_000))),
        ("\"absent\"", Mark::Absent),
        ("\"violation\"", Mark::Violation),
    ] {
        assert_eq!(serde_json::from_str::<Mark>(text).unwrap(), mark);
        assert_eq!(serde_json::to_string(&mark).unwrap(), text);
    }
    for text in ["\"缺考\"", "71.5", "null", "\"NaN\"", "\"ABSENT\""] {
        assert!(serde_json::from_str::<Mark>(text).is_err(), "{text}");
    }
}

#[test]
fn marks_keep_one_figure_for_each_code_in_order() {
    let mut marks: Marks<PaperCode> = Marks::default();
    assert!(marks.is_empty());
    assert_eq!(marks.insert("two".into(), Mark::Absent), None);
    assert_eq!(marks.insert("one".into(), Mark::Violation), None);
    assert_eq!(
        marks.insert("two".into(), Mark::Violation),
        Some(Mark::Absent)
    );
    assert!(!marks.is_empty());
    assert_eq!(marks.get(&"three".into()), None);
    assert_eq!(
        serde_json::to_string(&marks).unwrap(),
        r#"{"one":"violation","two":"violation"}"#
    );
    assert_eq!(
        serde_json::from_str::<Marks<PaperCode>>(r#"{"two":"violation","one":"violation"}"#)
            .unwrap(),
        marks
    );
    assert!(
        serde_json::from_str::<Marks<PaperCode>>(r#"{"two":"absent","two":"absent"}"#).is_err()
    );
}

#[test]
fn fractions_are_exact_in_lowest_terms_and_print_their_decimals() {
    let fraction = Fraction::new;
    assert_eq!(
        fraction(6, -4),
        Fraction {
            numerator: -3,
            denominator: 2
        }
    );
    assert_eq!(fraction(0, 7), Fraction::ZERO);
    assert_eq!(fraction(1, 3).plus(fraction(1, 6)), Some(fraction(1, 2)));
    assert_eq!(fraction(2, 3).times(fraction(3, 4)), Some(fraction(1, 2)));
    assert_eq!(fraction(i128::MAX, 1).plus(fraction(1, 1)), None);
    assert_eq!(fraction(i128::MAX, 1).times(fraction(2, 1)), None);
    for (value, least, most, printed) in [
        (fraction(1, 3), 2, 4, ("0.3333", false)),
        (fraction(5, 2), 2, 4, ("2.50", true)),
        (fraction(-5, 4), 0, 4, ("-1.25", true)),
        (fraction(7, 1), 0, 4, ("7", true)),
        (Fraction::ZERO, 2, 4, ("0.00", true)),
    ] {
        assert_eq!(
            value.decimal(least, most),
            (printed.0.to_owned(), printed.1)
        );
    }
    assert_eq!(fraction(1, 30_000).to_points(), Some(Points::ZERO));
    assert_eq!(fraction(1, 20_000).to_points(), Some(Points::from_raw(1)));
    let json = serde_json::to_string(&fraction(-1, 3)).unwrap();
    assert_eq!(
        (
            json.as_str(),
            serde_json::from_str::<Fraction>(&json).unwrap()
        ),
        ("\"-1/3\"", fraction(-1, 3))
    );
    for text in ["\"1\"", "\"1/0\"", "\"1/-3\"", "\"a/b\""] {
        assert!(serde_json::from_str::<Fraction>(text).is_err(), "{text}");
    }
}

#[test]
fn a_replay_finds_the_figure_that_somebody_changed() {
    let document = json!({"schema_version": 1, "id": "r", "title": "r", "posts": [{"code": "P", "name": "P", "places": 1}]});
    let document = RuleDocument::from_json(document.to_string().as_bytes()).unwrap();
    let person = |number: &str, written: i64| Candidate {
        number: number.to_owned(),
        post: "P".into(),
        written: [("written".into(), Mark::Scored(Points::whole(written)))]
            .into_iter()
            .collect(),
        ..Candidate::default()
    };
    let honest = Bundle::seal(
        document,
        vec![person("1", 60), person("2", 70)],
        Stage::Written,
    )
    .unwrap();
    assert_eq!(replay(&honest), Ok(Replay::Identical));
    let mut changed = honest.clone();
    changed.outcome.candidates[0].written = Some(Points::whole(71));
    let differs = |candidates: &[&str], elsewhere| {
        Ok(Replay::Differs {
            candidates: candidates.iter().map(|number| number.to_string()).collect(),
            elsewhere,
        })
    };
    assert_eq!(replay(&changed), differs(&["1"], false));
    let mut changed = honest.clone();
    changed.outcome.posts[0].passed = 7;
    assert_eq!(replay(&changed), differs(&[], true));
    let mut changed = honest.clone();
    changed.outcome.candidates.pop();
    assert_eq!(replay(&changed), differs(&[], true));
    let mut changed = honest.clone();
    changed.rules.title = Text::zh("另一份");
    assert_eq!(
        replay(&changed),
        differs(&[], true),
        "the digest of the rules is part of the outcome"
    );
    let mut changed = honest;
    changed.candidates[1].number = "1".to_owned();
    assert!(matches!(replay(&changed), Err(RunFault::Candidates(_))));
}

#[test]
fn texts_fall_back_to_chinese_and_keep_their_form() {
    let plain: Text = serde_json::from_str("\"年龄\"").unwrap();
    let both: Text = serde_json::from_str(r#"{"zh": "年龄", "en": "Age"}"#).unwrap();
    assert_eq!(
        (
            plain.in_lang(Lang::En),
            both.in_lang(Lang::En),
            both.in_lang(Lang::Zh)
        ),
        ("年龄", "Age", "年龄")
    );
    assert_eq!(
        (serde_json::to_string(&plain).unwrap(), both),
        ("\"年龄\"".to_owned(), Text::new("年龄", "Age"))
    );
    assert!(serde_json::from_str::<Text>(r#"{"zh": "年龄", "fr": "Âge"}"#).is_err());
    assert!(Text::zh(" ").is_empty() && !plain.is_empty());
}

#[test]
fn every_status_says_its_outcome_in_both_languages() {
    let all = [
        Status::NotAdmitted,
        Status::Admitted,
        Status::PostCancelled,
        Status::WithoutExam,
        Status::Disqualified,
        Status::WrittenMissing,
        Status::WrittenAbsent,
        Status::WrittenViolation,
        Status::WrittenBelowLine,
        Status::WrittenPassed,
        Status::NotShortlisted,
        Status::Substitute(2),
        Status::ShortlistUndecided,
        Status::RecheckOnly,
        Status::LeftBeforeInterview,
        Status::Shortlisted,
        Status::InterviewMissing,
        Status::InterviewAbsent,
        Status::InterviewViolation,
        Status::InterviewBelowLine,
        Status::PartMissing,
        Status::TotalBelowLine,
        Status::Ranked,
        Status::Reserve,
        Status::PhysicalUndecided,
        Status::EntersPhysical,
        Status::LeftAfterExam,
    ];
    for status in all {
        assert!(
            !status.say(Lang::Zh).is_ascii() && status.say(Lang::En).is_ascii(),
            "{status:?}"
        );
    }
    assert_eq!(Status::EntersPhysical.say(Lang::Zh), "你进入体检");
}
