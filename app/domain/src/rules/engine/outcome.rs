//! What a run answers: for each candidate a status and the figures, for each post its counts and lines.

use super::everybody::Everybody;
use super::figures::{CandidateOutcome, StepFigures};
use super::status::{Status, Step};
use super::told::{Missing, Notice, Pending};
use crate::numbers::{Fraction, Points};
use crate::rules::codes::{LineCode, PostCode, StageCode};
use crate::rules::score::Score;
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, convert::Infallible, str::FromStr};

/// How far a run goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Upto {
    /// Who is in, and the opening counts before the first stage.
    Opening,
    /// Scores and lines of this stage, and the list that it cuts.
    Stage(StageCode),
    Total,
    /// Everything.
    After,
}

/// As people say it: `opening`, a stage by its code, `total`, `after`.
impl FromStr for Upto {
    type Err = Infallible;

    fn from_str(said: &str) -> Result<Self, Self::Err> {
        Ok(match said {
            "opening" => Upto::Opening,
            "total" => Upto::Total,
            "after" => Upto::After,
            stage => Upto::Stage(stage.into()),
        })
    }
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub upto: Upto,
    /// SHA-256 of the rule document that was applied.
    pub rules: String,
    /// Every code of the course: stages of all variants in their order, `total`, then the steps after the exam.
    pub steps: Vec<StageCode>,
    pub posts: Vec<PostOutcome>,
    pub rooms: Vec<RoomOutcome>,
    /// Read by [`Outcome::of`] and [`Outcome::figure`].
    pub(crate) everybody: Everybody,
    /// What people must decide or do before the result is complete.
    pub pending: Vec<Pending>,
    /// What was not there: reported, never guessed.
    pub missing: Vec<Missing>,
    /// What a person should look at; nothing is blocked by it.
    pub notices: Vec<Notice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PostOutcome {
    pub post: PostCode,
    /// As the post table says; `None`: the notice does not say.
    pub stated_places: Option<u32>,
    /// After direct hires, opening rules and decisions.
    pub places: Option<u32>,
    pub cancelled: bool,
    pub applied: u32,
    pub accepted: u32,
    /// One for each step.
    pub steps: Vec<StepCount>,
    pub ranked: u32,
    pub hired: u32,
    /// The pass lines that counted, as they came out.
    pub lines: Vec<LineOutcome>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepCount {
    /// Called to this step (to the first stage: all who are in).
    pub called: u32,
    pub came: u32,
    /// Past all lines of it.
    pub passed: u32,
    /// The figure of the last person that its cut calls on.
    pub cut_off: Option<Points>,
}

/// A pass line as it came out for one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineOutcome {
    pub line: LineCode,
    /// The stage whose line it is, or `total`.
    pub step: Step,
    /// The figure that must reach it.
    pub on: Score,
    /// Room and sitting whose mean it is; it counts for the people of that room only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<(String, Option<String>)>,
    /// In points.
    pub at: Fraction,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strictly: bool,
}

/// The figures by which a room was made comparable. Means and coefficients as exact fractions after their rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomOutcome {
    pub stage: StageCode,
    pub room: String,
    pub sitting: Option<String>,
    /// The first post of the list in which the rooms are compared.
    pub group: PostCode,
    pub people: u32,
    /// How many count for the room's mean.
    pub counted: u32,
    pub mean: Fraction,
    pub overall: Fraction,
    /// `None`: the room's mean is zero, or nobody counts, and it has none.
    pub coefficient: Option<Fraction>,
}

impl Outcome {
    /// How many people it answers.
    pub fn count(&self) -> usize {
        self.everybody.count()
    }

    /// What it says about the candidate that stood at this place of the input.
    pub fn of(&self, candidate: usize) -> Option<CandidateOutcome> {
        self.everybody.get(candidate)
    }

    /// Everybody in the order of the input.
    pub fn candidates(&self) -> impl Iterator<Item = CandidateOutcome> {
        (0..self.count()).filter_map(|at| self.of(at))
    }

    /// Every status that somebody has.
    pub fn statuses(&self) -> HashSet<Status> {
        self.everybody.statuses()
    }

    /// The figures of a candidate at one step; none where there is no such candidate or step.
    pub fn figure(&self, candidate: usize, step: usize) -> StepFigures {
        self.everybody.figure(candidate, step)
    }

    /// The score of a candidate at one step, alone: a table of a million needs nothing else.
    pub(crate) fn score(&self, candidate: usize, step: usize) -> Option<Points> {
        self.everybody.score(candidate, step)
    }

    /// The figures of one candidate, one for each step.
    pub fn figures_of(&self, candidate: usize) -> Vec<StepFigures> {
        let steps = 0..self.steps.len();
        steps.map(|step| self.figure(candidate, step)).collect()
    }

    pub fn step(&self, code: &StageCode) -> Option<Step> {
        let at = self.steps.iter().position(|step| step == code)?;
        u16::try_from(at).ok().map(Step)
    }

    /// The place of the total in the course; steps after it are those after the exam.
    pub fn total(&self) -> Option<Step> {
        self.step(&crate::rules::names::TOTAL_CODE.into())
    }

    pub fn code_of(&self, step: Step) -> &StageCode {
        &self.steps[usize::from(step.0)]
    }

    /// The code of a status, as the table prints it: `called:interview`.
    pub fn code(&self, status: Status) -> String {
        let at = |step: Step| self.code_of(step);
        match status {
            Status::NotAdmitted => "not_admitted".to_owned(),
            Status::Pending => "pending".to_owned(),
            Status::Admitted => "admitted".to_owned(),
            Status::Cancelled => "cancelled".to_owned(),
            Status::Blocked(step) => format!("blocked:{}", at(step)),
            Status::Held(step) => format!("held:{}", at(step)),
            Status::Called(step) => format!("called:{}", at(step)),
            Status::Substitute(step, place) => format!("substitute:{}:{place}", at(step)),
            Status::Out(step, by) => format!("out:{}:{}", at(step), by.code()),
            Status::Hired => "hired".to_owned(),
            Status::Reserve => "reserve".to_owned(),
        }
    }
}
