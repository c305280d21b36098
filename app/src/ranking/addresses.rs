//! Where the lists of a stage stand.

use crate::entity::kinds::RunStage;

pub fn list_word(stage: RunStage) -> &'static str {
    match stage {
        RunStage::Shortlist => "shortlist",
        RunStage::Totals => "totals",
    }
}

pub fn list_path(code: &str, stage: RunStage) -> String {
    format!("/desk/{code}/{}", list_word(stage))
}
