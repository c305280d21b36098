//! Questions that nobody reads or nobody can answer, and those that the identity number answers.

use super::{Ground, said};
use crate::rule_editor::{families::sexes, fields::pick};
use domain::rules::{AreaLevel, BIRTH_DATE, Means};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// Every word that the rules say outside the questions themselves.
fn words(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::String(word) => drop(found.insert(word.clone())),
        Json::Array(list) => list.iter().for_each(|own| words(own, found)),
        Json::Object(fields) => fields.values().for_each(|own| words(own, found)),
        _ => {}
    }
}

/// The keys that something names: a rule, or another question that is asked because of this one.
fn read(rules: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let fields = rules.as_object().into_iter().flatten();
    for (_, own) in fields.filter(|(field, _)| *field != "facts") {
        words(own, &mut found);
    }
    for fact in rules["facts"].as_array().into_iter().flatten() {
        words(&fact["asked_when"], &mut found);
    }
    found
}

/// Questions that no rule reads are not asked.
pub(super) fn unread(ground: &mut Ground) -> Option<String> {
    let read = read(&ground.rules);
    let unread = |fact: &Json| fact["key"].as_str().is_some_and(|key| !read.contains(key));
    let facts = ground.at_mut("/facts")?.as_array_mut()?;
    let gone: Vec<String> = facts
        .iter()
        .filter(|fact| unread(fact))
        .filter_map(|fact| said(&fact["label"]))
        .collect();
    facts.retain(|fact| !unread(fact));
    let between = t!("mend-between");
    (!gone.is_empty()).then(|| t!("mend-unread", facts = gone.join(&between)))
}

/// Areas are asked for down to a level that the notice lists; a range is turned round; an empty choice that nobody reads
/// goes.
pub(super) fn unanswerable(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    let kind = ground.at(&path)?.clone();
    if let Some(area) = kind.get("area") {
        return level(ground, &path, area);
    }
    if let Some(number) = kind.get("number") {
        let (least, most) = (number["least"].clone(), number["most"].clone());
        let own = ground.at_mut(&format!("{path}/number"))?;
        own["least"] = most;
        own["most"] = least;
        return Some(t!("mend-turn-round"));
    }
    let fact = path.strip_suffix("/kind")?;
    let key = ground.at(&format!("{fact}/key"))?.as_str()?.to_owned();
    if read(&ground.rules).contains(&key) {
        return None;
    }
    let gone = ground.take(fact)?;
    Some(t!("mend-unread", facts = said(&gone["label"])?))
}

/// The next finer level that has areas, else the finest.
fn level(ground: &mut Ground, path: &str, area: &Json) -> Option<String> {
    let areas: Vec<AreaLevel> = ground
        .at("/areas")?
        .as_array()?
        .iter()
        .filter_map(|area| serde_json::from_value(area["level"].clone()).ok())
        .collect();
    let asked: AreaLevel = serde_json::from_value(area["level"].clone()).ok()?;
    let levels = pick::area_levels();
    let place = |own: AreaLevel| levels.iter().position(|(level, _)| *level == own);
    let from = place(asked)?;
    let listed = |(level, _): &&(AreaLevel, String)| areas.contains(level);
    let finer = levels[from..].iter().find(listed);
    let (level, label) = finer.or_else(|| levels.iter().rev().find(listed))?;
    ground.at_mut(&format!("{path}/area"))?["level"] = serde_json::to_value(level).ok()?;
    let means = format!("{}/means", path.strip_suffix("/kind")?);
    if let Some(known) = ground.at_mut(&means)
        && known.get("household").is_some()
    {
        *known = serde_json::to_value(Means::Household(*level)).ok()?;
    }
    Some(t!("mend-level", level = label.as_str()))
}

/// A question that the identity number answers looks as the number answers it.
pub(super) fn of_the_id_number(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    let fact = ground.at_mut(&path)?;
    let is_birth = fact["means"] == "birth_date" || fact["key"] == BIRTH_DATE;
    fact["topic"] = json!("identity");
    if is_birth {
        if fact["kind"].get("date").is_none() {
            fact["kind"] = json!({ "date": {} });
        }
        return Some(t!("mend-birth-date"));
    }
    fact["kind"] = json!({ "choice": sexes() });
    Some(t!("mend-sex"))
}

/// The second of two questions for one thing is a question of the notice's own.
pub(super) fn known_once(ground: &mut Ground) -> Option<String> {
    let path = ground.path.clone();
    *ground.at_mut(&path)? = json!("none");
    let fact = ground.at(path.strip_suffix("/means")?)?;
    Some(t!("mend-means-none", fact = said(&fact["label"])?))
}
