//! Days of the timetable in their order, each pair with its border.

use super::*;

fn sat(stage: usize, at: &str) -> (&'static str, Json) {
    let path = if stage == 0 {
        "/stages/0/times"
    } else {
        "/stages/1/times"
    };
    (path, json!({"sittings": [{"code": "am", "at": at}]}))
}

/// Found at the path when the figure is late or early, and silent at the border.
fn border(
    path: &str,
    around: &[(&'static str, Json)],
    put: impl Fn(&str) -> (&'static str, Json),
    wrong: &str,
    right: &str,
) {
    let told = |at: &str| {
        let mut all = around.to_vec();
        all.push(put(at));
        let told = found(&all);
        told.contains(&format!("dates_out_of_order {path}"))
    };
    assert!(told(wrong), "{path} {wrong}");
    assert!(!told(right), "{path} {right}");
}

/// What stands at a field of applying, with a moment at its key.
fn applying(field: &'static str, key: &'static str) -> impl Fn(&str) -> (&'static str, Json) {
    move |at: &str| {
        let mut value = json!({});
        value[key] = json!(at);
        match field {
            "/applying/correction" => value["while"] = json!("returned"),
            "/applying/post_change" => value["by"] = json!("applicant"),
            _ => {}
        }
        (field, value)
    }
}

#[test]
fn what_belongs_to_applying_stands_in_its_order() {
    let none: &[(&'static str, Json)] = &[];
    border(
        "/applying/review/from",
        none,
        applying("/applying/review", "from"),
        "2026-03-06T08:59",
        "2026-03-06T09:00",
    );
    border(
        "/applying/review/until",
        none,
        applying("/applying/review", "until"),
        "2026-03-10T16:59",
        "2026-03-10T17:00",
    );
    border(
        "/applying/correction/until",
        none,
        applying("/applying/correction", "until"),
        "2026-03-06T08:59",
        "2026-03-06T09:00",
    );
    let reviewed = [("/applying/review", json!({"until": "2026-03-12T17:00"}))];
    border(
        "/applying/correction/until",
        &reviewed,
        applying("/applying/correction", "until"),
        "2026-03-12T17:01",
        "2026-03-12T17:00",
    );
    border(
        "/applying/appeal/until",
        &reviewed,
        applying("/applying/appeal", "until"),
        "2026-03-12T16:59",
        "2026-03-12T17:00",
    );
    border(
        "/applying/appeal/until",
        none,
        applying("/applying/appeal", "until"),
        "2026-03-06T08:59",
        "2026-03-06T09:00",
    );
    border(
        "/applying/ticket/from",
        none,
        applying("/applying/ticket", "from"),
        "2026-03-10T16:59",
        "2026-03-10T17:00",
    );
}

#[test]
fn the_written_test_stands_after_applying() {
    let written = [sat(0, "2026-04-10T09:00")];
    border(
        "/applying/ticket/from",
        &written,
        applying("/applying/ticket", "from"),
        "2026-04-10T09:01",
        "2026-04-10T09:00",
    );
    border(
        "/applying/ticket/until",
        &written,
        applying("/applying/ticket", "until"),
        "2026-04-10T09:01",
        "2026-04-10T09:00",
    );
    border(
        "/applying/adjustments/deadline",
        &written,
        applying("/applying/adjustments", "deadline"),
        "2026-04-10T09:01",
        "2026-04-10T09:00",
    );
    border(
        "/applying/post_change/until",
        &written,
        applying("/applying/post_change", "until"),
        "2026-04-10T09:01",
        "2026-04-10T09:00",
    );
}

#[test]
fn fees_and_their_waivers_stand_in_their_order() {
    let none: &[(&'static str, Json)] = &[];
    let written = [sat(0, "2026-04-10T09:00")];
    let fee = |at: &str| {
        (
            "/applying/fees",
            json!([{"what": "费", "at": "accepted", "yuan": "40", "per": "person", "until": at}]),
        )
    };
    border(
        "/applying/fees/0/until",
        none,
        fee,
        "2026-03-10T16:59",
        "2026-03-10T17:00",
    );
    border(
        "/applying/fees/0/until",
        &written,
        fee,
        "2026-04-10T09:01",
        "2026-04-10T09:00",
    );
    let waiver = |at: &str| {
        (
            "/applying/fees",
            json!([{"what": "费", "at": "applied", "yuan": "40", "per": "person",
        "waivers": [{"name": "低保", "until": at, "as": "exempt"}]}]),
        )
    };
    border(
        "/applying/fees/0/waivers/0/until",
        none,
        waiver,
        "2026-03-06T08:59",
        "2026-03-06T09:00",
    );
}

#[test]
fn stages_follow_one_another_with_their_recounts_and_substitutes() {
    let both = [sat(0, "2026-04-10T09:00")];
    border(
        "/stages/1/times/sittings",
        &both,
        |at| sat(1, at),
        "2026-04-10T08:59",
        "2026-04-10T09:00",
    );
    let afternoon = [(
        "/stages/0/times",
        json!({"sittings": [{"code": "am", "at": "2026-04-10T09:00"}, {"code": "pm", "at": "2026-04-10T14:00"}]}),
    )];
    border(
        "/stages/1/times/sittings",
        &afternoon,
        |at| sat(1, at),
        "2026-04-10T13:59",
        "2026-04-10T14:00",
    );
    // Another post's written test does not come before this one's interview.
    let elsewhere = [
        (
            "/stages/0/times",
            json!({"sittings": [{"code": "am", "at": "2026-04-10T09:00"},
        {"code": "pm", "scope": {"posts": ["B"]}, "at": "2026-04-20T14:00"}]}),
        ),
        (
            "/variants",
            json!([{"name": "乙", "scope": {"posts": ["B"]}, "opening": []}]),
        ),
    ];
    let told = found(&[
        elsewhere[0].clone(),
        elsewhere[1].clone(),
        (
            "/stages/1/times",
            json!({"sittings": [{"code": "a", "scope": {"posts": ["A"]}, "at": "2026-04-12T09:00"}, {"code": "b", "scope": {"posts": ["B"]}, "at": "2026-04-22T09:00"}]}),
        ),
    ]);
    assert_eq!(told, NONE);
}

#[test]
fn recounts_and_substitutes_follow_their_stage() {
    let both = [sat(0, "2026-04-10T09:00")];
    let recount = |key: &'static str| {
        move |at: &str| {
            let mut times =
                json!({"sittings": [{"code": "am", "at": "2026-04-10T09:00"}], "recount": {}});
            times["recount"][key] = json!(at);
            ("/stages/0/times", times)
        }
    };
    border(
        "/stages/0/times/recount/from",
        &[],
        recount("from"),
        "2026-04-10T08:59",
        "2026-04-10T09:00",
    );
    border(
        "/stages/0/times/recount/until",
        &[],
        recount("until"),
        "2026-04-10T08:59",
        "2026-04-10T09:00",
    );
    let interview = [sat(1, "2026-04-20T09:00")];
    border(
        "/stages/1/times/sittings",
        &interview,
        recount("until"),
        "2026-04-20T09:01",
        "2026-04-20T09:00",
    );
    let until = |path: &'static str| move |at: &str| (path, json!({"until": {"at": at}}));
    border(
        "/stages/0/cut/substitution/until/at",
        &both,
        until("/stages/0/cut/substitution"),
        "2026-04-10T08:59",
        "2026-04-10T09:00",
    );
    border(
        "/after/0/list/substitution/until/at",
        &interview,
        until("/after/0/list/substitution"),
        "2026-04-20T08:59",
        "2026-04-20T09:00",
    );
    let give = |at: &str| {
        (
            "/after/0",
            json!({"code": "physical", "name": "体检", "list": {"quota": {"per_place": "1"}, "substitution": {}},
        "gives": [{"code": "a", "name": "a", "what": "post", "places": 5, "at": at}], "by": "rank"}),
        )
    };
    border(
        "/after/0/gives/0/at",
        &interview,
        give,
        "2026-04-20T08:59",
        "2026-04-20T09:00",
    );
}

#[test]
fn nothing_is_put_up_or_decided_before_it_is_there() {
    let stages = [sat(0, "2026-04-10T09:00"), sat(1, "2026-04-20T09:00")];
    let put_up = |of: Json| {
        move |at: &str| {
            (
                "/publication/-",
                json!({"of": of, "what": "名单", "days": 0, "mask": "none", "at": at}),
            )
        }
    };
    let path = "/publication/1/at";
    border(
        path,
        &stages,
        put_up(json!({"results": "written"})),
        "2026-04-09",
        "2026-04-10",
    );
    border(
        path,
        &stages,
        put_up(json!({"list": "interview"})),
        "2026-04-09",
        "2026-04-10",
    );
    border(
        path,
        &stages,
        put_up(json!({"list": "interview"})),
        "2026-04-21",
        "2026-04-20",
    );
    border(
        path,
        &stages,
        put_up(json!({"list": "physical"})),
        "2026-04-19",
        "2026-04-20",
    );
    border(
        path,
        &stages,
        put_up(json!("totals")),
        "2026-04-19",
        "2026-04-20",
    );
    border(
        path,
        &stages,
        put_up(json!("accepted")),
        "2026-03-05",
        "2026-03-06",
    );
}

#[test]
fn a_line_is_decided_after_the_stage_that_it_is_about() {
    let line = ("/stages/0/lines/0/at", json!("set_later"));
    let decided = |on: &str| {
        (
            "/decisions",
            json!([{"of": "line", "value": {"points": "55"}, "body": "组", "on": on, "reason": "划线"}]),
        )
    };
    border(
        "/decisions/0/on",
        &[line, sat(0, "2026-04-10T09:00")],
        decided,
        "2026-04-09",
        "2026-04-10",
    );
}

#[test]
fn the_form_is_open_once_and_a_counter_once() {
    let window = |online: bool, counter: Option<&str>| {
        let window = json!({"opens": "2026-03-07T09:00", "closes": "2026-03-08T17:00", "online": online, "counter": counter});
        found(&[("/applying/windows/-", window)])
            .contains(&"windows_overlap /applying/windows/1".to_owned())
    };
    assert!(window(true, None));
    assert!(window(true, Some("街道")), "the form twice");
    assert!(!window(false, Some("街道")));
    let hours = |second: &str| {
        let hours = json!([{"from": "08:30", "to": "11:30"}, {"from": second, "to": "16:30"}]);
        found(&[
            ("/applying/windows/0/counter", json!("街道")),
            ("/applying/windows/0/hours", hours),
        ])
        .contains(&"hours_backwards /applying/windows/0/hours".to_owned())
    };
    assert!(hours("11:29"));
    assert!(!hours("11:30"));
}
