//! Where somebody stands, and why.

use serde::{Deserialize, Serialize};

/// A place in the course: index into [`Outcome::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Step(pub u16);

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
