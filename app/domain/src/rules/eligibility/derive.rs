//! What decided about an application: the demands that were not met, the facts that are missing, a decision.

use super::findings::{Finding, FindingOutcome};
use super::judge::judge_entry;
use crate::rules::derive::{Block, BlockKind, Case, Operation, Row, say};
use crate::rules::engine::Status;
use crate::rules::engine::{Entry, FactColumns};

/// The block of the application; nothing where nothing was judged and nobody decided.
pub(crate) fn entry_block(case: &Case) -> Option<Block> {
    let mut rows: Vec<Row> = decided(case).into_iter().collect();
    if *case.columns() != FactColumns::None {
        let finding = judge_entry(case.doc(), case.columns(), case.candidate());
        let told = finding.findings.iter().filter(is_told);
        rows.extend(told.map(finding_row));
        let all_met = !finding.findings.is_empty() && finding.findings.iter().all(is_met);
        if all_met {
            let met = finding.findings.len();
            rows.push(Row::new(Operation::Say, say::all_met(met)));
        }
    }
    let no_reason = rows.is_empty() && case.result().status == Status::NotAdmitted;
    if no_reason && has_other_rows(case) {
        rows.push(Row::new(Operation::Say, say::duplicate()));
    }
    (!rows.is_empty()).then(|| Block {
        kind: BlockKind::Entry,
        title: say::entry_title(),
        clause: None,
        rows,
    })
}

/// What a reviewer decided stands over what the facts say.
fn decided(case: &Case) -> Option<Row> {
    let said = match case.candidate().entry? {
        Entry::Accepted => say::accepted(),
        Entry::Refused => say::refused(),
        Entry::Applied => say::not_yet_accepted(),
    };
    Some(Row::new(Operation::Say, said))
}

fn is_met(finding: &Finding) -> bool {
    !matches!(
        finding.outcome,
        FindingOutcome::NotMet | FindingOutcome::Unknown { .. }
    )
}

/// What decided, and what was met only because the rule is relaxed.
fn is_told(finding: &&Finding) -> bool {
    !is_met(finding) || finding.relaxation.is_some()
}

fn finding_row(finding: &Finding) -> Row {
    let sentence = |lang| finding.say(lang);
    Row {
        note: Some(say::both(sentence)),
        clause: finding.clause.clone(),
        ..Row::new(Operation::Say, finding.title.clone())
    }
}

fn has_other_rows(case: &Case) -> bool {
    let own = case.candidate();
    let mut others = case.all.people.candidates.iter();
    !own.person.is_empty()
        && others.any(|other| other.person == own.person && other.number != own.number)
}
