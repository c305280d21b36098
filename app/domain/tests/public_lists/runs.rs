//! What a run means for people: who is called up, what waits for a decision, what it may see.

use super::{bundle, bundle_of_one, document, people, person, upto};
use domain::{
    Points,
    publication::{BonusIn, bonus_in},
    ranking::{
        Placing, Refusal, TestWanted, blocks, fact_columns, facts_seen, lines, may_decide,
        tests_wanted, upto_shortlist,
    },
    rules::*,
};
use serde_json::{Value as Json, json};

fn placings(doc: &RuleDocument, people: &[Candidate]) -> Vec<Placing> {
    let lines = lines(&bundle(doc, people));
    lines.into_iter().map(|line| line.placing).collect()
}

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
            let list = json["after"][0]["list"].as_object_mut().unwrap();
            list.remove("substitution");
            if !substitution.is_null() {
                list.insert("substitution".into(), substitution.clone());
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
    let lines = lines(&bundle(&doc, &people));
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

/// A bonus of 5 for everybody who claims it.
fn bonus(json: &mut Json, raises: &[&str]) {
    let item = json!({"code": "b", "name": "b", "when": {"all": []}, "points": {"fixed": "5"}});
    json["bonus"] = json!({"raises": raises, "items": [item]});
}

#[test]
fn the_written_score_of_a_list_holds_the_bonus_where_the_rules_add_it_to_it_or_to_its_cut() {
    let claim = Claim {
        claimed: true,
        ..Claim::default()
    };
    let who = Candidate {
        bonus: [("b".into(), claim)].into(),
        ..person("T1", 80, 70)
    };
    for (raises, written, total, at) in [
        (&["written"][..], 85, "77.5", BonusIn::Written),
        (&["cut written"], 85, "75", BonusIn::Written),
        (&["interview"], 80, "77.5", BonusIn::Interview),
        (&["total"], 80, "80", BonusIn::Total),
        (&["written", "interview"], 85, "80", BonusIn::Apart),
    ] {
        let doc = document(|json| bonus(json, raises));
        let line = lines(&bundle_of_one(&doc, &who))[0];
        assert_eq!(line.written, Some(Points::whole(written)), "{raises:?}");
        assert_eq!(line.total, total.parse().ok(), "{raises:?}");
        assert_eq!(bonus_in(&doc, "P"), at, "{raises:?}");
    }
    assert_eq!(bonus_in(&document(|_| ()), "P"), BonusIn::Apart);
}

#[test]
fn everybody_on_the_shortlist_or_with_a_score_sheet_was_shortlisted() {
    let doc = document(|json| {
        json["stages"][0]["cut"] = json!({"quota": {"per_place": "1"}, "level": {"then": "share"}});
    });
    let mut people = people(&[90, 85, 80]);
    for person in &mut people {
        let stages = person.stages.iter();
        let written = stages.filter(|(code, _)| code.as_str() == "written");
        let written = written.map(|(code, record)| (code.clone(), record.clone()));
        person.stages = written.collect();
    }
    let listed: Vec<bool> = lines(&upto(&doc, &people, &upto_shortlist(&doc)))
        .into_iter()
        .map(|line| line.shortlisted)
        .collect();
    assert_eq!(listed, [true, true, false]);
}

// What waits for people

#[test]
fn a_list_waits_for_marks_then_for_extra_tests_then_for_decisions() {
    let doc = document(|_| ());
    let mut open = bundle(&doc, &people(&[90, 85]));
    assert_eq!(may_decide(&open), Ok(()));
    let (step, people) = (StageCode::from("physical"), vec!["T1".to_owned()]);
    open.outcome.pending = vec![
        Pending::Consent {
            step: step.clone(),
            people: people.clone(),
            places: 1,
        },
        Pending::Substitution {
            step: step.clone(),
            post: "P".into(),
            vacancies: 1,
        },
    ];
    assert_eq!(may_decide(&open), Ok(()), "these are only said");
    let order = Pending::Order {
        step: step.clone(),
        people: people.clone(),
        places: 1,
    };
    let places = Pending::Places { post: "P".into() };
    open.outcome.pending.extend([order, places]);
    assert_eq!(may_decide(&open), Err(Refusal::DecisionsOpen { count: 2 }));
    open.outcome.pending.push(Pending::ExtraTest {
        test: "x".into(),
        step,
        people,
        places: 1,
    });
    let tied = Err(Refusal::TiesOpen {
        posts: vec!["P".into()],
    });
    assert_eq!(may_decide(&open), tied);
    let wanted = |test: &str, candidate: &str| TestWanted {
        test: test.into(),
        candidate: candidate.into(),
    };
    assert_eq!(tests_wanted(&open.outcome), [wanted("x", "T1")]);
    let missing = |what| Missing {
        candidate: "T2".into(),
        what,
    };
    open.outcome.missing = vec![missing(MissingPart::ExtraTest("y".into()))];
    assert_eq!(
        may_decide(&open),
        tied,
        "a result that is not there leaves people level"
    );
    assert_eq!(
        tests_wanted(&open.outcome),
        [wanted("x", "T1"), wanted("y", "T2")]
    );
    let paper = MissingPart::Paper("written".into(), "w".into());
    open.outcome.missing.push(missing(paper));
    assert_eq!(may_decide(&open), Err(Refusal::MarksMissing { count: 1 }));
}

#[test]
fn what_would_change_the_list_blocks_it() {
    let (post, posts) = (PostCode::from("P"), vec![PostCode::from("P")]);
    let step = StageCode::from("interview");
    let (candidate, people) = ("T1".to_owned(), vec!["T1".to_owned()]);
    let test = TestCode::from("x");
    let level = (step.clone(), people.clone());
    for open in [
        Pending::Line {
            line: "l".into(),
            posts: posts.clone(),
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
        Pending::ExtraTest {
            test: test.clone(),
            step: level.0.clone(),
            people: level.1.clone(),
            places: 1,
        },
        Pending::ExtraTestApproval {
            test,
            step: level.0.clone(),
            people: level.1.clone(),
            places: 1,
        },
        Pending::Order {
            step: level.0,
            people: level.1,
            places: 1,
        },
        Pending::DirectHires {
            post: post.clone(),
            people: people.clone(),
            places: 1,
        },
        Pending::BonusPoints {
            item: "b".into(),
            candidate: candidate.clone(),
        },
        Pending::Unsettled {
            code: "u".into(),
            posts,
        },
        Pending::Room {
            stage: step.clone(),
            room: "1".into(),
            sitting: None,
        },
        Pending::Entry { candidate },
    ] {
        assert!(blocks(&open), "{open:?}");
    }
}

#[test]
fn what_others_wait_for_blocks_no_list() {
    assert!(!blocks(&Pending::Consent {
        step: "interview".into(),
        people: vec!["T1".to_owned()],
        places: 1
    }));
    assert!(!blocks(&Pending::Substitution {
        step: "interview".into(),
        post: "P".into(),
        vacancies: 1
    }));
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
    let seen = facts_seen(&fact_columns(&doc), &facts);
    seen.0.keys().map(|key| key.as_str().to_owned()).collect()
}

#[test]
fn a_run_sees_what_ties_compare_what_that_hangs_on_and_nothing_else() {
    let keys = |keys: Json| seen(|json| json["ties"]["keys"] = keys);
    let written = json!([{"higher": {"of": "written"}}]);
    assert_eq!(keys(written), Vec::<String>::new());
    let army = json!([{"status": {"name": "army", "when": {"yes": "army"}}}]);
    assert_eq!(keys(army.clone()), ["army"]);
    let named = json!([{"status": {"name": "member", "when": {"defined": "member"}}}]);
    assert_eq!(keys(named), ["party"], "a condition may go by name");
    assert_eq!(
        keys(json!([{"higher_level": "level"}])),
        ["grid", "level"],
        "whether a question is asked hangs on another answer"
    );
    let cut = seen(|json| json["stages"][0]["cut"]["level"] = json!({"keys": army}));
    assert_eq!(cut, ["army"]);
}
