//! From candidates and marks to scores, lists, ranks and outcomes. Columns go through the stages in the order of the
//! course; each stage reads what is earlier and settles the people it is about.

use super::answer::Found;
use super::candidate::{FactColumns, People};
use super::faults::{RuleFault, RunFault};
use super::outcome::{Outcome, Upto};
use super::plan::Plan;
use super::rows::Place;
use super::state::State;
use super::table::Table;
use super::told::Notice;
use super::{answer, apart, course, reader};
use crate::parallel::in_turn;
use crate::rules::codes::StageCode;
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::{Judge, course_is_known, duplicates, moments};
use std::sync::Arc;

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
    judge: Judge<'a>,
    facts: &'a FactColumns,
    /// Posts that share nothing stand apart.
    parts: Vec<Table<'a>>,
    places: Arc<[Place]>,
    moments: Option<Notice>,
}

impl<'a> Roll<'a> {
    /// # Errors
    /// As [`run`].
    pub fn read(doc: &'a RuleDocument, people: &'a People) -> Result<Self, RunFault> {
        Roll::read_apart(doc, people, apart::LEAST)
    }

    /// Reads so that posts which share nothing are run apart as soon as they have so many people together.
    ///
    /// # Errors
    /// As [`run`].
    pub fn read_apart(
        doc: &'a RuleDocument,
        people: &'a People,
        least: usize,
    ) -> Result<Self, RunFault> {
        let plan = Plan::compile(doc).map_err(RunFault::Rules)?;
        let (mut parts, places) = reader::read(&plan, &people.candidates, least)?;
        course_is_known(doc, &people.facts).map_err(RunFault::Rules)?;
        let twice = duplicates(doc, &people.candidates);
        if !twice.is_empty() {
            for part in &mut parts {
                let own = part.original.iter().map(|row| twice[*row as usize]);
                part.twice = own.collect();
            }
        }
        Ok(Roll {
            plan,
            judge: Judge::new(doc, &people.facts),
            facts: &people.facts,
            parts,
            places,
            moments: moments(&people.candidates),
        })
    }

    /// # Errors
    /// Figures beyond the exact integers of the engine, or a step that the course does not have.
    pub fn run(&self, upto: &Upto) -> Result<Outcome, RunFault> {
        let last = last_step(&self.plan, upto)?;
        let found = in_turn(&self.parts, |part| {
            let mut state = State::new(&self.plan, part, self.facts);
            course::advance(&mut state, &self.judge, upto, last)?;
            Ok(answer::found(state, upto))
        });
        let found: Result<Vec<Found>, RuleFault> = found.into_iter().collect();
        let found = found.map_err(RunFault::Rules)?;
        let mut outcome = answer::outcome(&self.plan, found, self.places.clone(), upto);
        outcome.notices.extend(self.moments.clone());
        outcome.notices.sort();
        Ok(outcome)
    }
}

/// A run can stop at a stage that there is, and only there.
fn no_stage(plan: &Plan, code: &StageCode) -> RuleFault {
    let known = plan.steps.iter().take(plan.total);
    let nearest = super::nearest(code.as_str(), known.map(|step| step.as_str()));
    RuleFault::Unknown {
        kind: super::CodeKind::Stage,
        code: code.to_string(),
        nearest: nearest.map(str::to_owned),
    }
}

fn last_step(plan: &Plan, upto: &Upto) -> Result<Option<usize>, RunFault> {
    let Upto::Stage(code) = upto else {
        return Ok(None);
    };
    let step = plan.step(code).filter(|step| *step < plan.total);
    let found = step.ok_or_else(|| RunFault::Rules(no_stage(plan, code)))?;
    Ok(Some(found))
}
