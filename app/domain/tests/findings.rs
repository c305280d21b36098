//! Findings: what is met, not met, unknown, declared, left to the background check, and the sentence that says so.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use chrono::NaiveDate;
use domain::numbers::Points;
use domain::rules::*;
use serde_json::{Value as Json, json};

fn fact(key: &str, label: &str, kind: Json, proof: Json) -> Json {
    json!({"key": key, "label": {"zh": label, "en": key}, "kind": kind, "topic": "status", "proof": proof})
}

/// A document about one requirement `r` of post `P`, which lies in a street of 210211.
fn document(condition: Json) -> RuleDocument {
    let education = json!({"choice": {"ordered": true, "options": [
        {"code": "college", "label": {"zh": "大专", "en": "college"}},
        {"code": "bachelor", "label": {"zh": "本科", "en": "bachelor"}},
        {"code": "master", "label": {"zh": "硕士", "en": "master"}}]}});
    let mut hidden = fact("since", "开始日期", json!({"date": {}}), json!("checked"));
    hidden["asked_when"] = json!({"yes": "grid"});
    let json = json!({
        "schema_version": 2, "id": "t", "title": "t",
        "days": [{"name": "first", "label": {"zh": "报名首日", "en": "first day"}, "on": {"day": "2026-03-06"}}],
        "areas": [{"code": "210200", "name": "大连市", "level": "city"}, {"code": "210211", "name": "甘井子区", "level": "county"},
            {"code": "gx", "name": "高新园区", "level": "county", "inside": "210200"},
            {"code": "s1", "name": "一街道", "level": "street", "inside": "210211"}, {"code": "s2", "name": "二街道", "level": "street", "inside": "gx"},
            {"code": "c1", "name": "一社区", "level": "community", "inside": "s1"}],
        "facts": [
            {"key": "birth_date", "label": {"zh": "出生日期", "en": "Date of birth"}, "kind": {"date": {}}, "topic": "identity", "proof": "checked"},
            fact("education", "学历", education.clone(), json!("checked")),
            fact("grid", "网格员", json!("yes_no"), json!("checked")), hidden,
            fact("clean", "没有处分", json!("yes_no"), json!("declared")),
            fact("kin", "亲属关系", json!("yes_no"), json!("background_only")),
            fact("years", "年限", json!({"number": {"least": "0", "most": "40", "unit": "年", "whole": true}}), json!({"document": "证明"})),
            fact("home", "户籍", json!({"area": {"level": "community"}}), json!("checked")),
            fact("skills", "特长", json!({"choices": {"options": [{"code": "art", "label": "文艺"}, {"code": "sport", "label": "体育"}]}}), json!("checked")),
            fact("note", "说明", json!({"text": {"longest": 5}}), json!("checked"))],
        "definitions": [{"name": "local", "label": {"zh": "本市户籍", "en": "registered here"}, "condition": {"in_area": {"fact": "home", "areas": ["210200"]}}}],
        "pools": [{"code": "open", "name": "面向社会", "kind": "open"}],
        "posts": [{"code": "P", "name": "甲岗", "places": 1, "area": "s1", "pool": "open",
                "eligibility": [{"id": "r", "title": {"zh": "条件", "en": "Condition"}, "condition": condition}]},
            {"code": "Q", "name": "乙岗", "places": 1, "eligibility": [{"id": "q", "title": "学历", "condition": {"level": {"fact": "education", "at_least": "bachelor"}}}]}]
    });
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(text: &str) -> FactValue {
    FactValue::Date(day(text))
}

fn choice(code: &str) -> FactValue {
    FactValue::Choice(code.into())
}

fn area(code: &str) -> FactValue {
    FactValue::Area(code.into())
}

const YES: FactValue = FactValue::YesNo(true);
const NO: FactValue = FactValue::YesNo(false);

fn number(points: i64) -> FactValue {
    FactValue::Number(Points::whole(points))
}

fn finding(condition: Json, facts: &[(&str, FactValue)]) -> Finding {
    let document = document(condition);
    let facts = facts.iter().fold(Facts::new(), |facts, (key, value)| {
        facts.with(key, value.clone())
    });
    evaluate(&document, &"P".into(), &facts)
        .findings
        .into_iter()
        .find(|finding| finding.id.as_str() == "r")
        .unwrap()
}

fn unknown(keys: &[&str]) -> FindingOutcome {
    FindingOutcome::Unknown {
        missing: keys.iter().map(|key| FactKey::from(*key)).collect(),
    }
}

use FindingOutcome::{BackgroundOnly, ByDeclaration, Met, NotMet};

#[test]
fn dates_and_the_time_between_them_hold_up_to_their_bounds() {
    let window = json!({"date": {"fact": "birth_date", "from": {"on": "1990-03-06", "inclusive": true}, "until": {"on": "2008-03-06", "inclusive": false}}});
    let months = json!({"date": {"fact": "birth_date", "from": {"on": "1990-02", "inclusive": true}, "until": {"on": "1992", "inclusive": true}}});
    let elapsed = json!({"elapsed": {"since": {"fact": "since"}, "until": {"named": "first"}, "at_least": {"years": 1, "months": 6}}});
    let banned = json!({"elapsed": {"since": {"fact": "since"}, "until": {"day": "2026-03-06"}, "less_than": {"days": 10}}});
    for (condition, key, value, expected) in [
        (window.clone(), "birth_date", date("1990-03-06"), Met),
        (window.clone(), "birth_date", date("1990-03-05"), NotMet),
        (window.clone(), "birth_date", date("2008-03-05"), Met),
        (window, "birth_date", date("2008-03-06"), NotMet),
        (months.clone(), "birth_date", date("1990-02-01"), Met),
        (months.clone(), "birth_date", date("1990-01-31"), NotMet),
        (months.clone(), "birth_date", date("1992-12-31"), Met),
        (months, "birth_date", date("1993-01-01"), NotMet),
        (elapsed.clone(), "since", date("2024-09-06"), Met),
        (elapsed, "since", date("2024-09-07"), NotMet),
        (banned.clone(), "since", date("2026-02-24"), NotMet),
        (banned, "since", date("2026-02-25"), Met),
    ] {
        is_found(condition, key, value, expected);
    }
}

#[test]
fn numbers_hold_up_to_their_bounds() {
    let range = |test: Json| json!({ "number": test });
    for (condition, key, value, expected) in [
        (
            range(json!({"fact": "years", "at_least": "3"})),
            "years",
            number(3),
            Met,
        ),
        (
            range(json!({"fact": "years", "more_than": "3"})),
            "years",
            number(3),
            NotMet,
        ),
        (
            range(json!({"fact": "years", "at_most": "3"})),
            "years",
            number(3),
            Met,
        ),
        (
            range(json!({"fact": "years", "less_than": "3"})),
            "years",
            number(3),
            NotMet,
        ),
        (
            range(json!({"fact": "years", "at_least": "3"})),
            "years",
            number(2),
            NotMet,
        ),
        (
            range(json!({"fact": "years", "at_most": "3"})),
            "years",
            number(4),
            NotMet,
        ),
        (
            range(json!({"fact": "years", "more_than": "3", "less_than": "5"})),
            "years",
            number(4),
            Met,
        ),
    ] {
        is_found(condition, key, value, expected);
    }
}

#[test]
fn levels_and_options_hold_for_those_that_are_named() {
    for (condition, key, value, expected) in [
        (
            json!({"level": {"fact": "education", "at_least": "bachelor"}}),
            "education",
            choice("college"),
            NotMet,
        ),
        (
            json!({"level": {"fact": "education", "at_least": "bachelor"}}),
            "education",
            choice("bachelor"),
            Met,
        ),
        (
            json!({"level": {"fact": "education", "at_most": "bachelor"}}),
            "education",
            choice("master"),
            NotMet,
        ),
        (
            json!({"level": {"fact": "education", "at_most": "bachelor"}}),
            "education",
            choice("bachelor"),
            Met,
        ),
        (
            json!({"one_of": {"fact": "skills", "options": ["sport"]}}),
            "skills",
            FactValue::Choices(vec!["art".into(), "sport".into()]),
            Met,
        ),
        (
            json!({"one_of": {"fact": "skills", "options": ["sport"]}}),
            "skills",
            FactValue::Choices(vec![]),
            NotMet,
        ),
    ] {
        is_found(condition, key, value, expected);
    }
}

fn is_found(condition: Json, key: &str, value: FactValue, expected: FindingOutcome) {
    assert_eq!(
        finding(condition.clone(), &[(key, value.clone())]).outcome,
        expected,
        "{condition} {value:?}"
    );
}

#[test]
fn areas_nest_by_the_document_and_by_the_digits_of_the_standard() {
    let inside = |areas: Json| json!({"in_area": {"fact": "home", "areas": areas}});
    let same = |level: &str| json!({"same_area": {"fact": "home", "as": "post", "level": level}});
    for (condition, home, expected) in [
        (inside(json!(["210200"])), "210211", Met),
        (inside(json!(["210000"])), "210211", Met),
        (inside(json!(["210200"])), "c1", Met),
        (inside(json!(["210200"])), "gx", Met),
        (inside(json!(["210211"])), "gx", NotMet),
        (inside(json!(["210211"])), "210200", NotMet),
        (inside(json!(["210212"])), "210211", NotMet),
        (inside(json!(["210200"])), "elsewhere", NotMet),
        (same("street"), "c1", Met),
        (same("street"), "s1", Met),
        (same("street"), "s2", NotMet),
        (same("county"), "s2", NotMet),
        (same("city"), "s2", Met),
        (same("street"), "elsewhere", NotMet),
        (json!({"defined": "local"}), "s2", Met),
        (json!({"defined": "local"}), "elsewhere", NotMet),
    ] {
        assert_eq!(
            finding(condition.clone(), &[("home", area(home))]).outcome,
            expected,
            "{condition} {home}"
        );
    }
}

#[test]
fn conditions_about_the_post_need_no_facts() {
    for (condition, expected) in [
        (json!({"post": ["P"]}), Met),
        (json!({"post": ["Q"]}), NotMet),
        (json!({"pool": ["open"]}), Met),
        (json!({"pool": ["other"]}), NotMet),
        (json!({"post_in": ["210211"]}), Met),
        (json!({"post_in": ["gx"]}), NotMet),
        (json!({"all": []}), Met),
        (json!({"any": []}), NotMet),
    ] {
        assert_eq!(
            finding(condition.clone(), &[]).outcome,
            expected,
            "{condition}"
        );
    }
    let qualifies = |level: &str| {
        finding(
            json!({"qualifies_for": "Q"}),
            &[("education", choice(level))],
        )
        .outcome
    };
    assert_eq!((qualifies("college"), qualifies("master")), (NotMet, Met));
}

#[test]
fn what_is_not_known_stays_unknown_only_while_it_matters() {
    let (grid, clean, kin) = (
        json!({"yes": "grid"}),
        json!({"yes": "clean"}),
        json!({"yes": "kin"}),
    );
    let all = |a: &Json, b: &Json| json!({"all": [a, b]});
    let any = |a: &Json, b: &Json| json!({"any": [a, b]});
    for (condition, facts, expected) in [
        (all(&grid, &clean), vec![("grid", NO)], NotMet),
        (all(&grid, &clean), vec![("grid", YES)], unknown(&["clean"])),
        (any(&grid, &clean), vec![("grid", YES)], Met),
        (any(&grid, &clean), vec![("grid", NO)], unknown(&["clean"])),
        (any(&grid, &clean), vec![], unknown(&["clean", "grid"])),
        (
            all(&grid, &clean),
            vec![("grid", YES), ("clean", YES)],
            ByDeclaration,
        ),
        (any(&grid, &clean), vec![("grid", YES), ("clean", YES)], Met),
        (
            any(&grid, &clean),
            vec![("grid", NO), ("clean", YES)],
            ByDeclaration,
        ),
        (json!({"not": clean}), vec![("clean", NO)], ByDeclaration),
        (json!({"not": clean}), vec![("clean", YES)], NotMet),
        (json!({"not": kin}), vec![], BackgroundOnly),
        (json!({"not": kin}), vec![("kin", YES)], NotMet),
        (all(&grid, &kin), vec![("grid", YES)], BackgroundOnly),
        (all(&grid, &kin), vec![("grid", NO)], NotMet),
        (all(&clean, &kin), vec![], unknown(&["clean"])),
        (
            json!({"yes": "grid"}),
            vec![("grid", choice("yes"))],
            unknown(&["grid"]),
        ),
    ] {
        assert_eq!(
            finding(condition.clone(), &facts).outcome,
            expected,
            "{condition} {facts:?}"
        );
    }
}

#[test]
fn a_question_that_is_not_asked_does_not_apply() {
    let since =
        json!({"date": {"fact": "since", "until": {"on": "2025-01-01", "inclusive": true}}});
    assert_eq!(finding(since.clone(), &[("grid", NO)]).outcome, NotMet);
    assert_eq!(
        finding(since.clone(), &[("grid", YES)]).outcome,
        unknown(&["since"])
    );
    assert_eq!(
        finding(since.clone(), &[("since", FactValue::DoesNotApply)]).outcome,
        NotMet
    );
    assert_eq!(finding(json!({"not": since}), &[("grid", NO)]).outcome, Met);
    let same = json!({"same_area": {"fact": "home", "as": {"fact": "home"}, "level": "street"}});
    assert_eq!(
        finding(same.clone(), &[("home", FactValue::DoesNotApply)]).outcome,
        NotMet
    );
    assert_eq!(finding(same, &[]).outcome, unknown(&["home"]));
    let between = json!({"elapsed": {"since": {"fact": "since"}, "until": {"fact": "birth_date"}, "at_least": {"days": 1}}});
    assert_eq!(
        finding(between.clone(), &[("since", FactValue::DoesNotApply)]).outcome,
        NotMet
    );
    assert_eq!(
        finding(between, &[("grid", YES)]).outcome,
        unknown(&["birth_date", "since"])
    );
}

#[test]
fn a_finding_names_the_requirement_as_dates_and_the_persons_own_fact() {
    let window =
        json!({"date": {"fact": "birth_date", "from": {"on": "1990-03-06", "inclusive": true}}});
    let say = |birth: &str, lang| finding(window.clone(), &[("birth_date", date(birth))]).say(lang);
    assert_eq!(
        say("1990-03-06", Lang::Zh),
        "条件：本公告要求1990年3月6日（含当日）以后出生。你1990年3月6日出生，正好是界限当天，符合。"
    );
    assert_eq!(
        say("1990-03-05", Lang::Zh),
        "条件：本公告要求1990年3月6日（含当日）以后出生。你1990年3月5日出生，不符合。"
    );
    assert_eq!(
        say("1990-03-06", Lang::En),
        "Condition: this notice requires born from 6 March 1990 (that day included) on. You were born on 6 March 1990; exactly on the bound, this is met."
    );
    assert_eq!(
        finding(window, &[]).say(Lang::Zh),
        "条件：本公告要求1990年3月6日（含当日）以后出生。还不知道“出生日期”，填了才能判断。"
    );
}

#[test]
fn dates_and_figures_can_be_said_in_both_languages() {
    let day = |on: &str, inclusive: bool| json!({"on": on, "inclusive": inclusive});
    for (condition, zh, en) in [
        (
            json!({"date": {"fact": "since", "until": day("2022-06", false)}}),
            "开始日期在2022年6月（不含当月）以前",
            "since until June 2022 (that month not included)",
        ),
        (
            json!({"date": {"fact": "birth_date", "from": day("1990", true), "until": day("2000", true)}}),
            "1990年（含当年）至2000年（含当年）出生",
            "born from 1990 (that year included) to 2000 (that year included)",
        ),
        (
            json!({"number": {"fact": "years", "at_least": "2", "less_than": "5.5"}}),
            "年限不少于2年且少于5.5年",
            "years at least 2 年 and less than 5.5 年",
        ),
        (
            json!({"level": {"fact": "education", "at_least": "college", "at_most": "bachelor"}}),
            "学历大专及以上、本科及以下",
            "education: college or above, bachelor or below",
        ),
        (
            json!({"one_of": {"fact": "education", "options": ["college", "bachelor", "master"]}}),
            "学历为大专、本科或硕士",
            "education: college, bachelor or master",
        ),
        (
            json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "first"}, "at_least": {"years": 25}, "less_than": {"years": 40}}}),
            "从出生日期到报名首日（2026年3月6日）满25年（周岁）且未满40年（周岁）",
            "at least 25 years and less than 40 years from Date of birth to first day (6 March 2026)",
        ),
        (
            json!({"elapsed": {"since": {"day": "2020-01-01"}, "until": {"fact": "since"}, "at_least": {"years": 1, "months": 1, "days": 1}}}),
            "从2020年1月1日到开始日期满1年1个月1天",
            "at least 1 year 1 month 1 day from 1 January 2020 to since",
        ),
    ] {
        is_said(condition, zh, en);
    }
}

#[test]
fn areas_posts_and_branches_can_be_said_in_both_languages() {
    for (condition, zh, en) in [
        (
            json!({"in_area": {"fact": "home", "areas": ["210200", "gx"]}}),
            "户籍在大连市或高新园区",
            "home in 大连市 or 高新园区",
        ),
        (
            json!({"same_area": {"fact": "home", "as": "post", "level": "street"}}),
            "户籍与报考岗位同在一个街道",
            "home in the same street as the post",
        ),
        (
            json!({"same_area": {"fact": "home", "as": {"fact": "home"}, "level": "county"}}),
            "户籍与户籍同在一个区县",
            "home in the same district as home",
        ),
        (
            json!({"post": ["P", "Q"]}),
            "报考甲岗或乙岗",
            "applying for 甲岗 or 乙岗",
        ),
        (
            json!({"pool": ["open"]}),
            "报考面向社会类岗位",
            "applying for a post of 面向社会",
        ),
        (
            json!({"post_in": ["210211"]}),
            "报考甘井子区的岗位",
            "applying for a post in 甘井子区",
        ),
        (
            json!({"qualifies_for": "Q"}),
            "符合乙岗的条件",
            "qualified for 乙岗",
        ),
        (
            json!({"all": [{"any": [{"yes": "grid"}]}]}),
            "网格员",
            "grid",
        ),
        (json!({"defined": "local"}), "本市户籍", "registered here"),
        (
            json!({"any": [{"all": [{"yes": "grid"}, {"yes": "clean"}]}, {"not": {"yes": "kin"}}]}),
            "（网格员，并且没有处分），或者不是“亲属关系”",
            "(grid, and clean), or not: kin",
        ),
    ] {
        is_said(condition, zh, en);
    }
}

fn is_said(condition: Json, zh: &str, en: &str) {
    let found = finding(condition, &[]);
    assert!(
        found.say(Lang::Zh).contains(&format!("要求{zh}。")),
        "{} / {zh}",
        found.say(Lang::Zh)
    );
    assert!(
        found.say(Lang::En).contains(&format!("requires {en}. ")),
        "{} / {en}",
        found.say(Lang::En)
    );
}

/// Answers of somebody whom the form has nothing more to ask.
fn whole_answers() -> Facts {
    Facts::new()
        .with("birth_date", date("1990-03-06"))
        .with("education", choice("bachelor"))
        .with("grid", NO)
        .with("clean", YES)
        .with("years", number(3))
        .with("home", area("c1"))
        .with("skills", FactValue::Choices(vec!["art".into()]))
        .with("note", FactValue::Text("五个字以内".into()))
}

#[test]
fn whoever_answered_everything_is_asked_nothing_more() {
    let document = document(json!({"all": []}));
    let today = day("2026-03-06");
    assert_eq!(whole_answers().check(&document, None, today), Vec::new());
    assert_eq!(
        Facts::new().check(&document, None, today).len(),
        9,
        "the background question is not asked"
    );
    let mut elsewhere = whole_answers();
    elsewhere
        .set("home", area("elsewhere"))
        .set("birth_date", date("2026-03-06"));
    assert_eq!(elsewhere.check(&document, None, today), Vec::new());
}

#[test]
fn an_answer_that_the_form_does_not_offer_is_told_at_its_field() {
    use FactProblem::*;
    let key = FactKey::from;
    for (fact, value, problem) in [
        (
            "birth_date",
            YES,
            WrongType {
                fact: key("birth_date"),
            },
        ),
        (
            "education",
            choice("phd"),
            UnknownOption {
                fact: key("education"),
                option: "phd".into(),
            },
        ),
        (
            "skills",
            FactValue::Choices(vec!["art".into(), "chess".into()]),
            UnknownOption {
                fact: key("skills"),
                option: "chess".into(),
            },
        ),
        ("grid", YES, Missing { fact: key("since") }),
        ("home", area("s1"), UnknownArea { fact: key("home") }),
        (
            "note",
            FactValue::Text("  ".into()),
            Missing { fact: key("note") },
        ),
        (
            "zodiac",
            YES,
            NotAsked {
                fact: key("zodiac"),
            },
        ),
    ] {
        is_told(fact, value, &problem);
    }
}

#[test]
fn an_answer_beyond_the_bounds_of_its_field_is_told_there() {
    use FactProblem::*;
    let key = FactKey::from;
    for (fact, value, problem) in [
        (
            "birth_date",
            date("2026-03-07"),
            InTheFuture {
                fact: key("birth_date"),
                today: day("2026-03-06"),
            },
        ),
        (
            "birth_date",
            date("1899-12-31"),
            ImplausibleDate {
                fact: key("birth_date"),
            },
        ),
        (
            "years",
            number(-1),
            TooSmall {
                fact: key("years"),
                least: Points::ZERO,
            },
        ),
        (
            "years",
            number(41),
            TooLarge {
                fact: key("years"),
                most: Points::whole(40),
            },
        ),
        (
            "years",
            FactValue::Number(Points::from_raw(5_000)),
            NotWhole { fact: key("years") },
        ),
        (
            "note",
            FactValue::Text("六个字也太多".into()),
            TooLong {
                fact: key("note"),
                longest: 5,
            },
        ),
    ] {
        is_told(fact, value, &problem);
    }
}

/// One answer of a whole form is replaced by this one.
fn is_told(fact: &str, value: FactValue, problem: &FactProblem) {
    let document = document(json!({"all": []}));
    let mut facts = whole_answers();
    facts.set(fact, value);
    let found = facts.check(&document, None, day("2026-03-06"));
    assert_eq!(found, std::slice::from_ref(problem), "{fact}");
    assert_ne!(
        problem.say(&document, Lang::Zh),
        problem.say(&document, Lang::En)
    );
}

#[test]
fn the_outcome_of_a_post_is_the_worst_of_its_findings() {
    let document = document(json!({"all": [{"yes": "grid"}, {"yes": "clean"}]}));
    let outcome = |facts: Facts| evaluate(&document, &"P".into(), &facts).outcome;
    assert_eq!(
        outcome(Facts::new().with("grid", NO)),
        EligibilityOutcome::NotEligible
    );
    assert_eq!(
        outcome(Facts::new().with("grid", YES)),
        EligibilityOutcome::Incomplete {
            missing: vec!["clean".into()]
        }
    );
    assert_eq!(
        outcome(Facts::new().with("grid", YES).with("clean", YES)),
        EligibilityOutcome::Eligible
    );
    assert_eq!(
        evaluate(&document, &"Z".into(), &Facts::new()).outcome,
        EligibilityOutcome::NoSuchPost
    );
    assert_eq!(
        posts_open_to(&document, &Facts::new().with("grid", NO)),
        vec![PostCode::from("Q")]
    );
    assert_eq!(posts_open_to(&document, &Facts::new()).len(), 2);
}
