//! Lists, bonus, lines, seats, examples, and what is folded into the line of defaults.

use super::*;

#[test]
fn lists_over_several_posts_are_held_against_the_places_of_all() {
    let cut = |across: &str, quota: Json| {
        found(&[
            ("/stages/0/cut/across", json!(across)),
            ("/stages/0/cut/quota", quota),
        ])
    };
    let below = ["quota_below_places /stages/0/cut/quota"];
    assert_eq!(cut("campaign", json!({"exactly": 5})), NONE);
    assert_eq!(cut("campaign", json!({"exactly": 4})), below);
    assert_eq!(cut("pool", json!({"exactly": 4})), below);
    assert_eq!(cut("post", json!({"exactly": 4})), NONE);
    let steps = json!({"steps": [{"up_to": 3, "per_place": "3"}]});
    assert_eq!(
        cut("campaign", steps),
        ["quota_steps /stages/0/cut/quota/steps"]
    );
    assert_eq!(
        cut(
            "campaign",
            json!({"steps": [{"up_to": 5, "per_place": "3"}]})
        ),
        NONE
    );
    let exactly = ("/after/0/list/quota", json!({"exactly": 4}));
    assert_eq!(
        found(&[
            exactly.clone(),
            ("/stages/0/cut/quota", json!({"exactly": 9}))
        ]),
        NONE
    );
    let ranked = ("/total/across", json!("campaign"));
    assert!(
        found(&[exactly, ranked]).contains(&"quota_below_places /after/0/list/quota".to_owned())
    );
}

#[test]
fn a_higher_level_gives_no_less_whichever_way_the_items_are_written() {
    let items = |stack: &str, first: (&str, Json), second: (&str, Json)| {
        let item = |code: &str, (points, when): (&str, Json)| json!({"code": code, "name": code, "when": when, "points": {"fixed": points}});
        found(&[
            ("/bonus/items", json!([item("a", first), item("b", second)])),
            ("/bonus/stack", json!(stack)),
        ])
    };
    let level = |code: &str| json!({"level": {"fact": "education", "at_least": code}});
    let one_of = |code: &str| json!({"one_of": {"fact": "education", "options": [code]}});
    let falls = ["points_fall /bonus/items/1/points"];
    let quiet = |told: Vec<String>| told.iter().all(|told| !told.starts_with("points_fall"));
    assert_eq!(
        items(
            "highest",
            ("3", one_of("college")),
            ("2", one_of("bachelor"))
        ),
        falls
    );
    assert!(quiet(items(
        "highest",
        ("2", one_of("college")),
        ("2", one_of("bachelor"))
    )));
    assert!(
        quiet(items(
            "sum",
            ("3", level("college")),
            ("2", level("bachelor"))
        )),
        "3 and 5"
    );
    assert!(
        quiet(items(
            "highest",
            ("3", level("college")),
            ("2", level("bachelor"))
        )),
        "3 and 3"
    );
    assert!(quiet(items(
        "highest",
        ("3", one_of("college")),
        ("2", json!({"yes": "veteran"}))
    )));
}

#[test]
fn a_conditional_line_asks_only_where_marks_decide_how_many_come() {
    let line = json!([{"code": "l", "on": {"of": "interview"}, "at": {"fixed": "60"}, "only_up_to": {"ratio": "1", "of": "came"}}]);
    let asked = ["conditional_line /stages/1/lines/0"];
    assert_eq!(found(&[("/stages/1/lines", line.clone())]), asked);
    let open = [
        ("/stages/1/lines", line),
        ("/stages/0/cut", Json::Null),
        ("/stages/0/lines", json!([])),
    ];
    assert_eq!(
        found(&open),
        ["defaults "],
        "all come, whatever their marks"
    );
    let first = json!([{"code": "line", "on": {"of": "written"}, "at": {"fixed": "60"}, "only_below": {"ratio": "2", "of": "came"}}]);
    silent(&[("/stages/0/lines", first)]);
}

#[test]
fn shares_stop_at_the_whole() {
    for (at, value, path) in [
        (
            "/stages/0/lines/0/at",
            json!({"share": "100.1%"}),
            "/stages/0/lines/0/at",
        ),
        (
            "/stages/0/lines/0/at",
            json!({"mean": {"share": "101%", "rounding": {"decimals": 2}}}),
            "/stages/0/lines/0/at",
        ),
        (
            "/stages/0/lines/0/at",
            json!({"highest_of": [{"fixed": "60"}, {"share": "120%"}]}),
            "/stages/0/lines/0/at/highest_of/1",
        ),
        (
            "/stages/0/cut/quota",
            json!({"share": {"share": "101%", "of": "came", "mode": "up"}}),
            "/stages/0/cut/quota/share/share",
        ),
        (
            "/opening/0/otherwise/1/then",
            json!({"reduce_to_share": {"share": "150%", "mode": "truncate"}}),
            "/opening/0/otherwise/1/then/reduce_to_share/share",
        ),
    ] {
        let told = found(&[(at, value)]);
        assert!(
            told.contains(&format!("share_above_whole {path}")),
            "{path}: {told:?}"
        );
    }
    silent(&[("/stages/0/lines/0/at", json!({"share": "100%"}))]);
}

#[test]
fn seats_say_what_becomes_of_the_empty_one_or_are_not_read() {
    let seats = json!([{"code": "r", "name": "退役军人", "of": "campaign", "places": 1, "when": {"yes": "veteran"}, "also_open": true}]);
    let mut document: Json = serde_json::from_str(super::super::CLEAN).unwrap();
    document["reserved"] = seats;
    let why = domain::rules::RuleDocument::from_json(document.to_string().as_bytes());
    let said = why.unwrap_err().say(domain::rules::Lang::En);
    assert!(
        said.contains("“unfilled”") && said.ends_with("is missing"),
        "{said}"
    );
}

#[test]
fn what_the_engine_answers_in_silence_is_folded() {
    let folded = |put: &[(&str, Json)]| assert_eq!(found(put), ["defaults "], "{put:?}");
    folded(&[("/stages/0/cut", Json::Null)]);
    folded(&[("/bonus/evidence_by", Json::Null)]);
    folded(&[("/eligibility/0/stated_age", json!({"oldest": 35}))]);
    silent(&[
        ("/bonus/evidence_by", Json::Null),
        ("/bonus/items/0/evidence_by", json!("2026-03-10T17:00")),
    ]);
}

#[test]
fn an_example_of_whole_sheets_is_not_held_against_trims_of_elements() {
    let elements =
        json!([{"code": "x", "name": "x", "full": "50"}, {"code": "y", "name": "y", "full": "50"}]);
    let example = json!([{"clause": "例", "figures": {"panel": {"stage": "interview", "marks": ["80", "80", "80", "90", "70", "80", "82"], "score": "79"}}}]);
    speaks(
        &[
            ("/stages/1/scoring/panel/elements", elements),
            ("/stages/1/scoring/panel/trim/over", json!("element")),
            ("/examples", example),
        ],
        "example_not_run /examples/0",
    );
}

#[test]
fn a_single_stage_of_a_variant_is_told_with_the_nearest_one() {
    let stage = json!([{"name": "特", "scope": {"posts": ["A"]}, "stage": [{"code": "interveiw", "name": "面试", "scoring": {"points": {"full": "100"}}, "lines": []}]}]);
    let told = said(&[("/variants", stage)]);
    let near = "The common rules have no stage “interveiw” that this could replace: did you mean “interview”?";
    assert!(told.contains(&near.to_owned()), "{told:?}");
}

#[test]
fn removed_places_go_somewhere_else() {
    let opened = |scope: Json, to: Json| {
        let rule = json!([{"at": "applied", "needed": {"per_place": "3"}, "otherwise": [{"then": "cancel"}], "removed_places": to}]);
        let told = found(&[
            (
                "/pools/-",
                json!({"code": "aimed", "name": "定向", "kind": "open"}),
            ),
            ("/posts/1/pool", json!("aimed")),
            ("/pools/0/stated_places", json!(2)),
            (
                "/variants",
                json!([{"name": "特", "scope": scope, "opening": rule}]),
            ),
        ]);
        told.iter()
            .any(|told| told.starts_with("removed_places_back"))
    };
    let aimed = || json!({"pools": ["aimed"]});
    assert!(opened(aimed(), json!({"to_pools": ["aimed"]})));
    assert!(!opened(aimed(), json!({"to_pools": ["open"]})));
    assert!(opened(aimed(), json!({"to_posts": ["B"]})));
    assert!(!opened(aimed(), json!({"to_posts": ["A"]})));
    assert!(!opened(aimed(), json!("lost")));
}

#[test]
fn five_working_days_are_a_week() {
    silent(&[("/publication/0/days", json!(5))]);
    let short = ["short_publication /publication/0/days"];
    assert_eq!(found(&[("/publication/0/days", json!(4))]), short);
    let calendar = ("/publication/0/kind", json!("calendar"));
    assert_eq!(
        found(&[("/publication/0/days", json!(6)), calendar.clone()]),
        short
    );
    silent(&[("/publication/0/days", json!(7)), calendar]);
}

#[test]
fn what_a_body_decides_is_said() {
    let told = said(&[("/opening/0/otherwise/1/then", json!("body"))]);
    assert_eq!(
        told,
        [
            "A body decides what becomes of posts that miss the ratio; the run goes on when its decision is recorded."
        ]
    );
    let told = said(&[("/eligibility/0/relaxations/0/instead", json!("body"))]);
    assert!(
        told[0].contains("for each person the relaxation of “年龄”"),
        "{told:?}"
    );
}
