//! What can be wrong with facts, requirements and entry: the findings, with their facts.

use crate::rules::lint::findings;
use crate::text::Bilingual;
use chrono::NaiveDate;
use serde::Serialize;

findings!(
    /// Posts, facts, conditions, ages.
    EligibilityLint {
        Blocks NoPosts,
        Blocks PlacesUnknown { posts: Vec<Bilingual> },
        Asks NoPlaces { post: Bilingual },
        Blocks PlacesSum { stated: u32, sum: u64 },
        Blocks PoolPlacesSum { pool: Bilingual, stated: u32, sum: u64 },
        Blocks EmptyBranches,
        /// A date, number, level or span test without any bound.
        Blocks BoundMissing,
        /// No value lies between the bounds.
        Blocks NothingBetween,
        Blocks WrongFactKind { fact: Bilingual },
        Blocks UnorderedLevel { fact: Bilingual },
        /// A question that nobody can answer.
        Blocks NothingToChoose { fact: Bilingual },
        Blocks RowsInRows { fact: Bilingual },
        /// Months and counts added up.
        Blocks AmountMixed,
        Asks UnusedFacts { facts: Vec<Bilingual> },
        /// Birth date and sex come from the ID number.
        Blocks ReservedFact { fact: Bilingual },
        Asks MeansTwice { fact: Bilingual, other: Bilingual },
        Blocks StatedAgeContradicts { end: AgeEnd, age: u8, born: NaiveDate, on: NaiveDate, years: i32 },
        Asks StatedAgeOtherDay { end: AgeEnd, age: u8, born: NaiveDate, on: NaiveDate, by: NaiveDate },
        /// Ages in words that the dates read in another way than the plain one.
        Notes StatedAgeReading { ages: Vec<u8>, reading: OldestReading },
        /// Who comes to the youngest age on the very day is a day too young by the dates.
        Notes YoungestLeftOut { ages: Vec<u8> },
        Blocks StatedAgeWithoutWindow,
        Asks AgeGap { one: Bilingual, other: Bilingual },
        Asks AgeOverlap { one: Bilingual, other: Bilingual },
        Asks RelaxationNarrower,
        /// Wider at one end and narrower at the other.
        Asks RelaxationShifts,
        /// Requirements that exclude each other.
        Blocks NeverMet { posts: Vec<Bilingual>, between: Vec<Bilingual> },
        Asks BranchNeverReached,
    }
);

/// Which end of a birth window is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeEnd {
    Oldest,
    Youngest,
}

/// How "at most N" is meant by the dates beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OldestReading {
    /// The birthday itself is the last day let in.
    OnTheBirthday,
    /// People of that age are left out.
    LeftOut,
    /// Even the next birthday, on the very day, is let in.
    NextBirthday,
}
