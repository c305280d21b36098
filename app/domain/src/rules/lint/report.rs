//! A finding, and the sheet on which findings are noted.

use super::super::after::lint::AfterLint;
use super::super::applying::lint::ApplyingLint;
use super::super::bonus::lint::BonusLint;
use super::super::document::RuleDocument;
use super::super::eligibility::lint::EligibilityLint;
use super::super::examples::lint::ExamplesLint;
use super::super::lists::lint::ListsLint;
use super::super::opening::lint::OpeningLint;
use super::super::paths::{Spot, spots};
use super::super::publishing::lint::PublishingLint;
use super::super::stages::lint::StagesLint;
use super::super::totals::lint::TotalsLint;
use super::DocumentLint;
use serde::Serialize;
use serde_json::Value as Json;
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The rules cannot be published like this.
    Blocks,
    /// They can, when somebody has looked at it.
    Asks,
    /// Good to know; there is nothing to answer.
    Notes,
}

/// Declares what a family can find: severity, code and facts in one place.
macro_rules! findings {
    ($(#[$of:meta])* $name:ident {
        $($(#[$more:meta])* $severity:ident $code:ident $({ $($fact:ident: $kind:ty),* $(,)? })?,)*
    }) => {
        $(#[$of])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        #[serde(tag = "code", rename_all = "snake_case")]
        pub enum $name {
            $($(#[$more])* $code $({ $($fact: $kind),* })?,)*
        }

        impl $name {
            /// The codes, as they stand in the source.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($code)),*];

            pub fn severity(&self) -> $crate::rules::lint::Severity {
                match self {
                    $(Self::$code { .. } => $crate::rules::lint::Severity::$severity,)*
                }
            }
        }
    };
}
pub(crate) use findings;

macro_rules! families {
    ($($family:ident($kind:ident)),* $(,)?) => {
        /// What kind of thing it is, with its facts.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum LintCode {
            $($family($kind),)*
        }

        impl LintCode {
            pub fn severity(&self) -> Severity {
                match self {
                    $(LintCode::$family(code) => code.severity(),)*
                }
            }

            /// Every code there is, as in the source.
            pub fn names() -> impl Iterator<Item = &'static str> {
                [$($kind::NAMES),*].into_iter().flatten().copied()
            }
        }

        $(impl From<$kind> for LintCode {
            fn from(code: $kind) -> Self {
                LintCode::$family(code)
            }
        })*
    };
}

families!(
    Document(DocumentLint),
    Eligibility(EligibilityLint),
    Applying(ApplyingLint),
    Opening(OpeningLint),
    Stages(StagesLint),
    Bonus(BonusLint),
    Lists(ListsLint),
    Totals(TotalsLint),
    After(AfterLint),
    Publishing(PublishingLint),
    Examples(ExamplesLint),
);

/// The document, and the same as JSON with every field that stands in it.
pub(crate) struct Ground<'d> {
    pub doc: &'d RuleDocument,
    pub json: Json,
}

impl<'d> Ground<'d> {
    pub fn of(doc: &'d RuleDocument) -> Self {
        let json = serde_json::to_value(doc).unwrap_or_default();
        Ground { doc, json }
    }

    /// Every field that is stated, in the order of the document.
    pub fn spots(&self) -> Vec<Spot<'_>> {
        spots(&self.json)
    }
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
