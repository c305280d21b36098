//! Bonus, quotas, opening and periods of publication are written from nothing, whatever their kind.

use super::{choice, demonstration, filled, press, read, unseen, wrong};
use app::rule_editor::{families, fields::FormLayout};
use domain::rules::{Part, RuleDocument};
use serde_json::json;

fn with_one_new_item() -> (RuleDocument, FormLayout) {
    let mut doc = demonstration();
    doc.bonus.as_mut().unwrap().items.clear();
    let (laid, doc) = new_item(doc);
    (doc, laid)
}

fn new_item(doc: RuleDocument) -> (FormLayout, RuleDocument) {
    let laid = families::lay_out(&doc, Part::Bonus).unwrap();
    let (_, laid) = press(&doc, Part::Bonus, &laid, "items:add");
    let name = [("items-0-name", "社会工作师证书")];
    (filled(&doc, Part::Bonus, laid, &name), doc)
}

/// One of the questions asks for something else.
fn asking(key: &str, kind: serde_json::Value) -> RuleDocument {
    let (mut doc, _) = with_one_new_item();
    let mut facts = doc.facts.iter_mut();
    let fact = facts.find(|fact| fact.key == "veteran".into()).unwrap();
    fact.key = key.into();
    fact.kind = serde_json::from_value(kind).unwrap();
    doc
}

fn item(after: RuleDocument) -> serde_json::Value {
    serde_json::to_value(&after.bonus.unwrap().items[0]).unwrap()
}

#[test]
fn a_bonus_by_bands_takes_a_grid_that_was_pasted() {
    let doc = asking("years", json!({"number": {}}));
    let (laid, doc) = new_item(doc);
    let by_bands = [("items-0-by", "\"bands\""), ("press items-0:show", "")];
    let laid = filled(&doc, Part::Bonus, laid, &by_bands);
    assert_eq!(
        wrong(&doc, Part::Bonus, &laid),
        ["items-0-fact", "items-0-by"],
        "no question, no band"
    );
    let boxes = [
        ("items-0-fact", "\"years\""),
        ("press items-0-bands:add", ""),
        ("items-0-bands-0-grid", "\t2\t淘汰\n3\t5\tx"),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    assert_eq!(wrong(&doc, Part::Bonus, &laid), ["items-0-bands-0-grid"]);
    let boxes = [
        ("items-0-bands-0-grid", "\t2\t0\n３\t\t1\t1\t0.5\t\t5"),
        ("items-0-raises", "total"),
        ("items-0-evidence_by", "2027-01-08 17:00"),
        ("items-0-verified_by", "街道"),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let item = item(read(&doc, Part::Bonus, &laid));
    assert_eq!(item["code"], "bonus-1");
    assert_eq!(
        item["points"],
        json!({"bands": {"of": "years", "marginal": false, "bands": [
            {"to": "2.00", "gives": {"points": "0.00"}},
            {"from": "3.00", "gives": {"each":
                {"base": "1.00", "unit": "1.00", "points": "0.50", "most": "5.00"}}},
        ]}})
    );
    assert_eq!(
        (&item["raises"], &item["verified_by"]),
        (&json!(["total"]), &json!("街道"))
    );
    let by = item["evidence_by"].as_str().unwrap();
    assert!(by.starts_with("2027-01-08T17:00"));
}

#[test]
fn a_bonus_for_each_row_knows_the_columns_of_its_question() {
    let level = json!({"choice": {"options": [
        {"code": "city", "label": "市级"}, {"code": "province", "label": "省级"}]}});
    let doc = asking(
        "awards",
        json!({"rows": {"columns": [
            {"key": "year", "label": "年份", "kind": {"number": {}}},
            {"key": "level", "label": "级别", "kind": level}]}}),
    );
    let (laid, doc) = new_item(doc);
    let boxes = [
        ("items-0-by", "\"rows\""),
        ("press items-0:show", ""),
        ("items-0-fact", "\"awards\""),
        ("press items-0:show", ""),
        ("items-0-best_per", "year"),
        ("press items-0-rows:add", ""),
        ("items-0-rows-0-points", "2"),
        ("items-0-rows-0-column", "\"level\""),
    ];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let choice = unseen(&doc, Part::Bonus, &laid);
    assert_eq!(choice.as_deref(), Some("items-0-rows-0-column"));
    let shown = [("press items-0-rows-0:show", "")];
    let laid = filled(&doc, Part::Bonus, laid, &shown);
    assert_eq!(
        wrong(&doc, Part::Bonus, &laid),
        ["items-0-rows-0-column_options_level"],
        "of which options?"
    );
    let boxes = [("items-0-rows-0-column_options_level", "province")];
    let laid = filled(&doc, Part::Bonus, laid, &boxes);
    let item = item(read(&doc, Part::Bonus, &laid));
    assert_eq!(
        item["points"],
        json!({"rows": {"of": "awards", "best_per": ["year"],
            "points": [{"column": "level", "options": ["province"], "points": "2.00"}]}})
    );
}

#[test]
fn a_body_may_give_the_points_as_it_sees_fit() {
    let (doc, laid) = with_one_new_item();
    let laid = filled(&doc, Part::Bonus, laid, &[("items-0-by", "\"body\"")]);
    let item = item(read(&doc, Part::Bonus, &laid));
    assert_eq!(item["points"], "body");
}

#[test]
fn items_stand_in_groups_and_groups_in_groups() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Bonus).unwrap();
    let groups = [
        ("press groups:add", ""),
        ("groups-0-code", "all"),
        ("groups-0-name", "全部"),
        ("groups-0-cap", "5"),
        ("press groups:add", ""),
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
    let rule = after.bonus.unwrap();
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
fn a_share_of_those_who_passed_says_how_it_is_rounded() {
    let (doc, part) = (demonstration(), Part::Stages);
    let laid = families::lay_out(&doc, part).unwrap();
    let boxes = [
        ("stages-0-cut-quota", "\"share\""),
        ("stages-0-cut-quota_number", "六成"),
        ("stages-0-cut-quota_of", "\"came\""),
        ("stages-0-cut-quota_mode", "\"truncate\""),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["stages-0-cut-quota_number"]);
    let number = [("stages-0-cut-quota_number", "60%")];
    let laid = filled(&doc, part, laid, &number);
    let after = read(&doc, part, &laid);
    let quota = serde_json::to_value(&after.stages[0].cut.as_ref().unwrap().quota).unwrap();
    assert_eq!(
        quota,
        json!({"share": {"share": "60%", "of": "came", "mode": "truncate"}})
    );
    let unstated = [("stages-0-cut-quota", "\"none\"")];
    let laid = filled(&after, part, laid, &unstated);
    let after = read(&after, part, &laid);
    assert_eq!(after.stages[0].cut.as_ref().unwrap().quota, None);
}

#[test]
fn an_opening_ratio_says_what_too_few_people_mean() {
    let (doc, part) = (demonstration(), Part::Opening);
    let laid = families::lay_out(&doc, part).unwrap();
    let boxes = [
        ("press opening:add", ""),
        ("opening-0-at", "{\"came\":\"written\"}"),
        ("opening-0-needed_number", "1:2"),
        ("opening-0-cases-0-up_to", "1"),
        ("opening-0-cases-0-then", "\"cancel\""),
        ("opening-0-removed", "{\"to_posts\":[]}"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(
        wrong(&doc, part, &laid),
        ["opening-0-removed_posts"],
        "to which posts?"
    );
    let posts = [("opening-0-removed_posts", "GJZ-02，GJZ-01")];
    let laid = filled(&doc, part, laid, &posts);
    let after = read(&doc, part, &laid);
    assert_eq!(
        serde_json::to_value(&after.opening).unwrap(),
        json!([{"at": {"came": "written"}, "needed": {"per_place": "2"},
            "otherwise": [{"up_to": 1, "then": "cancel"}],
            "removed_places": {"to_posts": ["GJZ-02", "GJZ-01"]}}])
    );
}

#[test]
fn that_there_is_none_is_a_statement_of_its_own() {
    let (doc, part) = (demonstration(), Part::Opening);
    let laid = families::lay_out(&doc, part).unwrap();
    assert_eq!(read(&doc, part, &laid).opening, None, "not stated");
    let none = [("opening_none", "yes")];
    let laid = filled(&doc, part, laid, &none);
    let stated = read(&doc, part, &laid);
    assert_eq!(stated.opening, Some(Vec::new()));
    let laid = families::lay_out(&stated, part).unwrap();
    assert_eq!(read(&stated, part, &laid), stated);
    let one = [("press opening:add", "")];
    let laid = filled(&stated, part, laid, &one);
    assert_eq!(wrong(&stated, part, &laid), ["opening_none"]);
}

#[test]
fn a_period_says_where_it_is_put_up() {
    let doc = RuleDocument {
        publication: None,
        ..demonstration()
    };
    let laid = families::lay_out(&doc, Part::Publication).unwrap();
    let boxes = [
        ("press periods:add", ""),
        ("periods-0-of", "{\"list\":\"interview\"}"),
        ("periods-0-what", "面试人员"),
        ("periods-0-days", "5"),
        ("periods-0-channel", "政府网站"),
        ("periods-0-mask", "\"number_only\""),
    ];
    let laid = filled(&doc, Part::Publication, laid, &boxes);
    let after = read(&doc, Part::Publication, &laid);
    let period = serde_json::to_value(&after.publication.unwrap()[0]).unwrap();
    assert_eq!(
        period,
        json!({"of": {"list": "interview"}, "what": "面试人员", "days": 5,
            "channel": "政府网站", "mask": "number_only"})
    );
}

#[test]
fn what_nothing_acts_on_yet_says_so_beside_its_fields() {
    let doc = demonstration();
    for (part, words) in [
        (Part::Applying, ["缴费和减免", "改报岗位"]),
        (Part::Publication, ["成绩复核和异议受理", "考场安排"]),
        (Part::Marks, ["区县模板", "平台还不办理"]),
    ] {
        let laid = families::lay_out(&doc, part).unwrap();
        let shown = format!("{:?}", laid.blocks);
        for word in words {
            assert!(shown.contains(word), "{part:?} {word}");
        }
    }
    let laid = families::lay_out(&doc, Part::Facts).unwrap();
    assert!(!format!("{:?}", laid.blocks).contains("平台还不办理"));
}
