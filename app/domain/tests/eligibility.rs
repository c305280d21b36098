//! Facts of a table judged: who may compete, in part where columns are missing; claims of a bonus; tracks; the check.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{Points, rules::*};
use serde_json::{Value as Json, json};

fn fact(key: &str, kind: Json) -> Json {
    json!({"key": key, "label": {"zh": key, "en": key}, "kind": kind, "topic": "status", "proof": "checked"})
}

fn document(change: impl FnOnce(&mut Json)) -> RuleDocument {
    let with = |key: &str, kind: Json, field: &str, value: Json| {
        let mut fact = fact(key, kind);
        fact[field] = value;
        fact
    };
    let mut json = json!({"schema_version": 2, "id": "t", "title": "t",
        "facts": [fact("grid", json!("yes_no")), fact("degree", json!("yes_no")), fact("years", json!({"number": {}})),
            with("kin", json!("yes_no"), "proof", json!("background_only")),
            with("nick", json!("yes_no"), "optional", json!(true)),
            with("clean", json!("yes_no"), "proof", json!("declared"))],
        "posts": [{"code": "P", "name": "P", "places": 1}, {"code": "Q", "name": "Q", "places": 1}]});
    change(&mut json);
    RuleDocument::from_json(json.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

fn requirement(id: &str, condition: Json) -> Json {
    json!({"id": id, "title": {"zh": id, "en": id}, "clause": "clause", "condition": condition})
}

fn demanding(list: Json) -> RuleDocument {
    document(|json| json["eligibility"] = list)
}

fn columns(keys: &[&str]) -> FactColumns {
    FactColumns::Some(keys.iter().map(|key| FactKey::from(*key)).collect())
}

fn applicant(facts: &[(&str, FactValue)]) -> Candidate {
    let facts = facts.iter().fold(Facts::new(), |facts, (key, value)| {
        facts.with(key, value.clone())
    });
    Candidate {
        number: "1".into(),
        post: "P".into(),
        facts,
        ..Candidate::default()
    }
}

const YES: FactValue = FactValue::YesNo(true);
const NO: FactValue = FactValue::YesNo(false);

fn open(keys: &[&str]) -> EntryVerdict {
    EntryVerdict::Open {
        missing: keys.iter().map(|key| FactKey::from(*key)).collect(),
    }
}

use EntryVerdict::{Body, Eligible, Ineligible};

fn verdict(doc: &RuleDocument, columns: &FactColumns, facts: &[(&str, FactValue)]) -> EntryVerdict {
    let candidate = applicant(facts);
    let found = judge_entry(doc, columns, &candidate);
    let judge = Judge::new(doc, columns);
    assert_eq!(
        judge.verdict(&candidate),
        found.verdict,
        "one verdict, with findings or without"
    );
    assert_eq!(judge.entry(&candidate), found);
    found.verdict
}

// Who may compete

#[test]
fn a_requirement_is_judged_when_every_fact_it_can_read_has_a_column() {
    let doc = demanding(json!([
        requirement("a", json!({"yes": "grid"})),
        requirement(
            "b",
            json!({"any": [{"yes": "degree"}, {"number": {"fact": "years", "at_least": "3"}}]})
        )
    ]));
    let number = |n| FactValue::Number(Points::whole(n));
    assert_eq!(
        verdict(&doc, &FactColumns::None, &[("grid", NO)]),
        Eligible,
        "nothing is judged"
    );
    let grid = columns(&["grid"]);
    assert_eq!(verdict(&doc, &grid, &[("grid", NO)]), Ineligible);
    assert_eq!(
        verdict(&doc, &grid, &[("grid", YES)]),
        Eligible,
        "nobody is pending for b"
    );
    assert_eq!(
        verdict(&doc, &grid, &[]),
        open(&["grid"]),
        "an empty cell is a missing fact"
    );
    let entry = judge_entry(&doc, &grid, &applicant(&[("grid", YES)]));
    assert_eq!(entry.not_judged, ["degree".into(), "years".into()]);
    assert_eq!(entry.findings.len(), 1);
    let half = columns(&["grid", "degree"]);
    assert_eq!(
        verdict(&doc, &half, &[("grid", YES), ("degree", NO)]),
        Eligible,
        "years has no column"
    );
    let all = columns(&["grid", "degree", "years"]);
    assert_eq!(
        verdict(&doc, &all, &[("grid", YES), ("degree", NO)]),
        open(&["years"])
    );
    assert_eq!(
        verdict(&doc, &all, &[("grid", YES), ("degree", YES)]),
        Eligible,
        "years no longer matters"
    );
    assert_eq!(
        verdict(
            &doc,
            &all,
            &[("grid", YES), ("degree", NO), ("years", number(2))]
        ),
        Ineligible
    );
    assert_eq!(
        verdict(&doc, &FactColumns::All, &[]),
        open(&["degree", "grid", "years"])
    );
}

#[test]
fn a_fact_is_read_through_relaxations_definitions_and_other_posts() {
    let unjudged = |change: &dyn Fn(&mut Json)| {
        let doc = document(|json| change(json));
        judge_entry(&doc, &columns(&["grid"]), &applicant(&[("grid", YES)])).not_judged
    };
    let with = |condition: Json| json!([requirement("a", condition)]);
    let relaxed = |scope: Json| {
        let mut one = requirement("a", json!({"yes": "grid"}));
        one["relaxations"] = json!([{"id": "x", "clause": "x", "who": {"yes": "grid"}, "instead": {"condition": {"yes": "degree"}}, "scope": scope}]);
        json!([one])
    };
    let degree = [FactKey::from("degree")];
    assert_eq!(
        unjudged(&|json| json["eligibility"] = relaxed(json!({}))),
        degree
    );
    assert_eq!(
        unjudged(&|json| json["eligibility"] = relaxed(json!({"posts": ["Q"]}))),
        [],
        "not for this post"
    );
    assert_eq!(
        unjudged(&|json| {
            json["definitions"] = json!([{"name": "d", "label": "d", "condition": {"not": {"defined": "e"}}},
                {"name": "e", "label": "e", "condition": {"all": [{"yes": "degree"}, {"defined": "d"}]}}]);
            json["eligibility"] = with(json!({"defined": "d"}));
        }),
        degree,
        "names that lead in a circle are followed once"
    );
    assert_eq!(
        unjudged(&|json| {
            json["posts"][1]["eligibility"] = with(json!({"yes": "degree"}));
            json["eligibility"] = json!([requirement("b", json!({"qualifies_for": "Q"}))]);
        }),
        degree
    );
    assert_eq!(
        unjudged(&|json| json["eligibility"] = with(json!({"yes": "kin"}))),
        [],
        "the background check finds it"
    );
}

#[test]
fn a_ground_bars_and_what_only_the_background_check_finds_keeps_nobody_out() {
    let doc = document(|json| {
        json["exclusions"] = json!([
            {"id": "x", "clause": "x", "kind": "other", "period": "ever", "when": {"yes": "grid"}, "scope": {"posts": ["P"]}},
            {"id": "y", "clause": "y", "kind": "recusal", "period": "running", "when": {"yes": "kin"}}]);
    });
    let known = columns(&["grid"]);
    assert_eq!(verdict(&doc, &known, &[("grid", YES)]), Ineligible);
    assert_eq!(verdict(&doc, &known, &[("grid", NO)]), Eligible);
    assert_eq!(
        verdict(&doc, &known, &[("grid", NO), ("kin", YES)]),
        Ineligible,
        "found out already"
    );
    let other = Candidate {
        post: "Q".into(),
        ..applicant(&[("grid", YES)])
    };
    assert_eq!(
        judge_entry(&doc, &known, &other).verdict,
        Eligible,
        "the ground is not for Q"
    );
    let nowhere = Candidate {
        post: "Z".into(),
        ..applicant(&[])
    };
    assert_eq!(judge_entry(&doc, &known, &nowhere).verdict, Body);
}

#[test]
fn a_relaxation_waives_replaces_or_leaves_it_to_a_body() {
    let relaxed = |instead: Json| {
        let mut one = requirement("a", json!({"yes": "degree"}));
        one["relaxations"] =
            json!([{"id": "x", "clause": "x", "who": {"yes": "grid"}, "instead": instead}]);
        demanding(json!([one]))
    };
    let all = FactColumns::All;
    let grid = |degree: FactValue| [("grid", YES), ("degree", degree)];
    let waived = relaxed(json!("none_needed"));
    assert_eq!(verdict(&waived, &all, &grid(NO)), Eligible);
    assert_eq!(
        verdict(&waived, &all, &[("grid", NO), ("degree", NO)]),
        Ineligible
    );
    let found = judge_entry(&waived, &all, &applicant(&grid(NO)))
        .findings
        .remove(0);
    assert_eq!(
        (found.relaxation, found.outcome),
        (Some("x".into()), FindingOutcome::Met)
    );
    let by_itself = judge_entry(&waived, &all, &applicant(&grid(YES)))
        .findings
        .remove(0);
    assert_eq!(by_itself.relaxation, None, "met without it");
    let body = relaxed(json!("body"));
    assert_eq!(verdict(&body, &all, &grid(NO)), Body);
    assert_eq!(verdict(&body, &all, &grid(YES)), Eligible);
    assert_eq!(
        verdict(&body, &all, &[("grid", NO), ("degree", NO)]),
        Ineligible
    );
    assert_eq!(
        verdict(&body, &all, &[("grid", YES)]),
        open(&["degree"]),
        "the degree may still do"
    );
    let other = relaxed(json!({"condition": {"number": {"fact": "years", "at_least": "3"}}}));
    assert_eq!(verdict(&other, &all, &grid(NO)), open(&["years"]));
}

#[test]
fn a_blank_under_an_optional_column_does_not_apply_and_without_the_column_is_not_judged() {
    let doc = demanding(json!([requirement("a", json!({"not": {"yes": "nick"}}))]));
    assert_eq!(verdict(&doc, &columns(&["nick"]), &[]), Eligible);
    assert_eq!(
        judge_entry(&doc, &columns(&["grid"]), &applicant(&[])).not_judged,
        ["nick".into()]
    );
}

#[test]
fn a_finding_carries_what_it_read_and_can_be_written_and_read_again() {
    let doc = demanding(json!([requirement(
        "a",
        json!({"any": [{"yes": "degree"}, {"yes": "clean"}]})
    )]));
    let entry = judge_entry(
        &doc,
        &FactColumns::All,
        &applicant(&[("degree", NO), ("clean", YES)]),
    );
    let finding = &entry.findings[0];
    assert_eq!(finding.outcome, FindingOutcome::ByDeclaration);
    assert_eq!(finding.clause, Some(Bilingual::zh("clause")));
    let read = |key: &str, value| FactRead {
        fact: key.into(),
        value: Some(value),
    };
    assert_eq!(finding.facts, [read("degree", NO), read("clean", YES)]);
    let text = serde_json::to_string(&entry).unwrap();
    assert_eq!(serde_json::from_str::<EntryFinding>(&text).unwrap(), entry);
}

#[test]
fn a_document_in_a_circle_leaves_it_to_people() {
    let doc = document(|json| {
        json["definitions"] = json!([{"name": "d", "label": "d", "condition": {"any": [{"defined": "d"}, {"defined": "d"}]}}]);
        json["eligibility"] = json!([requirement("a", json!({"defined": "d"}))]);
    });
    assert_eq!(verdict(&doc, &FactColumns::All, &[]), Body);
}

// The course

#[test]
fn the_first_track_that_holds_counts_and_an_open_one_before_it_leaves_the_track_open() {
    let doc = document(|json| {
        json["tracks"] = json!([{"code": "x", "name": "x"}, {"code": "a", "name": "a", "when": {"yes": "grid"}}, {"code": "b", "name": "b", "when": {"yes": "degree"}}]);
    });
    let known = columns(&["grid", "degree"]);
    let track = |facts: &[(&str, FactValue)]| track_of(&doc, &known, &applicant(facts));
    assert_eq!(track(&[("grid", YES), ("degree", YES)]), Ok(Some(1)));
    assert_eq!(track(&[("grid", NO), ("degree", YES)]), Ok(Some(2)));
    assert_eq!(track(&[("grid", NO), ("degree", NO)]), Ok(None));
    assert_eq!(track(&[("degree", YES)]), Err(vec!["grid".into()]));
    assert_eq!(
        track(&[("grid", YES)]),
        Ok(Some(1)),
        "the second is not asked"
    );
}

#[test]
fn what_changes_the_course_needs_its_columns() {
    let doc = document(|json| {
        json["tracks"] = json!([{"code": "a", "name": "a", "when": {"yes": "grid"}}]);
        json["ties"] = json!({"keys": [{"status": {"name": "s", "when": {"yes": "degree"}}}, {"later": "years"}]});
        json["bonus"] = json!({"raises": ["total"], "items": [{"code": "b", "name": "b", "when": {"yes": "clean"}, "points": {"fixed": "1"}}]});
    });
    let missing = |columns: &FactColumns| course_facts_without_column(&doc, columns);
    assert_eq!(
        missing(&FactColumns::None),
        ["degree".into(), "grid".into(), "years".into()]
    );
    assert_eq!(missing(&columns(&["grid", "years"])), ["degree".into()]);
    assert_eq!(missing(&FactColumns::All), []);
}

#[test]
fn a_condition_holds_fails_or_is_not_known() {
    let doc = document(|_| ());
    let grid = Condition::Yes("grid".into());
    let say =
        |facts: &[(&str, FactValue)]| holds(&doc, &columns(&["grid"]), &applicant(facts), &grid);
    assert_eq!(
        [say(&[("grid", YES)]), say(&[("grid", NO)]), say(&[])],
        [Some(true), Some(false), None]
    );
}

// Bonus

fn with_bonus(points: Json) -> (RuleDocument, BonusRule) {
    let doc = document(|json| {
        json["bonus"] = json!({"raises": ["total"], "evidence_by": "2026-03-10T17:00", "items": [
            {"code": "b", "name": "b", "when": {"yes": "grid"}, "points": points},
            {"code": "c", "name": "c", "when": {"yes": "degree"}, "points": {"fixed": "1"}, "evidence_by": "2026-03-08T00:00"}]});
    });
    let rule = doc.common_rules().bonus.unwrap();
    (doc, rule)
}

fn claiming(item: &str, claim: Claim, facts: &[(&str, FactValue)]) -> Candidate {
    Candidate {
        bonus: Keyed::from([(BonusCode::from(item), claim)]),
        ..applicant(facts)
    }
}

fn claimed(decided: Option<Decided>, at: Option<&str>) -> Claim {
    Claim {
        claimed: true,
        at: at.map(|at| at.parse().unwrap()),
        decided,
    }
}

#[test]
fn a_claim_counts_when_the_facts_bear_it_out_and_a_decision_stands_over_both() {
    use Counts::{AsRuled, No};
    let (doc, rule) = with_bonus(json!({"fixed": "2"}));
    let fails = |item: &str| Notice::ClaimFails {
        candidate: "1".to_owned(),
        item: item.into(),
    };
    let differs = |holds: bool| Notice::BonusDiffers {
        candidate: "1".to_owned(),
        item: "b".into(),
        holds,
    };
    let two = || Counts::Points(Points::whole(2));
    let missing = || Counts::Open(vec!["grid".into()]);
    let points = Decided::Points(Points::whole(2));
    let known = columns(&["grid"]);
    for (facts, decided, by_claim, by_decision, notices) in [
        (vec![("grid", YES)], None, AsRuled, AsRuled, vec![]),
        (vec![("grid", NO)], None, No, No, vec![fails("b")]),
        (vec![], None, missing(), missing(), vec![]),
        (
            vec![("grid", YES)],
            Some(Decided::No),
            AsRuled,
            No,
            vec![differs(true)],
        ),
        (
            vec![("grid", NO)],
            Some(Decided::Yes),
            No,
            AsRuled,
            vec![differs(false)],
        ),
        (
            vec![("grid", NO)],
            Some(points),
            No,
            two(),
            vec![differs(false)],
        ),
        (vec![("grid", NO)], Some(Decided::No), No, No, vec![]),
        (vec![], Some(Decided::Yes), missing(), AsRuled, vec![]),
    ] {
        let candidate = claiming("b", claimed(decided, None), &facts);
        let found = judge_claims(&doc, &known, &rule, &candidate).remove(0);
        let told = (found.by_claim, found.by_decision, found.notices);
        assert_eq!(
            told,
            (by_claim, by_decision, notices),
            "{facts:?} {decided:?}"
        );
    }
}

#[test]
fn a_claim_of_an_unknown_item_counts_nothing_and_a_decision_alone_stands() {
    use Counts::{AsRuled, No};
    let (doc, rule) = with_bonus(json!({"fixed": "2"}));
    let known = columns(&["grid"]);
    assert_eq!(
        judge_claims(&doc, &known, &rule, &applicant(&[("grid", YES)])),
        [],
        "nothing is claimed"
    );
    let unknown = judge_claims(
        &doc,
        &FactColumns::None,
        &rule,
        &claiming("b", claimed(None, None), &[]),
    )
    .remove(0);
    assert_eq!(
        (unknown.by_claim, unknown.not_judged),
        (AsRuled, vec!["grid".into()]),
        "taken as it stands"
    );
    let only_decided = Claim {
        claimed: false,
        ..claimed(Some(Decided::Yes), None)
    };
    let found = judge_claims(
        &doc,
        &known,
        &rule,
        &claiming("b", only_decided, &[("grid", YES)]),
    )
    .remove(0);
    assert_eq!((found.by_claim, found.by_decision), (No, AsRuled));
}

#[test]
fn evidence_counts_until_its_own_deadline() {
    let (doc, rule) = with_bonus(json!({"fixed": "2"}));
    let late = |item: &str, at: &str| {
        let facts = [("grid", YES), ("degree", YES)];
        let candidate = claiming(item, claimed(None, Some(at)), &facts);
        let found = judge_claims(&doc, &FactColumns::All, &rule, &candidate).remove(0);
        let notice = Notice::EvidenceLate {
            candidate: "1".to_owned(),
            item: item.into(),
        };
        assert_eq!(
            found.notices.contains(&notice),
            found.by_claim == Counts::No
        );
        found.by_claim == Counts::No
    };
    assert!(
        !late("b", "2026-03-10") && late("b", "2026-03-11"),
        "the rule's day"
    );
    assert!(
        !late("c", "2026-03-07") && late("c", "2026-03-08"),
        "midnight ends the day before"
    );
}

#[test]
fn points_computed_from_a_fact_need_it() {
    let band = json!({"bands": {"of": "years", "bands": [{"to": "3", "gives": {"points": "1"}}, {"from": "3.0001", "gives": {"points": "2"}}]}});
    let (doc, rule) = with_bonus(band);
    let counts = |facts: &[(&str, FactValue)]| {
        let candidate = claiming("b", claimed(None, None), facts);
        judge_claims(&doc, &FactColumns::All, &rule, &candidate)
            .remove(0)
            .by_claim
    };
    assert_eq!(counts(&[("grid", YES)]), Counts::Open(vec!["years".into()]));
    let three = FactValue::Number(Points::whole(3));
    assert_eq!(counts(&[("grid", YES), ("years", three)]), Counts::AsRuled);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn items_open_to_a_person_come_with_points_and_the_deadline_of_their_evidence() {
    let doc = document(|json| {
        json["facts"].as_array_mut().unwrap().push(fact("awards", json!({"rows": {"columns": [
            {"key": "year", "label": "year", "kind": {"number": {}}},
            {"key": "level", "label": "level", "kind": {"choice": {"options": [{"code": "city", "label": "city"}, {"code": "state", "label": "state"}]}}}]}})));
        json["bonus"] = json!({"raises": ["total"], "evidence_by": "2026-03-10T17:00", "items": [
            {"code": "years", "name": {"zh": "工龄", "en": "Years"}, "when": {"yes": "grid"}, "evidence": {"zh": "证明", "en": "a paper"}, "evidence_by": "2026-03-08T12:00",
                "points": {"bands": {"of": "years", "bands": [{"from": "1", "gives": {"each": {"unit": "2", "points": "1"}}}]}}},
            {"code": "awards", "name": {"zh": "奖励", "en": "Awards"}, "when": {"yes": "grid"}, "points": {"rows": {"of": "awards", "best_per": ["year"],
                "points": [{"column": "level", "options": ["state"], "points": "3"}, {"points": "1"}]}}},
            {"code": "soft", "name": {"zh": "特长", "en": "Talent"}, "when": {"yes": "degree"}, "points": "body"}]});
    });
    let award = |year: i64, level: &str| {
        std::collections::BTreeMap::from([
            ("year".into(), FactValue::Number(Points::whole(year))),
            ("level".into(), FactValue::Choice(level.into())),
        ])
    };
    let awards = vec![
        award(2023, "city"),
        award(2023, "state"),
        award(2024, "city"),
    ];
    let facts = Facts::new()
        .with("grid", YES)
        .with("degree", YES)
        .with("years", FactValue::Number(Points::whole(6)))
        .with("awards", FactValue::Rows(awards));
    let found = bonus_for(&doc, Some(&"P".into()), &facts);
    let said: Vec<_> = found
        .iter()
        .map(|item| (item.points, item.say(Lang::Zh), item.say(Lang::En)))
        .collect();
    let line = |points: Option<i64>, zh: &str, en: &str| {
        (points.map(Points::whole), zh.to_owned(), en.to_owned())
    };
    assert_eq!(
        said,
        [
            line(
                Some(2),
                "工龄：可加2.00分，请在2026年3月8日 12:00前交证明。",
                "Years: worth 2.00 points; hand in a paper by 8 March 2026 12:00."
            ),
            line(
                Some(4),
                "奖励：可加4.00分，证明材料请在2026年3月10日 17:00前交。",
                "Awards: worth 4.00 points; hand in the evidence by 10 March 2026 17:00."
            ),
            line(
                None,
                "特长：分值由领导小组决定，证明材料请在2026年3月10日 17:00前交。",
                "Talent: a body gives the points; hand in the evidence by 10 March 2026 17:00."
            ),
        ]
    );
    assert_eq!(bonus_for(&doc, None, &Facts::new()), []);
    let open = bonus_for(&doc, None, &Facts::new().with("grid", YES));
    assert!(
        open[0].say(Lang::En).contains("depend on “years”"),
        "{}",
        open[0].say(Lang::En)
    );
}

// The check of a table

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "what is expected stands in one place"
)]
fn a_check_tells_every_demand_and_item_of_every_person() {
    let doc = document(|json| {
        let mut one = requirement("edu", json!({"yes": "degree"}));
        one["relaxations"] = json!([{"id": "local", "clause": "x", "who": {"yes": "grid"}, "instead": "none_needed"}]);
        json["eligibility"] = json!([
            one,
            requirement(
                "long",
                json!({"number": {"fact": "years", "at_least": "3"}})
            )
        ]);
        json["exclusions"] = json!([{"id": "barred", "clause": "barred", "kind": "other", "period": "ever", "when": {"yes": "nick"}}]);
        json["bonus"] = json!({"raises": ["total"], "items": [{"code": "b", "name": "bonus", "when": {"yes": "grid"}, "points": {"fixed": "1"}},
            {"code": "c", "name": "other", "when": {"yes": "clean"}, "points": {"fixed": "1"}}]});
    });
    let mut first = applicant(&[
        ("degree", NO),
        ("grid", YES),
        ("years", FactValue::Number(Points::whole(3))),
    ]);
    first.entry = Some(Entry::Refused);
    let second = Candidate {
        number: "2".into(),
        ..applicant(&[("degree", NO), ("grid", NO), ("nick", YES)])
    };
    let people = People {
        facts: columns(&["degree", "grid", "years", "nick"]),
        candidates: vec![first, second],
    };
    let checked = check(&doc, &people);
    let lines: Vec<String> = checked
        .lines()
        .map(|line| {
            format!(
                "{} {} {} {} {}",
                line.number,
                line.about.kind(),
                line.about.id(),
                line.result.code(),
                line.through.unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "1 requirement edu holds local",
            "1 requirement long holds -",
            "1 exclusion barred holds -",
            "1 bonus b holds -",
            "1 bonus c not_judged -",
            "2 requirement edu fails -",
            "2 requirement long open -",
            "2 exclusion barred fails -",
            "2 bonus b fails -",
            "2 bonus c not_judged -",
        ]
    );
    assert_eq!(checked.rules, doc.digest());
    assert_eq!(checked.not_judged, ["clean".into()]);
    let differs = Notice::EntryDiffers {
        candidate: "1".to_owned(),
        eligible: true,
    };
    assert_eq!(checked.people[0].notices, [differs]);
    let said: Vec<String> = checked
        .lines()
        .map(|line| line.say(&doc, Lang::Zh))
        .collect();
    assert_eq!(
        said[0],
        "edu：符合，经放宽条件local（degree：否；grid：是）。"
    );
    assert_eq!(said[6], "long：缺事实，未定，“years”。");
    let english: Vec<String> = checked
        .lines()
        .map(|line| line.say(&doc, Lang::En))
        .collect();
    assert_eq!(english[5], "edu: does not hold (degree: no; grid: no).");
    assert_eq!(
        checked.say_not_judged(&doc, Lang::En),
        ["Not judged: no column “clean” (fact:clean)."]
    );
    let text = serde_json::to_string(&checked).unwrap();
    assert_eq!(serde_json::from_str::<Checked>(&text).unwrap(), checked);
}

// Rows of the form

#[test]
fn rows_are_checked_column_by_column() {
    let doc = document(|json| {
        json["facts"] = json!([fact(
            "service",
            json!({"rows": {"most": 2, "columns": [
            {"key": "from", "label": {"zh": "开始", "en": "start"}, "kind": {"date": {}}},
            {"key": "years", "label": {"zh": "年数", "en": "years"}, "kind": {"number": {"least": "0"}}, "optional": true}]}})
        )]);
    });
    let row = |cells: &[(&str, FactValue)]| {
        cells
            .iter()
            .map(|(key, value)| (ColumnKey::from(*key), value.clone()))
            .collect()
    };
    let from = || ("from", FactValue::Date("2020-01-01".parse().unwrap()));
    let problems = |rows: Vec<std::collections::BTreeMap<ColumnKey, FactValue>>| {
        let facts = Facts::new().with("service", FactValue::Rows(rows));
        facts.check(&doc, None, "2026-03-06".parse().unwrap())
    };
    assert_eq!(problems(vec![]), []);
    assert_eq!(problems(vec![row(&[from()])]), []);
    let negative = ("years", FactValue::Number(Points::whole(-1)));
    let found = problems(vec![row(&[from()]), row(&[from(), negative])]);
    assert_eq!(found[0].say(&doc, Lang::Zh), "service第2行：年数不能小于0");
    assert_eq!(
        found[0].say(&doc, Lang::En),
        "service, row 2: years cannot be below 0"
    );
    let empty = problems(vec![row(&[])]);
    assert_eq!(empty[0].say(&doc, Lang::Zh), "service第1行：请填开始");
    let strange = problems(vec![row(&[from(), ("zodiac", YES)])]);
    assert_eq!(
        strange[0].say(&doc, Lang::En),
        "service, row 1: This notice does not ask for zodiac"
    );
    let many = problems(vec![row(&[from()]), row(&[from()]), row(&[from()])]);
    assert_eq!(
        many,
        [FactProblem::TooManyRows {
            fact: "service".into(),
            most: 2
        }]
    );
}
