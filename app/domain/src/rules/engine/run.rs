//! From candidates and marks to scores, lists, ranks and outcomes. Columns go through the stages in the order of the
//! course; each stage reads what is earlier and settles the people it is about.

use super::candidate::People;
use super::faults::{RuleFault, RunFault};
use super::outcome::{Outcome, Upto};
use super::plan::Plan;
use super::reader;
use super::state::State;
use super::table::Table;
use crate::rules::codes::StageCode;
use crate::rules::document::RuleDocument;

/// Applies the rules to the people, as far as `upto`.
///
/// # Errors
/// What is wrong with the rows, or what the rules name and do not define.
pub fn run(doc: &RuleDocument, people: &People, upto: &Upto) -> Result<Outcome, RunFault> {
    Roll::read(doc, people)?.run(upto)
}

/// Every code of the course, in its order: stages of all variants, `total`, then the steps after the exam.
///
/// # Errors
/// What the rules name and do not define.
pub fn course_steps(doc: &RuleDocument) -> Result<Vec<StageCode>, RuleFault> {
    Plan::compile(doc).map(|plan| plan.steps)
}

/// Rules and people made ready: checked, numbered, laid out in columns. Read once, it can be run again and again.
pub struct Roll<'a> {
    plan: Plan<'a>,
    table: Table<'a>,
    people: &'a People,
}

impl<'a> Roll<'a> {
    /// # Errors
    /// As [`run`].
    pub fn read(doc: &'a RuleDocument, people: &'a People) -> Result<Self, RunFault> {
        let plan = Plan::compile(doc).map_err(RunFault::Rules)?;
        let table = reader::read(&plan, &people.candidates)?;
        Ok(Roll {
            plan,
            table,
            people,
        })
    }

    /// # Errors
    /// Figures beyond the exact integers of the engine, or a step that the course does not have.
    pub fn run(&self, upto: &Upto) -> Result<Outcome, RunFault> {
        let mut state = State::new(&self.plan, &self.table, &self.people.facts);
        advance(&mut state, upto).map_err(RunFault::Rules)?;
        Ok(super::answer::outcome(state, upto))
    }
}

/// A run can stop at a stage that there is, and only there.
fn no_stage(state: &State, code: &StageCode) -> RuleFault {
    let known = state.plan.steps.iter().take(state.plan.total);
    let nearest = super::nearest(code.as_str(), known.map(|step| step.as_str()));
    RuleFault::Unknown {
        kind: super::CodeKind::Stage,
        code: code.to_string(),
        nearest: nearest.map(str::to_owned),
    }
}

fn advance(state: &mut State, upto: &Upto) -> Result<(), RuleFault> {
    let last = match upto {
        Upto::Stage(code) => {
            let step = state
                .plan
                .step(code)
                .filter(|step| *step < state.plan.total);
            Some(step.ok_or_else(|| no_stage(state, code))?)
        }
        _ => None,
    };
    crate::rules::eligibility::admit(state)?;
    crate::rules::bonus::judge_all(state);
    crate::rules::opening::before(state);
    if *upto == Upto::Opening {
        return Ok(());
    }
    for step in 0..state.plan.total {
        crate::rules::stages::recount(state, step)?;
        crate::rules::stages::run(state, step)?;
        crate::rules::lists::cut(state, step)?;
        if last == Some(step) {
            return Ok(());
        }
    }
    crate::rules::totals::run(state)?;
    if *upto == Upto::After {
        crate::rules::after::run(state)?;
    }
    Ok(())
}
