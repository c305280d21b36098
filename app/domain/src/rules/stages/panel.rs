//! From examiners' marks to the panel's score, before any correction between rooms (domain.md 3.7).

use super::document::{Panel, TrimOver};
use crate::numbers::extent::{Extent, divide, lcm, narrow};
use crate::numbers::{Points, Rounding};
use crate::rules::codes::StageCode;
use crate::rules::defaults;
use crate::rules::engine::RuleFault;
use crate::rules::engine::cell::Cell;

/// Where the rule does not say how many examiners score: the largest panel whose exact mean is kept.
const LARGEST: u8 = 15;

/// A panel compiled: the mean after the trim, for every number of examiners that may score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PanelPlan {
    /// The fewest and the most examiners.
    sizes: (usize, usize),
    highest: usize,
    lowest: usize,
    by_element: bool,
    mean: Option<Rounding>,
    /// The largest mark of one examiner, in ten-thousandths.
    most: i64,
    /// Of the score: ten-thousandths where the mean is rounded, else a scale at which the mean of every number of marks
    /// is whole.
    pub extent: Extent,
}

impl PanelPlan {
    pub(crate) fn compile(rule: &Panel, stage: &StageCode) -> Result<Self, RuleFault> {
        let trim = rule.trim.as_ref().unwrap_or(&defaults::TRIM);
        let mut plan = PanelPlan {
            sizes: sizes(rule),
            highest: trim.highest.into(),
            lowest: trim.lowest.into(),
            by_element: trim.over == TrimOver::Element,
            mean: rule.mean,
            most: most(rule),
            extent: Extent::of(rule.full),
        };
        let mut sizes = plan.sizes.0..=plan.sizes.1;
        let scores = |size| plan.kept(size) > 0;
        let sound = match rule.examiners {
            Some(_) => sizes.all(scores),
            None => sizes.any(scores),
        };
        if !sound {
            let stage = stage.clone();
            return Err(RuleFault::TrimsEverything { stage });
        }
        let mut scale = Points::SCALE;
        if rule.mean.is_none() {
            for size in plan.sizes.0..=plan.sizes.1 {
                let kept = plan.kept(size).max(1) as i64;
                scale = lcm(scale, Points::SCALE * kept)?;
            }
        }
        plan.extent = plan.proven(scale)?;
        Ok(plan)
    }

    /// The extent at `scale`, once the sum of the largest panel keeps within the engine's integers.
    fn proven(&self, scale: i64) -> Result<Extent, RuleFault> {
        let decimals = self.mean.map_or(0, |rounding| rounding.decimals);
        if decimals > 4 {
            return Err(RuleFault::TooManyDecimals { decimals });
        }
        let per_point = i128::from(scale / Points::SCALE);
        let most = i128::from(self.most);
        narrow(most * self.sizes.1 as i128 * per_point)?;
        // A rounded mean may end up to one point above the highest mark.
        let rounded = self.mean.map_or(0, |_| i128::from(Points::SCALE));
        let most = narrow((most + rounded) * per_point)?;
        Ok(Extent { scale, most })
    }

    /// Whether a sheet of so many examiners can be scored.
    fn takes(&self, examiners: usize) -> bool {
        (self.sizes.0..=self.sizes.1).contains(&examiners) && self.kept(examiners) > 0
    }

    /// Whether scoring needs the rows of elements.
    pub(crate) fn is_by_element(&self) -> bool {
        self.by_element
    }

    /// How many marks count. A single mark is a score that somebody averaged already.
    fn kept(&self, marks: usize) -> usize {
        match marks {
            1 => 1,
            _ => marks.saturating_sub(self.highest + self.lowest),
        }
    }

    /// One mark for each examiner; `elements`, one row for each examiner, count only where elements are trimmed one by
    /// one. A void mark beats an absent one; `NONE` while a mark is missing, or for a sheet that `takes` refuses.
    pub(crate) fn score(&self, examiners: &[Cell], elements: &[Vec<Points>]) -> Cell {
        if !examiners.iter().all(|mark| mark.is_score()) {
            let reasons = [Cell::VIOLATION, Cell::ABSENT, Cell::NONE];
            let found = reasons.into_iter().find(|own| examiners.contains(own));
            return found.unwrap_or(Cell::NONE);
        }
        let rows = if self.by_element { elements } else { &[] };
        let size = if rows.is_empty() {
            examiners.len()
        } else {
            rows.len()
        };
        if !self.takes(size) {
            return Cell::NONE;
        }
        let sum = match rows.first() {
            None => self.trimmed(examiners.iter().map(|mark| mark.raw())),
            Some(first) => (0..first.len())
                .map(|element| {
                    let figure = |row: &Vec<Points>| row.get(element).map_or(0, |of| of.raw());
                    self.trimmed(rows.iter().map(figure))
                })
                .sum(),
        };
        Cell::score(self.mean_of(sum, self.kept(size) as i64))
    }

    /// The sum without so many of the highest and lowest, however many are equal.
    fn trimmed(&self, marks: impl Iterator<Item = i64> + Clone) -> i64 {
        let size = marks.clone().count();
        if size == 1 || (self.highest, self.lowest) == (0, 0) {
            return marks.sum();
        }
        if (self.highest, self.lowest) == (1, 1) {
            let ends = (0, i64::MAX, i64::MIN);
            let (sum, least, most) = marks.fold(ends, |(sum, least, most), mark| {
                (sum + mark, mark.min(least), mark.max(most))
            });
            return sum - least - most;
        }
        let mut sorted: Vec<i64> = marks.collect();
        sorted.sort_unstable();
        sorted[self.lowest..size - self.highest].iter().sum()
    }

    /// The mean of `kept` marks that sum to `sum` ten-thousandths, at the scale of the extent.
    fn mean_of(&self, sum: i64, kept: i64) -> i64 {
        let per_point = self.extent.scale / Points::SCALE;
        match self.mean {
            None => sum * per_point / kept,
            Some(rounding) => {
                let unit = 10i64.pow(u32::from(4 - rounding.decimals));
                divide(rounding.mode, sum, kept * unit) * unit * per_point
            }
        }
    }
}

/// The fewest and the most examiners of a room.
fn sizes(rule: &Panel) -> (usize, usize) {
    let largest = if rule.mean.is_some() {
        u8::MAX
    } else {
        LARGEST
    };
    let (least, most) = match (rule.examiners, rule.least_examiners) {
        (Some(all), least) => (least.unwrap_or(all).min(all), all),
        (None, least) => (least.unwrap_or(1), largest.max(least.unwrap_or(1))),
    };
    (least.max(1).into(), most.max(1).into())
}

/// The largest mark of one examiner, in ten-thousandths.
fn most(rule: &Panel) -> i64 {
    let elements = rule
        .elements
        .iter()
        .map(|element| element.full.raw().max(0));
    let sum = elements.fold(0, i64::saturating_add);
    sum.max(rule.full.raw()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::stages::{Element, Trim};

    fn panel(examiners: Option<u8>, mean: Option<u8>) -> Panel {
        Panel {
            full: Points::whole(100),
            examiners,
            least_examiners: None,
            chief: None,
            elements: Vec::new(),
            mark_decimals: None,
            trim: None,
            mean: mean.map(Rounding::half_up),
            correction: None,
            lots: None,
        }
    }

    fn trim(highest: u8, lowest: u8, over: TrimOver) -> Option<Trim> {
        Some(Trim {
            highest,
            lowest,
            over,
        })
    }

    fn compiled(rule: &Panel) -> PanelPlan {
        PanelPlan::compile(rule, &"interview".into()).unwrap()
    }

    fn cells(marks: &[&str]) -> Vec<Cell> {
        let cell = |mark: &&str| match *mark {
            "absent" => Cell::ABSENT,
            "void" => Cell::VIOLATION,
            "" => Cell::NONE,
            figure => Cell::score(raw(figure)),
        };
        marks.iter().map(cell).collect()
    }

    fn raw(points: &str) -> i64 {
        points.parse::<Points>().unwrap().raw()
    }

    #[test]
    fn so_many_of_the_highest_and_lowest_are_dropped_however_many_are_equal() {
        let marks = cells(&["80", "90", "85", "90", "70"]);
        for (highest, lowest, score) in [
            (1, 1, "85"),
            (2, 1, "82.5"),
            (1, 2, "87.5"),
            (0, 1, "86.25"),
            (1, 0, "81.25"),
            (2, 2, "85"),
            (0, 0, "83"),
        ] {
            let rule = Panel {
                trim: trim(highest, lowest, TrimOver::Sheet),
                ..panel(Some(5), Some(2))
            };
            let found = compiled(&rule).score(&marks, &[]);
            assert_eq!(found, Cell::score(raw(score)), "{highest} {lowest}");
        }
        let unstated = compiled(&panel(Some(5), Some(2)));
        assert_eq!(
            unstated.score(&marks, &[]),
            Cell::score(raw("85")),
            "one of each where nothing is said"
        );
    }

    #[test]
    fn the_mean_is_rounded_as_told_or_exact_at_its_scale() {
        let marks = cells(&["80", "81", "82", "83.5", "90"]);
        let two = compiled(&panel(Some(5), Some(2)));
        // 246.5 ÷ 3 = 82.1666….
        assert_eq!(two.score(&marks, &[]), Cell::score(raw("82.17")));
        assert_eq!(two.extent.scale, Points::SCALE);
        let exact = compiled(&panel(Some(5), None));
        assert_eq!(exact.extent.scale, 3 * Points::SCALE);
        assert_eq!(exact.score(&marks, &[]), Cell::score(raw("246.5")));
    }

    #[test]
    fn one_scale_serves_every_number_of_examiners_that_may_score() {
        let rule = Panel {
            least_examiners: Some(5),
            ..panel(Some(7), None)
        };
        let plan = compiled(&rule);
        assert_eq!(
            plan.extent.scale,
            60 * Points::SCALE,
            "3, 4 and 5 marks count"
        );
        for (marks, sixtieths) in [
            (&["80", "81", "82", "83", "84"][..], 82 * 60),
            (&["80", "81", "82", "83", "84", "85"], 60 * 82 + 30),
            (&["80", "81", "82", "83", "84", "85", "87"], 83 * 60),
        ] {
            let score = Cell::score(sixtieths * Points::SCALE);
            assert_eq!(plan.score(&cells(marks), &[]), score, "{marks:?}");
        }
        assert_eq!(
            [4, 5, 6, 7, 8].map(|size| plan.takes(size)),
            [false, true, true, true, false]
        );
        assert_eq!(
            plan.score(&cells(&["80", "81", "82", "83"]), &[]),
            Cell::NONE
        );
    }

    #[test]
    fn a_panel_of_unstated_size_takes_one_averaged_mark_or_enough_for_the_trim() {
        let plan = compiled(&panel(None, None));
        assert_eq!(
            [0, 1, 2, 3, 15, 16].map(|size| plan.takes(size)),
            [false, true, false, true, true, false]
        );
        let per_point = plan.extent.scale / Points::SCALE;
        let single = plan.score(&cells(&["80.25"]), &[]);
        assert_eq!(single, Cell::score(raw("80.25") * per_point));
        assert!(
            compiled(&panel(None, Some(2))).takes(40),
            "rounded means need no common scale"
        );
    }

    #[test]
    fn a_void_mark_beats_an_absent_one_and_a_gap_leaves_the_score_open() {
        let plan = compiled(&panel(Some(3), Some(2)));
        for (marks, score) in [
            (["80", "", "void"], Cell::VIOLATION),
            (["absent", "absent", "void"], Cell::VIOLATION),
            (["absent", "", "80"], Cell::ABSENT),
            (["80", "", "80"], Cell::NONE),
            (["80", "70", "90"], Cell::score(raw("80"))),
        ] {
            assert_eq!(plan.score(&cells(&marks), &[]), score, "{marks:?}");
        }
        assert_eq!(plan.score(&[], &[]), Cell::NONE);
    }

    #[test]
    fn elements_are_trimmed_one_by_one_and_their_means_added() {
        let element = |code: &str| Element {
            code: code.into(),
            name: crate::rules::Bilingual::new("要素", "element"),
            full: Points::whole(50),
        };
        let rule = Panel {
            elements: vec![element("a"), element("b")],
            trim: trim(1, 1, TrimOver::Element),
            ..panel(Some(3), Some(2))
        };
        let plan = compiled(&rule);
        let rows = [[40, 30], [30, 40], [20, 10]];
        let rows = rows.map(|row| row.map(Points::whole).to_vec());
        let marks = cells(&["70", "70", "30"]);
        assert!(plan.is_by_element());
        assert_eq!(
            plan.score(&marks, &rows),
            Cell::score(raw("60")),
            "30 and 30"
        );
        assert_eq!(plan.score(&[], &rows), Cell::score(raw("60")));
        assert_eq!(
            plan.score(&marks, &[]),
            Cell::score(raw("70")),
            "whole sheets only"
        );
        let whole = compiled(&Panel {
            trim: trim(1, 1, TrimOver::Sheet),
            ..rule
        });
        assert_eq!(whole.score(&marks, &rows), Cell::score(raw("70")));
    }

    #[test]
    fn a_trim_that_leaves_no_mark_is_a_fault_of_the_rules() {
        let stage = StageCode::from("interview");
        let fault = |rule: &Panel| PanelPlan::compile(rule, &stage).err();
        let everything = RuleFault::TrimsEverything {
            stage: stage.clone(),
        };
        assert_eq!(fault(&panel(Some(2), Some(2))), Some(everything.clone()));
        let too_few = Panel {
            least_examiners: Some(2),
            ..panel(Some(7), Some(2))
        };
        assert_eq!(fault(&too_few), Some(everything));
        let fine = RuleFault::TooManyDecimals { decimals: 5 };
        assert_eq!(fault(&panel(Some(5), Some(5))), Some(fine));
    }
}
