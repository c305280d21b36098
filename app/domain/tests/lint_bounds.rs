//! Where the lint begins to speak: each limit with the last figure that passes and the first that does not. What is put
//! stands in the clean document of `lint/clean.json`.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::rules::*;
use serde_json::{Value as Json, json};

fn with(put: &[(&str, Json)]) -> RuleDocument {
    super::lint::with(put.iter().map(|(pointer, value)| (*pointer, value)))
}

/// Everything that is found, as `code at place`.
fn found(put: &[(&str, Json)]) -> Vec<String> {
    let say = |finding: &LintFinding| {
        let json = serde_json::to_value(finding).unwrap();
        format!(
            "{} {}",
            json["code"].as_str().unwrap(),
            json["place"].as_str().unwrap()
        )
    };
    lint(&with(put)).iter().map(say).collect()
}

#[track_caller]
fn silent(put: &[(&str, Json)]) {
    assert_eq!(found(put), Vec::<String>::new(), "{put:?}");
}

#[track_caller]
fn speaks(put: &[(&str, Json)], finding: &str) {
    assert_eq!(found(put), [finding], "{put:?}");
}

// Ages

fn born(from: Option<&str>, until: Option<&str>) -> Json {
    let bound = |on: &str| json!({"on": on, "inclusive": true});
    json!({"date": {"fact": "birth_date", "from": from.map(bound), "until": until.map(bound)}})
}

#[test]
fn an_oldest_age_has_four_readings_and_each_ends_on_its_day() {
    let read = |oldest: u8, first: &str| {
        let stated = json!({"oldest": oldest, "on": "2026-03-06"});
        let put = [
            ("/eligibility/0/condition", born(Some(first), None)),
            ("/eligibility/0/stated_age", stated),
        ];
        lint(&with(&put))
            .iter()
            .map(|finding| finding.say(Lang::En))
            .collect::<Vec<_>>()
    };
    for (oldest, first, words) in [
        (35, "1990-03-07", "people of that age are let in"),
        (
            36,
            "1990-03-06",
            "the birthday itself is the last day let in",
        ),
        (36, "1990-03-07", "people of that age are left out"),
        (
            35,
            "1990-03-06",
            "even the next birthday, on the very day, is let in",
        ),
        (36, "1990-03-05", "the oldest allowed are 36"),
        (36, "1990-03-08", "the oldest allowed are 35"),
        (35, "1990-03-05", "the oldest allowed are 36"),
        (35, "1990-03-08", "the oldest allowed are 35"),
        (34, "1990-03-06", "the oldest allowed are 36"),
        (37, "1990-03-06", "the oldest allowed are 36"),
    ] {
        let said = read(oldest, first);
        assert_eq!(said.len(), 1, "{oldest} {first}: {said:?}");
        assert!(said[0].contains(words), "{oldest} {first}: {said:?}");
    }
}

#[test]
fn a_youngest_age_is_reached_on_the_last_day_or_missed_by_one() {
    let until = |last: &str| {
        let stated = json!({"youngest": 18, "on": "2026-03-06"});
        found(&[
            (
                "/eligibility/0/condition",
                born(Some("1990-03-06"), Some(last)),
            ),
            ("/eligibility/0/stated_age", stated),
        ])
    };
    assert_eq!(until("2008-03-06"), Vec::<String>::new());
    assert_eq!(until("2008-03-05"), ["stated_age_ambiguous /eligibility/0"]);
    for last in ["2008-03-04", "2008-03-07", "2007-03-06", "2009-03-06"] {
        assert_eq!(
            until(last),
            ["stated_age_contradicts /eligibility/0"],
            "{last}"
        );
    }
}

#[test]
fn a_relaxation_reaches_at_least_one_day_further_on_one_side() {
    let relaxed = |from: &str, until: Option<&str>| {
        found(&[
            (
                "/eligibility/0/condition",
                born(Some("1990-03-06"), Some("2008-03-06")),
            ),
            (
                "/eligibility/0/relaxations/0/instead",
                born(Some(from), until),
            ),
        ])
    };
    let narrower = ["relaxation_narrower /eligibility/0/relaxations/0"];
    for (from, until) in [
        ("1990-03-05", Some("2008-03-06")),
        ("1990-03-06", Some("2008-03-07")),
        ("1990-03-06", None),
    ] {
        assert_eq!(
            relaxed(from, until),
            Vec::<String>::new(),
            "{from} {until:?}"
        );
    }
    for (from, until) in [
        ("1990-03-06", "2008-03-06"),
        ("1990-03-07", "2008-03-06"),
        ("1990-03-06", "2008-03-05"),
    ] {
        assert_eq!(relaxed(from, Some(until)), narrower, "{from} {until}");
    }
}

#[test]
fn age_bands_of_posts_meet_without_a_day_between_or_in_common() {
    let bands = |one: Json, other: Json| {
        let band = |id: &str, condition: Json| json!([{"id": id, "title": "年龄", "condition": condition}]);
        found(&[
            ("/posts/0/eligibility", band("x", one)),
            ("/posts/1/eligibility", band("y", other)),
        ])
    };
    let first = || born(Some("1990-03-06"), Some("1995-03-05"));
    for (from, finding) in [
        ("1995-03-06", None),
        ("1995-03-07", Some("age_gap /posts/1")),
        ("1995-03-05", Some("age_overlap /posts/1")),
        ("1992-01-01", Some("age_overlap /posts/1")),
    ] {
        let found = bands(first(), born(Some(from), Some("2000-03-05")));
        assert_eq!(found, finding.into_iter().collect::<Vec<_>>(), "{from}");
    }
    assert_eq!(
        bands(first(), first()),
        Vec::<String>::new(),
        "the same band twice is no band"
    );
    assert_eq!(
        bands(
            born(None, Some("1995-03-05")),
            born(Some("1995-03-06"), None)
        ),
        Vec::<String>::new()
    );
    let reversed = bands(born(Some("1995-03-07"), None), first());
    assert_eq!(
        reversed,
        ["age_gap /posts/0"],
        "the order of the posts does not matter"
    );
}

#[test]
fn a_window_of_one_day_can_be_met_and_an_empty_one_cannot() {
    let one = [(
        "/eligibility/0/condition",
        born(Some("1990-03-06"), Some("1990-03-06")),
    )];
    silent(&one);
    speaks(
        &[(
            "/eligibility/0/condition",
            born(Some("1990-03-06"), Some("1990-03-05")),
        )],
        "empty_window /eligibility/0/condition",
    );
    let post = |until: &str| {
        let own = json!([{"id": "x", "title": "x", "condition": born(None, Some(until))}]);
        found(&[
            ("/eligibility/0/relaxations", json!([])),
            ("/posts/0/eligibility", own),
        ])
    };
    assert_eq!(post("1990-03-06"), Vec::<String>::new());
    assert_eq!(post("1990-03-05"), ["never_met /posts/0/eligibility"]);
    let relaxed = json!([{"id": "x", "title": "x", "condition": born(None, Some("1990-03-05"))}]);
    silent(&[("/posts/0/eligibility", relaxed)]);
}

// Posts

#[test]
fn places_inside_another_posts_number_are_counted_once_and_fit_into_it() {
    let inside = |own: u32, stated: u32| {
        found(&[
            ("/posts/1/inside", json!("A")),
            ("/posts/1/places", json!(own)),
            ("/stated_places", json!(stated)),
            ("/pools/0/stated_places", json!(2 + own)),
        ])
    };
    assert_eq!(inside(2, 2), Vec::<String>::new());
    assert_eq!(inside(3, 2), ["nested_places /posts/0"]);
    assert_eq!(inside(2, 4), ["places_sum /stated_places"]);
    for stated in [4, 6] {
        speaks(
            &[("/stated_places", json!(stated))],
            "places_sum /stated_places",
        );
        speaks(
            &[("/pools/0/stated_places", json!(stated))],
            "places_sum /pools/0/stated_places",
        );
    }
    let empty_pool = json!({"code": "none", "name": "none", "kind": "open", "stated_places": 3});
    silent(&[("/pools/-", empty_pool)]);
}

// Opening ratio and lists

#[test]
fn a_post_of_one_place_needs_to_know_what_reducing_means() {
    let case = |not_met: Json| {
        found(&[
            ("/posts/0/places", json!(1)),
            ("/posts/1/places", json!(4)),
            ("/rules/opening_ratio/not_met", not_met),
        ])
    };
    for (not_met, told) in [
        (json!([]), true),
        (json!([{"then": "reduce_in_proportion"}]), true),
        (json!([{"up_to": 1, "then": "reduce_in_proportion"}]), true),
        (
            json!([{"then": {"reduce_to_share": {"share": "1/3", "mode": "half_up"}}}]),
            true,
        ),
        (json!([{"up_to": 0, "then": "cancel"}]), true),
        (json!([{"up_to": 1, "then": "cancel"}]), false),
        (json!([{"up_to": 2, "then": "go_ahead"}]), false),
        (json!([{"then": "cancel"}]), false),
    ] {
        let expected: &[&str] = if told {
            &["one_place_against_ratio /rules/opening_ratio"]
        } else {
            &[]
        };
        assert_eq!(case(not_met.clone()), expected, "{not_met}");
    }
    silent(&[(
        "/rules/opening_ratio/not_met",
        json!([{"then": "reduce_in_proportion"}]),
    )]);
}

#[test]
fn removed_places_go_to_posts_that_exist() {
    let place = "/rules/opening_ratio/removed_places";
    silent(&[(place, json!({"to_pool": "open"}))]);
    silent(&[(place, json!({"in_turn": ["A"]}))]);
    speaks(
        &[(place, json!("body"))],
        "decided_by_body /rules/opening_ratio",
    );
    speaks(
        &[(place, json!({"in_turn": ["Z"]}))],
        "unknown_reference /rules/opening_ratio",
    );
    let empty = (
        "/pools/-",
        json!({"code": "none", "name": "none", "kind": "open"}),
    );
    speaks(
        &[empty, (place, json!({"to_pool": "none"}))],
        "removed_places_nowhere /rules/opening_ratio",
    );
    let unknown = found(&[(place, json!({"to_pool": "Z"}))]);
    assert_eq!(
        unknown,
        [
            "unknown_reference /rules/opening_ratio",
            "removed_places_nowhere /rules/opening_ratio"
        ]
    );
}

#[test]
fn a_list_is_as_long_as_the_next_one_and_as_the_places() {
    silent(&[("/rules/shortlist/recheck", json!({"per_place": "3"}))]);
    silent(&[("/rules/shortlist/recheck", json!({"exactly": 60}))]);
    speaks(
        &[("/rules/shortlist/recheck", json!({"exactly": 59}))],
        "recheck_narrower /rules/shortlist",
    );
    silent(&[("/rules/shortlist/quota", json!({"per_place": "1"}))]);
    silent(&[("/rules/shortlist/quota", json!({"exactly": 50}))]);
    speaks(
        &[("/rules/shortlist/quota", json!({"exactly": 49}))],
        "quota_below_places /rules/shortlist",
    );
}

#[test]
fn steps_rise_to_an_open_end_and_do_not_drop_at_a_border() {
    let steps = |steps: Json| found(&[("/rules/shortlist/quota", json!({ "steps": steps }))]);
    let gap = ["quota_gap /rules/shortlist"];
    assert_eq!(steps(json!([{"per_place": "3"}])), Vec::<String>::new());
    assert_eq!(
        steps(
            json!([{"up_to": 9, "per_place": "3"}, {"up_to": 10, "per_place": "3"}, {"per_place": "3"}])
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        steps(
            json!([{"up_to": 9, "per_place": "3"}, {"up_to": 9, "per_place": "3"}, {"per_place": "3"}])
        ),
        gap
    );
    assert_eq!(steps(json!([{"per_place": "3"}, {"per_place": "3"}])), gap);
    assert_eq!(steps(json!([{"up_to": 9, "per_place": "3"}])), gap);
    assert_eq!(
        steps(json!([{"up_to": 9, "per_place": "3"}, {"per_place": "2.7"}])),
        Vec::<String>::new(),
        "27 and 27"
    );
    let drop = steps(json!([{"up_to": 9, "per_place": "3"}, {"per_place": "2.6"}]));
    assert_eq!(drop, ["quota_drops /rules/shortlist"], "27 and 26");
    for list in ["physical", "background"] {
        let rule = json!({"quota": {"steps": [{"up_to": 9, "per_place": "1"}]}});
        speaks(
            &[(&format!("/rules/{list}"), rule)],
            &format!("quota_gap /rules/{list}"),
        );
    }
    let opening = json!({"steps": [{"up_to": 9, "per_place": "1"}]});
    speaks(
        &[("/rules/opening_ratio/needed", opening)],
        "quota_gap /rules/opening_ratio",
    );
}

#[test]
fn ties_are_ordered_by_what_is_known_then_and_by_everybody() {
    let cut = "/rules/shortlist/tie_at_cut";
    silent(&[(cut, json!({"extra_test": "extra"}))]);
    silent(&[(cut, json!({"by_keys": [{"higher": {"paper": "one"}}]}))]);
    speaks(&[(cut, json!("body"))], "decided_by_body /rules/shortlist");
    speaks(
        &[(cut, json!({"extra_test": "none"}))],
        "unknown_reference /rules/shortlist",
    );
    speaks(
        &[(cut, json!({"by_keys": [{"higher": {"paper": "three"}}]}))],
        "unknown_reference /rules/shortlist",
    );
    speaks(
        &[(cut, json!({"by_keys": [{"higher": "total"}]}))],
        "tie_key_from_later_stage /rules/shortlist",
    );
    let basis = |of: Json| {
        (
            "/rules/shortlist/basis",
            json!({"parts": [{"of": of, "weight": "1"}], "rounding": {"decimals": 2}}),
        )
    };
    silent(&[basis(json!("written"))]);
    let later = found(&[basis(json!("total"))]);
    assert_eq!(
        later,
        [
            "tie_key_from_later_stage /rules/shortlist",
            "cannot_compute /rules"
        ]
    );
    speaks(
        &[("/rules/shortlist/shortfall", json!("body"))],
        "decided_by_body /rules/shortlist",
    );
    silent(&[("/rules/shortlist/shortfall", json!("cut_places"))]);
    silent(&[("/rules/ties/still_tied", json!({"extra_test": "extra"}))]);
    let by_level = ("/rules/ties/keys/-", json!({"higher_level": "education"}));
    silent(std::slice::from_ref(&by_level));
    speaks(
        &[by_level, ("/facts/1/asked_when", json!({"yes": "veteran"}))],
        "tie_key_optional /rules/ties",
    );
    silent(&[(
        "/rules/ties/keys/-",
        json!({"status": {"name": "v", "when": {"yes": "veteran"}}}),
    )]);
    for key in ["higher_level", "higher_number", "later", "earlier"] {
        speaks(
            &[("/rules/ties/keys/-", json!({key: "nobody"}))],
            "unknown_reference /rules/ties",
        );
    }
}

#[test]
fn what_only_ties_or_points_ask_for_is_used() {
    let asked = |key: &str| {
        (
            "/facts/-",
            json!({"key": key, "label": key, "kind": {"number": {}}, "topic": "status", "proof": "checked"}),
        )
    };
    speaks(&[asked("n")], "unused_fact /facts/4");
    silent(&[
        asked("n"),
        ("/rules/ties/keys/-", json!({"higher_number": "n"})),
    ]);
    silent(&[
        asked("n"),
        (
            "/rules/shortlist/tie_at_cut",
            json!({"by_keys": [{"higher_number": "n"}]}),
        ),
    ]);
    let unit = json!({"per_unit": {"fact": "n", "unit": "1", "points": "1"}});
    silent(&[asked("n"), ("/rules/bonus/items/0/points", unit)]);
    let level = json!({"by_level": {"fact": "education", "levels": [{"option": "college", "points": "1"}]}});
    silent(&[("/rules/bonus/items/0/points", level)]);
}

// Scores

#[test]
fn a_pass_line_may_be_the_full_mark_and_above_it_only_with_a_bonus() {
    for (place, rule) in [
        ("/rules/written", "written"),
        ("/rules/interview", "interview"),
        ("/rules/total", "total"),
    ] {
        let line = |points: &str, with_bonus: bool| {
            let lines = json!([{"at": {"points": points}, "with_bonus": with_bonus}]);
            found(&[(&format!("/rules/{rule}/pass_lines"), lines)])
        };
        assert_eq!(line("100", false), Vec::<String>::new());
        assert_eq!(line("100.0001", true), Vec::<String>::new());
        assert_eq!(
            line("100.0001", false),
            [format!("pass_line_above_full_mark {place}")]
        );
    }
    let paper = |points: &str| {
        (
            "/rules/written/papers/0/pass_line",
            json!({"at": {"points": points}}),
        )
    };
    silent(&[paper("100")]);
    silent(&[paper("60"), ("/rules/written/pass_lines", json!([]))]);
    speaks(&[paper("101")], "pass_line_above_full_mark /rules/written");
}

#[test]
fn a_line_that_is_set_later_waits_for_the_decision_about_that_very_line() {
    let settles = |key: &str| {
        (
            "/decisions",
            json!([{"body": "组", "on": "2026-04-01", "reason": "划线", "settles": {key: {"points": "55"}}}]),
        )
    };
    for rule in ["written", "interview", "total"] {
        let place = format!("/rules/{rule}/pass_lines");
        let later = (place.as_str(), json!([{"at": "set_later"}]));
        for decided in ["written", "interview", "total"] {
            let found = found(&[later.clone(), settles(&format!("{decided}_pass_line"))]);
            assert_eq!(found.is_empty(), rule == decided, "{rule} {decided}");
        }
    }
}

#[test]
fn a_panel_keeps_at_least_one_mark_and_its_elements_make_the_full_mark() {
    let trim = |panel: u8, highest: u8, lowest: u8| {
        found(&[
            ("/rules/interview/panel", json!(panel)),
            ("/rules/interview/trim/highest", json!(highest)),
            ("/rules/interview/trim/lowest", json!(lowest)),
        ])
    };
    assert_eq!(trim(3, 1, 1), Vec::<String>::new());
    assert_eq!(trim(5, 2, 2), Vec::<String>::new());
    assert_eq!(trim(6, 1, 1), ["even_panel /rules/interview"]);
    assert!(trim(3, 2, 1).contains(&"trims_everything /rules/interview".to_owned()));
    let elements = |full: &str| {
        let element =
            |code: &str, full: &str| json!({"code": code, "name": code, "full_mark": full});
        found(&[(
            "/rules/interview/elements",
            json!([element("a", "60"), element("b", full)]),
        )])
    };
    assert_eq!(elements("40"), Vec::<String>::new());
    for full in ["39.9999", "40.0001"] {
        assert_eq!(elements(full), ["element_sum /rules/interview"], "{full}");
    }
}

#[test]
fn scores_keep_four_decimals_and_coefficients_nine() {
    for (place, most, at) in [
        ("/rules/total/rounding/decimals", 4, "/rules/total"),
        ("/rules/interview/mean/decimals", 4, "/rules/interview"),
        (
            "/rules/interview/normalisation/final/decimals",
            4,
            "/rules/interview/normalisation",
        ),
        (
            "/rules/interview/normalisation/mean/decimals",
            9,
            "/rules/interview/normalisation",
        ),
        (
            "/rules/interview/normalisation/coefficient/decimals",
            9,
            "/rules/interview/normalisation",
        ),
    ] {
        silent(&[(place, json!(most))]);
        let found = found(&[(place, json!(most + 1))]);
        assert!(
            found.contains(&format!("too_many_decimals {at}")),
            "{place}: {found:?}"
        );
    }
    speaks(
        &[("/rules/total/rounding/decimals", json!(0))],
        "coarse_rounding /rules/total",
    );
    silent(&[("/rules/total/rounding/decimals", json!(1))]);
}

#[test]
fn the_parts_of_a_total_reach_its_full_mark_by_whatever_they_are() {
    let total = |parts: Json| found(&[("/rules/total/parts", parts)]);
    let part = |of: Json, weight: &str| json!({"of": of, "weight": weight});
    let sum = ["weight_sum /rules/total"];
    for of in [
        json!("written_before_bonus"),
        json!("interview_before_correction"),
        json!({"paper": "one"}),
        json!({"test": "extra"}),
    ] {
        assert_eq!(
            total(json!([part(of.clone(), "1")])),
            Vec::<String>::new(),
            "{of}"
        );
        assert_eq!(total(json!([part(of.clone(), "99%")])), sum, "{of}");
    }
    let halved = json!([{"of": "written", "weight": "1", "divide_by": "2"}, part(json!("interview"), "50%")]);
    assert_eq!(total(halved), Vec::<String>::new());
    let quartered = json!([{"of": "written", "weight": "1", "divide_by": "4"}, part(json!("interview"), "50%")]);
    assert_eq!(total(quartered), sum);
    let tracks = |weight: &str| json!([{"track": "t", "name": "t", "parts": [part(json!("interview"), weight)]}]);
    silent(&[("/rules/total/tracks", tracks("1"))]);
    speaks(
        &[("/rules/total/tracks", tracks("90%"))],
        "weight_sum /rules/total",
    );
    silent(&[
        ("/rules/written/full_mark", json!("100")),
        ("/rules/written/papers/0/weight", json!("60%")),
    ]);
    let straight = ("/posts/0/straight_to_interview", json!(true));
    let alone = ("/rules/total/parts", json!([part(json!("interview"), "1")]));
    silent(&[straight, alone]);
}

#[test]
fn precision_is_stated_for_means_and_for_coefficients() {
    for figure in ["mean", "coefficient"] {
        let place = format!("/rules/interview/normalisation/{figure}");
        speaks(
            &[(&place, Json::Null)],
            "precision_not_stated /rules/interview/normalisation",
        );
    }
}

// Bonus

fn item(code: &str, points: &str, group: Option<&str>) -> Json {
    json!({"code": code, "name": code, "when": {"yes": "veteran"}, "points": {"fixed": points}, "group": group})
}

#[test]
fn a_cap_holds_the_largest_item_and_a_tenth_of_the_mark_is_no_large_bonus() {
    let items = |items: Json, stack: Option<&str>, cap: Option<&str>| {
        found(&[
            ("/rules/bonus/items", items),
            ("/rules/bonus/stack", json!(stack)),
            ("/rules/bonus/cap", json!(cap)),
        ])
    };
    let two = |one: &str, other: &str| json!([item("a", one, None), item("b", other, None)]);
    let large = ["large_bonus /rules/bonus"];
    let below = ["cap_below_item /rules/bonus"];
    assert_eq!(
        items(json!([item("a", "10", None)]), None, None),
        Vec::<String>::new()
    );
    assert_eq!(
        items(json!([item("a", "10.0001", None)]), None, None),
        large
    );
    assert_eq!(
        items(two("6", "4"), Some("sum"), None),
        Vec::<String>::new()
    );
    assert_eq!(items(two("6", "5"), Some("sum"), None), large);
    assert_eq!(
        items(two("6", "5"), Some("highest"), None),
        Vec::<String>::new()
    );
    assert_eq!(
        items(two("6", "5"), Some("sum"), Some("10")),
        Vec::<String>::new()
    );
    assert_eq!(
        items(two("6", "5"), Some("sum"), Some("6")),
        Vec::<String>::new()
    );
    assert_eq!(items(two("6", "5"), Some("sum"), Some("5.9999")), below);
    assert_eq!(
        items(two("6", "5"), None, None),
        ["stacking_not_stated /rules/bonus"]
    );
    assert_eq!(
        items(json!([item("a", "0.0001", None)]), None, None),
        Vec::<String>::new()
    );
    assert_eq!(
        items(json!([item("a", "0", None)]), None, None),
        ["points_not_stated /rules/bonus/items/0"]
    );
    assert_eq!(items(two("1", "1"), None, None).len(), 1);
    assert_eq!(
        items(
            json!([item("a", "1", None), item("a", "1", None)]),
            Some("sum"),
            None
        ),
        ["duplicate_code /rules/bonus"]
    );
}

#[test]
fn items_of_a_group_stand_under_its_own_cap() {
    let group = |cap: &str, points: &str| {
        let group = json!({"code": "g", "name": "g", "stack": "sum", "cap": cap});
        let items = json!([item("a", points, Some("g")), item("b", "1", Some("g"))]);
        found(&[
            ("/rules/bonus/groups", json!([group])),
            ("/rules/bonus/items", items),
        ])
    };
    assert_eq!(
        group("3", "3"),
        Vec::<String>::new(),
        "one group alone needs no stacking"
    );
    assert_eq!(group("2.9999", "3"), ["cap_below_item /rules/bonus"]);
    let beside = [
        (
            "/rules/bonus/groups",
            json!([{"code": "g", "name": "g", "stack": "sum"}]),
        ),
        (
            "/rules/bonus/items",
            json!([item("a", "1", Some("g")), item("b", "1", None)]),
        ),
    ];
    speaks(&beside, "stacking_not_stated /rules/bonus");
    let unknown = found(&[("/rules/bonus/items", json!([item("a", "1", Some("g"))]))]);
    assert!(unknown.contains(&"unknown_reference /rules/bonus/items/0".to_owned()));
}

#[test]
fn evidence_has_a_deadline_for_all_or_for_each() {
    let own = (
        "/rules/bonus/items/0/evidence_by",
        json!("2026-03-10T17:00"),
    );
    silent(&[("/rules/bonus/evidence_by", Json::Null), own]);
    silent(&[("/rules/bonus/evidence_by", json!("2026-03-06T09:00"))]);
    speaks(
        &[("/rules/bonus/evidence_by", json!("2026-03-06T08:59"))],
        "evidence_before_applications /rules/bonus/evidence_by",
    );
}

// Process

#[test]
fn every_window_ends_at_least_a_minute_after_it_begins() {
    let early = "2026-03-06T09:00";
    for (from, until, place) in [
        ("opens", "closes", "/application"),
        ("appeal_from", "appeal_until", "/application/appeal_from"),
        ("opens", "review_until", "/application/review_until"),
    ] {
        let window = |last: &str| {
            let (from, until) = (
                format!("/application/{from}"),
                format!("/application/{until}"),
            );
            found(&[(&from, json!(early)), (&until, json!(last))])
        };
        assert_eq!(window("2026-03-06T09:01"), Vec::<String>::new());
        for last in ["2026-03-06T09:00", "2026-03-06T08:59"] {
            assert_eq!(
                window(last),
                [format!("closes_before_it_opens {place}")],
                "{last}"
            );
        }
    }
    let ticket = |until: &str| {
        found(&[(
            "/application/ticket",
            json!({"from": early, "until": until}),
        )])
    };
    assert_eq!(ticket("2026-03-06T09:01"), Vec::<String>::new());
    assert_eq!(
        ticket(early),
        ["closes_before_it_opens /application/ticket"]
    );
}

#[test]
fn midnight_is_asked_about_wherever_a_moment_stands() {
    let midnight = "2026-03-10T24:00";
    for place in [
        "/application/closes",
        "/application/review_until",
        "/application/correction_until",
        "/application/appeal_until",
        "/rules/bonus/evidence_by",
        "/rules/bonus/items/0/evidence_by",
        "/rules/opening_ratio/post_change_until",
    ] {
        speaks(
            &[(place, json!(midnight))],
            &format!("midnight_deadline {place}"),
        );
        silent(&[(place, json!("2026-03-10T23:59"))]);
    }
    let ticket = json!({"from": "2026-03-10T09:00", "until": midnight});
    speaks(
        &[("/application/ticket", ticket)],
        "midnight_deadline /application/ticket/until",
    );
    let substitution = json!({"until": midnight});
    speaks(
        &[("/rules/shortlist/substitution", substitution)],
        "midnight_deadline /rules/shortlist/substitution/until",
    );
}

#[test]
fn seven_days_of_publication_are_usual_and_six_are_short() {
    silent(&[("/publication/0/days", json!(7))]);
    speaks(
        &[("/publication/0/days", json!(6))],
        "short_publication /publication/0",
    );
}

// Codes and conditions

#[test]
fn facts_of_the_identity_number_keep_their_kind() {
    let sex = |codes: [&str; 2], topic: &str| {
        let options: Vec<Json> = codes
            .iter()
            .map(|code| json!({"code": code, "label": code}))
            .collect();
        let fact = json!({"key": "sex", "label": "性别", "kind": {"choice": {"ordered": false, "options": options}},
            "topic": topic, "proof": "checked"});
        found(&[
            ("/facts/-", fact),
            (
                "/eligibility/-",
                json!({"id": "s", "title": "s", "condition": {"one_of": {"fact": "sex", "options": [codes[0]]}}}),
            ),
        ])
    };
    assert_eq!(sex(["male", "female"], "identity"), Vec::<String>::new());
    assert_eq!(
        sex(["female", "male"], "identity"),
        ["reserved_fact /facts/4"]
    );
    assert_eq!(
        sex(["male", "female"], "status"),
        ["reserved_fact /facts/4"]
    );
}

#[test]
fn names_codes_and_what_they_refer_to_are_there_once() {
    speaks(&[("/posts/0/name", json!(" "))], "empty_text /posts/0/name");
    speaks(
        &[("/facts/1/label", json!(""))],
        "empty_text /facts/1/label",
    );
    speaks(
        &[("/facts/1/kind/choice/options/1/code", json!("college"))],
        "duplicate_code /facts/1",
    );
    speaks(
        &[(
            "/days/-",
            json!({"name": "first", "label": "x", "on": "2026-03-07"}),
        )],
        "duplicate_code /days",
    );
    speaks(
        &[
            ("/posts/0/inside", json!("Z")),
            ("/stated_places", json!(3)),
        ],
        "unknown_reference /posts/0",
    );
    let variant = |scope: Json| {
        (
            "/variants",
            json!([{"name": "v", "scope": scope, "rules": {}}]),
        )
    };
    silent(&[variant(json!({"posts": ["A"], "pools": ["open"]}))]);
    speaks(
        &[variant(json!({"posts": ["Z"]}))],
        "unknown_reference /variants/0/scope",
    );
    speaks(
        &[variant(json!({"pools": ["Z"]}))],
        "unknown_reference /variants/0/scope",
    );
}

#[test]
fn a_circle_through_others_is_found_and_a_long_way_round_is_none() {
    let named = |name: &str, next: &str| json!({"name": name, "label": name, "condition": {"any": [{"defined": next}]}});
    let circle = found(&[
        ("/definitions/-", named("a", "b")),
        ("/definitions/-", named("b", "a")),
    ]);
    assert_eq!(circle, ["cycle /definitions/1", "cycle /definitions/2"]);
    let into_a_circle = found(&[
        ("/definitions/-", named("x", "a")),
        ("/definitions/-", named("a", "a")),
    ]);
    assert_eq!(
        into_a_circle,
        ["cycle /definitions/2"],
        "who only leads into it is no part of it"
    );
    silent(&[
        ("/definitions/-", named("a", "b")),
        ("/definitions/-", named("b", "local")),
    ]);
    let qualifies = |post: &str| json!([{"id": "q", "title": "q", "condition": {"any": [{"qualifies_for": post}, {"yes": "veteran"}]}}]);
    silent(&[("/posts/0/eligibility", qualifies("B"))]);
}

#[test]
fn each_test_fits_the_kind_of_its_fact() {
    let place = "/eligibility/1/condition";
    let also = (
        "/rules/bonus/items/0/when",
        json!({"level": {"fact": "education", "at_least": "college"}}),
    );
    for (condition, fits) in [
        (json!({"yes": "veteran"}), true),
        (json!({"yes": "education"}), false),
        (
            json!({"one_of": {"fact": "education", "options": ["college"]}}),
            true,
        ),
        (json!({"one_of": {"fact": "veteran", "options": []}}), false),
        (
            json!({"in_area": {"fact": "home", "areas": ["210211"]}}),
            true,
        ),
        (
            json!({"in_area": {"fact": "home", "areas": ["elsewhere"]}}),
            true,
        ),
        (
            json!({"in_area": {"fact": "veteran", "areas": ["210211"]}}),
            false,
        ),
        (json!({"number": {"fact": "home", "at_least": "1"}}), false),
        (
            json!({"date": {"fact": "home", "from": {"on": "2000", "inclusive": true}}}),
            false,
        ),
        (
            json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "first"}, "at_least": {"years": 1}}}),
            true,
        ),
        (
            json!({"elapsed": {"since": {"fact": "home"}, "until": {"day": "2026-01-01"}, "at_least": {"years": 1}}}),
            false,
        ),
    ] {
        let expected: &[&str] = if fits {
            &[]
        } else {
            &["wrong_fact_type /eligibility/1/condition"]
        };
        assert_eq!(
            found(&[(place, condition.clone()), also.clone()]),
            expected,
            "{condition}"
        );
    }
    let unknown = json!({"one_of": {"fact": "education", "options": ["phd"]}});
    speaks(
        &[(place, unknown), also],
        "unknown_reference /eligibility/1/condition",
    );
}

// Codes and places of scopes and decisions

#[test]
fn a_code_in_any_scope_or_decision_must_exist() {
    let nowhere = json!({"posts": ["NOWHERE"]});
    let named = |place: &str, put: Json, at: &str| {
        let said = found(&[(place, put)]);
        assert!(
            said.contains(&format!("unknown_reference {at}")),
            "{place}: {said:?}"
        );
    };
    let relaxation = json!([{"id": "r", "clause": "r", "who": {"all": []}, "scope": nowhere}]);
    named(
        "/eligibility/0/relaxations",
        relaxation,
        "/eligibility/0/relaxations/0/scope",
    );
    let exclusion = json!([{"id": "e", "clause": "e", "kind": "other", "period": "ever", "when": {"all": []}, "scope": nowhere}]);
    named("/exclusions", exclusion, "/exclusions/0/scope");
    let opening = json!({"needed": {"per_place": "3"}, "base": "applied", "not_met": [{"then": "cancel"}], "removed_places": "lost", "exempt": nowhere});
    named(
        "/rules/opening_ratio",
        opening,
        "/rules/opening_ratio/exempt",
    );
    for settles in [
        json!({"places": {"post": "NOWHERE", "number": 1}}),
        json!({"substitutes": {"post": "NOWHERE", "number": 1}}),
        json!({"written_pass_line": {"scope": nowhere, "points": "60"}}),
    ] {
        let decision =
            json!([{"body": "b", "on": "2026-01-01", "reason": "r", "settles": settles}]);
        named("/decisions", decision, "/decisions/0");
    }
}

#[test]
fn an_oldest_age_on_the_29_february_names_no_birthday_that_is_not_on_it() {
    let said = lint(&with(&[
        ("/eligibility/0/condition", born(Some("1983-02-28"), None)),
        (
            "/eligibility/0/stated_age",
            json!({"oldest": 40, "on": "2024-02-29"}),
        ),
    ]));
    let said: Vec<_> = said.iter().map(|finding| finding.say(Lang::En)).collect();
    assert!(
        said[0].contains("the oldest allowed are 41"),
        "who was born on the 28th is 41 since the day before: {said:?}"
    );
}

#[test]
fn a_decision_about_more_places_than_there_are_is_told() {
    let decided = |number: u32| {
        let settles = json!({"places": {"post": "A", "number": number}});
        let decision =
            json!([{"body": "b", "on": "2026-01-01", "reason": "r", "settles": settles}]);
        let posts = json!([{"code": "A", "name": "A", "places": 3}, {"code": "B", "name": "B", "places": 2}]);
        let put = [
            ("/posts", posts),
            ("/stated_places", json!(5)),
            ("/decisions", decision),
        ];
        lint(&with(&put))
            .into_iter()
            .find(|finding| finding.place == "/decisions/0")
            .map(|finding| (finding.severity, finding.say(Lang::En)))
    };
    let said = |number| format!("Post A hires 3; this decides {number}.");
    assert_eq!(decided(3), None);
    assert_eq!(decided(5), Some((Severity::Warns, said(5))));
    assert_eq!(decided(30), Some((Severity::Blocks, said(30))));
}

#[test]
fn weights_without_an_end_ask_for_decimals_where_a_line_is_compared() {
    let written = |more: Json| {
        let paper =
            |code: &str| json!({"code": code, "name": code, "full_mark": "100", "weight": "1/3"});
        let mut rule = json!({"papers": [paper("a"), paper("b"), paper("c")], "full_mark": "100", "pass_lines": [{"at": {"points": "60"}}]});
        for (key, value) in more.as_object().unwrap() {
            rule[key] = value.clone();
        }
        found(&[("/rules/written", rule)])
            .contains(&"precision_not_stated /rules/written".to_owned())
    };
    assert!(written(json!({})));
    assert!(!written(json!({"rounding": {"decimals": 2}})));
    assert!(!written(json!({"pass_lines": []})));
}
