//! What the lint reads of applying, of lists and of the document as a whole, at its edges: the last figure that passes
//! beside the first that does not.

use super::lint_limits::{found, has, said, silent};
use super::with;
use domain::rules::*;
use serde_json::{Value as Json, json};

fn points_of(put: &[(&str, Json)]) -> Vec<String> {
    let document = with(put.iter().map(|(pointer, value)| (*pointer, value)));
    defaults_of(&document)
        .into_iter()
        .map(|point| point.path)
        .collect()
}

mod applying {
    use super::*;

    #[test]
    fn windows_one_after_another_do_not_overlap() {
        let window =
            |opens: &str, closes: &str| json!({"opens": opens, "closes": closes, "online": true});
        let (one, two) = (
            || window("2026-03-06T09:00", "2026-03-08T17:00"),
            || window("2026-03-08T17:00", "2026-03-10T17:00"),
        );
        silent(&[("/applying/windows", json!([one(), two()]))]);
        silent(&[("/applying/windows", json!([two(), one()]))]);
    }

    #[test]
    fn hours_of_a_counter_begin_before_they_end_and_follow_each_other() {
        let backwards = |hours: Json| {
            has(
                &[
                    ("/applying/windows/0/counter", json!("街道")),
                    ("/applying/windows/0/hours", hours),
                ],
                "hours_backwards /applying/windows/0/hours",
            )
        };
        let hours = |from: &str, to: &str| json!({"from": from, "to": to});
        assert!(!backwards(json!([
            hours("08:30", "11:30"),
            hours("11:30", "16:30")
        ])));
        assert!(backwards(json!([
            hours("08:30", "11:30"),
            hours("11:29", "16:30")
        ])));
        assert!(backwards(json!([hours("08:30", "08:30")])));
    }

    #[test]
    fn a_fee_is_above_nothing_and_its_waivers_end_after_they_begin() {
        let fee = |yuan: &str, until: &str| {
            let waiver =
                json!({"name": "低保", "as": "exempt", "from": "2026-03-07T09:00", "until": until});
            found(&[(
                "/applying/fees",
                json!([{"what": "报名费", "at": "applied", "yuan": yuan, "per": "person", "waivers": [waiver]}]),
            )])
        };
        let told = |found: &[String], finding: &str| found.iter().any(|one| one == finding);
        let sound = fee("50", "2026-03-08T09:00");
        let backwards = "closes_before_it_opens /applying/fees/0/waivers/0";
        let free = "fee_not_positive /applying/fees/0/yuan";
        assert!(!told(&sound, backwards) && !told(&sound, free), "{sound:?}");
        assert!(told(&fee("50", "2026-03-07T09:00"), backwards));
        assert!(told(&fee("0", "2026-03-08T09:00"), free));
    }

    #[test]
    fn days_out_of_order_are_both_named() {
        let said = said(&[("/announced", json!("2026-03-07"))]);
        assert!(
            said.len() == 1 && said[0].contains("7 March 2026") && said[0].contains("6 March 2026"),
            "{said:?}"
        );
        let opens = said[0].to_lowercase();
        assert!(
            opens.contains("notice") || opens.contains("announce"),
            "{said:?}"
        );
    }

    #[test]
    fn results_may_be_put_up_on_the_day_of_the_test() {
        let times = json!({"sittings": [{"code": "am", "at": "2026-04-10T09:00"}]});
        let results = |at: &str| {
            let results = json!({"of": {"results": "written"}, "what": "成绩", "days": 0,
                "kind": "working", "mask": "none", "at": at});
            let put = [
                ("/stages/0/times", times.clone()),
                ("/publication/-", results),
            ];
            has(&put, "dates_out_of_order /publication/1/at")
        };
        assert!(!results("2026-04-10") && results("2026-04-09"));
        assert!(found(&[("/announced", json!("2026-03-06"))]).is_empty());
    }

    #[test]
    fn one_more_case_of_an_opening_reaches_further() {
        let cases = |up_to: Json| {
            let cases = json!([{"up_to": 1, "then": "cancel"}, {"up_to": up_to, "then": "reduce"}, {"then": "go_ahead"}]);
            has(
                &[("/opening/0/otherwise", cases)],
                "case_never_reached /opening/0/otherwise/1",
            )
        };
        assert!(cases(json!(1)));
        assert!(!cases(json!(2)));
    }
}

mod lists {
    use super::*;

    #[test]
    fn as_many_seats_may_be_reserved_as_there_are_places() {
        let reserved = |of: Json, places: u32| {
            let seats = json!([{"code": "r", "name": "退役军人", "of": of, "places": places,
                "when": {"yes": "veteran"}, "also_open": true, "unfilled": "to_parent"}]);
            has(
                &[("/reserved", seats)],
                "reserved_above_places /reserved/0/places",
            )
        };
        for (of, places) in [
            (json!("campaign"), 5),
            (json!({"pool": "open"}), 5),
            (json!({"posts": {}}), 2),
            (json!({"posts": {"posts": ["B"]}}), 3),
        ] {
            assert!(!reserved(of.clone(), places), "{of}");
            assert!(reserved(of.clone(), places + 1), "{of}");
        }
    }

    #[test]
    fn places_that_are_taken_away_may_go_to_other_posts() {
        let removed = |to: Json| found(&[("/opening/0/removed_places", to)]);
        for to in [
            json!({"to_posts": ["B"]}),
            json!({"to_posts": ["A", "B"]}),
            json!({"to_pools": ["open"]}),
        ] {
            assert_eq!(removed(to.clone()), Vec::<String>::new(), "{to}");
        }
    }

    #[test]
    fn a_post_of_one_place_cannot_be_reduced() {
        let told = |places: u32, cases: Json| {
            let put = [
                ("/posts/0/places", json!(places)),
                ("/opening/0/otherwise", cases),
            ];
            has(&put, "one_place_against_ratio /opening/0/otherwise")
        };
        let reduce = || json!([{"then": "reduce"}]);
        assert!(told(1, reduce()) && !told(2, reduce()));
        let for_more = json!([{"up_to": 1, "then": "cancel"}, {"then": "reduce"}]);
        assert!(!told(1, for_more), "a post of one place is cancelled");
    }

    #[test]
    fn places_are_reduced_to_the_whole_at_most() {
        let above = |share: &str| {
            let cases =
                json!([{"then": {"reduce_to_share": {"share": share, "mode": "truncate"}}}]);
            let place = "/opening/0/otherwise/0/then/reduce_to_share/share";
            let finding = format!("share_above_whole {place}");
            has(&[("/opening/0/otherwise", cases)], &finding)
        };
        assert!(!above("100%") && above("100.01%"));
    }

    #[test]
    fn who_is_called_up_in_no_round_or_after_the_end_replaces_nobody() {
        let never = |rule: Json| {
            has(
                &[("/after/0/list/substitution", rule)],
                "nobody_replaced /after/0/list/substitution",
            )
        };
        assert!(never(json!({"rounds": 0, "approval": true})));
        assert!(never(json!({"rounds": 0, "in_advance": {"exactly": 1}})));
        assert!(!never(json!({"rounds": 0})));
        assert!(!never(json!({"rounds": 1, "approval": true})));
        assert!(never(json!({"until": {"step": "interview"}})));
        assert!(!never(json!({"until": {"step": "physical"}})));
    }
}

mod document {
    use super::*;

    fn decision(of: &str, value: Json, post: Option<&str>) -> Json {
        let mut decision =
            json!({"of": of, "value": value, "body": "组", "on": "2026-04-01", "reason": "定"});
        if let Some(post) = post {
            decision["scope"] = json!({"posts": [post]});
        }
        decision
    }

    #[test]
    fn one_decision_for_each_post_is_no_decision_twice() {
        let decisions = |posts: [&str; 2]| {
            let decisions = posts.map(|post| decision("places", json!({"places": 2}), Some(post)));
            found(&[("/decisions", json!(decisions))])
        };
        assert_eq!(decisions(["A", "B"]), Vec::<String>::new());
        assert_eq!(decisions(["A", "A"]), ["decided_twice /decisions/1"]);
    }

    #[test]
    fn a_decision_adds_places_only_above_those_of_the_post() {
        let adds = |places: u32| {
            let decision = decision("places", json!({"places": places}), Some("A"));
            !found(&[("/decisions", json!([decision]))]).is_empty()
        };
        assert!(!adds(1) && !adds(2) && adds(3));
    }

    #[test]
    fn a_question_that_is_settled_leaves_other_decisions_alone() {
        let open = json!([{"code": "u", "of": "/total", "question": "怎么算", "body": "组",
            "readings": [{"code": "0", "text": "0"}, {"code": "1", "text": "1"}]}]);
        let decisions = json!([
            decision("u", json!({"reading": "1"}), None),
            decision("places", json!({"places": 2}), Some("A")),
        ]);
        silent(&[("/unsettled", open), ("/decisions", decisions)]);
    }

    #[test]
    fn a_range_of_a_template_may_be_one_figure() {
        let within = |from: &str, to: &str| {
            let marks = json!({"/total/full": {"within": {"from": from, "to": to}}});
            has(
                &[("/marks", marks)],
                "empty_range /marks/~1total~1full/within",
            )
        };
        assert!(!within("100", "100"));
        assert!(within("100", "99.9999"));
    }

    #[test]
    fn defaults_are_what_no_place_states() {
        let variant =
            |posts: &[&str]| json!([{"name": "特", "scope": {"posts": posts}, "opening": []}]);
        let opening =
            |posts: &[&str]| points_of(&[("/opening", Json::Null), ("/variants", variant(posts))]);
        assert_eq!(
            opening(&["A", "B"]),
            Vec::<String>::new(),
            "each post has its own"
        );
        assert_eq!(opening(&["A"]), ["/opening"]);
        assert_eq!(
            points_of(&[("/publication/0/kind", Json::Null)]),
            ["/publication/0/kind"]
        );
        let results =
            json!({"of": {"results": "written"}, "what": "成绩", "days": 0, "mask": "none"});
        assert_eq!(
            points_of(&[("/publication/-", results)]),
            Vec::<String>::new()
        );
        let called = [("/stages/0/cut/substitution", Json::Null)];
        assert_eq!(points_of(&called), ["/stages/0/cut/substitution"]);
        let checked = [
            ("/stages/0/cut/substitution", Json::Null),
            ("/stages/1/check", json!({"substitution": {}})),
        ];
        assert_eq!(
            points_of(&checked),
            Vec::<String>::new(),
            "the check calls them up"
        );
    }

    #[test]
    fn a_period_ends_before_it_is_too_long_and_only_hires_need_the_usual_days() {
        silent(&[("/publication/0/days", json!(366))]);
        let results = |days: u32| json!({"of": {"results": "written"}, "what": "成绩", "days": days, "kind": "working", "mask": "none"});
        silent(&[("/publication/-", results(3))]);
        silent(&[("/publication/-", results(0))]);
    }

    #[test]
    fn a_holiday_is_stated_as_a_day_off_or_as_a_day_of_work() {
        let told = |holidays: Json| {
            has(
                &[
                    ("/publication/0/at", json!("2026-09-28")),
                    ("/holidays", holidays),
                ],
                "holiday_not_stated /publication/0",
            )
        };
        let off = |from: &str, until: &str| json!({"from": from, "until": until});
        assert!(told(json!({"off": [off("2026-10-01", "2026-10-06")]})));
        assert!(!told(json!({"off": [off("2026-10-01", "2026-10-07")]})));
        let parts = [
            off("2026-10-01", "2026-10-02"),
            off("2026-10-04", "2026-10-07"),
        ];
        assert!(told(json!({"off": parts})));
        assert!(!told(json!({"off": parts, "worked": ["2026-10-03"]})));
    }
}
