//! A finding, and the sheet on which findings are noted.

use super::{DocumentLint, LintCode, Severity};
use serde::Serialize;
use std::collections::BTreeSet;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LintFinding {
    #[serde(flatten)]
    pub code: LintCode,
    pub severity: Severity,
    /// The field, as a JSON pointer: `/posts/3/places`. Empty: the whole document.
    pub path: String,
}

#[derive(Default)]
pub(crate) struct Report(Vec<LintFinding>);

impl Report {
    /// Notes something; what several courses share is noted once.
    pub fn add(&mut self, path: impl Into<String>, code: impl Into<LintCode>) {
        let (path, code) = (path.into(), code.into());
        let severity = code.severity();
        let finding = LintFinding {
            code,
            severity,
            path,
        };
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }

    /// Whether something is noted at this very place.
    pub fn has(&self, path: &str) -> bool {
        self.0.iter().any(|finding| finding.path == path)
    }

    pub fn blocks(&self) -> bool {
        let blocks = |finding: &LintFinding| finding.severity == Severity::Blocks;
        self.0.iter().any(blocks)
    }

    pub fn into_findings(mut self) -> Vec<LintFinding> {
        self.0.sort_by_key(|finding| finding.severity);
        self.0
    }
}

/// Codes that must each stand once, and be there.
pub(crate) fn once<'c>(path: &str, codes: impl Iterator<Item = &'c str>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for code in codes {
        if code.trim().is_empty() {
            report.add(path, DocumentLint::EmptyCode);
        } else if !seen.insert(code) {
            let name = code.to_owned();
            report.add(path, DocumentLint::DuplicateCode { name });
        }
    }
}
