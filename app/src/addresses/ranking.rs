//! The exam centre's steps, and the lists of their stages.

use crate::entity::kinds::RunStage;

pub fn steps(code: &str) -> String {
    format!("/desk/{code}/ranking")
}

pub fn list_word(stage: RunStage) -> &'static str {
    match stage {
        RunStage::Shortlist => "shortlist",
        RunStage::Totals => "totals",
    }
}

pub fn list(code: &str, stage: RunStage) -> String {
    format!("/desk/{code}/{}", list_word(stage))
}

pub fn table(code: &str, stage: RunStage) -> String {
    format!("{}.xlsx", list(code, stage))
}

pub fn extra_tests(code: &str) -> String {
    format!("/desk/{code}/extra-tests")
}
