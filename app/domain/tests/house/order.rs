//! The order of the domain: its modules one after another, and inside the rules floor by floor. Families stand side by side (eligibility, stages, lists …), and each has the same floors:
//! what its part of the document is, how it is said, what it does in a run, how it is calculated by hand, what can be
//! wrong with it. A floor uses those below it, and no file uses itself through others.

use super::sources::{Module, Uses, uses};
use std::collections::{BTreeMap, BTreeSet};

/// Each module uses only those before it: the ground, the rules, then the steps of a recruitment.
const ORDER: [&str; 32] = [
    "characters",
    "nearest",
    "numbers",
    "parallel",
    "text",
    "time",
    "digest",
    "ids",
    "lots",
    "access",
    "photo",
    "say",
    "tables",
    "identity",
    "rules",
    "dry_run",
    "campaigns",
    "applications",
    "problem",
    "uploads",
    "tasks",
    "review",
    "admission",
    "marking",
    "sheets",
    "interviews",
    "ranking",
    "publication",
    "certificates",
    "area_table",
    "events",
    "notices",
];

#[test]
fn each_module_of_the_domain_uses_only_those_before_it() {
    let place = |module: &Module| {
        let name = module.first()?;
        let found = ORDER.iter().position(|own| own == name);
        Some(found.unwrap_or_else(|| panic!("{name} stands nowhere in the order")))
    };
    for (module, used) in uses() {
        for (other, names) in used {
            let (Some(own), Some(before)) = (place(module), place(other)) else {
                continue;
            };
            assert!(before <= own, "{module:?} uses {other:?}: {names:?}");
        }
    }
}

/// From the ground up. Of a family its parts are named, of everything else the modules.
const FLOORS: [(&str, &[&str]); 6] = [
    (
        "the document",
        &[
            "areas",
            "codes",
            "condition",
            "document",
            "facts",
            "holidays",
            "keyed",
            "named_days",
            "paths",
            "posts",
            "requirement",
            "schema",
            "scope",
            "score",
            "truth",
        ],
    ),
    (
        "its words",
        &["defaults", "for_post", "names", "say", "times", "words"],
    ),
    (RUN, &["engine"]),
    ("the calculation by hand", &["derive"]),
    ("what can be wrong", &["fields", "lint"]),
    (
        "what is made of all",
        &["compare", "json", "parts", "replay", "summary", "table"],
    ),
];

/// Whatever else a family has, it has for a run.
const RUN: &str = "a run";

const FAMILIES: [&str; 10] = [
    "after",
    "applying",
    "bonus",
    "eligibility",
    "examples",
    "lists",
    "opening",
    "publishing",
    "stages",
    "totals",
];

fn floor(module: &Module) -> Option<usize> {
    let named = |name: &str| FLOORS.iter().position(|(_, names)| names.contains(&name));
    let inside: Vec<&str> = module.iter().map(String::as_str).collect();
    match inside.strip_prefix(&["rules"])? {
        [] => None,
        [family, part, ..] if FAMILIES.contains(family) => {
            named(part).or(FLOORS.iter().position(|(floor, _)| *floor == RUN))
        }
        // It hands on what its parts define.
        [family] if FAMILIES.contains(family) => None,
        [other, ..] => {
            Some(named(other).unwrap_or_else(|| panic!("rules::{other} stands on no floor")))
        }
    }
}

#[test]
fn each_floor_of_the_rules_uses_only_those_below_it() {
    let uses = uses();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (module, used) in uses {
        for (other, names) in used {
            let (Some(own), Some(below)) = (floor(module), floor(other)) else {
                continue;
            };
            compared += 1;
            if below > own {
                let (own, below) = (FLOORS[own].0, FLOORS[below].0);
                let (module, other) = (module.join("::"), other.join("::"));
                wrong.push(format!(
                    "{module} ({own}) uses {other} ({below}): {names:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn no_file_uses_itself_through_others() {
    let found = rings(uses());
    let named = found
        .iter()
        .map(|ring| ring.iter().map(|own| own.join("::")).collect::<Vec<_>>());
    assert!(found.is_empty(), "{:#?}", named.collect::<Vec<_>>());
}

/// Files that use themselves through others. What a module takes from its own parts counts for nothing: it is made of them.
fn rings(uses: &Uses) -> Vec<BTreeSet<Module>> {
    let counts =
        |module: &Module, other: &Module| !other.starts_with(module) && uses.contains_key(other);
    let used = |module: &Module| -> Vec<&Module> {
        let others = uses[module].keys();
        others.filter(|other| counts(module, other)).collect()
    };
    let mut from: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for start in uses.keys().filter(|module| !module.is_empty()) {
        let mut reached = BTreeSet::new();
        let mut next = used(start);
        while let Some(module) = next.pop() {
            if reached.insert(module) {
                next.extend(used(module));
            }
        }
        from.insert(start, reached);
    }
    let back = |one: &Module, other: &Module| from.get(other).is_some_and(|own| own.contains(one));
    let ring = |(start, reached): (&&Module, &BTreeSet<&Module>)| -> BTreeSet<Module> {
        let own = reached.iter().filter(|other| back(start, other));
        own.map(|own| (*own).clone()).collect()
    };
    let found: BTreeSet<BTreeSet<Module>> = from
        .iter()
        .map(ring)
        .filter(|ring| !ring.is_empty())
        .collect();
    found.into_iter().collect()
}

#[test]
fn a_ring_is_found() {
    let module = |name: &str| vec!["rules".to_owned(), name.to_owned()];
    let using = |name: &str| {
        [(module(name), BTreeSet::from([name.to_owned()]))]
            .into_iter()
            .collect()
    };
    let uses: Uses = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]
        .into_iter()
        .map(|(one, other)| (module(one), using(other)))
        .collect();
    let ring = BTreeSet::from(["a", "b", "c"].map(module));
    assert_eq!(rings(&uses), [ring]);
}
