//! The tables of results, by codes: a row for each person in the order of the input, for each post, for each room.

use crate::numbers::{Fraction, Points};
use crate::rules::engine::{CandidateOutcome, Outcome, People, Status};
use compact_str::{CompactString, ToCompactString};
use foldhash::HashMap;
use std::ops::Range;

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
            |step: &usize| (0..outcome.count()).any(|at| outcome.score(at, *step).is_some());
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

    /// The rows of some candidates, in the order of the input.
    pub fn rows(&self, of: Range<usize>) -> impl Iterator<Item = Vec<ResultCell<'_>>> {
        // What the run found about people who stand side by side in the input lies far apart: it is fetched for some of
        // them at once, and then put into words.
        let some = of.clone().step_by(AHEAD);
        some.flat_map(move |from| {
            let few = from..of.end.min(from + AHEAD);
            let found: Vec<_> = few.clone().map(|index| self.found(index)).collect();
            let steps = self.steps();
            let scores = few
                .clone()
                .flat_map(|index| steps.clone().map(move |step| (index, step)));
            let scores: Vec<_> = scores
                .map(|(index, step)| self.outcome.score(index, step))
                .collect();
            let count = steps.count();
            let rows = few.zip(found).enumerate();
            rows.map(|(at, (index, own))| {
                self.row(index, own, &scores[at * count..(at + 1) * count])
            })
            .collect::<Vec<_>>()
        })
    }

    /// The stages with a score, and the total.
    fn steps(&self) -> impl Iterator<Item = usize> + Clone + use<'_, 'r> {
        self.stages.iter().copied().chain(self.total)
    }

    fn found(&self, index: usize) -> CandidateOutcome {
        self.outcome.of(index).unwrap_or_default()
    }

    fn row(
        &self,
        index: usize,
        own: CandidateOutcome,
        scores: &[Option<Points>],
    ) -> Vec<ResultCell<'_>> {
        let candidate = &self.people.candidates[index];
        let mut row = Vec::with_capacity(self.stages.len() + 7);
        row.push(ResultCell::Said(&candidate.number));
        row.push(ResultCell::Said(candidate.post.as_str()));
        row.push(ResultCell::figure(own.bonus));
        let total = scores.get(self.stages.len()).copied().flatten();
        let scores = scores.iter().copied().take(self.stages.len());
        row.extend(scores.chain([total]).map(ResultCell::figure));
        row.push(ResultCell::figure(own.rank));
        let (code, because) = &self.said[&own.status];
        row.push(ResultCell::Said(code));
        row.push(ResultCell::Said(because));
        row
    }
}

/// So many people are fetched together.
const AHEAD: usize = 32;

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
