//! Codes: the second of two that are alike, one that is missing, and one that is spelt a little differently.

use super::Ground;
use serde_json::Value as Json;

/// The fields by which things are told apart.
const NAMES: [&str; 4] = ["code", "key", "id", "name"];

/// The places of codes that must each be another one, as the check holds them against each other at `path`.
fn groups(ground: &Ground) -> Vec<Vec<String>> {
    let path = ground.path.as_str();
    if path == "/eligibility" {
        return vec![conditions(ground)];
    }
    if path.ends_with("/kind") {
        let options = ["choice", "choices"].into_iter();
        return options
            .map(|kind| entries(ground, &format!("{path}/{kind}/options")))
            .collect();
    }
    if let Some(course) = path.strip_suffix("/stages") {
        return of_course(ground, path, course);
    }
    vec![entries(ground, path)]
}

/// The codes of a list, in its order.
fn entries(ground: &Ground, path: &str) -> Vec<String> {
    let list = ground.at(path).and_then(Json::as_array);
    let entries = list.into_iter().flatten().enumerate();
    let places = entries.filter_map(|(index, entry)| {
        let own = NAMES.iter().find(|name| entry[**name].is_string())?;
        Some(format!("{path}/{index}/{own}"))
    });
    places.collect()
}

/// Requirements of everybody, of posts and of pools, with their relaxations.
fn conditions(ground: &Ground) -> Vec<String> {
    let length = |path: &str| ground.at(path).and_then(Json::as_array).map_or(0, Vec::len);
    let owners = ["/posts", "/pools"].into_iter();
    let owners = owners.flat_map(|list| (0..length(list)).map(move |at| format!("{list}/{at}")));
    let lists = std::iter::once(String::new()).chain(owners);
    let mut found = Vec::new();
    for list in lists.map(|owner| format!("{owner}/eligibility")) {
        for index in 0..length(&list) {
            let own = format!("{list}/{index}");
            found.push(format!("{own}/id"));
            found.extend(entries(ground, &format!("{own}/relaxations")));
        }
    }
    found
}

/// Stages with the steps after the exam; and the pass lines of all of them with those of the total.
fn of_course(ground: &Ground, stages: &str, course: &str) -> Vec<Vec<String>> {
    let own = |field: &str| {
        let own = format!("{course}/{field}");
        ground.at(&own).map_or_else(|| format!("/{field}"), |_| own)
    };
    let count = ground
        .at(stages)
        .and_then(Json::as_array)
        .map_or(0, Vec::len);
    let lines = (0..count).flat_map(|index| entries(ground, &format!("{stages}/{index}/lines")));
    let mut steps = entries(ground, stages);
    let lines = lines.chain(entries(ground, &format!("{}/lines", own("total"))));
    let lines = lines.collect();
    steps.extend(entries(ground, &own("after")));
    vec![steps, lines]
}

fn word<'g>(ground: &'g Ground, place: &str) -> &'g str {
    ground.at(place).and_then(Json::as_str).unwrap_or_default()
}

/// The first code of this stem that none of the places has.
fn free(ground: &Ground, group: &[String], stem: &str, first: usize) -> String {
    let taken: Vec<&str> = group.iter().map(|place| word(ground, place)).collect();
    let mut codes = (first..).map(|n| format!("{stem}-{n}"));
    codes
        .find(|code| !taken.contains(&code.as_str()))
        .unwrap_or_default()
}

/// The second of two that are alike gets a code of its own: whatever names the code goes on meaning the first.
pub(super) fn second(ground: &mut Ground) -> Option<String> {
    let name = ground.fact("name")?;
    let alike = |group: &Vec<String>| {
        let mut own = group.iter().filter(|place| word(ground, place) == name);
        own.nth(1).cloned()
    };
    let found = groups(ground);
    let (group, place) = found
        .iter()
        .find_map(|group| Some((group, alike(group)?)))?;
    let new = free(ground, group, &name, 2);
    *ground.at_mut(&place)? = Json::from(new.clone());
    Some(t!("mend-second", code = name, to = new))
}

/// What has no code gets one.
pub(super) fn empty(ground: &mut Ground) -> Option<String> {
    let found = groups(ground);
    let without = |group: &Vec<String>| {
        let mut own = group
            .iter()
            .filter(|place| word(ground, place).trim().is_empty());
        own.next().cloned()
    };
    let (group, place) = found
        .iter()
        .find_map(|group| Some((group, without(group)?)))?;
    let new = free(ground, group, "code", 1);
    *ground.at_mut(&place)? = Json::from(new.clone());
    Some(t!("mend-code", code = new))
}

/// A code that nothing answers to, where one is nearly the same.
pub(super) fn nearest(ground: &mut Ground) -> Option<String> {
    let (name, near) = (ground.fact("name")?, ground.fact("nearest")?);
    let path = ground.path.clone();
    let own = ground.at_mut(&path)?;
    let after = match own.as_str()? {
        same if same == name => near.clone(),
        // The list that a stage makes.
        cut if cut.strip_prefix("cut ") == Some(&name) => format!("cut {near}"),
        _ => return None,
    };
    *own = Json::from(after);
    Some(t!("mend-nearest", code = name, to = near))
}
