//! Sums of numbers, times and rows, days that move, and areas by path: each bound on both of its sides.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{Points, rules::*};
use serde_json::{Value as Json, json};

fn fact(key: &str, kind: Json) -> Json {
    json!({"key": key, "label": {"zh": key, "en": key}, "kind": kind, "topic": "status", "proof": "checked"})
}

fn document(condition: Json, change: impl FnOnce(&mut Json)) -> RuleDocument {
    let service = json!({"rows": {"columns": [
        {"key": "from", "label": {"zh": "起", "en": "from"}, "kind": {"date": {}}},
        {"key": "to", "label": {"zh": "止", "en": "to"}, "kind": {"date": {}}, "optional": true},
        {"key": "kind", "label": {"zh": "类别", "en": "kind"}, "optional": true, "kind": {"choice": {"options": [
            {"code": "grid", "label": {"zh": "网格", "en": "grid"}}, {"code": "other", "label": {"zh": "其他", "en": "other"}}]}}},
        {"key": "year", "label": {"zh": "年度", "en": "year"}, "kind": {"number": {}}, "optional": true}]}});
    let mut json = json!({
        "schema_version": 2, "id": "t", "title": "t", "announced": "2026-02-20",
        "days": [{"name": "ref", "label": {"zh": "基准日", "en": "reference day"}, "on": {"day": "2026-03-06"}},
            {"name": "opens", "label": "opens", "on": "opens"}, {"name": "closes", "label": "closes", "on": "closes"},
            {"name": "announced", "label": "announced", "on": "announced"}],
        "applying": {"windows": [
            {"opens": "2026-03-02T09:00", "closes": "2026-03-06T17:00", "online": true},
            {"opens": "2026-03-10T08:30", "closes": "2026-03-13T00:00", "online": false}]},
        "facts": [fact("birth_date", json!({"date": {}})), fact("paid", json!({"number": {}})), fact("since", json!({"date": {}})),
            fact("service", service), fact("home", json!({"area": {"level": "street"}}))],
        "areas": [{"code": "district", "path": "210200/210211", "name": "区", "level": "county"},
            {"code": "street", "path": "210200/210211/003", "name": "街", "level": "street"},
            {"code": "far", "path": "210200/210212/003", "name": "远", "level": "street"}],
        "posts": [{"code": "P", "name": "P", "places": 1, "area": "210200/210211/003"}],
        "eligibility": [{"id": "r", "title": "r", "condition": condition}]});
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

fn outcome(condition: &Json, facts: &Facts) -> FindingOutcome {
    let doc = document(condition.clone(), |_| ());
    evaluate(&doc, &"P".into(), facts).findings[0]
        .outcome
        .clone()
}

fn holds(condition: &Json, facts: &Facts) -> Option<bool> {
    match outcome(condition, facts) {
        FindingOutcome::Met => Some(true),
        FindingOutcome::NotMet => Some(false),
        _ => None,
    }
}

fn date(text: &str) -> FactValue {
    FactValue::Date(text.parse().unwrap())
}

fn number(text: &str) -> FactValue {
    FactValue::Number(text.parse().unwrap())
}

/// Rows of `from to`, `from` alone for an open end; a third word is the kind.
fn service(rows: &[&str]) -> Facts {
    let row = |text: &&str| {
        let mut words = text.split(' ');
        let mut row = std::collections::BTreeMap::new();
        row.insert("from".into(), date(words.next().unwrap()));
        if let Some(to) = words.next().filter(|word| *word != "-") {
            row.insert("to".into(), date(to));
        }
        if let Some(kind) = words.next() {
            row.insert("kind".into(), FactValue::Choice(kind.into()));
        }
        row
    };
    Facts::new().with("service", FactValue::Rows(rows.iter().map(row).collect()))
}

/// Whether the rows make so many whole months, and not one more.
fn makes(months: i64, facts: &Facts) -> bool {
    let at_least = |months: i64| {
        let bound = Points::whole(months);
        json!({"amount": {"whole": "months", "at_least": bound, "sum": [
            {"months_of": {"rows": "service", "from": "from", "to": "to", "until": {"named": "ref"}}}]}})
    };
    holds(&at_least(months), facts).unwrap() && !holds(&at_least(months + 1), facts).unwrap()
}

#[test]
fn months_paid_and_months_to_a_birthday_are_added_up() {
    // O35: pension months paid and months to the 50th birthday make 180.
    let test = json!({"amount": {"whole": "months", "at_least": "180", "sum": [
        {"number": "paid"},
        {"between": {"since": {"named": "ref"}, "until": {"after": {"fact": "birth_date", "plus": {"years": 50}}}}}]}});
    let person = |paid: &str, born: &str| {
        let facts = Facts::new().with("paid", number(paid));
        holds(&test, &facts.with("birth_date", date(born)))
    };
    // From 6 March 2026 to 6 March 2036: 120 months; a day earlier, 119.
    assert_eq!(person("60", "1986-03-06"), Some(true));
    assert_eq!(person("59", "1986-03-06"), Some(false));
    assert_eq!(person("60", "1986-03-05"), Some(false));
    assert_eq!(person("61", "1986-03-05"), Some(true));
    assert_eq!(
        person("180", "1970-01-01"),
        Some(true),
        "the birthday is past and adds nothing"
    );
    assert_eq!(person("179", "1970-01-01"), Some(false));
    assert_eq!(
        person("59.9", "1986-03-06"),
        Some(false),
        "whole months only"
    );
}

#[test]
fn a_missing_part_of_a_sum_leaves_it_open_and_one_that_does_not_apply_adds_nothing() {
    let test = json!({"amount": {"whole": "months", "at_least": "12", "sum": [
        {"number": "paid"}, {"between": {"since": {"fact": "since"}, "until": {"named": "ref"}}}]}});
    let missing = |keys: &[&str]| FindingOutcome::Unknown {
        missing: keys.iter().map(|key| FactKey::from(*key)).collect(),
    };
    assert_eq!(outcome(&test, &Facts::new()), missing(&["paid", "since"]));
    let paid = Facts::new().with("paid", number("12"));
    assert_eq!(outcome(&test, &paid), missing(&["since"]));
    let never = paid.with("since", FactValue::DoesNotApply);
    assert_eq!(holds(&test, &never), Some(true));
    let nothing = never.with("paid", FactValue::DoesNotApply);
    assert_eq!(holds(&test, &nothing), Some(false));
    let less =
        json!({"amount": {"whole": "months", "less_than": "12", "sum": [{"number": "paid"}]}});
    assert_eq!(holds(&less, &nothing), Some(false), "no test on it holds");
    assert_eq!(
        holds(&less, &Facts::new().with("paid", number("11"))),
        Some(true)
    );
    assert_eq!(
        holds(&less, &Facts::new().with("paid", number("12"))),
        Some(false)
    );
}

#[test]
fn periods_are_counted_by_whole_months_and_both_their_days_count() {
    for (rows, months) in [
        (vec!["2020-01-01 2020-12-31"], 12),
        (vec!["2020-01-01 2020-12-30"], 11),
        (vec!["2020-01-31 2020-02-27"], 0),
        (vec!["2020-01-31 2020-02-28"], 1),
        (vec!["2020-01-01 2020-06-30", "2020-07-01 2020-12-31"], 12),
        (vec!["2020-07-01 2020-12-31", "2020-01-01 2020-06-30"], 12),
        (vec!["2020-01-01 2020-06-30", "2020-07-02 2020-12-31"], 11),
        (vec!["2020-01-01 2020-08-31", "2020-03-01 2020-12-31"], 12),
        (vec!["2020-01-01 2020-12-31", "2020-03-01 2020-04-30"], 12),
        (vec!["2020-01-01 2020-12-31", "2020-01-01 2020-12-31"], 12),
        (vec!["2020-01-01 2019-12-31"], 0),
        (vec![], 0),
    ] {
        assert!(makes(months, &service(&rows)), "{rows:?} makes {months}");
    }
}

#[test]
fn an_open_end_and_what_is_still_to_come_end_on_the_day_of_counting() {
    for (rows, months) in [
        (vec!["2024-03-07"], 24),
        (vec!["2024-03-08"], 23),
        (vec!["2024-03-07 2030-01-01"], 24),
        (vec!["2026-03-07"], 0),
        (vec!["2025-03-07", "2024-03-07 2025-12-31"], 24),
    ] {
        assert!(makes(months, &service(&rows)), "{rows:?} makes {months}");
    }
}

#[test]
fn months_of_several_rows_are_added_before_they_are_made_years() {
    let years = |least: &str| {
        json!({"amount": {"whole": "years", "at_least": least, "sum": [
            {"months_of": {"rows": "service", "from": "from", "to": "to", "until": {"named": "ref"}}}]}})
    };
    let two = service(&["2018-01-01 2019-06-30", "2020-01-01 2021-06-30"]);
    assert_eq!(holds(&years("3"), &two), Some(true), "18 and 18 months");
    let short = service(&["2018-01-01 2019-06-30", "2020-01-01 2021-06-29"]);
    assert_eq!(holds(&years("3"), &short), Some(false));
    assert_eq!(holds(&years("2"), &short), Some(true));
    let paid = json!({"amount": {"whole": "years", "at_least": "3", "sum": [{"number": "paid"},
        {"between": {"since": {"fact": "since"}, "until": {"named": "ref"}}}]}});
    let half = |since: &str| {
        let facts = Facts::new().with("paid", number("1.5"));
        holds(&paid, &facts.with("since", date(since)))
    };
    assert_eq!(
        half("2024-09-06"),
        Some(true),
        "a year and a half and 18 months"
    );
    assert_eq!(half("2024-09-07"), Some(false));
}

#[test]
fn only_rows_of_a_kind_count_and_rows_that_agree_count_once() {
    let grid = |months: i64| {
        let bound = Points::whole(months);
        json!({"amount": {"whole": "months", "at_least": bound, "sum": [{"months_of": {"rows": "service", "from": "from", "to": "to",
            "until": {"named": "ref"}, "only": {"column": "kind", "options": ["grid"]}}}]}})
    };
    let rows = service(&[
        "2020-01-01 2020-03-31 grid",
        "2020-04-01 2020-12-31 other",
        "2021-01-01 2021-01-31",
    ]);
    assert_eq!(holds(&grid(3), &rows), Some(true));
    assert_eq!(holds(&grid(4), &rows), Some(false));
    let count = |once: Json, least: &str| json!({"amount": {"whole": "count", "at_least": least, "sum": [{"count_of": {"rows": "service", "once_per": once}}]}});
    let award = |year: i64, kind: &str| {
        let mut row = std::collections::BTreeMap::new();
        row.insert("year".into(), FactValue::Number(Points::whole(year)));
        row.insert("kind".into(), FactValue::Choice(kind.into()));
        row
    };
    let awards = vec![
        award(2023, "grid"),
        award(2023, "other"),
        award(2024, "grid"),
    ];
    let facts = Facts::new().with("service", FactValue::Rows(awards));
    for (once, most) in [
        (json!([]), 3),
        (json!(["year"]), 2),
        (json!(["kind"]), 2),
        (json!(["year", "kind"]), 3),
    ] {
        let reaches = |n: i64| holds(&count(once.clone(), &n.to_string()), &facts).unwrap();
        assert!(reaches(most) && !reaches(most + 1), "{once}");
    }
}

#[test]
fn no_rows_are_none_and_rows_that_do_not_say_leave_it_open() {
    let few = json!({"amount": {"whole": "count", "less_than": "1", "sum": [{"count_of": {"rows": "service"}}]}});
    let none = Facts::new().with("service", FactValue::DoesNotApply);
    assert_eq!(holds(&few, &none), Some(true));
    assert_eq!(holds(&few, &Facts::new()), None);
    let without_start = Facts::new().with(
        "service",
        FactValue::Rows(vec![std::collections::BTreeMap::new()]),
    );
    let months = json!({"amount": {"whole": "months", "at_least": "1", "sum": [
        {"months_of": {"rows": "service", "from": "from", "to": "to", "until": {"named": "ref"}}}]}});
    assert_eq!(holds(&months, &without_start), None);
}

#[test]
fn days_of_the_recruitment_move_with_it() {
    let born_by = |name: &str| json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": name}, "at_least": {"years": 18}}});
    let last_born = |name: &str, change: &dyn Fn(&mut Json)| -> String {
        let days = (1..=28).rev().map(|day| format!("2008-03-{day:02}"));
        let february = ["2008-02-20", "2008-02-21"].map(str::to_owned);
        let mut found = days.chain(february.into_iter().rev()).filter(|day| {
            let doc = document(born_by(name), |json| change(json));
            let facts = Facts::new().with("birth_date", date(day));
            evaluate(&doc, &"P".into(), &facts).outcome == EligibilityOutcome::Eligible
        });
        found.next().unwrap()
    };
    assert_eq!(last_born("opens", &|_| ()), "2008-03-02");
    assert_eq!(
        last_born("closes", &|_| ()),
        "2008-03-12",
        "midnight closes the day before"
    );
    assert_eq!(last_born("announced", &|_| ()), "2008-02-20");
    let extended =
        |json: &mut Json| json["applying"]["windows"][1]["closes"] = json!("2026-03-20T17:00");
    assert_eq!(last_born("closes", &extended), "2008-03-20");
    let late =
        |json: &mut Json| json["applying"]["windows"][1]["closes"] = json!("2026-03-20T24:00");
    assert_eq!(last_born("closes", &late), "2008-03-20");
    let facts = Facts::new().with("birth_date", date("2000-01-01"));
    let unsaid = document(born_by("opens"), |json| json["applying"] = json!({}));
    assert_eq!(
        evaluate(&unsaid, &"P".into(), &facts).outcome,
        EligibilityOutcome::Incomplete { missing: vec![] },
        "people must look"
    );
}

#[test]
fn a_day_may_come_a_span_after_a_fact() {
    let test = json!({"elapsed": {"since": {"after": {"fact": "since", "plus": {"months": 6}}}, "until": {"named": "ref"}, "at_least": {"years": 1}}});
    let since = |text: &str| holds(&test, &Facts::new().with("since", date(text)));
    assert_eq!(since("2024-09-06"), Some(true));
    assert_eq!(since("2024-09-07"), Some(false));
    assert_eq!(holds(&test, &Facts::new()), None);
    assert_eq!(
        holds(&test, &Facts::new().with("since", FactValue::DoesNotApply)),
        Some(false)
    );
}

#[test]
fn areas_are_known_by_their_code_and_by_the_platforms_path() {
    let inside = |outer: &str| json!({"in_area": {"fact": "home", "areas": [outer]}});
    let same = |level: &str| json!({"same_area": {"fact": "home", "as": "post", "level": level}});
    let home = |code: &str| Facts::new().with("home", FactValue::Area(code.into()));
    for (condition, code, expected) in [
        (inside("district"), "street", true),
        (inside("district"), "210200/210211/003", true),
        (inside("210200/210211"), "street", true),
        (inside("210211"), "street", true),
        (inside("210200"), "far", true),
        (inside("district"), "far", false),
        (inside("210200/210211"), "210200/210212/003", false),
        (inside("210200/21021"), "street", false),
        (inside("street"), "district", false),
        (same("street"), "street", true),
        (same("street"), "210200/210211/003", true),
        (same("county"), "street", true),
        (same("street"), "far", false),
        (same("county"), "far", false),
    ] {
        assert_eq!(
            holds(&condition, &home(code)),
            Some(expected),
            "{condition} {code}"
        );
    }
}

#[test]
fn sums_and_days_can_be_said_in_both_languages() {
    for (condition, zh, en) in [
        (
            json!({"amount": {"whole": "months", "at_least": "180", "sum": [{"number": "paid"},
                {"between": {"since": {"named": "ref"}, "until": {"after": {"fact": "birth_date", "plus": {"years": 50}}}}}]}}),
            "paid加从基准日（2026年3月6日）到满50周岁之日的整月数，合计不少于180个月",
            "paid plus the whole months from reference day (6 March 2026) to the day one turns 50: at least 180 months together",
        ),
        (
            json!({"amount": {"whole": "years", "at_least": "3", "less_than": "5", "sum": [{"months_of": {"rows": "service", "from": "from", "to": "to",
                "until": {"day": "2026-03-06"}, "only": {"column": "kind", "options": ["grid", "other"]}}}]}}),
            "service（类别为网格或其他）从起到止的累计月数（算到2026年3月6日，重叠的时间只算一次）不少于3年且少于5年",
            "the months of service (kind: grid or other) from from to to (up to 6 March 2026, overlaps counted once): at least 3 years and less than 5 years",
        ),
        (
            json!({"amount": {"whole": "count", "at_least": "2", "sum": [{"count_of": {"rows": "service", "once_per": ["year"]}}]}}),
            "service的项数（同一年度只算一次）不少于2",
            "the number of service (once for each year): at least 2",
        ),
        (
            json!({"elapsed": {"since": {"after": {"fact": "since", "plus": {"months": 6}}}, "until": {"named": "ref"}, "at_least": {"years": 1}}}),
            "从since后满6个月之日到基准日（2026年3月6日）满1年",
            "at least 1 year from 6 months after since to reference day (6 March 2026)",
        ),
    ] {
        let doc = document(json!({"all": []}), |_| ());
        let condition: Condition = serde_json::from_value(condition).unwrap();
        assert_eq!(condition_in_words(&doc, &condition, Lang::Zh), zh);
        assert_eq!(condition_in_words(&doc, &condition, Lang::En), en);
    }
}
