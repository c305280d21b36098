//! What holds of ranks, lists and figures, whatever the case: ranks are those of a competition, nobody is passed over,
//! a better mark never hurts, a run that stops earlier says the same, and a replay gives the same bytes.

use crate::dice::Dice;
use crate::generator::Case;
use crate::properties::{some_cases, was_acted_on};
use domain::numbers::Points;
use domain::rules::{
    Across, Bundle, Mark, OpeningAt, OutBy, Outcome, People, PostRules, Replay, Scoring, Status,
    Upto, replay, run,
};

fn outcome(case: &Case, people: &People, upto: &Upto) -> Outcome {
    run(&case.doc, people, upto).unwrap()
}

fn rules_of(case: &Case) -> Vec<PostRules> {
    let posts = case.doc.posts.iter();
    posts.map(|post| case.doc.for_post(post)).collect()
}

#[test]
fn ranks_are_those_of_a_competition() {
    let mut ranked = 0;
    for case in some_cases() {
        let outcome = outcome(&case, &case.people, &Upto::Total);
        let total = outcome.step(&"total".into()).unwrap();
        for (post, rules) in case.doc.posts.iter().zip(rules_of(&case)) {
            if rules.total.across != Across::Post {
                continue;
            }
            let people = case.people.candidates.iter().enumerate();
            let list: Vec<(u32, Option<Points>)> = people
                .filter(|(_, row)| row.post == post.code)
                .filter_map(|(at, _)| {
                    let rank = outcome.of(at).unwrap().rank?;
                    let figures = outcome.figure(at, usize::from(total.0));
                    Some((rank, figures.score))
                })
                .collect();
            ranked += list.len();
            for (rank, score) in &list {
                let better = list.iter().filter(|(other, _)| other < rank).count();
                assert_eq!(*rank as usize, better + 1, "seed {}", case.seed);
                let before =
                    |(other, above): &(u32, Option<Points>)| above <= score || other < rank;
                assert!(list.iter().all(before), "seed {}", case.seed);
            }
        }
    }
    assert!(ranked > 0);
}

#[test]
fn nobody_is_passed_over_by_a_cut() {
    let mut compared = 0;
    for case in some_cases() {
        if !case.doc.reserved.is_empty() || case.people.candidates.iter().any(was_acted_on) {
            continue;
        }
        for (post, rules) in case.doc.posts.iter().zip(rules_of(&case)) {
            for stage in &rules.stages {
                let own_list = |cut: &domain::rules::List| {
                    cut.across.unwrap_or_default() == Across::Post && cut.substitution.is_none()
                };
                if !stage.cut.as_ref().is_some_and(own_list) {
                    continue;
                }
                let outcome = outcome(&case, &case.people, &Upto::Stage(stage.code.clone()));
                let step = usize::from(outcome.step(&stage.code).unwrap().0);
                let rows: Vec<usize> = (0..outcome.count())
                    .filter(|at| case.people.candidates[*at].post == post.code)
                    .collect();
                let figure = |at: &usize| {
                    let figures = outcome.figure(*at, step);
                    figures.cut.or(figures.score)
                };
                let called =
                    |at: &&usize| matches!(outcome.of(**at).unwrap().status, Status::Called(_));
                let left_out = |at: &&usize| matches!(outcome.of(**at).unwrap().status, Status::Out(to, OutBy::NotCalled) if usize::from(to.0) > step);
                let last = rows.iter().filter(called).filter_map(figure).min();
                let first = rows.iter().filter(left_out).filter_map(figure).max();
                if let (Some(last), Some(first)) = (last, first) {
                    compared += 1;
                    assert!(first <= last, "{first} before {last}, seed {}", case.seed);
                }
            }
        }
    }
    assert!(compared > 0);
}

/// Rules by which a better mark can only help: nothing is compared with the means of rooms, no heads are counted later.
fn only_helps(case: &Case) -> bool {
    let later = |at: &OpeningAt| matches!(at, OpeningAt::Came(_) | OpeningAt::Called(_));
    let helps = |rules: &PostRules| {
        let corrected = rules
            .panel()
            .is_some_and(|(_, panel)| panel.correction.is_some());
        !corrected && !rules.opening.iter().any(|rule| later(&rule.at))
    };
    case.doc.reserved.is_empty()
        && !case.people.candidates.iter().any(was_acted_on)
        && rules_of(case).iter().all(helps)
}

/// The same people, one of them with a better mark in one paper or from one examiner.
fn with_a_better_mark(case: &Case, at: usize) -> Option<People> {
    let mut people = case.people.clone();
    let row = &mut people.candidates[at];
    let rules = case.doc.for_post(case.doc.post(&row.post)?);
    let raised = |mark: Mark, full: Points| match mark {
        Mark::Scored(points) => {
            Mark::Scored(full.min(Points::from_raw(points.raw() + 5 * Points::SCALE)))
        }
        other => other,
    };
    for (stage, scoring) in rules.scored() {
        let record = row.stages.entry(&stage.code);
        match scoring {
            Scoring::Papers(papers) => {
                for paper in papers
                    .papers
                    .iter()
                    .filter(|paper| paper.questions.is_empty())
                {
                    if let Some(mark) = record.papers.get(&paper.code).copied() {
                        record
                            .papers
                            .insert(paper.code.clone(), raised(mark, paper.full));
                        return Some(people);
                    }
                }
            }
            Scoring::Panel(panel) => {
                let mut marks: Vec<Mark> = record.examiners.iter().collect();
                if let Some(mark) = marks.first_mut() {
                    *mark = raised(*mark, panel.full);
                    record.examiners = marks.into_iter().collect();
                    return Some(people);
                }
            }
            Scoring::Points(_) => {}
        }
    }
    None
}

#[test]
fn a_better_mark_never_lowers_a_rank() {
    let mut compared = 0;
    for case in some_cases().filter(only_helps) {
        let before = outcome(&case, &case.people, &Upto::Total);
        let at = Dice::new(case.seed).below(case.people.candidates.len());
        if before.count() == 0 {
            continue;
        }
        let Some(people) = with_a_better_mark(&case, at) else {
            continue;
        };
        let after = outcome(&case, &people, &Upto::Total);
        let total = usize::from(before.step(&"total".into()).unwrap().0);
        let score = |outcome: &Outcome| outcome.figure(at, total).score;
        let (old, new) = (before.of(at).unwrap(), after.of(at).unwrap());
        if let (Some(old), Some(new)) = (old.rank, new.rank) {
            compared += 1;
            assert!(new <= old, "{old} {new}, seed {}", case.seed);
            assert!(score(&after) >= score(&before), "seed {}", case.seed);
        }
        let waits = |status| matches!(status, Status::Blocked(_) | Status::Pending);
        let kept = old.rank.is_none() || new.rank.is_some() || waits(new.status);
        assert!(kept, "{old:?} {new:?}, seed {}", case.seed);
    }
    assert!(compared > 0);
}

/// At a check the bonus of the stages before it is counted anew.
fn is_counted_anew(case: &Case) -> bool {
    let stages = rules_of(case).into_iter().flat_map(|rules| rules.stages);
    let mut checks = stages.filter_map(|stage| stage.check);
    checks.any(|check| !check.recounts.is_empty())
}

#[test]
fn a_run_that_stops_earlier_gives_the_same_figures() {
    for case in some_cases().filter(|case| !is_counted_anew(case)) {
        let whole = outcome(&case, &case.people, &Upto::After);
        for step in 0..whole.steps.len() {
            let code = &whole.steps[step];
            if code.as_str() == "total" {
                break;
            }
            let part = outcome(&case, &case.people, &Upto::Stage(code.clone()));
            for at in 0..case.people.candidates.len() {
                let (early, late) = (part.figures_of(at), whole.figures_of(at));
                let scores = |figures: &[domain::rules::StepFigures]| -> Vec<Option<Points>> {
                    figures[..=step].iter().map(|own| own.score).collect()
                };
                assert_eq!(
                    scores(&early),
                    scores(&late),
                    "row {at} at {code}, seed {}",
                    case.seed
                );
                let later = early[step + 1..].iter().any(|own| own.score.is_some());
                assert!(!later, "row {at} at {code}, seed {}", case.seed);
            }
        }
    }
}

#[test]
fn a_run_and_its_replay_are_the_same_to_the_last_byte() {
    for case in some_cases() {
        let bundle = Bundle::seal(case.doc, case.people, &case.upto).unwrap();
        let json = bundle.to_json();
        let read = Bundle::from_json(json.as_bytes()).unwrap();
        assert_eq!(read, bundle, "seed {}", case.seed);
        assert_eq!(read.to_json(), json, "seed {}", case.seed);
        assert_eq!(replay(&read), Ok(Replay::Identical), "seed {}", case.seed);
    }
}
