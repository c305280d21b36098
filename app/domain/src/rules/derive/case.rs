//! One candidate before their post, and everything that derivations of one run have in common.

use super::memory::Memory;
use crate::rules::codes::StageCode;
use crate::rules::document::{DecisionValue, RuleDocument};
use crate::rules::eligibility::Post;
use crate::rules::engine::{Candidate, FactColumns, People, StageRecord};
use crate::rules::engine::{CandidateOutcome, Outcome, PostOutcome, StepFigures, Upto};
use crate::rules::for_post::PostRules;
use crate::rules::stages::{Stage, Track};
use std::collections::HashMap;

/// Everything that derivations of one run have in common; make it once for many candidates.
pub struct Derivations<'a> {
    pub(crate) doc: &'a RuleDocument,
    pub(crate) people: &'a People,
    pub(crate) outcome: &'a Outcome,
    pub(crate) posts: Vec<PostContext<'a>>,
    by_code: HashMap<&'a str, usize>,
    pub(crate) memory: Memory,
}

/// One post of the run.
pub(crate) struct PostContext<'a> {
    pub post: &'a Post,
    pub rules: PostRules,
    pub counts: &'a PostOutcome,
    /// Its people, by their places in the input.
    pub people: Vec<usize>,
}

/// Which bonus counts: before a check that counts it anew what was claimed, else what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ClaimsCount {
    AsClaimed,
    AsDecided,
}

/// One candidate before their post.
#[derive(Clone, Copy)]
pub(crate) struct Case<'c> {
    pub all: &'c Derivations<'c>,
    pub place: usize,
    pub index: usize,
    pub result: CandidateOutcome,
}

impl<'a> Derivations<'a> {
    pub fn new(doc: &'a RuleDocument, people: &'a People, outcome: &'a Outcome) -> Self {
        let posts = outcome.posts.iter().filter_map(|counts| {
            let post = doc.post(&counts.post)?;
            Some(PostContext {
                post,
                rules: doc.for_post(post),
                counts,
                people: Vec::new(),
            })
        });
        let mut posts: Vec<PostContext> = posts.collect();
        let named = posts.iter().enumerate();
        let by_code: HashMap<&str, usize> = named
            .map(|(place, context)| (context.post.code.as_str(), place))
            .collect();
        for (index, candidate) in people.candidates.iter().enumerate() {
            if let Some(place) = by_code.get(candidate.post.as_str()) {
                posts[*place].people.push(index);
            }
        }
        Derivations {
            doc,
            people,
            outcome,
            posts,
            by_code,
            memory: Memory::default(),
        }
    }

    pub(crate) fn case(&self, index: usize) -> Option<Case<'_>> {
        let candidate = self.people.candidates.get(index)?;
        // A stored outcome may be another one's.
        let result = self.outcome.of(index)?;
        let place = *self.by_code.get(candidate.post.as_str())?;
        Some(Case {
            all: self,
            place,
            index,
            result,
        })
    }
}

impl<'c> Case<'c> {
    pub(crate) fn doc(&self) -> &'c RuleDocument {
        self.all.doc
    }

    pub(crate) fn columns(&self) -> &'c FactColumns {
        &self.all.people.facts
    }

    fn context(&self) -> &'c PostContext<'c> {
        &self.all.posts[self.place]
    }

    pub(crate) fn post(&self) -> &'c Post {
        self.context().post
    }

    pub(crate) fn rules(&self) -> &'c PostRules {
        &self.context().rules
    }

    pub(crate) fn counts(&self) -> &'c PostOutcome {
        self.context().counts
    }

    pub(crate) fn candidate(&self) -> &'c Candidate {
        &self.all.people.candidates[self.index]
    }

    pub(crate) fn result(&self) -> &CandidateOutcome {
        &self.result
    }

    pub(crate) fn track(&self) -> Option<&'c Track> {
        let track = self.result().track?;
        self.doc().tracks.get(usize::from(track))
    }

    pub(crate) fn record(&self, stage: &StageCode) -> Option<&'c StageRecord> {
        self.candidate().stages.get(stage)
    }

    /// What the outcome says about this step.
    pub(crate) fn figures(&self, step: &StageCode) -> StepFigures {
        let step = self.all.outcome.step(step).map(|step| usize::from(step.0));
        let own = step.map(|step| self.all.outcome.figure(self.index, step));
        own.unwrap_or_default()
    }

    /// The last decision of this name that covers the post.
    pub(crate) fn decision(&self, of: &str) -> Option<&'c DecisionValue> {
        let post = self.post();
        let decisions = self.doc().decisions.iter().rev();
        let mut own = decisions.filter(|decision| {
            decision.of == of && decision.scope.covers(&post.code, post.pool.as_ref())
        });
        own.next().map(|decision| &decision.value)
    }

    /// The check that counts the bonus anew, by its place among the stages.
    fn recount(&self) -> Option<usize> {
        self.rules().stages.iter().position(Stage::recounts_bonus)
    }

    /// Which bonus counts at a stage; no stage: at the total.
    pub(crate) fn claims_at(&self, stage: Option<&StageCode>) -> ClaimsCount {
        let place = |code: &StageCode| {
            let mut stages = self.rules().stages.iter();
            stages.position(|stage| stage.code == *code)
        };
        let at = stage.and_then(place);
        match (self.recount(), at) {
            (Some(recount), Some(at)) if at < recount => ClaimsCount::AsClaimed,
            _ => ClaimsCount::AsDecided,
        }
    }

    /// Which bonus counts in the scores that the outcome shows.
    pub(crate) fn claims_now(&self) -> ClaimsCount {
        let Some(recount) = self.recount() else {
            return ClaimsCount::AsDecided;
        };
        let outcome = self.all.outcome;
        let reached = match &outcome.upto {
            Upto::Opening => false,
            Upto::Total | Upto::After => true,
            Upto::Stage(code) => {
                outcome.step(code) >= outcome.step(&self.rules().stages[recount].code)
            }
        };
        match reached {
            true => ClaimsCount::AsDecided,
            false => ClaimsCount::AsClaimed,
        }
    }
}
