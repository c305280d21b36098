//! The tables of results, by codes: a row for each person in the order of the input, for each post, for each room.

use crate::numbers::Fraction;
use crate::rules::engine::{Outcome, People};

/// The titles and rows of the results. `because` says the outcome of one person in a sentence.
pub fn results(
    people: &People,
    outcome: &Outcome,
    because: impl Fn(usize) -> String,
) -> Vec<Vec<String>> {
    let scored: Vec<usize> = (0..outcome.steps.len())
        .filter(|step| {
            let mut column = outcome
                .figures
                .iter()
                .skip(*step)
                .step_by(outcome.steps.len());
            column.any(|figures| figures.score.is_some())
        })
        .collect();
    let total = outcome
        .step(&"total".into())
        .map(|step| usize::from(step.0));
    let stages: Vec<usize> = scored
        .iter()
        .copied()
        .filter(|step| Some(*step) != total)
        .collect();
    let mut rows = vec![titles(outcome, &stages)];
    for (index, candidate) in people.candidates.iter().enumerate() {
        let (own, figures) = (&outcome.candidates[index], outcome.figures_of(index));
        let mut row = vec![
            candidate.number.clone(),
            candidate.post.to_string(),
            printed(own.bonus),
        ];
        row.extend(stages.iter().map(|step| printed(figures[*step].score)));
        row.push(printed(total.and_then(|step| figures[step].score)));
        row.push(printed(own.rank));
        row.push(outcome.code(own.status));
        row.push(because(index));
        rows.push(row);
    }
    rows
}

fn titles(outcome: &Outcome, stages: &[usize]) -> Vec<String> {
    let stages = stages.iter().map(|step| outcome.steps[*step].to_string());
    ["number", "post", "bonus"]
        .map(str::to_owned)
        .into_iter()
        .chain(stages)
        .chain(["total", "rank", "outcome", "because"].map(str::to_owned))
        .collect()
}

/// Places of each post; how many were called to each stage and step, came and passed, and the last figure that goes on.
pub fn posts(outcome: &Outcome) -> Vec<Vec<String>> {
    let total = outcome.step(&"total".into());
    let stages = total.map_or(outcome.steps.len(), |step| usize::from(step.0));
    let counts = |step: usize| match step < stages {
        true => &["called", "came", "passed", "cut_off"][..],
        false => &["called"],
    };
    let steps = || (0..outcome.steps.len()).filter(|step| *step != stages);
    let mut titles = ["post", "places", "applied", "accepted"]
        .map(str::to_owned)
        .to_vec();
    for step in steps() {
        let code = &outcome.steps[step];
        titles.extend(counts(step).iter().map(|count| format!("{code}:{count}")));
    }
    titles.extend(["ranked", "hired"].map(str::to_owned));
    let mut rows = vec![titles];
    for post in &outcome.posts {
        let mut row = vec![
            post.post.to_string(),
            printed(post.places),
            post.applied.to_string(),
            post.accepted.to_string(),
        ];
        for step in steps() {
            let own = &post.steps[step];
            let figures = [
                own.called.to_string(),
                own.came.to_string(),
                own.passed.to_string(),
                printed(own.cut_off),
            ];
            row.extend(figures.into_iter().take(counts(step).len()));
        }
        row.extend([post.ranked.to_string(), post.hired.to_string()]);
        rows.push(row);
    }
    rows
}

/// The figures by which rooms were made comparable.
pub fn rooms(outcome: &Outcome) -> Vec<Vec<String>> {
    let titles = [
        "stage",
        "room",
        "sitting",
        "people",
        "counted",
        "mean",
        "overall",
        "coefficient",
    ];
    let figure = |fraction: Fraction| match fraction.decimal(0, 9) {
        (digits, true) => digits,
        _ => format!("{}…", fraction.decimal(0, 6).0),
    };
    let rows = outcome.rooms.iter().map(|room| {
        vec![
            room.stage.to_string(),
            room.room.clone(),
            room.sitting.clone().unwrap_or_default(),
            room.people.to_string(),
            room.counted.to_string(),
            figure(room.mean),
            figure(room.overall),
            room.coefficient.map(figure).unwrap_or_default(),
        ]
    });
    std::iter::once(titles.map(str::to_owned).to_vec())
        .chain(rows)
        .collect()
}

fn printed(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
