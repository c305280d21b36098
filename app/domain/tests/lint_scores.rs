//! What the lint reads of scores, at its edges: bonus points, pass lines, bands; and what a sentence shows of them.

use super::lint_limits::{found, has, said, silent, speaks};
use serde_json::{Value as Json, json};

mod bonus {
    use super::*;

    fn item(code: &str, points: Json) -> Json {
        json!({"code": code, "name": code, "when": {"yes": "veteran"}, "points": points})
    }

    fn fixed(code: &str, points: &str, group: Option<&str>) -> Json {
        let mut item = item(code, json!({"fixed": points}));
        if let Some(group) = group {
            item["group"] = json!(group);
        }
        item
    }

    #[test]
    fn a_band_of_a_bonus_may_give_nothing_and_no_less() {
        let number = json!({"key": "n", "label": "年数", "kind": {"number": {"whole": true}},
            "topic": "experience", "proof": "checked"});
        let bands = |least: &str| {
            let bands = json!([{"to": "1", "gives": {"points": least}}, {"from": "2", "gives": {"points": "1"}}]);
            found(&[
                ("/facts/-", number.clone()),
                (
                    "/bonus/items/0/points",
                    json!({"bands": {"of": "n", "bands": bands}}),
                ),
            ])
        };
        assert_eq!(bands("0"), Vec::<String>::new());
        assert_eq!(
            bands("-1"),
            ["points_not_positive /bonus/items/0/points/bands/bands/0"]
        );
    }

    #[test]
    fn rows_of_other_columns_or_options_are_reached() {
        let column = |key: &str| {
            json!({"key": key, "label": key, "kind": {"choice": {"options": [
                {"code": "city", "label": "市"}, {"code": "state", "label": "国"}]}}})
        };
        let rows = json!({"key": "r", "label": "荣誉", "kind": {"rows": {"columns": [column("a"), column("b")]}},
            "topic": "experience", "proof": "checked"});
        let reached = |first: Json, second: Json| {
            let points = json!({"rows": {"of": "r", "points": [first, second]}});
            let put = [
                ("/facts/-", rows.clone()),
                ("/bonus/items/0/points", points),
            ];
            !has(
                &put,
                "row_never_reached /bonus/items/0/points/rows/points/1",
            )
        };
        let row = |column: &str, options: &[&str]| json!({"column": column, "options": options, "points": "1"});
        assert!(reached(row("a", &["city"]), row("a", &["state"])));
        assert!(reached(row("a", &["city"]), row("b", &["city"])));
        assert!(reached(row("a", &["city"]), row("a", &["city", "state"])));
        assert!(!reached(row("a", &["city", "state"]), row("a", &["city"])));
        assert!(!reached(json!({"points": "1"}), row("a", &["city"])));
    }

    #[test]
    fn a_group_holds_items_or_groups_and_what_stands_in_it_is_one_branch() {
        let group = |code: &str, outer: Option<&str>| {
            let mut group = json!({"code": code, "name": code, "stack": "sum"});
            if let Some(outer) = outer {
                group["group"] = json!(outer);
            }
            group
        };
        let items = json!([fixed("a", "1", Some("g")), fixed("b", "1", Some("g"))]);
        silent(&[
            ("/bonus/groups", json!([group("g", None)])),
            ("/bonus/items", items.clone()),
        ]);
        silent(&[
            (
                "/bonus/groups",
                json!([group("g", Some("h")), group("h", None)]),
            ),
            ("/bonus/items", items),
        ]);
    }

    #[test]
    fn items_for_different_scores_need_no_rule_of_stacking() {
        let mut other = fixed("w", "2", None);
        other["raises"] = json!(["interview"]);
        silent(&[("/bonus/items/-", other.clone())]);
        let capped = |stack: Json, cap: Json| {
            found(&[
                ("/bonus/items/-", other.clone()),
                ("/bonus/stack", stack),
                ("/bonus/cap", cap),
            ])
        };
        let each = ["cap_for_each_target /bonus/cap"];
        assert_eq!(capped(json!("sum"), json!("3")), each);
        assert_eq!(capped(Json::Null, json!("3")), each);
        assert_eq!(capped(json!("highest"), json!("3")), Vec::<String>::new());
        assert_eq!(capped(json!("sum"), Json::Null), Vec::<String>::new());
        silent(&[("/bonus/cap", json!("3"))]);
    }

    #[test]
    fn groups_in_groups_are_followed_to_the_sixteenth() {
        let deep = |depth: usize| {
            let code = |at: usize| format!("g{at}");
            let groups: Vec<Json> = (1..=depth)
                .map(|at| {
                    let mut group = json!({"code": code(at), "name": code(at), "stack": "sum"});
                    if at > 1 {
                        group["group"] = json!(code(at - 1));
                    }
                    group
                })
                .collect();
            let put = [
                ("/bonus/groups", json!(groups)),
                (
                    "/bonus/items",
                    json!([fixed("a", "11", Some(&code(depth)))]),
                ),
            ];
            has(&put, "large_bonus /bonus")
        };
        assert!(deep(1) && deep(16));
    }

    #[test]
    fn a_score_counts_twice_only_through_a_figure_that_holds_it() {
        let raises = |basis: &str, raises: [&str; 2]| {
            let basis =
                json!({"parts": [{"of": {"of": basis}, "weight": "1"}], "sum": {"decimals": 2}});
            found(&[
                ("/stages/0/cut/basis", basis),
                ("/bonus/raises", json!(raises)),
            ])
        };
        let twice = ["counts_twice /bonus/raises/1"];
        assert_eq!(raises("written", ["cut written", "written"]), twice);
        assert_eq!(
            raises("written", ["cut written", "interview"]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_large_bonus_shows_its_points_beside_the_full_mark() {
        let said = said(&[("/bonus/items/0/points", json!({"fixed": "15"}))]);
        assert!(
            said.len() == 1 && said[0].contains("15 points") && said[0].contains("100"),
            "{said:?}"
        );
        let body = super::said(&[("/bonus/items/0/points", json!("body"))]);
        assert!(body.len() == 1 && body[0].contains("退役军人"), "{body:?}");
    }
}

mod lines {
    use super::*;

    fn line(on: Json, at: &str) -> Json {
        json!([{"code": "l", "on": on, "at": {"fixed": at}}])
    }

    #[test]
    fn a_line_on_a_part_of_a_score_is_held_against_that_part() {
        let over = |place: &str, put: &[(&'static str, Json)], on: Json, at: &str| {
            let mut put: Vec<(&str, Json)> = put.to_vec();
            put.push((place, line(on, at)));
            has(&put, &format!("line_above_full {place}/0/at"))
        };
        let cut = || json!({"of": "cut written"});
        assert!(over("/stages/1/lines", &[], cut(), "100.0001"));
        assert!(!over("/stages/1/lines", &[], cut(), "100"));
        let elements = json!([{"code": "a", "name": "a", "full": "60"}, {"code": "b", "name": "b", "full": "40"}]);
        let elements = [("/stages/1/scoring/panel/elements", elements)];
        let element = |code: &str| json!({"of": "interview", "element": code});
        assert!(over("/stages/1/lines", &elements, element("a"), "60.0001"));
        assert!(!over("/stages/1/lines", &elements, element("a"), "60"));
        assert!(over("/stages/1/lines", &elements, element("b"), "40.0001"));
        let bands = json!([{"from": "10", "gives": {"points": "100"}}]);
        let events = json!({"points": {"full": "100", "events": [{"code": "run", "name": "跑", "bands": bands}]}});
        let events = [("/stages/1/scoring", events)];
        let event = json!({"of": "interview", "event": "run"});
        assert!(
            !over("/stages/1/lines", &events, event, "150"),
            "150 metres"
        );
    }

    #[test]
    fn a_bonus_lifts_over_a_line_of_the_total_unless_it_is_held_down() {
        let over = |may_exceed: bool, on: Json, place: &str| {
            let put = [
                ("/bonus/may_exceed_full", json!(may_exceed)),
                (place, line(on, "101")),
            ];
            has(&put, &format!("line_above_full {place}/0/at"))
        };
        for (of, place) in [("total", "/total/lines"), ("written", "/stages/0/lines")] {
            assert!(!over(true, json!({"of": of}), place), "{of}");
            assert!(over(false, json!({"of": of}), place), "{of}");
        }
        assert!(over(true, json!({"of": "interview"}), "/stages/1/lines"));
    }

    #[test]
    fn a_line_for_few_people_is_told_after_the_first_stage_only() {
        let mut first = line(json!({"of": "written"}), "60");
        first[0]["only_below"] = json!({"ratio": "2", "of": "came"});
        silent(&[("/stages/0/lines", first)]);
        let mut second = line(json!({"of": "interview"}), "60");
        second[0]["only_below"] = json!({"ratio": "2", "of": "came"});
        speaks(
            &[("/stages/1/lines", second)],
            "conditional_line /stages/1/lines/0",
        );
    }

    #[test]
    fn one_paper_or_element_needs_no_rounding() {
        let thirds: Vec<Json> = ["a", "b", "c"]
            .iter()
            .map(|code| json!({"code": code, "name": code, "full": "100", "weight": "1/3"}))
            .collect();
        let papers = json!({"full": "100", "missed": "absent", "papers": thirds});
        silent(&[
            ("/stages/0/scoring/papers", papers),
            (
                "/stages/0/lines",
                line(json!({"of": "written", "paper": "a"}), "60"),
            ),
        ]);
        let put = [
            ("/stages/1/scoring/panel/mean", Json::Null),
            ("/stages/1/scoring/panel/correction", Json::Null),
            ("/stages/1/scoring/panel/examiners", json!(9)),
            (
                "/stages/1/scoring/panel/elements",
                json!([{"code": "a", "name": "a", "full": "100"}]),
            ),
            (
                "/stages/1/lines",
                line(json!({"of": "interview", "element": "a"}), "60"),
            ),
        ];
        assert!(!has(&put, "compared_unrounded /stages/1/lines/0"));
    }

    #[test]
    fn a_mean_or_a_correction_that_is_rounded_has_an_end() {
        let unrounded = |gone: &str| {
            let gone = format!("/stages/1/scoring/panel/{gone}");
            let put = [
                (gone.as_str(), Json::Null),
                ("/stages/1/scoring/panel/examiners", json!(9)),
                ("/stages/1/lines", line(json!({"of": "interview"}), "60")),
            ];
            has(&put, "compared_unrounded /stages/1/lines/0")
        };
        assert!(!unrounded("mean"), "the corrected score is rounded");
        assert!(!unrounded("correction"), "the mean is rounded");
    }

    #[test]
    fn a_total_without_an_end_is_rounded_somewhere_before_it_is_compared() {
        let unrounded = |weights: [&str; 2], more: Json| {
            let mut formula = json!({"parts": [
                {"of": {"of": "written"}, "weight": weights[0]}, {"of": {"of": "interview"}, "weight": weights[1]}]});
            for (key, value) in more.as_object().into_iter().flatten() {
                match key.as_str() {
                    "divide_by" => formula["parts"][0][key] = value.clone(),
                    _ => formula[key] = value.clone(),
                }
            }
            let put = [
                ("/total/formula", formula),
                ("/total/lines", line(json!({"of": "total"}), "60")),
            ];
            has(&put, "compared_unrounded /total/lines/0")
        };
        let rounded = || json!({"decimals": 2});
        assert!(!unrounded(["50%", "50%"], json!({})));
        assert!(unrounded(["1/3", "2/3"], json!({})));
        assert!(unrounded(["1/3", "2/3"], json!({"term": rounded()})));
        assert!(!unrounded(["1/3", "2/3"], json!({"product": rounded()})));
        assert!(!unrounded(["1/3", "2/3"], json!({"sum": rounded()})));
        assert!(unrounded(["50%", "50%"], json!({"divide_by": "3"})));
        assert!(!unrounded(["50%", "50%"], json!({"divide_by": "2"})));
        assert!(!unrounded(
            ["50%", "50%"],
            json!({"divide_by": "3", "term": rounded()})
        ));
        assert!(!unrounded(
            ["50%", "50%"],
            json!({"divide_by": "3", "product": rounded()})
        ));
    }
}
