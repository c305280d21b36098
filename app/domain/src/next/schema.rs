//! The published JSON Schema of rule documents, made from the types themselves.

use super::document::RuleDocument;
use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

/// The schema (draft 2020-12), as kept in `app/domain/schema/rules-2.schema.json`.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<RuleDocument>();
    let mut text = serde_json::to_string_pretty(&sorted(schema.to_value()))
        .expect("a schema holds nothing that JSON cannot");
    text.push('\n');
    text
}

/// Keys in the order of the alphabet, whatever the JSON library was built to keep.
fn sorted(json: Json) -> Json {
    match json {
        Json::Array(items) => items.into_iter().map(sorted).collect(),
        Json::Object(fields) => {
            let mut fields: Vec<(String, Json)> = fields.into_iter().collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            fields
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect()
        }
        plain => plain,
    }
}
