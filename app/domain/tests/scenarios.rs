//! Scenarios: rules, people and the outcome that people expect, as data. Each file of `scenarios/` is one
//! family; what a case does not mention is not compared, but nothing may be pending or missing that it does not name.
//! Whatever the case, its order must not matter.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use super::scenario_files::{Case, document, files, people};
use domain::numbers::Points;
use domain::rules::{run, *};
use serde_json::{Value as Json, json};

/// Every field of `expected` stands in `found`.
fn covers(found: &Json, expected: &Json, at: &str) {
    match expected {
        Json::Object(fields) => {
            for (key, value) in fields {
                let own = found.get(key).unwrap_or(&Json::Null);
                covers(own, value, &format!("{at}.{key}"));
            }
        }
        Json::Array(items) => {
            let own = found.as_array().map_or(&[][..], |own| own);
            assert_eq!(own.len(), items.len(), "{at}: {found}");
            for (index, value) in items.iter().enumerate() {
                covers(&own[index], value, &format!("{at}[{index}]"));
            }
        }
        _ => assert_eq!(found, expected, "{at}"),
    }
}

fn compare(case: &Case, people: &People, outcome: &Outcome, at: &str) {
    for (number, expected) in &case.expect {
        let named = |candidate: &Candidate| candidate.number == *number;
        let index = people.candidates.iter().position(named).unwrap();
        person(outcome, index, expected, &format!("{at}: {number}"));
    }
    for post in &outcome.posts {
        let places = post.places.unwrap_or(u32::MAX);
        assert!(post.hired <= places, "{at}: {} filled twice", post.post);
    }
    for (code, expected) in &case.posts {
        let named = |post: &&PostOutcome| post.post.as_str() == code;
        let post = outcome.posts.iter().find(named).unwrap();
        let found = serde_json::to_value(post).unwrap();
        covers(&found, expected, &format!("{at}: post {code}"));
    }
    let nothing = json!([]);
    let lists = [
        (
            "pending",
            json!(outcome.pending),
            Some(case.pending.as_ref().unwrap_or(&nothing)),
        ),
        (
            "missing",
            json!(outcome.missing),
            Some(case.missing.as_ref().unwrap_or(&nothing)),
        ),
        ("notices", json!(outcome.notices), case.notices.as_ref()),
        ("rooms", json!(outcome.rooms), case.rooms.as_ref()),
    ];
    for (name, found, expected) in lists {
        if let Some(expected) = expected {
            covers(&found, expected, &format!("{at}: {name}"));
        }
    }
}

fn person(outcome: &Outcome, index: usize, expected: &Json, at: &str) {
    let found = outcome.of(index).unwrap();
    let code = outcome.code(found.status);
    let Json::Object(fields) = expected else {
        return assert_eq!(Json::from(code), *expected, "{at}");
    };
    for (key, value) in fields {
        let own = match key.as_str() {
            "code" => json!(code),
            "rank" => json!(found.rank),
            "bonus" => json!(found.bonus),
            "track" => json!(found.track),
            "reserved" => json!(found.reserved),
            step => json!(figure(outcome, index, step)),
        };
        let value = match value.as_str().and_then(|text| text.parse::<Points>().ok()) {
            Some(points) if key != "code" => json!(points),
            _ => value.clone(),
        };
        assert_eq!(own, value, "{at}: {key} ({code})");
    }
}

fn figure(outcome: &Outcome, index: usize, step: &str) -> Option<Points> {
    let (cut, code) = match step.strip_prefix("cut ") {
        Some(code) => (true, code),
        None => (false, step),
    };
    let step = outcome
        .step(&code.into())
        .unwrap_or_else(|| panic!("no step {code}"));
    let figures = outcome.figure(index, usize::from(step.0));
    if cut { figures.cut } else { figures.score }
}

fn check(case: &Case, at: &str) {
    let document = document(case);
    let mut people = people(case);
    let outcome = match (run(&document, &people, &case.upto), &case.fault) {
        (Ok(outcome), None) => outcome,
        (Err(fault), Some(expected)) => {
            return covers(&serde_json::to_value(&fault).unwrap(), expected, at);
        }
        (Ok(_), Some(fault)) => panic!("{at}: it ran in spite of {fault}"),
        (Err(fault), None) => panic!("{at}: {fault:?}"),
    };
    compare(case, &people, &outcome, at);
    people.candidates.reverse();
    let reversed = run(&document, &people, &case.upto).unwrap();
    compare(case, &people, &reversed, &format!("{at} (reversed)"));
    assert_eq!(reversed.posts, outcome.posts, "{at}");
}

#[test]
fn every_scenario_comes_out_as_people_expect() {
    let mut failed = Vec::new();
    for (family, cases) in files() {
        for case in &cases {
            let at = format!("{family}: {}", case.name);
            if std::panic::catch_unwind(|| check(case, &at)).is_err() {
                failed.push(at);
            }
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}
