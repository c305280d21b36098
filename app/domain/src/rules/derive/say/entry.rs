//! Words for the application.

use super::both;
use crate::rules::Bilingual;
use crate::rules::say::{Said, said, say};

const TITLE: Said = said("报名条件", "Application");
const ACCEPTED: Said = said("审核决定：通过", "A reviewer accepted the application");
const REFUSED: Said = said("审核决定：不通过", "A reviewer refused the application");
const APPLIED: Said = said("还没有审核通过", "The application is not accepted yet");
const DUPLICATE: Said = said(
    "重复报名，这一份不计",
    "Applied more than once: this application does not count",
);

pub(crate) fn entry_title() -> Bilingual {
    TITLE.text()
}

pub(crate) fn accepted() -> Bilingual {
    ACCEPTED.text()
}

pub(crate) fn refused() -> Bilingual {
    REFUSED.text()
}

pub(crate) fn not_yet_accepted() -> Bilingual {
    APPLIED.text()
}

pub(crate) fn duplicate() -> Bilingual {
    DUPLICATE.text()
}

pub(crate) fn all_met(conditions: usize) -> Bilingual {
    both(|lang| match conditions {
        1 => say!(lang, "1项条件符合", "The one condition is met"),
        _ => say!(
            lang,
            "{conditions}项条件都符合",
            "All {conditions} conditions are met"
        ),
    })
}
