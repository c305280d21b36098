//! The form of two notices: which questions stand on one page, which go away, which need a paper.

#![allow(clippy::unwrap_used, reason = "every unwrap here is an assertion")]

use domain::{Points, rules::*};

fn notice(json: &[u8]) -> RuleDocument {
    RuleDocument::from_json(json).unwrap()
}

fn shaanxi() -> RuleDocument {
    notice(include_bytes!("notices/O01-demo.json"))
}

fn dalian() -> RuleDocument {
    notice(include_bytes!("notices/O03-demo.json"))
}

fn keys(pages: &[FormPage]) -> Vec<Vec<String>> {
    pages
        .iter()
        .map(|page| page.questions.iter().map(|q| q.key.to_string()).collect())
        .collect()
}

fn choice(code: &str) -> FactValue {
    FactValue::Choice(code.into())
}

#[test]
fn questions_of_one_paper_stand_on_one_page() {
    let doc = dalian();
    assert_eq!(
        keys(&pages(&doc, None, &Facts::new(), Topic::Residence)),
        [["residence", "urban_register"]]
    );
    assert_eq!(
        keys(&pages(&doc, None, &Facts::new(), Topic::Declaration))[0].len(),
        6
    );
    assert_eq!(
        pages(&doc, None, &Facts::new(), Topic::Identity),
        [],
        "the number says it all"
    );
}

#[test]
fn a_question_that_hangs_on_another_comes_on_a_later_page_and_only_when_it_is_put() {
    let doc = shaanxi();
    let asked_of = |facts: &Facts| keys(&pages(&doc, None, facts, Topic::Experience)).concat();
    assert_eq!(asked_of(&Facts::new()), ["community_staff"]);
    assert_eq!(
        asked_of(&Facts::new().with("community_staff", FactValue::YesNo(false))),
        ["community_staff"]
    );
    let serving = Facts::new().with("community_staff", FactValue::YesNo(true));
    assert_eq!(
        asked_of(&serving),
        ["community_staff", "community_since", "work_county"]
    );
}

#[test]
fn answers_that_are_no_longer_asked_for_go_away() {
    let doc = shaanxi();
    let mut facts = Facts::new()
        .with("veteran", FactValue::YesNo(false))
        .with("service_months", FactValue::Number(Points::whole(30)));
    drop_unasked(&doc, None, &mut facts);
    assert_eq!(facts, Facts::new().with("veteran", FactValue::YesNo(false)));
}

#[test]
fn only_answers_that_count_need_a_paper() {
    let doc = dalian();
    let needed = |facts: Facts| -> Vec<String> {
        documents_needed(&doc, None, &facts)
            .into_iter()
            .map(|key| key.as_str().to_owned())
            .collect()
    };
    let plain = Facts::new()
        .with("education", choice("bachelor"))
        .with("residence", FactValue::Area("210211".into()))
        .with("urban_register", FactValue::YesNo(true))
        .with("political", choice("league"))
        .with("veteran", FactValue::YesNo(false))
        .with("certificate", choice("none"));
    assert_eq!(
        needed(plain.clone()),
        ["education", "residence", "urban_register"]
    );
    let claiming = plain
        .with("political", choice("member"))
        .with("veteran", FactValue::YesNo(true));
    assert_eq!(
        needed(claiming),
        [
            "education",
            "political",
            "residence",
            "urban_register",
            "veteran"
        ]
    );
}

#[test]
fn a_paper_that_answers_several_questions_is_handed_in_once() {
    let doc = shaanxi();
    let veteran = doc.fact(&"veteran".into()).unwrap().document().unwrap();
    let months = doc
        .fact(&"service_months".into())
        .unwrap()
        .document()
        .unwrap();
    assert_eq!(doc.document_key(months), doc.document_key(veteran));
}
