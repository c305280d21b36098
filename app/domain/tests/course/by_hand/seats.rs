//! Reserved seats for which level people are undecided, each in a case that a person can tell.

use super::readings::{at_b, two_posts};
use super::*;

/// A seat for party members who may take other places, too, and one over all posts for veterans who may not.
fn two_kinds_of_seats() -> Value {
    let seats = |code: &str, of: Value, also_open: bool| {
        json!({ "code": code, "name": code, "of": of, "places": 1, "when": { "yes": code },
            "also_open": also_open, "unfilled": "to_parent" })
    };
    let fact = |key: &str| {
        json!({ "key": key, "label": key, "kind": "yes_no", "topic": "status",
            "proof": "declared" })
    };
    json!({ "facts": [fact("party"), fact("veteran")],
        "reserved": [seats("party", json!({ "posts": {} }), true),
            seats("veteran", json!({ "posts": {} }), false)] })
}

fn party_and_veteran(person: Value, party: bool, veteran: bool) -> Value {
    with(
        person,
        json!({ "facts": { "party": { "yes_no": party }, "veteran": { "yes_no": veteran } } }),
    )
}

/// 2 and 3 are level; 2 may take a seat of either kind, and no other place.
fn two_level_for_a_seat() -> [Value; 4] {
    [
        party_and_veteran(person("1", "90"), false, true),
        party_and_veteran(person("2", "80"), true, true),
        party_and_veteran(person("3", "80"), true, false),
        party_and_veteran(person("4", "70"), false, false),
    ]
}

#[test]
fn a_held_seat_is_no_seat_of_the_others_while_somebody_may_take_it_who_may_take_no_other() {
    let mut rules = rules(3, two_kinds_of_seats());
    rules["stages"][0]["cut"]["quota"] = json!({ "per_place": "1" });
    rules["stages"][0]["cut"]["level"] = json!({ "then": "body" });
    let people = two_level_for_a_seat();
    // 2 or 3 takes the seat of the party. If it is 2, then 3 needs the place that nothing reserves.
    let expected = [
        ("1", "hired"),
        ("2", "held:interview"),
        ("3", "hired"),
        ("4", "substitute:interview:1"),
    ];
    stand_by_facts(rules, &people, json!("all"), &expected);
}

#[test]
fn a_seat_over_posts_with_different_numbers_of_steps_takes_a_number_of_its_own_post() {
    let step = |code: &str| {
        json!({ "code": code, "name": code, "list": { "quota": { "per_place": "1" },
            "substitution": { "approval": false, "fill": "each", "consent": false } } })
    };
    let longer = json!([step("physical"), step("background")]);
    let people = [
        local(person("1", "90"), false),
        local(person("2", "85"), true),
        local(at_b(person("3", "80")), true),
        local(at_b(person("4", "95")), false),
    ];
    for (post, two, four) in [
        ("A", "called:background", "hired"),
        ("B", "hired", "called:background"),
    ] {
        let mut changes = seats(1, true, "to_parent");
        changes["reserved"][0]["of"] = json!("campaign");
        changes["variants"] = json!([{ "name": "v", "scope": { "posts": [post] },
            "after": longer }]);
        let mut rules = rules(1, changes);
        two_posts(&mut rules);
        let doc: RuleDocument = serde_json::from_value(rules).unwrap();
        let people = json!({ "facts": "all", "candidates": people });
        let people: People = serde_json::from_value(people).unwrap();
        let answer = engine(&doc, &people, &Upto::After).unwrap();
        let found = ["1", "2", "3", "4"].map(|number| answer.status(number).to_owned());
        let waits = "substitute:physical:1";
        assert_eq!(found, [waits, two, waits, four], "{post}");
    }
}

#[test]
fn a_held_seat_at_the_last_list_is_no_seat_of_the_others_either() {
    let people = two_level_for_a_seat();
    let expected = [
        ("1", "hired"),
        ("2", "held:physical"),
        ("3", "hired"),
        ("4", "substitute:physical:1"),
    ];
    let rules = rules(3, two_kinds_of_seats());
    stand_by_facts(rules, &people, json!("all"), &expected);
}

#[test]
fn each_list_keeps_a_number_for_whoever_may_take_a_seat_over_several_posts() {
    let people = [
        local(person("1", "80"), true),
        local(person("2", "70"), false),
        local(at_b(person("3", "80")), true),
        local(at_b(person("4", "70")), false),
    ];
    let held = [
        ("1", "held:interview"),
        ("2", "substitute:interview:1"),
        ("3", "held:interview"),
        ("4", "substitute:interview:1"),
    ];
    // Where they may take other places, each of them is sure of one.
    let hired = [("1", "hired"), ("3", "hired")];
    for (also_open, expected) in [(false, &held[..]), (true, &hired[..])] {
        let mut changes = seats(1, also_open, "to_parent");
        changes["reserved"][0]["of"] = json!("campaign");
        let mut rules = rules(1, changes);
        two_posts(&mut rules);
        rules["stages"][0]["cut"]["quota"] = json!({ "per_place": "1" });
        rules["stages"][0]["cut"]["level"] = json!({ "then": "body" });
        stand_by_facts(rules, &people, json!("all"), expected);
    }
}

#[test]
fn whoever_is_undecided_for_a_reserved_seat_keeps_its_place_to_the_end() {
    let mut rules = rules(2, seats(1, false, "to_parent"));
    rules["after"][0]["list"]["quota"] = json!({ "per_place": "2" });
    let mut people = vec![
        local(person("1", "90"), false),
        local(person("2", "85"), false),
    ];
    people.extend(["3", "4", "5"].map(|number| local(person(number, "80"), true)));
    let expected = [
        ("1", "hired"),
        ("2", "substitute:physical:1"),
        ("3", "held:physical"),
        ("4", "held:physical"),
        ("5", "held:physical"),
    ];
    stand_by_facts(rules, &people, json!("all"), &expected);
}

#[test]
fn nobody_is_undecided_for_a_seat_whose_list_has_no_number_left() {
    let mut changes = seats(2, false, "to_parent");
    changes["reserved"][0]["of"] = json!("campaign");
    let mut rules = rules(1, changes);
    two_posts(&mut rules);
    rules["after"][0]["list"]["substitution"] = json!(null);
    let failed = json!({ "stages": { "physical": { "check": "failed" } } });
    let people = [
        local(with(person("1", "90"), failed), true),
        local(person("2", "80"), true),
        local(at_b(person("3", "70")), true),
        local(at_b(person("4", "70")), true),
    ];
    let expected = [
        ("1", "out:physical:failed"),
        ("2", "out:physical:not_called"),
        ("3", "held:physical"),
        ("4", "held:physical"),
    ];
    stand_by_facts(rules, &people, json!("all"), &expected);
}
