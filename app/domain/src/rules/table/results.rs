//! The tables of results, by codes: a row for each person in the order of the input, for each post, for each room.

use crate::numbers::Fraction;
use crate::rules::engine::{Outcome, People, Status};
use compact_str::{CompactString, ToCompactString};
use foldhash::HashMap;

/// The table of people as it came out. What is the same for many is said once.
pub struct Results<'r> {
    people: &'r People,
    outcome: &'r Outcome,
    /// Those that somebody has a score of.
    stages: Vec<usize>,
    total: Option<usize>,
    /// The code of each outcome, and its sentence.
    said: HashMap<Status, (String, String)>,
}

impl<'r> Results<'r> {
    /// `because` says an outcome in a sentence.
    pub fn new(
        people: &'r People,
        outcome: &'r Outcome,
        because: impl Fn(Status) -> String,
    ) -> Self {
        let steps = outcome.steps.len();
        let total = outcome.step(&"total".into());
        let total = total.map(|step| usize::from(step.0));
        let is_scored =
            |step: &usize| (0..outcome.count()).any(|at| outcome.figure(at, *step).score.is_some());
        let stages = (0..steps).filter(|step| Some(*step) != total);
        let statuses = outcome.statuses().into_iter();
        let said = statuses.map(|own| (own, (outcome.code(own), because(own))));
        Results {
            people,
            outcome,
            stages: stages.filter(is_scored).collect(),
            total,
            said: said.collect(),
        }
    }

    pub fn titles(&self) -> Vec<ResultCell<'_>> {
        let steps = &self.outcome.steps;
        let stages = self.stages.iter().map(|step| steps[*step].as_str());
        let titles = ["number", "post", "bonus"].into_iter().chain(stages);
        let titles = titles.chain(["total", "rank", "outcome", "because"]);
        titles.map(ResultCell::Said).collect()
    }

    /// The row of one candidate.
    pub fn row(&self, index: usize) -> Vec<ResultCell<'_>> {
        let candidate = &self.people.candidates[index];
        let own = self.outcome.of(index).unwrap_or_default();
        let score = |step: usize| self.outcome.figure(index, step).score;
        let mut row = Vec::with_capacity(self.stages.len() + 7);
        row.push(ResultCell::Said(&candidate.number));
        row.push(ResultCell::Said(candidate.post.as_str()));
        row.push(ResultCell::figure(own.bonus));
        let total = self.total.and_then(score);
        let scores = self.stages.iter().map(|step| score(*step));
        row.extend(scores.chain([total]).map(ResultCell::figure));
        row.push(ResultCell::figure(own.rank));
        let (code, because) = &self.said[&own.status];
        row.push(ResultCell::Said(code));
        row.push(ResultCell::Said(because));
        row
    }

    /// The titles, and a row for each candidate in the order of the input.
    pub fn rows(&self) -> impl Iterator<Item = Vec<ResultCell<'_>>> {
        let rows = (0..self.people.candidates.len()).map(|index| self.row(index));
        std::iter::once(self.titles()).chain(rows)
    }
}

/// A cell of a result: what somebody wrote, or a figure, which is kept without asking for memory.
#[derive(Clone, Debug)]
pub enum ResultCell<'r> {
    Said(&'r str),
    Figure(CompactString),
}

impl ResultCell<'_> {
    fn figure(value: Option<impl std::fmt::Display>) -> Self {
        value.map_or(ResultCell::Said(""), |value| {
            ResultCell::Figure(value.to_compact_string())
        })
    }
}

impl AsRef<str> for ResultCell<'_> {
    fn as_ref(&self) -> &str {
        match self {
            ResultCell::Said(text) => text,
            ResultCell::Figure(text) => text,
        }
    }
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
