//! The course of a recruitment: put in as a template, written from nothing, and every rare field of it.

use super::{buttons, choice, demonstration, filled, open, press, read, sent, unseen, wrong};
use app::rule_editor::{
    families,
    fields::{Block, FormLayout, Nest, NestKind},
};
use domain::rules::{Part, RuleDocument, StageCode, TrackCode};
use serde_json::{Value, json};

/// A new draft: everything is stated but the course.
fn without_course() -> RuleDocument {
    RuleDocument {
        stages: Vec::new(),
        total: None,
        ties: None,
        after: None,
        ..demonstration()
    }
}

fn json_of(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The form with one box after the other filled, from what the rules say now.
fn after(doc: &RuleDocument, part: Part, boxes: &[(&str, &str)]) -> RuleDocument {
    let laid = families::lay_out(doc, part).unwrap();
    read(doc, part, &filled(doc, part, laid, boxes))
}

fn pieces(blocks: &[Block]) -> Vec<&Nest> {
    let nests = blocks.iter().filter_map(|block| match block {
        Block::Nest(nest) => Some(nest),
        _ => None,
    });
    nests.collect()
}

fn codes(doc: &RuleDocument) -> Vec<&str> {
    doc.stages.iter().map(|stage| stage.code.as_str()).collect()
}

#[test]
fn an_ordinary_recruitment_is_a_template_with_its_own_figures() {
    let doc = without_course();
    let empty = families::lay_out(&doc, Part::Stages).unwrap();
    let (once, laid) = press(&doc, Part::Stages, &empty, "template:written-interview");
    assert_eq!(codes(&once), ["written", "interview"]);
    let boxes = [
        ("written-interview-stages-0-cut-quota_number", "1:2"),
        ("written-interview-stages-1-panel-examiners", "5"),
    ];
    let laid = filled(&doc, Part::Stages, laid, &boxes);
    let saved = read(&doc, Part::Stages, &laid);
    assert_eq!(
        json_of(saved.stages[0].cut.clone().unwrap().quota),
        json!({"per_place": "2"})
    );
    let panel = json_of(saved.stages[1].scoring.clone());
    assert_eq!(panel["panel"]["examiners"], 5);
    assert_eq!(
        panel["panel"]["trim"],
        json!({"highest": 1, "lowest": 1, "over": "sheet"})
    );
    let weights = saved.total.as_ref().unwrap().formula.parts.iter();
    let weights: Vec<_> = weights.map(|part| part.weight.as_percent()).collect();
    assert_eq!(weights, ["50%", "50%"]);
    let steps = saved.after.as_ref().unwrap().iter();
    let steps: Vec<_> = steps.map(|step| step.code.as_str()).collect();
    assert_eq!(steps, ["physical", "background"]);
    assert_eq!((&saved.facts, &saved.posts), (&doc.facts, &doc.posts));
    // Saved, it is the form of the stages like any other.
    let laid = families::lay_out(&saved, Part::Stages).unwrap();
    assert!(
        !buttons(&laid)
            .iter()
            .any(|own| own.starts_with("template:"))
    );
    assert_eq!(read(&saved, Part::Stages, &laid), saved);
}

#[test]
fn another_template_takes_the_place_of_the_first_until_it_is_saved() {
    let doc = without_course();
    let empty = families::lay_out(&doc, Part::Stages).unwrap();
    let (_, laid) = press(&doc, Part::Stages, &empty, "template:written-interview");
    let (_, laid) = press(&doc, Part::Stages, &laid, "template:interview-only");
    let saved = read(&doc, Part::Stages, &laid);
    assert_eq!(codes(&saved), ["interview"]);
    assert_eq!(saved.total.unwrap().formula.parts.len(), 1);
}

#[test]
fn an_ordinary_course_reads_as_two_cards_with_what_is_rare_folded() {
    let doc = without_course();
    let empty = families::lay_out(&doc, Part::Stages).unwrap();
    let (_, laid) = press(&doc, Part::Stages, &empty, "template:written-interview");
    let cards = pieces(&laid.blocks);
    let names: Vec<_> = cards.iter().map(|card| card.legend.as_str()).collect();
    assert_eq!(names, ["笔试", "面试"]);
    let open = |card: &Nest| {
        let folds = pieces(&card.blocks).into_iter();
        let open = folds.filter(|nest| nest.kind == NestKind::Fold { open: true });
        open.map(|nest| nest.id.rsplit('-').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(open(cards[0]), ["cut"]);
    assert_eq!(open(cards[1]), [""; 0]);
}

#[test]
fn a_stage_of_measured_figures_is_written_from_nothing() {
    let doc = without_course();
    let boxes = [
        ("press stages:add", ""),
        ("stages-0-name", "体能测评"),
        ("stages-0-code", "fitness"),
        ("stages-0-scoring", "\"points\""),
        ("press stages-0:show", ""),
        ("stages-0-points-full", "100"),
        ("press stages-0-points-events:add", ""),
        ("stages-0-points-events-0-name", "1000米跑"),
        ("stages-0-points-events-0-lower", "yes"),
        ("stages-0-points-events-0-tries", "2"),
        ("press stages-0-points-events-0-bands:add", ""),
        (
            "stages-0-points-events-0-bands-0-grid",
            "\t240\t100\n241\t300\t60\n301\t\tout",
        ),
        ("stages-0-points-combine", "\"all\""),
    ];
    let saved = after(&doc, Part::Stages, &boxes);
    let points = &json_of(&saved.stages[0])["scoring"]["points"];
    assert_eq!(points["combine"], "all");
    let event = &points["events"][0];
    assert_eq!(
        (&event["lower_is_better"], &event["tries"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(
        event["bands"],
        json!([
            {"to": "240.00", "gives": {"points": "100.00"}},
            {"from": "241.00", "to": "300.00", "gives": {"points": "60.00"}},
            {"from": "301.00", "gives": "out"},
        ])
    );
}

#[test]
fn another_kind_of_scoring_counts_only_after_its_boxes_were_seen() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    let scoring = "stages-1-scoring";
    let boxes = [(scoring, "\"papers\"")];
    let laid = filled(&doc, Part::Stages, laid, &boxes);
    let choice = unseen(&doc, Part::Stages, &laid);
    assert_eq!(choice.as_deref(), Some(scoring));
    let boxes = [("press stages-1:show", ""), ("stages-1-papers-full", "")];
    let laid = filled(&doc, Part::Stages, laid, &boxes);
    assert!(
        wrong(&doc, Part::Stages, &laid).contains(&"stages-1-papers-full".to_owned()),
        "the full mark of what?"
    );
}

#[test]
fn a_line_is_the_lower_of_a_figure_and_a_mean_once_both_were_seen() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    let line = |field: &str| format!("stages-0-lines-0-{field}");
    let kind = line("kind");
    let laid = filled(
        &doc,
        Part::Stages,
        laid,
        &[(kind.as_str(), "\"lowest_of\"")],
    );
    assert_eq!(unseen(&doc, Part::Stages, &laid), Some(kind));
    let boxes = [
        ("press stages-0-lines-0:show".to_owned(), ""),
        (line("of-0-points"), "55"),
        (line("of-1-mean_share"), "80%"),
        (line("of-1-among"), "\"campaign\""),
        (line("of-1-mean"), "2"),
        (line("strictly"), "yes"),
        (line("only_below"), "2"),
        (line("only_below_of"), "\"called\""),
    ];
    let boxes: Vec<_> = boxes
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let saved = read(
        &doc,
        Part::Stages,
        &filled(&doc, Part::Stages, laid, &boxes),
    );
    let line = json_of(&saved.stages[0].lines.as_ref().unwrap()[0]);
    assert_eq!(
        line["at"],
        json!({"lowest_of": [
            {"fixed": "55.00"},
            {"mean": {"share": "80%", "across": "campaign", "rounding": {"decimals": 2, "mode": "half_up"}}},
        ]})
    );
    assert_eq!(line["strictly"], true);
    assert_eq!(line["only_below"], json!({"ratio": "2", "of": "called"}));
}

#[test]
fn no_line_is_a_statement_and_silence_is_none() {
    let mut doc = demonstration();
    doc.stages[0].lines = None;
    let stated = after(&doc, Part::Stages, &[("stages-0-lines_none", "yes")]);
    assert_eq!(stated.stages[0].lines, Some(Vec::new()));
    let silent = after(&stated, Part::Stages, &[("stages-0-lines_none", "")]);
    assert_eq!(silent.stages[0].lines, None);
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    let boxes = [
        ("stages-0-lines_none", "yes"),
        ("press stages-0-lines:add", ""),
    ];
    let laid = filled(&doc, Part::Stages, laid, &boxes);
    assert_eq!(
        wrong(&doc, Part::Stages, &laid),
        ["stages-0-lines_none"],
        "none, and one"
    );
}

#[test]
fn substitution_has_a_box_for_every_field() {
    let doc = demonstration();
    let own = |field: &str| format!("stages-0-cut-substitution-{field}");
    let boxes = [
        (own("rounds"), "2"),
        (own("approval"), "yes"),
        (own("until"), "{\"step\":\"physical\"}"),
        (own("failed"), "yes"),
        (own("absent"), "yes"),
        (own("fill"), "\"quota\""),
        (own("by"), "\"cut\""),
        (own("across"), "\"pool\""),
        (own("consent"), "yes"),
        (own("in_advance"), "\"exactly\""),
        (own("in_advance_number"), "3"),
        (own("clause"), "递补两次。"),
    ];
    let boxes: Vec<_> = boxes
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let saved = after(&doc, Part::Stages, &boxes);
    let rule = json_of(saved.stages[0].cut.clone().unwrap().substitution);
    assert_eq!(
        rule,
        json!({"clause": "递补两次。", "rounds": 2, "until": {"step": "physical"}, "approval": true,
            "for": ["failed", "absent"], "fill": "quota", "by": "cut", "in_advance": {"exactly": 3},
            "across": "pool", "consent": true})
    );
    let (until, at) = (own("until"), own("until_at"));
    let laid = families::lay_out(&saved, Part::Stages).unwrap();
    let moment = choice(&laid, &until, "到某一时间");
    let boxes = [
        (until.as_str(), moment.as_str()),
        ("press stages-0-cut-substitution:show", ""),
    ];
    let laid = filled(&saved, Part::Stages, laid, &boxes);
    assert_eq!(
        wrong(&saved, Part::Stages, &laid),
        std::slice::from_ref(&at),
        "until when?"
    );
    let laid = filled(
        &saved,
        Part::Stages,
        laid,
        &[(at.as_str(), "2026-12-04 17:00")],
    );
    let later = read(&saved, Part::Stages, &laid);
    let rule = json_of(later.stages[0].cut.clone().unwrap().substitution);
    assert_eq!(rule["until"], json!({"at": "2026-12-04T17:00"}));
}

#[test]
fn what_is_typed_below_a_box_that_was_never_ticked_is_told_beside_it() {
    let doc = demonstration();
    for (name, value) in [
        ("stages-1-times-recount-answered", "5"),
        ("stages-1-times-recount-answered", "soon"),
        ("stages-1-check-clause", "面试前复审"),
    ] {
        let boxes = [(name, value)];
        let laid = filled(&doc, Part::Stages, open(&doc, Part::Stages), &boxes);
        let field = format!("{}-stated", name.rsplit_once('-').unwrap().0);
        assert_eq!(wrong(&doc, Part::Stages, &laid), [field]);
    }
    // Whoever takes the tick away means what stands below it, too.
    let saved = after(
        &doc,
        Part::Stages,
        &[("stages-1-times-recount-stated", "yes")],
    );
    let silent = after(
        &saved,
        Part::Stages,
        &[("stages-1-times-recount-stated", "")],
    );
    let recount = silent.stages[1].times.clone().and_then(|own| own.recount);
    assert_eq!(recount, None);
}

#[test]
fn a_re_check_its_hours_and_its_recounts_are_part_of_the_stage() {
    let doc = demonstration();
    let boxes = [
        ("stages-1-check-stated", "yes"),
        ("stages-1-check-recounts", "yes"),
        ("stages-1-check-drops", "yes"),
        ("stages-1-check-originals-0-text", "身份证"),
        ("press stages-1-times-sittings:add", ""),
        ("stages-1-times-sittings-0-at", "2026-12-04 08:30"),
        (
            "stages-1-times-sittings-0-arrivals-0-at",
            "2026-12-04 08:20",
        ),
        (
            "stages-1-times-sittings-0-arrivals-1-at",
            "2026-12-04 08:00",
        ),
        ("stages-1-times-sittings-0-arrivals-1-late", "\"last_lot\""),
        ("stages-1-times-recount-stated", "yes"),
        ("stages-1-times-recount-answered", "5"),
    ];
    let saved = after(&doc, Part::Stages, &boxes);
    let stage = json_of(&saved.stages[1]);
    assert_eq!(
        stage["check"],
        json!({"originals": ["身份证"], "recounts": ["bonus"], "then": "drop_below_cut"})
    );
    assert_eq!(
        stage["times"],
        json!({
            "sittings": [{"code": "sitting-1", "at": "2026-12-04T08:30", "arrive_by": [
                {"at": "2026-12-04T08:20", "late": "out"},
                {"at": "2026-12-04T08:00", "late": "last_lot"},
            ]}],
            "recount": {"answered_in": 5},
        })
    );
}

#[test]
fn what_is_trimmed_by_element_says_how_much() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    let boxes = [
        ("stages-1-panel-highest", ""),
        ("stages-1-panel-lowest", ""),
        ("stages-1-panel-over", "\"element\""),
    ];
    let laid = filled(&doc, Part::Stages, laid, &boxes);
    assert_eq!(wrong(&doc, Part::Stages, &laid), ["stages-1-panel-highest"]);
    let boxes = [("stages-1-panel-over", "\"sheet\"")];
    let silent = read(
        &doc,
        Part::Stages,
        &filled(&doc, Part::Stages, laid, &boxes),
    );
    assert_eq!(
        json_of(&silent.stages[1])["scoring"]["panel"]["trim"],
        Value::Null
    );
}

#[test]
fn what_follows_the_exam_hands_out_places_keeps_seats_and_binds_people() {
    let doc = demonstration();
    let yes = doc.facts.iter();
    let yes = yes.filter(|fact| fact.kind == domain::rules::FactKind::YesNo);
    let yes = yes.map(|fact| fact.label.zh.clone()).next().unwrap();
    let laid = families::lay_out(&doc, Part::After).unwrap();
    let boxes = [
        ("press steps:add", ""),
        ("steps-1-name", "选岗"),
        ("steps-1-code", "choice"),
        ("steps-1-by", "\"choice\""),
        ("press steps-1-gives:add", ""),
        ("steps-1-gives-0-name", "事业编"),
        ("steps-1-gives-0-what", "\"contract\""),
        ("steps-1-gives-0-places", "2"),
        ("press reserved:add", ""),
        ("reserved-0-name", "退役军人专岗"),
        ("reserved-0-places", "5"),
        ("reserved-0-unfilled", "\"lost\""),
        ("reserve-stated", "yes"),
        ("reserve-months", "12"),
        ("reserve-drawn", "\"mutual\""),
        ("hire-stated", "yes"),
        ("hire-commitment", "36"),
        ("certificate-stated", "yes"),
        ("certificate-kind", "培训合格证"),
    ];
    let laid = filled(&doc, Part::After, laid, &boxes);
    let row = "reserved-0-when-0-new";
    let said = choice(&laid, row, &format!("{yes}：是"));
    let boxes = [(row, said.as_str()), ("press reserved-0-when:add:0", "")];
    let saved = read(&doc, Part::After, &filled(&doc, Part::After, laid, &boxes));
    let step = json_of(&saved.after.as_ref().unwrap()[1]);
    assert_eq!(step["by"], "choice");
    assert_eq!(
        step["gives"],
        json!([{"code": "give-1", "name": "事业编", "what": "contract", "places": 2}])
    );
    let seats = json_of(&saved.reserved[0]);
    assert_eq!(
        (&seats["of"], &seats["places"], &seats["unfilled"]),
        (&json!("campaign"), &json!(5), &json!("lost"))
    );
    assert!(seats["when"]["yes"].is_string());
    let reserve = json_of(&saved.reserve);
    assert_eq!(
        (&reserve["months"], &reserve["drawn"]),
        (&json!(12), &json!("mutual"))
    );
    assert_eq!(json_of(&saved.hire), json!({"commitment": {"months": 36}}));
    assert_eq!(
        json_of(&saved.certificate),
        json!({"who": "passed", "kind": "培训合格证"})
    );
}

#[test]
fn who_takes_another_track_has_parts_of_their_own() {
    let doc = demonstration();
    let boxes = [
        ("press tracks:add", ""),
        ("tracks-0-name", "免笔试"),
        ("tracks-0-code", "straight"),
        ("tracks-0-skips", "written"),
    ];
    let with_track = after(&doc, Part::Tracks, &boxes);
    assert_eq!(with_track.tracks[0].code, TrackCode::from("straight"));
    assert_eq!(with_track.tracks[0].skips, [StageCode::from("written")]);
    let laid = families::lay_out(&with_track, Part::Total).unwrap();
    let add = [("press total-tracks:add", "")];
    let laid = filled(&with_track, Part::Total, laid, &add);
    let interview = choice(&laid, "total-tracks-0-parts-0-of", "面试成绩");
    let boxes = [
        ("total-tracks-0-parts-0-of", interview.as_str()),
        ("total-tracks-0-parts-0-weight", "100%"),
        ("total-ranked_on", "\"exact\""),
        ("extra_tests-0-code", "essay"),
        ("extra_tests-0-name", "加试作文"),
        ("extra_tests-0-full", "50"),
        ("extra_tests-0-approval", "yes"),
    ];
    let saved = read(
        &with_track,
        Part::Total,
        &filled(&with_track, Part::Total, laid, &boxes),
    );
    let total = json_of(&saved.total);
    assert_eq!(total["ranked_on"], "exact");
    assert_eq!(
        total["tracks"],
        json!([{"track": "straight", "parts": [{"of": {"of": "interview"}, "weight": "1"}]}])
    );
    assert_eq!(
        json_of(&saved.extra_tests),
        json!([{"code": "essay", "name": "加试作文", "full": "50.00", "approval": true}])
    );
}

#[test]
fn a_variant_replaces_one_stage_or_the_steps_after_the_exam() {
    let mut doc = demonstration();
    doc.variants = Vec::new();
    let post = doc.posts[0].code.to_string();
    let boxes = [
        ("press variants:add", ""),
        ("variants-0-name", "特殊岗位"),
        ("variants-0-posts", post.as_str()),
        ("press variants-0-single-stages:add", ""),
        ("variants-0-single-stages-0-cut-quota_number", "5"),
        ("variants-0-after-steps_none", "yes"),
    ];
    let saved = after(&doc, Part::Variants, &boxes);
    let variant = &saved.variants[0];
    assert_eq!(variant.stage.len(), 1);
    let (own, common) = (&variant.stage[0], &doc.stages[0]);
    assert_eq!((&own.code, &own.scoring), (&common.code, &common.scoring));
    assert_eq!(
        json_of(own.cut.clone().unwrap().quota),
        json!({"per_place": "5"})
    );
    assert_eq!(variant.after, Some(Vec::new()));
    assert_eq!((&variant.stages, &variant.total), (&None, &None));
    assert_eq!(saved.stages, doc.stages);
}

#[test]
fn a_forged_template_puts_nothing_in() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    for button in ["template:written-interview", "template:", "template:x"] {
        let (after, _) = press(&doc, Part::Stages, &laid, button);
        assert_eq!(after, doc, "{button}");
    }
    let mut typed = sent(&laid);
    typed.set("written-interview-stages", "0 1");
    let (after, _) = families::read(&doc, Part::Stages, &typed).unwrap();
    assert_eq!(after, doc, "a course that is stated is not overwritten");
}

#[test]
fn a_fold_is_open_after_a_button_inside_it() {
    let doc = demonstration();
    let laid = families::lay_out(&doc, Part::Stages).unwrap();
    let (_, shown) = press(&doc, Part::Stages, &laid, "stages-1-times-sittings:add");
    let fold = |laid: &FormLayout| {
        let cards = pieces(&laid.blocks);
        let folds = pieces(&cards[1].blocks).into_iter();
        let mut times = folds.filter(|nest| nest.id == "stages-1-times");
        times.next().unwrap().kind
    };
    assert_eq!(fold(&laid), NestKind::Fold { open: false });
    assert_eq!(fold(&shown), NestKind::Fold { open: true });
}

#[test]
fn a_number_of_people_is_a_number_and_may_be_left_unsaid() {
    let (doc, part) = (demonstration(), Part::Stages);
    let laid = families::lay_out(&doc, part).unwrap();
    let boxes = [
        ("stages-0-cut-quota", "\"exactly\""),
        ("stages-0-cut-quota_number", "三十"),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    assert_eq!(wrong(&doc, part, &laid), ["stages-0-cut-quota_number"]);
    let laid = filled(&doc, part, laid, &[("stages-0-cut-quota_number", "30")]);
    let quota = |laid: &FormLayout| {
        let saved = read(&doc, part, laid);
        json_of(saved.stages[0].cut.clone().unwrap().quota)
    };
    assert_eq!(quota(&laid), json!({"exactly": 30}));
    let laid = filled(&doc, part, laid, &[("stages-0-cut-quota", "\"none\"")]);
    assert_eq!(quota(&laid), Value::Null);
}

#[test]
fn a_tie_at_the_cut_is_ordered_by_figures_and_then_by_a_body() {
    let (doc, part) = (demonstration(), Part::Stages);
    let laid = families::lay_out(&doc, part).unwrap();
    let boxes = [
        ("stages-0-cut-level-then", "\"body\""),
        ("press stages-0-cut-level-keys:add", ""),
    ];
    let laid = filled(&doc, part, laid, &boxes);
    let key = "stages-0-cut-level-keys-0-key";
    let first = choice(&laid, key, "笔试成绩高的在前");
    let laid = filled(&doc, part, laid, &[(key, first.as_str())]);
    let level = |laid: &FormLayout| {
        let saved = read(&doc, part, laid);
        json_of(saved.stages[0].cut.clone().unwrap().level)
    };
    assert_eq!(
        level(&laid),
        json!({"keys": [{"higher": {"of": "written"}}], "then": "body"})
    );
    let laid = filled(&doc, part, laid, &[("stages-0-cut-level-stated", "")]);
    assert_eq!(level(&laid), Value::Null);
}
