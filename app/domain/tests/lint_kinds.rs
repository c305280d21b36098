//! Each kind of fault that was missed once, and each kind of correct document that was blamed, with its neighbours. What
//! is put stands in the clean document of `lint/clean.json`.

mod branches;
mod clashes;
mod course;
mod days;
mod relaxations;

use super::lint_limits::{AGE, born, found, said, silent, speaks};
use serde_json::{Value as Json, json};

fn fact(key: &str, kind: Json) -> (&'static str, Json) {
    let fact =
        json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "checked"});
    ("/facts/-", fact)
}

fn needed(id: &str, condition: Json) -> (&'static str, Json) {
    (
        "/eligibility/-",
        json!({"id": id, "title": id, "condition": condition}),
    )
}

fn choice(ordered: bool) -> Json {
    let options: Vec<Json> = ["a", "b", "c"]
        .iter()
        .map(|code| json!({"code": code, "label": code}))
        .collect();
    json!({"choice": {"options": options, "ordered": ordered}})
}

/// Two requirements on one question.
fn both(kind: Json, one: Json, other: Json) -> Vec<String> {
    found(&[fact("n", kind), needed("n", one), needed("m", other)])
}

const NEVER: [&str; 1] = ["never_met /posts/0"];
const NONE: [&str; 0] = [];
