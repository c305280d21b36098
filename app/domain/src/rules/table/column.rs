//! What a column of a table of people holds.

use crate::rules::codes::{
    BonusCode, ElementCode, EventCode, FactKey, PaperCode, StageCode, TestCode,
};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Post,
    Person,
    AppliedAt,
    PaidAt,
    Entry,
    Fact(FactKey),
    /// A claim.
    Bonus(BonusCode),
    /// The day on which the evidence came.
    BonusAt(BonusCode),
    BonusDecided(BonusCode),
    Paper(StageCode, PaperCode),
    Question(StageCode, PaperCode, ElementCode),
    /// Counted from one.
    Examiner(StageCode, usize),
    /// An examiner's figure for one element of the sheet, by the element's place.
    Element(StageCode, usize, usize),
    Event(StageCode, EventCode),
    /// Points given by an office.
    Points(StageCode),
    Room(StageCode),
    Sitting(StageCode),
    Arrived(StageCode),
    Check(StageCode),
    Extra(TestCode),
    Left,
    LeftAt,
    LeftAs,
    SubstituteOf,
    /// A body's order among level people.
    Order(String),
    Called(StageCode),
    /// Names and remarks: allowed, not read.
    Ignored,
}

impl Column {
    /// The stage whose record it fills.
    pub(super) fn stage(&self) -> Option<&StageCode> {
        match self {
            Column::Paper(stage, _)
            | Column::Question(stage, ..)
            | Column::Examiner(stage, _)
            | Column::Element(stage, ..)
            | Column::Event(stage, _)
            | Column::Points(stage)
            | Column::Room(stage)
            | Column::Sitting(stage)
            | Column::Arrived(stage)
            | Column::Check(stage) => Some(stage),
            _ => None,
        }
    }
}
