//! Whole recruitments: drawn at random, run by the engine and by a plain reference beside it, and compared.
#![allow(clippy::unwrap_used)]

mod answer;
mod by_hand;
mod compare;
mod derive;
mod dice;
mod documents;
mod generator;
mod people;
mod properties;
mod reference;

use answer::Answer;
use compare::Difference;
use domain::next::{People, RuleDocument, RunFault, Upto};

fn engine(doc: &RuleDocument, people: &People, upto: &Upto) -> Result<Answer, RunFault> {
    domain::next::run(doc, people, upto).map(|outcome| Answer::of(&outcome, people))
}

#[test]
fn every_random_document_survives_writing_and_reading() {
    for seed in 0..300 {
        let case = generator::case(seed);
        let written = serde_json::to_string(&case.doc).unwrap();
        assert_eq!(
            serde_json::from_str::<RuleDocument>(&written).unwrap(),
            case.doc,
            "{seed}"
        );
        let written = serde_json::to_string(&case.people).unwrap();
        assert_eq!(
            serde_json::from_str::<People>(&written).unwrap(),
            case.people,
            "{seed}"
        );
    }
}

/// How many random recruitments are tried: `COURSE_CASES`.
fn cases() -> u64 {
    let told = std::env::var("COURSE_CASES").ok();
    told.and_then(|cases| cases.parse().ok()).unwrap_or(10_000)
}

/// Of every thousand cases so many are answered differently by the engine and the reference: rare courses that one of the
/// two still reads wrong, listed in docs/rules/version-2-open.md. Nothing may be added to them.
const KNOWN_OF_A_THOUSAND: u64 = 60;

#[test]
fn the_engine_and_the_plain_reference_agree_but_for_what_is_known() {
    let differ = (0..cases()).filter(|seed| is_different(*seed)).count() as u64;
    assert!(
        differ * 1000 <= cases() * KNOWN_OF_A_THOUSAND,
        "{differ} of {} cases differ",
        cases()
    );
}

fn is_different(seed: u64) -> bool {
    let case = generator::case(seed);
    let ours = reference::run(&case.doc, &case.people, &case.upto);
    let theirs = engine(&case.doc, &case.people, &case.upto);
    compare::first_difference(&ours, &theirs).is_some()
}

/// What kinds of differences there are, how often, and in which cases; to look into them one after another.
#[test]
fn kinds_of_differences() {
    if std::env::var("COURSE_KINDS").is_err() {
        return;
    }
    let mut kinds: std::collections::BTreeMap<String, (u64, Vec<u64>, String)> = Default::default();
    let only_to_the_total = std::env::var("COURSE_UPTO").is_ok_and(|upto| upto == "total");
    for seed in 0..cases() {
        let mut case = generator::case(seed);
        if only_to_the_total {
            case.upto = Upto::Total;
        }
        let ours = reference::run(&case.doc, &case.people, &case.upto);
        let theirs = std::panic::catch_unwind(|| engine(&case.doc, &case.people, &case.upto));
        let difference = match &theirs {
            Ok(theirs) => compare::first_difference(&ours, theirs),
            Err(_) => Some(Difference {
                kind: "panic".to_owned(),
                place: "the run".to_owned(),
                reference: "an answer".to_owned(),
                engine: "panics".to_owned(),
            }),
        };
        if let Some(difference) = difference {
            let told = difference.to_string();
            let kind = kinds.entry(difference.kind).or_default();
            kind.0 += 1;
            kind.1.push(seed);
            kind.1.truncate(6);
            if kind.2.is_empty() {
                kind.2 = told;
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, ..))| std::cmp::Reverse(*count));
    for (kind, (count, seeds, first)) in kinds {
        println!("{count:6} {kind}   {seeds:?}\n         {first}");
    }
}

/// One case with both answers side by side: COURSE_SEED=7.
#[test]
fn one_case() {
    let Ok(seed) = std::env::var("COURSE_SEED") else {
        return;
    };
    for seed in seed.split(',') {
        let case = generator::case(seed.parse().unwrap());
        let ours = reference::run(&case.doc, &case.people, &case.upto);
        let theirs = engine(&case.doc, &case.people, &case.upto);
        println!("{}", compare::side_by_side(&case, &ours, &theirs));
    }
}
