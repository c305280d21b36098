//! Requirements that exclude each other, for every kind of question, and grounds that bar.

use super::*;

#[test]
fn a_choice_cannot_be_two_things_at_once() {
    let one_of = |options: Json| json!({"one_of": {"fact": "n", "options": options}});
    let pair = |one, other| both(choice(true), one_of(one), one_of(other));
    assert_eq!(pair(json!(["a"]), json!(["b", "c"])), NEVER);
    assert_eq!(pair(json!(["a", "b"]), json!(["b", "c"])), NONE);
    let level = |bounds: Json| {
        let mut test = json!({"fact": "n"});
        for (key, value) in bounds.as_object().into_iter().flatten() {
            test[key] = value.clone();
        }
        json!({ "level": test })
    };
    let high = level(json!({"at_least": "c"}));
    assert_eq!(
        both(choice(true), high.clone(), one_of(json!(["b"]))),
        NEVER
    );
    assert_eq!(
        both(choice(true), high.clone(), level(json!({"at_most": "b"}))),
        NEVER
    );
    assert_eq!(
        both(choice(true), high.clone(), json!({"not": high.clone()})),
        NEVER
    );
    assert_eq!(
        both(choice(true), high, level(json!({"at_most": "c"}))),
        NONE
    );
}

#[test]
fn a_many_choice_can_be_two_things_but_not_one_of_those_that_it_must_not_be() {
    let kind = json!({"choices": choice(false)["choice"]});
    let one_of = |options: Json| json!({"one_of": {"fact": "n", "options": options}});
    let not = |options: Json| json!({"not": one_of(options)});
    let pair = |one, other| both(kind.clone(), one, other);
    assert_eq!(pair(one_of(json!(["a"])), one_of(json!(["b"]))), NONE);
    assert_eq!(pair(one_of(json!(["a"])), not(json!(["a", "b"]))), NEVER);
    assert_eq!(
        pair(one_of(json!(["a", "c"])), not(json!(["a", "b"]))),
        NONE
    );
}

#[test]
fn figures_and_days_beside_and_between_ranges() {
    let test = |bounds: Json| {
        let mut test = json!({"fact": "n"});
        for (key, value) in bounds.as_object().into_iter().flatten() {
            test[key] = value.clone();
        }
        json!({ "number": test })
    };
    let kind = || json!({"number": {}});
    let inside = test(json!({"at_least": "42", "at_most": "45"}));
    let outside = json!({"not": test(json!({"at_least": "40", "at_most": "50"}))});
    assert_eq!(both(kind(), inside.clone(), outside), NEVER);
    let ends = json!({"any": [test(json!({"at_most": "30"})), test(json!({"at_least": "50"}))]});
    assert_eq!(both(kind(), inside.clone(), ends), NEVER, "between the two");
    let ends = json!({"any": [test(json!({"at_most": "42"})), test(json!({"at_least": "50"}))]});
    assert_eq!(
        both(kind(), inside.clone(), ends),
        ["branch_never_reached /eligibility/4/condition/any/1"]
    );
    let same = test(json!({"at_least": "40"}));
    assert_eq!(both(kind(), same.clone(), json!({"not": same})), NEVER);
    let limits = json!({"number": {"least": "0", "most": "40"}});
    assert_eq!(
        both(limits, inside, json!({"all": [{"yes": "veteran"}]})),
        NEVER,
        "the form"
    );
    let day =
        |key: &str, on: &str| json!({"date": {"fact": "n", key: {"on": on, "inclusive": true}}});
    let date = || json!({"date": {}});
    assert_eq!(
        both(
            date(),
            day("from", "2020-05-02"),
            day("until", "2020-05-01")
        ),
        NEVER
    );
    assert_eq!(
        both(
            date(),
            day("from", "2020-05-01"),
            day("until", "2020-05-01")
        ),
        NONE
    );
    let not = json!({"not": day("from", "2020-05-01")});
    assert_eq!(both(date(), day("from", "2020-05-01"), not), NEVER);
}

#[test]
fn what_does_not_apply_to_everybody_excludes_its_own_opposite_all_the_same() {
    let optional = |key: &str, kind: Json| {
        let (at, mut fact) = fact(key, kind);
        fact["optional"] = json!(true);
        (at, fact)
    };
    let pair = |one: Json, other: Json| {
        found(&[
            optional("n", json!("yes_no")),
            needed("n", one),
            needed("m", other),
        ])
    };
    assert_eq!(
        pair(json!({"yes": "n"}), json!({"not": {"yes": "n"}})),
        NEVER
    );
    assert_eq!(
        pair(json!({"not": {"yes": "n"}}), json!({"not": {"yes": "n"}})),
        NONE
    );
}

#[test]
fn areas_that_lie_elsewhere_and_the_area_of_the_post() {
    let other = json!({"code": "220100", "name": "长春市", "level": "city"});
    let inside = |area: &str| json!({"in_area": {"fact": "home", "areas": [area]}});
    let not = |area: &str| json!({"not": inside(area)});
    assert_eq!(
        found(&[needed("m", not("210200"))]),
        NEVER,
        "the city is needed"
    );
    assert_eq!(
        found(&[needed("m", not("210211"))]),
        NONE,
        "another district of it"
    );
    let of_post = json!({"same_area": {"fact": "home", "as": "post", "level": "county"}});
    assert_eq!(found(&[needed("m", of_post.clone())]), NONE);
    assert_eq!(
        found(&[needed("m", of_post), needed("o", not("210211"))]),
        NEVER
    );
    let (at, away) = ("/eligibility/2/condition", inside("220100"));
    assert_eq!(
        found(&[("/areas/-", other), (at, away), ("/definitions", json!([]))]),
        NONE
    );
}

#[test]
fn rows_and_spans_of_time_are_bounded_like_figures() {
    let rows = json!({"rows": {"columns": [{"key": "from", "label": "起", "kind": {"date": {}}},
        {"key": "to", "label": "止", "kind": {"date": {}}}]}});
    let count = |bound: &str, figure: &str| {
        let mut test = json!({"sum": [{"count_of": {"rows": "n"}}], "whole": "count"});
        test[bound] = json!(figure);
        json!({ "amount": test })
    };
    let pair = |one, other| both(rows.clone(), one, other);
    assert_eq!(pair(count("at_least", "2"), count("less_than", "2")), NEVER);
    assert_eq!(pair(count("at_least", "2"), count("less_than", "3")), NONE);
    let months = |bound: &str, figure: &str| {
        let span = json!({"months_of": {"rows": "n", "from": "from", "to": "to", "until": {"named": "first"}}});
        let mut test = json!({"sum": [span], "whole": "years"});
        test[bound] = json!(figure);
        json!({ "amount": test })
    };
    assert_eq!(
        pair(months("at_least", "3"), months("less_than", "3")),
        NEVER
    );
    assert_eq!(
        pair(months("at_least", "3"), count("less_than", "2")),
        NONE,
        "other sums"
    );
    let span = |bound: &str, years: u8| {
        let mut test = json!({"since": {"fact": "n"}, "until": {"fact": "birth_date"}});
        test[bound] = json!({"years": years});
        json!({ "elapsed": test })
    };
    let date = || json!({"date": {}});
    assert_eq!(
        both(date(), span("at_least", 2), span("less_than", 2)),
        NEVER
    );
    assert_eq!(
        both(date(), span("at_least", 2), span("less_than", 3)),
        NONE
    );
}

#[test]
fn a_ground_that_bars_everybody_who_qualifies_is_told_with_what_it_clashes() {
    let ground = |when: Json, scope: Json| {
        let own = json!([{"id": "x", "clause": "不得报考", "kind": "other", "period": "running",
            "when": when, "scope": scope}]);
        ("/exclusions", own)
    };
    let local = json!({"in_area": {"fact": "home", "areas": ["210200"]}});
    assert_eq!(found(&[ground(local.clone(), json!({}))]), NEVER);
    assert_eq!(
        found(&[ground(local.clone(), json!({"posts": ["B"]}))]),
        ["never_met /posts/1"]
    );
    let told = said(&[ground(local, json!({}))]);
    assert!(
        told[0].contains("户籍, 不得报考 cannot be met together"),
        "{told:?}"
    );
    let some = json!({"in_area": {"fact": "home", "areas": ["210211"]}});
    silent(&[ground(some, json!({}))]);
}

#[test]
fn a_post_for_those_who_qualify_for_another_shares_its_demands() {
    let own = |of: &str, condition: Json| {
        (
            if of == "A" {
                "/posts/0/eligibility"
            } else {
                "/posts/1/eligibility"
            },
            json!([{"id": of, "title": of, "condition": condition}]),
        )
    };
    let veteran = own("A", json!({"yes": "veteran"}));
    let as_a = json!({"all": [{"qualifies_for": "A"}, {"not": {"yes": "veteran"}}]});
    assert_eq!(
        found(&[veteran.clone(), own("B", as_a)]),
        ["never_met /posts/1"]
    );
    assert_eq!(
        found(&[veteran, own("B", json!({"qualifies_for": "A"}))]),
        NONE
    );
}

#[test]
fn only_what_clashes_is_named() {
    let told = said(&[
        needed("不是退役军人", json!({"not": {"yes": "veteran"}})),
        needed("是退役军人", json!({"yes": "veteran"})),
    ]);
    assert!(
        told[0].contains(": 不是退役军人, 是退役军人 cannot"),
        "{told:?}"
    );
}
