//! Marks are typed twice from paper, by different people who do not see each other's figures (D2). The machine compares,
//! names the likely slip, and lets nothing be frozen while two figures differ.

use crate::{
    Instant, Points, Problem,
    campaigns::{Progress, Timetable},
    ids::AccountId,
    rules::Mark,
    say::{ABSENT, VIOLATION},
};
use serde::{Deserialize, Serialize};

/// Why figures cannot be entered, settled or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One person types a figure once, and settles none of their own.
    SamePerson,
    /// Two entries still differ.
    DifferencesOpen { count: usize },
    /// Sheets without both entries.
    MarksMissing { count: usize },
}

/// Which marks: scripts of the written test, or score sheets of the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Written,
    Interview,
}

impl MarkKind {
    /// Where a campaign stands while these marks are typed.
    pub fn typed_at(self) -> Progress {
        match self {
            MarkKind::Written => Progress::Seated,
            MarkKind::Interview => Progress::Shortlisted,
        }
    }

    /// Where freezing them leads.
    pub fn leads_to(self) -> Progress {
        match self {
            MarkKind::Written => Progress::WrittenFrozen,
            MarkKind::Interview => Progress::InterviewFrozen,
        }
    }

    /// Nobody has a mark before this moment, where it is stated.
    pub fn begins(self, timetable: &Timetable) -> Option<Instant> {
        match self {
            MarkKind::Written => timetable.written_at,
            MarkKind::Interview => timetable.interview_at,
        }
    }
}

/// The first or the second of the two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pass {
    First,
    Second,
}

/// Reads one box of the entry form: a figure, or a word for an absence or a violation.
///
/// # Errors
/// When it is neither, or above the full mark, or below zero.
pub fn read_mark(typed: &str, full: Points) -> Result<Mark, Problem> {
    match typed.trim().to_lowercase().as_str() {
        word if ABSENT.contains(&word) => return Ok(Mark::Absent),
        word if VIOLATION.contains(&word) => return Ok(Mark::Violation),
        _ => {}
    }
    let points: Points = typed.parse().map_err(Problem::Points)?;
    if points > full || points < Points::ZERO {
        return Err(Problem::AboveFullMark { full });
    }
    Ok(Mark::Scored(points))
}

/// Two entries of one item, side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// One or both are not typed yet.
    Waiting,
    Agreed(Mark),
    Differ {
        first: Mark,
        second: Mark,
    },
}

pub fn compare(first: Option<Mark>, second: Option<Mark>) -> Comparison {
    match (first, second) {
        (Some(first), Some(second)) if first == second => Comparison::Agreed(first),
        (Some(first), Some(second)) => Comparison::Differ { first, second },
        _ => Comparison::Waiting,
    }
}

/// A difference and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub sheet: String,
    pub item: String,
    pub first: Mark,
    pub second: Mark,
}

/// What probably happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// The two figures of neighbouring sheets are exchanged: a row was skipped (Shangqiu 2021).
    Row { with: String },
    /// 12.0 and 21.0.
    Transposed,
    /// 20 and 2: a digit was lost.
    DigitLost,
    /// 76.6 and 70.6: one digit differs (Hunan 2016).
    OneDigit,
}

/// The likely slip behind each difference, in the same order.
pub fn likely_slips(differences: &[Difference]) -> Vec<Option<Slip>> {
    differences
        .iter()
        .map(|this| {
            let crossed = |other: &&Difference| {
                other.item == this.item
                    && other.sheet != this.sheet
                    && other.first == this.second
                    && other.second == this.first
            };
            match differences.iter().find(crossed) {
                Some(other) => Some(Slip::Row {
                    with: other.sheet.clone(),
                }),
                None => slip_of_digits(this.first, this.second),
            }
        })
        .collect()
}

fn slip_of_digits(first: Mark, second: Mark) -> Option<Slip> {
    let (Mark::Scored(a), Mark::Scored(b)) = (first, second) else {
        return None;
    };
    let digits = |p: Points| -> Vec<char> {
        p.to_string()
            .trim_end_matches('0')
            .chars()
            .filter(char::is_ascii_digit)
            .collect()
    };
    let padded = |p: Points| -> Vec<char> { format!("{p:>12}").chars().collect() };
    let (x, y) = (padded(a), padded(b));
    let apart: Vec<usize> = (0..x.len().min(y.len()))
        .filter(|&i| x[i] != y[i])
        .collect();
    let (short, long) = if digits(a).len() < digits(b).len() {
        (digits(a), digits(b))
    } else {
        (digits(b), digits(a))
    };
    let transposed = apart.len() == 2 && x[apart[0]] == y[apart[1]] && x[apart[1]] == y[apart[0]];
    if tenfold(a, b) {
        Some(Slip::DigitLost)
    } else if transposed {
        Some(Slip::Transposed)
    } else if long.len() == short.len() + 1 && (0..long.len()).any(|i| without(&long, i) == short) {
        Some(Slip::DigitLost)
    } else if apart.len() == 1 {
        Some(Slip::OneDigit)
    } else {
        None
    }
}

fn tenfold(a: Points, b: Points) -> bool {
    a != b && (a.raw() == b.raw() * 10 || b.raw() == a.raw() * 10)
}

fn without(digits: &[char], skipped: usize) -> Vec<char> {
    digits
        .iter()
        .enumerate()
        .filter(|&(i, _)| i != skipped)
        .map(|(_, &c)| c)
        .collect()
}

/// Who may settle a difference: a third person, never one of the two who typed.
///
/// # Errors
/// `SamePerson` when the settler typed one of the figures.
pub fn may_settle(settler: AccountId, typed_by: &[AccountId]) -> Result<(), Refusal> {
    if typed_by.contains(&settler) {
        Err(Refusal::SamePerson)
    } else {
        Ok(())
    }
}

/// Who may type the second entry of a sheet: not the person who typed the first.
///
/// # Errors
/// `SamePerson`.
pub fn may_enter(recorder: AccountId, other_pass_by: Option<AccountId>) -> Result<(), Refusal> {
    if other_pass_by == Some(recorder) {
        Err(Refusal::SamePerson)
    } else {
        Ok(())
    }
}

/// What stands between these marks and being frozen (D3: the count of marks must equal the count of sheets times items).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Sheets times items.
    pub expected: usize,
    pub agreed: usize,
    pub differing: usize,
    pub settled: usize,
}

impl Tally {
    /// # Errors
    /// While a difference is open or an entry is missing.
    pub fn may_freeze(&self) -> Result<(), Refusal> {
        if self.differing > 0 {
            return Err(Refusal::DifferencesOpen {
                count: self.differing,
            });
        }
        let known = self.agreed + self.settled;
        if self.expected == 0 || known != self.expected {
            return Err(Refusal::MarksMissing {
                count: self.expected.saturating_sub(known),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(text: &str) -> Mark {
        Mark::Scored(text.parse().unwrap())
    }

    fn difference(sheet: &str, first: &str, second: &str) -> Difference {
        Difference {
            sheet: sheet.into(),
            item: "3".into(),
            first: scored(first),
            second: scored(second),
        }
    }

    #[test]
    fn a_figure_above_the_full_mark_is_refused_where_it_is_typed() {
        assert_eq!(
            read_mark("100.5", Points::whole(100)),
            Err(Problem::AboveFullMark {
                full: Points::whole(100)
            })
        );
        assert_eq!(read_mark(" 缺考", Points::whole(100)), Ok(Mark::Absent));
        for violation in ["违纪", "Violation "] {
            let read = read_mark(violation, Points::whole(100));
            assert_eq!(read, Ok(Mark::Violation));
        }
        assert!(read_mark("81,5", Points::whole(100)).is_err());
        assert!(read_mark("-1", Points::whole(100)).is_err());
    }

    #[test]
    fn two_rows_exchanged_are_recognised_as_one_slip() {
        let slips = likely_slips(&[
            difference("A-0417", "18.5", "14"),
            difference("A-0418", "14", "18.5"),
        ]);
        assert_eq!(
            slips,
            [
                Some(Slip::Row {
                    with: "A-0418".into()
                }),
                Some(Slip::Row {
                    with: "A-0417".into()
                })
            ]
        );
    }

    #[test]
    fn slips_of_the_hand_are_named() {
        for (first, second, slip) in [
            ("12.0", "21.0", Some(Slip::Transposed)),
            ("20.0", "2.0", Some(Slip::DigitLost)),
            ("76.6", "70.6", Some(Slip::OneDigit)),
            ("77.8", "72.8", Some(Slip::OneDigit)),
            ("104.1", "109.7", None),
        ] {
            assert_eq!(
                likely_slips(&[difference("A-1", first, second)]),
                [slip],
                "{first} {second}"
            );
        }
        let absent = Difference {
            first: Mark::Absent,
            ..difference("A-1", "1", "2")
        };
        assert_eq!(likely_slips(&[absent]), [None]);
    }

    #[test]
    fn nothing_is_frozen_while_a_figure_is_missing_or_differs() {
        let complete = Tally {
            expected: 8,
            agreed: 6,
            differing: 0,
            settled: 2,
        };
        assert_eq!(complete.may_freeze(), Ok(()));
        assert_eq!(
            Tally {
                agreed: 5,
                ..complete
            }
            .may_freeze(),
            Err(Refusal::MarksMissing { count: 1 }),
            "four of five elements are never summed (Shenzhen 2012)"
        );
        assert_eq!(
            Tally {
                differing: 1,
                ..complete
            }
            .may_freeze(),
            Err(Refusal::DifferencesOpen { count: 1 })
        );
        assert!(Tally::default().may_freeze().is_err());
    }

    #[test]
    fn the_settler_is_a_third_person() {
        let id = |n| AccountId(uuid::Uuid::from_u128(n));
        assert_eq!(may_settle(id(3), &[id(1), id(2)]), Ok(()));
        assert_eq!(may_settle(id(2), &[id(1), id(2)]), Err(Refusal::SamePerson));
        assert_eq!(may_enter(id(1), Some(id(1))), Err(Refusal::SamePerson));
    }

    proptest::proptest! {
        #[test]
        fn comparing_never_invents_a_figure(a in 0i64..2_000_000, b in 0i64..2_000_000) {
            let (a, b) = (Mark::Scored(Points::from_raw(a)), Mark::Scored(Points::from_raw(b)));
            match compare(Some(a), Some(b)) {
                Comparison::Agreed(entry) => proptest::prop_assert!(entry == a && entry == b),
                Comparison::Differ { first, second } => proptest::prop_assert!(first == a && second == b && a != b),
                Comparison::Waiting => proptest::prop_assert!(false),
            }
        }
    }
}
