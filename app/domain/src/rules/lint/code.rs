//! Every finding there is, of all parts.

use super::super::after::lint::AfterLint;
use super::super::applying::lint::ApplyingLint;
use super::super::bonus::lint::BonusLint;
use super::super::eligibility::lint::EligibilityLint;
use super::super::examples::lint::ExamplesLint;
use super::super::lists::lint::ListsLint;
use super::super::opening::lint::OpeningLint;
use super::super::publishing::lint::PublishingLint;
use super::super::stages::lint::StagesLint;
use super::super::totals::lint::TotalsLint;
use super::{DocumentLint, Severity};
use serde::Serialize;

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
