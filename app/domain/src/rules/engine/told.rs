//! What a run leaves to people, what was not there, and what somebody should see.

use crate::rules::codes::{
    BonusCode, EventCode, FactKey, LineCode, PaperCode, PostCode, StageCode, TestCode,
    UnsettledCode,
};
use serde::{Deserialize, Serialize};

/// Something that the rules leave to people: an answer, not an error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    /// A body must set the line; until then its people are blocked.
    Line {
        line: LineCode,
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
    /// An extra test is needed among these people for so many places of this list.
    ExtraTest {
        test: TestCode,
        step: StageCode,
        people: Vec<String>,
        places: u32,
    },
    /// A body must first order the extra test.
    ExtraTestApproval {
        test: TestCode,
        step: StageCode,
        people: Vec<String>,
        places: u32,
    },
    /// A body must order these people for so many places of this list.
    Order {
        step: StageCode,
        people: Vec<String>,
        places: u32,
    },
    /// Substitutes need approval.
    Substitution {
        step: StageCode,
        post: PostCode,
        vacancies: u32,
    },
    /// Somebody of another post must consent.
    Consent {
        step: StageCode,
        people: Vec<String>,
        places: u32,
    },
    /// More people are hired without an exam than the post has places.
    DirectHires {
        post: PostCode,
        people: Vec<String>,
        places: u32,
    },
    /// A body gives the points "as fit".
    BonusPoints {
        item: BonusCode,
        candidate: String,
    },
    /// Nobody decided yet which reading counts.
    Unsettled {
        code: UnsettledCode,
        posts: Vec<PostCode>,
    },
    /// A room has no coefficient.
    Room {
        stage: StageCode,
        room: String,
        sitting: Option<String>,
    },
    /// A body decides whether this person is let in.
    Entry {
        candidate: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    pub candidate: String,
    pub what: MissingPart,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPart {
    Paper(StageCode, PaperCode),
    /// The examiners' marks, or the office's points, of this stage.
    Stage(StageCode),
    Event(StageCode, EventCode),
    ExtraTest(TestCode),
    /// A condition, a track or a tie asked for it.
    Fact(FactKey),
}

/// Something that nobody need decide but somebody should see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// What people decided differs from what the facts say.
    EntryDiffers { candidate: String, eligible: bool },
    BonusDiffers {
        candidate: String,
        item: BonusCode,
        holds: bool,
    },
    /// A list that was acted on differs from what the rules say now.
    CalledDiffers {
        candidate: String,
        step: StageCode,
        called: bool,
    },
    /// A claim that the facts of its row do not bear out.
    ClaimFails { candidate: String, item: BonusCode },
    /// Evidence that came after its deadline.
    EvidenceLate { candidate: String, item: BonusCode },
    /// A requirement is not judged: the table has no column for this fact.
    NotJudged { fact: FactKey },
    /// Rows without a moment were taken as in time.
    MomentsMissing { rows: u32 },
    /// Left a list to which they were never called: replaced by nobody.
    LeftUncalled { candidate: String, step: StageCode },
}

impl Notice {
    /// The person whom it is about.
    pub fn candidate(&self) -> Option<&str> {
        match self {
            Notice::EntryDiffers { candidate, .. }
            | Notice::BonusDiffers { candidate, .. }
            | Notice::CalledDiffers { candidate, .. }
            | Notice::ClaimFails { candidate, .. }
            | Notice::EvidenceLate { candidate, .. }
            | Notice::LeftUncalled { candidate, .. } => Some(candidate),
            Notice::NotJudged { .. } | Notice::MomentsMissing { .. } => None,
        }
    }
}
