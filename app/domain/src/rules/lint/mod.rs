//! Reading a rule document like a careful colleague before it is published: what is missing, ambiguous, contradictory,
//! unreachable or cannot be computed (domain.md 3.10). What is wrong has a code and facts; the words stand in the
//! `say.rs` files, what a family knows of its own faults in its `lint` folder.

mod code;
mod course;
mod dates;
mod defaults;
mod document;
mod ground;
mod moments;
mod put_up;
mod report;
pub(crate) mod say;
mod severity;

pub use code::LintCode;
pub(crate) use course::{Course, Part, papers_reach};
pub(crate) use dates::{closes, opens};
pub use defaults::{DefaultPoint, Unstated, defaults_of};
pub use document::{DayOf, Decides, DocumentLint, Midnight};
pub(crate) use document::{circle, is_set_later};
pub(crate) use ground::Ground;
pub use report::LintFinding;
pub(crate) use report::{Report, once};
pub(crate) use say::Shown;
pub use severity::Severity;
pub(crate) use severity::findings;

use super::document::RuleDocument;
use super::{after, applying, bonus, eligibility, examples, lists, opening, publishing, stages};
use super::{fields, totals};
use crate::text::Lang;

/// Every finding: those that block first, then in the order of the document's parts. Nothing is said twice.
pub fn lint(doc: &RuleDocument) -> Vec<LintFinding> {
    let ground = Ground::of(doc);
    let mut report = Report::default();
    document::check(&ground, &mut report);
    eligibility::lint::check(&ground, &mut report);
    applying::lint::check(doc, &mut report);
    stages::lint::check_tracks(doc, &mut report);
    lists::lint::check(&ground, &mut report);
    for course in Course::all(doc) {
        of_course(&course, &mut report);
    }
    after::lint::check(doc, &mut report);
    publishing::lint::check(doc, &mut report);
    examples::lint::check(doc, &mut report);
    dates::check(doc, &mut report);
    put_up::check(doc, &mut report);
    moments::check(&ground, &mut report);
    let points = defaults_of(doc).len();
    if points > 0 {
        report.add("", DocumentLint::Defaults { points });
    }
    let works = fields::works_of(&ground);
    if !works.is_empty() {
        report.add("", DocumentLint::ActsLater { works });
    }
    document::cannot_compute(doc, &mut report);
    report.into_findings()
}

/// What several posts share: the common rules, and those of each variant.
fn of_course(course: &Course<'_>, report: &mut Report) {
    opening::lint::check(course, report);
    stages::lint::check(course, report);
    bonus::lint::check(course, report);
    totals::lint::check(course, report);
    lists::lint::check_course(course, report);
    after::lint::check_course(course, report);
}

/// The line under which the points that the notice does not state are folded.
pub fn defaults_in_words(points: usize, lang: Lang) -> String {
    DocumentLint::Defaults { points }.say(lang)
}

/// Whether nothing blocks.
pub fn may_publish(findings: &[LintFinding]) -> bool {
    findings
        .iter()
        .all(|finding| finding.severity != Severity::Blocks)
}
