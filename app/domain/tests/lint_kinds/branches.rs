//! Branches that nobody who passes the other requirements can take.

use super::*;

fn sex() -> (&'static str, Json) {
    let options = json!([{"code": "male", "label": "男"}, {"code": "female", "label": "女"}]);
    (
        "/facts/-",
        json!({"key": "sex", "label": "性别", "kind": {"choice": {"options": options}},
        "topic": "identity", "proof": "checked", "means": "sex"}),
    )
}

fn of(sex: &str, condition: Json) -> Json {
    json!({"all": [{"one_of": {"fact": "sex", "options": [sex]}}, condition]})
}

/// Women up to 40, men up to 45, by their birth dates.
fn by_sex() -> Vec<(&'static str, Json)> {
    let age = json!({"any": [
        of("female", born(Some("1985-03-06"), None)),
        of("male", born(Some("1980-03-06"), None)),
    ]});
    vec![sex(), (AGE, age), ("/eligibility/0/relaxations", json!([]))]
}

#[test]
fn a_limit_for_each_sex_keeps_the_other_ones_branch_from_being_taken() {
    let older = born(None, Some("1984-01-01"));
    let mut put = by_sex();
    let first = |sex: &str| json!({"status": {"name": "年长", "when": of(sex, older.clone())}});
    put.push(("/ties/keys/-", first("male")));
    silent(&put);
    put.pop();
    put.push(("/ties/keys/-", first("female")));
    speaks(&put, "branch_never_reached /ties/keys/1/status/when");
}

#[test]
fn a_branch_is_held_against_what_stands_with_it() {
    let older = |day: &str| json!({"any": [{"yes": "veteran"}, of("male", born(None, Some(day)))]});
    let put = |day: &str| {
        let age = json!({"all": [born(Some("1980-03-06"), None), older(day)]});
        [sex(), (AGE, age), ("/eligibility/0/relaxations", json!([]))]
    };
    silent(&put("1980-03-06"));
    speaks(
        &put("1980-03-05"),
        "branch_never_reached /eligibility/0/condition/all/1/any/1",
    );
}

#[test]
fn a_shared_condition_is_reached_when_one_of_its_users_reaches_it() {
    let shared = |when: Json| {
        json!([{"name": "local", "label": "本市户籍", "condition": {"in_area": {"fact": "home", "areas": ["210200"]}}},
            {"name": "old", "label": "年长", "condition": {"any": [{"yes": "veteran"}, when]}}])
    };
    let old = born(None, Some("1980-01-01"));
    let put = vec![
        ("/definitions", shared(old.clone())),
        needed("m", json!({"defined": "old"})),
    ];
    speaks(&put, "branch_never_reached /definitions/1/condition/any/1");
    let mut also = put.clone();
    also.push((
        "/exclusions",
        json!([{"id": "x", "clause": "x", "kind": "other", "period": "running",
        "when": {"all": [{"defined": "old"}, {"not": {"yes": "veteran"}}]}}]),
    ));
    silent(&also);
}

#[test]
fn ties_waivers_seats_commitments_and_bands_need_somebody_who_may_apply() {
    let nobody = || born(None, Some("1980-01-01"));
    for (path, put) in [
        (
            "/ties/keys/1/status/when",
            vec![(
                "/ties/keys/-",
                json!({"status": {"name": "长者", "when": nobody()}}),
            )],
        ),
        (
            "/reserved/0/when",
            vec![(
                "/reserved",
                json!([{"code": "r", "name": "长者", "of": "campaign", "places": 1,
            "when": nobody(), "also_open": true, "unfilled": "to_parent"}]),
            )],
        ),
        (
            "/tracks/0/when",
            vec![(
                "/tracks",
                json!([{"code": "t", "name": "直入", "when": nobody()}]),
            )],
        ),
        (
            "/applying/fees/0/waivers/0/when",
            vec![(
                "/applying/fees",
                json!([{"what": "费", "at": "applied", "yuan": "40",
            "per": "person", "waivers": [{"name": "长者", "when": nobody(), "as": "exempt"}]}]),
            )],
        ),
        (
            "/hire/commitment/when",
            vec![(
                "/hire",
                json!({"commitment": {"months": 36, "when": nobody()}}),
            )],
        ),
    ] {
        let told = found(&put);
        assert!(
            told.contains(&format!("branch_never_reached {path}")),
            "{path}: {told:?}"
        );
    }
}

#[test]
fn bands_of_points_need_somebody_who_may_apply() {
    let nobody = || born(None, Some("1980-01-01"));
    let veteran = || json!({"yes": "veteran"});
    let band = |when: Json, points: &str, from: &str| json!({"when": when, "from": from, "gives": {"points": points}});
    let events = |bands: Json| {
        let event = json!({"code": "run", "name": "跑", "bands": bands});
        found(&[(
            "/stages/1/scoring",
            json!({"points": {"full": "100", "events": [event]}}),
        )])
    };
    assert_eq!(events(json!([band(veteran(), "100", "10")])), NONE);
    let two = json!([
        band(veteran(), "100", "10"),
        band(nobody(), "90", "9"),
        band(nobody(), "80", "8")
    ]);
    let told = events(two);
    assert_eq!(
        told,
        ["branch_never_reached /stages/1/scoring/points/events/0/bands/1/when"]
    );
}
