//! What checks a run must not share code with it: no source of a derivation names what the engine computes with.

use super::sources::{Module, uses};

/// The modules that compute, by their family.
const COMPUTING: &[(&str, &[&str])] = &[
    (
        "engine",
        &[
            "answer", "apart", "cell", "column", "course", "moves", "plan", "reader", "records",
            "rows", "run", "single", "source", "state", "table", "weighted",
        ],
    ),
    (
        "stages",
        &[
            "answer",
            "attendance",
            "bands",
            "coefficient",
            "correction",
            "event_run",
            "line_run",
            "lines",
            "panel",
            "papers",
            "points",
            "raise_run",
            "recount_run",
            "room_run",
            "run",
            "score_run",
        ],
    ),
    ("bonus", &["claims_run", "raise", "run", "worth"]),
    (
        "lists",
        &[
            "acted",
            "compared",
            "contest",
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

/// Whether a module of the rules computes what the engine answers.
fn computes(module: &Module) -> bool {
    let inside: Vec<&str> = module.iter().map(String::as_str).collect();
    match inside[..] {
        ["rules", family, part, ..] => COMPUTING
            .iter()
            .any(|(of, modules)| *of == family && modules.contains(&part)),
        _ => module[..] == ["numbers", "extent"],
    }
}

#[test]
fn no_derivation_names_what_the_engine_computes_with() {
    let uses = uses();
    for (family, parts) in COMPUTING {
        for part in *parts {
            let own = ["rules", family, part].map(str::to_owned);
            assert!(uses.contains_key(&own[..]), "{own:?}");
        }
    }
    let derive = |module: &&Module| module.iter().any(|name| name == "derive");
    let derivations: Vec<&Module> = uses.keys().filter(derive).collect();
    assert!(derivations.len() > 15, "{}", derivations.len());
    for module in derivations {
        let taken: Vec<_> = uses[module]
            .iter()
            .filter(|(other, _)| computes(other))
            .collect();
        assert!(
            taken.is_empty(),
            "{module:?} takes from what computes: {taken:?}"
        );
    }
}
