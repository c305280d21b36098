//! The places of the rules by the names that people know: where a notice leaves something open, what a template marks.

use super::{blocks::Control, sheet::RuleForm};
use crate::ui::{forms::Field, lang};
use domain::{
    Problem,
    rules::{Bilingual, Part, RuleDocument, defaults_of, field_name, place_in_words},
};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Between the steps of a place, as comparisons of versions write it.
const THEN: &str = " › ";

/// The parts that hold rules; the others hold what rules are about.
const HELD: [Part; 11] = [
    Part::Eligibility,
    Part::Exclusions,
    Part::Applying,
    Part::Tracks,
    Part::Opening,
    Part::Bonus,
    Part::Stages,
    Part::Total,
    Part::After,
    Part::Publication,
    Part::Variants,
];

/// What names or quotes something decides nothing; and a condition is left open as a whole.
const SILENT: [&str; 10] = [
    "code", "key", "id", "name", "label", "title", "clause", "scope", "zh", "en",
];
const WHOLE: [&str; 5] = ["condition", "when", "who", "asked_when", "instead"];

/// Every place that is stated or counts by default, in the order of the parts.
pub fn places(doc: &RuleDocument) -> Vec<(String, String)> {
    let json = serde_json::to_value(doc).unwrap_or_default();
    let mut found = Vec::new();
    walk(&json, "", "", &mut found);
    let lang = lang::current();
    let unstated = defaults_of(doc).into_iter().map(|point| point.path);
    found.extend(unstated.map(|path| {
        let said = place_in_words(&path, lang);
        (path, said)
    }));
    let mut seen = BTreeSet::new();
    let part = |path: &str| HELD.iter().position(|part| *part == Part::of_place(path));
    found.retain(|(path, _)| part(path).is_some() && seen.insert(path.clone()));
    found.sort_by_key(|(path, _)| part(path));
    found
}

fn walk(json: &Json, path: &str, said: &str, found: &mut Vec<(String, String)>) {
    let then = |next: String| match said {
        "" => next,
        said => format!("{said}{THEN}{next}"),
    };
    match json {
        Json::Object(fields) => {
            for (field, own) in fields {
                if SILENT.contains(&field.as_str()) {
                    continue;
                }
                let step = field.replace('~', "~0").replace('/', "~1");
                let path = format!("{path}/{step}");
                let said = then(field_name(&path, lang::current()));
                found.push((path.clone(), said.clone()));
                if !WHOLE.contains(&field.as_str()) {
                    walk(own, &path, &said, found);
                }
            }
        }
        Json::Array(list) => {
            for (index, own) in list.iter().enumerate() {
                let name = name(own).unwrap_or_else(|| t!("form-entry", n = index + 1));
                walk(own, &format!("{path}/{index}"), &then(name), found);
            }
        }
        _ => {}
    }
}

/// What an entry of a list is called.
fn name(entry: &Json) -> Option<String> {
    let mut names = ["name", "title", "label"].iter();
    let text = names.find_map(|field| entry.get(*field))?;
    let text: Bilingual = serde_json::from_value(text.clone()).ok()?;
    let said = text.in_lang(lang::current());
    (!said.is_empty()).then(|| said.to_owned())
}

impl RuleForm {
    /// One place of the rules, by its name; what is no such place any more stays as it is.
    pub fn place_of(
        &mut self,
        offered: &[(String, String)],
        name: &str,
        label: String,
        own: &mut Option<String>,
    ) {
        let none = (String::new(), t!("cond-choose"));
        let known = |path: &String| offered.iter().any(|(place, _)| place == path);
        let other = own.iter().filter(|path| !known(path));
        let other = other.map(|path| (path.clone(), place_in_words(path, lang::current())));
        let options: Vec<_> = std::iter::once(none)
            .chain(offered.iter().cloned())
            .chain(other)
            .collect();
        let value = own.clone().unwrap_or_default();
        self.put(
            Field::new(name, label),
            Control::Select(options.clone()),
            &value,
        );
        match self.answer(name).map(str::to_owned) {
            None => {}
            Some(path) if options.iter().any(|(place, _)| *place == path) => {
                *own = Some(path).filter(|path| !path.is_empty());
            }
            Some(_) => self.wrong(name, Problem::UnknownChoice),
        }
    }
}
