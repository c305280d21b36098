//! What a run answers: for each candidate a status and the figures, for each post its counts and lines, and what the
//! rules leave to people.

use super::super::document::{
    BonusCode, FactKey, PaperCode, PostCode, ScoreSource, TestCode, WrittenRule,
};
use super::candidate::{Candidate, Mark, Stage};
use crate::numbers::{Fraction, Points};
use serde::{Deserialize, Serialize};

/// The result of a run. `candidates[i]` answers the candidate that stood at place `i` of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub stage: Stage,
    /// SHA-256 of the rule document that was applied.
    pub rules: String,
    pub posts: Vec<PostOutcome>,
    pub rooms: Vec<RoomOutcome>,
    pub candidates: Vec<CandidateOutcome>,
    /// What people must decide or do before the result is complete.
    pub pending: Vec<Pending>,
    /// Scores that were not there: reported, never guessed.
    pub missing: Vec<MissingScore>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateOutcome {
    pub status: Status,
    /// The bonus that counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Points>,
    /// The written score, with the bonus where the rules add it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Points>,
    /// The score that the shortlist compared, when it is not the written score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortlist: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Points>,
    /// Place by the score of the shortlist among those who passed; 1-2-2-2-5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_rank: Option<u32>,
    /// Place by total, ties ordered as the rules say; 1-2-2-2-5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Applied but not accepted.
    #[default]
    NotAdmitted,
    /// Accepted; the run stopped before the written test.
    Admitted,
    /// The post does not go ahead (开考比例).
    PostCancelled,
    /// The post hires on papers alone.
    WithoutExam,
    Disqualified,
    WrittenMissing,
    WrittenAbsent,
    WrittenViolation,
    WrittenBelowLine,
    /// Passed the written test; the run stopped there.
    WrittenPassed,
    NotShortlisted,
    /// May be called up; 1 is first in line, people who are level share a number.
    Substitute(u32),
    /// Level on the last place of the shortlist, and people must decide.
    ShortlistUndecided,
    /// On the recheck list, but the interview list ended before.
    RecheckOnly,
    /// Was on the list and left it.
    LeftBeforeInterview,
    Shortlisted,
    InterviewMissing,
    InterviewAbsent,
    InterviewViolation,
    InterviewBelowLine,
    /// A part of the total is missing.
    PartMissing,
    TotalBelowLine,
    Ranked,
    Reserve,
    /// Level on the last place for the physical examination, and people must decide.
    PhysicalUndecided,
    EntersPhysical,
    LeftAfterExam,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostOutcome {
    pub post: PostCode,
    /// As the post table says; `None`: the notice does not say.
    pub stated_places: Option<u32>,
    /// After opening ratio, shortfall and decisions.
    pub places: Option<u32>,
    pub cancelled: bool,
    pub applied: u32,
    pub accepted: u32,
    pub sat: u32,
    /// At or above every written pass line.
    pub passed: u32,
    pub shortlisted: u32,
    /// The score of the last person on the shortlist.
    pub cut_off: Option<Points>,
    pub interviewed: u32,
    pub ranked: u32,
    pub enters_physical: u32,
    /// The pass lines that counted, as they came out.
    pub lines: Vec<LineOutcome>,
}

/// A pass line (合格线) as it came out for one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOutcome {
    /// The figure that must reach it.
    pub of: ScoreSource,
    /// The papers whose marks are added up instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<PaperCode>,
    /// Room and sitting whose mean it is; it counts for the people of that room only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<(String, Option<String>)>,
    /// In points.
    pub at: Fraction,
    /// The figure must be above it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strictly: bool,
}

impl LineOutcome {
    /// Whether the line is one of this person's room, or of everybody on the post.
    pub fn counts_for(&self, person: &Candidate) -> bool {
        let Some((room, sitting)) = &self.room else {
            return true;
        };
        person
            .interview
            .as_ref()
            .is_some_and(|sheet| sheet.room == *room && sheet.sitting == *sitting)
    }

    /// The marks of `together` added up; `None` where one is missing.
    pub fn marks_together(&self, rule: &WrittenRule, person: &Candidate) -> Option<Points> {
        let marks = self
            .together
            .iter()
            .map(|code| match person.paper_mark(rule, code) {
                Some(Mark::Scored(points)) => Some(points.raw()),
                _ => None,
            });
        marks.sum::<Option<i64>>().map(Points::from_raw)
    }

    pub fn is_reached(&self, figure: Fraction) -> bool {
        match figure == self.at {
            true => !self.strictly,
            false => self.at.at_most(figure) == Some(self.at),
        }
    }
}

/// The figures by which a room was made comparable. Means and coefficients as exact fractions after their rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomOutcome {
    pub room: String,
    pub sitting: Option<String>,
    pub group: String,
    pub people: u32,
    pub counted: u32,
    pub mean: Fraction,
    pub overall: Fraction,
    /// `None`: the room's mean is zero, and no quotient makes it comparable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<Fraction>,
}

/// Something that the rules leave to people: an answer, not an error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    /// A body must set the line; meanwhile everybody counts as passed.
    PassLine {
        stage: Stage,
        posts: Vec<PostCode>,
    },
    /// The opening ratio is not met and a body decides.
    Opening {
        post: PostCode,
        people: u32,
        needed: u32,
    },
    RemovedPlaces {
        post: PostCode,
        places: u32,
    },
    /// The notice does not say how many are hired.
    Places {
        post: PostCode,
    },
    /// Fewer people than the quota, and a body cuts places or lowers the ratio.
    Shortfall {
        post: PostCode,
        people: u32,
        needed: u32,
    },
    /// An extra test is needed among these people for so many places.
    ExtraTest {
        test: TestCode,
        post: PostCode,
        people: Vec<String>,
        places: u32,
    },
    /// A body must order these people for so many places.
    Order {
        post: PostCode,
        people: Vec<String>,
        places: u32,
    },
    Substitution {
        post: PostCode,
        vacancies: u32,
    },
    /// Two items that exclude each other are verified; the higher counts until somebody settles it.
    ExclusiveBonus {
        candidate: String,
        items: Vec<BonusCode>,
    },
    /// The room's mean is zero, so that it has no coefficient; its people have no score until somebody settles it.
    Room {
        room: String,
        sitting: Option<String>,
        posts: Vec<PostCode>,
    },
    /// The person's own facts speak against the item, so that it did not count.
    RefutedBonus {
        candidate: String,
        item: BonusCode,
    },
    /// The item has no stated points and counts nothing (O03).
    UnstatedBonus {
        item: BonusCode,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MissingScore {
    pub candidate: String,
    pub what: MissingPart,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPart {
    Paper(PaperCode),
    Interview,
    Test(TestCode),
    /// A tie was ordered by this fact, which the person does not state: they came last.
    Fact(FactKey),
}
