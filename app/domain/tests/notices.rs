//! The forty notices as rule documents, and the demonstration forms of three of them: each reads, is canonical, and the
//! lint says of it what it should.

use domain::rules::*;
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notices")
}

fn load(name: &str) -> RuleDocument {
    let bytes = fs::read(folder().join(format!("{name}.json"))).unwrap();
    RuleDocument::from_json(&bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"))
}

fn all() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.unwrap().file_name().into_string().unwrap().strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// Run with `BLESS=1` to write the canonical form of every file.
#[test]
fn every_notice_reads_and_stands_in_its_canonical_form() {
    for name in all() {
        let document = load(&name);
        let path = folder().join(format!("{name}.json"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, document.to_json()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), document.to_json(), "{name}");
        assert_eq!(RuleDocument::from_json(document.to_json().as_bytes()).unwrap(), document, "{name}");
    }
}

#[test]
fn the_demonstration_rules_have_nothing_that_blocks() {
    for name in ["O01-demo", "O03-demo", "O32-demo"] {
        let blocking: Vec<_> = lint(&load(name))
            .into_iter()
            .filter(|finding| finding.severity == Severity::Blocks)
            .map(|finding| format!("{} {}", finding.place, finding.say(Lang::Zh)))
            .collect();
        assert_eq!(blocking, Vec::<String>::new(), "{name}");
    }
}
