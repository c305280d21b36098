//! The published schema: it is the one of the types, and accepts and refuses what the types accept and
//! refuse.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::{RuleDocument, schema};
use serde_json::{Value as Json, json};
use std::{fs, path::PathBuf};

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Run with `BLESS=1` after a change of the types.
#[test]
fn the_schema_in_the_repository_is_that_of_the_types() {
    let file = path("schema/rules.schema.json");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, schema()).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), schema());
}

/// The notices, and the documents of what only the platform acts on.
fn documents() -> Vec<Json> {
    let folders = ["tests/notices", "tests/documents"].into_iter();
    let files = folders.flat_map(|folder| fs::read_dir(path(folder)).unwrap());
    let read = |file: PathBuf| serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    files.map(|entry| read(entry.unwrap().path())).collect()
}

fn validator() -> jsonschema::Validator {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_notice_is_valid_by_the_schema() {
    let (validator, documents) = (validator(), documents());
    assert!(documents.len() >= 50, "{}", documents.len());
    for document in documents {
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", document["id"]);
    }
}

/// Wherever a field is misspelt, dropped or given another type: what the types accept, the schema accepts.
#[test]
fn the_schema_refuses_nothing_that_the_types_accept() {
    let validator = validator();
    let mut notices = documents().into_iter();
    let notice = notices
        .find(|one| one["id"] == "O13-AH-HF-BAOHE-2014")
        .unwrap();
    let mut refused = 0;
    for pointer in pointers(&notice, String::new()) {
        for wrong in [
            json!(true),
            json!("?"),
            json!(7),
            json!({"unknown": 1}),
            Json::Null,
        ] {
            let mut document = notice.clone();
            *document.pointer_mut(&pointer).unwrap() = wrong.clone();
            let by_schema = validator.is_valid(&document);
            let by_types = RuleDocument::from_json(document.to_string().as_bytes()).is_ok();
            // The schema knows the shape of a text, not that a month has 31 days: it may accept more, never less.
            assert!(
                by_schema || !by_types,
                "{pointer} = {wrong}: types accept, schema refuses"
            );
            refused += usize::from(!by_schema);
        }
    }
    assert!(refused > 1_000, "{refused}");
}

fn pointers(json: &Json, at: String) -> Vec<String> {
    let inner: Vec<String> = match json {
        Json::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| pointers(value, format!("{at}/{key}")))
            .collect(),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, value)| pointers(value, format!("{at}/{index}")))
            .collect(),
        _ => Vec::new(),
    };
    let own = std::iter::once(at).filter(|at| !at.is_empty());
    own.chain(inner).collect()
}
