//! What an applicant sees before applying: each demand of a post with its reason, and which posts are open.

use super::facts::Facts;
use super::findings::{self, Finding, FindingOutcome};
use super::judge::exclusions_of;
use super::person::{Person, budget, requirements_of};
use super::truth::Truth;
use crate::rules::codes::{FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::engine::FactColumns;
use serde::{Deserialize, Serialize};

/// A person's findings for one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    pub post: PostCode,
    pub findings: Vec<Finding>,
    pub outcome: EligibilityOutcome,
}

/// The findings together. "Eligible" still leaves to reviewers what was declared and to the background check what only
/// it can find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EligibilityOutcome {
    Eligible,
    NotEligible,
    /// These facts are needed first; none listed: people must look.
    Incomplete {
        missing: Vec<FactKey>,
    },
    NoSuchPost,
}

/// Every requirement and exclusion of one post, each with its result for this person.
pub fn evaluate(doc: &RuleDocument, post: &PostCode, facts: &Facts) -> Eligibility {
    let Some(found) = doc.post(post) else {
        return Eligibility {
            post: post.clone(),
            findings: Vec::new(),
            outcome: EligibilityOutcome::NoSuchPost,
        };
    };
    let steps = budget();
    let person = Person::new(doc, facts, Some(found), &FactColumns::All, &steps);
    let required =
        requirements_of(doc, found).map(|requirement| findings::requirement(&person, requirement));
    let barred = exclusions_of(doc, found).map(|exclusion| findings::exclusion(&person, exclusion));
    let (truths, findings): (Vec<Truth>, Vec<Finding>) = required.chain(barred).unzip();
    let outcome = match FindingOutcome::of(&Truth::all(truths.into_iter())) {
        FindingOutcome::NotMet => EligibilityOutcome::NotEligible,
        FindingOutcome::Unknown { missing } => EligibilityOutcome::Incomplete { missing },
        FindingOutcome::Met | FindingOutcome::ByDeclaration | FindingOutcome::BackgroundOnly => {
            EligibilityOutcome::Eligible
        }
    };
    Eligibility {
        post: post.clone(),
        findings,
        outcome,
    }
}

/// The posts that nothing said so far keeps this person from, in the order of the post table. What is still unknown
/// does not close a post.
pub fn posts_open_to(doc: &RuleDocument, facts: &Facts) -> Vec<PostCode> {
    let open =
        |code: &&PostCode| evaluate(doc, code, facts).outcome != EligibilityOutcome::NotEligible;
    let posts = doc.posts.iter().map(|post| &post.code);
    posts.filter(open).cloned().collect()
}
