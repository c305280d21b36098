//! Nobody below a line is selected, and a line is compared with its own figure.

use super::super::checks::nobody_below_a_line;
use super::super::*;
use super::{bundle, candidate, failed, head, list, names, rules, sealed, statement};
use crate::{
    Points,
    digest::sha256,
    publication::{Check, CheckResult},
    ranking::Placing,
    rules::{Candidate, Line as PassLine, LineAt, Mark, Paper, Score, Scoring, Stage},
};

#[test]
fn nobody_below_an_announced_line_is_selected_and_the_rules_are_the_announced_ones() {
    let mut list = list();
    list.posts[0].rows[0].interview = Some(Points::whole(59));
    assert!(failed(&list, &bundle()).contains(&Check::FollowsRules { selected: 4 }));
    let bytes = self::list().sealed_bytes().unwrap();
    let mut announced = rules();
    announced.posts[0].places = Some(5);
    let signed = statement(&list, sha256(&bytes));
    let results = check_sealed(
        &bytes,
        &sha256(&bytes),
        Some(&signed),
        &bundle(),
        &announced,
    );
    assert!(results.contains(&CheckResult {
        check: Check::FollowsRules { selected: 4 },
        passed: false
    }));
}

pub(super) fn written(rules: &mut RuleDocument) -> &mut Stage {
    &mut rules.stages[0]
}

pub(super) fn papers(stage: &mut Stage) -> &mut Vec<Paper> {
    match &mut stage.scoring {
        Some(Scoring::Papers(rule)) => &mut rule.papers,
        _ => panic!("no papers"),
    }
}

pub(super) fn put(person: &mut Candidate, paper: &str, mark: i64) {
    let record = person.stages.entry(&"written".into());
    let mark = Mark::Scored(Points::whole(mark));
    record.papers.insert(paper.into(), mark);
}

#[test]
fn a_line_is_compared_with_its_own_figure_only() {
    // The second paper counts half: 90 of its 100 marks are no line of the whole.
    let mut rules = rules();
    let papers = papers(written(&mut rules));
    papers[0].weight = "1/2".parse().unwrap();
    let second = Paper {
        code: "second".into(),
        ..papers[0].clone()
    };
    papers.push(second);
    let line = PassLine {
        code: "second".into(),
        clause: None,
        on: Score {
            paper: Some("second".into()),
            ..Score::stage("written")
        },
        at: LineAt::Fixed(Points::whole(90)),
        strictly: false,
        only_below: None,
        only_up_to: None,
    };
    written(&mut rules).lines.as_mut().unwrap().push(line);
    let mut people: Vec<Candidate> = (0..3)
        .map(|n| candidate(n, "GJZ-01", 70, Some(80)))
        .collect();
    for (person, mark) in people.iter_mut().zip([90, 95, 89]) {
        put(person, "second", mark);
    }
    let bundle = sealed(rules, people);
    let list = compose(head(1), &bundle, &names(&bundle));
    let selected = list.posts[0]
        .rows
        .iter()
        .filter(|row| row.placing == Placing::Selected);
    assert_eq!(
        selected.count(),
        2,
        "89 does not reach the line of the paper"
    );
    assert!(nobody_below_a_line(&list, &bundle));
    let mut altered = bundle.clone();
    put(&mut altered.people.candidates[0], "second", 89);
    assert!(!nobody_below_a_line(&list, &altered));
}
