//! Where two versions differ, in the names of the document; every field and fixed word has one.

use super::{LANGS, Schema, demo};
use domain::numbers::Points;
use domain::rules::*;
use serde_json::json;

#[test]
fn every_field_and_fixed_word_has_a_name_in_both_languages() {
    let schema = Schema::read();
    for (of, above, field) in &schema.fields {
        let place = format!("/{above}/{field}");
        let zh = field_name(&place, Lang::Zh);
        assert!(!zh.is_ascii(), "{of}: {place} is called {zh}");
        assert!(!field_name(&place, Lang::En).contains('_'), "{of}: {place}");
    }
    for (field, word) in &schema.words {
        for lang in LANGS {
            let name = word_name(&format!("/{field}"), word, lang);
            assert!(name.is_some(), "{field}: {word}");
        }
    }
}

#[test]
fn a_field_is_called_by_what_it_means_where_it_stands() {
    for (place, zh, en) in [
        ("/stages/0/cut/level", "末位同分", "ties on the last place"),
        ("/areas/0/level", "级别", "level"),
        ("/opening/0/at", "什么时候算", "counted when"),
        ("/stages/0/lines/1/at", "线", "line"),
        ("/publication/2/at", "发布日", "put up on"),
    ] {
        assert_eq!(field_name(place, Lang::Zh), zh, "{place}");
        assert_eq!(field_name(place, Lang::En), en, "{place}");
    }
    let place = "/stages/1/cut/quota";
    assert_eq!(
        place_in_words(place, Lang::Zh),
        "考试环节 › 第2项 › 入围 › 人数"
    );
    assert_eq!(
        place_in_words(place, Lang::En),
        "stages › no. 2 › cut › quota"
    );
}

#[test]
fn two_versions_differ_where_they_were_changed_and_nowhere_else() {
    let before = demo();
    assert_eq!(differences(&before, &before), Vec::new());
    let mut after = before.clone();
    after.posts.swap(0, 1);
    after.posts[2].places = Some(7);
    let last = after.posts.pop().unwrap();
    after.bonus.as_mut().unwrap().stack = Some(Stack::Sum);
    after.stated_places = None;
    let found: Vec<_> = differences(&before, &after)
        .into_iter()
        .map(|found| (found.place, found.before, found.after))
        .collect();
    let expected = [
        (
            "/bonus/stack".to_owned(),
            Some(json!("highest")),
            Some(json!("sum")),
        ),
        (
            "/posts/GJZ-03/places".to_owned(),
            Some(json!(5)),
            Some(json!(7)),
        ),
        (
            format!("/posts/{}", last.code),
            Some(serde_json::to_value(&last).unwrap()),
            None,
        ),
        ("/stated_places".to_owned(), Some(json!(50)), None),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_change_is_said_with_what_stood_there_and_what_stands_there_now() {
    let mut after = demo();
    let Some(Scoring::Papers(papers)) = &mut after.stages[0].scoring else {
        panic!("the first stage has papers");
    };
    papers.papers[0].full = Points::whole(120);
    after.ties = None;
    let said = |lang| -> Vec<String> {
        let found = differences(&demo(), &after);
        found.iter().map(|found| found.say(lang)).collect()
    };
    let (zh, en) = (said(Lang::Zh), said(Lang::En));
    assert_eq!(
        zh[0],
        "考试环节 › 笔试 › 计分 › 笔试计分 › 试卷 › 社区工作基础知识 › 满分：100.00 → 120.00"
    );
    assert!(en[0].ends_with("full mark: 100.00 → 120.00"), "{}", en[0]);
    assert!(
        zh[1].starts_with("同分：（") && zh[1].ends_with("） → 没有写"),
        "{}",
        zh[1]
    );
}

#[test]
fn a_text_that_changed_in_one_language_alone_is_said_in_both() {
    let notes = |notes: serde_json::Value| {
        let json = json!({"schema_version": 2, "id": "t", "title": "t", "notes": notes});
        RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
    };
    let said = |before, after, lang| -> Vec<String> {
        let found = differences(&notes(before), &notes(after));
        found.iter().map(|found| found.say(lang)).collect()
    };
    let text = |zh: &str, en: &str| json!([{"zh": zh, "en": en}]);
    assert_eq!(
        said(text("甲", "A"), text("乙", "A"), Lang::En),
        ["notes › no. 1: (English: A, Chinese: 甲) → (English: A, Chinese: 乙)"]
    );
    assert_eq!(
        said(text("甲", "A"), text("乙", "A"), Lang::Zh),
        ["说明 › 第1项：甲 → 乙"]
    );
    assert_eq!(
        said(text("甲", "A"), text("甲", "B"), Lang::Zh),
        ["说明 › 第1项：（英文：A，中文：甲） → （英文：B，中文：甲）"]
    );
    assert_eq!(
        said(json!(["甲"]), text("甲", "A"), Lang::Zh),
        ["说明 › 第1项：甲 → （英文：A，中文：甲）"]
    );
    // A text that changed in another language beside one that changed in this one.
    let two = said(
        json!([{"zh": "甲", "en": "A"}, "丙"]),
        json!([{"zh": "乙", "en": "A"}, "丁"]),
        Lang::En,
    );
    assert_eq!(two.len(), 2, "{two:?}");
}

#[test]
fn stages_in_another_order_are_a_difference() {
    let mut after = demo();
    after.stages.reverse();
    let found = differences(&demo(), &after);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, "/stages");
    assert_eq!(found[0].after, Some(json!(["interview", "written"])));
}

#[test]
fn things_of_one_name_are_told_apart_by_their_place() {
    let two = |places: [u64; 2]| {
        let variant = |months: u64| json!({"name": "甲/乙", "scope": {"posts": []}, "hire": {"term_months": months}});
        let json =
            json!({"schema_version": 2, "id": "t", "title": "t", "variants": places.map(variant)});
        RuleDocument::from_json(json.to_string().as_bytes()).unwrap()
    };
    let found = differences(&two([12, 12]), &two([12, 24]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, "/variants/1/hire/term_months");
    assert_eq!(
        found[0].say(Lang::Zh),
        "另有规定 › 第2项 › 聘用 › 合同（月）：12 → 24"
    );
}
