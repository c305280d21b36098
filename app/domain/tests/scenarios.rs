//! Scenarios: rules, candidates and the outcome that people expect, as data. Each file of `scenarios/` is one family;
//! what a case does not mention is not compared. Whatever the case, its derivations must add up, its order must not
//! matter, and its replay must be the same to the last byte.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::numbers::Points;
use domain::rules::*;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Notices this case comes from.
    #[serde(default)]
    #[allow(dead_code)]
    notices: Vec<String>,
    /// Sections over a plain document with one post `P` of two places.
    #[serde(default)]
    rules: Map<String, Json>,
    #[serde(default)]
    document: Map<String, Json>,
    candidates: Vec<Json>,
    upto: Stage,
    #[serde(default)]
    expect: BTreeMap<String, Json>,
    #[serde(default)]
    posts: BTreeMap<String, Json>,
    #[serde(default)]
    pending: Option<Json>,
    #[serde(default)]
    missing: Option<Json>,
    #[serde(default)]
    rooms: Option<Vec<Json>>,
    #[serde(default)]
    fault: Option<Json>,
}

fn files() -> Vec<(String, Vec<Case>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let cases = serde_json::from_slice(&fs::read(&path).unwrap())
            .unwrap_or_else(|why| panic!("{path:?}: {why}"));
        (
            path.file_stem().unwrap().to_str().unwrap().to_owned(),
            cases,
        )
    };
    paths.into_iter().map(read).collect()
}

fn document(case: &Case) -> RuleDocument {
    let mut document = json!({
        "schema_version": 1, "id": "scenario", "title": "scenario",
        "posts": [{"code": "P", "name": "P", "places": 2}],
        "rules": case.rules,
    });
    for (key, value) in &case.document {
        document[key] = value.clone();
    }
    RuleDocument::from_json(document.to_string().as_bytes())
        .unwrap_or_else(|why| panic!("{}: {why:?}", case.name))
}

fn candidates(case: &Case) -> Vec<Candidate> {
    let read = |json: &Json| {
        let mut json = json.clone();
        let fields = json.as_object_mut().unwrap();
        fields.entry("post").or_insert("P".into());
        // `"w": "70"` and `"i": ["80", …]` spare every case the long form.
        if let Some(mark) = fields.remove("w") {
            fields.insert("written".into(), json!({ "written": mark }));
        }
        if let Some(marks) = fields.remove("i") {
            let room = fields.remove("room").unwrap_or("1".into());
            fields.insert("interview".into(), json!({ "room": room, "marks": marks }));
        }
        serde_json::from_value(json).unwrap_or_else(|why| panic!("{}: {why}", case.name))
    };
    case.candidates.iter().map(read).collect()
}

/// Every field of `expected` stands in `found`.
fn covers(found: &Json, expected: &Json, at: &str) {
    match expected {
        Json::Object(fields) => {
            for (key, value) in fields {
                covers(
                    found.get(key).unwrap_or(&Json::Null),
                    value,
                    &format!("{at}.{key}"),
                );
            }
        }
        Json::Array(items)
            if found
                .as_array()
                .is_some_and(|found| found.len() == items.len()) =>
        {
            for (index, value) in items.iter().enumerate() {
                covers(&found[index], value, &format!("{at}[{index}]"));
            }
        }
        _ => assert_eq!(found, expected, "{at}"),
    }
}

fn compare(
    case: &Case,
    document: &RuleDocument,
    candidates: &[Candidate],
    outcome: &Outcome,
    at: &str,
) {
    for (number, expected) in &case.expect {
        let index = candidates
            .iter()
            .position(|candidate| candidate.number == *number)
            .unwrap();
        let found = serde_json::to_value(outcome.candidates[index]).unwrap();
        let expected = if expected.is_string() {
            json!({ "status": expected })
        } else {
            expected.clone()
        };
        covers(&found, &expected, &format!("{at}: {number}"));
    }
    for (code, expected) in &case.posts {
        let post = outcome
            .posts
            .iter()
            .find(|post| post.post.as_str() == code)
            .unwrap();
        covers(
            &serde_json::to_value(post).unwrap(),
            expected,
            &format!("{at}: post {code}"),
        );
    }
    let pending = serde_json::to_value(&outcome.pending).unwrap();
    covers(
        &pending,
        case.pending.as_ref().unwrap_or(&json!([])),
        &format!("{at}: pending"),
    );
    let missing = serde_json::to_value(&outcome.missing).unwrap();
    covers(
        &missing,
        case.missing.as_ref().unwrap_or(&json!([])),
        &format!("{at}: missing"),
    );
    if let Some(rooms) = &case.rooms {
        covers(
            &serde_json::to_value(&outcome.rooms).unwrap(),
            &json!(rooms),
            &format!("{at}: rooms"),
        );
    }
    derivations(document, candidates, outcome, at);
}

/// The derivation comes to the figures of the run, by its own arithmetic.
fn derivations(document: &RuleDocument, candidates: &[Candidate], outcome: &Outcome, at: &str) {
    for (index, figures) in outcome.candidates.iter().enumerate() {
        let derivation = outcome.derivation(document, candidates, index).unwrap();
        let at = format!("{at}: {}: {:#?}", candidates[index].number, derivation);
        assert!(derivation.adds_up(), "{at}");
        let result = |kind: BlockKind| {
            let block = derivation.blocks.iter().find(|block| block.kind == kind)?;
            let row = block
                .rows
                .iter()
                .rev()
                .find(|row| row.operation == Operation::Result)?;
            row.value?.fraction()?.to_points()
        };
        let pairs: [(BlockKind, Option<Points>); 4] = [
            (BlockKind::Written, figures.written),
            (BlockKind::Shortlist, figures.shortlist),
            (BlockKind::Interview, figures.interview),
            (BlockKind::Total, figures.total),
        ];
        for (kind, figure) in pairs {
            assert_eq!(result(kind), figure, "{kind:?} {at}");
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!explain(&derivation, lang).to_text().is_empty());
        }
    }
}

/// What the run noted at its rounding points stands in the derivation, too.
fn ledger(document: &RuleDocument, people: &[Candidate], outcome: &Outcome, at: &str) {
    let roll = Roll::read(document, people).unwrap();
    let (again, ledger) = roll.run_with_ledger(outcome.stage).unwrap();
    assert_eq!(again, *outcome, "{at}");
    for index in 0..people.len() {
        let derivation = outcome.derivation(document, people, index).unwrap();
        let entries = ledger.entries(index);
        let scores = [
            again.candidates[index].written,
            again.candidates[index].interview,
            again.candidates[index].total,
        ];
        let scored = scores.iter().filter(|score| score.is_some()).count();
        assert!(
            entries.len() == scored
                || !entries
                    .iter()
                    .any(|entry| entry.block == BlockKind::Interview),
            "{at}"
        );
        for entry in entries {
            let block = derivation
                .blocks
                .iter()
                .find(|block| block.kind == entry.block)
                .unwrap();
            let pairs = block.rows.iter().filter_map(|row| {
                let value = row.value?.fraction()?;
                Some((row.exact.unwrap_or(value), value))
            });
            let known = pairs.collect::<Vec<_>>();
            assert!(
                known.contains(&(entry.exact, entry.rounded)),
                "{at}: {entry:?} in {block:#?}"
            );
        }
    }
}

fn check(case: &Case, at: &str) {
    let document = document(case);
    let mut people = candidates(case);
    let outcome = match (run(&document, &people, case.upto), &case.fault) {
        (Ok(outcome), None) => outcome,
        (Err(fault), Some(expected)) => {
            return covers(&serde_json::to_value(&fault).unwrap(), expected, at);
        }
        (result, _) => panic!("{at}: {result:?}"),
    };
    compare(case, &document, &people, &outcome, at);
    ledger(&document, &people, &outcome, at);
    let bundle = Bundle::seal(document.clone(), people.clone(), case.upto).unwrap();
    let bundle = Bundle::from_json(bundle.to_json().as_bytes()).unwrap();
    assert_eq!(replay(&bundle), Ok(Replay::Identical), "{at}");
    people.reverse();
    let reversed = run(&document, &people, case.upto).unwrap();
    compare(
        case,
        &document,
        &people,
        &reversed,
        &format!("{at} (reversed)"),
    );
    assert_eq!(reversed.posts, outcome.posts, "{at}");
}

#[test]
fn every_scenario_comes_out_as_people_expect() {
    let mut failed = Vec::new();
    for (family, cases) in files() {
        assert!(cases.len() >= 3, "{family} has fewer than three cases");
        for case in &cases {
            let at = format!("{family}: {}", case.name);
            if std::panic::catch_unwind(|| check(case, &at)).is_err() {
                failed.push(at);
            }
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}
