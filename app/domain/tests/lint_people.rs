//! What the lint reads of people, at its edges: ages in months and years, windows made of several tests, conditions that
//! leave nobody, the facts of an ID number.

use super::lint_limits::{aged, born, found, has, said, silent};
use serde_json::{Value as Json, json};

const PLACE: &str = "/eligibility/0";

fn fact(key: &str, kind: Json) -> (&'static str, Json) {
    let fact =
        json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "checked"});
    ("/facts/-", fact)
}

fn also(id: &str, condition: Json) -> (&'static str, Json) {
    let requirement = json!({"id": id, "title": id, "condition": condition});
    ("/eligibility/-", requirement)
}

/// What is put, with two requirements beside those of the clean document.
fn two(put: &[(&'static str, Json)], one: Json, other: Json) -> bool {
    let mut put = put.to_vec();
    put.extend([also("m", one), also("n", other)]);
    has(&put, "never_met /posts/0")
}

mod ages {
    use super::*;

    #[test]
    fn months_and_years_of_an_oldest_age_end_where_their_readings_end() {
        for (from, quiet) in [
            ("1991-06", true),
            ("1991-05", true),
            ("1990-06", true),
            ("1990-05", true),
            ("1991-07", false),
            ("1991-04", false),
            ("1990-07", false),
            ("1990-04", false),
            ("1990", true),
            ("1991", true),
            ("1992", true),
            ("1993", false),
            ("1989", false),
        ] {
            let stated = json!({"oldest": 35, "on": "2026-05-20"});
            let found = found(&aged(born(Some(from), None), stated));
            assert_eq!(found.is_empty(), quiet, "{from}: {found:?}");
        }
    }

    #[test]
    fn a_youngest_age_in_months_or_years_has_two_readings_each() {
        for (until, quiet) in [
            ("2008-05", true),
            ("2008-04", true),
            ("2008-06", false),
            ("2008-03", false),
            ("2008", true),
            ("2007", true),
            ("2009", false),
            ("2006", false),
        ] {
            let stated = json!({"youngest": 18, "on": "2026-05-20"});
            let found = found(&aged(born(None, Some(until)), stated));
            assert_eq!(found.is_empty(), quiet, "{until}: {found:?}");
        }
    }

    /// No day of the notice explains these; the stated day does.
    #[test]
    fn a_youngest_age_is_reached_on_the_stated_day_itself() {
        for (until, quiet) in [
            ("2008-05-20", true),
            ("2008-05-21", false),
            ("2008-05-18", false),
        ] {
            let stated = json!({"youngest": 18, "on": "2026-05-20"});
            let found = found(&aged(born(None, Some(until)), stated));
            assert_eq!(found.is_empty(), quiet, "{until}: {found:?}");
        }
    }

    /// Of several tests the narrowest counts on each side, wherever it stands.
    #[test]
    fn tests_that_hold_together_make_one_window() {
        let told = |first: Json, second: Json, stated: &Json| {
            said(&aged(json!({"all": [first, second]}), stated.clone()))
        };
        let (wide, narrow) = (
            || born(Some("1980-03-06"), None),
            || born(Some("1990-03-07"), None),
        );
        let oldest = json!({"oldest": 35, "on": "2026-03-06"});
        assert!(!told(wide(), wide(), &oldest).is_empty());
        assert!(told(wide(), narrow(), &oldest).is_empty());
        assert!(told(narrow(), wide(), &oldest).is_empty());
        let (late, early) = (
            || born(None, Some("2015-03-06")),
            || born(None, Some("2008-03-06")),
        );
        let youngest = json!({"youngest": 18, "on": "2026-03-06"});
        assert!(told(late(), early(), &youngest).is_empty());
        assert!(told(early(), late(), &youngest).is_empty());
    }

    #[test]
    fn a_birth_date_is_known_by_its_key_or_by_its_meaning() {
        let stated = json!({"oldest": 30, "on": "2026-03-06"});
        let contradicts = format!("stated_age_contradicts {PLACE}");
        let mut by_key = aged(born(Some("1990-03-06"), None), stated.clone());
        by_key.push(("/facts/0/means", Json::Null));
        assert!(has(&by_key, &contradicts), "by its key");
        let other =
            json!({"date": {"fact": "born", "from": {"on": "1990-03-06", "inclusive": true}}});
        let mut by_meaning = aged(other, stated);
        by_meaning.push(("/facts/0/key", json!("born")));
        assert!(has(&by_meaning, &contradicts), "by its meaning");
    }

    #[test]
    fn another_date_is_no_window_of_ages() {
        let other =
            json!({"date": {"fact": "n", "until": {"on": "2020-01-01", "inclusive": true}}});
        let mut put = aged(other, json!({"oldest": 35, "on": "2026-03-06"}));
        put.push(fact("n", json!({"date": {}})));
        assert!(has(&put, &format!("stated_age_without_window {PLACE}")));
    }

    #[test]
    fn definitions_in_a_circle_hold_no_age() {
        let circle = json!({"name": "a", "label": "a", "condition": {"any": [{"defined": "a"}]}});
        let mut put = aged(
            json!({"any": [{"defined": "a"}]}),
            json!({"oldest": 35, "on": "2026-03-06"}),
        );
        put.push(("/definitions/-", circle.clone()));
        assert!(has(&put, "cycle /definitions/1"));
        assert!(has(&put, &format!("stated_age_without_window {PLACE}")));
        let track = json!([{"code": "t", "name": "直入", "when": {"any": [{"defined": "a"}]}}]);
        let put = [("/definitions/-", circle), ("/tracks", track)];
        assert!(
            has(&put, "cycle /definitions/1"),
            "a track that asks in a circle"
        );
    }
}

mod conditions {
    use super::*;

    #[test]
    fn numbers_leave_something_between_their_bounds() {
        let nothing = |bounds: Json| {
            let mut test = json!({"fact": "n"});
            for (key, value) in bounds.as_object().into_iter().flatten() {
                test[key] = value.clone();
            }
            let kind = fact("n", json!({"number": {}}));
            let put = [kind, ("/bonus/items/0/when", json!({"number": test}))];
            has(&put, "nothing_between /bonus/items/0/when")
        };
        assert!(nothing(json!({"at_least": "5", "at_most": "4"})));
        assert!(!nothing(json!({"at_least": "5", "at_most": "5"})));
        assert!(nothing(json!({"at_least": "5", "less_than": "5"})));
        assert!(!nothing(json!({"at_least": "5", "less_than": "5.0001"})));
        assert!(nothing(json!({"more_than": "5", "at_most": "5"})));
        assert!(!nothing(json!({"more_than": "5", "at_most": "5.0001"})));
        let unbounded = json!({"number": {"fact": "n"}});
        let put = [
            fact("n", json!({"number": {}})),
            ("/bonus/items/0/when", unbounded),
        ];
        assert!(has(&put, "bound_missing /bonus/items/0/when"));
    }

    #[test]
    fn spans_are_compared_in_years_and_months() {
        let nothing = |least: Json, below: Json| {
            let elapsed = json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "first"},
                "at_least": least, "less_than": below}});
            let mut put = aged(elapsed, Json::Null);
            put.retain(|(place, _)| !place.ends_with("stated_age"));
            has(&put, "nothing_between /eligibility/0/condition")
        };
        assert!(!nothing(
            json!({"years": 18}),
            json!({"years": 18, "months": 6})
        ));
        assert!(nothing(
            json!({"years": 18, "months": 6}),
            json!({"years": 18, "months": 6})
        ));
        assert!(nothing(json!({"months": 217}), json!({"years": 18})));
        assert!(!nothing(json!({"months": 215}), json!({"years": 18})));
    }

    #[test]
    fn options_spans_and_deep_conditions_can_exclude_each_other() {
        let college = json!({"one_of": {"fact": "education", "options": ["college"]}});
        let bachelor = json!({"level": {"fact": "education", "at_least": "bachelor"}});
        assert!(two(&[], college.clone(), bachelor.clone()));
        assert!(!two(&[], college.clone(), college), "the same twice");
        let young = json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "first"},
            "less_than": {"years": 30}}});
        let old = born(None, Some("1992-01-01"));
        let alone = [("/eligibility/0/relaxations", json!([]))];
        assert!(two(&alone, young.clone(), old));
        assert!(!two(&alone, young, born(None, Some("2001-01-01"))));
        let deep = (0..16).fold(json!({"yes": "veteran"}), |inner, _| json!({"not": inner}));
        assert!(two(&[], deep, json!({"not": {"yes": "veteran"}})));
    }

    #[test]
    fn somebody_from_elsewhere_may_come_from_anywhere() {
        let area = |code: &str| json!({"in_area": {"fact": "home", "areas": [code]}});
        assert!(!two(&[], area("elsewhere"), area("210211")));
    }

    /// "Not from Changchun" leaves every other place.
    #[test]
    fn who_may_not_come_from_one_place_may_come_from_another() {
        let other = json!({"code": "220100", "name": "长春市", "level": "city"});
        let elsewhere = json!({"not": {"in_area": {"fact": "home", "areas": ["220100"]}}});
        silent(&[("/areas/-", other), also("n", elsewhere)]);
    }

    #[test]
    fn conditions_of_bands_are_read_too() {
        let points = json!({"points": {"full": "100", "events": [{"code": "run", "name": "跑",
            "bands": [{"when": {"yes": "education"}, "gives": {"points": "100"}}]}]}});
        let put = [("/stages/1/scoring", points)];
        let place = "/stages/1/scoring/points/events/0/bands/0/when";
        assert!(has(&put, &format!("wrong_fact_kind {place}")));
    }

    #[test]
    fn a_wrong_kind_of_fact_is_told_by_the_label_of_the_question() {
        let said = said(&[("/bonus/items/0/when", json!({"yes": "education"}))]);
        assert!(said.iter().any(|one| one.contains("学历")), "{said:?}");
    }
}

mod facts {
    use super::*;

    fn reserved(key: &str, means: Option<&str>, kind: Json, topic: &str) -> bool {
        let mut fact =
            json!({"key": key, "label": key, "kind": kind, "topic": topic, "proof": "checked"});
        if let Some(means) = means {
            fact["means"] = json!(means);
        }
        has(&[("/facts/-", fact)], "reserved_fact /facts/4")
    }

    #[test]
    fn what_an_id_number_says_keeps_its_kind_and_its_topic() {
        let sex = || json!({"choice": {"options": [{"code": "male", "label": "男"}, {"code": "female", "label": "女"}]}});
        let date = || json!({"date": {}});
        for (key, means, kind, topic, wrong) in [
            ("sex", None, sex(), "identity", false),
            ("sex", None, sex(), "status", true),
            ("sex", None, date(), "identity", true),
            ("sex", None, json!("yes_no"), "identity", true),
            ("gender", Some("sex"), sex(), "identity", false),
            ("gender", Some("sex"), json!("yes_no"), "identity", true),
            ("born", Some("birth_date"), date(), "identity", false),
            ("born", Some("birth_date"), date(), "status", true),
            ("born", Some("birth_date"), sex(), "identity", true),
            (
                "born",
                Some("birth_date"),
                json!("yes_no"),
                "identity",
                true,
            ),
            ("n", None, json!("yes_no"), "status", false),
        ] {
            assert_eq!(
                reserved(key, means, kind.clone(), topic),
                wrong,
                "{key} {means:?} {kind} {topic}"
            );
        }
        let unnamed = |field: &'static str, value: Json| {
            has(
                &[("/facts/0/means", Json::Null), (field, value)],
                "reserved_fact /facts/0",
            )
        };
        assert!(unnamed("/facts/0/topic", json!("status")), "by its key");
        assert!(unnamed("/facts/0/kind", json!("yes_no")), "by its key");
    }

    #[test]
    fn places_that_a_body_decides_are_not_unknown() {
        let decision = |post: &str| {
            json!([{"of": "places", "value": {"places": 3}, "body": "组", "on": "2026-04-01",
                "reason": "定", "scope": {"posts": [post]}}])
        };
        let unknown = |post: &str| {
            has(
                &[
                    ("/posts/1/places", Json::Null),
                    ("/decisions", decision(post)),
                ],
                "places_unknown /posts/1",
            )
        };
        assert!(!unknown("B"));
        assert!(unknown("A"));
        silent(&[("/stated_places", Json::Null)]);
    }
}
