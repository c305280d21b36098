//! Amendments and trials: where two versions differ, and whom another rule moves.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::numbers::Points;
use domain::rules::*;
use serde_json::json;

fn demo() -> RuleDocument {
    RuleDocument::from_json(include_bytes!("notices/O03-demo.json")).unwrap()
}

#[test]
fn two_versions_differ_where_they_were_changed_and_nowhere_else() {
    let before = demo();
    assert_eq!(differences(&before, &before), Vec::new());
    let mut after = before.clone();
    after.posts.swap(0, 1);
    after.posts[2].places = Some(7);
    after.posts.pop();
    after.rules.bonus.as_mut().unwrap().stack = Some(Stack::Sum);
    after.stated_places = None;
    let found: Vec<_> = differences(&before, &after)
        .into_iter()
        .map(|found| (found.place, found.before, found.after))
        .collect();
    let last = serde_json::to_value(before.posts.last()).unwrap();
    assert_eq!(
        found,
        [
            (
                "/posts/GJZ-03/places".to_owned(),
                Some(json!(5)),
                Some(json!(7))
            ),
            ("/posts/GJZ-12".to_owned(), Some(last), None),
            (
                "/rules/bonus/stack".to_owned(),
                Some(json!("highest")),
                Some(json!("sum"))
            ),
            ("/stated_places".to_owned(), Some(json!(50)), None),
        ]
    );
}

#[test]
fn another_rule_moves_exactly_these_people() {
    let person = |number: &str, written: i64, bonus: &[&str]| Candidate {
        number: number.to_owned(),
        post: "GJZ-01".into(),
        bonus: bonus.iter().map(|item| BonusClaim::of(item)).collect(),
        written: [("knowledge".into(), Mark::Scored(Points::whole(written)))]
            .into_iter()
            .collect(),
        ..Candidate::default()
    };
    let people = [
        person("1", 70, &["party", "veteran"]),
        person("2", 74, &[]),
        person("3", 80, &[]),
    ];
    let highest = demo();
    let mut sum = demo();
    sum.rules.bonus.as_mut().unwrap().stack = Some(Stack::Sum);
    let before = run(&highest, &people, Stage::Written).unwrap();
    let after = run(&sum, &people, Stage::Written).unwrap();
    let moved = moved(&people, &before, &after);
    let numbers: Vec<&str> = moved.iter().map(|moved| moved.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2"]);
    assert_eq!(
        (moved[0].before.written_rank, moved[0].after.written_rank),
        (Some(3), Some(2))
    );
    assert_eq!(
        (moved[1].before.written_rank, moved[1].after.written_rank),
        (Some(2), Some(3))
    );
}

/// Where two JSON forms of a document differ, by place.
fn places(change: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
    let before = demo();
    let mut json = serde_json::to_value(&before).unwrap();
    change(&mut json);
    let after = RuleDocument::from_json(json.to_string().as_bytes()).unwrap();
    differences(&before, &after)
        .into_iter()
        .map(|found| found.place)
        .collect()
}

#[test]
fn items_without_a_name_are_told_apart_by_their_place_while_none_is_added() {
    let line = |points: &str| json!({"at": {"points": points}});
    let lines = "/rules/interview/pass_lines";
    assert_eq!(
        places(|json| json["rules"]["interview"]["pass_lines"][0]["strictly"] = json!(true)),
        [format!("{lines}/0/strictly")]
    );
    let added = places(|json| {
        json["rules"]["interview"]["pass_lines"]
            .as_array_mut()
            .unwrap()
            .push(line("70"))
    });
    assert_eq!(
        added,
        [lines],
        "with another one the whole list is another list"
    );
    let emptied = places(|json| json["rules"]["interview"]["pass_lines"] = json!([]));
    assert_eq!(emptied, [lines]);
    let words = places(|json| json["rules"]["ties"]["keys"] = json!([{"higher": "interview"}]));
    assert_eq!(words, ["/rules/ties/keys/0/higher"]);
}

#[test]
fn items_with_a_name_are_found_by_it_and_plain_words_are_not_taken_apart() {
    let options = "/eligibility/residence/condition/all";
    let areas = places(|json| {
        json["eligibility"][2]["condition"]["all"][1]["in_area"]["areas"] = json!(["210211"])
    });
    assert_eq!(areas, [format!("{options}/1/in_area/areas")]);
    let moved = places(|json| json["eligibility"].as_array_mut().unwrap().rotate_left(1));
    assert_eq!(
        moved,
        Vec::<String>::new(),
        "the order of named items says nothing"
    );
    let renamed = places(|json| json["posts"][0]["code"] = json!("NEW"));
    assert_eq!(renamed, ["/posts/GJZ-01", "/posts/NEW"]);
}

#[test]
fn a_difference_is_said_with_every_kind_of_value() {
    let found = |place: &str, before, after| Difference {
        place: place.into(),
        before,
        after,
    };
    for (difference, zh, en) in [
        (
            found(
                "/rules/bonus/stack",
                Some(json!("sum")),
                Some(json!("highest")),
            ),
            "加分 › 几项符合时：相加 → 最高",
            "",
        ),
        (
            found("/rules/x/0", Some(json!(true)), Some(json!(false))),
            "x › 第1项：是 → 否",
            "x › no. 1: yes → no",
        ),
        (
            found("/x/999", None, Some(json!(7))),
            "x › 第1000项：没有写 → 7",
            "x › no. 1000: not stated → 7",
        ),
        (
            found("/x/1000", Some(json!([])), Some(json!(null))),
            "x › 1000：没有 → 没有写",
            "x › 1000: none → not stated",
        ),
        (
            found("/x", Some(json!(["a", "b"])), None),
            "x：a；b → 没有写",
            "x: a; b → not stated",
        ),
        (
            found(
                "/x",
                Some(json!({"a": "b"})),
                Some(json!({"a": "b", "c": "d"})),
            ),
            "x：a：b → （a：b，c：d）",
            "x: a: b → (a: b, c: d)",
        ),
        (
            found(
                "/x",
                Some(json!({"zh": "甲", "en": "one"})),
                Some(json!({"zh": "乙"})),
            ),
            "x：甲 → 乙",
            "x: one → zh: 乙",
        ),
        (
            found("/x", Some(json!({"en": "one"})), None),
            "x：en：one → 没有写",
            "x: en: one → not stated",
        ),
    ] {
        assert_eq!(difference.say(Lang::Zh), zh);
        if !en.is_empty() {
            assert_eq!(difference.say(Lang::En), en);
        }
        assert_eq!(
            difference.say(Lang::Zh),
            format!(
                "{}：{} → {}",
                difference.place_in_words(Lang::Zh),
                difference.before_in_words(Lang::Zh),
                difference.after_in_words(Lang::Zh)
            )
        );
    }
}
