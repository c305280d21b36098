//! Where the lists of a stage stand.

use crate::entity::kinds::RunStage;

pub fn list_path(code: &str, stage: RunStage) -> String {
    match stage {
        RunStage::Shortlist => format!("/desk/{code}/shortlist"),
        RunStage::Totals => format!("/desk/{code}/totals"),
    }
}
