//! Relaxations that do not relax, and ages in words beside their dates.

use super::*;

fn relaxed(kind: Json, own: Json, instead: Json) -> Vec<String> {
    let requirement = json!({"id": "n", "title": "n", "condition": own,
        "relaxations": [{"id": "r", "clause": "放宽", "who": {"yes": "veteran"}, "instead": {"condition": instead}}]});
    found(&[fact("n", kind), ("/eligibility/-", requirement)])
}

#[test]
fn a_relaxation_of_any_kind_is_wider_on_one_side_and_narrower_on_none() {
    let narrower = ["relaxation_narrower /eligibility/3/relaxations/0"];
    let shifts = ["relaxation_shifts /eligibility/3/relaxations/0"];
    let number =
        |low: &str, high: &str| json!({"number": {"fact": "n", "at_least": low, "at_most": high}});
    let numbers = |low, high| relaxed(json!({"number": {}}), number("20", "40"), number(low, high));
    assert_eq!(numbers("20", "45"), NONE);
    assert_eq!(numbers("20", "40"), narrower);
    assert_eq!(numbers("21", "45"), shifts);
    let level = |low: &str| json!({"level": {"fact": "n", "at_least": low}});
    assert_eq!(relaxed(choice(true), level("b"), level("a")), NONE);
    assert_eq!(relaxed(choice(true), level("b"), level("c")), narrower);
    let one_of = |options: Json| json!({"one_of": {"fact": "n", "options": options}});
    let options = |options| relaxed(choice(false), one_of(json!(["a", "b"])), one_of(options));
    assert_eq!(options(json!(["a", "b", "c"])), NONE);
    assert_eq!(options(json!(["c"])), NONE, "another demand");
    assert_eq!(options(json!(["b"])), narrower);
    let area = |area: &str| json!({"in_area": {"fact": "n", "areas": [area]}});
    let areas = |own, instead| {
        relaxed(
            json!({"area": {"level": "county"}}),
            area(own),
            area(instead),
        )
    };
    assert_eq!(areas("210211", "210200"), NONE);
    assert_eq!(areas("210200", "210211"), narrower);
    assert_eq!(
        relaxed(
            json!({"number": {}}),
            number("20", "40"),
            json!({"yes": "veteran"})
        ),
        NONE
    );
}

#[test]
fn two_relaxations_have_two_ids() {
    let own = |id: &str| json!({"id": id, "clause": "放宽", "who": {"yes": "veteran"}, "instead": "none_needed"});
    let at = "/eligibility/0/relaxations/-";
    silent(&[(at, own("other"))]);
    speaks(&[(at, own("age-veteran"))], "duplicate_code /eligibility");
    let elsewhere = ("/eligibility/1/relaxations", json!([own("age-veteran")]));
    speaks(&[elsewhere], "duplicate_code /eligibility");
}

#[test]
fn ages_that_the_dates_read_alike_are_told_in_one_line() {
    let stated = |oldest: u8, youngest: u8| json!({"oldest": oldest, "youngest": youngest, "on": "2026-03-06"});
    let own = |id: &str, stated: Json, condition: Json| json!({"id": id, "title": "年龄", "condition": condition, "stated_age": stated});
    let put = [
        (
            "/posts/0/eligibility",
            json!([own(
                "x",
                stated(36, 18),
                born(Some("1990-03-06"), Some("2008-03-05"))
            )]),
        ),
        (
            "/posts/1/eligibility",
            json!([own(
                "y",
                stated(40, 20),
                born(Some("1986-03-06"), Some("2006-03-05"))
            )]),
        ),
        ("/eligibility/0/condition", born(Some("1980-01-01"), None)),
        ("/eligibility/0/relaxations", json!([])),
    ];
    assert_eq!(
        found(&put),
        [
            "stated_age_reading /posts/0/eligibility/0",
            "youngest_left_out /posts/0/eligibility/0"
        ]
    );
    let told = said(&put);
    assert!(
        told[0].starts_with("For “36, 40 or younger” the birth dates count"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("For “18, 20 or older” the birth dates count"),
        "{told:?}"
    );
}

#[test]
fn the_youngest_by_months_and_years_is_held_against_months_and_years() {
    for (until, quiet) in [
        ("2008-03", true),
        ("2008-02", true),
        ("2008", true),
        ("2007", true),
        ("2011", false),
    ] {
        let told = found(&[
            (AGE, born(None, Some(until))),
            (
                "/eligibility/0/stated_age",
                json!({"youngest": 18, "on": "2026-03-06"}),
            ),
            ("/eligibility/0/relaxations", json!([])),
        ]);
        assert_eq!(told.is_empty(), quiet, "{until}: {told:?}");
    }
}
