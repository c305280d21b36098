//! Facts against the rules where nobody has looked at them: the rows of a table. A recruitment of the platform is not
//! judged here; its people were accepted by reviewers.

use super::super::document::{Condition, ConditionId, FactKey, Post, PostCode, RuleDocument, Text};
use super::super::run::{Candidate, Entry};
use super::evaluate;
use super::finding::{FindingKind, FindingOutcome};
use super::form::facts_of;
use super::truth::requirements_of;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who may not compete, and the clause by which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    pub number: String,
    pub condition: ConditionId,
    /// One sentence with the requirement and the person's own fact; the notice's words behind it where they are kept.
    pub why: Text,
}

/// Takes out who is found not eligible: not accepted, as after a review. Only conditions whose facts all stand in
/// `columns` are judged, so that a table without facts bars nobody.
pub fn admit(
    doc: &RuleDocument,
    candidates: &mut [Candidate],
    columns: &BTreeSet<FactKey>,
) -> Vec<Barred> {
    let mut told = Vec::new();
    if columns.is_empty() {
        return told;
    }
    let mut judged: BTreeMap<PostCode, BTreeSet<ConditionId>> = BTreeMap::new();
    for candidate in candidates {
        let Some(post) = doc.post(&candidate.post) else {
            continue;
        };
        let judged = judged
            .entry(post.code.clone())
            .or_insert_with(|| judgeable(doc, post, columns));
        let found = evaluate(doc, &post.code, &candidate.facts).findings;
        let unmet = found.into_iter().filter(|finding| {
            finding.outcome == FindingOutcome::NotMet && judged.contains(&finding.id)
        });
        for finding in unmet {
            candidate.entry = Entry::Applied;
            told.push(Barred {
                number: candidate.number.clone(),
                why: with_clause(&finding),
                condition: finding.id,
            });
        }
    }
    told
}

fn with_clause(finding: &super::Finding) -> Text {
    use super::super::document::Lang::{En, Zh};
    let (zh, en) = (finding.say(Zh), finding.say(En));
    // The sentence of an exclusion is made of its clause already.
    let own = finding.kind == FindingKind::Requirement;
    match finding.clause.as_ref().filter(|_| own) {
        None => Text::new(zh, en),
        Some(clause) => Text::new(
            format!("{zh}（{}）", clause.in_lang(Zh)),
            format!("{en} ({})", clause.in_lang(En)),
        ),
    }
}

/// The conditions of a post that read nothing but these facts.
fn judgeable(
    doc: &RuleDocument,
    post: &Post,
    columns: &BTreeSet<FactKey>,
) -> BTreeSet<ConditionId> {
    let known = |mut conditions: Box<dyn Iterator<Item = &Condition> + '_>| {
        conditions.all(|condition| facts_of(doc, condition).is_subset(columns))
    };
    let requirements = requirements_of(doc, post).filter(|requirement| {
        let relaxed = requirement.relaxations.iter();
        let relaxed = relaxed.flat_map(|other| std::iter::once(&other.who).chain(&other.instead));
        known(Box::new(
            std::iter::once(&requirement.condition).chain(relaxed),
        ))
    });
    let exclusions = doc
        .exclusions
        .iter()
        .filter(|exclusion| known(Box::new(std::iter::once(&exclusion.when))));
    let ids = requirements.map(|requirement| &requirement.id);
    ids.chain(exclusions.map(|exclusion| &exclusion.id))
        .cloned()
        .collect()
}
