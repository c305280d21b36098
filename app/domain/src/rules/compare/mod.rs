//! Two versions side by side: where two rule documents differ, and whom another outcome moves. For amendments, for
//! corrections (everybody whose position changes must be told), and for trying a rule on last year's data.

mod moved;
mod places;
mod say;

pub use moved::{CandidateState, Moved};
pub use places::{field_name, place_in_words, word_name};
#[cfg(test)]
pub(crate) use say::fixed_words;

use super::RuleDocument;
use crate::text::{Bilingual, Lang};
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
    #[serde(skip)]
    path: Vec<Crumb>,
}

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq)]
enum Crumb {
    Field(String),
    /// An item of a list, by its code; with the name that people know it by.
    Item {
        code: String,
        name: Option<Bilingual>,
    },
    Index(usize),
}

/// Lists whose order is a rule: the same items in another order are a difference.
const ORDERED: [&str; 4] = ["after", "options", "stages", "tracks"];

/// Every place where two documents differ, ordered by place.
pub fn differences(before: &RuleDocument, after: &RuleDocument) -> Vec<Difference> {
    let json = |document: &RuleDocument| {
        serde_json::to_value(document).expect("a rule document holds nothing that JSON cannot")
    };
    let mut walk = Walk::default();
    walk.compare(Some(&json(before)), Some(&json(after)));
    walk.found.sort_by(|one, other| one.place.cmp(&other.place));
    walk.found
}

#[derive(Default)]
struct Walk {
    path: Vec<Crumb>,
    found: Vec<Difference>,
}

impl Walk {
    fn at(&mut self, step: Crumb, before: Option<&Json>, after: Option<&Json>) {
        self.path.push(step);
        self.compare(before, after);
        self.path.pop();
    }

    fn compare(&mut self, before: Option<&Json>, after: Option<&Json>) {
        match (before, after) {
            (one, other) if one == other => {}
            (Some(Json::Object(one)), Some(Json::Object(other)))
                if !one.contains_key("zh") && !other.contains_key("zh") =>
            {
                let new = other.keys().filter(|key| !one.contains_key(*key));
                for key in one.keys().chain(new) {
                    self.at(Crumb::Field(key.clone()), one.get(key), other.get(key));
                }
            }
            (Some(Json::Array(one)), Some(Json::Array(other))) if named(one) && named(other) => {
                self.compare_named(one, other);
            }
            (Some(Json::Array(one)), Some(Json::Array(other)))
                if one.len() == other.len() && records(one, other) =>
            {
                for (index, (before, after)) in one.iter().zip(other).enumerate() {
                    self.at(Crumb::Index(index), Some(before), Some(after));
                }
            }
            (before, after) => self.push(before.cloned(), after.cloned()),
        }
    }

    fn compare_named(&mut self, one: &[Json], other: &[Json]) {
        let by = |list: &'_ [Json], code: &str| -> Option<Json> {
            let found = list.iter().find(|item| code_of(item) == Some(code));
            found.cloned()
        };
        let codes = |list: &[Json]| -> Vec<String> {
            list.iter().filter_map(code_of).map(str::to_owned).collect()
        };
        let (old, new) = (codes(one), codes(other));
        let ordered = match self.path.last() {
            Some(Crumb::Field(key)) => ORDERED.contains(&key.as_str()),
            _ => false,
        };
        let kept = |of: &[String], by: &[String]| -> Vec<String> {
            of.iter()
                .filter(|code| by.contains(code))
                .cloned()
                .collect()
        };
        if ordered && kept(&old, &new) != kept(&new, &old) {
            self.push(Some(Json::from(old.clone())), Some(Json::from(new.clone())));
        }
        for code in old
            .iter()
            .chain(new.iter().filter(|code| !old.contains(code)))
        {
            let (before, after) = (by(one, code), by(other, code));
            let name = after.as_ref().or(before.as_ref()).and_then(name_of);
            let code = code.clone();
            let item = Crumb::Item { code, name };
            self.at(item, before.as_ref(), after.as_ref());
        }
    }

    fn push(&mut self, before: Option<Json>, after: Option<Json>) {
        let steps = self.path.iter().map(|crumb| match crumb {
            Crumb::Field(key) => format!("/{}", escaped(key)),
            Crumb::Item { code, .. } => format!("/{}", escaped(code)),
            Crumb::Index(index) => format!("/{index}"),
        });
        self.found.push(Difference {
            place: steps.collect(),
            before,
            after,
            path: self.path.clone(),
        });
    }
}

fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

/// Lists of things that have codes of their own.
fn named(list: &[Json]) -> bool {
    let codes: Vec<&str> = list.iter().filter_map(code_of).collect();
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    codes.len() == list.len() && once.len() == list.len()
}

/// Lists of things that have fields but no codes, texts in one or two languages among them: told apart by their place.
fn records(one: &[Json], other: &[Json]) -> bool {
    let mut all = one.iter().chain(other);
    let fits = |item: &Json| item.is_object() || item.is_string();
    all.clone().all(fits) && all.any(Json::is_object)
}

fn code_of(item: &Json) -> Option<&str> {
    let own = |field: &&str| item.get(*field)?.as_str();
    let code = ["code", "key", "id"].iter().find_map(own);
    let name = || {
        item.get("name")?
            .as_str()
            .or(item.get("name")?.get("zh")?.as_str())
    };
    code.or_else(name)
}

fn name_of(item: &Json) -> Option<Bilingual> {
    let text = |field: &&str| serde_json::from_value(item.get(*field)?.clone()).ok();
    ["label", "title", "name"].iter().find_map(text)
}

impl Difference {
    /// Where it is, in the names that people know.
    pub fn place_in_words(&self, lang: Lang) -> String {
        let mut parent = String::new();
        let steps = self.path.iter().map(|crumb| match crumb {
            Crumb::Field(key) => {
                let name = say::field(&parent, key, lang).unwrap_or(key).to_owned();
                parent.clone_from(key);
                name
            }
            Crumb::Item { code, name } => name
                .as_ref()
                .map_or_else(|| code.clone(), |name| name.in_lang(lang).to_owned()),
            Crumb::Index(index) => say::item(*index, lang),
        });
        say::place(steps.collect::<Vec<_>>())
    }
}
