//! Who may compete, by the facts of an application: each demand of the post judged where the table has the facts for it.

use super::columns::{facts_of_requirement, facts_read, without_column};
use super::findings::{self, Finding};
use super::person::{Person, budget, requirements_of};
use super::posts::Post;
use super::requirement::{Exclusion, Requirement};
use super::truth::Truth;
use crate::rules::codes::{FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::engine::{Candidate, FactColumns};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the facts say about one application, before anybody's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFinding {
    pub verdict: EntryVerdict,
    pub findings: Vec<Finding>,
    /// Facts without a column: what reads them was not judged, and nobody is pending for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_judged: Vec<FactKey>,
}

/// The findings together. What only the background check can find keeps nobody out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryVerdict {
    Eligible,
    Ineligible,
    /// These facts are missing.
    Open {
        missing: Vec<FactKey>,
    },
    /// No fact would settle it: a body decides, or the document does not say enough.
    Body,
}

/// A document and the columns of a table, looked through once for all applications.
pub struct Judge<'a> {
    doc: &'a RuleDocument,
    columns: &'a FactColumns,
    posts: BTreeMap<&'a PostCode, Demands<'a>>,
}

/// What is demanded for one post, as far as the table has the facts for it.
struct Demands<'a> {
    post: &'a Post,
    requirements: Vec<&'a Requirement>,
    exclusions: Vec<&'a Exclusion>,
    not_judged: Vec<FactKey>,
}

impl<'a> Judge<'a> {
    pub fn new(doc: &'a RuleDocument, columns: &'a FactColumns) -> Self {
        let demands = |post: &'a Post| (&post.code, Demands::of(doc, columns, post));
        Judge {
            doc,
            columns,
            posts: doc.posts.iter().map(demands).collect(),
        }
    }

    /// The verdict alone: no finding is written down.
    pub fn verdict(&self, candidate: &Candidate) -> EntryVerdict {
        let Some(demands) = self.posts.get(&candidate.post) else {
            return EntryVerdict::Body;
        };
        let steps = budget();
        let person = self.person(demands, candidate, &steps);
        let required = demands.requirements.iter();
        let barred = demands.exclusions.iter();
        verdict(
            required
                .map(|requirement| person.requirement(requirement))
                .chain(barred.map(|exclusion| person.test(&exclusion.when).negate())),
        )
    }

    /// Every requirement and exclusion with its reason.
    pub fn entry(&self, candidate: &Candidate) -> EntryFinding {
        let Some(demands) = self.posts.get(&candidate.post) else {
            return EntryFinding {
                verdict: EntryVerdict::Body,
                findings: Vec::new(),
                not_judged: Vec::new(),
            };
        };
        let steps = budget();
        let person = self.person(demands, candidate, &steps);
        let required = demands.requirements.iter();
        let barred = demands.exclusions.iter();
        let judged = required
            .map(|requirement| findings::requirement(&person, requirement))
            .chain(barred.map(|exclusion| findings::exclusion(&person, exclusion)));
        let (truths, findings): (Vec<Truth>, Vec<Finding>) = judged.unzip();
        EntryFinding {
            verdict: verdict(truths.into_iter()),
            findings,
            not_judged: demands.not_judged.clone(),
        }
    }

    /// The facts for want of which something at a post is not judged.
    pub fn not_judged(&self, post: &PostCode) -> &[FactKey] {
        self.posts
            .get(post)
            .map_or(&[], |demands| &demands.not_judged)
    }

    fn person<'p>(
        &'p self,
        demands: &Demands<'p>,
        candidate: &'p Candidate,
        steps: &'p std::cell::Cell<u32>,
    ) -> Person<'p> {
        let post = Some(demands.post);
        Person::new(self.doc, &candidate.facts, post, self.columns, steps)
    }
}

impl<'a> Demands<'a> {
    fn of(doc: &'a RuleDocument, columns: &FactColumns, post: &'a Post) -> Self {
        let mut demands = Demands {
            post,
            requirements: Vec::new(),
            exclusions: Vec::new(),
            not_judged: Vec::new(),
        };
        if *columns == FactColumns::None {
            return demands;
        }
        let mut unknown = BTreeSet::new();
        let mut judged = |facts: Vec<FactKey>| {
            let without = without_column(doc, columns, &facts);
            let judged = without.is_empty();
            unknown.extend(without);
            judged
        };
        for requirement in requirements_of(doc, post) {
            if judged(facts_of_requirement(doc, requirement, post)) {
                demands.requirements.push(requirement);
            }
        }
        for exclusion in exclusions_of(doc, post) {
            if judged(facts_read(doc, &exclusion.when)) {
                demands.exclusions.push(exclusion);
            }
        }
        demands.not_judged = unknown.into_iter().collect();
        demands
    }
}

/// Judges one application by itself.
pub fn judge_entry(
    doc: &RuleDocument,
    columns: &FactColumns,
    candidate: &Candidate,
) -> EntryFinding {
    let own = doc.post(&candidate.post);
    let posts = own.map(|post| (&post.code, Demands::of(doc, columns, post)));
    let judge = Judge {
        doc,
        columns,
        posts: posts.into_iter().collect(),
    };
    judge.entry(candidate)
}

/// The grounds that bar from one post.
pub(crate) fn exclusions_of<'a>(
    doc: &'a RuleDocument,
    post: &'a Post,
) -> impl Iterator<Item = &'a Exclusion> {
    doc.exclusions
        .iter()
        .filter(|exclusion| exclusion.scope.covers(&post.code, post.pool.as_ref()))
}

fn verdict(truths: impl Iterator<Item = Truth>) -> EntryVerdict {
    match Truth::all(truths) {
        Truth::Known { holds: true, .. } | Truth::Background => EntryVerdict::Eligible,
        Truth::Known { holds: false, .. } => EntryVerdict::Ineligible,
        Truth::Unknown(missing) if missing.is_empty() => EntryVerdict::Body,
        Truth::Unknown(missing) => EntryVerdict::Open {
            missing: missing.into_iter().collect(),
        },
    }
}
