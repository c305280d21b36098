//! The lint: a clean document has no findings at all, and each fault alone is found, at its place, in both languages.
//! `lint/faults.json` lists the faults as what is put where into `lint/clean.json`.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

const CLEAN: &str = include_str!("lint/clean.json");
const FAULTS: &str = include_str!("lint/faults.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    code: String,
    severity: String,
    place: String,
    put: Map<String, Json>,
}

fn read(document: &Json) -> RuleDocument {
    RuleDocument::from_json(document.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// The clean document with these values put at these JSON pointers; a last step of `-` appends to a list.
pub(super) fn with<'v>(values: impl IntoIterator<Item = (&'v str, &'v Json)>) -> RuleDocument {
    let mut document: Json = serde_json::from_str(CLEAN).unwrap();
    for (pointer, value) in values {
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match document.pointer_mut(parent) {
            Some(Json::Array(list)) if last == "-" => list.push(value.clone()),
            Some(Json::Array(list)) => list[last.parse::<usize>().unwrap()] = value.clone(),
            Some(other) => other[last] = value.clone(),
            None => panic!("no {parent}"),
        }
    }
    read(&document)
}

/// The same, for values that stand in a map.
fn with_map(values: &Map<String, Json>) -> RuleDocument {
    with(
        values
            .iter()
            .map(|(pointer, value)| (pointer.as_str(), value)),
    )
}

#[test]
fn a_clean_document_has_no_findings() {
    assert_eq!(lint(&with_map(&Map::new())), Vec::new());
}

#[test]
fn each_fault_alone_is_found_at_its_place() {
    let faults: Vec<Fault> = serde_json::from_str(FAULTS).unwrap();
    for Fault {
        code,
        severity,
        place,
        put,
    } in faults
    {
        let findings = lint(&with_map(&put));
        let is_meant = |finding: &&LintFinding| {
            let json = serde_json::to_value(finding).unwrap();
            json["code"] == code && json["place"] == place && json["severity"] == severity
        };
        let found = findings.iter().find(is_meant);
        let found = found
            .unwrap_or_else(|| panic!("{severity} {code} at {place} after {put:?}: {findings:#?}"));
        assert_eq!(
            may_publish(&findings),
            findings
                .iter()
                .all(|finding| finding.severity == Severity::Warns)
        );
        let (zh, en) = (found.say(Lang::Zh), found.say(Lang::En));
        assert!(
            zh.chars().count() > 5 && zh.ends_with('。') && en.ends_with('.') && zh != en,
            "{zh} / {en}"
        );
    }
}

/// The codes that the source lists are those that the faults try.
#[test]
fn every_code_of_the_lint_is_tried() {
    let source = include_str!("../src/rules/lint/mod.rs");
    let body = source
        .split_once("pub enum LintCode {")
        .unwrap()
        .1
        .split_once('}')
        .unwrap()
        .0;
    let listed = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    let snake = |name: &str| {
        let mut snake = String::new();
        for letter in name.trim_end_matches(',').chars() {
            if letter.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        snake
    };
    let listed: BTreeSet<String> = listed.map(snake).collect();
    let faults: Vec<Fault> = serde_json::from_str(FAULTS).unwrap();
    let tried: BTreeSet<String> = faults.into_iter().map(|fault| fault.code).collect();
    assert_eq!(tried, listed);
}

#[test]
fn examples_that_agree_say_nothing() {
    let room = |sum: &str, mean: &str, coefficient: &str| json!({"sum": sum, "people": 2, "mean": mean, "coefficient": coefficient});
    let figures = [
        json!({"shortlist": {"places": 2, "people": 6}}),
        json!({"panel": {"marks": ["80", "80", "80", "90", "70", "80", "82"], "score": "80.4"}}),
        json!({"bonus": {"items": [{"item": "v"}], "points": "3"}}),
        json!({"total": {"parts": [{"of": "written", "points": "70"}, {"of": "interview", "points": "80"}], "total": "75"}}),
        json!({"rooms": {"rooms": [room("100", "50", "1.2000"), room("140", "70", "0.8571")], "overall": "60"}}),
    ];
    let examples: Vec<Json> = figures
        .into_iter()
        .map(|figures| json!({"clause": "例", "figures": figures}))
        .collect();
    let values = Map::from_iter([("/examples".to_owned(), json!(examples))]);
    assert_eq!(lint(&with_map(&values)), Vec::new());
}

#[test]
fn a_recorded_decision_settles_a_line_that_is_set_later() {
    let settles = json!({"written_pass_line": {"points": "55"}});
    let decision =
        json!([{"body": "领导小组", "on": "2026-04-01", "reason": "划线", "settles": settles}]);
    let later = json!([{"at": "set_later"}]);
    let values = Map::from_iter([
        ("/rules/written/pass_lines".to_owned(), later),
        ("/decisions".to_owned(), decision),
    ]);
    assert_eq!(lint(&with_map(&values)), Vec::new());
}

#[test]
fn a_period_over_listed_holidays_and_a_period_away_from_any_say_nothing() {
    let across = json!({"off": [{"from": "2026-10-01", "until": "2026-10-07"}], "worked": ["2026-09-27", "2026-10-10"]});
    for (on, until) in [("2026-09-28", "2026-10-13"), ("2026-03-16", "2026-03-25")] {
        let values = Map::from_iter([
            ("/holidays".to_owned(), across.clone()),
            ("/publication/0/published_on".to_owned(), json!(on)),
            ("/publication/0/stated_until".to_owned(), json!(until)),
        ]);
        assert_eq!(lint(&with_map(&values)), Vec::new(), "{on}");
    }
    let calendar = Map::from_iter([
        ("/publication/0/kind".to_owned(), json!("calendar")),
        (
            "/publication/0/published_on".to_owned(),
            json!("2026-09-28"),
        ),
        ("/publication/0/first_day_counts".to_owned(), json!(true)),
        (
            "/publication/0/stated_until".to_owned(),
            json!("2026-10-04"),
        ),
    ]);
    assert_eq!(lint(&with_map(&calendar)), Vec::new());
}
