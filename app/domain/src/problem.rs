//! What is wrong with one field of a form: a value with its facts. The sentence is made where it is shown.

use crate::{
    identity::BadIdNumber,
    numbers::BadPoints,
    photo::PhotoProblem,
    tables::{TableProblem, Told},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    Missing,
    /// Nothing was chosen where one of several must be.
    NotChosen,
    /// Something is filled in that counts only when this is ticked.
    NotTicked,
    /// The value is none of those offered.
    UnknownChoice,
    TooLong {
        limit: usize,
        length: usize,
    },
    /// A space inside a code.
    SpaceInside,
    TooShort {
        least: usize,
        length: usize,
    },
    IdNumber(BadIdNumber),
    /// A mainland mobile number has 11 digits and begins with 1.
    Mobile {
        digits: usize,
    },
    Email,
    /// Somebody has an account with this already.
    Taken,
    /// Too easy to guess.
    WeakPassword,
    PasswordsDiffer,
    /// The day does not exist (31 April), or a part of the date is missing.
    NotADate,
    /// What stands in one box is no day, or none that exists.
    NotADay,
    /// As `NotADay`, with an hour.
    NotAMoment,
    /// The date must be no later than this.
    DateAfter(NaiveDate),
    DateBefore(NaiveDate),
    NotANumber,
    /// A number below zero, where people or things are counted.
    Negative,
    OutOfRange {
        least: i64,
        most: i64,
    },
    Points(BadPoints),
    AboveFullMark {
        full: crate::Points,
    },
    /// No file was chosen.
    NoFile,
    /// A file that is not what its name says.
    FileType {
        found: String,
    },
    FileTooLarge {
        limit: u64,
        size: u64,
    },
    FileUnreadable,
    /// A photo must be a picture.
    NotAPicture {
        found: String,
    },
    Photo(PhotoProblem),
    /// The sentence to be copied by hand was copied differently.
    NotCopied,
    /// A condition of the announcement is not met; the sentences say which, in both languages.
    NotEligible {
        zh: String,
        en: String,
    },
    /// What the announcement's own form says about an answer, in both languages.
    Answer {
        zh: String,
        en: String,
    },
    /// An applicant cannot repair this, so that an application cannot be returned for it.
    NotCurable {
        reason: crate::applications::ReasonCode,
    },
    /// "None of these" was ticked beside one of them.
    NoneAndSome,
    /// No more files of one kind.
    TooManyFiles {
        limit: usize,
    },
    /// A document of rules or a table that could not be read, with the reader's own words.
    Unreadable {
        line: usize,
        detail: String,
    },
    /// Two rows or accounts that may stand only once.
    Duplicate {
        value: String,
    },
    /// Two duties that one person may not hold.
    Separated {
        with: crate::access::Role,
        why: crate::access::Separation,
    },
    /// The role does not exist at that level of government.
    WrongLevel,
    /// No sheet has this number.
    UnknownSheet,
    /// The sheet stands in this entry already.
    SheetEntered,
    /// The other entry of the sheet was typed by the same person.
    OtherEntryYours,
    /// The sheet has no figure for this item.
    NotOnSheet,
    /// Some examiners marked the person absent, others gave a figure.
    PartlyAbsent,
    /// A column of an uploaded table that is none of ours.
    UnknownColumn {
        name: String,
    },
    /// An uploaded file that is no table.
    NotATable,
    /// A place of an uploaded table that cannot be read.
    Table(TableProblem),
    /// What was left out of an uploaded table.
    LeftOut(Told),
}

/// Characters of a reason that everybody concerned reads: one or two sentences.
pub const REASON_LIMIT: usize = 300;

impl Problem {
    /// What is wrong with a text that has more characters than this.
    pub fn too_long(text: &str, limit: usize) -> Option<Problem> {
        let length = text.chars().count();
        (length > limit).then_some(Problem::TooLong { limit, length })
    }
}

/// Words that somebody must give, without the space around them.
///
/// # Errors
/// `Missing`; `TooLong`.
pub fn given(typed: &str, limit: usize) -> Result<&str, Problem> {
    match typed.trim() {
        "" => Err(Problem::Missing),
        words => Problem::too_long(words, limit).map_or(Ok(words), Err),
    }
}

/// A problem and the field it belongs to, named as in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    pub field: String,
    pub problem: Problem,
}

impl FieldProblem {
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        FieldProblem {
            field: field.into(),
            problem,
        }
    }
}
