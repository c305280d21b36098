//! The files of scenarios: rules over a plain document, people in short forms, and what is expected of them.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) name: String,
    /// Sections over the plain document of [`base`].
    #[serde(default)]
    document: Map<String, Json>,
    /// Fields of single stages and steps after the exam, by code.
    #[serde(default)]
    stage: BTreeMap<String, Map<String, Json>>,
    /// The places of post `P`.
    #[serde(default)]
    places: Option<u32>,
    people: Vec<Map<String, Json>>,
    /// Absent: the facts that anybody states have columns.
    #[serde(default)]
    facts: Option<FactColumns>,
    pub(super) upto: Upto,
    /// A code, or `{code, rank, bonus, track, reserved}` and scores by step (`"cut written"` for the figure of a cut).
    #[serde(default)]
    pub(super) expect: BTreeMap<String, Json>,
    #[serde(default)]
    pub(super) posts: BTreeMap<String, Json>,
    #[serde(default)]
    pub(super) pending: Option<Json>,
    #[serde(default)]
    pub(super) missing: Option<Json>,
    /// Compared only where they are given.
    #[serde(default)]
    pub(super) notices: Option<Json>,
    #[serde(default)]
    pub(super) rooms: Option<Json>,
    #[serde(default)]
    pub(super) fault: Option<Json>,
}

pub(super) fn files() -> Vec<(String, Vec<Case>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let cases = serde_json::from_slice(&fs::read(&path).unwrap())
            .unwrap_or_else(|why| panic!("{path:?}: {why}"));
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, cases)
    };
    paths.into_iter().map(read).collect()
}

/// One post `P` of two places; one paper `p`, an interview of 100 by one mark, half and half with two decimals, one
/// person for each place to the physical, with substitutes.
fn base() -> Json {
    json!({
        "schema_version": 2, "id": "scenario", "title": "scenario",
        "posts": [{"code": "P", "name": "P", "places": 2}],
        "stages": [
            {"code": "written", "name": "written", "scoring": {"papers": {
                "full": "100", "papers": [{"code": "p", "name": "p", "full": "100", "weight": "1"}]}}},
            {"code": "interview", "name": "interview", "scoring": {"panel": {
                "full": "100", "trim": {"highest": 0, "lowest": 0}, "mean": {"decimals": 2}}}}
        ],
        "total": {"full": "100", "formula": {"sum": {"decimals": 2}, "parts": [
            {"of": {"of": "written"}, "weight": "50%"}, {"of": {"of": "interview"}, "weight": "50%"}]}},
        "after": [{"code": "physical", "name": "physical", "list": {"substitution": {}}}]
    })
}

pub(super) fn document(case: &Case) -> RuleDocument {
    let mut document = base();
    if let Some(places) = case.places {
        document["posts"][0]["places"] = places.into();
    }
    for (key, value) in &case.document {
        document[key] = value.clone();
    }
    let mut patched = 0;
    for list in ["stages", "after"] {
        for stage in document[list].as_array_mut().into_iter().flatten() {
            let Some(fields) = case.stage.get(stage["code"].as_str().unwrap()) else {
                continue;
            };
            patched += 1;
            for (key, value) in fields {
                stage[key] = value.clone();
            }
        }
    }
    assert_eq!(
        patched,
        case.stage.len(),
        "{}: a stage that is not there",
        case.name
    );
    RuleDocument::from_json(document.to_string().as_bytes())
        .unwrap_or_else(|why| panic!("{}: {why:?}", case.name))
}

pub(super) fn people(case: &Case) -> People {
    let read = |row: &Map<String, Json>| {
        let json = Json::Object(long_form(row.clone()));
        serde_json::from_value(json).unwrap_or_else(|why| panic!("{}: {row:?}: {why}", case.name))
    };
    let candidates: Vec<Candidate> = case.people.iter().map(read).collect();
    let stated: std::collections::BTreeSet<FactKey> = candidates
        .iter()
        .flat_map(|candidate| candidate.facts.0.keys().cloned())
        .collect();
    let facts = case.facts.clone().unwrap_or(if stated.is_empty() {
        FactColumns::None
    } else {
        FactColumns::Some(stated)
    });
    People { facts, candidates }
}

/// `"w": "70"` and `"i": ["80", …]` or `"i": "80"` (with `"room"`) spare every case the long form.
fn long_form(mut row: Map<String, Json>) -> Map<String, Json> {
    row.entry("post").or_insert("P".into());
    let (mark, marks, room) = (row.remove("w"), row.remove("i"), row.remove("room"));
    let stages = row.entry("stages").or_insert(json!({}));
    if let Some(mark) = mark {
        stages["written"]["papers"]["p"] = mark;
    }
    if let Some(marks) = marks {
        let marks = if marks.is_string() {
            json!([marks])
        } else {
            marks
        };
        stages["interview"]["examiners"] = marks;
    }
    if let Some(room) = room {
        stages["interview"]["room"] = room;
    }
    row
}

#[test]
fn every_scenario_reads() {
    for (_, cases) in files() {
        for case in &cases {
            assert!(!document(case).stages.is_empty() || !case.document.is_empty());
            assert_eq!(people(case).candidates.len(), case.people.len());
        }
    }
}
