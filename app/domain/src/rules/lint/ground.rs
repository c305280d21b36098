//! What is looked at.

use super::super::document::RuleDocument;
use super::super::paths::{Spot, spots};
use serde_json::Value as Json;

/// The document, and the same as JSON with every field that stands in it.
pub(crate) struct Ground<'d> {
    pub doc: &'d RuleDocument,
    pub json: Json,
}

impl<'d> Ground<'d> {
    pub fn of(doc: &'d RuleDocument) -> Self {
        let json = serde_json::to_value(doc).unwrap_or_default();
        Ground { doc, json }
    }

    /// Every field that is stated, in the order of the document.
    pub fn spots(&self) -> Vec<Spot<'_>> {
        spots(&self.json)
    }
}
