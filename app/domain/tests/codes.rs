//! Codes that the document uses and does not define: each is told by name, with the nearest one.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde_json::{Value as Json, json};

fn fact(key: &str, kind: Json) -> Json {
    json!({"key": key, "label": {"zh": key, "en": key}, "kind": kind, "topic": "status", "proof": "checked"})
}

fn document() -> Json {
    let score = |of: &str| json!({"of": {"of": of}, "weight": "50%"});
    json!({"schema_version": 2, "id": "t", "title": "t",
        "days": [{"name": "first", "label": "first", "on": {"day": "2026-03-06"}}],
        "areas": [{"code": "210211", "name": "区", "level": "county"}],
        "facts": [fact("education", json!({"choice": {"ordered": true, "options": [{"code": "college", "label": {"zh": "大专", "en": "College"}}, {"code": "bachelor", "label": {"zh": "本科", "en": "Bachelor"}}]}})),
            fact("veteran", json!("yes_no")), fact("home", json!({"area": {"level": "county"}})), fact("years", json!({"number": {}})),
            fact("service", json!({"rows": {"columns": [{"key": "from", "label": "from", "kind": {"date": {}}}, {"key": "until", "label": "until", "kind": {"date": {}}},
                {"key": "kind", "label": "kind", "kind": {"choice": {"options": [{"code": "grid", "label": "grid"}]}}}]}}))],
        "definitions": [{"name": "local", "label": "local", "condition": {"in_area": {"fact": "home", "areas": ["210211"]}}}],
        "pools": [{"code": "open", "name": {"zh": "面向社会", "en": "Open"}, "kind": "open"}],
        "posts": [{"code": "P101", "name": "甲", "places": 1, "pool": "open", "area": "210211"}, {"code": "P102", "name": "乙", "places": 1}],
        "tracks": [{"code": "direct", "name": "direct", "when": {"yes": "veteran"}, "skips": ["written"]}],
        "stages": [
            {"code": "written", "name": {"zh": "笔试", "en": "Written"}, "cut": {},
                "lines": [{"code": "pass", "on": {"of": "written"}, "at": "set_later"}],
                "scoring": {"papers": {"full": "100", "papers": [{"code": "essay", "name": "essay", "full": "100", "weight": "1", "questions": [{"code": "q1", "name": "q1", "full": "100"}]}]}}},
            {"code": "fitness", "name": "fitness", "cut": {}, "scoring": {"points": {"full": "100", "events": [{"code": "run", "name": "run"}]}}},
            {"code": "interview", "name": "interview", "scoring": {"panel": {"full": "100", "elements": [{"code": "speech", "name": "speech", "full": "100"}]}}}],
        "total": {"full": "100", "formula": {"parts": [score("written"), score("interview")]}},
        "ties": {"keys": [{"higher": {"of": "written"}}], "then": {"extra_test": "again"}},
        "extra_tests": [{"code": "again", "name": "again", "full": "100"}],
        "after": [{"code": "physical", "name": "physical"}],
        "bonus": {"raises": ["total"], "groups": [{"code": "service_group", "name": "g", "stack": "highest"}],
            "items": [{"code": "vet", "name": "vet", "when": {"yes": "veteran"}, "points": {"fixed": "1"}, "group": "service_group"}]},
        "unsettled": [{"code": "two_readings", "of": "/ties", "question": "?", "readings": [{"code": "strict", "text": "strict"}], "body": "body"}]
    })
}

fn unknown(json: &Json) -> Vec<(String, String, Option<String>)> {
    let doc = RuleDocument::from_json(json.to_string().as_bytes())
        .unwrap_or_else(|why| panic!("{why:?}"));
    let faults = unknown_codes(&doc).into_iter().map(|fault| match fault {
        RuleFault::Unknown {
            kind,
            code,
            nearest,
        } => (
            serde_json::to_value(kind)
                .unwrap()
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            code,
            nearest,
        ),
        other => panic!("{other:?}"),
    });
    faults.collect()
}

/// Puts `value` at a path and expects one fault of a kind.
fn misspelt(path: &str, value: Json, kind: &str, code: &str, nearest: Option<&str>) {
    let mut json = document();
    let (parent, key) = path.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent).unwrap_or_else(|| panic!("{path}"));
    match parent {
        Json::Array(list) if key == "-" => list.push(value),
        Json::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
    let found = unknown(&json);
    let expected = (
        kind.to_lowercase(),
        code.to_owned(),
        nearest.map(str::to_owned),
    );
    let found: Vec<_> = found
        .into_iter()
        .map(|(kind, code, near)| (kind.to_lowercase(), code, near))
        .collect();
    assert_eq!(found, [expected], "{path}");
}

fn decision(of: &str, value: Json) -> Json {
    json!([{"of": of, "value": value, "body": "b", "on": "2026-03-06", "reason": "r"}])
}

#[test]
fn a_document_whose_codes_are_all_defined_has_no_fault() {
    assert_eq!(unknown(&document()), []);
}

#[test]
fn a_misspelt_post_or_pool_in_a_scope_is_a_fault_and_not_silence() {
    let ban = |scope: Json| json!([{"id": "x", "clause": "x", "kind": "other", "period": "ever", "when": {"yes": "veteran"}, "scope": scope}]);
    misspelt(
        "/exclusions",
        ban(json!({"posts": ["P10l"]})),
        "post",
        "P10l",
        Some("P101"),
    );
    misspelt(
        "/exclusions",
        ban(json!({"posts": ["Z"]})),
        "post",
        "Z",
        None,
    );
    misspelt(
        "/exclusions",
        ban(json!({"pools": ["面向社会"]})),
        "pool",
        "面向社会",
        Some("open"),
    );
    let relaxed = json!([{"id": "r", "title": "r", "condition": {"all": []},
        "relaxations": [{"id": "x", "clause": "x", "who": {"yes": "veteran"}, "instead": "none_needed", "scope": {"posts": ["p101"]}}]}]);
    misspelt("/eligibility", relaxed, "post", "p101", Some("P101"));
    misspelt(
        "/variants",
        json!([{"name": "v", "scope": {"posts": ["P103"]}}]),
        "post",
        "P103",
        Some("P101"),
    );
    misspelt(
        "/reserve",
        json!({"scope": {"pools": ["opn"]}}),
        "pool",
        "opn",
        Some("open"),
    );
    let mut with_scope = decision("places", json!({"places": 2}));
    with_scope[0]["scope"] = json!({"posts": ["P1O1"]});
    misspelt("/decisions", with_scope, "post", "P1O1", Some("P101"));
    misspelt(
        "/opening",
        json!([{"at": "applied", "needed": {"per_place": "3"}, "removed_places": {"to_posts": ["P109"]}}]),
        "post",
        "P109",
        Some("P101"),
    );
    let seats = json!([{"code": "v", "name": "v", "of": {"pool": "opem"}, "places": 1, "when": {"yes": "veteran"}, "also_open": true, "unfilled": "lost"}]);
    misspelt("/reserved", seats, "pool", "opem", Some("open"));
}

#[test]
fn misspelt_codes_of_conditions_are_told_wherever_a_condition_stands() {
    let when = |condition: Json| json!([{"id": "r", "title": "r", "condition": condition}]);
    let at = "/eligibility";
    misspelt(
        at,
        when(json!({"yes": "vetran"})),
        "fact",
        "vetran",
        Some("veteran"),
    );
    misspelt(
        at,
        when(json!({"level": {"fact": "education", "at_least": "大专"}})),
        "option",
        "大专",
        Some("college"),
    );
    misspelt(
        at,
        when(json!({"one_of": {"fact": "education", "options": ["bachelors"]}})),
        "option",
        "bachelors",
        Some("bachelor"),
    );
    misspelt(
        at,
        when(json!({"in_area": {"fact": "home", "areas": ["210212", "210200"]}})),
        "area",
        "210212",
        Some("210211"),
    );
    misspelt(
        at,
        when(json!({"defined": "locl"})),
        "definition",
        "locl",
        Some("local"),
    );
    misspelt(
        at,
        when(json!({"not": {"post": ["P1"]}})),
        "post",
        "P1",
        None,
    );
    misspelt(
        at,
        when(json!({"elapsed": {"since": {"named": "frist"}, "until": {"named": "first"}}})),
        "day",
        "frist",
        Some("first"),
    );
}

#[test]
fn misspelt_codes_below_a_condition_are_told() {
    let when = |condition: Json| json!([{"id": "r", "title": "r", "condition": condition}]);
    let at = "/eligibility";
    let months = |from: &str| json!({"amount": {"whole": "months", "sum": [{"months_of": {"rows": "service", "from": from, "to": "until", "until": {"named": "first"}}}]}});
    misspelt(
        at,
        when(months("form")),
        "fact",
        "service.form",
        Some("service.from"),
    );
    let count = json!({"amount": {"whole": "count", "sum": [{"count_of": {"rows": "service", "only": {"column": "kind", "options": ["gird"]}}}]}});
    misspelt(at, when(count), "option", "gird", Some("grid"));
    misspelt(
        "/facts/1/asked_when",
        json!({"yes": "home1"}),
        "fact",
        "home1",
        Some("home"),
    );
    misspelt("/tracks/0/when", json!({"yes": "vet"}), "fact", "vet", None);
    misspelt(
        "/bonus/items/0/when",
        json!({"yes": "veteram"}),
        "fact",
        "veteram",
        Some("veteran"),
    );
    misspelt(
        "/ties/keys/-",
        json!({"status": {"name": "s", "when": {"yes": "veterans"}}}),
        "fact",
        "veterans",
        Some("veteran"),
    );
    misspelt(
        "/ties/keys/-",
        json!({"higher_level": "eduction"}),
        "fact",
        "eduction",
        Some("education"),
    );
    misspelt(
        "/posts/0/area",
        json!("210215"),
        "area",
        "210215",
        Some("210211"),
    );
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn misspelt_codes_of_the_course_are_told() {
    for (path, value, kind, code, nearest) in [
        (
            "/stages/0/lines/0/on",
            json!({"of": "writen"}),
            "stage",
            "writen",
            Some("written"),
        ),
        (
            "/stages/0/lines/0/on",
            json!({"of": "written", "paper": "esay"}),
            "paper",
            "esay",
            Some("essay"),
        ),
        (
            "/stages/0/lines/0/on",
            json!({"of": "written", "paper": "essay", "element": "q2"}),
            "element",
            "q2",
            Some("q1"),
        ),
        (
            "/total/formula/parts/1/of",
            json!("cut interviews"),
            "stage",
            "interviews",
            Some("interview"),
        ),
        (
            "/ties/keys/0/higher",
            json!({"of": "fitness", "event": "rum"}),
            "event",
            "rum",
            Some("run"),
        ),
        (
            "/ties/keys/0/higher",
            json!({"of": "interview", "element": "speach"}),
            "element",
            "speach",
            Some("speech"),
        ),
        (
            "/ties/then",
            json!({"extra_test": "agian"}),
            "test",
            "agian",
            Some("again"),
        ),
        (
            "/tracks/0/skips/0",
            json!("笔试"),
            "stage",
            "笔试",
            Some("written"),
        ),
        (
            "/bonus/raises/0",
            json!("interveiw"),
            "stage",
            "interveiw",
            Some("interview"),
        ),
        (
            "/bonus/items/0/group",
            json!("service"),
            "bonus",
            "service",
            None,
        ),
        (
            "/total/tracks",
            json!([{"track": "dirct", "parts": []}]),
            "track",
            "dirct",
            Some("direct"),
        ),
        (
            "/stages/0/cut/substitution",
            json!({"until": {"step": "phisical"}}),
            "stage",
            "phisical",
            Some("physical"),
        ),
        (
            "/publication",
            json!([{"of": {"list": "fysical"}, "what": "w", "days": 5}]),
            "stage",
            "fysical",
            Some("physical"),
        ),
        (
            "/opening",
            json!([{"at": {"came": "writen"}, "needed": {"per_place": "3"}}]),
            "stage",
            "writen",
            Some("written"),
        ),
    ] {
        let value = match path {
            "/total/formula/parts/1/of" => json!({"of": value}),
            _ => value,
        };
        misspelt(path, value, kind, code, nearest);
    }
}

#[test]
fn a_decision_names_a_code_of_the_document() {
    for of in [
        "places",
        "opening",
        "pass",
        "again",
        "two_readings",
        "written",
        "physical",
    ] {
        let mut json = document();
        json["decisions"] = decision(of, json!({"places": 2}));
        assert_eq!(unknown(&json), [], "{of}");
    }
    misspelt(
        "/decisions",
        decision("pas", json!({"points": "60"})),
        "decision",
        "pas",
        Some("pass"),
    );
    misspelt(
        "/decisions",
        decision("place", json!({"places": 2})),
        "decision",
        "place",
        Some("places"),
    );
    misspelt(
        "/decisions",
        decision("two_readings", json!({"reading": "strct"})),
        "decision",
        "strct",
        Some("strict"),
    );
}

#[test]
fn misspelt_codes_of_examples_are_told() {
    for (figures, kind, code, nearest) in [
        (
            json!({"bonus": {"items": [{"item": "vat"}], "points": "1"}}),
            "bonus",
            "vat",
            "vet",
        ),
        (
            json!({"total": {"parts": [{"of": {"of": "writen"}, "points": "70"}], "total": "35"}}),
            "stage",
            "writen",
            "written",
        ),
        (
            json!({"cut": {"stage": "writen", "places": 1, "people": 3}}),
            "stage",
            "writen",
            "written",
        ),
        (
            json!({"panel": {"stage": "interveiw", "marks": ["80"], "score": "80"}}),
            "stage",
            "interveiw",
            "interview",
        ),
        (
            json!({"rooms": {"stage": "interveiw", "rooms": [{"sum": "160", "people": 2}]}}),
            "stage",
            "interveiw",
            "interview",
        ),
    ] {
        let example = json!([{"clause": "例", "figures": figures}]);
        misspelt("/examples", example, kind, code, Some(nearest));
    }
}

#[test]
fn the_forty_notices_define_what_they_use() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notices");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let doc = RuleDocument::from_json(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(unknown_codes(&doc), [], "{}", path.display());
    }
}
