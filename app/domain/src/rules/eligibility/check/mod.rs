//! Every demand and every bonus item for every person of a table: holds, fails, open; by which fact, through which
//! relaxation, with the clause. The digest of the rules goes along, so that each finding can be made again.

mod say;

use super::facts::FactValue;
use super::findings::{FactRead, Finding, FindingKind, FindingOutcome};
use super::judge::{EntryFinding, EntryVerdict, Judge};
use crate::rules::bonus::{BonusItem, BonusRule, ClaimFinding, judge_bonus};
use crate::rules::codes::{BonusCode, FactKey, PostCode};
use crate::rules::document::RuleDocument;
use crate::rules::eligibility::columns::facts_read;
use crate::rules::engine::{Candidate, Entry, FactColumns, Notice, People};
use crate::text::Bilingual;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A table judged by a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// SHA-256 of the rule document.
    pub rules: String,
    /// `people[i]` answers the row at place `i`.
    pub people: Vec<PersonChecked>,
    /// Facts without a column: what reads them was judged for nobody.
    pub not_judged: Vec<FactKey>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonChecked {
    pub number: String,
    pub post: PostCode,
    /// What was decided; it stands over the findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Entry>,
    pub entry: EntryFinding,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonus: Vec<ItemChecked>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// A bonus item for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemChecked {
    pub name: Bilingual,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Bilingual>,
    pub claim: ClaimFinding,
    /// The facts that were read, as they stood.
    pub facts: Vec<FactRead>,
}

/// One line of the answer: one demand or item for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine<'a> {
    pub number: &'a str,
    pub post: &'a PostCode,
    pub about: CheckedPart<'a>,
    pub result: CheckResult,
    /// The relaxation through which it holds.
    pub through: Option<&'a str>,
    pub facts: &'a [FactRead],
    pub clause: Option<&'a Bilingual>,
    /// Facts that are missing, or have no column.
    pub missing: &'a [FactKey],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckedPart<'a> {
    Demand(&'a Finding),
    Bonus(&'a BonusCode, &'a Bilingual),
}

/// What is said of one demand or item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckResult {
    Holds,
    Fails,
    /// Holds on the person's word.
    Declared,
    /// A fact is missing.
    Open,
    Body,
    Background,
    NotJudged,
}

/// Judges every row of a table.
pub fn check(doc: &RuleDocument, people: &People) -> Checked {
    let judge = Judge::new(doc, &people.facts);
    let mut rules: BTreeMap<&PostCode, Option<BonusRule>> = BTreeMap::new();
    for post in &doc.posts {
        rules.insert(&post.code, doc.for_post(post).bonus);
    }
    let checked: Vec<PersonChecked> = people
        .candidates
        .iter()
        .map(|candidate| {
            let bonus = rules.get(&candidate.post).and_then(Option::as_ref);
            person(doc, &people.facts, &judge, bonus, candidate)
        })
        .collect();
    let mut not_judged = BTreeSet::new();
    for person in &checked {
        not_judged.extend(&person.entry.not_judged);
        let items = person.bonus.iter();
        not_judged.extend(items.flat_map(|item| &item.claim.not_judged));
    }
    Checked {
        rules: doc.digest(),
        not_judged: not_judged.into_iter().cloned().collect(),
        people: checked,
    }
}

fn person(
    doc: &RuleDocument,
    columns: &FactColumns,
    judge: &Judge,
    bonus: Option<&BonusRule>,
    candidate: &Candidate,
) -> PersonChecked {
    let entry = judge.entry(candidate);
    let items: Vec<ItemChecked> = bonus.map_or_else(Vec::new, |rule| {
        let claims = judge_bonus(doc, columns, rule, candidate);
        let items = rule.items.iter().zip(claims);
        items
            .map(|(item, claim)| checked_item(doc, item, claim, candidate))
            .collect()
    });
    let mut notices: Vec<Notice> = entry_differs(&entry.verdict, candidate)
        .into_iter()
        .collect();
    notices.extend(items.iter().flat_map(|item| item.claim.notices.clone()));
    PersonChecked {
        number: candidate.number.to_string(),
        post: candidate.post.clone(),
        decided: candidate.entry,
        entry,
        bonus: items,
        notices,
    }
}

/// A decision that the facts do not bear out.
pub(crate) fn entry_differs(verdict: &EntryVerdict, candidate: &Candidate) -> Option<Notice> {
    let eligible = match (candidate.entry?, verdict) {
        (Entry::Accepted, EntryVerdict::Ineligible) => false,
        (Entry::Refused, EntryVerdict::Eligible) => true,
        _ => return None,
    };
    Some(Notice::EntryDiffers {
        candidate: candidate.number.to_string(),
        eligible,
    })
}

fn checked_item(
    doc: &RuleDocument,
    item: &BonusItem,
    claim: ClaimFinding,
    candidate: &Candidate,
) -> ItemChecked {
    let mut keys = facts_read(doc, &item.when);
    keys.extend(
        item.points
            .fact()
            .filter(|fact| !keys.contains(fact))
            .cloned(),
    );
    let value = |key: &FactKey| -> Option<FactValue> { candidate.facts.get(key).cloned() };
    let read = |fact: FactKey| FactRead {
        value: value(&fact),
        fact,
    };
    ItemChecked {
        name: item.name.clone(),
        clause: item.clause.clone(),
        claim,
        facts: keys.into_iter().map(read).collect(),
    }
}

impl Checked {
    /// One line for each demand and item of each person, in the order of the table and of the notice.
    pub fn lines(&self) -> impl Iterator<Item = CheckLine<'_>> {
        self.people.iter().flat_map(PersonChecked::lines)
    }
}

impl PersonChecked {
    fn lines(&self) -> impl Iterator<Item = CheckLine<'_>> {
        self.demands()
            .chain(self.bonus.iter().map(|item| self.item(item)))
    }

    /// The lines about eligibility.
    pub fn demands(&self) -> impl Iterator<Item = CheckLine<'_>> {
        let findings = self.entry.findings.iter();
        findings.map(|finding| self.demand(finding))
    }

    fn demand<'a>(&'a self, finding: &'a Finding) -> CheckLine<'a> {
        let (result, missing): (_, &[FactKey]) = match &finding.outcome {
            FindingOutcome::Met => (CheckResult::Holds, &[]),
            FindingOutcome::ByDeclaration => (CheckResult::Declared, &[]),
            FindingOutcome::NotMet => (CheckResult::Fails, &[]),
            FindingOutcome::BackgroundOnly => (CheckResult::Background, &[]),
            FindingOutcome::Unknown { missing } if missing.is_empty() => (CheckResult::Body, &[]),
            FindingOutcome::Unknown { missing } => (CheckResult::Open, missing),
        };
        CheckLine {
            number: &self.number,
            post: &self.post,
            about: CheckedPart::Demand(finding),
            result,
            through: finding.relaxation.as_ref().map(|id| id.as_str()),
            facts: &finding.facts,
            clause: finding.clause.as_ref(),
            missing,
        }
    }

    fn item<'a>(&'a self, item: &'a ItemChecked) -> CheckLine<'a> {
        let claim = &item.claim;
        let (result, missing): (_, &[FactKey]) = match (claim.holds, &claim.open) {
            _ if !claim.not_judged.is_empty() => (CheckResult::NotJudged, &claim.not_judged),
            (Some(true), _) => (CheckResult::Holds, &[]),
            (Some(false), _) => (CheckResult::Fails, &[]),
            (None, Some(missing)) if missing.is_empty() => (CheckResult::Body, &[]),
            (None, Some(missing)) => (CheckResult::Open, missing),
            (None, None) => (CheckResult::Background, &[]),
        };
        CheckLine {
            number: &self.number,
            post: &self.post,
            about: CheckedPart::Bonus(&claim.item, &item.name),
            result,
            through: None,
            facts: &item.facts,
            clause: item.clause.as_ref(),
            missing,
        }
    }
}

impl CheckResult {
    /// The code that a table prints.
    pub fn code(self) -> &'static str {
        match self {
            CheckResult::Holds => "holds",
            CheckResult::Fails => "fails",
            CheckResult::Declared => "declared",
            CheckResult::Open => "open",
            CheckResult::Body => "body",
            CheckResult::Background => "background",
            CheckResult::NotJudged => "not_judged",
        }
    }
}

impl CheckedPart<'_> {
    /// What kind of thing it is, as a table prints it.
    pub fn kind(&self) -> &'static str {
        match self {
            CheckedPart::Demand(finding) => match finding.kind {
                FindingKind::Requirement => "requirement",
                FindingKind::Exclusion => "exclusion",
            },
            CheckedPart::Bonus(..) => "bonus",
        }
    }

    /// Its code in the document.
    pub fn id(&self) -> &str {
        match self {
            CheckedPart::Demand(finding) => finding.id.as_str(),
            CheckedPart::Bonus(item, _) => item.as_str(),
        }
    }
}
