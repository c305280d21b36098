//! Trying rules on invented people and on data that was made for other rules.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Points,
    dry_run::{Shift, Trial, changes, sample, sample_table, try_out, with_posts_of},
    rules::*,
};
use serde_json::{Value as Json, json};

/// Two papers, a test for everybody, three kinds of bonus, and ties by four kinds of facts.
fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let paper = |code: &str, full: &str| json!({"code": code, "name": code, "full_mark": full, "weight": "1"});
    let item = |code: &str, points: Json| json!({"code": code, "name": code, "when": {"yes": "party"}, "points": points});
    let fact = |key: &str, kind: Json| json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "declared"});
    let levels = json!({"choice": {"ordered": true, "options": [
        {"code": "a", "label": "a"}, {"code": "b", "label": "b"}, {"code": "c", "label": "c"}]}});
    let mut json = json!({
        "schema_version": 1, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 2}],
        "facts": [fact("party", json!("yes_no")), fact("years", json!({"number": {}})), fact("since", json!({"date": {}})),
            fact("level", levels)],
        "tests": [{"code": "skill", "name": "skill", "full_mark": "40", "everybody": true},
            {"code": "extra", "name": "extra", "full_mark": "40"}],
        "rules": {
            "written": {"papers": [paper("one", "100"), paper("two", "50")], "full_mark": "150"},
            "bonus": {"added_to": "total", "stack": "highest", "items": [
                item("fixed", json!({"fixed": "3"})),
                item("level", json!({"by_level": {"fact": "level", "levels": [{"option": "b", "points": "2"}]}})),
                item("unit", json!({"per_unit": {"fact": "years", "beyond": "2", "unit": "0.5", "points": "1"}}))]},
            "interview": {"full_mark": "100", "panel": 5, "mean": {"decimals": 2}},
            "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}],
                "full_mark": "100", "rounding": {"decimals": 2}},
            "ties": {"keys": [{"status": {"name": "party", "when": {"yes": "party"}}}, {"higher_number": "years"},
                {"later": "since"}, {"higher_level": "level"}], "still_tied": "share_rank"},
        },
    });
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// One absence, one violation, one on the line of 60; a bonus for each third; the marks come in half points.
const SAMPLE: &str = "
准考证号,岗位,笔试:one,笔试:two,测试:skill,加分:fixed,加分:level,加分:unit,事实:level,事实:party,事实:since,事实:years,考场,考官1,考官2,考官3,考官4,考官5
01001,P,94,47,37.5,,,,a,是,1990-01-01,0,1,58,61,59,62,60
01002,P,92,46,36.5,是,,,b,否,1990-04-08,1,1,65,68,66,69,67
01003,P,92,46,36.5,,,,c,是,1990-07-14,2,1,72,75,73,76,74
01004,P,88,44,35,,,,a,否,1990-10-19,3,1,79,82,80,83,81
01005,P,86,43,34,,b,,b,是,1991-01-24,4,1,86,89,87,90,88
01006,P,86,43,34,,,,c,否,1991-05-01,5,1,93,96,94,97,95
01007,P,82,41,32.5,,,,a,是,1991-08-06,6,1,63,66,64,67,65
01008,P,缺考,缺考,32,,,2.5,b,否,1991-11-11,7,1,70,73,71,74,72
01009,P,违纪,违纪,32,,,,c,是,1992-02-16,8,1,77,80,78,81,79
01010,P,60,30,30,,,,a,否,1992-05-23,9,1,84,87,85,88,86
01011,P,74,37,29.5,是,,,b,是,1992-08-28,0,1,91,94,92,95,93
01012,P,74,37,29.5,,,,c,否,1992-12-03,1,1,61,64,62,65,63
01013,P,70,35,28,,,,a,是,1993-03-10,2,1,68,71,69,72,70
";

#[test]
fn the_same_rules_always_invent_the_same_people() {
    let document = document(|_| ());
    let rows: Vec<String> = sample_table(&document, &sample(&document))
        .iter()
        .map(|row| row.join(","))
        .collect();
    assert_eq!(rows.join("\n"), SAMPLE.trim());
}

#[test]
fn a_post_gets_five_candidates_a_place_and_three_more_but_not_above_twenty_four() {
    for (places, people) in [
        (json!(null), 8),
        (json!(0), 8),
        (json!(1), 8),
        (json!(4), 23),
        (json!(5), 24),
        (json!(9), 24),
    ] {
        let doc = document(|json| {
            if places.is_null() {
                json["posts"][0].as_object_mut().unwrap().remove("places");
            } else {
                json["posts"][0]["places"] = places.clone();
            }
        });
        assert_eq!(sample(&doc).len(), people, "{places}");
    }
    let many = document(|json| {
        json["posts"] = (1..=13)
            .map(|n| json!({"code": format!("P{n}"), "name": "P", "places": 1}))
            .collect();
    });
    let people = sample(&many);
    assert_eq!(people.len(), 12 * 8);
    assert_eq!(
        (
            people[0].number.as_str(),
            people[8].number.as_str(),
            people[95].number.as_str()
        ),
        ("01001", "02001", "12008")
    );
    let rooms: Vec<_> = people
        .iter()
        .step_by(8)
        .map(|who| who.interview.as_ref().unwrap().room.clone())
        .collect();
    assert_eq!(rooms[..5], ["1", "2", "3", "1", "2"]);
}

#[test]
fn examiners_of_elements_mark_each_element() {
    let doc = document(|json| {
        let element =
            |code: &str, full: &str| json!({"code": code, "name": code, "full_mark": full});
        json["rules"]["interview"]["elements"] =
            json!([element("speech", "60"), element("bearing", "40")]);
        json["rules"]["interview"]["panel"] = json!(2);
    });
    let sheet = sample(&doc)[0].interview.clone().unwrap();
    let points = |text: &str| text.parse::<Points>().unwrap();
    assert_eq!(sheet.room, "1");
    assert_eq!(sheet.marks, []);
    assert_eq!(
        sheet.elements,
        [
            vec![points("34.5"), points("23")],
            vec![points("36.5"), points("24")]
        ]
    );
}

#[test]
fn a_level_item_without_levels_is_claimed_by_nobody() {
    let doc = document(|json| {
        json["rules"]["bonus"]["items"] = json!([{"code": "level", "name": "level", "when": {"yes": "party"},
            "points": {"by_level": {"fact": "level", "levels": []}}}]);
    });
    assert!(sample(&doc).iter().all(|who| who.bonus.is_empty()));
    let none = document(|json| {
        json["rules"].as_object_mut().unwrap().remove("bonus");
    });
    assert!(sample(&none).iter().all(|who| who.bonus.is_empty()));
}

#[test]
fn only_the_rules_differ_when_the_places_are_those_of_another_recruitment() {
    let place = |code: &str| {
        document(|json| {
            json["areas"] = json!([{"code": code, "name": code, "level": "city"}]);
            json["pools"] = json!([{"code": code, "name": code, "kind": "open"}]);
            json["posts"] = json!([{"code": code, "name": code, "places": 2}]);
            json["stated_places"] = json!(code.len());
            json["id"] = json!(code);
        })
    };
    let (ours, theirs) = (place("a"), place("bb"));
    let both = with_posts_of(&ours, &theirs);
    assert_eq!(both.id, ours.id);
    assert_eq!((both.areas, both.pools), (theirs.areas, theirs.pools));
    assert_eq!(
        (both.posts, both.stated_places),
        (theirs.posts, theirs.stated_places)
    );
}

fn candidate(json: Json) -> Candidate {
    serde_json::from_value(json).unwrap()
}

#[test]
fn data_of_other_rules_is_read_as_far_as_it_goes_and_the_rest_is_counted() {
    let tracks = |json: &mut Json| {
        let parts = json!([{"of": "written", "weight": "1"}]);
        json["rules"]["total"]["tracks"] = json!([{"track": "t", "name": "t", "parts": parts}]);
    };
    let one_paper = document(|json| {
        json["rules"]["written"]["papers"]
            .as_array_mut()
            .unwrap()
            .pop();
        json["rules"]["written"]["full_mark"] = json!("100");
        tracks(json);
    });
    let two_papers = document(tracks);
    let claims = json!([{"item": "fixed"}, {"item": "gone"}, {"item": "lost"}]);
    let full = json!({"number": "1", "post": "P", "track": "t", "written": {"other": "80"}, "bonus": claims,
        "tests": {"skill": "30", "else": "20"}});
    let trial = try_out(one_paper.clone(), &[candidate(full)]).unwrap();
    assert_eq!((trial.left_out, trial.unread), (0, 3));
    let fitted = json!({"number": "1", "post": "P", "track": "t", "written": {"one": "80"}, "bonus": [{"item": "fixed"}],
        "tests": {"skill": "30"}});
    assert_eq!(
        trial.candidates,
        [candidate(fitted)],
        "a single paper is the same one"
    );
    let pair =
        json!({"number": "1", "post": "P", "track": "u", "written": {"one": "80", "other": "70"}});
    let trial = try_out(one_paper.clone(), &[candidate(pair)]).unwrap();
    assert_eq!((trial.left_out, trial.unread), (0, 1));
    assert_eq!(
        trial.candidates,
        [candidate(
            json!({"number": "1", "post": "P", "written": {"one": "80"}})
        )]
    );
    let single = json!({"number": "1", "post": "P", "written": {"two": "40"}});
    let trial = try_out(two_papers.clone(), &[candidate(single.clone())]).unwrap();
    assert_eq!(
        (trial.unread, &trial.candidates),
        (0, &vec![candidate(single)])
    );
    let strange = [
        json!({"number": "1", "post": "P", "written": {"other": "40"}}),
        json!({"number": "2", "post": "Q"}),
        json!({"number": "3", "post": "R"}),
    ];
    let trial = try_out(two_papers, &strange.map(candidate)).unwrap();
    assert_eq!(
        (trial.left_out, trial.unread, trial.candidates.len()),
        (2, 1, 1)
    );
}

#[test]
fn a_trial_goes_as_far_as_the_interview_where_there_was_one() {
    let heard = json!({"number": "1", "post": "P", "written": {"one": "80", "two": "40"},
        "interview": {"room": "1", "marks": ["80", "80", "80", "80", "80"]}});
    let unheard = json!({"number": "2", "post": "P", "written": {"one": "80", "two": "40"}});
    let stage = |people: &[Json]| {
        let people: Vec<_> = people.iter().cloned().map(candidate).collect();
        try_out(document(|_| ()), &people).unwrap().outcome.stage
    };
    assert_eq!(stage(std::slice::from_ref(&unheard)), Stage::Shortlist);
    assert_eq!(stage(&[unheard, heard]), Stage::Total);
}

/// A trial whose people ended so.
fn ended(results: &[(&str, CandidateOutcome)]) -> Trial {
    let people = results
        .iter()
        .map(|(number, _)| candidate(json!({"number": number, "post": "P"})))
        .collect::<Vec<_>>();
    let mut trial = try_out(document(|_| ()), &people).unwrap();
    trial.outcome.candidates = results.iter().map(|(_, result)| *result).collect();
    trial
}

#[test]
fn another_result_comes_before_another_place_and_that_before_other_figures() {
    let with = |status: Status, rank: u32| CandidateOutcome {
        status,
        rank: Some(rank),
        ..CandidateOutcome::default()
    };
    let written = |rank: u32| CandidateOutcome {
        written_rank: Some(rank),
        ..with(Status::Ranked, 9)
    };
    let scored = |whole: i64| CandidateOutcome {
        total: Some(Points::whole(whole)),
        ..with(Status::Ranked, 1)
    };
    let before = [
        ("figures", scored(80)),
        ("same", with(Status::Ranked, 3)),
        ("rank", with(Status::Ranked, 1)),
        ("in line", with(Status::Substitute(1), 3)),
        ("written", written(1)),
        ("result", with(Status::Ranked, 4)),
        ("gone", with(Status::Ranked, 5)),
    ];
    let after = [
        ("figures", scored(81)),
        ("same", with(Status::Ranked, 3)),
        ("rank", with(Status::Ranked, 2)),
        ("in line", with(Status::Substitute(2), 3)),
        ("written", written(2)),
        ("result", with(Status::EntersPhysical, 4)),
        ("new", with(Status::Ranked, 5)),
    ];
    let moved = changes(&ended(&before), &ended(&after));
    let named: Vec<_> = moved
        .iter()
        .map(|(shift, moved)| (*shift, moved.number.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (Shift::Outcome, "result"),
            (Shift::Rank, "rank"),
            (Shift::Rank, "in line"),
            (Shift::Rank, "written"),
            (Shift::Figures, "figures"),
        ]
    );
    assert_eq!(
        (moved[0].1.before, moved[0].1.after),
        (before[5].1, after[5].1)
    );
}
