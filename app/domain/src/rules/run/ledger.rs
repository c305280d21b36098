//! The run's own record of the rounding points of every candidate: what stood there before and after. A few columns
//! hold it for a million people. The derivation with its words is made on demand, by other arithmetic, and must agree.

use super::super::derivation::BlockKind;
use super::faults::RuleFault;
use super::interview::extent;
use super::plan::{Plan, TotalPlan};
use super::table::{NONE, Table, is_score};
use super::ties::figure;
use super::total::formula_of;
use super::trim::trimmed_sum;
use super::work::Work;
use crate::numbers::Fraction;
use crate::numbers::Points;

/// The record of one run.
pub struct Ledger<'a> {
    plan: &'a Plan<'a>,
    table: &'a Table<'a>,
    totals: Vec<TotalPlan>,
    interview_scale: i64,
    written_sum: Vec<i64>,
    written_before_bonus: Vec<i64>,
    /// Ten-thousandths, and how many marks they are of.
    panel_sum: Vec<(i64, u8)>,
    /// The panel's score; empty when nothing is corrected or added afterwards, and the interview score is it.
    interview_before: Vec<i64>,
    interview: Vec<i64>,
    total_sum: Vec<i64>,
}

/// One rounding point of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    pub block: BlockKind,
    pub exact: Fraction,
    pub rounded: Fraction,
}

impl<'a> Ledger<'a> {
    /// Takes the columns of a finished run, and adds up once more what stood before each rounding.
    pub(crate) fn of(work: &mut Work<'a>) -> Result<Self, RuleFault> {
        let interview_extent = extent(work);
        let totals: Vec<TotalPlan> = work
            .plan
            .sets
            .iter()
            .map(|set| work.plan.total(set, interview_extent))
            .collect::<Result<_, _>>()?;
        let people = work.table.len();
        let (mut written_sum, mut total_sum) = (vec![NONE; people], vec![NONE; people]);
        let mut panel_sum = vec![(NONE, 0); people];
        for post in 0..work.post_count() {
            let set = work.set(post);
            for row in work.rows(post) {
                if is_score(work.written_before_bonus[row]) {
                    written_sum[row] = set
                        .written
                        .sum(|part| work.table.papers[set.papers[part]][row]);
                }
                if is_score(work.interview[row]) && !set.by_element {
                    let (sum, kept) =
                        trimmed_sum(work.table.panel_of(row), set.rules.interview.trim.as_ref());
                    panel_sum[row] = (sum, kept as u8);
                }
                if is_score(work.total[row]) {
                    let formula = formula_of(work, set, &totals[work.plan.posts[post].set], row);
                    total_sum[row] = formula
                        .mix
                        .sum(|part| figure(work, row, formula.columns[part]));
                }
            }
        }
        Ok(Ledger {
            plan: work.plan,
            table: work.table,
            totals,
            interview_scale: work.interview_scale,
            written_sum,
            written_before_bonus: std::mem::take(&mut work.written_before_bonus),
            panel_sum,
            interview_before: std::mem::take(&mut work.interview_before),
            interview: std::mem::take(&mut work.interview),
            total_sum,
        })
    }

    /// The rounding points of the candidate at place `index` of the input, in the order of the calculation.
    pub fn entries(&self, index: usize) -> Vec<LedgerEntry> {
        let Some(row) = self.table.row_of.get(index).map(|row| *row as usize) else {
            return Vec::new();
        };
        let set = self.plan.set_of(self.table.post[row] as usize);
        let mut entries = Vec::new();
        let mut note = |block, exact: Option<Fraction>, rounded: Option<Fraction>| {
            if let (Some(exact), Some(rounded)) = (exact, rounded) {
                entries.push(LedgerEntry {
                    block,
                    exact,
                    rounded,
                });
            }
        };
        let written = at(self.written_before_bonus[row], set.written.extent.scale);
        note(
            BlockKind::Written,
            at(self.written_sum[row], set.written.sum_scale),
            written,
        );
        let (sum, kept) = self.panel_sum[row];
        let corrected = !self.interview_before.is_empty();
        let panel = if corrected {
            self.interview_before[row]
        } else {
            self.interview[row]
        };
        let mean = at(sum, Points::SCALE).filter(|_| kept > 0);
        let mean = mean.and_then(|sum| sum.times(Fraction::new(1, i128::from(kept))));
        note(BlockKind::Interview, mean, at(panel, self.interview_scale));
        let track = self.table.track(row);
        let own = set
            .rules
            .total
            .tracks
            .iter()
            .position(|formula| Some(&formula.track) == track);
        let plan = &self.totals[self.plan.posts[self.table.post[row] as usize].set];
        let formula = own.map_or(&plan.common, |index| &plan.tracks[index]);
        let sum = self.total_sum[row];
        let rounded = formula
            .mix
            .rounding
            .filter(|_| is_score(sum))
            .map_or(NONE, |step| step.apply(sum));
        note(
            BlockKind::Total,
            at(sum, formula.mix.sum_scale),
            at(rounded, Points::SCALE),
        );
        entries
    }
}

fn at(cell: i64, scale: i64) -> Option<Fraction> {
    is_score(cell).then(|| Fraction::new(cell.into(), scale.into()))
}
