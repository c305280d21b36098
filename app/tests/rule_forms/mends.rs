//! What the check finds and one click mends: exactly the change that the button says, and the finding is gone.

use super::{demonstration, notices, read};
use app::{
    rule_editor::{families, mends},
    ui::lang,
};
use domain::rules::{LintFinding, Part, RuleDocument, Severity, differences, lint};
use serde_json::{Value as Json, json};

/// The demonstration with something changed in it, as JSON.
fn with(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let mut rules = serde_json::to_value(demonstration()).unwrap();
    change(&mut rules);
    RuleDocument::from_json(rules.to_string().as_bytes()).unwrap()
}

fn code(finding: &LintFinding) -> String {
    let json = serde_json::to_value(finding).unwrap();
    json["code"].as_str().unwrap().to_owned()
}

fn found(doc: &RuleDocument, wanted: &str) -> LintFinding {
    let all = lint(doc);
    let one = all.iter().find(|finding| code(finding) == wanted);
    one.unwrap_or_else(|| panic!("no {wanted} in {all:?}"))
        .clone()
}

fn blocking(doc: &RuleDocument) -> usize {
    let blocks = |finding: &LintFinding| finding.severity == Severity::Blocks;
    lint(doc).into_iter().filter(blocks).count()
}

/// Mends the finding, and says where the rules are other ones then.
fn mended(doc: &RuleDocument, wanted: &str) -> (String, RuleDocument, Vec<String>) {
    let finding = found(doc, wanted);
    let [_, mend] = lang::both(|| mends::of(doc, &finding).unwrap());
    let left = lint(&mend.after);
    assert!(!left.contains(&finding), "{wanted} is still there");
    assert!(blocking(&mend.after) <= blocking(doc), "{wanted}: {left:?}");
    let changed = differences(doc, &mend.after);
    let places = changed.into_iter().map(|one| one.place).collect();
    (mend.label, mend.after, places)
}

fn question(kind: Json) -> Json {
    json!({"key": "extra", "label": {"zh": "附加题", "en": "Extra"}, "topic": "status",
        "proof": "declared", "kind": kind})
}

fn ask(rules: &mut Json, question: Json) -> usize {
    let facts = rules["facts"].as_array_mut().unwrap();
    facts.push(question);
    facts.len() - 1
}

#[test]
fn the_second_of_two_answers_with_one_code_gets_another() {
    let options = json!([
        {"code": "a", "label": "甲"}, {"code": "b", "label": "乙"}, {"code": "a", "label": "丙"}
    ]);
    let doc = with(|rules| {
        ask(rules, question(json!({"choice": {"options": options}})));
    });
    let (label, after, _) = mended(&doc, "duplicate_code");
    assert_eq!(label, "Call the second “a” “a-2”");
    let codes = after.facts.last().unwrap().kind.options().iter();
    let codes: Vec<_> = codes.map(|option| option.code.to_string()).collect();
    assert_eq!(codes, ["a", "b", "a-2"]);
}

#[test]
fn stages_steps_lines_and_requirements_of_one_code_are_told_apart() {
    let doc = with(|rules| {
        let first = rules["stages"][0]["code"].clone();
        rules["stages"][1]["code"] = first;
    });
    let (_, after, _) = mended(&doc, "duplicate_code");
    assert_eq!(after.stages[1].code.as_str(), "written-2");

    let doc = with(|rules| {
        let first = rules["eligibility"][0]["id"].clone();
        rules["eligibility"][1]["id"] = first;
    });
    let (_, after, _) = mended(&doc, "duplicate_code");
    assert_ne!(after.eligibility[0].id, after.eligibility[1].id);
    assert_eq!(after.eligibility[0].id, demonstration().eligibility[0].id);

    let doc = with(|rules| {
        let line = rules["stages"][0]["lines"][0].clone();
        rules["stages"][0]["lines"]
            .as_array_mut()
            .unwrap()
            .push(line);
    });
    let (_, after, _) = mended(&doc, "duplicate_code");
    let lines = after.stages[0].lines.as_ref().unwrap();
    assert_ne!(lines[0].code, lines[1].code);
}

#[test]
fn a_code_that_is_missing_is_written_and_one_that_is_misspelt_is_corrected() {
    let doc = with(|rules| {
        ask(
            rules,
            question(json!({"choice": {"options": [{"code": "", "label": "甲"}]}})),
        );
    });
    let (label, after, _) = mended(&doc, "empty_code");
    assert_eq!(label, "Give it the code “code-1”");
    assert_eq!(
        after.facts.last().unwrap().kind.options()[0].code.as_str(),
        "code-1"
    );

    let doc = with(|rules| {
        rules["exclusions"][0]["when"] = json!({"yes": "veterann"});
    });
    let (label, after, places) = mended(&doc, "unknown_code");
    assert_eq!(label, "Write “veteran” for “veterann”");
    assert_eq!(places.len(), 1);
    let when = serde_json::to_value(&after.exclusions[0].when).unwrap();
    assert_eq!(when, json!({"yes": "veteran"}));
}

#[test]
fn a_question_that_nobody_reads_is_asked_no_more() {
    let doc = with(|rules| {
        ask(rules, question(json!("yes_no")));
    });
    let (label, after, _) = mended(&doc, "unused_facts");
    assert_eq!(label, "Do not ask for Extra");
    assert_eq!(after, demonstration());
}

#[test]
fn a_place_is_asked_for_down_to_a_level_that_is_listed() {
    let doc = with(|rules| {
        let at = ask(rules, question(json!({"area": {"level": "province"}})));
        rules["facts"][at]["means"] = json!({"household": "province"});
        rules["exclusions"][0]["when"] =
            json!({"in_area": {"fact": "extra", "areas": ["elsewhere"]}});
    });
    let (label, after, _) = mended(&doc, "nothing_to_choose");
    let fact = serde_json::to_value(after.facts.last().unwrap()).unwrap();
    let level = fact["kind"]["area"]["level"].as_str().unwrap();
    assert_ne!(level, "province");
    assert_eq!(fact["means"], json!({"household": level}));
    assert!(label.starts_with("Ask down to: "), "{label}");
}

#[test]
fn a_question_that_cannot_be_answered_is_turned_round_or_goes() {
    let doc = with(|rules| {
        ask(
            rules,
            question(json!({"number": {"least": "9.00", "most": "1.00"}})),
        );
        rules["exclusions"][0]["when"] = json!({"number": {"fact": "extra", "at_least": "3.00"}});
    });
    let (_, after, _) = mended(&doc, "nothing_to_choose");
    let fact = serde_json::to_value(after.facts.last().unwrap()).unwrap();
    assert_eq!(fact["kind"]["number"]["least"], "1.00");

    let doc = with(|rules| {
        ask(rules, question(json!({"choice": {"options": []}})));
    });
    let (_, after, _) = mended(&doc, "nothing_to_choose");
    assert_eq!(after, demonstration());

    let needed = with(|rules| {
        ask(rules, question(json!({"choice": {"options": []}})));
        rules["exclusions"][0]["when"] = json!({"one_of": {"fact": "extra", "options": ["x"]}});
    });
    let finding = found(&needed, "nothing_to_choose");
    assert!(
        mends::of(&needed, &finding).is_none(),
        "which answers there are is for people to say"
    );
}

#[test]
fn what_the_identity_number_says_is_asked_as_it_says_it() {
    let doc = with(|rules| {
        let at = ask(rules, question(json!("yes_no")));
        rules["facts"][at]["means"] = json!("sex");
        rules["facts"] = json!([rules["facts"][at]]);
        rules["eligibility"] = json!([]);
        rules["exclusions"] = json!([]);
        rules["bonus"] = Json::Null;
    });
    let (_, after, _) = mended(&doc, "reserved_fact");
    let fact = serde_json::to_value(&after.facts[0]).unwrap();
    assert_eq!(fact["topic"], "identity");
    let options = fact["kind"]["choice"]["options"].as_array().unwrap();
    assert_eq!(
        (&options[0]["code"], &options[1]["code"]),
        (&json!("male"), &json!("female"))
    );
}

/// A requirement of an age in words, its condition and the day of the age.
fn aged(condition: Json, on: Option<&str>) -> RuleDocument {
    with(|rules| {
        rules["eligibility"] = json!([{"id": "age", "title": "年龄", "condition": condition,
            "stated_age": {"youngest": 18, "oldest": 35}}]);
        if let Some(on) = on {
            rules["eligibility"][0]["stated_age"]["on"] = json!(on);
        }
    })
}

#[test]
fn an_age_without_its_birth_dates_is_written_as_dates() {
    let doc = aged(json!({"yes": "veteran"}), Some("2026-11-01"));
    let (label, after, _) = mended(&doc, "stated_age_without_window");
    assert_eq!(label, "Write: born 1990-11-02 to 2008-11-01");
    let condition = serde_json::to_value(&after.eligibility[0].condition).unwrap();
    assert_eq!(
        condition["all"][1]["date"],
        json!({"fact": "birth_date", "from": {"on": "1990-11-02", "inclusive": true},
            "until": {"on": "2008-11-01", "inclusive": true}})
    );
    let without = aged(json!({"yes": "veteran"}), None);
    let finding = found(&without, "stated_age_without_window");
    assert!(mends::of(&without, &finding).is_none(), "on which day?");
}

#[test]
fn a_row_without_bounds_goes_where_others_stand_beside_it() {
    let empty = json!({"number": {"fact": "extra"}});
    let doc = with(|rules| {
        ask(rules, question(json!({"number": {}})));
        rules["exclusions"][0]["when"] = json!({"any": [{"yes": "veteran"}, empty]});
    });
    let (_, after, _) = mended(&doc, "bound_missing");
    let when = serde_json::to_value(&after.exclusions[0].when).unwrap();
    assert_eq!(when, json!({"any": [{"yes": "veteran"}]}));
    let alone = with(|rules| {
        ask(rules, question(json!({"number": {}})));
        rules["exclusions"][0]["when"] = empty.clone();
    });
    let finding = found(&alone, "bound_missing");
    assert!(mends::of(&alone, &finding).is_none());
}

#[test]
fn what_does_nothing_is_taken_away() {
    let doc = with(|rules| {
        rules["extra_tests"] = json!([{"code": "extra", "name": "加试", "full": "100.00"}]);
    });
    let (_, after, _) = mended(&doc, "test_never_used");
    assert!(after.extra_tests.is_empty());
    let doc = with(|rules| {
        let key = rules["ties"]["keys"][0].clone();
        rules["ties"]["keys"].as_array_mut().unwrap().push(key);
    });
    let (_, after, _) = mended(&doc, "key_twice");
    assert_eq!(after, demonstration());
}

#[test]
fn every_mend_of_every_notice_removes_its_finding_and_blocks_nothing_new() {
    let mut mended = 0;
    for (name, doc) in notices() {
        for finding in lint(&doc) {
            let Some(mend) = mends::of(&doc, &finding) else {
                continue;
            };
            mended += 1;
            assert!(!lint(&mend.after).contains(&finding), "{name}: {finding:?}");
            assert!(
                blocking(&mend.after) <= blocking(&doc),
                "{name}: {finding:?}"
            );
            let again = mends::by_key(&doc, &mends::key(&finding)).unwrap();
            assert_eq!(again.after, mend.after);
        }
    }
    assert!(mended > 0);
}

#[test]
fn mended_rules_come_back_from_their_forms() {
    let doc = with(|rules| {
        let options = json!([{"code": "a", "label": "甲"}, {"code": "a", "label": "丙"}]);
        ask(rules, question(json!({"choice": {"options": options}})));
    });
    let (_, after, _) = mended(&doc, "duplicate_code");
    let laid = families::lay_out(&after, Part::Facts).unwrap();
    assert_eq!(read(&after, Part::Facts, &laid), after);
}
