//! Facts → findings with reasons, never a bare yes or no (domain.md 3.1).

mod admit;
mod areas;
mod bonus;
mod check;
mod claims;
pub(crate) mod describe;
mod finding;
mod form;
mod leaf;
pub(crate) mod truth;

pub use admit::{Barred, admit};
pub use bonus::{BonusFinding, bonus_for};
pub use check::FactProblem;
pub(crate) use claims::refutes;
pub use finding::{Eligibility, EligibilityOutcome, Finding, FindingKind, FindingOutcome};
pub use form::{Asked, FormPage, asked, documents_needed, drop_unasked, pages};

use super::document::{Facts, PostCode, RuleDocument};
use truth::{Person, budget};

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
    let person = Person::new(doc, facts, Some(found), &steps);
    let requirements = truth::requirements_of(doc, found)
        .map(|requirement| finding::requirement(&person, requirement));
    let exclusions = doc
        .exclusions
        .iter()
        .filter(|exclusion| exclusion.scope.covers(&found.code, found.pool.as_ref()))
        .map(|exclusion| finding::exclusion(&person, exclusion));
    let findings: Vec<Finding> = requirements.chain(exclusions).collect();
    Eligibility {
        post: post.clone(),
        outcome: finding::outcome(&findings),
        findings,
    }
}

/// The posts that nothing said so far keeps this person from, in the order of the post table. What is still unknown
/// does not close a post.
pub fn posts_open_to(doc: &RuleDocument, facts: &Facts) -> Vec<PostCode> {
    let open =
        |code: &&PostCode| evaluate(doc, code, facts).outcome != EligibilityOutcome::NotEligible;
    doc.posts
        .iter()
        .map(|post| &post.code)
        .filter(open)
        .cloned()
        .collect()
}
