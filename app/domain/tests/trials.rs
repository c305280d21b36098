//! Trying rules on invented people and on data that was made for other rules.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{
    Points,
    dry_run::{Shift, Trial, changes, sample, sample_table, try_out, with_posts_of},
    rules::*,
};
use serde_json::{Value as Json, json};

/// Two papers, a skill test, an interview of five, four kinds of bonus, and ties by four kinds of facts.
fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let paper =
        |code: &str, full: &str| json!({"code": code, "name": code, "full": full, "weight": "1"});
    let item = |code: &str, points: Json| json!({"code": code, "name": code, "when": {"yes": "party"}, "points": points});
    let fact = |key: &str, kind: Json| json!({"key": key, "label": key, "kind": kind, "topic": "status", "proof": "declared"});
    let levels = json!({"choice": {"ordered": true, "options": [
        {"code": "a", "label": "a"}, {"code": "b", "label": "b"}, {"code": "c", "label": "c"}]}});
    let year = json!({"from": "0", "gives": {"each": {"unit": "1", "points": "1"}}});
    let award = json!({"key": "level", "label": "level", "kind": levels});
    let mut json = json!({
        "schema_version": 2, "id": "t", "title": "t", "posts": [{"code": "P", "name": "P", "places": 2}],
        "facts": [fact("party", json!("yes_no")), fact("years", json!({"number": {}})), fact("since", json!({"date": {}})),
            fact("level", levels), fact("unasked", json!("yes_no")), fact("awards", json!({"rows": {"columns": [award]}}))],
        "extra_tests": [{"code": "extra", "name": "extra", "full": "40"}],
        "bonus": {"raises": ["total"], "stack": "highest", "items": [
            item("fixed", json!({"fixed": "3"})),
            item("bands", json!({"bands": {"of": "years", "bands": [year]}})),
            item("rows", json!({"rows": {"of": "awards", "points": [{"points": "2"}, {"points": "1"}]}})),
            item("body", json!("body"))]},
        "stages": [
            {"code": "written", "name": "written", "scoring": {"papers": {"full": "150", "papers": [paper("one", "100"), paper("two", "50")]}},
                "cut": {"quota": {"per_place": "3"}}},
            {"code": "skill", "name": "skill", "check": {}, "scoring": {"points": {"full": "40"}}},
            {"code": "interview", "name": "interview", "scoring": {"panel": {"full": "100", "examiners": 5, "mean": {"decimals": 2}}}}],
        "total": {"full": "100", "formula": {"sum": {"decimals": 2}, "parts": [
            {"of": {"of": "written"}, "weight": "50%"}, {"of": {"of": "interview"}, "weight": "50%"}]}},
        "ties": {"keys": [{"status": {"name": "party", "when": {"yes": "party"}}}, {"later": "since"},
            {"higher_level": "level"}], "then": "share"},
    });
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// One absence, one violation, one on the line of 60; a bonus for each third; the marks come in half points. Awards have
/// rows and stand in no table; what nobody reads is nobody's business.
const SAMPLE: &str = "
准考证号,岗位,审查,加分:bands,加分:bands:认定,加分:body,加分:body:认定,加分:fixed,加分:fixed:认定,加分:rows:认定,事实:level,事实:party,事实:since,事实:years,written:one,written:two,skill:复审,skill,interview:考场,interview:考官1,interview:考官2,interview:考官3,interview:考官4,interview:考官5
01001,P,通过,,,,,,,,a,是,1990-01-01,0,94,47,合格,37.5,1,58,61,59,62,60
01002,P,通过,,,,,是,是,,b,否,1990-04-08,1,92,46,合格,36.5,1,65,68,66,69,67
01003,P,通过,,,,,,,,c,是,1990-07-14,2,92,46,合格,36.5,1,72,75,73,76,74
01004,P,通过,,,,,,,,a,否,1990-10-19,3,88,44,合格,35,1,79,82,80,83,81
01005,P,通过,是,是,,,,,,b,是,1991-01-24,4,86,43,合格,34,1,86,89,87,90,88
01006,P,通过,,,,,,,,c,否,1991-05-01,5,86,43,合格,34,1,93,96,94,97,95
01007,P,通过,,,,,,,,a,是,1991-08-06,6,82,41,合格,32.5,1,63,66,64,67,65
01008,P,通过,,,,,,,2,b,否,1991-11-11,7,缺考,缺考,合格,32,1,70,73,71,74,72
01009,P,通过,,,,,,,,c,是,1992-02-16,8,违纪,违纪,合格,32,1,77,80,78,81,79
01010,P,通过,,,,,,,,a,否,1992-05-23,9,60,30,合格,30,1,84,87,85,88,86
01011,P,通过,,,是,是,,,,b,是,1992-08-28,0,74,37,合格,29.5,1,91,94,92,95,93
01012,P,通过,,,,,,,,c,否,1992-12-03,1,74,37,合格,29.5,1,61,64,62,65,63
01013,P,通过,,,,,,,,a,是,1993-03-10,2,70,35,合格,28,1,68,71,69,72,70
";

#[test]
fn the_same_rules_always_invent_the_same_people() {
    let document = document(|_| ());
    let people = sample(&document);
    let rows: Vec<String> = sample_table(&document, &people, Lang::Zh)
        .iter()
        .map(|row| row.join(","))
        .collect();
    assert_eq!(rows.join("\n"), SAMPLE.trim());
    let awards = people
        .candidates
        .iter()
        .filter_map(|who| match who.facts.get(&"awards".into()) {
            Some(FactValue::Rows(rows)) => Some(rows.len()),
            _ => None,
        });
    assert_eq!(
        awards.collect::<Vec<_>>(),
        [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1]
    );
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
        assert_eq!(sample(&doc).candidates.len(), people, "{places}");
    }
    let many = document(|json| {
        json["posts"] = (1..=13)
            .map(|n| json!({"code": format!("P{n}"), "name": "P", "places": 1}))
            .collect();
    });
    let people = sample(&many).candidates;
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
        .filter_map(|who| who.stages.get(&"interview".into())?.room.as_ref())
        .map(RoomCode::as_str)
        .collect();
    assert_eq!(rooms[..5], ["1", "2", "3", "1", "2"]);
}

#[test]
fn examiners_of_elements_mark_each_element() {
    let doc = document(|json| {
        let element = |code: &str, full: &str| json!({"code": code, "name": code, "full": full});
        let panel = &mut json["stages"][2]["scoring"]["panel"];
        panel["elements"] = json!([element("speech", "60"), element("bearing", "40")]);
        panel["examiners"] = json!(2);
    });
    let people = sample(&doc).candidates;
    let sheet = people[0].stages.get(&"interview".into()).unwrap();
    let points = |text: &str| text.parse::<Points>().unwrap();
    assert_eq!(sheet.room, Some("1".into()));
    assert!(sheet.examiners.is_empty());
    assert_eq!(
        sheet.elements,
        [
            vec![points("34.5"), points("23")],
            vec![points("36.5"), points("24")]
        ]
    );
}

#[test]
fn events_are_measured_at_the_ends_of_their_bands() {
    let doc = document(|json| {
        let band = |from: &str, points: &str| json!({"from": from, "gives": {"points": points}});
        let run =
            json!({"code": "run", "name": "run", "bands": [band("10", "40"), band("5", "20")]});
        let typing = json!({"code": "typing", "name": "typing"});
        json["stages"][1]["scoring"]["points"]["events"] = json!([run, typing]);
    });
    let people = sample(&doc).candidates;
    let figure = |n: usize, event: &str| {
        let record = people[n].stages.get(&"skill".into()).unwrap();
        record.events.get(&event.into()).cloned().unwrap()
    };
    let scored = |points: i64| vec![Mark::Scored(Points::whole(points))];
    assert_eq!(figure(0, "run"), scored(10));
    assert_eq!(figure(1, "run"), scored(5));
    assert_eq!(figure(2, "run"), scored(10));
    assert_eq!(figure(2, "typing"), scored(3));
}

#[test]
fn without_items_nobody_claims_a_bonus() {
    for bonus in [None, Some(json!({"raises": ["total"], "items": []}))] {
        let none = document(|json| match bonus {
            Some(bonus) => json["bonus"] = bonus,
            None => {
                json.as_object_mut().unwrap().remove("bonus");
            }
        });
        let people = sample(&none).candidates;
        assert!(people.iter().all(|who| who.bonus.is_empty()));
    }
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

fn people(candidates: &[Json]) -> People {
    let candidates = candidates.iter().cloned().map(candidate);
    People {
        facts: FactColumns::All,
        candidates: candidates.collect(),
    }
}

/// With answers to what the course hangs on, so that the run can be made.
fn answered(mut json: Json) -> Json {
    json["facts"] = json!({"party": {"yes_no": true}, "years": {"number": "3"}, "since": {"date": "1990-01-01"},
        "level": {"choice": "a"}});
    json
}

#[test]
fn data_of_other_rules_is_read_as_far_as_it_goes_and_the_rest_is_counted() {
    let one_paper = document(|json| {
        let papers = &mut json["stages"][0]["scoring"]["papers"]["papers"];
        papers.as_array_mut().unwrap().pop();
    });
    let two_papers = document(|_| ());
    let claimed = json!({"claimed": true});
    let claims = json!({"fixed": claimed, "gone": claimed, "lost": claimed});
    let full = answered(
        json!({"number": "1", "post": "P", "bonus": claims, "extra": {"extra": "30", "else": "20"},
        "stages": {"written": {"papers": {"other": "80"}}}, "called": {"interview": true}}),
    );
    let trial = try_out(one_paper.clone(), &people(&[full])).unwrap();
    assert_eq!((trial.left_out, trial.unread), (0, 3));
    let fitted = answered(
        json!({"number": "1", "post": "P", "bonus": {"fixed": claimed}, "extra": {"extra": "30"},
        "stages": {"written": {"papers": {"one": "80"}}}}),
    );
    assert_eq!(
        trial.people.candidates,
        [candidate(fitted)],
        "a single paper is the same one, and a list of then calls nobody now"
    );
    let of_papers = |papers: Json| {
        answered(json!({"number": "1", "post": "P", "stages": {"written": {"papers": papers}}}))
    };
    let pair = of_papers(json!({"one": "80", "other": "70"}));
    let trial = try_out(one_paper, &people(&[pair])).unwrap();
    assert_eq!((trial.left_out, trial.unread), (0, 1));
    assert_eq!(
        trial.people.candidates,
        [candidate(of_papers(json!({"one": "80"})))]
    );
    let single = of_papers(json!({"two": "40"}));
    let trial = try_out(two_papers.clone(), &people(std::slice::from_ref(&single))).unwrap();
    assert_eq!(
        (trial.unread, &trial.people.candidates),
        (0, &vec![candidate(single)])
    );
    let strange = [
        of_papers(json!({"other": "40"})),
        json!({"number": "2", "post": "Q"}),
        json!({"number": "3", "post": "R"}),
    ];
    let trial = try_out(two_papers, &people(&strange)).unwrap();
    assert_eq!(
        (trial.left_out, trial.unread, trial.people.candidates.len()),
        (2, 1, 1)
    );
}

#[test]
fn a_single_stage_of_a_kind_is_the_same_one_whatever_it_is_called() {
    let theirs = json!({"exam": {"papers": {"one": "80", "two": "40"}}, "talk": {"room": "1",
        "examiners": ["80", "80", "80", "80", "80"]}, "run": {"events": {"run": ["10"]}}});
    let who = answered(json!({"number": "1", "post": "P", "stages": theirs}));
    let trial = try_out(document(|_| ()), &people(&[who])).unwrap();
    let own = json!({"written": {"papers": {"one": "80", "two": "40"}}, "interview": {"room": "1",
        "examiners": ["80", "80", "80", "80", "80"]}});
    let own = answered(json!({"number": "1", "post": "P", "stages": own}));
    assert_eq!(trial.people.candidates, [candidate(own)]);
    assert_eq!(trial.unread, 1, "points of an office are not a race");
}

#[test]
fn an_answer_or_a_leaving_that_these_rules_do_not_know_stays_out() {
    let mut who = answered(
        json!({"number": "1", "post": "P", "left": {"at": {"step": "swimming"}},
        "order": {"total": 1, "swimming": 2}}),
    );
    who["facts"]["level"] = json!({"choice": "z"});
    let trial = try_out(document(|_| ()), &people(&[who])).unwrap();
    assert_eq!(trial.unread, 3);
    let fitted = &trial.people.candidates[0];
    assert_eq!(fitted.left, None);
    assert_eq!(fitted.facts.get(&"level".into()), None);
    assert_eq!(fitted.order.iter().count(), 1);
}

#[test]
fn a_trial_goes_as_far_as_there_are_marks() {
    let written = json!({"papers": {"one": "80", "two": "40"}});
    let sheet = json!({"room": "1", "examiners": ["80", "80", "80", "80", "80"]});
    let person = |number: &str, stages: Json| {
        answered(json!({"number": number, "post": "P", "stages": stages}))
    };
    let applied = person("0", json!({}));
    let unheard = person("2", json!({"written": written}));
    let skilled = person("3", json!({"written": written, "skill": {"points": "30"}}));
    let heard = person("1", json!({"written": written, "interview": sheet}));
    let upto = |candidates: &[Json]| {
        let trial = try_out(document(|_| ()), &people(candidates)).unwrap();
        trial.outcome.upto
    };
    let stage = |code: &str| Upto::Stage(code.into());
    assert_eq!(upto(std::slice::from_ref(&applied)), stage("written"));
    assert_eq!(upto(&[applied, unheard.clone()]), stage("written"));
    assert_eq!(upto(&[skilled, unheard.clone()]), stage("skill"));
    assert_eq!(upto(&[unheard, heard]), Upto::After);
}

/// A trial whose people ended so.
fn ended(results: &[(&str, CandidateOutcome, StepFigures)]) -> Trial {
    let candidates: Vec<Json> = results
        .iter()
        .map(|(number, ..)| answered(json!({"number": number, "post": "P"})))
        .collect();
    let mut trial = try_out(document(|_| ()), &people(&candidates)).unwrap();
    let mut json = serde_json::to_value(&trial.outcome).unwrap();
    let candidates: Vec<CandidateOutcome> = results.iter().map(|(_, result, _)| *result).collect();
    json["candidates"] = serde_json::to_value(candidates).unwrap();
    let steps = trial.outcome.steps.len();
    let figures = results.iter().flat_map(|(.., first)| {
        let rest = std::iter::repeat_n(StepFigures::default(), steps - 1);
        std::iter::once(*first).chain(rest)
    });
    json["figures"] = serde_json::to_value(figures.collect::<Vec<_>>()).unwrap();
    trial.outcome = serde_json::from_value(json).unwrap();
    trial
}

#[test]
fn another_result_comes_before_another_place_and_that_before_other_figures() {
    let physical = Step(4);
    let out = Status::Out(physical, OutBy::NotCalled);
    let figures = |place: u32, score: i64| StepFigures {
        place: Some(place),
        score: Some(Points::whole(score)),
        cut: None,
    };
    let with = |status: Status, rank: u32| CandidateOutcome {
        status,
        rank: Some(rank),
        ..CandidateOutcome::default()
    };
    let substitute = |place: u32| with(Status::Substitute(physical, place), 3);
    let before = [
        ("figures", with(out, 1), figures(1, 80)),
        ("same", with(out, 3), figures(1, 80)),
        ("rank", with(out, 1), figures(1, 80)),
        ("in line", substitute(1), figures(1, 80)),
        ("written", with(out, 9), figures(1, 80)),
        ("result", with(out, 4), figures(1, 80)),
        ("gone", with(out, 5), figures(1, 80)),
    ];
    let after = [
        ("figures", with(out, 1), figures(1, 81)),
        ("same", with(out, 3), figures(1, 80)),
        ("rank", with(out, 2), figures(1, 80)),
        ("in line", substitute(2), figures(1, 80)),
        ("written", with(out, 9), figures(2, 80)),
        ("result", with(Status::Called(physical), 4), figures(1, 80)),
        ("new", with(out, 5), figures(1, 80)),
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
        (moved[0].1.before.outcome, moved[0].1.after.outcome),
        (before[5].1, after[5].1)
    );
}
