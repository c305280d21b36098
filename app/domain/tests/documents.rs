//! The forty notices, the demonstration forms of three of them, and documents of what only the platform acts on: each
//! reads and stands in its canonical form.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use domain::rules::{lint, run, summary};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn files(name: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

/// Run with `BLESS=1` to write the canonical form of every file.
#[test]
fn every_document_reads_and_stands_in_its_canonical_form() {
    for path in ["notices", "documents"].into_iter().flat_map(files) {
        let text = fs::read_to_string(&path).unwrap();
        let document = RuleDocument::from_json(text.as_bytes())
            .unwrap_or_else(|why| panic!("{path:?}: {why:?}"));
        let canonical = document.to_json();
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &canonical).unwrap();
        } else {
            assert_eq!(text, canonical, "{path:?}");
        }
        let again = RuleDocument::from_json(canonical.as_bytes()).unwrap();
        assert_eq!(again, document, "{path:?}");
    }
}

#[test]
fn the_notices_are_forty_and_three_of_them_have_a_demonstration() {
    let names = files("notices");
    let demo = |path: &&PathBuf| path.to_str().unwrap().ends_with("-demo.json");
    assert_eq!(names.iter().filter(demo).count(), 3);
    assert_eq!(names.len(), 43);
}

fn load(path: &Path) -> RuleDocument {
    let bytes = fs::read(path).unwrap();
    RuleDocument::from_json(&bytes).unwrap_or_else(|why| panic!("{path:?}: {why:?}"))
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn found(document: &RuleDocument, severity: Severity) -> Vec<String> {
    let findings = lint(document).into_iter();
    let mut paths: Vec<String> = findings
        .filter(|finding| finding.severity == severity)
        .map(|finding| finding.path)
        .collect();
    paths.sort();
    paths
}

/// What must be decided before a notice can be published, and nothing else.
#[test]
fn the_lint_says_of_each_notice_what_is_still_open() {
    let places_open = "O01 O06 O08 O09 O10 O15 O16 O21 O22 O23 O26 O27 O28 O29 O31";
    let others: &[(&str, &[&str])] = &[
        (
            "O22",
            &[
                "/stages/1/scoring/panel/correction",
                "/stages/1/scoring/panel/correction/outliers",
            ],
        ),
        ("O23", &["/stages/1/scoring/panel/correction"]),
        ("O33", &["/ties/keys/0"]),
    ];
    for path in files("notices") {
        let name = name(&path);
        let number = &name[..3];
        let mut expected: Vec<String> = Vec::new();
        if !name.ends_with("-demo") {
            expected.extend(places_open.contains(number).then(|| "/posts/0".to_owned()));
            let more = others.iter().filter(|(known, _)| *known == number);
            expected
                .extend(more.flat_map(|(_, paths)| paths.iter().map(|path| (*path).to_owned())));
        }
        assert_eq!(found(&load(&path), Severity::Blocks), expected, "{name}");
    }
}

#[test]
fn documents_in_which_everything_is_stated_have_nothing_that_blocks_or_asks() {
    for path in files("documents") {
        let document = load(&path);
        for severity in [Severity::Blocks, Severity::Asks] {
            assert_eq!(found(&document, severity), Vec::<String>::new(), "{path:?}");
        }
    }
}

#[test]
fn every_document_is_read_out_in_both_languages_and_runs_without_people() {
    let nobody = People {
        facts: FactColumns::All,
        candidates: Vec::new(),
    };
    for path in ["notices", "documents"].into_iter().flat_map(files) {
        let document = load(&path);
        for lang in [Lang::Zh, Lang::En] {
            let parts = summary(&document, lang);
            assert!(parts.iter().all(|part| !part.brief.is_empty()), "{path:?}");
            assert!(parts.iter().any(|part| !part.sentences.is_empty()));
        }
        let outcome = run(&document, &nobody, &Upto::After);
        let outcome = outcome.unwrap_or_else(|fault| panic!("{path:?}: {fault:?}"));
        assert_eq!(outcome.posts.len(), document.posts.len(), "{path:?}");
    }
}

/// A list on the page once said 50 % of a test that these people never sit.
#[test]
fn who_goes_straight_to_the_interview_has_no_written_test_in_any_list() {
    let path = folder("notices").join("O20-FJ-FZ-CANGSHAN-2015.json");
    let document = load(&path);
    let rules = document.for_post(document.post(&"committee".into()).unwrap());
    assert!(rules.papers().is_none() && rules.opening.is_empty());
    assert_eq!(rules.total.formula.parts.len(), 1);
    let open = document.for_post(document.post(&"open".into()).unwrap());
    assert!(open.papers().is_some());
    assert_eq!(open.total.formula.parts.len(), 2);
}

#[test]
fn the_post_tables_add_up_to_the_places_of_the_title() {
    for path in files("notices") {
        let document = load(&path);
        let places: Option<Vec<u32>> = document.posts.iter().map(|post| post.places).collect();
        if let (Some(places), Some(stated)) = (places, document.stated_places) {
            assert_eq!(places.iter().sum::<u32>(), stated, "{path:?}");
        }
    }
}

#[test]
fn a_decision_of_thirty_places_for_a_post_of_three_is_asked_about() {
    let mut document = load(&folder("documents").join("statements.json"));
    document.posts[0].places = Some(3);
    document.decisions = vec![Decision {
        of: "places".into(),
        scope: Scope::default(),
        value: DecisionValue::Places(30),
        body: Bilingual::zh("领导小组"),
        on: "2026-05-01".parse().unwrap(),
        reason: Bilingual::zh("报名人数多"),
    }];
    assert_eq!(found(&document, Severity::Asks).len(), 1);
}
