//! Who of a table may compete, by the facts of their own row.

use super::{TableProblem, TableProblemKind, TableRead, columns::Column};
use crate::rules::{FactKey, RuleDocument, admit};
use std::collections::BTreeSet;

impl TableRead {
    /// Takes out who is not eligible by the facts of their own row, with a note for each. People whom reviewers accepted
    /// are not judged again: this is for tables that nobody has looked at.
    pub fn admit(&mut self, rules: &RuleDocument) {
        let fact = |(column, _): &(Column, String)| match column {
            Column::Fact(key) => Some(FactKey::from(key.as_str())),
            _ => None,
        };
        let columns: BTreeSet<FactKey> = self.columns.iter().filter_map(fact).collect();
        for barred in admit(rules, &mut self.candidates, &columns) {
            self.notes.push(TableProblem {
                sheet: self.sheet.clone(),
                row: self.row_of(&barred.number).unwrap_or_default(),
                column: String::new(),
                kind: TableProblemKind::Barred {
                    number: barred.number,
                    why: barred.why,
                },
            });
        }
    }
}
