//! The lint: a clean document has no findings at all, and each fault alone is found, at its place, in both languages.

#![allow(clippy::unwrap_used)] // every unwrap here is an assertion

use domain::rules::*;
use serde_json::{Value as Json, json};

/// Two posts, all sections stated, nothing to say.
fn clean() -> Json {
    let quota = json!({"per_place": "3"});
    json!({
        "schema_version": 1, "id": "clean", "title": "公告",
        "days": [{"name": "first", "label": "报名首日", "on": "2026-03-06"}],
        "areas": [{"code": "210200", "name": "大连市", "level": "city"}, {"code": "210211", "name": "甘井子区", "level": "county"}],
        "facts": [
            {"key": "birth_date", "label": "出生日期", "kind": {"date": {}}, "topic": "identity", "proof": "checked"},
            {"key": "education", "label": "学历", "topic": "education", "proof": "checked", "kind": {"choice": {"ordered": true,
                "options": [{"code": "college", "label": "大专"}, {"code": "bachelor", "label": "本科"}]}}},
            {"key": "veteran", "label": "退役军人", "kind": "yes_no", "topic": "status", "proof": "checked"},
            {"key": "home", "label": "户籍", "kind": {"area": {"level": "county"}}, "topic": "residence", "proof": "checked"}
        ],
        "definitions": [{"name": "local", "label": "本市户籍", "condition": {"in_area": {"fact": "home", "areas": ["210200"]}}}],
        "eligibility": [
            {"id": "age", "title": "年龄", "condition": {"date": {"fact": "birth_date", "from": {"on": "1990-03-06", "inclusive": true}}},
                "relaxations": [{"id": "age-veteran", "clause": "退役军人放宽", "who": {"yes": "veteran"},
                    "instead": {"date": {"fact": "birth_date", "from": {"on": "1985-03-06", "inclusive": true}}}}]},
            {"id": "education", "title": "学历", "condition": {"level": {"fact": "education", "at_least": "college"}}},
            {"id": "home", "title": "户籍", "condition": {"defined": "local"}}
        ],
        "pools": [{"code": "open", "name": "面向社会", "kind": "open", "stated_places": 5}],
        "posts": [{"code": "A", "name": "甲", "places": 2, "pool": "open", "area": "210211"},
                  {"code": "B", "name": "乙", "places": 3, "pool": "open", "area": "210211"}],
        "stated_places": 5,
        "application": {"opens": "2026-03-06T09:00", "closes": "2026-03-10T17:00"},
        "tests": [{"code": "extra", "name": "加试", "full_mark": "100"}],
        "rules": {
            "opening_ratio": {"base": "applied", "needed": quota, "removed_places": "lost"},
            "written": {"papers": [{"code": "one", "name": "一", "full_mark": "100", "weight": "60%"},
                                   {"code": "two", "name": "二", "full_mark": "100", "weight": "40%"}],
                "full_mark": "100", "rounding": {"decimals": 2}, "pass_lines": [{"at": {"points": "60"}}]},
            "bonus": {"items": [{"code": "v", "name": "退役军人", "when": {"yes": "veteran"}, "points": {"fixed": "3"}}],
                "added_to": "written", "may_exceed_full_mark": true, "evidence_by": "2026-03-10T17:00"},
            "shortlist": {"quota": quota, "tie_at_cut": "admit_all", "shortfall": "actual_number"},
            "interview": {"full_mark": "100", "panel": 7, "trim": {"highest": 1, "lowest": 1}, "mean": {"decimals": 2},
                "normalisation": {"method": "multiply", "overall": "of_people", "mean": {"decimals": 2},
                    "coefficient": {"decimals": 4}, "final": {"decimals": 2}, "cap_at_full_mark": true}},
            "total": {"parts": [{"of": "written", "weight": "50%"}, {"of": "interview", "weight": "50%"}],
                "full_mark": "100", "rounding": {"decimals": 2}},
            "ties": {"keys": [{"higher": "written"}], "still_tied": "share_rank"},
            "physical": {"quota": {"per_place": "1"}}
        },
        "publication": [{"what": "拟聘用人员", "days": 7, "kind": "working"}]
    })
}

fn read(document: &Json) -> RuleDocument {
    RuleDocument::from_json(document.to_string().as_bytes()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// Puts `value` at a JSON pointer; a last step of `-` appends to a list.
fn put(document: &mut Json, pointer: &str, value: Json) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Json::Array(list) if last == "-" => list.push(value),
        Json::Array(list) => list[last.parse::<usize>().unwrap()] = value,
        other => other[last] = value,
    }
}

#[test]
fn a_clean_document_has_no_findings() {
    assert_eq!(lint(&read(&clean())), Vec::new());
}

const AGE: &str = "/eligibility/0/condition";
const WRITTEN: &str = "/rules/written";
const BONUS: &str = "/rules/bonus";
const LIST: &str = "/rules/shortlist";
const NORM: &str = "/rules/interview/normalisation";

/// Code, does it block, where, and the fault: values put at places.
type Fault = (LintCode, bool, &'static str, Vec<(&'static str, Json)>);

fn window(from: &str, until: &str) -> Json {
    let bound = |on: &str| json!({"on": on, "inclusive": true});
    json!({"date": {"fact": "birth_date", "from": bound(from), "until": bound(until)}})
}

fn band(from: &str, until: &str) -> Json {
    json!([{"id": format!("age-{from}"), "title": "年龄", "condition": window(from, until)}])
}

fn document_faults() -> Vec<Fault> {
    use LintCode::*;
    vec![
        (UnknownReference, true, AGE, vec![(AGE, json!({"yes": "nobody_asked"}))]),
        (UnknownReference, true, AGE, vec![(AGE, json!({"defined": "nowhere"}))]),
        (UnknownReference, true, AGE, vec![(AGE, json!({"post": ["Z"]}))]),
        (UnknownReference, true, AGE, vec![(AGE, json!({"pool": ["Z"]}))]),
        (UnknownReference, true, AGE, vec![(AGE, json!({"qualifies_for": "Z"}))]),
        (UnknownReference, true, AGE, vec![(AGE, json!({"post_in": ["999999"]}))]),
        (
            UnknownReference,
            true,
            "/eligibility/1/condition",
            vec![("/eligibility/1/condition/level/at_least", json!("phd"))],
        ),
        (
            UnknownReference,
            true,
            "/definitions/0/condition",
            vec![("/definitions/0/condition/in_area/areas/0", json!("999999"))],
        ),
        (
            UnknownReference,
            true,
            AGE,
            vec![(AGE, json!({"elapsed": {"since": {"fact": "birth_date"}, "until": {"named": "last"}}}))],
        ),
        (UnknownReference, true, "/posts/0", vec![("/posts/0/area", json!("999999"))]),
        (UnknownReference, true, "/areas/1", vec![("/areas/1/inside", json!("999999"))]),
        (UnknownReference, true, "/rules/ties", vec![("/rules/ties/keys/0", json!({"higher": {"paper": "three"}}))]),
        (UnknownReference, true, "/rules/ties", vec![("/rules/ties/still_tied", json!({"extra_test": "none"}))]),
        (UnknownReference, true, "/rules/total", vec![("/rules/total/parts/0/of", json!({"test": "none"}))]),
        (UnknownReference, true, "/eligibility/0", vec![("/eligibility/0/scope", json!({"posts": ["Z"]}))]),
        (UnknownReference, true, "/facts/3", vec![("/facts/3/kind/area/inside", json!("999999"))]),
        (DuplicateCode, true, "/posts", vec![("/posts/1/code", json!("A"))]),
        (DuplicateCode, true, "/facts", vec![("/facts/3/key", json!("veteran"))]),
        (DuplicateCode, true, "/eligibility", vec![("/eligibility/1/id", json!("age"))]),
        (DuplicateCode, true, WRITTEN, vec![("/rules/written/papers/1/code", json!("one"))]),
        (Cycle, true, "/definitions/0", vec![("/definitions/0/condition", json!({"all": [{"defined": "local"}]}))]),
        (
            Cycle,
            true,
            "/posts/0",
            vec![("/posts/0/eligibility", json!([{"id": "x", "title": "x", "condition": {"qualifies_for": "A"}}]))],
        ),
        (Cycle, true, "/areas/0", vec![("/areas/0/inside", json!("210211")), ("/areas/1/inside", json!("210200"))]),
        (Cycle, true, "/posts/0/inside", vec![("/posts/0/inside", json!("A"))]),
        (WrongFactType, true, AGE, vec![(AGE, json!({"yes": "birth_date"}))]),
        (WrongFactType, true, AGE, vec![(AGE, json!({"number": {"fact": "veteran", "at_least": "1"}}))]),
        (UnorderedLevel, true, "/eligibility/1/condition", vec![("/facts/1/kind/choice/ordered", json!(false))]),
        (EmptyBranches, true, AGE, vec![(AGE, json!({"any": []}))]),
        (EmptyText, true, "/title", vec![("/title", json!(" "))]),
        (EmptyText, true, "/posts", vec![("/posts/0/code", json!(""))]),
        (EmptyWindow, true, AGE, vec![(AGE, json!({"date": {"fact": "birth_date"}}))]),
        (EmptyWindow, true, AGE, vec![(AGE, window("2000-01-02", "2000-01-01"))]),
        (
            NeverMet,
            true,
            "/posts/0/eligibility",
            vec![("/eligibility/0/relaxations", json!([])), ("/posts/0/eligibility", band("1960-01-01", "1980-01-01"))],
        ),
        (
            UnusedFact,
            false,
            "/facts/2",
            vec![("/eligibility/0/relaxations", json!([])), ("/rules/bonus/items/0/when", json!({"defined": "local"}))],
        ),
        (
            CannotCompute,
            true,
            "/rules",
            vec![("/rules/bonus/groups", json!([{"code": "g", "name": "g", "stack": "sum", "group": "g"}]))],
        ),
        (ReservedFact, true, "/facts/0", vec![("/facts/0/topic", json!("status"))]),
        (ReservedFact, true, "/facts/2", vec![("/facts/2/key", json!("sex"))]),
        (NoPosts, true, "/posts", vec![("/posts", json!([]))]),
        (PlacesNotStated, true, "/posts/0/places", vec![("/posts/0/places", Json::Null)]),
        (NoPlaces, false, "/posts/0/places", vec![("/posts/0/places", json!(0))]),
        (PlacesSum, true, "/stated_places", vec![("/stated_places", json!(6))]),
        (PlacesSum, true, "/pools/0/stated_places", vec![("/pools/0/stated_places", json!(4))]),
        (NestedPlaces, true, "/posts/0", vec![("/posts/1/inside", json!("A"))]),
    ]
}

fn eligibility_faults() -> Vec<Fault> {
    use LintCode::*;
    let stated = |oldest: u8, on: Json| json!({"oldest": oldest, "on": on});
    let day = json!("2026-03-06");
    let at = "/eligibility/0/stated_age";
    vec![
        (StatedAgeContradicts, true, "/eligibility/0", vec![(at, stated(40, day.clone()))]),
        (StatedAgeContradicts, true, "/eligibility/0", vec![(at, stated(30, day.clone()))]),
        (
            StatedAgeContradicts,
            true,
            "/eligibility/0",
            vec![(AGE, window("1990-03-06", "2007-03-06")), (at, json!({"youngest": 18, "on": "2026-03-06"}))],
        ),
        (StatedAgeAmbiguous, false, "/eligibility/0", vec![(at, stated(36, day.clone()))]),
        (StatedAgeAmbiguous, false, "/eligibility/0", vec![(at, stated(35, day.clone()))]),
        (StatedAgeAmbiguous, false, "/eligibility/0", vec![(at, stated(36, Json::Null))]),
        (
            StatedAgeAmbiguous,
            false,
            "/eligibility/0",
            vec![(AGE, window("1990-03-06", "2008-03-05")), (at, json!({"youngest": 18, "on": "2026-03-06"}))],
        ),
        (StatedAgeWithoutWindow, true, "/eligibility/1", vec![("/eligibility/1/stated_age", stated(35, day))]),
        (
            AgeGap,
            false,
            "/posts/1",
            vec![
                ("/posts/0/eligibility", band("1990-03-06", "1995-03-05")),
                ("/posts/1/eligibility", band("1995-03-07", "2000-03-06")),
            ],
        ),
        (
            AgeOverlap,
            false,
            "/posts/1",
            vec![
                ("/posts/0/eligibility", band("1990-03-06", "1995-03-06")),
                ("/posts/1/eligibility", band("1995-03-06", "2000-03-06")),
            ],
        ),
        (
            RelaxationNarrower,
            false,
            "/eligibility/0/relaxations/0",
            vec![("/eligibility/0/relaxations/0/instead/date/from/on", json!("1991-01-01"))],
        ),
    ]
}

fn list_faults() -> Vec<Fault> {
    use LintCode::*;
    let steps = |steps: Json| json!({ "steps": steps });
    let preference = json!([{"preference": [{"name": "党员", "when": {"yes": "veteran"}}]}]);
    vec![
        (
            OnePlaceAgainstRatio,
            false,
            "/rules/opening_ratio",
            vec![("/posts/0/places", json!(1)), ("/posts/1/places", json!(4))],
        ),
        (
            DecidedByBody,
            false,
            "/rules/opening_ratio",
            vec![("/rules/opening_ratio/not_met", json!([{"then": "body"}]))],
        ),
        (DecidedByBody, false, LIST, vec![("/rules/shortlist/shortfall", json!("body"))]),
        (
            RemovedPlacesNowhere,
            true,
            "/rules/opening_ratio",
            vec![("/rules/opening_ratio/removed_places", json!({"in_turn": []}))],
        ),
        (QuotaGap, true, LIST, vec![("/rules/shortlist/quota", steps(json!([{"up_to": 9, "per_place": "3"}])))]),
        (
            QuotaGap,
            true,
            LIST,
            vec![(
                "/rules/shortlist/quota",
                steps(json!([{"up_to": 9, "per_place": "3"}, {"up_to": 9, "per_place": "2"}, {"per_place": "2"}])),
            )],
        ),
        (
            QuotaDrops,
            false,
            LIST,
            vec![("/rules/shortlist/quota", steps(json!([{"up_to": 9, "per_place": "3"}, {"per_place": "2"}])))],
        ),
        (QuotaBelowPlaces, false, LIST, vec![("/rules/shortlist/quota", json!({"exactly": 2}))]),
        (RecheckNarrower, true, LIST, vec![("/rules/shortlist/recheck", json!({"per_place": "2"}))]),
        (TieAtCutNotStated, false, LIST, vec![("/rules/shortlist/tie_at_cut", Json::Null)]),
        (ShortfallNotStated, false, LIST, vec![("/rules/shortlist/shortfall", Json::Null)]),
        (
            TieKeyFromLaterStage,
            true,
            LIST,
            vec![("/rules/shortlist/tie_at_cut", json!({"by_keys": [{"higher": "interview"}]}))],
        ),
        (
            TieKeyFromLaterStage,
            true,
            LIST,
            vec![(
                "/rules/shortlist/basis",
                json!({"parts": [{"of": "interview", "weight": "1"}], "rounding": {"decimals": 2}}),
            )],
        ),
        (UnorderedPreference, true, "/rules/ties", vec![("/rules/ties/keys", preference)]),
        (
            TieKeyOptional,
            false,
            "/rules/ties",
            vec![("/facts/1/optional", json!(true)), ("/rules/ties/keys/-", json!({"higher_level": "education"}))],
        ),
    ]
}

fn score_faults() -> Vec<Fault> {
    use LintCode::*;
    let later = json!([{"at": "set_later"}]);
    vec![
        (NoPapers, true, WRITTEN, vec![("/rules/written/papers", json!([]))]),
        (FullMarkSum, true, WRITTEN, vec![("/rules/written/papers/0/weight", json!("50%"))]),
        (WeightSum, true, "/rules/total", vec![("/rules/total/parts/0/weight", json!("40%"))]),
        (WeightSum, true, "/rules/total", vec![("/rules/total/parts", json!([]))]),
        (PassLineNotStated, false, WRITTEN, vec![("/rules/written/pass_lines", json!([]))]),
        (PassLineSetLater, true, WRITTEN, vec![("/rules/written/pass_lines", later.clone())]),
        (PassLineSetLater, true, "/rules/interview", vec![("/rules/interview/pass_lines", later.clone())]),
        (PassLineSetLater, true, "/rules/total", vec![("/rules/total/pass_lines", later)]),
        (PassLineAboveFullMark, true, WRITTEN, vec![("/rules/written/pass_lines/0/at/points", json!("100.5"))]),
        (EvenPanel, false, "/rules/interview", vec![("/rules/interview/panel", json!(6))]),
        (
            TrimsEverything,
            true,
            "/rules/interview",
            vec![("/rules/interview/panel", json!(3)), ("/rules/interview/trim/highest", json!(2))],
        ),
        (
            ElementSum,
            true,
            "/rules/interview",
            vec![("/rules/interview/elements", json!([{"code": "a", "name": "a", "full_mark": "90"}]))],
        ),
        (ElementsMissing, true, "/rules/interview", vec![("/rules/interview/trim/over", json!("each_element"))]),
        (OutliersUndefined, true, NORM, vec![("/rules/interview/normalisation/outliers", json!("undefined"))]),
        (PrecisionNotStated, false, NORM, vec![("/rules/interview/normalisation/coefficient", Json::Null)]),
        (CapNotStated, true, NORM, vec![("/rules/interview/normalisation/cap_at_full_mark", Json::Null)]),
        (TooManyDecimals, true, "/rules/total", vec![("/rules/total/rounding/decimals", json!(5))]),
        (TooManyDecimals, true, NORM, vec![("/rules/interview/normalisation/coefficient/decimals", json!(10))]),
        (CoarseRounding, false, "/rules/total", vec![("/rules/total/rounding/decimals", json!(0))]),
        (StraightNeedsWritten, true, "/posts/0", vec![("/posts/0/straight_to_interview", json!(true))]),
    ]
}

fn bonus_and_process_faults() -> Vec<Fault> {
    use LintCode::*;
    let second = json!({"code": "w", "name": "另一项", "when": {"yes": "veteran"}, "points": {"fixed": "2"}});
    let example = |figures: Json| json!([{"clause": "例", "figures": figures}]);
    vec![
        (PointsNotStated, true, "/rules/bonus/items/0", vec![("/rules/bonus/items/0/points", json!("unstated"))]),
        (PointsNotStated, true, "/rules/bonus/items/0", vec![("/rules/bonus/items/0/points", json!({"fixed": "0"}))]),
        (StackingNotStated, true, BONUS, vec![("/rules/bonus/items/-", second)]),
        (AboveFullMarkNotStated, false, BONUS, vec![("/rules/bonus/may_exceed_full_mark", Json::Null)]),
        (CapBelowItem, false, BONUS, vec![("/rules/bonus/cap", json!("2"))]),
        (EvidenceDeadlineMissing, false, BONUS, vec![("/rules/bonus/evidence_by", Json::Null)]),
        (LargeBonus, false, BONUS, vec![("/rules/bonus/items/0/points", json!({"fixed": "15"}))]),
        (MidnightDeadline, false, "/application/closes", vec![("/application/closes", json!("2026-03-10T24:00"))]),
        (ClosesBeforeItOpens, true, "/application", vec![("/application/closes", json!("2026-03-06T09:00"))]),
        (
            EvidenceBeforeApplications,
            true,
            "/rules/bonus/evidence_by",
            vec![("/rules/bonus/evidence_by", json!("2026-03-05T17:00"))],
        ),
        (ShortPublication, false, "/publication/0", vec![("/publication/0/days", json!(3))]),
        (DayKindNotStated, false, "/publication/0", vec![("/publication/0/kind", Json::Null)]),
        (NoPublication, false, "/publication", vec![("/publication", json!([]))]),
        (
            ExampleDisagrees,
            true,
            "/examples/0",
            vec![("/examples", example(json!({"shortlist": {"places": 2, "people": 7}})))],
        ),
        (
            ExampleDisagrees,
            true,
            "/examples/0",
            vec![(
                "/examples",
                example(json!({"panel": {"marks": ["80", "80", "80", "90", "70", "80", "81"], "score": "80"}})),
            )],
        ),
        (
            ExampleDisagrees,
            true,
            "/examples/0",
            vec![("/examples", example(json!({"bonus": {"items": [{"item": "v"}], "points": "4"}})))],
        ),
        (
            ExampleDisagrees,
            true,
            "/examples/0",
            vec![(
                "/examples",
                example(
                    json!({"total": {"parts": [{"of": "written", "points": "70"}, {"of": "interview", "points": "80"}], "total": "75.01"}}),
                ),
            )],
        ),
        (
            ExampleDisagrees,
            true,
            "/examples/0",
            vec![(
                "/examples",
                example(json!({"rooms": {"rooms": [{"sum": "100", "people": 2, "mean": "50.01"}], "overall": "50"}})),
            )],
        ),
        (DefaultStandsIn, false, "/rules/interview", vec![("/rules/interview", Json::Null)]),
        (DefaultStandsIn, false, "/rules/ties", vec![("/rules/ties", Json::Null)]),
    ]
}

#[test]
fn each_fault_alone_is_found_at_its_place() {
    let groups = [document_faults(), eligibility_faults(), list_faults(), score_faults(), bonus_and_process_faults()];
    for (code, blocks, place, patches) in groups.into_iter().flatten() {
        let mut document = clean();
        for (pointer, value) in patches.clone() {
            put(&mut document, pointer, value);
        }
        let findings = lint(&read(&document));
        let found = findings.iter().find(|finding| finding.code == code && finding.place == place);
        let found = found.unwrap_or_else(|| panic!("{code:?} at {place} after {patches:?}: {findings:#?}"));
        assert_eq!(found.severity == Severity::Blocks, blocks, "{code:?} at {place}");
        assert_eq!(may_publish(&findings), findings.iter().all(|finding| finding.severity == Severity::Warns));
        let (zh, en) = (found.say(Lang::Zh), found.say(Lang::En));
        assert!(zh.chars().count() > 5 && zh.ends_with(['。', '：']) && en.len() > 10 && zh != en, "{zh} / {en}");
    }
}

#[test]
fn examples_that_agree_say_nothing() {
    let mut document = clean();
    let clause = "例";
    put(
        &mut document,
        "/examples",
        json!([
            {"clause": clause, "figures": {"shortlist": {"places": 2, "people": 6}}},
            {"clause": clause, "figures": {"panel": {"marks": ["80", "80", "80", "90", "70", "80", "82"], "score": "80.4"}}},
            {"clause": clause, "figures": {"bonus": {"items": [{"item": "v"}], "points": "3"}}},
            {"clause": clause, "figures": {"total": {"parts": [{"of": "written", "points": "70"}, {"of": "interview", "points": "80"}], "total": "75"}}},
            {"clause": clause, "figures": {"rooms": {"rooms": [
                {"sum": "100", "people": 2, "mean": "50", "coefficient": "1.2000"},
                {"sum": "140", "people": 2, "mean": "70", "coefficient": "0.8571"}], "overall": "60"}}}
        ]),
    );
    assert_eq!(lint(&read(&document)), Vec::new());
}

#[test]
fn a_recorded_decision_settles_a_line_that_is_set_later() {
    let mut document = clean();
    put(&mut document, "/rules/written/pass_lines", json!([{"at": "set_later"}]));
    put(
        &mut document,
        "/decisions",
        json!([{"body": "领导小组", "on": "2026-04-01", "reason": "划线", "settles": {"written_pass_line": {"points": "55"}}}]),
    );
    assert_eq!(lint(&read(&document)), Vec::new());
}
