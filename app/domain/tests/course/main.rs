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
mod ranks;
mod reference;

use answer::Answer;
use domain::rules::{People, RuleDocument, RunFault, Upto};
use std::collections::BTreeMap;

fn engine(doc: &RuleDocument, people: &People, upto: &Upto) -> Result<Answer, RunFault> {
    domain::rules::run(doc, people, upto).map(|outcome| Answer::of(&outcome, people))
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
        let text = case.doc.to_json();
        let read = RuleDocument::from_json(text.as_bytes()).unwrap();
        assert_eq!((read.to_json(), read.digest()), (text, case.doc.digest()));
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
    number("COURSE_CASES").unwrap_or(10_000)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The recruitments that are compared: so many from `COURSE_FROM` on, or those of `COURSE_SEED` alone.
fn seeds() -> Vec<u64> {
    match std::env::var("COURSE_SEED") {
        Ok(seeds) => seeds.split(',').map(|seed| seed.parse().unwrap()).collect(),
        Err(_) => {
            let from = number("COURSE_FROM").unwrap_or(0);
            (from..from + cases()).collect()
        }
    }
}

/// With `--nocapture` it lists the kinds of differences, how often each comes and in which cases; for `COURSE_SEED` also both
/// answers side by side.
#[test]
fn the_engine_and_the_plain_reference_agree_on_ten_thousand_random_recruitments() {
    let mut kinds: BTreeMap<String, (u64, Vec<u64>, String)> = BTreeMap::new();
    let seeds = seeds();
    let few = std::env::var("COURSE_SEED").is_ok();
    for seed in &seeds {
        let case = generator::case(*seed);
        let ours = reference::run(&case.doc, &case.people, &case.upto);
        let theirs = engine(&case.doc, &case.people, &case.upto);
        if few {
            println!("{}", compare::side_by_side(&case, &ours, &theirs));
        }
        if let Some(difference) = compare::first_difference(&ours, &theirs) {
            let told = difference.to_string();
            let (count, found, first) = kinds.entry(difference.kind).or_default();
            if *count == 0 {
                *first = told;
            }
            *count += 1;
            found.push(*seed);
        }
    }
    let differ: u64 = kinds.values().map(|(count, ..)| count).sum();
    for (kind, (count, found, first)) in kinds {
        println!("{count:6} {kind}   {found:?}\n         {first}");
    }
    assert_eq!(differ, 0, "of {} cases", seeds.len());
}
