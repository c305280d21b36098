//! The score of papers sat together.

use super::document::{Missed, Papers};
use crate::numbers::extent::Extent;
use crate::rules::engine::RuleFault;
use crate::rules::engine::cell::Cell;
use crate::rules::engine::weighted::{WeightedPart, WeightedSum};

/// Papers compiled: their marks stand in the order of the rule's papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PapersPlan {
    sum: WeightedSum,
    missed: Missed,
    /// Of the score.
    pub extent: Extent,
}

impl PapersPlan {
    pub(crate) fn compile(rule: &Papers) -> Result<Self, RuleFault> {
        let papers = rule.papers.iter();
        let parts: Vec<WeightedPart> = papers
            .map(|paper| (Extent::of(paper.full), paper.weight, None))
            .collect();
        let sum = WeightedSum::compile(&parts, rule.mark, rule.product, rule.sum)?;
        Ok(PapersPlan {
            extent: sum.extent,
            missed: rule.missed.unwrap_or(Missed::Absent),
            sum,
        })
    }

    /// One void paper voids the stage; one missed paper makes the person absent, unless missing one counts as nothing and
    /// another was sat. `NONE` while a mark is missing that could change the answer.
    #[inline]
    pub(crate) fn score(&self, marks: &[Cell]) -> Cell {
        match Sat::of(marks) {
            Sat { void: true, .. } => Cell::VIOLATION,
            Sat { absent: true, .. } if self.missed == Missed::Absent => Cell::ABSENT,
            Sat {
                missing: Some(_), ..
            } => Cell::NONE,
            Sat { scored: false, .. } => Cell::ABSENT,
            _ => Cell::score(self.sum.apply(|paper| marks[paper].get().unwrap_or(0))),
        }
    }

    /// Whether this person sat at least one paper, or was caught cheating in one.
    pub(crate) fn came(marks: &[Cell]) -> bool {
        marks
            .iter()
            .any(|mark| mark.is_score() || *mark == Cell::VIOLATION)
    }

    /// The first paper whose missing mark leaves the score open.
    pub(crate) fn missing(&self, marks: &[Cell]) -> Option<usize> {
        if self.score(marks) == Cell::NONE {
            Sat::of(marks).missing
        } else {
            None
        }
    }
}

/// What stands in a row of papers.
struct Sat {
    void: bool,
    absent: bool,
    scored: bool,
    /// The first paper without any record.
    missing: Option<usize>,
}

impl Sat {
    #[inline]
    fn of(marks: &[Cell]) -> Self {
        let mut sat = Sat {
            void: false,
            absent: false,
            scored: false,
            missing: None,
        };
        for (paper, mark) in marks.iter().enumerate() {
            match *mark {
                Cell::VIOLATION => sat.void = true,
                Cell::ABSENT => sat.absent = true,
                Cell::NONE => sat.missing = sat.missing.or(Some(paper)),
                _ => sat.scored = true,
            }
        }
        sat
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{Points, Ratio, Rounding};

    fn plan(missed: Option<Missed>) -> PapersPlan {
        let paper = |code: &str, weight| crate::rules::stages::Paper {
            code: code.into(),
            name: crate::rules::Bilingual::new("科目", "paper"),
            full: Points::whole(100),
            weight: Ratio::percent(weight),
            questions: Vec::new(),
            minutes: None,
        };
        let rule = Papers {
            full: Points::whole(100),
            papers: vec![paper("aptitude", 40), paper("essay", 60)],
            mark: None,
            product: None,
            sum: Some(Rounding::half_up(2)),
            missed,
        };
        PapersPlan::compile(&rule).unwrap()
    }

    fn mark(points: i64) -> Cell {
        Cell::score(points * Points::SCALE)
    }

    const N: Cell = Cell::NONE;
    const A: Cell = Cell::ABSENT;
    const V: Cell = Cell::VIOLATION;

    #[test]
    fn one_missed_paper_makes_absent_and_one_void_paper_voids_the_stage() {
        let absent = plan(None);
        for (marks, score, missing, came) in [
            ([mark(70), mark(80)], mark(76), None, true),
            ([mark(0), mark(0)], mark(0), None, true),
            ([mark(70), A], A, None, true),
            ([A, A], A, None, false),
            ([A, V], V, None, true),
            ([V, mark(80)], V, None, true),
            ([N, V], V, None, true),
            ([N, A], A, None, false),
            ([mark(70), N], N, Some(1), true),
            ([N, N], N, Some(0), false),
        ] {
            assert_eq!(absent.score(&marks), score, "{marks:?}");
            assert_eq!(absent.missing(&marks), missing, "{marks:?}");
            assert_eq!(PapersPlan::came(&marks), came, "{marks:?}");
        }
    }

    #[test]
    fn a_missed_paper_counts_as_nothing_where_the_rule_says_so_and_another_was_sat() {
        let zero = plan(Some(Missed::Zero));
        for (marks, score, missing) in [
            ([mark(70), A], mark(28), None),
            ([A, mark(80)], mark(48), None),
            ([A, A], A, None),
            ([A, V], V, None),
            ([N, A], N, Some(0)),
            ([mark(70), N], N, Some(1)),
        ] {
            assert_eq!(zero.score(&marks), score, "{marks:?}");
            assert_eq!(zero.missing(&marks), missing, "{marks:?}");
        }
    }
}
