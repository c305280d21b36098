//! Bonus, quotas, cuts and periods of publication are written from nothing, whatever their kind.

use super::{choice, demonstration, press, sent, set};
use app::rule_editor::{families, fields::Laid};
use domain::rules::{FactKind, Part, RuleDocument};
use serde_json::json;

/// The form with these boxes filled; what a choice shows is shown before the next box is filled.
fn filled(doc: &RuleDocument, part: Part, mut laid: Laid, boxes: &[(&str, &str)]) -> Laid {
    for (name, value) in boxes {
        match name.strip_prefix("press ") {
            Some(button) => (_, laid) = press(doc, part, &laid, button),
            None => set(&mut laid, name, value),
        }
    }
    laid
}

fn read(doc: &RuleDocument, part: Part, laid: &Laid) -> RuleDocument {
    let (after, read) = families::read(doc, part, &sent(laid)).unwrap();
    assert_eq!(read.form.problems, []);
    after
}

/// What is wrong, by field.
fn wrong(doc: &RuleDocument, part: Part, laid: &Laid) -> Vec<String> {
    let (_, read) = families::read(doc, part, &sent(laid)).unwrap();
    read.form
        .problems
        .into_iter()
        .map(|problem| problem.field)
        .collect()
}

fn with_one_new_item() -> (RuleDocument, Laid) {
    let mut doc = demonstration();
    doc.rules.bonus.as_mut().unwrap().items.clear();
    let laid = families::lay_out(&doc, Part::Bonus).unwrap();
    let (_, laid) = press(&doc, Part::Bonus, &laid, "items:add");
    let laid = filled(
        &doc,
        Part::Bonus,
        laid,
        &[("items-0-name", "社会工作师证书")],
    );
    (doc, laid)
}

#[test]
fn a_bonus_by_level_has_a_box_for_each_answer_of_the_question() {
    let (doc, laid) = with_one_new_item();
    let by_level = [("items-0-by", "\"level\""), ("press items-0:show", "")];
    let laid = filled(&doc, Part::Bonus, laid, &by_level);
    assert_eq!(
        wrong(&doc, Part::Bonus, &laid),
        ["items-0-fact"],
        "no question chosen"
    );
    let laid = filled(
        &doc,
        Part::Bonus,
        laid,
        &[
            ("items-0-fact", "\"certificate\""),
            ("press items-0:show", ""),
        ],
    );
    assert_eq!(
        wrong(&doc, Part::Bonus, &laid),
        ["items-0-level-certificate-0"],
        "no level gives anything"
    );
    let boxes = [
        ("items-0-level-certificate-1", "2"),
        ("items-0-level-certificate-2", "３"),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let after = read(&doc, Part::Bonus, &laid);
    let options = doc.fact(&"certificate".into()).unwrap().kind.options();
    let item = serde_json::to_value(&after.rules.bonus.as_ref().unwrap().items[0]).unwrap();
    assert_eq!(item["code"], "bonus-1");
    assert_eq!(
        item["points"],
        json!({"by_level": {"fact": "certificate", "levels": [
            {"option": options[1].code, "points": "2.00"}, {"option": options[2].code, "points": "3.00"}]}})
    );
    // Another question: what was typed beside the answers of the first counts for nothing.
    let laid = filled(
        &after,
        Part::Bonus,
        laid,
        &[("items-0-fact", "\"education\"")],
    );
    assert_eq!(
        wrong(&after, Part::Bonus, &laid),
        ["items-0-level-education-0"]
    );
}

#[test]
fn a_bonus_by_time_counts_units_and_what_is_left_over() {
    let (mut doc, _) = with_one_new_item();
    // One of the questions becomes a number.
    let years = doc
        .facts
        .iter_mut()
        .find(|fact| fact.key == "veteran".into())
        .unwrap();
    years.key = "years".into();
    years.kind = FactKind::Number(Default::default());
    let (_, laid) = press(
        &doc,
        Part::Bonus,
        &families::lay_out(&doc, Part::Bonus).unwrap(),
        "items:add",
    );
    let boxes = [
        ("items-0-name", "社区工作年限"),
        ("items-0-by", "\"unit\""),
        ("press items-0:show", ""),
        ("items-0-fact", "\"years\""),
        ("items-0-points", "0.5"),
        ("items-0-unit", "1"),
        ("items-0-beyond", "3"),
        ("items-0-leftover-0-up_to", "0.5"),
        ("items-0-leftover-0-counts", "50%"),
        ("items-0-inside", "null"),
        ("items-0-target", "\"total\""),
        ("items-0-evidence_by", "2027-01-08 17:00"),
        ("items-0-verified_by", "街道"),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let after = read(&doc, Part::Bonus, &laid);
    let item = serde_json::to_value(&after.rules.bonus.unwrap().items[0]).unwrap();
    assert_eq!(
        item["points"],
        json!({"per_unit": {"fact": "years", "beyond": "3.00", "unit": "1.00", "points": "0.50",
            "leftover": [{"up_to": "0.50", "counts": "50%"}]}})
    );
    assert_eq!(
        (&item["added_to"], &item["verified_by"]),
        (&json!("total"), &json!("街道"))
    );
    assert!(
        item["evidence_by"]
            .as_str()
            .unwrap()
            .starts_with("2027-01-08T17:00")
    );
}

#[test]
fn a_bonus_is_a_share_of_a_score() {
    let (doc, laid) = with_one_new_item();
    let laid = filled(
        &doc,
        Part::Bonus,
        laid,
        &[("items-0-by", "\"share\""), ("press items-0:show", "")],
    );
    let boxes = [
        ("items-0-of", "\"written\""),
        ("items-0-share", "5%"),
        ("items-0-rounding", "2"),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let after = read(&doc, Part::Bonus, &laid);
    let points = serde_json::to_value(&after.rules.bonus.unwrap().items[0].points).unwrap();
    assert_eq!(
        points,
        json!({"share_of_score": {"of": "written", "share": "5%", "rounding": {"decimals": 2, "mode": "half_up"}}})
    );
}

#[test]
fn items_stand_in_groups_and_groups_in_groups() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Bonus).unwrap();
    let groups = [
        ("groups-0-code", "all"),
        ("groups-0-name", "全部"),
        ("groups-0-cap", "5"),
        ("groups-1-code", "army"),
        ("groups-1-name", "涉军"),
        ("groups-1-stack", "\"sum\""),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &groups);
    let after = read(&doc, Part::Bonus, &laid);
    let laid = families::lay_out(&after, Part::Bonus).unwrap();
    let army = choice(&laid, "items-1-inside", "涉军");
    let boxes = [
        ("groups-1-inside", "\"all\""),
        ("items-1-inside", army.as_str()),
    ];
    let after = read(
        &after,
        Part::Bonus,
        &filled(&after, Part::Bonus, laid, &boxes),
    );
    let rule = after.rules.bonus.unwrap();
    let groups = serde_json::to_value(&rule.groups).unwrap();
    assert_eq!(
        groups,
        json!([{"code": "all", "name": "全部", "stack": "highest", "cap": "5.00"},
            {"code": "army", "name": "涉军", "stack": "sum", "group": "all"}])
    );
    assert_eq!(rule.items[1].group, Some("army".into()));
    assert_eq!(rule.items[0].group, None);
}

#[test]
fn three_for_each_place_but_at_most_thirty() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Shortlist).unwrap();
    let unseen = filled(
        &doc,
        Part::Shortlist,
        laid.clone(),
        &[("quota", "\"smallest\"")],
    );
    assert_eq!(
        wrong(&doc, Part::Shortlist, &unseen),
        ["quota"],
        "of which?"
    );
    let boxes = [
        ("quota", "\"smallest\""),
        ("press :show", ""),
        ("press quota-of:add", ""),
        ("quota-of-1-quota", "\"exactly\""),
        ("quota-of-1-quota_number", "三十"),
    ];
    let laid = filled(&doc, Part::Shortlist, laid, &boxes);
    assert_eq!(
        wrong(&doc, Part::Shortlist, &laid),
        ["quota-of-1-quota_number"]
    );
    let laid = filled(
        &doc,
        Part::Shortlist,
        laid,
        &[("quota-of-1-quota_number", "30")],
    );
    let after = read(&doc, Part::Shortlist, &laid);
    let quota =
        serde_json::to_value(after.rules.shortlist.as_ref().unwrap().quota.clone()).unwrap();
    assert_eq!(
        quota,
        json!({"smallest": [{"per_place": "3"}, {"exactly": 30}]})
    );
    let (_, laid) = press(&after, Part::Shortlist, &laid, "quota-of:remove:1");
    let (_, laid) = press(&after, Part::Shortlist, &laid, "quota-of:remove:0");
    assert_eq!(
        wrong(&after, Part::Shortlist, &laid),
        ["quota"],
        "the smallest of nothing"
    );
}

#[test]
fn a_tie_at_the_cut_lets_only_so_many_more_in() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Shortlist).unwrap();
    let boxes = [
        ("tie", "\"at_most\""),
        ("press :show", ""),
        ("beyond", "2"),
        ("otherwise-tie", "\"keys\""),
        ("shortfall", "{\"cut_places_to\":{\"per_place\":\"2\"}}"),
        ("press :show", ""),
        ("enough_number", "1:2.5"),
    ];
    let laid = filled(&doc, Part::Shortlist, laid, &boxes);
    let after = read(&doc, Part::Shortlist, &laid);
    let rule = serde_json::to_value(after.rules.shortlist.unwrap()).unwrap();
    assert_eq!(
        rule["tie_at_cut"],
        json!({"admit_at_most": {"beyond": 2, "otherwise": {"by_keys": []}}})
    );
    assert_eq!(
        rule["shortfall"],
        json!({"cut_places_to": {"per_place": "250%"}})
    );
    let laid = filled(
        &doc,
        Part::Shortlist,
        laid,
        &[("otherwise-tie", "\"unstated\""), ("enough_number", "")],
    );
    assert_eq!(
        wrong(&doc, Part::Shortlist, &laid),
        ["enough_number", "otherwise-tie"]
    );
}

#[test]
fn a_period_says_where_it_is_put_up() {
    let doc = RuleDocument {
        publication: Vec::new(),
        ..demonstration()
    };
    let (_, laid) = press(
        &doc,
        Part::Publication,
        &families::lay_out(&doc, Part::Publication).unwrap(),
        "periods:add",
    );
    let boxes = [
        ("periods-0-what", "拟聘用人员"),
        ("periods-0-days", "5"),
        ("periods-0-channel", "政府网站"),
    ];
    let laid = filled(&doc, Part::Publication, laid, &boxes);
    let after = read(&doc, Part::Publication, &laid);
    let period = serde_json::to_value(&after.publication[0]).unwrap();
    assert_eq!(
        period,
        json!({"what": "拟聘用人员", "days": 5, "channel": "政府网站"})
    );
}

#[test]
fn the_rules_have_a_title_of_their_own() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Notes).unwrap();
    let laid = filled(&doc, Part::Notes, laid, &[("id", ""), ("title", "")]);
    assert_eq!(wrong(&doc, Part::Notes, &laid), ["id", "title"]);
    let laid = filled(
        &doc,
        Part::Notes,
        laid,
        &[("id", "GJZ-2027"), ("title", "甘井子区社区工作者招聘规则")],
    );
    let after = read(&doc, Part::Notes, &laid);
    assert_eq!(
        (after.id.as_str(), after.title.zh.as_str()),
        ("GJZ-2027", "甘井子区社区工作者招聘规则")
    );
}
