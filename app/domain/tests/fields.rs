//! Every field of the schema stands in the table of who acts on it, once, and the table names nothing else.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The properties of a type, those inside its forms too; what a reference stands for is another type's.
fn properties(node: &Json, found: &mut BTreeSet<String>) {
    match node {
        Json::Object(fields) => {
            for (key, inner) in fields {
                if key == "properties" {
                    found.extend(inner.as_object().unwrap().keys().cloned());
                    inner
                        .as_object()
                        .unwrap()
                        .values()
                        .for_each(|inner| properties(inner, found));
                } else if key != "$defs" {
                    properties(inner, found);
                }
            }
        }
        Json::Array(list) => list.iter().for_each(|inner| properties(inner, found)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_schema_stands_in_one_row() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let mut known = BTreeSet::new();
    let mut add = |of: &str, node: &Json| {
        let mut own = BTreeSet::new();
        properties(node, &mut own);
        known.extend(own.into_iter().map(|field| (of.to_owned(), field)));
    };
    add("RuleDocument", &schema);
    for (of, node) in schema["$defs"].as_object().unwrap() {
        add(of, node);
    }
    let mut rows = BTreeSet::new();
    for field in fields() {
        let row = (field.of.to_owned(), field.field.to_owned());
        assert!(
            rows.insert(row),
            "{} {} stands twice",
            field.of,
            field.field
        );
    }
    let missing: Vec<_> = known.difference(&rows).collect();
    let nowhere: Vec<_> = rows.difference(&known).collect();
    assert_eq!((missing, nowhere), (Vec::new(), Vec::new()));
}

#[test]
fn a_field_that_nothing_carries_out_yet_is_named_by_the_work_it_waits_for() {
    let fee = r#"{"schema_version": 2, "id": "x", "title": "x", "applying": {"fees":
        [{"what": "考务费", "at": "applied", "yuan": "50", "per": "person"}]}}"#;
    let doc = RuleDocument::from_json(fee.as_bytes()).unwrap();
    let found = later_fields(&doc);
    assert!(
        found.iter().all(|field| field.work == Work::Payment),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|field| field.path == "/applying/fees/0/yuan"),
        "{found:?}"
    );
    assert!(later_fields(&RuleDocument::default()).is_empty());
}

#[test]
fn a_reserve_that_is_drawn_by_rank_waits_for_nothing() {
    let waits = |reserve: &str| -> Vec<String> {
        let json =
            format!(r#"{{"schema_version": 2, "id": "x", "title": "x", "reserve": {reserve}}}"#);
        let doc = RuleDocument::from_json(json.as_bytes()).unwrap();
        let found = later_fields(&doc).into_iter();
        found.map(|field| field.path).collect()
    };
    assert_eq!(waits("{}"), Vec::<String>::new());
    assert_eq!(waits(r#"{"drawn": "rank"}"#), Vec::<String>::new());
    assert_eq!(waits(r#"{"drawn": "mutual"}"#), ["/reserve/drawn"]);
}
