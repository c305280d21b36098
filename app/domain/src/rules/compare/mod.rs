//! Two versions side by side: where two rule documents differ, and whom another outcome moves. For amendments, for
//! corrections (everybody whose position changes must be told), and for trying a rule on last year's data.

mod dictionary;
mod words;

use super::document::RuleDocument;
use super::run::{Candidate, CandidateOutcome, Outcome};
use serde::Serialize;
use serde_json::Value as Json;

/// One place where two documents differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// A JSON pointer; list items that have a code, key, id or name are found by it, whatever their place.
    pub place: String,
    /// `None`: not there.
    pub before: Option<Json>,
    pub after: Option<Json>,
}

/// A candidate whose figures or status differ between two outcomes of the same candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub number: String,
    pub before: CandidateOutcome,
    pub after: CandidateOutcome,
}

/// Everybody whom `after` moves, in the order of the candidates.
pub fn moved(candidates: &[Candidate], before: &Outcome, after: &Outcome) -> Vec<Moved> {
    let pairs = before.candidates.iter().zip(&after.candidates);
    let changed = candidates
        .iter()
        .zip(pairs)
        .filter(|(_, (before, after))| before != after);
    changed
        .map(|(candidate, (before, after))| Moved {
            number: candidate.number.clone(),
            before: *before,
            after: *after,
        })
        .collect()
}

/// Every place where two documents differ, ordered by place.
pub fn differences(before: &RuleDocument, after: &RuleDocument) -> Vec<Difference> {
    let json = |document: &RuleDocument| {
        serde_json::to_value(document).expect("a rule document holds nothing that JSON cannot")
    };
    let mut found = Vec::new();
    compare(
        String::new(),
        Some(&json(before)),
        Some(&json(after)),
        &mut found,
    );
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found
}

fn compare(
    place: String,
    before: Option<&Json>,
    after: Option<&Json>,
    found: &mut Vec<Difference>,
) {
    match (before, after) {
        (one, other) if one == other => {}
        (Some(Json::Object(one)), Some(Json::Object(other))) => {
            for key in one
                .keys()
                .chain(other.keys().filter(|key| !one.contains_key(*key)))
            {
                compare(
                    format!("{place}/{key}"),
                    one.get(key),
                    other.get(key),
                    found,
                );
            }
        }
        (Some(Json::Array(one)), Some(Json::Array(other))) if named(one) && named(other) => {
            let by = |list: &[Json], name: &str| {
                list.iter()
                    .find(|item| name_of(item) == Some(name))
                    .cloned()
            };
            let names = |list: &[Json]| {
                list.iter()
                    .filter_map(name_of)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let (old, new) = (names(one), names(other));
            for name in old
                .iter()
                .chain(new.iter().filter(|name| !old.contains(name)))
            {
                compare(
                    format!("{place}/{name}"),
                    by(one, name).as_ref(),
                    by(other, name).as_ref(),
                    found,
                );
            }
        }
        (Some(Json::Array(one)), Some(Json::Array(other)))
            if one.len() == other.len() && records(one) && records(other) =>
        {
            for (index, (before, after)) in one.iter().zip(other).enumerate() {
                compare(format!("{place}/{index}"), Some(before), Some(after), found);
            }
        }
        (before, after) => found.push(Difference {
            place,
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

fn named(list: &[Json]) -> bool {
    list.iter().all(|item| name_of(item).is_some())
}

/// A list of things that have fields but no names: told apart by their place.
fn records(list: &[Json]) -> bool {
    list.iter().all(Json::is_object)
}

fn name_of(item: &Json) -> Option<&str> {
    ["code", "key", "id", "name"]
        .iter()
        .find_map(|field| item.get(field)?.as_str())
}
