//! What holds of every answer of the engine, whatever the case: the order of the input and the numbers of people never
//! matter, a place is never given twice, and nobody is called past an undecided group.

use crate::answer::Answer;
use crate::cases;
use crate::dice::Dice;
use crate::engine;
use crate::generator::{Case, case};
use domain::rules::{
    Across, Candidate, Outcome, Pending, People, Roll, RuleDocument, Status, Upto,
};
use std::collections::BTreeMap;

/// A share of the cases: these runs come on top of the comparison.
pub fn some_cases() -> impl Iterator<Item = Case> {
    (0..cases() / 5).map(|at| case(at * 5 + 1))
}

fn answer(case: &Case, people: &People) -> Answer {
    engine(&case.doc, people, &case.upto).unwrap()
}

#[test]
fn the_order_of_the_input_never_matters() {
    for case in some_cases() {
        let mut turned = case.people.clone();
        Dice::new(case.seed).shuffle(&mut turned.candidates);
        let (one, other) = (answer(&case, &case.people), answer(&case, &turned));
        assert_eq!(one, other, "seed {}", case.seed);
    }
}

/// A case has few people; here each post that shares nothing with another one is a part.
#[test]
fn posts_that_share_nothing_are_answered_the_same_apart_and_together() {
    for case in some_cases() {
        for doc in [case.doc.clone(), with_wider_lists(&case)] {
            let parted = |least| {
                let roll = Roll::read_apart(&doc, &case.people, least)?;
                roll.run(&case.upto)
            };
            assert_eq!(parted(1), parted(usize::MAX), "seed {}", case.seed);
        }
    }
}

/// The same rules with cuts and substitutes over several posts, which the cases themselves do not have.
fn with_wider_lists(case: &Case) -> RuleDocument {
    let mut dice = Dice::new(case.seed);
    let mut doc = case.doc.clone();
    let mut across = || {
        let all = [Across::Post, Across::Pool, Across::Campaign];
        dice.some(60, |dice| dice.pick(&all))
    };
    for cut in doc.stages.iter_mut().filter_map(|stage| stage.cut.as_mut()) {
        cut.across = across();
        if let Some(substitution) = &mut cut.substitution {
            substitution.across = across();
        }
    }
    doc
}

/// Other numbers, in another order.
fn renamed(case: &Case) -> (People, BTreeMap<String, String>) {
    let mut numbers: Vec<usize> = (0..case.people.candidates.len()).collect();
    Dice::new(case.seed).shuffle(&mut numbers);
    let rows = case.people.candidates.iter().zip(numbers);
    let names: BTreeMap<String, String> = rows
        .map(|(row, number)| (row.number.to_string(), format!("M{number:02}")))
        .collect();
    let rename = |row: &Candidate| Candidate {
        number: names[row.number.as_str()].clone().into(),
        ..row.clone()
    };
    let people = People {
        facts: case.people.facts.clone(),
        candidates: case.people.candidates.iter().map(rename).collect(),
    };
    (people, names)
}

#[test]
fn the_numbers_of_people_never_matter() {
    for case in some_cases() {
        // Which of several rows counts is told by the number where the moments are equal.
        if case
            .people
            .candidates
            .iter()
            .any(|row| !row.person.is_empty())
        {
            continue;
        }
        let (people, names) = renamed(&case);
        let (one, other) = (answer(&case, &case.people), answer(&case, &people));
        for (number, own) in &one.people {
            assert_eq!(
                *own, other.people[&names[number]],
                "{number}, seed {}",
                case.seed
            );
        }
        assert_eq!(one.posts, other.posts, "seed {}", case.seed);
    }
}

fn outcome(case: &Case) -> Outcome {
    domain::rules::run(&case.doc, &case.people, &Upto::After).unwrap()
}

#[test]
fn a_place_is_never_given_twice() {
    for case in some_cases() {
        let outcome = outcome(&case);
        let places: Option<u32> = outcome.posts.iter().map(|post| post.places).sum();
        let Some(places) = places else { continue };
        // Direct hires have used up their places before.
        let direct = |at: usize| {
            let track = outcome.of(at).unwrap().track.map(usize::from);
            track.is_some_and(|track| case.doc.tracks[track].hired_without_exam)
        };
        let hired = (0..outcome.count())
            .filter(|at| outcome.of(*at).unwrap().status == Status::Hired && !direct(*at))
            .count();
        assert!(
            hired <= places as usize,
            "{hired} hired for {places}, seed {}",
            case.seed
        );
    }
}

/// Whom only a body can order, by the code under which it does.
type Asked = BTreeMap<String, Vec<String>>;

fn asked(outcome: &Outcome) -> Asked {
    let mut asked = Asked::new();
    for pending in &outcome.pending {
        if let Pending::Order { step, people, .. }
        | Pending::ExtraTest { step, people, .. }
        | Pending::ExtraTestApproval { step, people, .. } = pending
        {
            let all = asked.entry(step.to_string()).or_default();
            all.extend(people.iter().cloned());
        }
    }
    asked
}

/// The same people, with an order by chance among those whom a body is asked about; orders that stand are kept.
fn ordered(case: &Case, asked: &Asked) -> People {
    let mut dice = Dice::new(case.seed);
    let mut people = case.people.clone();
    for row in &mut people.candidates {
        let wider = row
            .order
            .iter()
            .map(|(code, place)| (code.clone(), place * 100));
        row.order = wider.collect();
    }
    for (code, numbers) in asked {
        let mut places: Vec<u32> = (0..people.candidates.len() as u32).collect();
        dice.shuffle(&mut places);
        let rows = people.candidates.iter_mut().zip(places);
        for (row, place) in rows.filter(|(row, _)| numbers.iter().any(|own| *own == row.number)) {
            let stated = row.order.get(code).copied();
            row.order
                .insert(code.clone(), stated.unwrap_or(5000) + place);
        }
    }
    people
}

/// A place that somebody has is nobody else's, however the undecided ones are ordered.
#[test]
fn what_a_body_decides_takes_no_place_from_anybody_who_has_one() {
    // Reserved seats make most of what is undecided.
    let reserved = (0..cases()).map(case);
    let reserved = reserved.filter(|case| !case.doc.reserved.is_empty());
    for case in some_cases().chain(reserved) {
        if case.people.candidates.iter().any(was_acted_on) {
            continue;
        }
        let stages = case.doc.stages.iter();
        let all = stages.map(|stage| Upto::Stage(stage.code.clone()));
        for upto in all.chain([Upto::After]) {
            no_place_is_taken(&case, &upto);
        }
    }
}

fn no_place_is_taken(case: &Case, upto: &Upto) {
    let run = |people: &People| domain::rules::run(&case.doc, people, upto).unwrap();
    let before = run(&case.people);
    let asked = asked(&before);
    let at = |code: &str| before.steps.iter().position(|step| step.as_str() == code);
    let last = match upto {
        Upto::Stage(code) => at(code.as_str()),
        _ => at("total"),
    };
    // Whoever an earlier cut lets in late stands in the ranking of a later one with everybody else.
    let late = asked.keys().any(|code| at(code) <= last);
    if asked.is_empty() || late {
        return;
    }
    let after = run(&ordered(case, &asked));
    let placed = |status: Status| matches!(status, Status::Called(_) | Status::Hired);
    for at in 0..before.count() {
        let (own, then) = (before.of(at).unwrap().status, after.of(at).unwrap().status);
        let cancelled = then == Status::Cancelled;
        assert!(
            !placed(own) || placed(then) || cancelled,
            "{}: {}, then {}, up to {upto:?}, seed {}",
            case.people.candidates[at].number,
            before.code(own),
            after.code(then),
            case.seed
        );
    }
}

#[test]
fn nobody_is_called_past_an_undecided_group() {
    for case in some_cases() {
        if !case.doc.reserved.is_empty() || case.people.candidates.iter().any(was_acted_on) {
            continue;
        }
        let outcome = outcome(&case);
        for step in 0..outcome.steps.len() {
            past_nobody(&case, &outcome, step);
        }
    }
}

pub fn was_acted_on(row: &Candidate) -> bool {
    !row.called.is_empty()
}

/// Whoever a cut calls stands before everybody whom it leaves undecided, in the list of the same post.
fn past_nobody(case: &Case, outcome: &Outcome, step: usize) {
    for post in &case.doc.posts {
        let own = |at: &usize| case.people.candidates[*at].post == post.code;
        let place = |at: usize| outcome.figure(at, step).place;
        let rows: Vec<usize> = (0..outcome.count()).filter(own).collect();
        let undecided = |at: &&usize| {
            matches!(outcome.of(**at).unwrap().status, Status::Held(to) if usize::from(to.0) > step)
                && outcome.figures_of(**at)[step + 1..]
                    .iter()
                    .all(|figures| figures.score.is_none() && figures.place.is_none())
        };
        let first = rows
            .iter()
            .filter(undecided)
            .filter_map(|at| place(*at))
            .min();
        let Some(first) = first.filter(|_| step + 1 < outcome.steps.len()) else {
            continue;
        };
        for at in rows {
            let went_on = outcome.figures_of(at)[step + 1..]
                .iter()
                .any(|figures| figures.score.is_some());
            let behind = place(at).is_some_and(|place| place > first);
            assert!(
                !(went_on && behind),
                "row {at} at step {step}, seed {}",
                case.seed
            );
        }
    }
}
