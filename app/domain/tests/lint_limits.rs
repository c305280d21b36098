//! Where the lint begins to speak: each limit with the last figure that passes and the first that does not; and what was
//! a false alarm once. What is put stands in the clean document of `lint/clean.json`.

use super::{at, with};
use domain::rules::*;
use serde_json::{Value as Json, json};

/// Everything that is found, as `code path`.
pub(super) fn found(put: &[(&str, Json)]) -> Vec<String> {
    lint(&with(put.iter().map(|(pointer, value)| (*pointer, value))))
        .iter()
        .map(at)
        .collect()
}

#[track_caller]
pub(super) fn silent(put: &[(&str, Json)]) {
    assert_eq!(found(put), Vec::<String>::new(), "{put:?}");
}

#[track_caller]
pub(super) fn speaks(put: &[(&str, Json)], finding: &str) {
    assert_eq!(found(put), [finding], "{put:?}");
}

/// Whether this is found, whatever else there is.
pub(super) fn has(put: &[(&str, Json)], finding: &str) -> bool {
    found(put).iter().any(|one| one == finding)
}

/// The sentences, in English.
pub(super) fn said(put: &[(&str, Json)]) -> Vec<String> {
    lint(&with(put.iter().map(|(pointer, value)| (*pointer, value))))
        .iter()
        .map(|finding| finding.say(Lang::En))
        .collect()
}

pub(super) const AGE: &str = "/eligibility/0/condition";

pub(super) fn born(from: Option<&str>, until: Option<&str>) -> Json {
    let bound = |on: &str| json!({"on": on, "inclusive": true});
    let mut test = json!({"fact": "birth_date"});
    if let Some(from) = from {
        test["from"] = bound(from);
    }
    if let Some(until) = until {
        test["until"] = bound(until);
    }
    json!({ "date": test })
}

/// Without the relaxation, which is not about these.
pub(super) fn aged(condition: Json, stated: Json) -> Vec<(&'static str, Json)> {
    vec![
        (AGE, condition),
        ("/eligibility/0/stated_age", stated),
        ("/eligibility/0/relaxations", json!([])),
    ]
}

mod ages {
    use super::*;

    #[test]
    fn an_oldest_age_has_four_readings_and_each_ends_on_its_day() {
        let plain = json!({"oldest": 35, "on": "2026-03-06"});
        silent(&aged(born(Some("1990-03-07"), None), plain));
        for (oldest, first, words) in [
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
            (36, "1990-03-05", "rests on 5 March 2026"),
            (35, "1990-03-05", "rests on 5 March 2026"),
            (35, "1990-03-08", "rests on 7 March 2026"),
            (34, "1988-03-06", "no reading fits"),
            (39, "1990-03-06", "no reading fits"),
        ] {
            let stated = json!({"oldest": oldest, "on": "2026-03-06"});
            let mut put = aged(born(Some(first), None), stated);
            put.push(("/days/0/on", json!({"day": "2020-01-01"})));
            put.push(("/applying/windows/0/opens", json!("2026-03-10T09:00")));
            let said = said(&put);
            assert!(
                said.len() == 1 && said[0].contains(words),
                "{oldest} {first}: {said:?}"
            );
        }
    }

    #[test]
    fn a_youngest_age_is_reached_on_the_last_day_or_missed_by_one() {
        for (last, code) in [
            ("2008-03-06", None),
            ("2008-03-05", Some("youngest_left_out")),
            ("2008-04-04", Some("stated_age_other_day")),
            ("2010-03-06", Some("stated_age_contradicts")),
            ("2006-03-06", Some("stated_age_contradicts")),
        ] {
            let stated = json!({"youngest": 18, "on": "2026-03-06"});
            let found = found(&aged(born(None, Some(last)), stated));
            let code = code.map(|code| format!("{code} /eligibility/0"));
            assert_eq!(found, code.into_iter().collect::<Vec<_>>(), "{last}");
        }
    }

    /// The youngest by the first day of applications, the oldest by the day of the notice: one notice, two days.
    #[test]
    fn bounds_that_rest_on_two_days_of_the_notice_are_no_contradiction() {
        let stated = json!({"youngest": 18, "oldest": 35, "on": "2026-03-06"});
        let found = found(&aged(born(Some("1990-03-02"), Some("2008-03-06")), stated));
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn month_and_year_bounds_are_held_against_months_and_years() {
        for (from, quiet) in [
            ("1990-03", true),
            ("1990-04", true),
            ("1991-03", true),
            ("1990-08", false),
            ("1990", true),
            ("1991", true),
            ("1987", false),
        ] {
            let stated = json!({"oldest": 35, "on": "2026-03-06"});
            let found = found(&aged(born(Some(from), None), stated));
            assert_eq!(found.is_empty(), quiet, "{from}: {found:?}");
        }
    }

    /// On 29 February nobody born in a common year has a birthday.
    #[test]
    fn a_leap_day_has_no_birthday_of_somebody_born_in_a_common_year() {
        let stated = json!({"oldest": 40, "on": "2024-02-29"});
        let told = |from| said(&aged(born(Some(from), None), stated.clone()));
        let eve = told("1983-02-28");
        assert!(eve.iter().all(|said| !said.contains("birthday")), "{eve:?}");
        assert_eq!(told("1983-03-01"), Vec::<String>::new(), "plain");
        let leap = json!({"oldest": 40, "on": "2024-02-29"});
        let leap = said(&aged(born(Some("1984-02-29"), None), leap));
        assert!(leap[0].contains("the birthday itself"), "{leap:?}");
    }

    #[test]
    fn an_age_by_sex_or_by_a_span_is_an_age_with_dates() {
        let by_sex = json!({"any": [
            {"all": [{"yes": "veteran"}, born(Some("1980-03-06"), None)]},
            born(Some("1990-03-06"), None),
        ]});
        let stated = json!({"oldest": 35, "on": "2026-03-06"});
        assert_eq!(found(&aged(by_sex, stated.clone())), Vec::<String>::new());
        let span = json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "first"},
            "at_least": {"years": 18}, "less_than": {"years": 36}}});
        let found = found(&aged(
            span,
            json!({"youngest": 18, "oldest": 35, "on": "2026-03-06"}),
        ));
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_relaxation_reaches_further_on_one_side_and_less_far_on_none() {
        let relaxed = |from: &str, until: Option<&str>| {
            found(&[
                (AGE, born(Some("1990-03-06"), Some("2008-03-06"))),
                (
                    "/eligibility/0/relaxations/0/instead/condition",
                    born(Some(from), until),
                ),
            ])
        };
        let place = "/eligibility/0/relaxations/0";
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
            let narrower = format!("relaxation_narrower {place}");
            assert_eq!(relaxed(from, Some(until)), [narrower], "{from} {until}");
        }
        assert_eq!(
            relaxed("1985-03-06", Some("2008-03-05")),
            [format!("relaxation_shifts {place}")]
        );
    }

    #[test]
    fn bands_meet_without_a_day_between_or_in_common_and_limits_that_differ_are_no_bands() {
        let bands = |one: Json, other: Json| {
            let band = |id: &str, condition: Json| json!([{"id": id, "title": "年龄", "condition": condition}]);
            found(&[
                ("/posts/0/eligibility", band("x", one)),
                ("/posts/1/eligibility", band("y", other)),
            ])
        };
        let first = || born(Some("1990-03-06"), Some("1995-03-05"));
        for (from, until, finding) in [
            ("1995-03-06", "2000-03-05", None),
            ("1995-03-07", "2000-03-05", Some("age_gap /posts/1")),
            ("1995-03-05", "2000-03-05", Some("age_overlap /posts/1")),
            ("1992-01-01", "2000-03-05", None),
            ("1990-03-06", "2000-03-05", None),
            ("1999-01-01", "2003-03-05", None),
        ] {
            let found = bands(first(), born(Some(from), Some(until)));
            assert_eq!(found, finding.into_iter().collect::<Vec<_>>(), "{from}");
        }
        let reversed = bands(born(Some("1995-03-07"), Some("2000-01-01")), first());
        assert_eq!(
            reversed,
            ["age_gap /posts/0"],
            "the order of posts does not matter"
        );
    }
}

mod people {
    use super::*;

    fn fact(kind: Json) -> (&'static str, Json) {
        let fact =
            json!({"key": "n", "label": "n", "kind": kind, "topic": "status", "proof": "checked"});
        ("/facts/-", fact)
    }

    fn also(condition: Json) -> (&'static str, Json) {
        (
            "/eligibility/-",
            json!({"id": "n", "title": "n", "condition": condition}),
        )
    }

    #[test]
    fn the_options_of_a_sex_may_stand_in_any_order() {
        let sex = |codes: [&str; 2]| {
            let options: Vec<Json> = codes
                .iter()
                .map(|code| json!({"code": code, "label": code}))
                .collect();
            let fact = json!({"key": "sex", "label": "性别", "kind": {"choice": {"options": options}},
                "topic": "identity", "proof": "checked"});
            let item = json!({"one_of": {"fact": "sex", "options": [codes[0]]}});
            found(&[("/facts/-", fact), ("/bonus/items/0/when", item)])
        };
        assert_eq!(sex(["male", "female"]), Vec::<String>::new());
        assert_eq!(sex(["female", "male"]), Vec::<String>::new());
        assert_eq!(sex(["man", "woman"]), ["reserved_fact /facts/4"]);
    }

    #[test]
    fn requirements_of_any_kind_can_exclude_each_other() {
        let number = || fact(json!({"number": {"whole": true}}));
        let clash = |kind: (&'static str, Json), one: Json, other: Json| {
            let second = json!({"id": "m", "title": "m", "condition": other});
            found(&[kind, also(one), ("/eligibility/-", second)])
        };
        let never = ["never_met /posts/0"];
        let test = |bounds: Json| {
            let mut test = json!({"fact": "n"});
            for (key, value) in bounds.as_object().into_iter().flatten() {
                test[key] = value.clone();
            }
            json!({ "number": test })
        };
        assert_eq!(
            clash(
                number(),
                test(json!({"at_least": "45"})),
                test(json!({"less_than": "45"}))
            ),
            never
        );
        assert_eq!(
            clash(
                number(),
                test(json!({"more_than": "45"})),
                test(json!({"less_than": "46"}))
            ),
            never
        );
        assert!(
            clash(
                number(),
                test(json!({"at_least": "45"})),
                test(json!({"at_most": "45"}))
            )
            .is_empty()
        );
        let yes = || fact(json!("yes_no"));
        assert_eq!(
            clash(yes(), json!({"yes": "n"}), json!({"not": {"yes": "n"}})),
            never
        );
        let area = |code: &str| json!({"in_area": {"fact": "home", "areas": [code]}});
        let other = json!({"code": "220100", "name": "长春市", "level": "city"});
        let abroad = [("/areas/-", other), also(area("220100"))];
        assert_eq!(found(&abroad), never, "another city");
        silent(&[also(area("210211"))]);
        let date =
            |key: &str| json!({"date": {"fact": "n", key: {"on": "2020-05", "inclusive": false}}});
        assert_eq!(
            clash(fact(json!({"date": {}})), date("from"), date("until")),
            never
        );
    }

    #[test]
    fn a_relaxation_or_a_scope_keeps_requirements_from_excluding_each_other() {
        let old = born(None, Some("1989-01-01"));
        let own = |scope: Json| json!({"id": "o", "title": "o", "condition": old, "scope": scope});
        silent(&[("/eligibility/-", own(json!({})))]);
        let strict = ("/eligibility/0/relaxations", json!([]));
        assert_eq!(
            found(&[strict.clone(), ("/eligibility/-", own(json!({})))]),
            ["never_met /posts/0"]
        );
        assert_eq!(
            found(&[strict, ("/eligibility/-", own(json!({"posts": ["B"]})))]),
            ["never_met /posts/1"]
        );
    }

    #[test]
    fn a_branch_is_reached_when_somebody_of_some_post_can_take_it() {
        let any = |branch: Json| {
            let level = json!({"level": {"fact": "education", "at_least": "college"}});
            found(&[("/eligibility/1/condition", json!({"any": [level, branch]}))])
        };
        let unreached = ["branch_never_reached /eligibility/1/condition/any/1"];
        assert!(
            any(born(None, Some("1985-03-06"))).is_empty(),
            "by the relaxation"
        );
        assert_eq!(any(born(None, Some("1985-03-05"))), unreached);
        assert!(any(json!({"post": ["B"]})).is_empty());
        assert_eq!(
            any(json!({"all": [{"post": ["A"]}, {"post": ["B"]}]})),
            unreached
        );
        assert!(any(json!({"not": {"yes": "veteran"}})).is_empty());
    }

    #[test]
    fn for_everybody_is_a_statement_and_an_empty_demand_is_none() {
        silent(&[("/bonus/items/0/when", json!({"all": []}))]);
        let empty = |condition: Json| found(&[also(condition)]);
        let told = ["empty_branches /eligibility/3/condition"];
        assert_eq!(empty(json!({"all": []})), told);
        let inside = json!({"any": [{"all": []}, {"yes": "veteran"}]});
        assert_eq!(
            empty(inside),
            ["empty_branches /eligibility/3/condition/any/0"]
        );
    }

    #[test]
    fn a_question_that_does_not_apply_passes_every_not() {
        let kind = |optional: bool| {
            let fact = json!({"key": "n", "label": "n", "kind": {"number": {}}, "topic": "status",
                "proof": "checked", "optional": optional});
            let not = |bound: &str, figure: &str| {
                let mut test = json!({"fact": "n"});
                test[bound] = json!(figure);
                json!({"not": {"number": test}})
            };
            let second = json!({"id": "m", "title": "m", "condition": not("at_most", "45")});
            found(&[
                ("/facts/-", fact),
                also(not("at_least", "40")),
                ("/eligibility/-", second),
            ])
        };
        assert_eq!(kind(true), Vec::<String>::new());
        assert_eq!(kind(false), ["never_met /posts/0"]);
    }
}

mod course {
    use super::*;

    #[test]
    fn a_line_may_be_the_full_mark_and_above_it_only_with_a_bonus() {
        let line = |of: Json, points: &str, at: &str| {
            found(&[(
                at,
                json!([{"code": "l", "on": of, "at": {"fixed": points}}]),
            )])
        };
        for (of, at) in [
            ("interview", "/stages/1/lines"),
            ("written", "/stages/0/lines"),
        ] {
            let over = line(json!({"of": of}), "100.0001", at);
            assert!(line(json!({"of": of}), "100", at).is_empty());
            assert_eq!(
                over.is_empty(),
                of == "written",
                "the bonus raises the written score"
            );
        }
        let before = line(
            json!({"of": "written", "before": "bonus"}),
            "101",
            "/stages/0/lines",
        );
        assert_eq!(before, ["line_above_full /stages/0/lines/0/at"]);
        let paper = line(
            json!({"of": "written", "paper": "one"}),
            "101",
            "/stages/0/lines",
        );
        assert!(paper.len() <= 1);
    }

    #[test]
    fn a_line_that_is_set_later_waits_for_a_decision_with_its_code() {
        let decided = |of: &str| json!([{"of": of, "value": {"points": "55"}, "body": "组", "on": "2026-04-01", "reason": "划线"}]);
        let later = ("/stages/0/lines/0/at", json!("set_later"));
        silent(&[later.clone(), ("/decisions", decided("line"))]);
        assert_eq!(
            found(&[later, ("/decisions", decided("interview"))]),
            [
                "decision_does_not_fit /decisions/0/value",
                "line_set_later /stages/0/lines/0"
            ]
        );
    }

    #[test]
    fn only_figures_without_an_end_ask_for_a_rounding() {
        let papers = |weights: [&str; 3], full: &str| {
            let papers: Vec<Json> = ["a", "b", "c"]
                .iter()
                .zip(weights)
                .map(|(code, weight)| json!({"code": code, "name": code, "full": "100", "weight": weight}))
                .collect();
            found(&[(
                "/stages/0/scoring/papers",
                json!({"full": full, "missed": "absent", "papers": papers}),
            )])
        };
        assert!(papers(["40%", "40%", "20%"], "100").is_empty());
        assert_eq!(
            papers(["1/3", "1/3", "1/3"], "100"),
            ["compared_unrounded /stages/0/lines/0"]
        );
        let panel = |examiners: u8| {
            found(&[
                ("/stages/1/scoring/panel/mean", Json::Null),
                ("/stages/1/scoring/panel/correction", Json::Null),
                ("/stages/1/scoring/panel/examiners", json!(examiners)),
                (
                    "/stages/1/lines",
                    json!([{"code": "l", "on": {"of": "interview"}, "at": {"fixed": "60"}}]),
                ),
            ])
        };
        assert_eq!(panel(7), ["defaults "], "five marks have an end");
        assert!(panel(9).contains(&"compared_unrounded /stages/1/lines/0".to_owned()));
    }

    #[test]
    fn a_quota_is_held_against_the_sizes_that_posts_have() {
        let quota = "/stages/0/cut/quota";
        silent(&[(quota, json!({"exactly": 3}))]);
        speaks(
            &[(quota, json!({"exactly": 2}))],
            &format!("quota_below_places {quota}"),
        );
        let steps = |steps: Json| found(&[(quota, json!({ "steps": steps }))]);
        let gap = [format!("quota_steps {quota}/steps")];
        assert!(steps(json!([{"per_place": "3"}])).is_empty());
        assert!(
            steps(json!([{"up_to": 3, "per_place": "3"}])).is_empty(),
            "no post is larger"
        );
        assert_eq!(steps(json!([{"up_to": 2, "per_place": "3"}])), gap);
        assert_eq!(steps(json!([{"per_place": "3"}, {"per_place": "3"}])), gap);
        let falling = json!([{"up_to": 9, "per_place": "3"}, {"up_to": 9, "per_place": "3"}, {"per_place": "3"}]);
        assert_eq!(steps(falling), gap);
        assert!(
            steps(json!([{"up_to": 9, "per_place": "3"}, {"per_place": "2.7"}])).is_empty(),
            "27 and 27"
        );
        let drop = steps(json!([{"up_to": 9, "per_place": "3"}, {"per_place": "2.6"}]));
        assert_eq!(drop, [format!("quota_drops {quota}/steps")], "27 and 26");
        silent(&[(
            quota,
            json!({"share": {"share": "60%", "of": "came", "mode": "half_up"}}),
        )]);
    }

    #[test]
    fn figures_are_used_as_soon_as_they_are_there() {
        let basis = |of: &str| json!({"parts": [{"of": {"of": of}, "weight": "1"}], "sum": {"decimals": 2}});
        silent(&[("/stages/0/cut/basis", basis("written"))]);
        silent(&[("/total/formula/parts/0/of", json!({"of": "cut written"}))]);
        silent(&[("/after/0/list/basis", basis("total"))]);
        silent(&[
            (
                "/ties/keys/-",
                json!({"higher": {"of": "interview", "element": "a"}}),
            ),
            (
                "/stages/1/scoring/panel/elements",
                json!([{"code": "a", "name": "a", "full": "100"}]),
            ),
        ]);
        silent(&[
            (
                "/ties/keys/-",
                json!({"higher": {"of": "interview", "examiner": "chief"}}),
            ),
            ("/stages/1/scoring/panel/chief", json!(1)),
        ]);
    }

    #[test]
    fn a_stage_that_only_some_posts_have_is_judged_where_it_stands() {
        let alone = json!([{"name": "直接面试", "scope": {"posts": ["B"]},
            "stages": [{"code": "interview", "name": "面试", "scoring": {"points": {"full": "100"}}, "lines": []}],
            "total": {"full": "100", "formula": {"parts": [{"of": {"of": "interview"}, "weight": "1"}], "sum": {"decimals": 2}}, "lines": []},
            "bonus": {"items": [], "raises": ["interview"], "may_exceed_full": true},
            "ties": {"then": "share"}}]);
        silent(&[("/variants", alone.clone())]);
        let mut common = alone;
        common[0].as_object_mut().map(|own| own.remove("total"));
        let said = said(&[("/variants", common)]);
        assert!(
            said[0].starts_with("There is no stage or step “written”"),
            "{said:?}"
        );
    }

    #[test]
    fn an_unknown_code_is_told_where_it_stands_with_the_nearest_name() {
        let put = [
            ("/posts/1/pool", json!("opem")),
            ("/pools/0/stated_places", json!(2)),
        ];
        speaks(&put, "unknown_code /posts/1/pool");
        assert_eq!(
            said(&put),
            ["There is no pool “opem”: did you mean “open”?"]
        );
        let decision = json!([{"of": "lime", "value": {"points": "55"}, "body": "组", "on": "2026-04-01", "reason": "划线"}]);
        speaks(&[("/decisions", decision)], "unknown_code /decisions/0/of");
    }
}

mod rest {
    use super::*;

    fn item(code: &str, points: &str, group: Option<&str>) -> Json {
        let mut item = json!({"code": code, "name": code, "when": {"yes": "veteran"}, "points": {"fixed": points}});
        if let Some(group) = group {
            item["group"] = json!(group);
        }
        item
    }

    #[test]
    fn groups_that_take_the_highest_do_not_add_up_to_a_large_bonus() {
        let large = |groups: Json, items: Json, cap: Option<&str>| {
            found(&[
                ("/bonus/groups", groups),
                ("/bonus/items", items),
                ("/bonus/stack", json!("sum")),
                ("/bonus/cap", json!(cap)),
            ])
            .contains(&"large_bonus /bonus".to_owned())
        };
        let group = |stack: &str| json!([{"code": "g", "name": "g", "stack": stack}]);
        let two = || json!([item("a", "6", Some("g")), item("b", "5", Some("g"))]);
        assert!(!large(group("highest"), two(), None));
        assert!(large(group("sum"), two(), None));
        assert!(!large(group("sum"), two(), Some("10")));
        assert!(!large(json!([]), json!([item("a", "10", None)]), None));
        assert!(large(json!([]), json!([item("a", "10.0001", None)]), None));
    }

    #[test]
    fn the_end_of_a_day_is_the_beginning_of_the_next() {
        let said = said(&[("/applying/windows/0/closes", json!("2026-03-10T24:00"))]);
        assert_eq!(
            said,
            ["24:00 on 10 March 2026 is easily misread by a day; say 00:00 on 11 March 2026."]
        );
        silent(&[("/applying/windows/0/closes", json!("2026-03-11T00:00"))]);
    }

    #[test]
    fn the_form_and_a_counter_may_be_open_together() {
        let window = json!({"opens": "2026-03-07T09:00", "closes": "2026-03-08T17:00", "online": false, "counter": "街道"});
        speaks(&[("/applying/windows/-", window)], "acts_later ");
    }

    #[test]
    fn defaults_are_one_line_and_unfold() {
        let put = [
            ("/stages/1/lines", Json::Null),
            ("/ties", Json::Null),
            ("/extra_tests", json!([])),
        ];
        speaks(&put, "defaults ");
        assert_eq!(
            said(&put),
            ["Points the notice does not state, where the defaults count: 2."]
        );
        let points = defaults_of(&with(put.iter().map(|(pointer, value)| (*pointer, value))));
        let paths: Vec<&str> = points.iter().map(|point| point.path.as_str()).collect();
        assert_eq!(paths, ["/ties", "/stages/1/lines"]);
        assert!(
            points
                .iter()
                .all(|point| point.say(Lang::Zh) != point.say(Lang::En))
        );
    }

    #[test]
    fn statements_of_nothing_are_no_defaults() {
        let put = [
            ("/opening", json!([])),
            ("/publication", json!([])),
            ("/stages/0/lines", json!([])),
            ("/after", json!([])),
        ];
        silent(&put);
    }

    #[test]
    fn an_open_question_may_stand_at_a_field_that_is_not_stated() {
        let open = |of: &str| {
            let readings = json!([{"code": "a", "text": "a"}, {"code": "b", "text": "b"}]);
            let open = json!([{"code": "u", "of": of, "question": "?", "readings": readings, "body": "组"}]);
            found(&[("/unsettled", open)])
        };
        for path in [
            "/stages/0/cut/basis",
            "/stages/1/check",
            "/reserve",
            "/total/across",
            "/posts/0/places",
        ] {
            assert_eq!(open(path), ["unsettled_open /unsettled/0"], "{path}");
        }
        for path in [
            "",
            "total",
            "/stages/2",
            "/stages/x",
            "/stages/0/cut/quote",
            "/total/full/x",
        ] {
            assert_eq!(open(path).len(), 2, "{path}");
        }
    }

    #[test]
    fn examples_that_agree_say_nothing_and_those_that_carry_too_little_are_not_run() {
        let example =
            |figures: Json| found(&[("/examples", json!([{"clause": "例", "figures": figures}]))]);
        let room = |sum: &str, mean: &str, coefficient: &str| json!({"sum": sum, "people": 2, "mean": mean, "coefficient": coefficient});
        for figures in [
            json!({"cut": {"stage": "written", "places": 2, "people": 6}}),
            json!({"panel": {"stage": "interview", "marks": ["80", "80", "80", "90", "70", "80", "82"], "score": "80.4"}}),
            json!({"bonus": {"items": [{"item": "v"}], "points": "3"}}),
            json!({"total": {"parts": [{"of": {"of": "written"}, "points": "70"}, {"of": {"of": "interview"}, "points": "80"}], "total": "75"}}),
            json!({"rooms": {"stage": "interview", "rooms": [room("100", "50", "1.2000"), room("140", "70", "0.8571")], "overall": "60"}}),
        ] {
            assert!(example(figures.clone()).is_empty(), "{figures}");
        }
        let trim = (
            "/stages/1/scoring/panel/correction/room_trim",
            json!({"highest": 1, "lowest": 1}),
        );
        let rooms = json!({"rooms": {"stage": "interview", "rooms": [room("100", "50", "9.9")]}});
        let examples = json!([{"clause": "例", "figures": rooms}]);
        speaks(
            &[trim, ("/examples", examples)],
            "example_not_run /examples/0",
        );
    }

    #[test]
    fn two_courses_that_share_a_fault_tell_it_once() {
        let variants = json!([{"name": "特", "scope": {"posts": ["A"]}, "opening": []}]);
        speaks(
            &[
                ("/variants", variants),
                ("/total/formula/parts/0/weight", json!("40%")),
            ],
            "weight_sum /total/full",
        );
    }
}
