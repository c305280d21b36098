//! The checks of a list and its seal.

use super::{bundle, document, people, person, row};
use domain::{
    Instant, Lang, Points,
    digest::sha256,
    publication::{
        Check, Disclosure, Head, PostList, ResultList, Row, Statement, check_list, check_sealed,
        compose, period, period_ends, reveals_number, sentence,
    },
    ranking::Placing,
    rules::*,
    time,
};
use serde_json::json;
use std::collections::HashMap;

fn list(places: u32, rows: Vec<Row>) -> ResultList {
    ResultList {
        campaign: "t".into(),
        title: "名单".into(),
        organiser: "民政局".into(),
        version: 1,
        reason: String::new(),
        rules_digest: "0".into(),
        sealed_at: Instant(0),
        posts: vec![PostList {
            code: "P".into(),
            name: "P".into(),
            street: String::new(),
            places,
            rows,
        }],
    }
}

fn failed(list: &ResultList) -> Vec<Check> {
    check_list(list)
        .into_iter()
        .filter(|check| !check.passed)
        .map(|check| check.check)
        .collect()
}

#[test]
fn more_than_the_places_are_selected_only_when_the_last_place_is_shared() {
    let selected = |ranks: &[u32], places: u32| {
        let rows = ranks
            .iter()
            .enumerate()
            .map(|(n, rank)| row(&format!("T{n}"), *rank, Placing::Selected));
        failed(&list(places, rows.collect()))
    };
    for (ranks, places) in [
        (&[1, 2][..], 2),
        (&[1, 2], 3),
        (&[1, 2, 2], 2),
        (&[1, 1, 1], 1),
        (&[1, 2, 3, 4, 4], 4),
    ] {
        assert_eq!(selected(ranks, places), [], "{ranks:?} for {places}");
    }
    for (ranks, places) in [
        (&[1, 2][..], 1),
        (&[1, 1, 3], 2),
        (&[1, 2, 3, 4, 4], 3),
        (&[1, 2, 2], 1),
    ] {
        let count = ranks.len();
        assert_eq!(
            selected(ranks, places),
            [Check::FollowsRules { selected: count }],
            "{ranks:?} for {places}"
        );
    }
    let waiting = vec![
        row("T1", 1, Placing::Selected),
        row("T2", 2, Placing::Substitute(1)),
    ];
    assert_eq!(failed(&list(1, waiting)), [], "who waits fills no place");
}

#[test]
fn every_name_of_two_characters_or_more_is_masked() {
    let named = |name: &str| {
        failed(&list(
            1,
            vec![Row {
                name: name.into(),
                ..row("T1", 1, Placing::Selected)
            }],
        ))
    };
    for name in ["周＊", "张＊某", "阿＊·＊提", "王", ""] {
        assert_eq!(named(name), [], "{name}");
    }
    for name in ["周某", "张三丰", "张＊13800138000"] {
        assert_eq!(named(name), [Check::Masked { rows: 1 }], "{name}");
    }
}

#[test]
fn eleven_digits_in_a_row_could_be_a_telephone_and_ten_could_not() {
    for (text, reveals) in [
        ("1234567890", false),
        ("12345678901", true),
        ("123456-78901", false),
        ("x12345678901x", true),
        ("", false),
    ] {
        assert_eq!(reveals_number(text), reveals, "{text}");
    }
}

// The seal

fn head() -> Head {
    Head {
        campaign: "t".into(),
        title: "名单".into(),
        organiser: "民政局".into(),
        version: 1,
        reason: String::new(),
        sealed_at: Instant(0),
    }
}

fn failed_under(announced: &RuleDocument, bundle: &Bundle, list: &ResultList) -> Vec<Check> {
    let bytes = list.sealed_bytes().unwrap();
    let digest = sha256(&bytes);
    let statement = Statement {
        campaign: "t".into(),
        version: 1,
        sha256: digest.clone(),
        previous: None,
        sealed_at: Instant(0),
    };
    let results = check_sealed(&bytes, &digest, Some(&statement), bundle, announced);
    results
        .into_iter()
        .filter(|result| !result.passed)
        .map(|result| result.check)
        .collect()
}

fn names(bundle: &Bundle) -> HashMap<String, String> {
    let people = bundle.people.candidates.iter();
    people
        .map(|who| (who.number.to_string(), "张＊某".to_owned()))
        .collect()
}

#[test]
fn what_bodies_decided_since_may_stand_in_the_rules_and_nothing_else() {
    let announced = document(|_| ());
    let decided = document(|json| {
        json["decisions"] = json!([{"of": "places", "value": {"places": 2}, "body": "领导小组", "on": "2026-05-01",
            "reason": "名额不变"}]);
    });
    let other = document(|json| json["title"] = json!("other"));
    for (used, follows) in [(announced.clone(), true), (decided, true), (other, false)] {
        let bundle = bundle(&used, &people(&[90, 85, 80]));
        let list = compose(head(), &bundle, &names(&bundle));
        let expected: &[Check] = if follows {
            &[]
        } else {
            &[Check::FollowsRules { selected: 2 }]
        };
        assert_eq!(failed_under(&announced, &bundle, &list), expected);
    }
}

#[test]
fn a_pass_line_binds_the_selected_of_its_own_post_at_and_above_it() {
    let doc = document(|json| {
        let line = |code: &str, of: &str, at: &str| json!([{"code": code, "on": {"of": of}, "at": {"fixed": at}}]);
        json["posts"] = json!([{"code": "P", "name": "P", "places": 1}, {"code": "Q", "name": "Q", "places": 1}]);
        let mut written = json["stages"][0].clone();
        written["lines"] = line("w80", "written", "80");
        json["variants"] = json!([{"name": "Q", "scope": {"posts": ["Q"]}, "stage": [written]}]);
        json["stages"][1]["lines"] = line("i70", "interview", "70");
    });
    let other = Candidate {
        post: "Q".into(),
        ..person("T3", 80, 70)
    };
    let bundle = bundle(&doc, &[person("T1", 60, 70), person("T2", 59, 90), other]);
    let list = compose(head(), &bundle, &names(&bundle));
    assert_eq!(list.people(), 3);
    assert_eq!(
        failed_under(&doc, &bundle, &list),
        [],
        "both stand exactly on their lines"
    );
    for post in 0..2 {
        for below_written in [true, false] {
            let mut list = list.clone();
            let row = list.posts[post]
                .rows
                .iter_mut()
                .find(|row| row.placing == Placing::Selected)
                .unwrap();
            let score = if below_written {
                &mut row.written
            } else {
                &mut row.interview
            };
            *score = score.map(|score| Points::from_raw(score.raw() - 1));
            let failed = failed_under(&doc, &bundle, &list);
            assert!(
                failed.contains(&Check::FollowsRules { selected: 2 }),
                "post {post}, written {below_written}"
            );
        }
    }
}

#[test]
fn a_line_that_must_be_passed_is_not_reached_by_standing_on_it() {
    let doc = document(|json| json["stages"][0]["lines"][0]["strictly"] = json!(true));
    let bundle = bundle(&doc, &[person("T1", 61, 70)]);
    let mut list = compose(head(), &bundle, &names(&bundle));
    assert_eq!(failed_under(&doc, &bundle, &list), []);
    list.posts[0].rows[0].written = Some(Points::whole(60));
    let failed = failed_under(&doc, &bundle, &list);
    assert!(failed.contains(&Check::FollowsRules { selected: 1 }));
}

#[test]
fn a_period_ends_at_five_on_its_last_day() {
    let doc = document(|json| {
        json["publication"] =
            json!([{"of": "totals", "what": "名单", "days": 3, "kind": "calendar"}]);
    });
    assert_eq!(period(&doc), (3, time::DayKind::Calendar));
    // Noon of 27 April 2026 in Shanghai.
    let now = Instant(1_777_262_400_000);
    let ends = period_ends(&doc, now, &time::Holidays::default());
    assert_eq!(ends.rfc3339(), "2026-04-30T17:00:00+08:00");
}

#[test]
fn the_sentence_names_the_version_and_the_people() {
    assert_eq!(sentence(Lang::Zh, 2, 258), "公布第2版258人");
    assert_eq!(
        sentence(Lang::En, 2, 258),
        "Publish version 2 with 258 people"
    );
}

#[test]
fn the_written_score_is_disclosed_with_the_shortlist() {
    use domain::campaigns::Progress::*;
    for (progress, disclosed) in [
        (Announced, Disclosure::Nothing),
        (Seated, Disclosure::Nothing),
        (WrittenFrozen, Disclosure::Nothing),
        (Shortlisted, Disclosure::Written),
        (InterviewFrozen, Disclosure::Written),
        (Totalled, Disclosure::Written),
        (Published, Disclosure::Everything),
    ] {
        assert_eq!(Disclosure::at(progress), disclosed);
    }
}
