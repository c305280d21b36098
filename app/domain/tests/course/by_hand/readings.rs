//! Readings on which the engine and the reference once differed, each in a case that a person can tell.

use super::*;

pub fn two_posts(rules: &mut Value) {
    rules["posts"] = json!([
        { "code": "A", "name": "A", "places": 1 }, { "code": "B", "name": "B", "places": 1 }]);
}

pub fn at_b(person: Value) -> Value {
    with(person, json!({ "post": "B" }))
}

#[test]
fn direct_hires_are_not_counted_among_those_who_applied() {
    let changes = json!({
        "tracks": [{ "code": "direct", "name": "d", "when": { "yes": "local" },
            "hired_without_exam": true }],
        "opening": [{ "at": "applied", "needed": { "per_place": "2" },
            "otherwise": [{ "then": "cancel" }], "removed_places": "lost" }] });
    let people = [
        local(person("1", "90"), true),
        local(person("2", "80"), false),
    ];
    let expected = [("1", "hired"), ("2", "cancelled")];
    stand_by_facts(rules(2, changes), &people, json!("all"), &expected);
}

#[test]
fn a_substitute_who_was_named_in_advance_and_did_not_come_is_passed_over() {
    let mut rules = rules(1, json!({}));
    rules["stages"][0]["cut"] = json!({ "quota": { "per_place": "1" }, "substitution": {
        "approval": false, "fill": "each", "consent": false, "in_advance": { "exactly": 1 } } });
    let absent = json!({ "stages": { "interview": { "examiners": ["absent"] } } });
    let people = [
        with(person("1", "90"), left("interview")),
        with(person("2", "85"), absent),
        person("3", "80"),
    ];
    let expected = [
        ("1", "out:interview:left"),
        ("2", "out:interview:absent"),
        ("3", "hired"),
    ];
    stand(rules, &people, &expected);
}

#[test]
fn a_seat_at_each_post_is_not_one_pot_of_the_list() {
    let mut rules = rules(1, seats(1, false, "to_parent"));
    two_posts(&mut rules);
    rules["stages"][0]["cut"]["quota"] = json!({ "per_place": "1" });
    rules["stages"][0]["cut"]["across"] = json!("campaign");
    let people = [
        local(person("1", "60"), true),
        local(person("2", "55"), true),
        local(at_b(person("3", "90")), false),
    ];
    let expected = [("1", "hired"), ("2", "substitute:interview:1")];
    stand_by_facts(rules, &people, json!("all"), &expected);
}

#[test]
fn a_gap_in_one_post_holds_back_seats_that_are_drawn_over_several() {
    let mut changes = seats(1, false, "to_parent");
    changes["reserved"][0]["of"] = json!("campaign");
    let mut rules = rules(1, changes);
    two_posts(&mut rules);
    let without = local(json!({ "number": "2", "post": "A" }), false);
    let people = [local(at_b(person("1", "90")), true), without];
    stand_by_facts(rules, &people, json!("all"), &[("1", "blocked:written")]);
}

#[test]
fn who_lags_behind_keeps_no_seat_from_a_higher_rank() {
    let step = |code: &str, quota: &str| json!({ "code": code, "name": code, "list": { "quota": { "per_place": quota } } });
    let after =
        json!({ "after": [step("physical", "3"), step("background", "2"), step("choice", "1")] });
    let passed = |number, mark| {
        let background = json!({ "stages": { "background": { "check": "passed" } } });
        with(person(number, mark), background)
    };
    let mut lags = person("3", "70");
    lags["stages"].as_object_mut().unwrap().remove("physical");
    let people = [passed("1", "90"), passed("2", "80"), lags];
    let expected = [("1", "called:choice"), ("3", "called:physical")];
    stand(rules(1, after), &people, &expected);
}

#[test]
fn somebody_in_another_room_without_a_mark_leaves_the_rooms_uncorrected() {
    let correction = json!({ "method": "multiply", "overall": "of_people",
        "corrected": { "decimals": 2 }, "cap": false });
    let mut rules = rules(2, json!({}));
    rules["stages"][1] = interview(correction);
    let mut waits = person("2", "80");
    waits["stages"]["interview"] = json!({ "room": "2" });
    let expected = [("1", "blocked:interview"), ("2", "blocked:interview")];
    stand(rules, &[person("1", "90"), waits], &expected);
}

#[test]
fn a_band_that_puts_out_is_drawn_after_the_opening_count() {
    let mut rules = rules(
        1,
        json!({ "opening": [{ "at": { "came": "written" },
        "needed": { "per_place": "3" }, "otherwise": [{ "then": "cancel" }],
        "removed_places": "lost" }] }),
    );
    rules["stages"][0]["scoring"] = json!({ "points": { "full": "20", "combine": "sum", "events": [{
        "code": "run", "name": "r", "lower_is_better": true, "by": "figure",
        "bands": [{ "to": "20", "gives": { "points": "10" } }, { "from": "21", "gives": "out" }] }] } });
    let ran = |number: &str, figure: &str| json!({ "number": number, "post": "A", "stages": { "written": { "events": { "run": [figure] } } } });
    let expected = [("1", "cancelled"), ("2", "cancelled")];
    stand(rules, &[ran("1", "10"), ran("2", "30")], &expected);
}

#[test]
fn a_second_application_that_does_not_count_is_taken_off_no_share() {
    let mut rules = rules(
        3,
        json!({ "applying": { "duplicates": "keep_first" },
            "tracks": [{ "code": "short", "name": "s", "when": { "yes": "local" },
                "skips": ["written"] }] }),
    );
    rules["total"]["tracks"] = json!([{ "track": "short", "parts": [
        { "of": { "of": "interview" }, "weight": "1" }] }]);
    rules["stages"][0]["cut"]["quota"] = json!({ "share": { "share": "50%", "of": "registered" } });
    let twice = |number: &str, day: &str| {
        let row = json!({ "person": "x", "applied_at": day });
        local(with(person(number, "60"), row), true)
    };
    let people = [
        twice("1", "2025-03-01T00:00"),
        twice("2", "2025-03-02T00:00"),
        local(person("3", "90"), false),
        local(person("4", "85"), false),
        local(person("5", "80"), false),
    ];
    // Half of 3, 4 and 5.
    let expected = [
        ("2", "not_admitted"),
        ("4", "hired"),
        ("5", "substitute:interview:1"),
    ];
    stand_by_facts(rules, &people, json!("all"), &expected);
}

#[test]
fn whoever_was_absent_from_one_paper_and_has_no_mark_of_the_other_did_not_come() {
    let mut rules = rules(1, json!({}));
    let paper = |code: &str| json!({ "code": code, "name": code, "full": "100", "weight": "50%" });
    rules["stages"][0]["scoring"] =
        json!({ "papers": { "full": "100", "papers": [paper("p"), paper("q")] } });
    rules["stages"][0]["cut"]["quota"] = json!({ "share": { "share": "50%", "of": "came" } });
    let both = |number: &str, mark: &str| {
        let papers = json!({ "stages": { "written": { "papers": { "q": mark } } } });
        with(person(number, mark), papers)
    };
    let people = [both("1", "90"), both("2", "80"), person("3", "absent")];
    let expected = [
        ("1", "hired"),
        ("2", "substitute:interview:1"),
        ("3", "out:written:absent"),
    ];
    stand(rules, &people, &expected);
}

#[test]
fn a_line_whose_limit_is_missed_in_any_case_waits_for_nobody() {
    let mut rules = rules(1, json!({}));
    rules["stages"][0].as_object_mut().unwrap().remove("cut");
    rules["stages"][0]["lines"] = json!([{ "code": "line", "on": { "of": "written" },
        "at": { "fixed": "95" }, "only_below": { "ratio": "1", "of": "came" },
        "only_up_to": { "ratio": "2", "of": "came" } }]);
    let waits =
        json!({ "number": "3", "post": "A", "stages": { "physical": { "check": "passed" } } });
    let people = [person("1", "90"), person("2", "80"), waits];
    // Two came for one place, or three: not below one in any case. Only the total waits for 3.
    let expected = [("1", "blocked:total"), ("2", "blocked:total")];
    stand(rules, &people, &expected);
}

#[test]
fn whoever_is_level_in_the_ranking_is_level_on_its_list() {
    let people = [("1", Some("70"), 1), ("2", Some("80"), 1), ("3", None, 2)];
    let people = people.map(|(number, mark, order)| {
        let row = with(person(number, "90"), json!({ "order": { "total": order } }));
        match mark {
            Some(mark) => with(row, json!({ "extra": { "extra": mark } })),
            None => row,
        }
    });
    let expected = [
        ("1", "held:physical"),
        ("2", "held:physical"),
        ("3", "substitute:physical:1"),
    ];
    stand(rules(1, extra_test(false)), &people, &expected);
}

/// The first list by its own rule, who is called up by the total.
fn called_up_by_total(basis: Value) -> Value {
    let mut list = json!({ "quota": { "per_place": "1" }, "level": { "then": "body" },
        "substitution": { "approval": false, "fill": "each", "by": "total", "consent": false } });
    if !basis.is_null() {
        list["basis"] = basis;
    }
    json!({ "after": [{ "code": "physical", "name": "p", "list": list }] })
}

#[test]
fn who_waits_is_ordered_by_total_without_those_for_whom_a_place_is_held() {
    let people = |check: &str| {
        let orders = [
            ("1", json!({ "physical": 1 })),
            ("2", json!({ "physical": 2, "total": 1 })),
            ("3", json!({ "physical": 2 })),
            ("4", json!({ "physical": 3, "total": 3 })),
            ("5", json!({ "physical": 4, "total": 2 })),
        ];
        let mut people =
            orders.map(|(number, order)| with(person(number, "90"), json!({ "order": order })));
        people[0]["stages"]["physical"]["check"] = json!(check);
        people
    };
    let line = [
        ("5", "substitute:physical:1"),
        ("4", "substitute:physical:2"),
    ];
    // The second place is for 2 or 3, whatever the others have: 4 and 5 both have an order for the total.
    let held = [("2", "held:physical"), ("3", "held:physical")];
    let rules = rules(2, called_up_by_total(json!(null)));
    stand(rules.clone(), &people("passed"), &line);
    stand(rules.clone(), &people("passed"), &held);
    stand(rules.clone(), &people("failed"), &line);
    stand(rules, &people("failed"), &[("2", "hired"), ("3", "hired")]);
}

#[test]
fn a_place_stays_held_for_level_people_behind_somebody_who_has_no_number() {
    let basis = json!({ "parts": [{ "of": { "of": "written" }, "weight": "1" }] });
    let mut changes = called_up_by_total(basis);
    changes["reserved"] = seats(2, false, "to_parent")["reserved"].clone();
    changes["reserved"][0]["of"] = json!("campaign");
    let mut rules = rules(1, changes);
    two_posts(&mut rules);
    let interview = |mark: &str| json!({ "stages": { "interview": { "examiners": [mark] } } });
    let at = |number: &str, written: &str, spoken: &str| {
        local(with(person(number, written), interview(spoken)), true)
    };
    // 1 takes the only place of A. The other seat is for 3 or 4, level in the written test, though 4 has the higher total.
    let people = [
        at("1", "95", "80"),
        at("2", "90", "60"),
        at_b(at("3", "80", "70")),
        at_b(at("4", "80", "90")),
    ];
    let expected = [
        ("1", "hired"),
        ("2", "substitute:physical:1"),
        ("3", "held:physical"),
        ("4", "held:physical"),
    ];
    stand_by_facts(rules, &people, json!("all"), &expected);
}
