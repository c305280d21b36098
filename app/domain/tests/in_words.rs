//! Rules in words: conditions, findings and the sentence for each part, in both languages and with every variation.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{Points, rules::*};
use serde_json::{Value as Json, json};

fn both(text: &str) -> Json {
    let (zh, en) = text.split_once('/').unwrap();
    json!({"zh": zh, "en": en})
}

fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let fact = |key: &str, label: &str, kind: Json| json!({"key": key, "label": both(label), "kind": kind, "topic": "status", "proof": "checked"});
    let levels = json!({"choice": {"ordered": true, "options": [
        {"code": "a", "label": both("大专/college")}, {"code": "b", "label": both("本科/bachelor")}, {"code": "c", "label": both("硕士/master")}]}});
    let mut json = json!({
        "schema_version": 1, "id": "t", "title": "t",
        "days": [{"name": "first", "label": both("报名首日/first day"), "on": "2026-03-06"}],
        "areas": [{"code": "210200", "name": both("大连市/Dalian"), "level": "city"}, {"code": "210211", "name": both("甘井子区/Ganjingzi"), "level": "county", "inside": "210200"}],
        "facts": [fact("birth_date", "出生日期/birth date", json!({"date": {}})), fact("since", "参加工作/started work", json!({"date": {}})),
            fact("level", "学历/education", levels), fact("years", "年限/service", json!({"number": {"unit": both("年/years")}})),
            fact("marks", "分数/marks", json!({"number": {}})), fact("home", "户籍/home", json!({"area": {"level": "county"}})),
            fact("work", "单位/work", json!({"area": {"level": "county"}})), fact("party", "党员/party member", json!("yes_no")),
            fact("many", "证书/certificates", json!({"choices": {"ordered": false, "options": [{"code": "x", "label": both("甲证/X")}, {"code": "y", "label": both("乙证/Y")}]}}))],
        "definitions": [{"name": "local", "label": both("本市户籍/local"), "condition": {"in_area": {"fact": "home", "areas": ["210200"]}}}],
        "pools": [{"code": "open", "name": both("社会类/open pool"), "kind": "open"}],
        "posts": [{"code": "P", "name": both("甲岗/post P"), "places": 2, "pool": "open"}, {"code": "Q", "name": both("乙岗/post Q"), "places": 3}],
    });
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

// Conditions

#[track_caller]
fn phrased(conditions: &[(Json, &str, &str)]) {
    let doc = document(|_| ());
    for (condition, zh, en) in conditions {
        let condition: Condition = serde_json::from_value(condition.clone()).unwrap();
        assert_eq!(condition_in_words(&doc, &condition, Lang::Zh), *zh);
        assert_eq!(condition_in_words(&doc, &condition, Lang::En), *en);
    }
}

#[test]
fn joined_conditions_are_bracketed_where_they_mix() {
    let (yes, no) = (json!({"yes": "party"}), json!({"defined": "local"}));
    phrased(&[
        (json!({"yes": "party"}), "党员", "party member"),
        (
            json!({"not": {"yes": "party"}}),
            "不是“党员”",
            "not: party member",
        ),
        (
            json!({"all": [yes, no]}),
            "党员，并且本市户籍",
            "party member, and local",
        ),
        (
            json!({"any": [yes, no]}),
            "党员，或者本市户籍",
            "party member, or local",
        ),
        (
            json!({"all": [{"any": [yes, no]}, yes]}),
            "（党员，或者本市户籍），并且党员",
            "(party member, or local), and party member",
        ),
        (
            json!({"all": [{"any": [yes]}, no]}),
            "党员，并且本市户籍",
            "party member, and local",
        ),
    ]);
}

#[test]
fn days_and_numbers_are_said_with_their_bounds() {
    let bound = |on: &str, inclusive: bool| json!({"on": on, "inclusive": inclusive});
    phrased(&[
        (
            json!({"date": {"fact": "birth_date", "from": bound("1990-03-06", true)}}),
            "1990年3月6日（含当日）以后出生",
            "born from 6 March 1990 (that day included) on",
        ),
        (
            json!({"date": {"fact": "since", "until": bound("1990-03", false)}}),
            "参加工作在1990年3月（不含当月）以前",
            "started work until March 1990 (that month not included)",
        ),
        (
            json!({"date": {"fact": "since", "from": bound("1990", true), "until": bound("1995", false)}}),
            "参加工作在1990年（含当年）至1995年（不含当年）",
            "started work from 1990 (that year included) to 1995 (that year not included)",
        ),
        (
            json!({"number": {"fact": "years", "at_least": "2", "less_than": "5.5"}}),
            "年限不少于2年且少于5.5年",
            "service at least 2 years and less than 5.5 years",
        ),
        (
            json!({"number": {"fact": "marks", "more_than": "60", "at_most": "90"}}),
            "分数多于60且不超过90",
            "marks more than 60 and at most 90",
        ),
    ]);
}

#[test]
fn options_areas_and_posts_are_said_by_their_names() {
    phrased(&[
        (
            json!({"level": {"fact": "level", "at_least": "b"}}),
            "学历本科及以上",
            "education: bachelor or above",
        ),
        (
            json!({"level": {"fact": "level", "at_least": "a", "at_most": "b"}}),
            "学历大专及以上、本科及以下",
            "education: college or above, bachelor or below",
        ),
        (
            json!({"one_of": {"fact": "level", "options": ["a"]}}),
            "学历为大专",
            "education: college",
        ),
        (
            json!({"one_of": {"fact": "level", "options": ["a", "b", "c"]}}),
            "学历为大专、本科或硕士",
            "education: college, bachelor or master",
        ),
        (
            json!({"in_area": {"fact": "home", "areas": ["210211", "elsewhere"]}}),
            "户籍在甘井子区或其他地区",
            "home in Ganjingzi or elsewhere",
        ),
        (
            json!({"same_area": {"fact": "home", "as": "post", "level": "county"}}),
            "户籍与报考岗位同在一个区县",
            "home in the same district as the post",
        ),
        (
            json!({"same_area": {"fact": "home", "as": {"fact": "work"}, "level": "city"}}),
            "户籍与单位同在一个市",
            "home in the same city as work",
        ),
        (
            json!({"post": ["P", "Q"]}),
            "报考甲岗或乙岗",
            "applying for post P or post Q",
        ),
        (
            json!({"pool": ["open"]}),
            "报考社会类类岗位",
            "applying for a post of open pool",
        ),
        (
            json!({"post_in": ["210200"]}),
            "报考大连市的岗位",
            "applying for a post in Dalian",
        ),
        (
            json!({"qualifies_for": "Q"}),
            "符合乙岗的条件",
            "qualified for post Q",
        ),
    ]);
}

#[test]
fn lengths_of_time_are_said_from_day_to_day_and_ages_as_such() {
    let elapsed = |since: Json, span: Json| {
        let mut test = json!({"since": since, "until": {"named": "first"}});
        test.as_object_mut()
            .unwrap()
            .extend(span.as_object().unwrap().clone());
        json!({ "elapsed": test })
    };
    phrased(&[
        (
            elapsed(
                json!({"fact": "birth_date"}),
                json!({"at_least": {"years": 18}}),
            ),
            "从出生日期到报名首日（2026年3月6日）满18年（周岁）",
            "at least 18 years from birth date to first day (6 March 2026)",
        ),
        (
            elapsed(
                json!({"fact": "birth_date"}),
                json!({"less_than": {"years": 35}}),
            ),
            "从出生日期到报名首日（2026年3月6日）未满35年（周岁）",
            "less than 35 years from birth date to first day (6 March 2026)",
        ),
        (
            elapsed(
                json!({"fact": "since"}),
                json!({"at_least": {"years": 1, "months": 6}, "less_than": {"days": 1}}),
            ),
            "从参加工作到报名首日（2026年3月6日）满1年6个月且不满1天",
            "at least 1 year 6 months and less than 1 day from started work to first day (6 March 2026)",
        ),
        (
            elapsed(
                json!({"day": "2020-01-02"}),
                json!({"at_least": {"days": 2}}),
            ),
            "从2020年1月2日到报名首日（2026年3月6日）满2天",
            "at least 2 days from 2 January 2020 to first day (6 March 2026)",
        ),
    ]);
}

#[test]
fn words_stop_where_nobody_would_follow() {
    let doc = document(|_| ());
    let nested = |depth: usize| {
        let condition =
            (0..depth).fold(json!({"yes": "party"}), |inner, _| json!({ "not": inner }));
        condition_in_words(&doc, &serde_json::from_value(condition).unwrap(), Lang::En)
    };
    assert_eq!(nested(12), format!("{}party member", "not: ".repeat(12)));
    assert_eq!(nested(13), format!("{}…", "not: ".repeat(13)));
}

// Findings

/// What is said to a person about one requirement.
fn said(requirement: Json, facts: &Facts) -> (String, String) {
    let doc = document(|json| json["eligibility"] = json!([requirement]));
    let found = evaluate(&doc, &"P".into(), facts);
    (
        found.findings[0].say(Lang::Zh),
        found.findings[0].say(Lang::En),
    )
}

fn age(from: &str) -> Json {
    json!({"id": "age", "title": both("年龄/Age"), "condition": {"date": {"fact": "birth_date", "from": {"on": from, "inclusive": true}}}})
}

#[test]
fn a_finding_names_the_requirement_the_answer_and_the_bound() {
    let born = |day: &str| Facts::new().with("birth_date", FactValue::Date(day.parse().unwrap()));
    let zh = |facts: &Facts| said(age("1990-03-06"), facts).0;
    let head = "年龄：本公告要求1990年3月6日（含当日）以后出生。";
    assert_eq!(
        zh(&born("1990-03-06")),
        format!("{head}你1990年3月6日出生，正好是界限当天，符合。")
    );
    assert_eq!(
        zh(&born("1990-03-07")),
        format!("{head}你1990年3月7日出生，符合。")
    );
    assert_eq!(
        zh(&born("1990-03-05")),
        format!("{head}你1990年3月5日出生，不符合。")
    );
    assert_eq!(
        zh(&Facts::new()),
        format!("{head}还不知道“出生日期”，填了才能判断。")
    );
    let en = |facts: &Facts| said(age("1990-03-06"), facts).1;
    let head = "Age: this notice requires born from 6 March 1990 (that day included) on. ";
    assert_eq!(
        en(&born("1990-03-06")),
        format!("{head}You were born on 6 March 1990; exactly on the bound, this is met.")
    );
    assert_eq!(
        en(&born("1990-03-05")),
        format!("{head}You were born on 5 March 1990; this is not met.")
    );
    assert_eq!(
        en(&Facts::new()),
        format!("{head}Not known yet: \"birth date\".")
    );
    let until = json!({"id": "age", "title": both("年龄/Age"), "condition": {"all": [
        {"date": {"fact": "birth_date", "until": {"on": "2008-03-06", "inclusive": true}}}]}});
    assert!(
        said(until, &born("2008-03-06"))
            .0
            .contains("正好是界限当天"),
        "also the last day, inside a list"
    );
}

#[test]
fn a_relaxation_is_said_with_its_ground_when_it_is_the_one_that_counts() {
    let relaxed = |instead: Json| {
        let mut requirement = age("1990-03-06");
        requirement["relaxations"] =
            json!([{"id": "x", "clause": both("党员放宽/members"), "who": {"yes": "party"}}]);
        if !instead.is_null() {
            requirement["relaxations"][0]["instead"] = instead;
        }
        requirement
    };
    let older =
        || json!({"date": {"fact": "birth_date", "from": {"on": "1985-03-06", "inclusive": true}}});
    let person = |day: &str, party: bool| {
        Facts::new()
            .with("birth_date", FactValue::Date(day.parse().unwrap()))
            .with("party", FactValue::YesNo(party))
    };
    let (zh, en) = said(relaxed(older()), &person("1987-01-01", true));
    assert!(
        zh.contains("按“党员放宽”，放宽为1985年3月6日（含当日）以后出生。")
            && zh.ends_with("符合。"),
        "{zh}"
    );
    assert!(
        en.contains("Under \"members\" this becomes: born from 6 March 1985"),
        "{en}"
    );
    assert!(
        said(relaxed(older()), &person("1985-03-06", true))
            .0
            .contains("正好是界限当天")
    );
    let (zh, en) = said(relaxed(Json::Null), &person("1960-01-01", true));
    assert!(zh.contains("按“党员放宽”，这一条不作要求。"), "{zh}");
    assert!(
        en.contains("Under \"members\" this is not required."),
        "{en}"
    );
    for (day, party, met) in [("1995-01-01", true, true), ("1987-01-01", false, false)] {
        let (zh, _) = said(relaxed(older()), &person(day, party));
        assert!(
            !zh.contains("放宽") && zh.ends_with("不符合。") != met,
            "{zh}"
        );
    }
}

#[test]
fn declarations_and_exclusions_have_their_own_words() {
    let declared = |party: bool| {
        let doc = document(|json| {
            json["facts"][7]["proof"] = json!("declared");
            json["exclusions"] = json!([{"id": "x", "clause": both("党员/members"), "kind": "student", "period": "running", "when": {"yes": "party"}}]);
        });
        let found = evaluate(
            &doc,
            &"P".into(),
            &Facts::new().with("party", FactValue::YesNo(party)),
        );
        (
            found.findings[0].say(Lang::Zh),
            found.findings[0].say(Lang::En),
            found.outcome,
        )
    };
    let (zh, en, outcome) = declared(false);
    assert_eq!(
        (zh.as_str(), en.as_str()),
        (
            "不得报考：党员。按你的承诺，你不属于这种情形。",
            "Barred: members. By your declaration this is not your case."
        )
    );
    assert_eq!(outcome, EligibilityOutcome::Eligible);
    let (zh, en, outcome) = declared(true);
    assert_eq!(zh, "不得报考：党员。你的“党员”：是，属于这种情形，不能报。");
    assert_eq!(
        en,
        "Barred: members. Your party member: yes; this is your case, so you may not apply."
    );
    assert_eq!(outcome, EligibilityOutcome::NotEligible);
}

// The sentence of each part

fn says(part: Part, change: impl Fn(&mut Json)) -> (String, String) {
    let doc = document(change);
    (summary(&doc, part, Lang::Zh), summary(&doc, part, Lang::En))
}

#[track_caller]
fn part(part: Part, put: &[(&str, Json)], zh: &str, en: &str) {
    let said = says(part, |json| {
        for (section, value) in put {
            match section.strip_prefix("rules.") {
                Some(section) => json["rules"][section] = value.clone(),
                None => json[*section] = value.clone(),
            }
        }
    });
    assert_eq!(said, (zh.to_owned(), en.to_owned()));
}

#[test]
fn the_post_table_is_said_with_its_sums() {
    part(
        Part::Posts,
        &[],
        "2个岗位，共5个名额；分1个类别。",
        "2 posts, 5 places; 1 pools.",
    );
    part(
        Part::Posts,
        &[
            ("pools", json!([])),
            ("stated_places", json!(7)),
            (
                "posts",
                json!([{"code": "P", "name": "P", "places": 2}, {"code": "Q", "name": "Q", "places": 1, "inside": "P"}]),
            ),
        ],
        "2个岗位，共2个名额；公告印的是7人。",
        "2 posts, 2 places; the notice prints 7.",
    );
}

#[test]
fn conditions_and_questions_are_said_shortly() {
    let mut eased = age("1990-03-06");
    eased["relaxations"] = json!([{"id": "x", "clause": "x", "who": {"yes": "party"}}]);
    part(
        Part::Eligibility,
        &[("eligibility", json!([eased]))],
        "年龄：1990年3月6日（含当日）以后出生（1种放宽）。",
        "Age: born from 6 March 1990 (that day included) on (1 relaxations).",
    );
    part(
        Part::Eligibility,
        &[],
        "没有写报考条件。",
        "No conditions are stated.",
    );
    part(
        Part::Exclusions,
        &[],
        "没有写不得报考的情形。",
        "No grounds for exclusion are stated.",
    );
    let (zh, en) = says(Part::Facts, |_| ());
    assert_eq!(
        zh,
        "报名表问9项：出生日期、参加工作、学历、年限、分数、户籍、单位、党员…；报名首日是2026年3月6日。"
    );
    assert!(
        en.starts_with("The form asks 9 things: birth date, started work")
            && en.ends_with("party member…; first day is 6 March 2026."),
        "{en}"
    );
    let (zh, _) = says(Part::Facts, |json| {
        json["facts"].as_array_mut().unwrap().truncate(8);
    });
    assert!(!zh.contains('…'), "eight fit: {zh}");
}

#[test]
fn quotas_and_lists_are_said_in_each_of_their_forms() {
    let list = |quota: Json, more: &[(&str, Json)]| {
        let mut rule = json!({ "quota": quota });
        for (key, value) in more {
            rule[*key] = value.clone();
        }
        [("rules.shortlist", rule)]
    };
    part(
        Part::Shortlist,
        &list(
            json!({"steps": [{"up_to": 9, "per_place": "3"}, {"people": 27, "per_place": "2", "beyond": 9}]}),
            &[
                ("across", json!("pool")),
                ("tie_at_cut", json!({"extra_test": "x"})),
                ("shortfall", json!("cut_places")),
            ],
        ),
        "9个名额以内每个3人，再多27人再加每个2人进入面试；同类别的人排在一起；末位同分的加试；不足的减少名额。",
        "up to 9 places: 3 each, beyond: 27 and 2 each more enter the interview; one list of the pool; an extra test settles a tie on the last place; too few: places are cut.",
    );
    part(
        Part::Shortlist,
        &list(
            json!({"share": {"share": "40%"}}),
            &[
                ("tie_at_cut", json!({"by_keys": [{"higher": "written"}]})),
                ("shortfall", json!("body")),
                ("recheck", json!({"exactly": 9})),
            ],
        ),
        "40%的人进入面试；末位同分的笔试成绩高的在前；不足的由领导小组决定；资格复审9人。",
        "40% of the people enter the interview; ties on the last place: the higher written score first; too few: a body decides; recheck: 9 people.",
    );
    part(
        Part::Shortlist,
        &list(
            json!("everyone"),
            &[
                (
                    "basis",
                    json!({"parts": [{"of": "written", "weight": "1"}], "rounding": {"decimals": 2}}),
                ),
                ("tie_at_cut", json!("body")),
            ],
        ),
        "所有的人进入面试；按另算的入围成绩；末位同分的由领导小组决定；没有写人数不足怎么办。",
        "everybody enter the interview; by a score of its own; a body settles a tie on the last place; too few people: not stated.",
    );
}

#[test]
fn an_opening_ratio_is_said_with_what_follows_when_it_is_not_met() {
    let opening = |not_met: Json| {
        [(
            "rules.opening_ratio",
            json!({"base": "applied", "needed": {"per_place": "3"}, "not_met": not_met, "removed_places": "lost"}),
        )]
    };
    part(
        Part::Opening,
        &opening(json!([])),
        "按报名的人数算，要有每个名额3人；不够时按比例减少名额。",
        "Counted are those who applied; needed: 3 for each place; if not met, places are reduced in proportion.",
    );
    part(
        Part::Opening,
        &opening(
            json!([{"up_to": 1, "then": "cancel"}, {"then": {"reduce_to_share": {"share": "1/2", "mode": "truncate"}}}]),
        ),
        "按报名的人数算，要有每个名额3人；1个名额以内的不够时取消岗位；不够时名额减到人数的50%。",
        "Counted are those who applied; needed: 3 for each place; if not met with up to 1 places, the post is cancelled; if not met, places fall to 50% of the people.",
    );
}

#[test]
fn ties_and_substitution_are_said_in_each_of_their_forms() {
    let ties =
        |keys: Json, still: Json| [("rules.ties", json!({"keys": keys, "still_tied": still}))];
    part(
        Part::Ties,
        &ties(json!([]), json!("body")),
        "总成绩相同的不再比较；仍相同的由领导小组决定。",
        "Equal totals are not compared further; who is still level is ordered by a body.",
    );
    part(
        Part::Ties,
        &ties(
            json!([{"higher": "total"}, {"higher_level": "level"}, {"higher_number": "years"}, {"later": "since"}, {"earlier": "since"},
            {"status": {"name": both("党员/party member"), "when": {"yes": "party"}}}, {"status": {"name": both("老党员/old members"), "when": {"yes": "party"}}}, {"preference": [{"name": both("甲/one"), "when": {"yes": "party"}}]}]),
            json!({"extra_test": "x"}),
        ),
        "总成绩相同的，依次比较：总成绩高的在前，学历高的在前，年限多的在前，参加工作晚的在前，参加工作早的在前，党员的在前，老党员在前（党员），甲优先（没有先后）；仍相同的加试。",
        "Equal totals: the higher total first, then the higher level of education first, then more service first, then the later started work first, then the earlier started work first, then party member: first, then old members first (party member), then one first, without an order among them; who is still level sits an extra test.",
    );
    let lists = |before: Json, after: Json| {
        [
            (
                "rules.shortlist",
                json!({"quota": {"per_place": "3"}, "substitution": before}),
            ),
            (
                "rules.physical",
                json!({"quota": {"per_place": "1"}, "substitution": after}),
            ),
        ]
    };
    part(
        Part::Substitution,
        &lists(
            json!({"rounds": 0}),
            json!({"rounds": 1, "admit_tied": true}),
        ),
        "面试前：不递补；体检后：递补一次，同分的一起递补。",
        "Before the interview: nobody is called up; after the physical examination: called up once, ties go in together.",
    );
    part(
        Part::Substitution,
        &lists(
            json!({"rounds": 2, "until": "2026-05-01T17:05"}),
            json!({"approval": true, "across": "campaign"}),
        ),
        "面试前：最多递补2次，到2026年5月1日 17:05为止；体检后：空出名额就递补，要经批准，全部的人中递补。",
        "Before the interview: called up at most 2 times, until 1 May 2026 17:05; after the physical examination: called up as often as needed, with approval, from the people of the whole recruitment.",
    );
    part(
        Part::Substitution,
        &[],
        "面试前：没有写递补；体检后：没有写递补。",
        "Before the interview: substitution is not stated; after the physical examination: substitution is not stated.",
    );
    part(
        Part::Physical,
        &[],
        "体检：公告没有写，按每个名额1人；考察：没有写。",
        "Physical examination: not stated, 1 for each place; background check: not stated.",
    );
}

#[test]
fn scores_are_said_with_weights_lines_and_rounding() {
    let paper = |code: &str, weight: &str| json!({"code": code, "name": both(&format!("卷{code}/paper {code}")), "full_mark": "100", "weight": weight});
    let mut second = paper("b", "40%");
    second["pass_line"] = json!({"at": {"points": "50"}, "strictly": true});
    part(
        Part::Written,
        &[(
            "rules.written",
            json!({"papers": [paper("a", "1"), second], "full_mark": "140", "pass_lines": [{"at": {"share_of_full_mark": "60%"}, "with_bonus": true}, {"at": {"share_of_full_mark": "1/3"}}]}),
        )],
        "笔试2张卷，满分140：卷a（满分100）、卷b（满分100，×40%，合格线50分，要高于这条线）；合格线：满分的60%（84），含加分，并且满分的1/3。",
        "2 written paper(s), full mark 140: paper a (full mark 100), paper b (full mark 100, × 40%, pass line 50, must be above it); pass line: 60% of the full mark (84), with the bonus and 1/3 of the full mark.",
    );
}

#[test]
fn a_bonus_is_said_with_what_it_is_worth_and_where_it_counts() {
    let item = |points: Json| json!({"code": "b", "name": both("项/item"), "when": {"yes": "party"}, "points": points});
    for (points, target, stack, zh, en) in [
        (
            json!({"fixed": "3"}),
            "interview",
            json!("exclusive"),
            "1项加分：项 3；只能选一项；最多加5分；加在面试成绩上。",
            "1 items: item 3; only one may be claimed; at most 5; added to the interview score.",
        ),
        (
            json!("unstated"),
            "both",
            json!(null),
            "1项加分：项 没有写分值；没有写几项能不能相加；最多加5分；笔试和面试都加。",
            "1 items: item points not stated; whether items add up is not stated; at most 5; added to both parts.",
        ),
        (
            json!({"by_level": {"fact": "level"}}),
            "total",
            json!("sum"),
            "1项加分：项 按级别；几项都符合的相加；最多加5分；加在总成绩上。",
            "1 items: item by level; items add up; at most 5; added to the total.",
        ),
    ] {
        let rule = json!({"added_to": target, "stack": stack, "cap": "5", "items": [item(points)]});
        part(Part::Bonus, &[("rules.bonus", rule)], zh, en);
    }
    part(Part::Bonus, &[], "没有加分。", "There is no bonus.");
}

#[test]
fn an_interview_is_said_with_its_panel_and_what_is_struck() {
    let interview = |change: Json| {
        let mut rule = json!({"full_mark": "100"});
        rule.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        [("rules.interview", rule)]
    };
    part(
        Part::Interview,
        &interview(json!({})),
        "面试满分100；全部分数取平均；不设合格线。",
        "Interview of 100; the mean of all marks; no pass line.",
    );
    part(
        Part::Interview,
        &interview(
            json!({"panel": 7, "elements": [{"code": "e", "name": "e", "full_mark": "100"}], "trim": {"highest": 1, "lowest": 2, "when_tied": "drop_all"}, "mean": {"decimals": 2}, "pass_lines": [{"at": "room_mean", "only_below": "3"}]}),
        ),
        "面试满分100，7名考官；分1个要素打分；去掉1个最高分、2个最低分（相同的一起去掉）取平均，四舍五入到两位小数；合格线：同考场平均分，只在每个名额不足3人时用。",
        "Interview of 100, 7 examiners; 1 elements on the sheet; mean without the 1 highest and 2 lowest (equal marks go together), rounded half up to 2 decimals; pass line: the mean of the room, only below 3 people for each place.",
    );
}

#[test]
fn tests_and_totals_are_said_with_their_parts() {
    part(
        Part::Tests,
        &[],
        "除笔试和面试外没有别的测试。",
        "No tests beside papers and interview.",
    );
    part(
        Part::Tests,
        &[(
            "tests",
            json!([{"code": "a", "name": both("甲/one"), "full_mark": "10", "everybody": true}, {"code": "b", "name": both("乙/two"), "full_mark": "20"}]),
        )],
        "甲（满分10，人人都考）；乙（满分20，需要时才考）。",
        "one (full mark 10, for everybody); two (full mark 20, only when needed).",
    );
    let parts = json!([{"of": "written", "weight": "50%", "divide_by": "1.5"}, {"of": "interview_before_correction", "weight": "1"}]);
    part(
        Part::Total,
        &[(
            "rules.total",
            json!({"parts": parts, "tracks": [{"track": "t", "name": both("通道/track"), "parts": [{"of": {"test": "x"}, "weight": "1"}]}], "full_mark": "100", "rounding": {"decimals": 2}, "pass_lines": [{"at": "set_later"}], "across": "pool"}),
        )],
        "总成绩＝笔试÷150%×50%＋面试（修正前），四舍五入到两位小数；通道：x；合格线：考后划定；同类别的人排在一起。",
        "Total = written ÷ 150% × 50% + interview before correction, rounded half up to 2 decimals; track: x; pass line: set after the test; one ranking of the pool.",
    );
}

#[test]
fn the_rest_of_a_notice_is_counted() {
    part(
        Part::Application,
        &[],
        "没有写报名办法。",
        "How to apply is not stated.",
    );
    part(
        Part::Application,
        &[("application", json!({}))],
        "只写了细节。",
        "Only details are stated.",
    );
    part(
        Part::Application,
        &[(
            "application",
            json!({"opens": "2026-03-06T09:05", "closes": "2026-03-10T17:00", "one_post_per_person": true}),
        )],
        "2026年3月6日 09:05开始报名；2026年3月10日 17:00截止；每人限报一个岗位。",
        "applications open 6 March 2026 09:05; they close 10 March 2026 17:00; one post each.",
    );
    part(
        Part::Publication,
        &[],
        "没有写公示几天。",
        "No publication period is stated.",
    );
    part(
        Part::Publication,
        &[(
            "publication",
            json!([{"what": both("名单/list"), "days": 7, "kind": "working"}, {"what": both("名单/list"), "days": 5, "kind": "calendar"}]),
        )],
        "名单公示7个工作日；名单公示5天。",
        "list: 7 working days; list: 5 days.",
    );
    part(
        Part::Hire,
        &[],
        "没有写储备名单和聘用办法。",
        "Reserve and hiring are not stated.",
    );
    part(
        Part::Hire,
        &[
            ("reserve", json!({"quota": {"exactly": 2}})),
            ("hire", json!({"probation_months": 3, "term_months": 36})),
        ],
        "储备名单2人；试用期3个月；合同36个月。",
        "reserve list: 2 people; 3 months of probation; a contract of 36 months.",
    );
    part(
        Part::Variants,
        &[],
        "所有岗位用同样的规则。",
        "All posts follow the same rules.",
    );
    part(
        Part::Decisions,
        &[],
        "没有记录领导小组的决定。",
        "No decisions of a body are recorded.",
    );
    part(
        Part::Notes,
        &[("notes", json!(["a", "b"]))],
        "0个算例，2条说明。",
        "0 worked examples, 2 notes.",
    );
    let (zh, en) = says(Part::Interview, |_| ());
    assert!(
        zh.starts_with("公告没有写，按默认规则：") && zh.chars().count() > 20,
        "{zh}"
    );
    assert!(
        en.starts_with("Not stated; the default counts: ") && en.len() > 50,
        "{en}"
    );
}

#[test]
fn answers_are_read_back_in_words() {
    let doc = document(|_| ());
    let def = |key: &str| doc.fact(&key.into()).unwrap();
    let number = |text: &str| FactValue::Number(text.parse::<Points>().unwrap());
    let choices =
        |codes: &[&str]| FactValue::Choices(codes.iter().map(|code| (*code).into()).collect());
    for (key, value, zh, en) in [
        ("party", FactValue::YesNo(true), "是", "yes"),
        ("party", FactValue::YesNo(false), "否", "no"),
        ("years", number("3.5"), "3.5年", "3.5 years"),
        ("marks", number("80"), "80", "80"),
        (
            "since",
            FactValue::Date("2020-01-02".parse().unwrap()),
            "2020年1月2日",
            "2 January 2020",
        ),
        ("level", FactValue::Choice("b".into()), "本科", "bachelor"),
        ("many", choices(&["x", "y"]), "甲证、乙证", "X, Y"),
        ("many", choices(&[]), "无", "none"),
        (
            "home",
            FactValue::Area("210211".into()),
            "甘井子区",
            "Ganjingzi",
        ),
        (
            "home",
            FactValue::Area("elsewhere".into()),
            "其他地区",
            "elsewhere",
        ),
        ("home", FactValue::DoesNotApply, "无", "none"),
    ] {
        assert_eq!(
            (
                def(key).say(&doc, &value, Lang::Zh).as_str(),
                def(key).say(&doc, &value, Lang::En).as_str()
            ),
            (zh, en)
        );
    }
}
