//! Hostile input: whatever the bytes, the answer is a document or a reason; whatever the document, nothing panics and
//! nothing runs away.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::numbers::Points;
use domain::rules::*;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::{fs, path::PathBuf, time::Instant};

fn notice(name: &str) -> Json {
    document_of(&format!("notices/{name}"))
}

fn document_of(name: &str) -> Json {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/{name}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn read(document: &Json) -> Result<RuleDocument, BadDocument> {
    RuleDocument::from_json(document.to_string().as_bytes())
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_at_once() {
    let start = Instant::now();
    let bytes = vec![b' '; 50 * 1024 * 1024];
    assert_eq!(
        RuleDocument::from_json(&bytes),
        Err(BadDocument::TooLarge {
            bytes: bytes.len(),
            limit: MAX_SIZE
        })
    );
    assert!(start.elapsed().as_secs() < 2);
}

#[test]
fn a_million_brackets_are_refused_with_the_line() {
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
        let text = format!("\n\n{}", bracket.repeat(1_000_000 / bracket.len()));
        assert_eq!(
            RuleDocument::from_json(text.as_bytes()),
            Err(BadDocument::TooDeep {
                limit: MAX_DEPTH,
                line: 3
            })
        );
    }
    let quoted = format!(
        "{{\"schema_version\": 2, \"id\": \"{}\"",
        "[\\\"".repeat(1_000)
    );
    assert!(matches!(
        RuleDocument::from_json(quoted.as_bytes()),
        Err(BadDocument::Unreadable { .. })
    ));
}

#[test]
fn conditions_nest_as_deep_as_the_limit_allows_and_no_deeper() {
    let nested = |levels: usize| {
        let mut document = notice("O39-LN-SY-TIEXI-2022");
        let condition = (0..levels).fold(
            json!({"yes": "veteran"}),
            |inner, _| json!({ "not": inner }),
        );
        document["eligibility"][0]["condition"] = condition;
        document["eligibility"][0]["relaxations"] = json!([]);
        read(&document)
    };
    let deep = nested(80).unwrap();
    let facts = Facts::new().with("veteran", FactValue::YesNo(true));
    let found = evaluate(&deep, &"all".into(), &facts);
    assert!(
        matches!(found.findings[0].outcome, FindingOutcome::Unknown { .. }),
        "deeper than anybody can follow"
    );
    assert!(!lint(&deep).is_empty());
    assert!(matches!(nested(200), Err(BadDocument::TooDeep { .. })));
}

#[test]
fn brackets_inside_words_do_not_count() {
    let mut document = notice("O16-SD-WF-FANGZI-2022");
    for words in ["[".repeat(500), "{\"".repeat(500), "\\\"[".repeat(500)] {
        document["title"] = json!(words);
        assert_eq!(read(&document).unwrap().title.zh, words);
    }
}

#[test]
fn another_version_an_empty_file_and_a_byte_order_mark() {
    let versioned = |version: u64| {
        RuleDocument::from_json(json!({ "schema_version": version }).to_string().as_bytes())
    };
    for version in [0, 1, 3, u64::MAX] {
        let refused = BadDocument::Version {
            found: version,
            known: 2,
        };
        assert_eq!(versioned(version), Err(refused));
    }
    assert!(matches!(
        RuleDocument::from_json(b""),
        Err(BadDocument::Unreadable { line: 1, .. })
    ));
    assert!(matches!(
        RuleDocument::from_json(b"null"),
        Err(BadDocument::Unreadable { .. })
    ));
    let text = format!("\u{feff}{}", notice("O16-SD-WF-FANGZI-2022"));
    assert!(RuleDocument::from_json(text.as_bytes()).is_ok());
}

#[test]
fn a_misspelt_or_doubled_field_is_refused_and_named() {
    let mut document = notice("O16-SD-WF-FANGZI-2022");
    document["total"]["formula"]["rouding"] = json!({"decimals": 2});
    let Err(BadDocument::Unreadable { message, .. }) = read(&document) else {
        panic!("accepted")
    };
    assert!(message.contains("rouding"), "{message}");
    let doubled = br#"{"schema_version": 2, "id": "a", "id": "b", "title": "t"}"#;
    let Err(BadDocument::Unreadable { message, .. }) = RuleDocument::from_json(doubled) else {
        panic!("accepted")
    };
    assert!(message.contains("duplicate field"), "{message}");
}

#[test]
fn figures_that_are_no_figures_are_refused() {
    let figures = [
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "1e5",
        "1E400",
        "0x10",
        "1,5",
        "",
        " ",
        "١٢",
        "--1",
        "1.23456",
        "99999999",
        "9".repeat(400).leak(),
        "1/2",
        "50%",
    ];
    for figure in figures {
        let mut document = notice("O15-SD-BZ-YANGXIN-2021");
        document["stages"][0]["scoring"]["papers"]["full"] = json!(figure);
        assert!(
            matches!(read(&document), Err(BadDocument::Unreadable { .. })),
            "{figure}"
        );
    }
    for number in [json!(100), json!(1e300), json!(-1), json!(u64::MAX)] {
        let mut document = notice("O15-SD-BZ-YANGXIN-2021");
        document["stages"][0]["scoring"]["papers"]["full"] = number.clone();
        assert!(read(&document).is_err(), "{number}");
    }
}

#[test]
fn ratios_and_days_that_are_none_are_refused() {
    for ratio in [
        "",
        "%",
        "1/0",
        "0/0",
        "-1",
        "1e3",
        "NaN",
        "1.1234567",
        "1000001",
        "1/1000001",
        "1//2",
        "½",
    ] {
        let mut document = notice("O15-SD-BZ-YANGXIN-2021");
        document["total"]["formula"]["parts"][0]["weight"] = json!(ratio);
        assert!(read(&document).is_err(), "{ratio}");
    }
    for day in [
        "2025-02-29",
        "2025-13-01",
        "0000-01-01",
        "1899-12-31",
        "2201-01-01",
        "25-01-01",
        "2025-1-1",
        "+2025-01-01",
        "2025-01-01x",
    ] {
        let mut document = notice("O39-LN-SY-TIEXI-2022");
        document["eligibility"][0]["condition"]["date"]["from"]["on"] = json!(day);
        assert!(read(&document).is_err(), "{day}");
    }
}

/// Each definition asks the one before twice: by the twentieth a plain evaluation would take a million steps.
#[test]
fn definitions_that_explode_end_in_unknown_and_not_in_an_endless_run() {
    let mut document = notice("O39-LN-SY-TIEXI-2022");
    let mut definitions =
        vec![json!({"name": "d0", "label": "d", "condition": {"yes": "veteran"}})];
    for index in 1..60 {
        let before = json!({"defined": format!("d{}", index - 1)});
        definitions.push(json!({"name": format!("d{index}"), "label": "d", "condition": {"all": [before, before]}}));
    }
    document["definitions"] = json!(definitions);
    document["eligibility"][0]["condition"] = json!({"defined": "d59"});
    document["eligibility"][0]["relaxations"] = json!([]);
    let document = read(&document).unwrap();
    let start = Instant::now();
    let found = evaluate(
        &document,
        &"all".into(),
        &Facts::new().with("veteran", FactValue::YesNo(true)),
    );
    assert!(matches!(
        found.findings[0].outcome,
        FindingOutcome::Unknown { .. }
    ));
    lint(&document);
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn circles_of_every_kind_are_found_and_end() {
    let mut document = notice("O30-JS-LYG-HAIZHOU-2024");
    document["posts"][0]["eligibility"] =
        json!([{"id": "q", "title": "t", "condition": {"qualifies_for": "E"}}]);
    document["definitions"] = json!([
        {"name": "a", "label": "a", "condition": {"defined": "b"}}, {"name": "b", "label": "b", "condition": {"not": {"defined": "a"}}}]);
    document["exclusions"] = json!([{"id": "x", "clause": "x", "kind": "other", "period": "ever", "when": {"defined": "a"}}]);
    document["areas"][0]["inside"] = json!("320700");
    let document = read(&document).unwrap();
    let cycles = lint(&document)
        .into_iter()
        .filter(|finding| matches!(finding.code, LintCode::Document(DocumentLint::Cycle { .. })));
    assert_eq!(
        cycles.count(),
        2 + 2 + 1,
        "posts A and E, definitions a and b, one area"
    );
    for post in &document.posts {
        evaluate(
            &document,
            &post.code,
            &Facts::new().with("residence", FactValue::Area("320700".into())),
        );
    }
}

/// Sixty stages, each of whose lists ranks twice by another list.
fn lists_by_lists(by: impl Fn(usize) -> usize) -> RuleDocument {
    let mut document = notice("O16-SD-WF-FANGZI-2022");
    let written = document["stages"][0].clone();
    let stage = |at: usize| {
        let mut stage = written.clone();
        stage["code"] = json!(format!("s{at}"));
        let part = json!({"of": {"of": format!("cut s{}", by(at))}, "weight": "50%"});
        stage["cut"] = json!({"basis": {"parts": [part, part], "sum": {"decimals": 2}}});
        stage["lines"] = json!([]);
        stage
    };
    let mut stages: Vec<Json> = (0..60).map(stage).collect();
    if by(1) == 0 {
        stages[0]["cut"] = json!({});
    }
    document["stages"] = json!(stages);
    document["total"] =
        json!({"full": "100", "formula": {"parts": [{"of": {"of": "cut s59"}, "weight": "1"}]}});
    for section in ["unsettled", "examples"] {
        document.as_object_mut().unwrap().remove(section);
    }
    read(&document).unwrap()
}

/// Added up again and again, the last of these lists would take longer than anybody lives.
#[test]
fn lists_that_rank_by_lists_end() {
    let document = lists_by_lists(|at| at.saturating_sub(1));
    let start = Instant::now();
    assert!(!lint(&document).is_empty());
    let people = people(&document, FactColumns::None, &Facts::new());
    run(&document, &people, &Upto::After).unwrap();
    assert!(start.elapsed().as_secs() < 10);
}

#[test]
fn a_list_that_ranks_by_itself_or_by_a_later_one_is_refused() {
    for document in [
        lists_by_lists(|at| at),
        lists_by_lists(|at| (at + 1).min(59)),
    ] {
        assert!(!may_publish(&lint(&document)));
        let people = people(&document, FactColumns::None, &Facts::new());
        let refused = run(&document, &people, &Upto::Opening).unwrap_err();
        assert!(
            matches!(&refused, RunFault::Rules(RuleFault::NotYet { .. })),
            "{refused:?}"
        );
    }
}

/// What a lint and a run must refuse or survive, whatever stands in the document.
fn exercise(document: &RuleDocument) {
    for finding in lint(document) {
        assert!(!finding.say(Lang::Zh).is_empty() && !finding.say(Lang::En).is_empty());
    }
    summary(document, Lang::Zh);
    let facts = Facts::new()
        .with("birth_date", FactValue::Date("1990-03-06".parse().unwrap()))
        .with("education", FactValue::Choice("bachelor".into()))
        .with("residence", FactValue::Area("elsewhere".into()))
        .with("veteran", FactValue::DoesNotApply);
    facts.check(document, None, "2026-01-01".parse().unwrap());
    for post in document.posts.iter().take(3) {
        for finding in evaluate(document, &post.code, &facts).findings {
            assert!(!finding.say(Lang::Zh).is_empty());
        }
    }
    for columns in [FactColumns::None, FactColumns::All] {
        exercise_run(document, &people(document, columns, &facts));
    }
}

fn exercise_run(document: &RuleDocument, people: &People) {
    for line in check(document, people).lines() {
        assert!(!line.say(document, Lang::Zh).is_empty());
    }
    let stages = document.common_rules().stages;
    let mut upto: Vec<Upto> = stages
        .into_iter()
        .map(|stage| Upto::Stage(stage.code))
        .collect();
    upto.extend([Upto::Opening, Upto::Total, Upto::After]);
    for upto in upto {
        match run(document, people, &upto) {
            Err(fault) => {
                let said = fault.say(Names::of_rules(document), Lang::En);
                assert!(!said.is_empty(), "{fault:?}");
            }
            Ok(outcome) => {
                for index in 0..people.candidates.len() {
                    let derivation = outcome.derivation(document, people, index);
                    derivation.map(|derivation| explain(&derivation, Lang::Zh).to_text());
                }
            }
        }
    }
}

/// Three people for each of the first posts, with a record of every stage.
fn people(document: &RuleDocument, columns: FactColumns, facts: &Facts) -> People {
    let of_post = |(index, post): (usize, &Post)| -> Vec<Candidate> {
        let stages = document.for_post(post).stages;
        let tests = document.extra_tests.iter();
        let extra: Keyed<TestCode, Mark> =
            tests.map(|test| (test.code.clone(), mark(50))).collect();
        let details = CandidateDetails {
            extra,
            ..CandidateDetails::default()
        };
        let person = |nth: i64| Candidate {
            number: format!("{index}-{nth}").into(),
            post: post.code.clone(),
            facts: facts.clone(),
            stages: stages
                .iter()
                .map(|stage| (stage.code.clone(), record(stage, nth)))
                .collect(),
            details: details.clone().into(),
            ..Candidate::default()
        };
        (0..3).map(person).collect()
    };
    let posts = document.posts.iter().take(4).enumerate();
    People {
        facts: columns,
        candidates: posts.flat_map(of_post).collect(),
    }
}

fn mark(points: i64) -> Mark {
    Mark::Scored(Points::whole(points))
}

/// What a stage recorded of the nth of these people.
fn record(stage: &Stage, nth: i64) -> StageRecord {
    match &stage.scoring {
        None => StageRecord {
            check: Some(Verdict::Passed),
            ..StageRecord::default()
        },
        Some(Scoring::Papers(rule)) => {
            let papers = rule.papers.iter();
            let whole = papers.filter(|paper| paper.questions.is_empty());
            StageRecord {
                papers: whole
                    .map(|paper| (paper.code.clone(), mark(40 + 20 * nth)))
                    .collect(),
                ..StageRecord::default()
            }
        }
        Some(Scoring::Panel(rule)) => {
            let seats = i64::from(rule.examiners.unwrap_or(7).min(15));
            StageRecord {
                room: Some(nth.to_string().into()),
                examiners: (0..seats).map(|seat| mark(60 + seat)).collect(),
                ..StageRecord::default()
            }
        }
        Some(Scoring::Points(rule)) => StageRecord::from(StageDetails {
            points: rule.events.is_empty().then(|| mark(10 * nth)),
            events: rule
                .events
                .iter()
                .map(|event| (event.code.clone(), vec![mark(50 + nth)]))
                .collect(),
            ..StageDetails::default()
        }),
    }
}

fn pointers(json: &Json, at: String) -> Vec<String> {
    let inner: Vec<String> = match json {
        Json::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{at}/{key}"))
            })
            .collect(),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, value)| pointers(value, format!("{at}/{index}")))
            .collect(),
        _ => Vec::new(),
    };
    std::iter::once(at)
        .filter(|at| !at.is_empty())
        .chain(inner)
        .collect()
}

/// The least, the greatest and the emptiest that any field might hold.
fn extremes() -> Vec<Json> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(255),
        json!(65_535),
        json!(u32::MAX),
        json!([]),
        json!({}),
        json!(""),
        json!("0"),
        json!("-1"),
        json!("-1000000"),
        json!("1000000"),
        json!("1000000/1"),
        json!("1/1000000"),
        json!("0.0001"),
        json!("1900-01-01"),
        json!("2200-12-31"),
        json!("2200-12-31T24:00"),
        json!("set_later"),
        json!("room_mean"),
        json!({"exactly": 0}),
        json!({"exactly": u32::MAX}),
        json!({"per_place": "1000000"}),
        json!({"steps": []}),
        json!({"share": {"share": "1000000", "of": "came", "mode": "up"}}),
        json!({"mean": {"share": "1000000", "across": "pool"}}),
        json!({"lowest_of": []}),
        json!({"each": {"unit": "0", "points": "1000000"}}),
        json!({"decimals": 255, "mode": "up"}),
        json!({"decimals": 9}),
        json!("element"),
        json!({"of": "total"}),
        json!({"of": "cut written", "element": "x"}),
        json!({"years": u32::MAX, "months": u32::MAX, "days": u32::MAX}),
        json!({"all": []}),
        json!({"any": []}),
        json!("body"),
        json!("campaign"),
        json!("total"),
    ]
}

/// Every place of rich documents gets every extreme value that its type may take.
#[test]
fn a_document_with_any_one_extreme_value_is_refused_or_survived() {
    let extremes = extremes();
    let mut survived = 0;
    for name in [
        "notices/O13-AH-HF-BAOHE-2014",
        "notices/O22-JX-JJ-XUNYANG-2015",
        "notices/O24-SX-TY-YANGQU-2022",
        "whole",
    ] {
        let notice = document_of(name);
        for (index, pointer) in pointers(&notice, String::new()).into_iter().enumerate() {
            // Every twelfth pair, another one at each place: all of them take minutes, and the fuzzer has them.
            for extreme in extremes.iter().skip(index % 12).step_by(12) {
                let mut document = notice.clone();
                *document.pointer_mut(&pointer).unwrap() = extreme.clone();
                if let Ok(document) = read(&document) {
                    exercise(&document);
                    survived += 1;
                }
            }
        }
    }
    assert!(survived > 200, "{survived}");
}

#[test]
fn marks_at_the_edge_of_the_integers_are_refused_or_summed() {
    let document = read(&notice("O16-SD-WF-FANGZI-2022")).unwrap();
    for raw in [i64::MIN, i64::MIN + 1, i64::MIN + 2, i64::MIN + 3, i64::MAX] {
        let mut people = people(&document, FactColumns::None, &Facts::new());
        let own = &mut people.candidates[0].stages;
        let record = own.entry(&"interview".into());
        let edge = Mark::Scored(Points::from_raw(raw));
        let others = record.examiners.iter().skip(1);
        record.examiners = std::iter::once(edge).chain(others).collect();
        assert!(
            matches!(
                run(&document, &people, &Upto::After),
                Err(RunFault::Candidates(_))
            ),
            "{raw}"
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = RuleDocument::from_json(&bytes);
        let _ = Bundle::from_json(&bytes);
    }

    #[test]
    fn a_notice_with_damaged_bytes_is_refused_or_survived(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = notice("O22-JX-JJ-XUNYANG-2015").to_string().into_bytes();
        let index = at.index(bytes.len());
        bytes[index] = byte;
        if byte % 4 == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(document) = RuleDocument::from_json(&bytes) {
            exercise(&document);
        }
    }
}
