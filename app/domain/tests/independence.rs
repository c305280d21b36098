//! What checks a run must not share code with it: no source of a derivation names what the engine computes with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules that compute, by their family.
const COMPUTING: &[(&str, &[&str])] = &[
    (
        "engine",
        &[
            "answer", "apart", "cell", "plan", "reader", "records", "run", "single", "source",
            "state", "table", "weighted",
        ],
    ),
    (
        "stages",
        &[
            "bands",
            "coefficient",
            "correction",
            "event_run",
            "line_run",
            "lines",
            "panel",
            "papers",
            "points",
            "recount_run",
            "room_run",
            "run",
        ],
    ),
    ("bonus", &["claims_run", "raise", "run", "worth"]),
    (
        "lists",
        &[
            "acted",
            "compared",
            "draws",
            "held",
            "keys",
            "machine",
            "make",
            "order",
            "queue",
            "quota_run",
            "run",
            "seats",
            "substitutes",
        ],
    ),
    ("totals", &["run"]),
    (
        "after",
        &["choice", "lane", "order", "run", "seats", "stand", "wider"],
    ),
    ("opening", &["run"]),
    ("eligibility", &["run"]),
];

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")
}

/// Every source file of a derivation, with the names of the modules in which it stands.
fn sources() -> Vec<(Vec<String>, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&rules(), &mut files);
    let module = |path: &PathBuf| -> Vec<String> {
        let path = path.strip_prefix(rules()).unwrap().with_extension("");
        let names = path.iter().map(|name| name.to_str().unwrap().to_owned());
        names.filter(|name| name != "mod").collect()
    };
    let files = files.iter().map(|path| (module(path), path));
    let derive = files.filter(|(module, _)| module.iter().any(|name| name == "derive"));
    derive
        .map(|(module, path)| (module, fs::read_to_string(path).unwrap()))
        .collect()
}

/// The paths that one `use` tree names, in full.
fn leaves(tree: &str, before: &str, found: &mut Vec<String>) {
    let (mut depth, mut start) = (0, 0);
    let mut parts = Vec::new();
    for (at, letter) in tree.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[start..]);
    for part in parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.split_once('{') {
            Some((head, rest)) => {
                leaves(
                    rest.trim_end_matches('}'),
                    &format!("{before}{head}"),
                    found,
                );
            }
            None => found.push(format!("{before}{part}")),
        }
    }
}

/// Every path in a file: those of its `use` lines and those that stand in the code.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for statement in text.split("use ").skip(1) {
        if let Some((tree, _)) = statement.split_once(';') {
            let tree = tree.split_whitespace().collect::<Vec<_>>().join(" ");
            leaves(&tree, "", &mut found);
        }
    }
    let in_code = |letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':';
    found.extend(
        text.split(in_code)
            .filter(|word| word.contains("::"))
            .map(str::to_owned),
    );
    found
}

/// A path from the root of the rules, where it leads there.
fn resolved(path: &str, module: &[String]) -> Option<Vec<String>> {
    let mut names = path
        .split("::")
        .map(|name| name.split(' ').next().unwrap_or_default());
    let mut names = names.by_ref().peekable();
    let mut from: Vec<String> = match names.peek()? {
        &"crate" => {
            names.next();
            return (names.next()? == "rules").then(|| names.map(str::to_owned).collect());
        }
        &"super" | &"self" => module.to_vec(),
        _ => return None,
    };
    for name in names {
        match name {
            "super" => {
                from.pop();
            }
            "self" => {}
            name => from.push(name.to_owned()),
        }
    }
    Some(from)
}

/// What the families hand on from the modules that compute.
fn handed_on() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (family, modules) in COMPUTING {
        let text = fs::read_to_string(rules().join(family).join("mod.rs")).unwrap();
        for path in paths(&text) {
            let computing = path
                .split("::")
                .next()
                .is_some_and(|name| modules.contains(&name));
            if let Some(name) = path.rsplit("::").next().filter(|_| computing) {
                let name = name.rsplit(" as ").next().unwrap_or(name);
                found.insert(((*family).to_owned(), name.to_owned()));
            }
        }
    }
    found
}

#[test]
fn no_derivation_names_what_the_engine_computes_with() {
    let handed_on = handed_on();
    assert!(handed_on.contains(&("stages".to_owned(), "PanelPlan".to_owned())));
    let sources = sources();
    assert!(sources.len() > 15, "{}", sources.len());
    for (module, text) in sources {
        assert!(!text.contains("extent::"), "{module:?}: proven integers");
        for path in paths(&text) {
            let Some(path) = resolved(&path, &module) else {
                continue;
            };
            let [family, name, ..] = &path[..] else {
                continue;
            };
            let computing = COMPUTING
                .iter()
                .any(|(of, modules)| of == family && modules.contains(&name.as_str()));
            assert!(!computing, "{module:?} names {path:?}");
            let taken = !name.is_empty() && handed_on.contains(&(family.clone(), name.clone()));
            assert!(!taken, "{module:?} takes {path:?} from what computes");
        }
    }
}

#[test]
fn the_search_finds_what_it_is_to_find() {
    let module = ["stages", "derive", "rooms"].map(str::to_owned);
    let mut found = Vec::new();
    leaves(
        "super::super::{panel, document::{Panel, Trim}}",
        "",
        &mut found,
    );
    let found: Vec<_> = found
        .iter()
        .filter_map(|path| resolved(path, &module))
        .collect();
    assert_eq!(found[0], ["stages", "panel"]);
    assert_eq!(found[2], ["stages", "document", "Trim"]);
    assert_eq!(
        resolved("crate::rules::engine::weighted::WeightedSum", &module).unwrap()[..2],
        ["engine", "weighted"]
    );
}
