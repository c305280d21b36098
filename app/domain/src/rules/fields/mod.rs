//! Who acts on each field of a document, and from when: nobody is misled by a field that nothing carries out yet. A test
//! walks the schema and fails when a field stands in no row.

mod say;
mod table;

use super::document::RuleDocument;
use super::lint::Ground;
use serde::Serialize;

/// Who acts on a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Checks and runs: eligibility, scores, lists, ranks.
    Engine,
    /// A page: a form, a table of marks, a list that is put up.
    Page,
    /// A moment after which something is no longer taken.
    Deadline,
    /// What is printed: the rules in words, tickets, certificates.
    Document,
    /// A message to people.
    Notice,
}

/// Work that is still to come, by the name of what it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    Payment,
    Counter,
    ChangeOfPost,
    ExamDay,
    Vetting,
    Objections,
    Allocation,
    ReserveList,
    Contracts,
    Certificates,
    Templates,
}

/// From when a field acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActsFrom {
    Now,
    Later(Work),
}

/// One field of one type of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The type that has it.
    pub of: &'static str,
    pub field: &'static str,
    pub by: &'static [Actor],
    pub from: ActsFrom,
}

/// A stated field that nothing carries out yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterField {
    /// As a JSON pointer.
    pub path: String,
    pub work: Work,
}

/// The whole table.
pub fn fields() -> impl Iterator<Item = Field> {
    table::ROWS.iter().flat_map(|row| {
        row.fields.split(' ').map(move |field| Field {
            of: row.of,
            field,
            by: row.by,
            from: row.from,
        })
    })
}

/// The fields of a document that are not yet carried out by the platform, in its order.
pub fn later_fields(doc: &RuleDocument) -> Vec<LaterField> {
    later(&Ground::of(doc))
}

fn later(ground: &Ground<'_>) -> Vec<LaterField> {
    let work_of = |of: &str, name: &str| {
        let row = table::ROWS
            .iter()
            .find(|row| row.of == of && row.fields.split(' ').any(|field| field == name));
        match row.map(|row| row.from) {
            Some(ActsFrom::Later(work)) => Some(work),
            _ => None,
        }
    };
    let spots = ground.spots();
    let found = spots.into_iter().filter(|spot| !is_silent(spot.value));
    let found = found.filter_map(|spot| {
        let work = work_of(spot.owner, &spot.field)?;
        let path = spot.path;
        Some(LaterField { path, work })
    });
    found.collect()
}

/// Switched off, empty or left to its default: it asks for nothing.
fn is_silent(value: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Bool, Null, Object, String};
    match value {
        Null | Bool(false) => true,
        Array(list) => list.is_empty(),
        Object(fields) => fields.is_empty(),
        String(word) => word == "rank",
        _ => false,
    }
}

/// The pieces of work that a document waits for.
pub(crate) fn works_of(ground: &Ground<'_>) -> Vec<Work> {
    let mut works: Vec<Work> = later(ground).into_iter().map(|field| field.work).collect();
    works.sort_unstable();
    works.dedup();
    works
}
