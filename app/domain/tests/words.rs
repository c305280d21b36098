//! The rules in words: everything that a document says is read out, every field and fixed word has a name in both
//! languages, differences and outcomes speak by the names of the document.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

mod compared;
mod outcomes;
mod parts;
mod read_out;

use domain::rules::{Lang, RuleDocument};
use serde_json::Value as Json;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// A notice that says everything: each field of the schema stands in it.
fn whole() -> Json {
    serde_json::from_slice(include_bytes!("whole.json")).unwrap()
}

fn document(json: &Json) -> Result<RuleDocument, String> {
    RuleDocument::from_json(json.to_string().as_bytes()).map_err(|why| why.say(Lang::En))
}

fn demo() -> RuleDocument {
    RuleDocument::from_json(include_bytes!("notices/O03-demo.json")).unwrap()
}

/// Walks the JSON Schema from its root: each field with the field above it, each fixed word with its field.
#[derive(Default)]
struct Schema {
    /// (type, field above, field)
    fields: Vec<(String, String, String)>,
    /// (field, word)
    words: Vec<(String, String)>,
    seen: Vec<(String, String)>,
}

impl Schema {
    fn read() -> Schema {
        let json: Json = serde_json::from_str(&domain::rules::schema()).unwrap();
        let mut schema = Schema::default();
        schema.walk(&json, &json, "", "RuleDocument");
        schema
    }

    fn walk(&mut self, root: &Json, at: &Json, field: &str, of: &str) {
        if let Some(name) = at["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            let place = (name.to_owned(), field.to_owned());
            if !self.seen.contains(&place) {
                self.seen.push(place);
                self.walk(root, &root["$defs"][name], field, name);
            }
            return;
        }
        for key in ["anyOf", "oneOf"] {
            for one in at[key].as_array().into_iter().flatten() {
                self.walk(root, one, field, of);
            }
        }
        let fixed = at["enum"].as_array().into_iter().flatten();
        for word in fixed.chain(at.get("const")).filter_map(Json::as_str) {
            self.words.push((field.to_owned(), word.to_owned()));
        }
        for (name, inner) in at["properties"].as_object().into_iter().flatten() {
            self.fields
                .push((of.to_owned(), field.to_owned(), name.clone()));
            self.walk(root, inner, name, of);
        }
        for inner in ["items", "additionalProperties"] {
            if at[inner].is_object() {
                self.walk(root, &at[inner], field, of);
            }
        }
    }
}
