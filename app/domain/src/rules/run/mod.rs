//! From candidates and marks to scores, lists, ranks and outcomes. Columns go through the stages in the order of a
//! recruitment; each stage reads the figures before it and settles the status of the people it is about.

mod bonus;
mod candidate;
mod correction;
mod faults;
mod interview;
mod ledger;
mod lines;
mod marks;
mod mix;
mod normalise;
mod opening;
mod outcome;
mod physical;
mod plan;
mod quota;
mod reader;
mod rise;
mod sentences;
mod shortlist;
mod single;
mod status;
mod substitution;
mod table;
mod ties;
mod total;
mod trim;
mod work;
mod written;
mod written_lines;

pub use crate::numbers::Fraction;
pub(crate) use bonus::{BonusPlan, Claimed, GroupSum};
pub use candidate::{Candidate, Entry, InterviewSheet, Leaving, Mark, Stage};
pub use faults::{CandidateProblem, CandidateProblemKind, RuleFault, RunFault};
pub use ledger::{Ledger, LedgerEntry};
pub use marks::Marks;
pub(crate) use normalise::figures_of_sums;
pub use outcome::{
    CandidateOutcome, LineOutcome, MissingPart, MissingScore, Outcome, Pending, PostOutcome,
    RoomOutcome, Status,
};
pub(crate) use plan::{needs_written, source_is_after_shortlist};
pub(crate) use single::{bonus_of, cannot_compile, panel_score, people_for, total_of};
pub(crate) use trim::{Struck, kept, struck};

use super::document::{OpeningBase, RuleDocument};
use crate::numbers::Points;
use plan::{Plan, RuleSet};
use table::Table;
use work::Work;

/// Applies the rules to the candidates, as far as `upto`.
pub fn run(doc: &RuleDocument, candidates: &[Candidate], upto: Stage) -> Result<Outcome, RunFault> {
    Roll::read(doc, candidates)?.run(upto)
}

/// Rules and candidates made ready: checked, numbered, laid out in columns. Read once, it can be run again and again,
/// to any stage.
pub struct Roll<'a> {
    plan: Plan<'a>,
    table: Table<'a>,
}

impl<'a> Roll<'a> {
    pub fn read(doc: &'a RuleDocument, candidates: &'a [Candidate]) -> Result<Self, RunFault> {
        let plan = Plan::compile(doc).map_err(RunFault::Rules)?;
        let table = reader::read(&plan, candidates)?;
        Ok(Roll { plan, table })
    }

    pub fn run(&self, upto: Stage) -> Result<Outcome, RunFault> {
        let mut work = Work::new(&self.plan, &self.table);
        advance(&mut work, upto).map_err(RunFault::Rules)?;
        Ok(outcome(&mut work, upto))
    }

    /// The same, with the record of every rounding point.
    pub fn run_with_ledger(&self, upto: Stage) -> Result<(Outcome, Ledger<'_>), RunFault> {
        let mut work = Work::new(&self.plan, &self.table);
        advance(&mut work, upto).map_err(RunFault::Rules)?;
        let outcome = outcome(&mut work, upto);
        Ok((outcome, Ledger::of(&mut work).map_err(RunFault::Rules)?))
    }
}

fn advance(work: &mut Work, upto: Stage) -> Result<(), RuleFault> {
    written::admit(work);
    opening::apply(work, &[OpeningBase::Applied, OpeningBase::Reviewed]);
    if upto == Stage::OpeningRatio {
        opening::apply_decisions(work);
        return Ok(());
    }
    written::bonus(work);
    written::score(work);
    opening::apply(work, &[OpeningBase::Sat]);
    opening::apply_decisions(work);
    written_lines::pass(work);
    shortlist::rank_written(work);
    if upto == Stage::Written {
        return Ok(());
    }
    shortlist::select(work);
    opening::apply(work, &[OpeningBase::EnteringInterview]);
    opening::apply_decisions(work);
    if upto == Stage::Shortlist {
        return Ok(());
    }
    interview::score(work)?;
    normalise::apply(work)?;
    interview::bonus(work);
    interview::pass(work);
    total::score(work)?;
    total::pass(work);
    total::rank(work);
    physical::refill(work);
    Ok(())
}

fn outcome(work: &mut Work, upto: Stage) -> Outcome {
    // In the order of the input: the rows of each post are read one after another, so their columns stay near at hand,
    // and the large outcome is written once from end to end.
    let answer = |row: &u32| {
        let row = *row as usize;
        figures(work, work.set(work.table.post[row] as usize), row)
    };
    let candidates: Vec<CandidateOutcome> = work.table.row_of.iter().map(answer).collect();
    work.pending.sort();
    work.pending.dedup();
    for (row, key) in work.gaps.take() {
        work.miss(row, MissingPart::Fact(key));
    }
    work.without_cancelled();
    work.missing.sort();
    work.missing.dedup();
    Outcome {
        stage: upto,
        rules: work.plan.doc.digest(),
        posts: std::mem::take(&mut work.posts),
        rooms: std::mem::take(&mut work.rooms),
        candidates,
        pending: std::mem::take(&mut work.pending),
        missing: std::mem::take(&mut work.missing),
    }
}

fn figures(work: &Work, set: &RuleSet, row: usize) -> CandidateOutcome {
    let basis_scale = set
        .shortlist
        .as_ref()
        .map(|formula| formula.mix.extent.scale);
    let claimed = !work.table.claims_of(row).is_empty();
    CandidateOutcome {
        status: work.status[row],
        bonus: claimed.then(|| Points::from_raw(work.bonus[row])),
        written: total::points(work.written[row], set.written_extent.scale),
        shortlist: basis_scale.and_then(|scale| total::points(*work.basis.get(row)?, scale)),
        interview: total::points(work.interview[row], work.interview_scale),
        total: total::points(work.total[row], Points::SCALE),
        written_rank: Some(work.written_rank[row]).filter(|rank| *rank > 0),
        rank: Some(work.rank[row]).filter(|rank| *rank > 0),
    }
}
