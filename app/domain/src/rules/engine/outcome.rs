//! What a run answers: for each candidate a status and the figures, for each post its counts and lines.

use super::everybody::Everybody;
use super::told::{Missing, Notice, Pending};
use super::written::Rows;
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

/// A place in the course: index into [`Outcome::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Step(pub u16);

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Rows", try_from = "Rows")]
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CandidateOutcome {
    pub status: Status,
    /// The track, as its place in the document's `tracks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<u16>,
    /// The points of all bonus items that counted, over all targets; `None` where nothing was claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Points>,
    /// The place by total; 1-2-2-2-5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The reserved seat that was taken, as its place in the document's `reserved`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<u16>,
    /// Never called to the step that the status names: a substitute named in advance who was not there, or somebody who
    /// gave up while the last place was undecided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub passed_over: bool,
}

/// A candidate's figures at one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepFigures {
    /// The score of the stage, with the bonus that raises it; at `total` the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Points>,
    /// The figure by which its cut ranks, where that is not the score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Points>,
    /// The place in the list that it cuts, ties ordered as the list says; 1-2-2-2-5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}

/// Where a candidate stands. Written `called:interview`, `out:written:below_line` … by [`Outcome::code`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Applied, not accepted; not eligible; a second application that does not count.
    #[default]
    NotAdmitted,
    /// A fact is missing, or a body must decide, before it is known whether this person competes.
    Pending,
    /// In, and nothing decided yet: the run stopped here, or no list cuts further.
    Admitted,
    /// The post does not go ahead.
    Cancelled,
    /// A ranking has a gap, a room has no coefficient, a line is not set: no outcome is shown.
    Blocked(Step),
    /// Level on the last place of the list that calls to this step: people must decide.
    Held(Step),
    Called(Step),
    /// May be called up; 1 is first in line, people who are level share a number.
    Substitute(Step, u32),
    Out(Step, OutBy),
    Hired,
    Reserve,
}

/// Why somebody is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutBy {
    Absent,
    Violation,
    BelowLine,
    NotCalled,
    Failed,
    Left,
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

impl OutBy {
    pub fn code(self) -> &'static str {
        match self {
            OutBy::Absent => "absent",
            OutBy::Violation => "violation",
            OutBy::BelowLine => "below_line",
            OutBy::NotCalled => "not_called",
            OutBy::Failed => "failed",
            OutBy::Left => "left",
        }
    }
}
