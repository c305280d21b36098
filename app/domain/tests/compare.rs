//! Amendments and trials: where two versions differ, and whom another rule moves.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::points::Points;
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
    let found: Vec<_> =
        differences(&before, &after).into_iter().map(|found| (found.place, found.before, found.after)).collect();
    let last = serde_json::to_value(before.posts.last()).unwrap();
    assert_eq!(
        found,
        [
            ("/posts/GJZ-03/places".to_owned(), Some(json!(5)), Some(json!(7))),
            ("/posts/GJZ-12".to_owned(), Some(last), None),
            ("/rules/bonus/stack".to_owned(), Some(json!("highest")), Some(json!("sum"))),
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
        written: [("knowledge".into(), Mark::Scored(Points::whole(written)))].into_iter().collect(),
        ..Candidate::default()
    };
    let people = [person("1", 70, &["party", "veteran"]), person("2", 74, &[]), person("3", 80, &[])];
    let highest = demo();
    let mut sum = demo();
    sum.rules.bonus.as_mut().unwrap().stack = Some(Stack::Sum);
    let before = run(&highest, &people, Stage::Written).unwrap();
    let after = run(&sum, &people, Stage::Written).unwrap();
    let moved = moved(&people, &before, &after);
    let numbers: Vec<&str> = moved.iter().map(|moved| moved.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2"]);
    assert_eq!((moved[0].before.written_rank, moved[0].after.written_rank), (Some(3), Some(2)));
    assert_eq!((moved[1].before.written_rank, moved[1].after.written_rank), (Some(2), Some(3)));
}
