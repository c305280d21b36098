//! What a list says about its own figures.

use super::{bundle_of_one, document, person, row};
use domain::{
    Lang, Points,
    numbers::Ratio,
    publication::{Above, Row, Weights, above, total_rounded, weights},
    ranking::{Placing, lines},
    rules::*,
};
use serde_json::{Value as Json, json};

#[test]
fn the_weights_beside_a_list_are_those_of_the_engine_also_where_a_pool_has_no_written_test() {
    let doc =
        RuleDocument::from_json(include_bytes!("../notices/O20-FJ-FZ-CANGSHAN-2015.json")).unwrap();
    let half = Some(Ratio::percent(50));
    assert_eq!(
        weights(&doc, "open"),
        Weights {
            written: half,
            interview: half
        }
    );
    assert_eq!(
        weights(&doc, "committee"),
        Weights {
            written: None,
            interview: Some(Ratio::ONE)
        }
    );
    let mut who = person("1", 0, 83);
    who.post = "committee".into();
    let sheets = who
        .stages
        .iter()
        .filter(|(code, _)| code.as_str() == "interview");
    let sheets = sheets.map(|(code, record)| {
        let examiners = std::iter::repeat_n(record.examiners.get(0).unwrap(), 7).collect();
        let record = StageRecord {
            examiners,
            ..record.clone()
        };
        (code.clone(), record)
    });
    who.stages = sheets.collect();
    let line = lines(&bundle_of_one(&doc, &who))[0];
    assert_eq!(line.total, Some(Points::whole(83)));
    let post = doc.post(&"committee".into()).unwrap();
    assert!(doc.for_post(post).papers().is_none());
}

#[test]
fn no_weight_stands_beside_a_figure_that_the_total_takes_otherwise() {
    let none = Weights::default();
    let half = Some(Ratio::percent(50));
    let part = |of: Json, weight: &str| json!({"of": of, "weight": weight});
    let weights_of = |parts: Json, tracks: Json| {
        let doc = document(|json| {
            json["tracks"] = json!([{"code": "t", "name": "t"}]);
            json["total"]["formula"]["parts"] = parts;
            json["total"]["tracks"] = tracks;
        });
        weights(&doc, "P")
    };
    let (written, interview) = (json!({"of": "written"}), json!({"of": "interview"}));
    let both = json!([part(written.clone(), "50%"), part(interview.clone(), "50%")]);
    assert_eq!(weights_of(both.clone(), json!([])).written, half);
    let before = json!({"of": "written", "before": "bonus"});
    let paper = json!({"of": "written", "paper": "w"});
    for of in [before, paper, json!({"of": "cut written"})] {
        assert_eq!(weights_of(json!([part(of, "50%")]), json!([])), none);
    }
    let divided = json!([{"of": written, "weight": "50%", "divide_by": "2"}]);
    assert_eq!(weights_of(divided, json!([])), none);
    let other =
        json!([{"track": "t", "parts": [part(written.clone(), "50%"), part(interview, "40%")]}]);
    assert_eq!(
        weights_of(both, other),
        Weights {
            written: half,
            interview: None
        },
        "some of the people have another weight"
    );
    assert_eq!(weights(&document(|_| ()), "X"), none);
}

#[test]
fn a_list_says_why_one_of_two_equals_stands_first() {
    let totals = |rank, written, interview| Row {
        written: Some(Points::whole(written)),
        interview: Some(Points::whole(interview)),
        ..row("T", rank, Placing::Selected)
    };
    let (first, second) = (totals(1, 90, 80), totals(2, 80, 90));
    let by = |key: Json| {
        let doc = document(|json| json["ties"]["keys"] = json!([key]));
        above(&doc, "P", &first, &second)
    };
    let higher = |of: &str| json!({"higher": {"of": of}});
    assert_eq!(by(higher("written")), Above::ByWritten);
    assert_eq!(by(higher("interview")), Above::ByInterview);
    assert_eq!(
        by(json!({"higher": {"of": "written", "paper": "w"}})),
        Above::ByRules
    );
    let doc = document(|_| ());
    let level = totals(2, 90, 80);
    assert_eq!(above(&doc, "P", &first, &level), Above::ByRules);
    assert_eq!(above(&doc, "P", &first, &first), Above::Shared);
}

#[test]
fn a_list_says_how_its_totals_are_rounded() {
    let doc = document(|_| ());
    let said = |lang| total_rounded(&doc, "P", lang);
    assert_eq!(said(Lang::Zh).as_deref(), Some("四舍五入到两位小数"));
    assert_eq!(
        said(Lang::En).as_deref(),
        Some("rounded half up to 2 decimals")
    );
    let exact = document(|json| {
        json["total"]["formula"]
            .as_object_mut()
            .unwrap()
            .remove("sum");
    });
    assert_eq!(total_rounded(&exact, "P", Lang::Zh), None);
}
