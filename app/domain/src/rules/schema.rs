//! The published JSON Schema of rule documents, made from the types themselves.

use super::document::RuleDocument;
use schemars::generate::SchemaSettings;

/// The schema (draft 2020-12), as kept in `app/domain/schema/rules.schema.json`.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<RuleDocument>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema holds nothing that JSON cannot");
    text.push('\n');
    text
}
