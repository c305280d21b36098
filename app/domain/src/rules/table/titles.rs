//! Titles and answers in the names of the rules, where the table is read back the same; else by their codes.

use super::columns::find;
use super::facts::value;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{FactDef, FactValue};
use crate::tables::Cell;

/// A word of a title, or of a cell: by its code, and by its name.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub code: String,
    pub name: String,
}

impl Called {
    /// What has no code.
    pub fn word(word: &str) -> Self {
        Called {
            code: word.to_owned(),
            name: word.to_owned(),
        }
    }
}

fn both(words: &[Called], between: &str) -> [String; 2] {
    let joined = |of: fn(&Called) -> &str| words.iter().map(of).collect::<Vec<_>>().join(between);
    [joined(|word| &word.name), joined(|word| &word.code)]
}

/// The title that these words make.
pub(crate) fn title_of(doc: &RuleDocument, words: &[Called]) -> String {
    let [named, coded] = both(words, ":");
    match (find(doc, &named), find(doc, &coded)) {
        (Ok(one), Ok(other)) if one == other => named,
        _ => coded,
    }
}

/// The cell that these words make, for this answer.
pub(crate) fn answer_of(
    doc: &RuleDocument,
    def: &FactDef,
    answer: &FactValue,
    words: &[Called],
) -> String {
    let [named, coded] = both(words, "、");
    match value(doc, def, &Cell::of_text(&named)) {
        Ok(read) if read == *answer => named,
        _ => coded,
    }
}
