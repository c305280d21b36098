//! Which bonus items count for one person: claimed, borne out by the facts, proven in time; and what was decided.

use super::document::{BonusItem, BonusRule};
use super::worth::{Worth, worth};
use crate::numbers::Points;
use crate::rules::codes::{BonusCode, FactKey};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::columns::{facts_read, without_column};
use crate::rules::eligibility::named_days::last_day;
use crate::rules::eligibility::person::{Person, budget};
use crate::rules::eligibility::truth::Truth;
use crate::rules::engine::{Candidate, Claim, Decided, FactColumns, Notice};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is to be said about one item for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimFinding {
    pub item: BonusCode,
    /// Whether the facts bear it out; `None`: not known, or no column for a fact that it reads.
    pub holds: Option<bool>,
    /// The facts that are missing to say whether it holds; none named: the document does not say enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<FactKey>>,
    /// By the claim alone: what counts until a check counts the bonus anew.
    pub by_claim: Counts,
    /// With what was decided, which stands over the claim and the facts. Nothing decided: as claimed.
    pub by_decision: Counts,
    /// Facts without a column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_judged: Vec<FactKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// Whether an item counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    No,
    /// As the rule says; points "as fit" wait for a body.
    AsRuled,
    /// So many points were decided.
    Points(Points),
    /// These facts are missing; none named: the document does not say enough.
    Open(Vec<FactKey>),
}

/// One finding for each item of a post's bonus rule that is claimed or decided, in the order of the rule.
pub fn judge_claims(
    doc: &RuleDocument,
    columns: &FactColumns,
    rule: &BonusRule,
    candidate: &Candidate,
) -> Vec<ClaimFinding> {
    let steps = budget();
    let post = doc.post(&candidate.post);
    let person = Person::new(doc, &candidate.facts, post, columns, &steps);
    let told = |item: &&BonusItem| candidate.bonus.get(&item.code).is_some();
    judge_items(&person, candidate, rule, told)
}

/// One finding for each item of a post's bonus rule, claimed or not.
pub fn judge_bonus(
    doc: &RuleDocument,
    columns: &FactColumns,
    rule: &BonusRule,
    candidate: &Candidate,
) -> Vec<ClaimFinding> {
    let steps = budget();
    let post = doc.post(&candidate.post);
    let person = Person::new(doc, &candidate.facts, post, columns, &steps);
    judge_items(&person, candidate, rule, |_| true)
}

fn judge_items(
    person: &Person,
    candidate: &Candidate,
    rule: &BonusRule,
    which: impl Fn(&&BonusItem) -> bool,
) -> Vec<ClaimFinding> {
    let judge = |item: &BonusItem| {
        let claim = candidate.bonus.get(&item.code).copied().unwrap_or_default();
        let unseen = facts_without_column(person.doc, person.columns, item);
        judge_claim(person, rule, item, &claim, &unseen).finding(item, &claim, candidate)
    };
    rule.items.iter().filter(which).map(judge).collect()
}

/// The facts that an item's condition reads and that have no column: it is not judged then.
pub(crate) fn facts_without_column(
    doc: &RuleDocument,
    columns: &FactColumns,
    item: &BonusItem,
) -> Vec<FactKey> {
    without_column(doc, columns, &facts_read(doc, &item.when))
}

/// How one item counts for one person, before anything is said about it.
pub(crate) struct Judged {
    truth: Option<Truth>,
    late: bool,
    pub by_claim: Counts,
    pub by_decision: Counts,
    pub not_judged: Vec<FactKey>,
}

/// `not_judged`: as [`facts_without_column`] tells it.
pub(crate) fn judge_claim(
    person: &Person,
    rule: &BonusRule,
    item: &BonusItem,
    claim: &Claim,
    not_judged: &[FactKey],
) -> Judged {
    let truth = not_judged.is_empty().then(|| person.test(&item.when));
    let late = claim.claimed && is_late(rule, item, claim.at);
    let borne_out = claimed(person, item, truth.as_ref());
    let by_claim = match claim.claimed && !late {
        true => borne_out.clone(),
        false => Counts::No,
    };
    let by_decision = match claim.decided {
        None => by_claim.clone(),
        Some(Decided::No) => Counts::No,
        Some(Decided::Points(points)) => Counts::Points(points),
        Some(Decided::Yes) => as_ruled(person, item),
    };
    Judged {
        truth,
        late,
        by_claim,
        by_decision,
        not_judged: not_judged.to_vec(),
    }
}

impl Judged {
    /// Whether the facts bear it out, where that is known.
    fn holds(&self) -> Option<bool> {
        match self.truth {
            Some(Truth::Known { holds, .. }) => Some(holds),
            _ => None,
        }
    }

    /// What somebody should see.
    pub(crate) fn notices(
        &self,
        item: &BonusItem,
        claim: &Claim,
        candidate: &Candidate,
    ) -> Vec<Notice> {
        notices(claim, self.holds(), self.late, item, candidate)
    }

    fn finding(self, item: &BonusItem, claim: &Claim, candidate: &Candidate) -> ClaimFinding {
        ClaimFinding {
            item: item.code.clone(),
            holds: self.holds(),
            notices: self.notices(item, claim, candidate),
            open: match self.truth {
                Some(Truth::Unknown(missing)) => Some(missing.into_iter().collect()),
                _ => None,
            },
            by_claim: self.by_claim,
            by_decision: self.by_decision,
            not_judged: self.not_judged,
        }
    }
}

/// A claim counts unless the facts of its row speak against it.
fn claimed(person: &Person, item: &BonusItem, truth: Option<&Truth>) -> Counts {
    match truth {
        Some(Truth::Known { holds: false, .. }) => Counts::No,
        Some(Truth::Unknown(missing)) => Counts::Open(missing.iter().cloned().collect()),
        None | Some(Truth::Background | Truth::Known { .. }) => as_ruled(person, item),
    }
}

/// Points that are computed from a fact need it.
fn as_ruled(person: &Person, item: &BonusItem) -> Counts {
    match item.points.fact().map(|_| worth(item, person)) {
        Some(Worth::Missing(missing)) => Counts::Open(missing),
        _ => Counts::AsRuled,
    }
}

/// Evidence of the last day is in time; without a day nothing is known against it.
fn is_late(rule: &BonusRule, item: &BonusItem, at: Option<NaiveDate>) -> bool {
    let by = item.evidence_by.or(rule.evidence_by).map(last_day);
    at.zip(by).is_some_and(|(at, by)| at > by)
}

fn notices(
    claim: &Claim,
    holds: Option<bool>,
    late: bool,
    item: &BonusItem,
    candidate: &Candidate,
) -> Vec<Notice> {
    let who = || (candidate.number.to_string(), item.code.clone());
    let mut found = Vec::new();
    let differs = match (claim.decided, holds) {
        (Some(Decided::No), Some(true)) if claim.claimed && !late => Some(true),
        (Some(Decided::Yes | Decided::Points(_)), Some(false)) => Some(false),
        _ => None,
    };
    if let Some(holds) = differs {
        let (candidate, item) = who();
        found.push(Notice::BonusDiffers {
            candidate,
            item,
            holds,
        });
    }
    if claim.claimed && claim.decided.is_none() && holds == Some(false) {
        let (candidate, item) = who();
        found.push(Notice::ClaimFails { candidate, item });
    }
    // Evidence that came late explains a refusal, and is worth seeing beside a decision to count it.
    if late {
        let (candidate, item) = who();
        found.push(Notice::EvidenceLate { candidate, item });
    }
    found
}
