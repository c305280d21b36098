//! The published schema: it is the one of the types, and accepts and refuses what the types accept and refuse.

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

fn notices() -> Vec<Json> {
    let files = fs::read_dir(path("tests/notices"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap())
        .collect()
}

fn both_accept(validator: &jsonschema::Validator, document: &Json) -> (bool, bool) {
    (
        validator.is_valid(document),
        RuleDocument::from_json(document.to_string().as_bytes()).is_ok(),
    )
}

#[test]
fn every_notice_is_valid_by_the_schema() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for notice in notices() {
        let errors: Vec<String> = validator
            .iter_errors(&notice)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", notice["id"]);
    }
}

/// Wherever a field is misspelt, dropped or given another type, schema and types say the same.
#[test]
fn schema_and_types_refuse_the_same_documents() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let notice = notices()
        .into_iter()
        .find(|notice| notice["id"] == "O13-AH-HF-BAOHE-2014")
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
            let (by_schema, by_types) = both_accept(&validator, &document);
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
    std::iter::once(at)
        .filter(|at| !at.is_empty())
        .chain(inner)
        .collect()
}
