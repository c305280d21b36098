//! Titles and days, applying, conditions that add up, relaxations, and what the notice leaves open, from nothing.

use super::{choice, demonstration, filled, names, open, press, read, set, unseen, wrong};
use domain::rules::{Condition, Instead, Part, RuleDocument};
use serde_json::json;

#[test]
fn the_rules_have_a_title_of_their_own() {
    let (doc, part) = (demonstration(), Part::Basics);
    let laid = open(&doc, part);
    let laid = filled(&doc, part, laid, &[("id", ""), ("title", "")]);
    assert_eq!(wrong(&doc, part, &laid), ["id", "title"]);
    let boxes = [("id", "GJZ-2027"), ("title", "甘井子区社区工作者招聘规则")];
    let after = read(&doc, part, &filled(&doc, part, laid, &boxes));
    assert_eq!(
        (after.id.as_str(), after.title.zh.as_str()),
        ("GJZ-2027", "甘井子区社区工作者招聘规则")
    );
}

#[test]
fn a_day_stands_still_or_moves_with_the_recruitment() {
    let (doc, part) = (demonstration(), Part::Basics);
    let laid = open(&doc, part);
    let boxes = [
        ("press days:add", ""),
        ("days-0-name", "reference"),
        ("days-0-label", "报名首日"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["days-0-on"], "which day?");
    let opens = [("days-0-kind", "\"opens\"")];
    let after = read(&doc, part, &filled(&doc, part, laid.clone(), &opens));
    assert_eq!(serde_json::to_value(after.days[0].on).unwrap(), "opens");
    let written = [("days-0-on", "2026-11-01")];
    let after = read(&doc, part, &filled(&doc, part, laid, &written));
    assert_eq!(
        serde_json::to_value(after.days[0].on).unwrap(),
        json!({"day": "2026-11-01"})
    );
}

#[test]
fn several_windows_have_hours_at_the_counter() {
    let (doc, part) = (demonstration(), Part::Applying);
    let laid = open(&doc, part);
    let boxes = [
        ("press windows:add", ""),
        ("windows-0-opens", "2026-11-02 09:00"),
        ("windows-0-closes", ""),
        ("windows-0-counter", "街道办事处一楼"),
        ("windows-0-hours", "上午"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(
        wrong(&doc, part, &laid),
        ["windows-0-closes", "windows-0-hours"]
    );
    let boxes = [
        ("windows-0-closes", "2026-11-06 17:00"),
        ("windows-0-hours", "8:30-11:30，13:00-16:30"),
        ("duplicates", "\"keep_last\""),
        ("correction_while", "\"returned\""),
        ("appeal_until", "2026-11-10 17:00"),
    ];
    let after = read(&doc, part, &filled(&doc, part, laid, &boxes));
    let applying = serde_json::to_value(after.applying.unwrap()).unwrap();
    assert_eq!(
        applying["windows"],
        json!([{"opens": "2026-11-02T09:00", "closes": "2026-11-06T17:00", "online": true,
            "counter": "街道办事处一楼",
            "hours": [{"from": "08:30", "to": "11:30"}, {"from": "13:00", "to": "16:30"}]}])
    );
    assert_eq!(applying["duplicates"], "keep_last");
    assert_eq!(applying["correction"], json!({"while": "returned"}));
    assert_eq!(applying["appeal"], json!({"until": "2026-11-10T17:00"}));
}

#[test]
fn a_fee_is_waived_for_those_for_whom_a_condition_holds() {
    let (doc, part) = (demonstration(), Part::Applying);
    let laid = open(&doc, part);
    let boxes = [
        ("press fees:add", ""),
        ("fees-0-what", "考务费"),
        ("fees-0-yuan", "50"),
        ("fees-0-per", "\"paper\""),
        ("fees-0-at", "{\"stage\":\"written\"}"),
        ("fees-0-unpaid", "\"withdrawn\""),
        ("press fees-0-waivers:add", ""),
        ("fees-0-waivers-0-name", "低保家庭"),
        ("fees-0-waivers-0-kind", "\"refund\""),
    ];
    let mut laid = filled(&doc, part, laid, &boxes);
    let field = "fees-0-waivers-0-when-0-new";
    let said = choice(&laid, field, "退役军人：是");
    set(&mut laid, field, &said);
    let (_, laid) = press(&doc, part, &laid, "fees-0-waivers-0-when:add:0");
    let after = read(&doc, part, &laid);
    assert_eq!(
        serde_json::to_value(&after.applying.unwrap().fees).unwrap(),
        json!([{"what": "考务费", "at": {"stage": "written"}, "yuan": "50.00", "per": "paper",
            "unpaid": "withdrawn",
            "waivers": [{"name": "低保家庭", "when": {"yes": "veteran"}, "approval": false, "as": "refund"}]}])
    );
}

/// The demonstration, asking for periods of service as well.
fn with_rows() -> RuleDocument {
    let mut doc = demonstration();
    let periods = json!({"key": "service", "label": "工作经历", "topic": "experience", "proof": "declared",
        "kind": {"rows": {"columns": [
            {"key": "from", "label": "起", "kind": {"date": {}}},
            {"key": "to", "label": "止", "kind": {"date": {}}, "optional": true}]}}});
    doc.facts.push(serde_json::from_value(periods).unwrap());
    doc.eligibility.clear();
    doc
}

#[test]
fn a_condition_adds_up_periods_and_the_time_to_a_birthday() {
    let (doc, part) = (with_rows(), Part::Eligibility);
    let laid = open(&doc, part);
    let mut laid = filled(
        &doc,
        part,
        laid,
        &[
            ("press requirements:add", ""),
            ("requirements-0-title", "工作年限"),
        ],
    );
    let field = "requirements-0-when-0-new";
    let said = choice(&laid, field, "几项数目或时间加起来");
    set(&mut laid, field, &said);
    let (_, laid) = press(&doc, part, &laid, "requirements-0-when:add:0");
    let from = names(&laid)
        .into_iter()
        .find(|name| name.ends_with("-sum-0-from"))
        .unwrap();
    let row = from.trim_end_matches("-sum-0-from").to_owned();
    let name = |field: &str| format!("{row}-{field}");
    let add = format!("press {}:add", name("sum"));
    let show = format!("press {}:show", name("sum-1"));
    let boxes = [
        (name("least"), "180"),
        (name("sum-0-from"), "\"from\""),
        (name("sum-0-until"), "\"to\""),
        (name("sum-0-open_day"), "2026-11-01"),
        (add, ""),
        (name("sum-1-added"), "\"between\""),
        (show, ""),
        (name("sum-1-since_day"), "2026-11-01"),
        (name("sum-1-to_plus_y"), "50"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    let birthday = choice(&laid, &name("sum-1-to"), "出生日期以后过一段时间");
    let laid = filled(&doc, part, laid, &[(name("sum-1-to"), birthday.as_str())]);
    let after = read(&doc, part, &laid);
    let test = serde_json::to_value(&after.eligibility[0].condition).unwrap();
    let plus = serde_json::to_value(domain::time::Span::years(50)).unwrap();
    assert_eq!(
        test,
        json!({"amount": {"whole": "months", "at_least": "180.00", "sum": [
            {"months_of": {"rows": "service", "from": "from", "to": "to", "until": {"day": "2026-11-01"}}},
            {"between": {"since": {"day": "2026-11-01"},
                "until": {"after": {"fact": "birth_date", "plus": plus}}}},
        ]}})
    );
    let laid = open(&after, part);
    assert_eq!(read(&after, part, &laid), after, "and comes back");
}

#[test]
fn instead_of_a_requirement_another_one_none_or_a_body_counts() {
    let (doc, part) = (demonstration(), Part::Eligibility);
    let laid = open(&doc, part);
    let boxes = [
        ("press requirements-0-relaxations:add", ""),
        ("requirements-0-relaxations-0-clause", "可以放宽。"),
        ("requirements-0-relaxations-0-instead_kind", "\"body\""),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    let by_body = read(&doc, part, &laid);
    let instead = |doc: &RuleDocument| doc.eligibility[0].relaxations[0].instead.clone();
    assert_eq!(instead(&by_body), Instead::Body);
    let laid = open(&by_body, part);
    let kind = "requirements-0-relaxations-0-instead_kind";
    let laid = filled(&by_body, part, laid, &[(kind, "\"condition\"")]);
    assert_eq!(
        unseen(&by_body, part, &laid).as_deref(),
        Some(kind),
        "a condition that nobody has seen would always hold"
    );
    let laid = filled(&by_body, part, laid, &[(kind, "\"none_needed\"")]);
    assert_eq!(instead(&read(&by_body, part, &laid)), Instead::NoneNeeded);
}

#[test]
fn a_question_of_several_rows_has_columns() {
    let (doc, part) = (demonstration(), Part::Facts);
    let laid = open(&doc, part);
    let number = doc.facts.len();
    let name = |field: &str| format!("facts-{number}-{field}");
    let (show, add) = (
        format!("press facts-{number}:show"),
        format!("press {}:add", name("columns")),
    );
    let boxes = [
        ("press facts:add".to_owned(), ""),
        (name("label"), "获奖"),
        (name("shape"), "\"rows\""),
        (show, ""),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(
        wrong(&doc, part, &laid),
        [name("shape")],
        "without a column"
    );
    let boxes = [
        (add, ""),
        (name("columns-0-key"), "year"),
        (name("columns-0-label"), "年份"),
        (name("means"), "\"none\""),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    let after = read(&doc, part, &laid);
    let fact = serde_json::to_value(&after.facts[number]).unwrap();
    assert_eq!(
        fact["kind"],
        json!({"rows": {"columns": [{"key": "year", "label": "年份",
            "kind": {"date": {"may_be_future": false}}, "optional": false}]}})
    );
    assert_eq!(fact["means"], "none");
}

#[test]
fn a_shared_condition_is_written_where_it_can_be_chosen() {
    let (doc, part) = (demonstration(), Part::Definitions);
    let laid = open(&doc, part);
    let mut laid = filled(
        &doc,
        part,
        laid,
        &[
            ("press definitions:add", ""),
            ("definitions-0-label", "退役军人"),
        ],
    );
    let field = "definitions-0-when-0-new";
    let said = choice(&laid, field, "退役军人：是");
    set(&mut laid, field, &said);
    let (_, laid) = press(&doc, part, &laid, "definitions-0-when:add:0");
    let after = read(&doc, part, &laid);
    let condition = &after.definitions[0].condition;
    assert_eq!(*condition, Condition::Yes("veteran".into()));
    let laid = open(&after, Part::Exclusions);
    choice(&laid, "exclusions-0-when-0-new", "退役军人");
}

#[test]
fn what_is_left_open_is_decided_by_one_of_its_readings() {
    let (doc, part) = (demonstration(), Part::Decisions);
    let laid = open(&doc, part);
    let boxes = [
        ("press unsettled:add", ""),
        ("unsettled-0-code", "ratio"),
        ("unsettled-0-of", "stages"),
        ("unsettled-0-question", "1:3还是1:2？"),
        ("unsettled-0-readings-0-code", "three"),
        ("unsettled-0-readings-0-text", "1:3"),
        ("unsettled-0-readings-1-code", "two"),
        ("unsettled-0-readings-1-text", "1:2"),
        ("unsettled-0-body", "领导小组"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["unsettled-0-of"]);
    let path = [("unsettled-0-of", "/stages/0/cut/quota")];
    let left_open = read(&doc, part, &filled(&doc, part, laid, &path));
    assert_eq!(left_open.unsettled[0].of, "/stages/0/cut/quota");

    let laid = open(&left_open, part);
    let boxes = [
        ("press decisions:add", ""),
        ("decisions-0-of", "\"ratio\""),
        ("decisions-0-value", "\"reading\""),
        ("press decisions-0:show", ""),
        ("decisions-0-body", "领导小组"),
        ("decisions-0-reason", "会议纪要"),
    ];
    let laid = filled(&left_open, part, laid, &boxes);
    assert_eq!(
        wrong(&left_open, part, &laid),
        ["decisions-0-reading", "decisions-0-on"]
    );
    let boxes = [
        ("decisions-0-reading", "\"two\""),
        ("decisions-0-on", "2026-11-20"),
    ];
    let decided = read(&left_open, part, &filled(&left_open, part, laid, &boxes));
    assert_eq!(
        serde_json::to_value(&decided.decisions).unwrap(),
        json!([{"of": "ratio", "value": {"reading": "two"}, "body": "领导小组",
            "on": "2026-11-20", "reason": "会议纪要"}])
    );
}

#[test]
fn a_template_says_what_a_district_may_change() {
    let (doc, part) = (demonstration(), Part::Marks);
    let laid = open(&doc, part);
    let within = "{\"within\":{\"from\":\"0.00\",\"to\":\"0.00\"}}";
    let boxes = [
        ("marks-0-path", "/total/full"),
        ("marks-1-path", "/stages/0/lines/0/at"),
        ("marks-1-mark", within),
        ("marks-1-from", "55"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["marks-1-to"]);
    let laid = filled(&doc, part, laid, &[("marks-1-to", "65")]);
    let after = read(&doc, part, &laid);
    assert_eq!(
        serde_json::to_value(&after.marks).unwrap(),
        json!({"/stages/0/lines/0/at": {"within": {"from": "55.00", "to": "65.00"}},
            "/total/full": "locked"})
    );
}
