//! What the lint reads of stages, at its edges: bands that follow each other, and what a sentence shows of them.

use super::lint_limits::{found, has, said};
use serde_json::{Value as Json, json};

fn events(bands: Json, lower: bool) -> Vec<String> {
    let event = json!({"code": "run", "name": "跑", "bands": bands, "lower_is_better": lower});
    found(&[(
        "/stages/1/scoring",
        json!({"points": {"full": "100", "events": [event]}}),
    )])
}

#[test]
fn bands_that_follow_each_other_say_nothing() {
    let band = |from: Option<&str>, to: Option<&str>, points: &str| {
        let mut band = json!({"gives": {"points": points}});
        if let Some(from) = from {
            band["from"] = json!(from);
        }
        if let Some(to) = to {
            band["to"] = json!(to);
        }
        band
    };
    let whole = |points: [&str; 3]| {
        json!([
            band(Some("20"), None, points[0]),
            band(Some("10"), Some("19"), points[1]),
            band(None, Some("9"), points[2]),
        ])
    };
    let none = Vec::<String>::new();
    assert_eq!(events(whole(["100", "50", "0"]), false), none);
    assert_eq!(events(whole(["100", "100", "0"]), false), none);
    assert_eq!(events(whole(["0", "100", "100"]), true), none);
    let place = "/stages/1/scoring/points/events/0/bands";
    let falls = [format!("points_fall {place}")];
    assert_eq!(events(whole(["100", "0", "50"]), false), falls);
    assert_eq!(events(whole(["0", "50", "100"]), false), falls);
    let two = |to: &str, next: &str| {
        json!([
            band(Some("5"), Some(to), "100"),
            band(Some(next), None, "100")
        ])
    };
    assert_eq!(events(two("5", "6"), false), none);
    let empty = [format!("band_never_reached {place}/0")];
    assert_eq!(events(two("4", "5"), false), empty);
}

#[test]
fn a_score_is_used_by_a_cut_a_line_a_tie_or_somebodys_total() {
    let unused = |stage: Json, put: &[(&'static str, Json)]| {
        let mut skill = json!({"code": "skill", "name": "技能", "lines": [],
            "scoring": {"points": {"full": "100"}}});
        for (key, value) in stage.as_object().into_iter().flatten() {
            skill[key] = value.clone();
        }
        let mut put = put.to_vec();
        put.push(("/stages/-", skill));
        has(&put, "score_unused /stages/2/scoring")
    };
    let on = || json!({"of": "skill"});
    assert!(unused(json!({}), &[]));
    assert!(!unused(
        json!({"lines": [{"code": "l", "on": on(), "at": {"fixed": "60"}}]}),
        &[]
    ));
    assert!(!unused(
        json!({}),
        &[("/ties/keys/-", json!({"higher": on()}))]
    ));
    let tracks = [
        (
            "/tracks",
            json!([{"code": "t", "name": "直入", "when": {"yes": "veteran"}}]),
        ),
        (
            "/total/tracks",
            json!([{"track": "t", "parts": [{"of": on(), "weight": "1"}]}]),
        ),
    ];
    assert!(!unused(json!({}), &tracks));
    let out = json!([{"code": "run", "name": "跑", "bands": [
        {"from": "400", "gives": "out"}, {"gives": {"points": "100"}}]}]);
    assert!(!unused(
        json!({"scoring": {"points": {"full": "100", "events": out}}}),
        &[]
    ));
}

#[test]
fn a_track_that_an_opening_names_is_taken() {
    let track = ("/tracks", json!([{"code": "t", "name": "直入"}]));
    let opened = (
        "/opening/0/otherwise",
        json!([{"up_to": 1, "then": {"track": "t"}}, {"then": "reduce"}]),
    );
    assert!(has(
        std::slice::from_ref(&track),
        "track_never_taken /tracks/0"
    ));
    assert!(!has(&[track, opened], "track_never_taken /tracks/0"));
}

#[test]
fn what_follows_a_new_count_needs_the_new_count_and_the_bonus() {
    let check = |check: Json| found(&[("/stages/1/check", check)]);
    let told = |found: &[String], code: &str| found.iter().any(|one| one.starts_with(code));
    let both = check(json!({"recounts": ["bonus"], "then": "drop_below_cut"}));
    assert!(
        !told(&both, "then_without_recount") && !told(&both, "recounts_nothing"),
        "{both:?}"
    );
    let neither = check(json!({}));
    assert!(!told(&neither, "then_without_recount"), "{neither:?}");
    assert!(!told(&neither, "recounts_nothing"), "{neither:?}");
}

#[test]
fn sums_that_do_not_fit_are_shown() {
    let shown = said(&[("/total/formula/parts/0/weight", json!("40%"))]);
    assert!(shown.len() == 1 && shown[0].contains("90"), "{shown:?}");
    let shown = said(&[(
        "/ties/keys/0",
        json!({"preference": [{"name": "党员", "when": {"yes": "veteran"}}, {"name": "证书", "when": {"yes": "veteran"}}]}),
    )]);
    let named = |one: &String| one.contains("党员") && one.contains("证书");
    assert!(shown.iter().any(named), "{shown:?}");
}
