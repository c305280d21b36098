//! The table of results: one row for each person, in the order of the input; the codes of stages.md 1b.

use crate::next::engine::{Outcome, People};
use crate::numbers::Points;

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
    let points =
        |points: Option<Points>| points.map(|points| points.to_string()).unwrap_or_default();
    for (index, candidate) in people.candidates.iter().enumerate() {
        let (own, figures) = (&outcome.candidates[index], outcome.figures_of(index));
        let mut row = vec![
            candidate.number.clone(),
            candidate.post.to_string(),
            points(own.bonus),
        ];
        row.extend(stages.iter().map(|step| points(figures[*step].score)));
        row.push(points(total.and_then(|step| figures[step].score)));
        row.push(own.rank.map(|rank| rank.to_string()).unwrap_or_default());
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
