//! Small cases whose answer a person can tell: answers that were once wrong, and each rule of lists, tracks, opening
//! and seats once. Engine and reference must both give it.

mod readings;
mod seats;

use crate::answer::Answer;
use crate::{engine, reference};
use domain::rules::{People, RuleDocument, Upto};
use serde_json::{Value, json};

/// A written test `written` of one paper, an interview of 100, half each, two decimals, one person for each place to
/// the physical examination, with substitution; `changes` replaces whole sections.
fn rules(places: u32, changes: Value) -> Value {
    let substitution = json!({ "approval": false, "fill": "each", "consent": false });
    let mut rules = json!({
        "schema_version": 2, "id": "T", "title": "T",
        "facts": [{ "key": "local", "label": "l", "kind": "yes_no", "topic": "status",
            "proof": "declared" }],
        "posts": [{ "code": "A", "name": "A", "places": places }],
        "stages": [
            { "code": "written", "name": "w", "scoring": { "papers": {
                "full": "100", "papers": [{ "code": "p", "name": "p", "full": "100", "weight": "1" }] } },
              "cut": { "quota": { "per_place": "3" }, "substitution": substitution } },
            interview(json!(null)),
        ],
        "total": { "full": "100", "formula": { "sum": { "decimals": 2 }, "parts": [
            { "of": { "of": "written" }, "weight": "50%" },
            { "of": { "of": "interview" }, "weight": "50%" }] } },
        "ties": { "then": "body" },
        "after": [{ "code": "physical", "name": "p", "list": {
            "quota": { "per_place": "1" }, "substitution": substitution } }],
    });
    let own = rules.as_object_mut().unwrap();
    for (section, value) in changes.as_object().unwrap() {
        own.insert(section.clone(), value.clone());
    }
    rules
}

fn interview(correction: Value) -> Value {
    let mut panel = json!({ "full": "100", "trim": { "highest": 0, "lowest": 0 } });
    if !correction.is_null() {
        panel["correction"] = correction;
    }
    json!({ "code": "interview", "name": "i", "scoring": { "panel": panel } })
}

/// Somebody with the same mark in both tests.
fn person(number: &str, mark: &str) -> Value {
    json!({ "number": number, "post": "A", "stages": {
        "written": { "papers": { "p": mark } },
        "interview": { "room": "1", "examiners": [mark] },
        "physical": { "check": "passed" } } })
}

fn with(mut person: Value, changes: Value) -> Value {
    merge(&mut person, changes);
    person
}

fn merge(into: &mut Value, changes: Value) {
    match (into, changes) {
        (Value::Object(into), Value::Object(changes)) => {
            for (key, value) in changes {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, value) => *into = value,
    }
}

fn left(step: &str) -> Value {
    json!({ "left": { "at": { "step": step } } })
}

fn run(rules: Value, people: &[Value], facts: Value) -> [Answer; 2] {
    let doc: RuleDocument = serde_json::from_value(rules).unwrap();
    let people = json!({ "facts": facts, "candidates": people });
    let people: People = serde_json::from_value(people).unwrap();
    let theirs = engine(&doc, &people, &Upto::After).unwrap();
    [reference::run(&doc, &people, &Upto::After), theirs]
}

/// Both say so of everybody.
fn stand(rules: Value, people: &[Value], expected: &[(&str, &str)]) {
    stand_by_facts(rules, people, json!("none"), expected);
}

fn stand_by_facts(rules: Value, people: &[Value], facts: Value, expected: &[(&str, &str)]) {
    let answers = run(rules, people, facts);
    for (answer, who) in answers.iter().zip(["reference", "engine"]) {
        for (number, status) in expected {
            assert_eq!(answer.status(number), *status, "{number}, {who}");
        }
    }
}

fn extra_test(approval: bool) -> Value {
    json!({
        "ties": { "then": { "extra_test": "extra" } },
        "extra_tests": [{ "code": "extra", "name": "e", "full": "100", "approval": approval }],
    })
}

#[test]
fn an_extra_test_is_not_won_by_whom_has_no_mark_beside_somebody_whose_mark_is_missing() {
    for own in [json!("70"), json!("absent")] {
        let people = [
            with(person("1", "90"), json!({ "extra": { "extra": own } })),
            person("2", "90"),
        ];
        let both = [("1", "held:physical"), ("2", "held:physical")];
        stand(rules(1, extra_test(false)), &people, &both);
    }
}

#[test]
fn absent_and_caught_are_level_in_an_extra_test_and_behind_every_figure() {
    let people = |one: &str, other: &str| {
        [
            with(person("1", "90"), json!({ "extra": { "extra": one } })),
            with(person("2", "90"), json!({ "extra": { "extra": other } })),
        ]
    };
    let level = [("1", "held:physical"), ("2", "held:physical")];
    stand(
        rules(1, extra_test(false)),
        &people("absent", "violation"),
        &level,
    );
    let decided = [("1", "hired"), ("2", "substitute:physical:1")];
    stand(
        rules(1, extra_test(false)),
        &people("0", "absent"),
        &decided,
    );
}

#[test]
fn an_extra_test_with_approval_decides_nothing_before_a_body_agreed() {
    let people = [
        with(person("1", "90"), json!({ "extra": { "extra": "80" } })),
        with(person("2", "90"), json!({ "extra": { "extra": "70" } })),
    ];
    let level = [("1", "held:physical"), ("2", "held:physical")];
    stand(rules(1, extra_test(true)), &people, &level);
    let mut agreed = rules(1, extra_test(true));
    agreed["decisions"] = json!([{ "of": "extra", "value": "agreed", "body": "b",
        "on": "2025-01-01", "reason": "r" }]);
    stand(
        agreed,
        &people,
        &[("1", "hired"), ("2", "substitute:physical:1")],
    );
}

#[test]
fn an_extra_test_at_the_cut_needs_every_mark_too() {
    let level = json!({ "then": { "extra_test": "extra" } });
    let mut rules = rules(1, extra_test(false));
    rules["stages"][0]["cut"] = json!({ "quota": { "per_place": "1" }, "level": level });
    let people = [
        with(person("1", "90"), json!({ "extra": { "extra": "70" } })),
        person("2", "90"),
    ];
    stand(
        rules,
        &people,
        &[("1", "held:interview"), ("2", "held:interview")],
    );
}

#[test]
fn level_people_who_all_fit_after_somebody_left_enter_and_nobody_is_asked() {
    let people = |step: &str| {
        [
            with(person("1", "90"), left(step)),
            person("2", "85"),
            person("3", "85"),
            person("4", "80"),
        ]
    };
    stand(
        rules(2, json!({})),
        &people("physical"),
        &[
            ("1", "out:physical:left"),
            ("2", "hired"),
            ("3", "hired"),
            ("4", "substitute:physical:1"),
        ],
    );
    let mut at_the_cut = rules(1, json!({}));
    at_the_cut["stages"][0]["cut"]["quota"] = json!({ "per_place": "2" });
    at_the_cut["stages"][0]["cut"]["level"] = json!({ "then": "body" });
    stand(
        at_the_cut,
        &people("interview"),
        &[("1", "out:interview:left"), ("4", "substitute:interview:1")],
    );
}

#[test]
fn nobody_behind_an_undecided_group_is_called() {
    let people = [
        person("1", "90"),
        person("2", "85"),
        person("3", "85"),
        person("4", "80"),
    ];
    stand(
        rules(2, json!({})),
        &people,
        &[
            ("1", "hired"),
            ("2", "held:physical"),
            ("3", "held:physical"),
            ("4", "substitute:physical:1"),
        ],
    );
}

#[test]
fn a_withdrawal_of_somebody_undecided_decides() {
    let people = [with(person("1", "90"), left("physical")), person("2", "90")];
    let expected = [("1", "out:physical:left"), ("2", "hired")];
    stand(rules(1, json!({})), &people, &expected);
}

#[test]
fn nobody_is_called_up_for_a_place_that_is_still_filled() {
    let people = [
        with(
            person("1", "90"),
            json!({ "stages": { "physical": { "check": "failed" } } }),
        ),
        person("2", "90"),
        person("3", "80"),
    ];
    stand(
        rules(1, json!({ "ties": { "then": "share" } })),
        &people,
        &[
            ("1", "out:physical:failed"),
            ("2", "hired"),
            ("3", "substitute:physical:1"),
        ],
    );
}

#[test]
fn somebody_who_was_never_called_uses_up_no_round_by_leaving() {
    let mut once = rules(1, json!({}));
    once["stages"][0]["cut"]["substitution"]["rounds"] = json!(1);
    once["stages"][0]["cut"]["quota"] = json!({ "per_place": "2" });
    let people = [
        with(person("1", "90"), left("interview")),
        person("2", "85"),
        person("3", "80"),
        with(person("4", "75"), left("interview")),
    ];
    stand(
        once,
        &people,
        &[
            ("1", "out:interview:left"),
            ("2", "hired"),
            ("3", "substitute:physical:1"),
            ("4", "substitute:interview:1"),
        ],
    );
}

#[test]
fn a_trim_of_rooms_does_not_trim_the_mean_of_all_people() {
    let correction = json!({ "method": "multiply", "overall": "of_people",
        "room_trim": { "highest": 1, "lowest": 1 }, "corrected": { "decimals": 2 }, "cap": false });
    let mut rules = rules(6, json!({}));
    rules["stages"][1] = interview(correction);
    let one = |(number, room, mark): (&str, &str, &str)| {
        let sheet = json!({ "stages": { "interview": { "room": room, "examiners": [mark] } } });
        with(person(number, "60"), sheet)
    };
    let people = [
        ("1", "1", "60"),
        ("2", "1", "70"),
        ("3", "1", "80"),
        ("4", "2", "50"),
        ("5", "2", "60"),
        ("6", "2", "100"),
    ]
    .map(one);
    // All: 70. Room 1: 70. Room 2: 60, so 50 × 70 ÷ 60.
    for answer in run(rules, &people, json!("none")) {
        let score = |number: &str| {
            let figures = &answer.people[number].figures;
            let found = figures.iter().find(|(step, _)| step == "interview");
            found.unwrap().1.score.unwrap().to_string()
        };
        assert_eq!(
            [score("2"), score("4"), score("5")],
            ["70.00", "58.33", "70.00"]
        );
    }
}

#[test]
fn a_room_whose_mean_is_zero_blocks_its_posts() {
    let correction = json!({ "method": "multiply", "overall": "of_people",
        "corrected": { "decimals": 2 }, "cap": false });
    let mut rules = rules(2, json!({}));
    rules["stages"][1] = interview(correction);
    let zero = json!({ "stages": { "interview": { "room": "2", "examiners": ["0"] } } });
    let people = [person("1", "90"), with(person("2", "80"), zero)];
    let blocked = [("1", "blocked:interview"), ("2", "blocked:interview")];
    stand(rules, &people, &blocked);
}

fn seats(places: u32, also_open: bool, unfilled: &str) -> Value {
    json!({ "reserved": [{ "code": "seats", "name": "s", "of": { "posts": {} }, "places": places,
        "when": { "yes": "local" }, "also_open": also_open, "unfilled": unfilled }] })
}

fn local(person: Value, yes: bool) -> Value {
    with(person, json!({ "facts": { "local": { "yes_no": yes } } }))
}

#[test]
fn a_reserved_seat_is_one_of_the_places_and_not_one_more() {
    let people = [
        local(person("1", "90"), false),
        local(person("2", "85"), false),
        local(person("3", "70"), true),
        local(person("4", "60"), true),
    ];
    stand_by_facts(
        rules(2, seats(1, false, "to_parent")),
        &people,
        json!("all"),
        &[
            ("1", "hired"),
            ("2", "substitute:physical:1"),
            ("3", "hired"),
            ("4", "substitute:physical:1"),
        ],
    );
}

#[test]
fn seats_that_nobody_takes_go_to_the_others_or_are_lost_as_the_rule_says() {
    let people = [("1", "90"), ("2", "85")].map(|(number, mark)| {
        let mut person = local(person(number, mark), false);
        person["stages"].as_object_mut().unwrap().remove("physical");
        person
    });
    let at_once = |unfilled: &str| {
        let mut rules = rules(2, seats(1, false, unfilled));
        rules["after"] = json!([]);
        rules
    };
    let facts = json!("all");
    let both = [("1", "hired"), ("2", "hired")];
    stand_by_facts(at_once("to_parent"), &people, facts.clone(), &both);
    let one = [("1", "hired"), ("2", "out:total:not_called")];
    stand_by_facts(at_once("lost"), &people, facts, &one);
}

#[test]
fn whoever_was_caught_came() {
    let opening = json!({ "opening": [{ "at": { "came": "written" }, "needed": { "per_place": "2" },
        "otherwise": [{ "then": "cancel" }], "removed_places": "lost" }] });
    let people = [person("1", "90"), person("2", "violation")];
    let expected = [("1", "hired"), ("2", "out:written:violation")];
    stand(rules(1, opening), &people, &expected);
}

#[test]
fn a_post_cut_to_no_place_is_cancelled_and_who_was_out_before_stays_out() {
    let opening = json!({ "opening": [{ "at": { "came": "written" }, "needed": { "per_place": "3" },
        "otherwise": [{ "then": "reduce" }], "removed_places": "lost" }] });
    let people = [person("1", "90"), person("2", "absent")];
    let expected = [("1", "cancelled"), ("2", "out:written:absent")];
    stand(rules(1, opening), &people, &expected);
}

#[test]
fn a_missing_mark_blocks_the_ranking_that_it_enters_and_no_other() {
    let mut two_posts = rules(1, json!({}));
    two_posts["posts"] = json!([
        { "code": "A", "name": "A", "places": 1 }, { "code": "B", "name": "B", "places": 1 }]);
    let without = json!({ "number": "2", "post": "A" });
    let other = with(person("3", "60"), json!({ "post": "B" }));
    let expected = [
        ("1", "blocked:written"),
        ("2", "blocked:written"),
        ("3", "hired"),
    ];
    stand(two_posts, &[person("1", "90"), without, other], &expected);
}

#[test]
fn a_bonus_claimed_against_the_facts_of_its_row_does_not_count() {
    let bonus = json!({ "bonus": { "items": [{ "code": "b", "name": "b", "when": { "yes": "local" },
        "points": { "fixed": "10" } }], "raises": ["total"], "stack": "highest" } });
    let claim = json!({ "bonus": { "b": { "claimed": true } } });
    let people = [
        local(with(person("1", "80"), claim), false),
        local(person("2", "85"), true),
    ];
    let expected = [("2", "hired"), ("1", "substitute:physical:1")];
    stand_by_facts(rules(1, bonus), &people, json!("all"), &expected);
}

#[test]
fn a_ban_and_a_missing_fact_keep_people_out_of_the_competition() {
    let ban = json!({ "exclusions": [{ "id": "ban", "clause": "b", "kind": "other", "period": "ever",
        "when": { "yes": "local" } }] });
    let people = [
        local(person("1", "90"), true),
        local(person("2", "85"), false),
    ];
    let expected = [("1", "not_admitted"), ("2", "hired")];
    stand_by_facts(rules(1, ban.clone()), &people, json!("all"), &expected);
    let open = [person("1", "90"), local(person("2", "85"), false)];
    let expected = [("1", "pending"), ("2", "blocked:written")];
    stand_by_facts(rules(1, ban), &open, json!("all"), &expected);
}

#[test]
fn direct_hires_use_up_places_and_more_of_them_than_places_are_undecided() {
    let tracks = json!({ "tracks": [{ "code": "direct", "name": "d", "when": { "yes": "local" },
        "hired_without_exam": true }] });
    let people = [
        local(person("1", "60"), true),
        local(person("2", "85"), false),
        local(person("3", "80"), false),
    ];
    let expected = [
        ("1", "hired"),
        ("2", "hired"),
        ("3", "substitute:physical:1"),
    ];
    stand_by_facts(rules(2, tracks.clone()), &people, json!("all"), &expected);
    let two = [
        local(person("1", "60"), true),
        local(person("2", "60"), true),
    ];
    let expected = [("1", "held:physical"), ("2", "held:physical")];
    stand_by_facts(rules(1, tracks), &two, json!("all"), &expected);
}

#[test]
fn whoever_skips_a_stage_takes_no_number_of_its_cut() {
    let mut rules = rules(
        1,
        json!({ "tracks": [{ "code": "short", "name": "s",
        "when": { "yes": "local" }, "skips": ["written"] }] }),
    );
    rules["total"]["tracks"] = json!([{ "track": "short", "parts": [
        { "of": { "of": "interview" }, "weight": "1" }] }]);
    rules["stages"][0]["cut"]["quota"] = json!({ "exactly": 1 });
    let people = [
        local(person("1", "95"), true),
        local(person("2", "90"), false),
        local(person("3", "85"), false),
    ];
    stand_by_facts(
        rules,
        &people,
        json!("all"),
        &[
            ("1", "hired"),
            ("2", "substitute:physical:1"),
            ("3", "substitute:interview:1"),
        ],
    );
}

#[test]
fn a_check_that_counts_the_bonus_anew_drops_who_falls_below_the_cut_and_calls_the_next() {
    let mut rules = rules(
        1,
        json!({ "bonus": { "items": [{ "code": "b", "name": "b",
        "when": { "all": [] }, "points": { "fixed": "10" } }], "raises": ["written"],
        "stack": "highest" } }),
    );
    rules["stages"][0]["cut"]["quota"] = json!({ "exactly": 1 });
    rules["stages"][1]["check"] = json!({ "recounts": ["bonus"], "then": "drop_below_cut" });
    let claim = json!({ "bonus": { "b": { "claimed": true, "decided": "no" } } });
    let people = [with(person("1", "80"), claim), person("2", "85")];
    let expected = [("1", "out:interview:failed"), ("2", "hired")];
    stand(rules, &people, &expected);
}

#[test]
fn removed_places_go_in_turn_to_posts_that_did_not_fail_the_same_rule() {
    let mut three = rules(
        1,
        json!({ "opening": [{ "at": "applied", "needed": { "exactly": 1 },
        "otherwise": [{ "then": "cancel" }], "removed_places": { "to_posts": ["A", "B", "C"] } }] }),
    );
    let post = |code: &str, places: u32| json!({ "code": code, "name": "x", "places": places });
    three["posts"] = json!([post("A", 1), post("B", 3), post("C", 1)]);
    let at = |number: &str, code: &str| with(person(number, "80"), json!({ "post": code }));
    for answer in run(three, &[at("1", "A"), at("2", "C")], json!("none")) {
        let places = ["A", "B", "C"].map(|code| answer.posts[code].places);
        assert_eq!(places, [Some(3), Some(0), Some(2)]);
    }
}
