//! Stages: one call of people each. What is scored, which lines are drawn, who goes on; and tracks, the ways
//! through the stages that some people take.

use crate::numbers::{Points, Ratio, Rounding};
use crate::rules::codes::{ElementCode, PaperCode, SittingCode, StageCode};
use crate::rules::lists::{List, Substitution};
use crate::rules::scope::Scope;
use crate::text::Bilingual;
use crate::time::Moment;

mod lines;
mod measured;
mod panel;

pub use lines::*;
pub use measured::*;
pub use panel::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One stage. It has a scoring, a check, or both; the last scored stage has no cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub code: StageCode,
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<StageTimes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<Scoring>,
    /// Absent: not stated. `[]`: no line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<Line>>,
    /// Who goes on to the next stage. Absent: all who are past the lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<List>,
}

impl Stage {
    /// Whether its check counts the bonus anew.
    pub(crate) fn recounts_bonus(&self) -> bool {
        let check = self.check.as_ref();
        check.is_some_and(|check| check.recounts.contains(&Recounted::Bonus))
    }

    /// Whether its check drops who falls below the cut with the bonus counted anew.
    pub(crate) fn drops_below_cut(&self) -> bool {
        let check = self.check.as_ref();
        let drops = check.is_some_and(|check| check.then == Some(AfterRecount::DropBelowCut));
        drops && self.recounts_bonus()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StageTimes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sittings: Vec<Sitting>,
    /// The official check of a published score on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recount: Option<RecountRule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    pub code: SittingCode,
    #[serde(default, skip_serializing_if = "Scope::is_everything")]
    pub scope: Scope,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When people must have come, and what being late means; the first that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrive_by: Vec<Arrival>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    pub at: Moment,
    pub late: Late,
}

/// What it means to come after the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Counts as absent.
    Out,
    /// Takes the number that is left.
    LastLot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RecountRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// In so many working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_in: Option<u16>,
}

/// The recheck: people show originals, and leave or stay. Whom it calls is the cut before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    /// What must be shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub originals: Vec<Bilingual>,
    /// Who is called up for those who fail or leave here; instead of the rule of the cut before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitution: Option<Substitution>,
    /// What is counted anew by what was shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recounts: Vec<Recounted>,
    /// What a lower figure after the new count means. Absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<AfterRecount>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Recounted {
    /// Before the check the claims of the applicants count, from it on what was decided.
    Bonus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterRecount {
    DropBelowCut,
}

/// One kind of scoring; a second kind is a second stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    Papers(Papers),
    Panel(Panel),
    Points(PointsScoring),
}

/// Papers sat together: the sum of their marks times their weights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// What the weighted sum can reach: 100, 150 (O01), 300.
    pub full: Points,
    pub papers: Vec<Paper>,
    /// Rounds each paper's mark before its weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Rounding>,
    /// Rounds each mark × weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Rounding>,
    /// Rounds the sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Rounding>,
    /// What missing one paper means for somebody who sat another. Absent: not stated; absent from the stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// Absent from the stage.
    Absent,
    /// That paper counts as zero.
    Zero,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub code: PaperCode,
    pub name: Bilingual,
    pub full: Points,
    pub weight: Ratio,
    /// The questions, where each is marked by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Element>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// An element of an interview sheet, or a question of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub code: ElementCode,
    pub name: Bilingual,
    pub full: Points,
}
