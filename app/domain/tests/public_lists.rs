//! From a run to the public: who is called up, what still waits for people, which lists may be signed.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Instant, Lang, Points, Refusal,
    digest::sha256,
    publication::{
        Check, Disclosure, Head, Placing, PostList, ResultList, Row, Statement, Weights,
        check_list, check_sealed, compose, period, period_ends, reveals_number, sentence, weights,
    },
    ranking::{TestWanted, blocks, facts_for_ties, lines, may_decide, tests_wanted},
    rules::*,
    time,
};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

/// Post `P` of two places, a written test of 100 with a line of 60, an interview of 100, half and half.
fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let mut json = json!({
        "schema_version": 1, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 2}],
        "rules": {
            "written": {"papers": [{"code": "w", "name": "w", "full_mark": "100", "weight": "1"}], "full_mark": "100",
                "pass_lines": [{"at": {"points": "60"}}]},
            "interview": {"full_mark": "100", "panel": 1, "mean": {"decimals": 2}},
            "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}],
                "full_mark": "100", "rounding": {"decimals": 2}},
            "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"},
            "physical": {"quota": {"per_place": "1"}, "substitution": {}},
        },
    });
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

fn person(number: &str, written: i64, interview: i64) -> Candidate {
    Candidate {
        number: number.into(),
        post: "P".into(),
        written: [("w".into(), Mark::Scored(Points::whole(written)))].into(),
        interview: Some(InterviewSheet {
            room: "1".into(),
            marks: vec![Mark::Scored(Points::whole(interview))],
            ..InterviewSheet::default()
        }),
        ..Candidate::default()
    }
}

/// People with these written scores and 80 in the interview.
fn people(written: &[i64]) -> Vec<Candidate> {
    (1..)
        .zip(written)
        .map(|(n, written)| person(&format!("T{n}"), *written, 80))
        .collect()
}

fn placings(doc: &RuleDocument, people: &[Candidate]) -> Vec<Placing> {
    let outcome = run(doc, people, Stage::Total).unwrap();
    lines(doc, people, &outcome)
        .into_iter()
        .map(|line| line.placing)
        .collect()
}

// Who is called up

#[test]
fn those_behind_the_places_are_counted_and_who_is_level_shares_a_number() {
    use Placing::*;
    let doc = document(|_| ());
    let placings = |written: &[i64]| placings(&doc, &people(written));
    assert_eq!(
        placings(&[90, 85, 80, 75, 70]),
        [
            Selected,
            Selected,
            Substitute(1),
            Substitute(2),
            Substitute(3)
        ]
    );
    assert_eq!(
        placings(&[90, 85, 80, 80, 70]),
        [
            Selected,
            Selected,
            Substitute(1),
            Substitute(1),
            Substitute(3)
        ]
    );
    assert_eq!(
        placings(&[90, 85, 80, 75, 75]),
        [
            Selected,
            Selected,
            Substitute(1),
            Substitute(2),
            Substitute(2)
        ]
    );
    assert_eq!(
        placings(&[70, 75, 80, 85, 90]),
        [
            Substitute(3),
            Substitute(2),
            Substitute(1),
            Selected,
            Selected
        ]
    );
}

#[test]
fn nobody_is_called_up_where_the_rules_have_no_substitution() {
    let people = people(&[90, 85, 80]);
    for (substitution, third) in [
        (json!({}), Placing::Substitute(1)),
        (json!({"rounds": 1}), Placing::Substitute(1)),
        (json!({"rounds": 0}), Placing::NotSelected),
        (Json::Null, Placing::NotSelected),
    ] {
        let doc = document(|json| {
            let physical = json["rules"]["physical"].as_object_mut().unwrap();
            physical.remove("substitution");
            if !substitution.is_null() {
                physical.insert("substitution".into(), substitution.clone());
            }
        });
        assert_eq!(placings(&doc, &people)[2], third, "{substitution}");
    }
}

#[test]
fn a_line_carries_the_figures_of_the_run() {
    let doc = document(|_| ());
    let people = [
        person("T1", 90, 80),
        person("T2", 80, 90),
        person("T3", 59, 80),
    ];
    let outcome = run(&doc, &people, Stage::Total).unwrap();
    let lines = lines(&doc, &people, &outcome);
    let first = lines[0];
    assert_eq!(
        (first.written, first.interview),
        (Some(Points::whole(90)), Some(Points::whole(80)))
    );
    assert_eq!(
        (first.total, first.rank, first.bonus),
        (Some(Points::whole(85)), Some(1), Points::ZERO)
    );
    assert_eq!(
        [lines[0].tied, lines[1].tied, lines[2].tied],
        [true, true, false]
    );
    assert_eq!(lines[2].placing, Placing::BelowLine);
}

#[test]
fn everybody_on_the_shortlist_or_with_a_score_sheet_was_shortlisted() {
    let doc = document(|json| {
        json["rules"]["shortlist"] = json!({"quota": {"per_place": "1"}, "tie_at_cut": "admit_all"})
    });
    let mut people = people(&[90, 85, 80]);
    for person in &mut people {
        person.interview = None;
    }
    let outcome = run(&doc, &people, Stage::Shortlist).unwrap();
    let listed: Vec<bool> = lines(&doc, &people, &outcome)
        .into_iter()
        .map(|line| line.shortlisted)
        .collect();
    assert_eq!(listed, [true, true, false]);
}

// What waits for people

#[test]
fn a_list_waits_for_marks_then_for_extra_tests_then_for_decisions() {
    let doc = document(|_| ());
    let mut open = run(&doc, &people(&[90, 85]), Stage::Total).unwrap();
    assert_eq!(may_decide(&open), Ok(()));
    let (post, people) = (PostCode::from("P"), vec!["T1".to_owned()]);
    open.pending = vec![
        Pending::UnstatedBonus { item: "b".into() },
        Pending::Substitution {
            post: post.clone(),
            vacancies: 1,
        },
    ];
    assert_eq!(may_decide(&open), Ok(()), "these are only said");
    open.pending.push(Pending::Order {
        post: post.clone(),
        people: people.clone(),
        places: 1,
    });
    open.pending.push(Pending::Places { post: post.clone() });
    assert_eq!(may_decide(&open), Err(Refusal::DecisionsOpen { count: 2 }));
    open.pending.push(Pending::ExtraTest {
        test: "x".into(),
        post: post.clone(),
        people: people.clone(),
        places: 1,
    });
    assert_eq!(
        may_decide(&open),
        Err(Refusal::TiesOpen {
            posts: vec!["P".into()]
        })
    );
    assert_eq!(
        tests_wanted(&open),
        [TestWanted {
            test: "x".into(),
            candidate: "T1".into()
        }]
    );
    open.missing = vec![MissingScore {
        candidate: "T2".into(),
        what: MissingPart::Test("y".into()),
    }];
    assert_eq!(may_decide(&open), Err(Refusal::MarksMissing { count: 1 }));
    let wanted = |test: &str, candidate: &str| TestWanted {
        test: test.into(),
        candidate: candidate.into(),
    };
    assert_eq!(tests_wanted(&open), [wanted("x", "T1"), wanted("y", "T2")]);
}

#[test]
fn what_would_change_the_list_blocks_it() {
    let post = PostCode::from("P");
    let people = vec!["T1".to_owned()];
    for open in [
        Pending::PassLine {
            stage: Stage::Written,
            posts: vec![post.clone()],
        },
        Pending::Opening {
            post: post.clone(),
            people: 1,
            needed: 3,
        },
        Pending::RemovedPlaces {
            post: post.clone(),
            places: 1,
        },
        Pending::Places { post: post.clone() },
        Pending::Shortfall {
            post: post.clone(),
            people: 1,
            needed: 3,
        },
        Pending::ExtraTest {
            test: "x".into(),
            post: post.clone(),
            people: people.clone(),
            places: 1,
        },
        Pending::Order {
            post: post.clone(),
            people,
            places: 1,
        },
        Pending::ExclusiveBonus {
            candidate: "T1".into(),
            items: vec![],
        },
        Pending::Room {
            room: "1".into(),
            sitting: None,
            posts: vec![post.clone()],
        },
    ] {
        assert!(blocks(&open), "{open:?}");
    }
    assert!(!blocks(&Pending::UnstatedBonus { item: "b".into() }));
    assert!(!blocks(&Pending::RefutedBonus {
        candidate: "T1".into(),
        item: "b".into()
    }));
    assert!(!blocks(&Pending::Substitution { post, vacancies: 1 }));
}

// What a run may see of a person

fn seen(change: impl FnOnce(&mut Json)) -> Vec<String> {
    let choice = json!({"choice": {"ordered": true, "options": [{"code": "a", "label": "a"}, {"code": "b", "label": "b"}]}});
    let fact = |key: &str, kind: Json| json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "declared"});
    let doc = document(|json| {
        let mut level = fact("level", choice);
        level["asked_when"] = json!({"yes": "grid"});
        json["facts"] = json!([
            level,
            fact("grid", json!("yes_no")),
            fact("party", json!("yes_no")),
            fact("army", json!("yes_no"))
        ]);
        json["definitions"] =
            json!([{"name": "member", "label": "member", "condition": {"yes": "party"}}]);
        change(json);
    });
    let yes = || FactValue::YesNo(true);
    let facts = Facts::new()
        .with("level", FactValue::Choice("a".into()))
        .with("grid", yes())
        .with("party", yes())
        .with("army", yes());
    facts_for_ties(&doc, &facts)
        .0
        .keys()
        .map(|key| key.as_str().to_owned())
        .collect()
}

#[test]
fn a_run_sees_what_ties_compare_what_that_hangs_on_and_nothing_else() {
    let keys = |keys: Json| seen(|json| json["rules"]["ties"]["keys"] = keys);
    assert_eq!(keys(json!([{"higher": "written"}])), Vec::<String>::new());
    let army = json!([{"status": {"name": "army", "when": {"yes": "army"}}}]);
    assert_eq!(
        keys(army.clone()),
        ["army", "party"],
        "a condition may go by name"
    );
    let named = json!([{"status": {"name": "member", "when": {"defined": "member"}}}]);
    assert_eq!(keys(named), ["party"]);
    let level = seen(|json| {
        json["rules"]["ties"]["keys"] = json!([{"higher_level": "level"}]);
        json.as_object_mut().unwrap().remove("definitions");
    });
    assert_eq!(
        level,
        ["grid", "level"],
        "whether a question is asked hangs on another answer"
    );
    let cut = seen(|json| {
        json["rules"]["shortlist"] =
            json!({"quota": {"per_place": "1"}, "tie_at_cut": {"by_keys": army}});
    });
    assert_eq!(cut, ["army", "party"]);
}

// Checks of a list

fn row(ticket: &str, rank: u32, placing: Placing) -> Row {
    let total = Some(Points::whole(90 - i64::from(rank)));
    Row {
        ticket: ticket.into(),
        name: "张＊某".into(),
        written: total,
        bonus: Points::ZERO,
        interview: total,
        total,
        rank: Some(rank),
        placing,
        tied: false,
    }
}

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
    bundle
        .candidates
        .iter()
        .map(|who| (who.number.clone(), "张＊某".to_owned()))
        .collect()
}

#[test]
fn what_bodies_decided_since_may_stand_in_the_rules_and_nothing_else() {
    let announced = document(|_| ());
    let decided = document(|json| {
        json["decisions"] = json!([{"body": "领导小组", "on": "2026-05-01", "reason": "抽签", "settles": {"order": ["T1", "T2"]}}]);
    });
    let other = document(|json| json["title"] = json!("other"));
    for (used, follows) in [(announced.clone(), true), (decided, true), (other, false)] {
        let bundle = Bundle::seal(used, people(&[90, 85, 80]), Stage::Total).unwrap();
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
        let other = |line: &str| json!([{"at": {"points": line}}]);
        json["posts"] = json!([{"code": "P", "name": "P", "places": 1}, {"code": "Q", "name": "Q", "places": 1}]);
        let mut written = json["rules"]["written"].clone();
        written["pass_lines"] = other("80");
        json["variants"] =
            json!([{"name": "Q", "scope": {"posts": ["Q"]}, "rules": {"written": written}}]);
        json["rules"]["interview"]["pass_lines"] = other("70");
    });
    let other = Candidate {
        post: "Q".into(),
        ..person("T3", 80, 70)
    };
    let bundle = Bundle::seal(
        doc.clone(),
        vec![person("T1", 60, 70), person("T2", 59, 90), other],
        Stage::Total,
    )
    .unwrap();
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
fn a_period_ends_at_five_on_its_last_day() {
    let doc = document(|json| {
        json["publication"] = json!([{"what": "名单", "days": 3, "kind": "calendar"}])
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

#[test]
fn the_weights_beside_a_list_are_those_of_the_engine_also_where_a_pool_has_no_written_test() {
    let doc =
        RuleDocument::from_json(include_bytes!("notices/O20-FJ-FZ-CANGSHAN-2015.json")).unwrap();
    let half = Some(Ratio::percent(50));
    assert_eq!(
        weights(&doc, "open"),
        Weights {
            written: half,
            interview: half
        }
    );
    assert_eq!(
        weights(&doc, "committee"),
        Weights {
            written: None,
            interview: Some(Ratio::ONE)
        }
    );
    let who = Candidate {
        post: "committee".into(),
        written: Marks::default(),
        ..person("1", 0, 83)
    };
    let outcome = run(&doc, &[who], Stage::Total).unwrap();
    assert_eq!(outcome.candidates[0].total, Some(Points::whole(83)));
    let post = doc.post(&"committee".into()).unwrap();
    assert!(!doc.for_post(post).has_written_test());
}
