//! Answers of a form: which are asked, which are right, which need a paper; each limit on both of its sides.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use chrono::NaiveDate;
use domain::{Points, rules::*};
use serde_json::{Value as Json, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fact(key: &str, kind: Json) -> Json {
    json!({"key": key, "label": {"zh": key, "en": key}, "kind": kind, "topic": "status", "proof": "checked"})
}

fn choice(ordered: bool) -> Json {
    json!({"ordered": ordered, "options": [{"code": "none", "label": "n"}, {"code": "a", "label": "a"}, {"code": "b", "label": "b"}]})
}

fn document(facts: Json, change: impl FnOnce(&mut Json)) -> RuleDocument {
    let mut json = json!({"schema_version": 2, "id": "t", "title": "t", "facts": facts,
        "areas": [{"code": "210200", "name": "市", "level": "city"},
            {"code": "210211", "name": "区", "level": "county"}, {"code": "310101", "name": "远", "level": "county"},
            {"code": "x-street", "name": "街", "level": "street", "inside": "210211"}],
        "posts": [{"code": "P", "name": "P", "places": 1}, {"code": "Q", "name": "Q", "places": 1}]});
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// What is wrong with one answer to one question, on 24 November 2026.
fn problem(kind: Json, value: FactValue) -> Option<Json> {
    let doc = document(json!([fact("f", kind)]), |_| ());
    let facts = Facts::new().with("f", value);
    let problems = facts.check(&doc, None, day("2026-11-24"));
    assert!(problems.len() <= 1);
    problems
        .first()
        .map(|problem| serde_json::to_value(problem).unwrap())
}

fn number(text: &str) -> FactValue {
    FactValue::Number(text.parse().unwrap())
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

#[test]
fn a_number_lies_between_its_least_and_its_most() {
    let kind = || json!({"number": {"least": "1", "most": "40", "whole": true}});
    for good in ["1", "2", "40"] {
        assert_eq!(problem(kind(), number(good)), None, "{good}");
    }
    let small = json!({"too_small": {"fact": "f", "least": "1.00"}});
    let large = json!({"too_large": {"fact": "f", "most": "40.00"}});
    for (bad, told) in [
        ("0.9999", &small),
        ("40.0001", &large),
        ("-1", &small),
        ("100", &large),
        ("2.5", &json!({"not_whole": {"fact": "f"}})),
    ] {
        assert_eq!(problem(kind(), number(bad)).as_ref(), Some(told), "{bad}");
    }
    assert_eq!(
        problem(json!({"number": {}}), number("-7.25")),
        None,
        "no limits, no whole numbers"
    );
}

#[test]
fn a_date_lies_between_1900_and_2200_and_not_after_today_unless_it_may() {
    let date = |text: &str| FactValue::Date(day(text));
    let past = || json!({"date": {}});
    let any = || json!({"date": {"may_be_future": true}});
    let implausible = Some(json!({"implausible_date": {"fact": "f"}}));
    let future = Some(json!({"in_the_future": {"fact": "f", "today": "2026-11-24"}}));
    for (kind, text, told) in [
        (past(), "2026-11-24", None),
        (past(), "2026-11-25", future),
        (any(), "2026-11-25", None),
        (past(), "1900-01-01", None),
        (past(), "1899-12-31", implausible.clone()),
        (any(), "2200-12-31", None),
        (any(), "2201-01-01", implausible),
    ] {
        assert_eq!(problem(kind, date(text)), told, "{text}");
    }
}

#[test]
fn only_options_of_the_question_are_answers() {
    let one = |code: &str| {
        problem(
            json!({"choice": choice(false)}),
            FactValue::Choice(code.into()),
        )
    };
    let many = |codes: &[&str]| {
        let codes = codes.iter().map(|code| (*code).into()).collect();
        problem(json!({"choices": choice(false)}), FactValue::Choices(codes))
    };
    let unknown = Some(json!({"unknown_option": {"fact": "f", "option": "z"}}));
    assert_eq!([one("a"), one("z")], [None, unknown.clone()]);
    assert_eq!(
        [many(&[]), many(&["a", "b"]), many(&["a", "z"])],
        [None, None, unknown]
    );
}

#[test]
fn an_area_has_the_level_and_lies_inside_what_the_question_says() {
    let area = |kind: &Json, code: &str| {
        problem(json!({ "area": kind }), FactValue::Area(code.into())).is_none()
    };
    let county = json!({"level": "county"});
    for (code, known) in [
        ("210211", true),
        ("310101", true),
        ("210200", false),
        ("999999", false),
        ("elsewhere", true),
    ] {
        assert_eq!(area(&county, code), known, "{code}");
    }
    let near = json!({"level": "county", "inside": "210200"});
    for (code, known) in [("210211", true), ("310101", false), ("elsewhere", true)] {
        assert_eq!(area(&near, code), known, "{code}");
    }
    assert!(
        area(&json!({"level": "street", "inside": "210200"}), "x-street"),
        "a street of a district of the city"
    );
}

#[test]
fn a_text_has_words_and_not_too_many() {
    let text =
        |kind: Json, text: &str| problem(json!({ "text": kind }), FactValue::Text(text.into()));
    assert_eq!(text(json!({"longest": 3}), "三个字"), None);
    assert_eq!(
        text(json!({"longest": 3}), "四个字了"),
        Some(json!({"too_long": {"fact": "f", "longest": 3}}))
    );
    assert_eq!(text(json!({}), &"字".repeat(2000)), None);
    assert_eq!(
        text(json!({}), &"字".repeat(2001)),
        Some(json!({"too_long": {"fact": "f", "longest": 2000}}))
    );
    assert_eq!(
        text(json!({}), " "),
        Some(json!({"missing": {"fact": "f"}}))
    );
    let mut optional = fact("f", json!({"text": {}}));
    optional["optional"] = json!(true);
    let doc = document(json!([optional]), |_| ());
    let blank = Facts::new().with("f", FactValue::Text(" ".into()));
    assert_eq!(blank.check(&doc, None, day("2026-11-24")), []);
}

#[test]
fn an_answer_of_another_kind_is_of_the_wrong_type_and_none_at_all_may_not_apply() {
    let wrong = Some(json!({"wrong_type": {"fact": "f"}}));
    assert_eq!(problem(json!("yes_no"), number("1")), wrong);
    assert_eq!(
        problem(json!({"number": {}}), FactValue::YesNo(true)),
        wrong
    );
    assert_eq!(
        problem(
            json!({"choice": choice(false)}),
            FactValue::Choices(vec!["a".into()])
        ),
        wrong
    );
    assert_eq!(problem(json!("yes_no"), FactValue::YesNo(false)), None);
    assert_eq!(
        problem(json!({"number": {}}), FactValue::DoesNotApply),
        None
    );
}

#[test]
fn what_is_asked_and_not_answered_is_missing() {
    let with = |change: &dyn Fn(&mut Json)| {
        let mut asked = fact("f", json!("yes_no"));
        change(&mut asked);
        document(json!([fact("grid", json!("yes_no")), asked]), |_| ())
    };
    let missing = |doc: &RuleDocument, facts: &Facts| -> Vec<String> {
        facts
            .check(doc, None, day("2026-11-24"))
            .iter()
            .map(|problem| problem.fact().to_string())
            .collect()
    };
    let yes = Facts::new().with("grid", FactValue::YesNo(true));
    let no = Facts::new().with("grid", FactValue::YesNo(false));
    assert_eq!(missing(&with(&|_| ()), &no), ["f"]);
    let when = |json: &mut Json| json["asked_when"] = json!({"yes": "grid"});
    assert_eq!(missing(&with(&when), &yes), ["f"]);
    assert_eq!(missing(&with(&when), &no), Vec::<String>::new());
    assert_eq!(
        missing(&with(&when), &Facts::new()),
        ["grid", "f"],
        "it may still be asked"
    );
    assert_eq!(
        missing(&with(&|json| json["optional"] = json!(true)), &no),
        Vec::<String>::new()
    );
    assert_eq!(
        missing(&with(&|json| json["proof"] = json!("background_only")), &no),
        Vec::<String>::new()
    );
    let more = no
        .with("other", FactValue::YesNo(true))
        .with("f", FactValue::YesNo(true));
    assert_eq!(
        missing(&with(&|_| ()), &more),
        ["other"],
        "nobody asked for it"
    );
}

#[test]
fn what_is_wrong_is_said_beside_its_field() {
    let key = || FactKey::from("f");
    for (problem, zh, en) in [
        (FactProblem::Missing { fact: key() }, "请填f", "Enter: f"),
        (
            FactProblem::WrongType { fact: key() },
            "请从选项里选f",
            "Choose one of the answers: f",
        ),
        (
            FactProblem::UnknownArea { fact: key() },
            "请从列表里选f",
            "Choose from the list: f",
        ),
        (
            FactProblem::NotAsked { fact: key() },
            "本公告不需要f",
            "This notice does not ask for f",
        ),
        (
            FactProblem::ImplausibleDate { fact: key() },
            "请核对f的年份",
            "Check the year: f",
        ),
    ] {
        is_said(&problem, zh, en);
    }
}

#[test]
fn an_answer_beyond_its_bounds_is_told_the_bound() {
    let key = || FactKey::from("f");
    for (problem, zh, en) in [
        (
            FactProblem::TooSmall {
                fact: key(),
                least: points("1"),
            },
            "f不能小于1",
            "f cannot be below 1",
        ),
        (
            FactProblem::TooLarge {
                fact: key(),
                most: points("40"),
            },
            "f不能大于40",
            "f cannot be above 40",
        ),
        (
            FactProblem::NotWhole { fact: key() },
            "f请填整数",
            "Enter a whole number: f",
        ),
        (
            FactProblem::TooLong {
                fact: key(),
                longest: 9,
            },
            "f最多9个字",
            "f: at most 9 characters",
        ),
    ] {
        is_said(&problem, zh, en);
    }
}

fn is_said(problem: &FactProblem, zh: &str, en: &str) {
    let doc = document(json!([fact("f", json!("yes_no"))]), |_| ());
    let said = [Lang::Zh, Lang::En].map(|lang| problem.say(&doc, lang));
    assert_eq!(said, [zh, en]);
}

#[test]
fn an_answer_is_read_back_as_it_was_meant() {
    let option = |code: &str| FactValue::Choice(code.into());
    let columns = json!([{"key": "year", "label": {"zh": "年", "en": "year"}, "kind": {"number": {}}},
        {"key": "level", "label": {"zh": "等", "en": "level"}, "kind": {"choice": choice(true)}}]);
    let row = |year: &str, level: &str| {
        [
            ("year".into(), number(year)),
            ("level".into(), option(level)),
        ]
        .into_iter()
        .collect()
    };
    let rows = || json!({"rows": {"columns": columns}});
    for (kind, value, zh, en) in [
        (rows(), FactValue::Rows(vec![]), "无", "none"),
        (
            rows(),
            FactValue::Rows(vec![row("2019", "a"), row("2020", "b")]),
            "年 2019，等 a；年 2020，等 b",
            "year 2019, level a; year 2020, level b",
        ),
        (
            json!({"choices": choice(false)}),
            FactValue::Choices(vec![]),
            "无",
            "none",
        ),
        (
            json!({"choices": choice(false)}),
            FactValue::Choices(vec!["a".into(), "b".into()]),
            "a、b",
            "a, b",
        ),
        (json!({"choice": choice(true)}), option("b"), "b", "b"),
        (
            json!({"area": {"level": "county"}}),
            FactValue::Area("210211".into()),
            "区",
            "区",
        ),
        (json!("yes_no"), FactValue::YesNo(true), "是", "yes"),
        (json!("yes_no"), FactValue::YesNo(false), "否", "no"),
        (json!("yes_no"), FactValue::DoesNotApply, "无", "none"),
        (
            json!({"number": {"unit": {"zh": "年", "en": "years"}}}),
            number("3"),
            "3年",
            "3 years",
        ),
        (json!({"number": {}}), number("3.5"), "3.5", "3.5"),
        (
            json!({"date": {}}),
            FactValue::Date(day("2020-03-06")),
            "2020年3月6日",
            "6 March 2020",
        ),
    ] {
        let doc = document(json!([fact("f", kind)]), |_| ());
        let said = |lang| doc.facts[0].say(&doc, &value, lang);
        assert_eq!((said(Lang::Zh).as_str(), said(Lang::En).as_str()), (zh, en));
    }
}

// Papers

/// The facts that need their paper, where post `P` asks for `f` in this way.
fn needed(kind: Json, value: FactValue, change: impl FnOnce(&mut Json)) -> Vec<String> {
    let mut asked = fact("f", kind);
    asked["proof"] = json!({"document": "证明"});
    let doc = document(json!([asked]), change);
    let facts = Facts::new().with("f", value);
    documents_needed(&doc, Some(&"P".into()), &facts)
        .iter()
        .map(|key| key.to_string())
        .collect()
}

#[test]
fn an_answer_that_claims_nothing_needs_no_paper() {
    let tie =
        |json: &mut Json| json["ties"] = json!({"keys": [{"higher_level": "f"}], "then": "share"});
    let choices =
        |codes: &[&str]| FactValue::Choices(codes.iter().map(|code| (*code).into()).collect());
    let option = |code: &str| FactValue::Choice(code.into());
    for (kind, value, paper) in [
        (json!("yes_no"), FactValue::YesNo(true), true),
        (json!("yes_no"), FactValue::YesNo(false), false),
        (json!("yes_no"), FactValue::DoesNotApply, false),
        (
            json!({"area": {"level": "county"}}),
            FactValue::Area("210211".into()),
            true,
        ),
        (
            json!({"area": {"level": "county"}}),
            FactValue::Area("elsewhere".into()),
            false,
        ),
        (json!({"choices": choice(false)}), choices(&["a"]), true),
        (json!({"choices": choice(false)}), choices(&[]), false),
        (json!({"choice": choice(true)}), option("a"), true),
        (json!({"choice": choice(true)}), option("none"), false),
        (
            json!({"choice": {"ordered": true, "options": [{"code": "x", "label": "x"}, {"code": "y", "label": "y"}]}}),
            option("x"),
            false,
        ),
        (
            json!({"choice": {"ordered": false, "options": [{"code": "x", "label": "x"}, {"code": "y", "label": "y"}]}}),
            option("x"),
            true,
        ),
        (json!({"choice": choice(false)}), option("none"), false),
        (json!({"number": {}}), number("0"), true),
        (json!({"text": {}}), FactValue::Text("x".into()), true),
    ] {
        assert_eq!(
            !needed(kind.clone(), value.clone(), tie).is_empty(),
            paper,
            "{kind} {value:?}"
        );
    }
}

#[test]
fn a_paper_is_needed_only_where_the_answer_counts() {
    let yes = || FactValue::YesNo(true);
    let rule = |rules: Json| {
        move |json: &mut Json| {
            json.as_object_mut()
                .unwrap()
                .extend(rules.as_object().unwrap().clone());
        }
    };
    let needed = |change: &dyn Fn(&mut Json)| {
        !needed(json!("yes_no"), yes(), |json| change(json)).is_empty()
    };
    assert!(!needed(&|_| ()), "it counts nowhere");
    let requirement = |condition: Json| json!([{"id": "r", "title": "r", "condition": condition}]);
    assert!(needed(
        &|json| json["eligibility"] = requirement(json!({"yes": "f"}))
    ));
    assert!(needed(
        &|json| json["posts"][0]["eligibility"] = requirement(json!({"yes": "f"}))
    ));
    assert!(
        !needed(&|json| json["posts"][1]["eligibility"] = requirement(json!({"yes": "f"}))),
        "of another post"
    );
    assert!(needed(&|json| {
        json["definitions"] = json!([{"name": "d", "label": "d", "condition": {"any": [{"defined": "e"}]}},
            {"name": "e", "label": "e", "condition": {"yes": "f"}}]);
        json["eligibility"] = requirement(json!({"not": {"defined": "d"}}));
    }));
    let relaxed = |who: Json| json!([{"id": "r", "title": "r", "condition": {"post": ["P"]}, "relaxations": [{"id": "x", "clause": "x", "who": who, "instead": "none_needed"}]}]);
    assert!(needed(
        &|json| json["eligibility"] = relaxed(json!({"yes": "f"}))
    ));
    assert!(
        !needed(&|json| json["eligibility"] = relaxed(json!({"not": {"yes": "f"}}))),
        "the relaxation is not theirs"
    );
    let bonus = |when: Json| json!({"bonus": {"raises": ["written"], "items": [{"code": "b", "name": "b", "when": when, "points": {"fixed": "1"}}]}});
    assert!(needed(&rule(bonus(json!({"yes": "f"})))));
    assert!(
        !needed(&rule(bonus(json!({"not": {"yes": "f"}})))),
        "no bonus, no paper"
    );
    let ties = |keys: Json| json!({"ties": {"keys": keys, "then": "body"}});
    let status = |when: Json| json!({"name": "s", "when": when});
    for key in ["higher_level", "later"] {
        assert!(needed(&rule(ties(json!([{key: "f"}])))), "{key}");
    }
    assert!(needed(&rule(ties(
        json!([{"status": status(json!({"yes": "f"}))}])
    ))));
    assert!(!needed(&rule(ties(
        json!([{"status": status(json!({"not": {"yes": "f"}}))}])
    ))));
    assert!(needed(&rule(ties(
        json!([{"preference": [status(json!({"yes": "f"}))]}])
    ))));
    assert!(!needed(&rule(ties(
        json!([{"preference": [status(json!({"not": {"yes": "f"}}))]}])
    ))));
}

// Conditions

fn holds(condition: Json, facts: &Facts, post: &str) -> Option<bool> {
    let doc = document(
        json!([
            fact("n", json!({"number": {}})),
            fact("l", json!({"choice": choice(true)})),
            fact("d", json!({"date": {}})),
            fact("area", json!({"area": {"level": "county"}})),
            fact("many", json!({"choices": choice(false)}))
        ]),
        |json| {
            json["posts"][0]["area"] = json!("x-street");
            json["posts"][0]["pool"] = json!("open");
            json["pools"] = json!([{"code": "open", "name": "open", "kind": "open"}]);
            json["eligibility"] = json!([{"id": "r", "title": "r", "condition": condition}]);
        },
    );
    match evaluate(&doc, &post.into(), facts).outcome {
        EligibilityOutcome::Eligible => Some(true),
        EligibilityOutcome::NotEligible => Some(false),
        _ => None,
    }
}

#[test]
fn each_bound_of_a_number_counts_or_does_not_count_itself() {
    let at = |bound: &str, value: &str| {
        holds(
            json!({"number": {"fact": "n", bound: "5"}}),
            &Facts::new().with("n", number(value)),
            "P",
        )
    };
    for (bound, below, on, above) in [
        ("at_least", false, true, true),
        ("more_than", false, false, true),
        ("at_most", true, true, false),
        ("less_than", true, false, false),
    ] {
        assert_eq!(
            [at(bound, "4.9999"), at(bound, "5"), at(bound, "5.0001")],
            [Some(below), Some(on), Some(above)],
            "{bound}"
        );
    }
    let between = |value: &str| {
        let condition = json!({"number": {"fact": "n", "at_least": "5", "less_than": "7"}});
        holds(condition, &Facts::new().with("n", number(value)), "P")
    };
    assert_eq!(
        [between("4"), between("5"), between("6"), between("7")],
        [Some(false), Some(true), Some(true), Some(false)]
    );
}

#[test]
fn each_end_of_a_window_of_days_counts_or_does_not_count_itself() {
    let window = |inclusive: bool, text: &str| {
        let bound = |on: &str| json!({"on": on, "inclusive": inclusive});
        let condition = json!({"date": {"fact": "d", "from": bound("2000-01-10"), "until": bound("2000-01-20")}});
        holds(
            condition,
            &Facts::new().with("d", FactValue::Date(day(text))),
            "P",
        )
        .unwrap()
    };
    let days = [
        "2000-01-09",
        "2000-01-10",
        "2000-01-11",
        "2000-01-19",
        "2000-01-20",
        "2000-01-21",
    ];
    assert_eq!(
        days.map(|day| window(true, day)),
        [false, true, true, true, true, false]
    );
    assert_eq!(
        days.map(|day| window(false, day)),
        [false, false, true, true, false, false]
    );
}

#[test]
fn levels_are_compared_by_their_order_and_both_ends_count() {
    let level = |test: Json, code: &str| {
        let mut condition = json!({"level": {"fact": "l"}});
        condition["level"]
            .as_object_mut()
            .unwrap()
            .extend(test.as_object().unwrap().clone());
        holds(
            condition,
            &Facts::new().with("l", FactValue::Choice(code.into())),
            "P",
        )
    };
    let codes = ["none", "a", "b"];
    let three = |test: Json| codes.map(|code| level(test.clone(), code).unwrap());
    assert_eq!(three(json!({"at_least": "a"})), [false, true, true]);
    assert_eq!(three(json!({"at_most": "a"})), [true, true, false]);
    assert_eq!(
        three(json!({"at_least": "a", "at_most": "a"})),
        [false, true, false]
    );
    assert_eq!(
        level(json!({"at_least": "a"}), "z"),
        None,
        "an unknown level is not compared"
    );
}

#[test]
fn one_of_several_options_or_areas_is_enough() {
    let many = |codes: &[&str]| {
        let value = FactValue::Choices(codes.iter().map(|code| (*code).into()).collect());
        holds(
            json!({"one_of": {"fact": "many", "options": ["a", "b"]}}),
            &Facts::new().with("many", value),
            "P",
        )
        .unwrap()
    };
    assert_eq!(
        [
            many(&["a"]),
            many(&["none", "b"]),
            many(&["none"]),
            many(&[])
        ],
        [true, true, false, false]
    );
    let single = |code: &str| {
        let facts = Facts::new().with("l", FactValue::Choice(code.into()));
        holds(
            json!({"one_of": {"fact": "l", "options": ["a"]}}),
            &facts,
            "P",
        )
        .unwrap()
    };
    assert_eq!([single("a"), single("b")], [true, false]);
    let area = |code: &str, outer: &str| {
        let facts = Facts::new().with("area", FactValue::Area(code.into()));
        holds(
            json!({"in_area": {"fact": "area", "areas": ["999999", outer]}}),
            &facts,
            "P",
        )
        .unwrap()
    };
    for (code, outer, inside) in [
        ("210211", "210211", true),
        ("210211", "210200", true),
        ("210211", "210000", true),
        ("210211", "310000", false),
        ("210200", "210211", false),
        ("210211003", "210211", true),
        ("210211", "210211003", false),
        ("210211", "210211000000", false),
        ("21021", "210211", false),
        ("x-street", "210211", true),
        ("x-street", "210200", true),
        ("x-street", "310000", false),
        ("elsewhere", "210200", false),
    ] {
        assert_eq!(area(code, outer), inside, "{code} in {outer}");
    }
}

#[test]
fn a_condition_may_ask_where_the_post_stands() {
    let at = |condition: Json, post: &str| holds(condition, &Facts::new(), post).unwrap();
    assert!(at(json!({"post": ["P"]}), "P") && !at(json!({"post": ["P"]}), "Q"));
    assert!(at(json!({"pool": ["open"]}), "P") && !at(json!({"pool": ["open"]}), "Q"));
    assert!(at(json!({"post_in": ["210211"]}), "P") && !at(json!({"post_in": ["310101"]}), "P"));
    assert!(!at(json!({"post_in": ["210211"]}), "Q"), "it lies nowhere");
}
