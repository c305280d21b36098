//! The lint: a clean document has no findings at all, and each fault alone is found, at its place, in both languages.
//! `lint/faults.json` lists the faults as what is put where into `lint/clean.json`.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

mod lint_edges;
mod lint_kinds;
mod lint_limits;
mod lint_notices;
mod lint_people;
mod lint_scores;
mod lint_stages;

const CLEAN: &str = include_str!("lint/clean.json");
const FAULTS: &str = include_str!("lint/faults.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    code: String,
    severity: String,
    path: String,
    put: Map<String, Json>,
}

/// The clean document with these values put at these JSON pointers; a last step of `-` appends to a list, `null` takes
/// a field away.
fn with<'v>(values: impl IntoIterator<Item = (&'v str, &'v Json)>) -> RuleDocument {
    let mut document: Json = serde_json::from_str(CLEAN).unwrap();
    for (pointer, value) in values {
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match document.pointer_mut(parent) {
            Some(Json::Array(list)) if last == "-" => list.push(value.clone()),
            Some(Json::Array(list)) => list[last.parse::<usize>().unwrap()] = value.clone(),
            Some(Json::Object(fields)) if value.is_null() => {
                fields.remove(last);
            }
            Some(other) => other[last] = value.clone(),
            None => panic!("no {parent}"),
        }
    }
    let read = RuleDocument::from_json(document.to_string().as_bytes());
    read.unwrap_or_else(|why| panic!("{why:?}"))
}

fn with_map(values: &Map<String, Json>) -> RuleDocument {
    let values = values.iter();
    with(values.map(|(pointer, value)| (pointer.as_str(), value)))
}

/// Code and path of a finding.
fn at(finding: &LintFinding) -> String {
    let json = serde_json::to_value(finding).unwrap();
    format!("{} {}", json["code"].as_str().unwrap(), finding.path)
}

#[test]
fn a_clean_document_has_no_findings() {
    assert_eq!(lint(&with([])), Vec::new());
}

#[test]
fn each_fault_alone_is_found_at_its_place() {
    let faults: Vec<Fault> = serde_json::from_str(FAULTS).unwrap();
    let missed: Vec<String> = faults.iter().filter_map(missed).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What was found instead of the fault; its sentences are tried, too.
fn missed(fault: &Fault) -> Option<String> {
    let findings = lint(&with_map(&fault.put));
    let blocks = |finding: &LintFinding| finding.severity == Severity::Blocks;
    assert_eq!(may_publish(&findings), !findings.iter().any(blocks));
    let is_meant = |finding: &&LintFinding| {
        let severity = serde_json::to_value(finding.severity).unwrap();
        at(finding) == format!("{} {}", fault.code, fault.path) && severity == fault.severity
    };
    let Some(found) = findings.iter().find(is_meant) else {
        let found: Vec<String> = findings.iter().map(at).collect();
        let (code, path, put) = (&fault.code, &fault.path, &fault.put);
        return Some(format!("{code} at {path} after {put:?}: {found:?}"));
    };
    let (zh, en) = (found.say(Lang::Zh), found.say(Lang::En));
    let ends = zh.ends_with(['。', '？']) && en.ends_with(['.', '?']);
    let sound = zh.chars().count() > 5 && ends && zh != en;
    (!sound).then(|| format!("{zh} / {en}"))
}

/// Each code is tried by one document that triggers it; the clean one triggers none.
#[test]
fn every_code_of_the_lint_is_tried() {
    let snake = |name: &str| {
        let mut snake = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        snake
    };
    let names: Vec<String> = LintCode::names().map(snake).collect();
    let listed: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(names.len(), listed.len(), "no two families share a code");
    let faults: Vec<Fault> = serde_json::from_str(FAULTS).unwrap();
    let tried: BTreeSet<String> = faults.into_iter().map(|fault| fault.code).collect();
    assert_eq!(tried, listed);
    let reference = include_str!("../../../docs/rules/README.md");
    let section = reference
        .split("\n## ")
        .find(|part| part.starts_with("What the lint finds"));
    let rows = section
        .unwrap()
        .lines()
        .filter(|line| line.starts_with('|'));
    let told: BTreeSet<String> = rows
        .flat_map(|row| row.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect();
    assert_eq!(told, listed, "the reference names every finding");
}

/// The forty notices and the demonstrations: what blocks is what a careful reader would ask the organiser.
#[test]
fn notices_are_blocked_only_by_what_they_leave_open() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notices");
    let open = [
        "places_unknown",
        "cap_not_stated",
        "outliers_undefined",
        "unordered_preference",
    ];
    let mut spoken = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let doc = RuleDocument::from_json(&std::fs::read(&path).unwrap()).unwrap();
        let findings = lint(&doc);
        let blocks = findings
            .iter()
            .filter(|one| one.severity == Severity::Blocks);
        let mut blocks = blocks.map(at);
        let wrong = blocks.find(|found| !open.iter().any(|code| found.starts_with(code)));
        assert_eq!(wrong, None, "{}", path.display());
        let demo = path.to_string_lossy().ends_with("-demo.json");
        assert!(!demo || may_publish(&findings), "{}", path.display());
        let lines = findings
            .iter()
            .filter(|one| one.severity != Severity::Notes);
        spoken.push(lines.count());
    }
    spoken.sort_unstable();
    assert!(spoken[spoken.len() / 2] <= 1, "{spoken:?}");
    assert!(spoken.last().is_some_and(|most| *most <= 5), "{spoken:?}");
}
