//! What citizens read about their calculation, rule by rule: `explained.txt` holds the text of each case below, in both
//! languages. `BLESS=1` writes it after a change of the words; the figures are to be checked by hand.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde_json::{Value as Json, json};
use std::{fs, path::PathBuf};

fn rounding(decimals: u8) -> Json {
    json!({ "decimals": decimals })
}

fn paper(code: &str, weight: &str) -> Json {
    json!({"code": code, "name": {"zh": format!("卷{code}"), "en": format!("paper {code}")}, "full_mark": "100", "weight": weight})
}

fn line(points: &str) -> Json {
    json!([{"at": {"points": points}}])
}

/// One paper, an interview of two examiners, half and half, without anything else.
fn plain() -> Json {
    json!({
        "written": {"papers": [paper("w", "1")], "full_mark": "100", "pass_lines": line("60")},
        "interview": {"full_mark": "100", "panel": 2, "mean": rounding(2), "pass_lines": line("60")},
        "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}], "full_mark": "100", "rounding": rounding(2)},
        "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"},
    })
}

fn with(mut rules: Json, section: &str, value: Json) -> Json {
    match rules[section].as_object_mut() {
        Some(fields) => fields.extend(value.as_object().unwrap().clone()),
        None => rules[section] = value,
    }
    rules
}

fn document(rules: &Json) -> RuleDocument {
    let item = |code: &str, name: &str, points: &str, group: Json| json!({"code": code, "name": {"zh": name, "en": code}, "when": {"all": []}, "points": {"fixed": points}, "group": group});
    let mut rules = rules.clone();
    if let Some(bonus) = rules["bonus"].as_object_mut() {
        let inside = if bonus.contains_key("groups") {
            json!("g")
        } else {
            Json::Null
        };
        let items = json!([
            item("party", "党员", "2", inside.clone()),
            item("veteran", "退役军人", "3", inside),
            item("talent", "特长", "1.5", Json::Null)
        ]);
        bonus.insert("items".into(), items);
    }
    let json = json!({"schema_version": 1, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 2}],
        "facts": [{"key": "years", "label": {"zh": "年限", "en": "service"}, "kind": {"number": {}}, "topic": "status", "proof": "checked"},
            {"key": "since", "label": {"zh": "参加工作", "en": "started work"}, "kind": {"date": {}}, "topic": "status", "proof": "checked"}],
        "tests": [{"code": "skill", "name": {"zh": "技能", "en": "skill"}, "full_mark": "100"}], "rules": rules});
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// A person with this written mark, these examiners' marks in room 1, and more fields.
fn person(number: &str, written: &str, marks: &[&str], more: Json) -> Json {
    let mut json = json!({"number": number, "post": "P", "written": {"w": written}});
    if !marks.is_empty() {
        json["interview"] = json!({"room": "1", "marks": marks});
    }
    json.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json
}

struct Case {
    name: &'static str,
    rules: Json,
    upto: Stage,
    /// The first is explained.
    people: Vec<Json>,
}

fn case(name: &'static str, rules: Json, people: &[Json]) -> Case {
    Case {
        name,
        rules,
        upto: Stage::Total,
        people: people.to_vec(),
    }
}

fn alone(name: &'static str, rules: Json, written: &str, marks: &[&str], more: Json) -> Case {
    case(name, rules, &[person("1", written, marks, more)])
}

fn claims(items: &[&str]) -> Json {
    json!({"bonus": items.iter().map(|item| json!({ "item": item })).collect::<Vec<_>>()})
}

fn without_a_score() -> Vec<Case> {
    let none = || json!({});
    let written = |name, mark: &str| Case {
        upto: Stage::Written,
        ..alone(name, plain(), mark, &[], none())
    };
    vec![
        written("absent from the written test", "absent"),
        written("a violation in the written test", "violation"),
        written("below the written line", "59.99"),
        written("on the written line", "60"),
        alone(
            "absent from the interview",
            plain(),
            "80",
            &["absent", "absent"],
            none(),
        ),
        alone(
            "a violation in the interview",
            plain(),
            "80",
            &["80", "violation"],
            none(),
        ),
        alone(
            "below the line of the interview",
            plain(),
            "80",
            &["59", "60"],
            none(),
        ),
        case(
            "not on the shortlist",
            with(
                plain(),
                "shortlist",
                json!({"quota": {"exactly": 1}, "tie_at_cut": "admit_all"}),
            ),
            &[
                person("1", "70", &[], none()),
                person("2", "80", &["80", "80"], none()),
            ],
        ),
    ]
}

fn weights() -> Vec<Case> {
    let two = json!({"papers": [paper("w", "60%"), paper("v", "40%")], "full_mark": "100", "rounding": rounding(2)});
    let marks = || json!({"written": {"w": "71.5", "v": "66.6"}});
    let thirds = json!({"papers": [paper("w", "1/3"), paper("v", "2/3")], "full_mark": "100", "each_product": rounding(2)});
    let divided = json!({"parts": [{"of": "written_before_bonus", "weight": "50%", "divide_by": "3", "divided": rounding(2)}, {"of": {"paper": "w"}, "weight": "1"}, {"of": {"test": "skill"}, "weight": "20%"}], "full_mark": "100", "each_product": rounding(1)});
    let basis = json!({"quota": {"exactly": 1}, "tie_at_cut": "admit_all", "basis": {"parts": [{"of": "written", "weight": "70%"}, {"of": {"test": "skill"}, "weight": "30%"}], "rounding": rounding(1)}});
    let skilled = || json!({"tests": {"skill": "77.7"}});
    vec![
        alone(
            "two papers",
            with(plain(), "written", two),
            "0",
            &["80", "81"],
            marks(),
        ),
        alone(
            "two papers, each product rounded",
            with(plain(), "written", thirds),
            "0",
            &["80", "81"],
            marks(),
        ),
        alone(
            "a total of other figures",
            with(plain(), "total", divided),
            "71.5",
            &["80", "81"],
            skilled(),
        ),
        alone(
            "a score for the shortlist",
            with(plain(), "shortlist", basis),
            "71.5",
            &["80", "81"],
            skilled(),
        ),
        alone(
            "a track of its own",
            with(
                plain(),
                "total",
                json!({"tracks": [{"track": "t", "name": "通道", "parts": [{"of": "interview", "weight": "1"}]}]}),
            ),
            "71.5",
            &["80", "81"],
            json!({"track": "t"}),
        ),
    ]
}

fn bonuses() -> Vec<Case> {
    let rule = |change: Json| {
        with(
            with(
                plain(),
                "bonus",
                json!({"added_to": "written", "stack": "highest"}),
            ),
            "bonus",
            change,
        )
    };
    let group = |stack: &str, cap: Json| json!([{"code": "g", "name": {"zh": "荣誉", "en": "honours"}, "stack": stack, "cap": cap}]);
    let both = || claims(&["party", "veteran"]);
    let high = |name, rules, more| alone(name, rules, "98", &["98", "98"], more);
    vec![
        alone(
            "one bonus",
            rule(json!({})),
            "71.5",
            &["80", "81"],
            claims(&["party"]),
        ),
        alone(
            "the highest of two",
            rule(json!({})),
            "71.5",
            &["80", "81"],
            both(),
        ),
        alone(
            "a sum under its cap",
            rule(json!({"stack": "sum", "cap": "4"})),
            "71.5",
            &["80", "81"],
            both(),
        ),
        alone(
            "a sum that reaches its cap exactly",
            rule(json!({"stack": "sum", "cap": "5"})),
            "71.5",
            &["80", "81"],
            both(),
        ),
        alone(
            "one of two that exclude each other",
            rule(json!({"stack": "exclusive"})),
            "71.5",
            &["80", "81"],
            both(),
        ),
        alone(
            "a group that adds up under its cap, and an item beside it",
            rule(json!({"stack": "sum", "groups": group("sum", json!("4"))})),
            "71.5",
            &["80", "81"],
            claims(&["party", "veteran", "talent"]),
        ),
        alone(
            "one of a group",
            rule(json!({"stack": "sum", "groups": group("highest", Json::Null)})),
            "71.5",
            &["80", "81"],
            both(),
        ),
        high(
            "a bonus held down at the full mark",
            rule(json!({"may_exceed_full_mark": false})),
            both(),
        ),
        high(
            "a bonus above the full mark",
            rule(json!({"may_exceed_full_mark": true})),
            both(),
        ),
        high(
            "a bonus on the interview",
            rule(json!({"added_to": "interview", "may_exceed_full_mark": false})),
            both(),
        ),
        high(
            "a bonus on both parts",
            rule(json!({"added_to": "both"})),
            both(),
        ),
        high(
            "a bonus on the total",
            rule(json!({"added_to": "total", "may_exceed_full_mark": false})),
            both(),
        ),
        alone(
            "no bonus",
            rule(json!({})),
            "71.5",
            &["80", "81"],
            claims(&[]),
        ),
    ]
}

fn interviews() -> Vec<Case> {
    let rule = |change: Json| with(plain(), "interview", change);
    let element = |code: &str, name: &str| json!({"code": code, "name": {"zh": name, "en": code}, "full_mark": "50"});
    let elements = || json!([element("speech", "表达"), element("bearing", "举止")]);
    let sheet = json!({"interview": {"room": "1", "elements": [["40", "41"], ["42", "45"], ["44", "43.5"]]}});
    vec![
        alone(
            "two highest and one lowest",
            rule(json!({"panel": 5, "trim": {"highest": 2, "lowest": 1}})),
            "80",
            &["80", "90", "85", "90", "70"],
            json!({}),
        ),
        alone(
            "all equal marks struck",
            rule(json!({"panel": 4, "trim": {"highest": 1, "lowest": 1, "when_tied": "drop_all"}})),
            "80",
            &["90", "90", "80", "70"],
            json!({}),
        ),
        alone(
            "a mean that is kept exact",
            rule(json!({"panel": 3, "mean": null})),
            "80",
            &["80", "80", "81"],
            json!({}),
        ),
        alone(
            "elements added on each sheet",
            rule(json!({"panel": 3, "elements": elements()})),
            "80",
            &[],
            sheet.clone(),
        ),
        alone(
            "each element trimmed by itself",
            rule(
                json!({"panel": 3, "elements": elements(), "trim": {"highest": 1, "lowest": 1, "over": "each_element"}}),
            ),
            "80",
            &[],
            sheet,
        ),
    ]
}

fn rooms() -> Vec<Case> {
    let room = |room: &str, mark: &str, sitting: Json| json!({"interview": {"room": room, "sitting": sitting, "marks": [mark, mark]}});
    let corrected = |change: Json| {
        let mut rule = json!({"method": "multiply", "overall": "of_people", "mean": rounding(2), "coefficient": rounding(4), "final": rounding(2), "cap_at_full_mark": true});
        rule.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        with(
            plain(),
            "interview",
            json!({"normalisation": rule, "pass_lines": []}),
        )
    };
    let two_rooms = |first: &str, second: &str, sitting: Json| {
        [
            person("1", "80", &[], room("1", first, sitting.clone())),
            person("2", "80", &[], room("2", second, sitting)),
        ]
    };
    vec![
        case(
            "a coefficient between rooms",
            corrected(json!({})),
            &two_rooms("70", "80", Json::Null),
        ),
        case(
            "a coefficient that meets the full mark",
            corrected(json!({})),
            &[
                person("1", "80", &[], room("1", "99", Json::Null)),
                person("2", "80", &[], room("1", "71", Json::Null)),
                person("3", "80", &[], room("2", "95", Json::Null)),
            ],
        ),
        case(
            "a difference between rooms and sittings",
            corrected(json!({"method": "add", "unit": "room_and_sitting"})),
            &two_rooms("80", "70", json!("上午")),
        ),
        case(
            "a difference that would leave nothing",
            corrected(json!({"method": "add"})),
            &[
                person("1", "80", &[], room("1", "1", Json::Null)),
                person("2", "80", &[], room("1", "99", Json::Null)),
                person("3", "80", &[], room("2", "1", Json::Null)),
            ],
        ),
    ]
}

fn ranks() -> Vec<Case> {
    let two = [
        person("1", "80", &["80", "80"], json!({})),
        person("2", "80", &["90", "90"], json!({})),
    ];
    let ties =
        |keys: Json, still: Json| with(plain(), "ties", json!({"keys": keys, "still_tied": still}));
    vec![
        case("the second of two", plain(), &two),
        case(
            "ordered by facts",
            ties(
                json!([{"higher_number": "years"}, {"later": "since"}, {"earlier": "since"}, {"status": {"name": {"zh": "党员", "en": "members"}, "when": {"all": []}}}]),
                json!("body"),
            ),
            &two[..1],
        ),
        case(
            "ordered by other scores",
            ties(
                json!([{"higher": "written_before_bonus"}, {"higher": "interview"}, {"higher": {"paper": "w"}}, {"higher": {"test": "skill"}}]),
                json!({"extra_test": "skill"}),
            ),
            &two[..1],
        ),
        case(
            "not ordered any further",
            ties(json!([]), json!("share_rank")),
            &two[..1],
        ),
    ]
}

fn text(case: &Case) -> String {
    let document = document(&case.rules);
    let people: Vec<Candidate> = case
        .people
        .iter()
        .map(|json| serde_json::from_value(json.clone()).unwrap())
        .collect();
    let outcome =
        run(&document, &people, case.upto).unwrap_or_else(|why| panic!("{}: {why:?}", case.name));
    let derivation = outcome
        .derivation(&document, &people, 0)
        .unwrap_or_else(|| panic!("{}", case.name));
    assert!(derivation.adds_up(), "{}", case.name);
    let texts = [Lang::Zh, Lang::En].map(|lang| explain(&derivation, lang).to_text());
    format!("=== {}\n{}---\n{}", case.name, texts[0], texts[1])
}

#[test]
fn each_rule_is_explained_as_it_was_applied() {
    let cases = [
        without_a_score(),
        weights(),
        bonuses(),
        interviews(),
        rooms(),
        ranks(),
    ];
    let all: Vec<String> = cases.iter().flatten().map(text).collect();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/explained.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, all.join("\n")).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap();
    for (found, expected) in all.join("\n").split("=== ").zip(expected.split("=== ")) {
        assert_eq!(found, expected);
    }
    assert_eq!(all.len(), expected.matches("=== ").count());
}
