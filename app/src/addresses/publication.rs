//! The sign-off, the public lists, one's own result.

use domain::ids::ApplicationId;

/// All public lists.
pub const LISTS: &str = "/results";

pub fn sign_off(code: &str) -> String {
    format!("/desk/{code}/publish")
}

pub fn seal(code: &str) -> String {
    format!("/desk/{code}/publish/seal")
}

pub fn approve(code: &str) -> String {
    format!("/desk/{code}/publish/approve")
}

/// The newest list of a campaign.
pub fn newest(code: &str) -> String {
    format!("/campaigns/{code}/results")
}

pub fn version(code: &str, version: u32) -> String {
    format!("/campaigns/{code}/results/{version}")
}

pub fn changes(code: &str, version: u32) -> String {
    file(code, version, "changes")
}

/// A file of a list: its table, its sealed bytes, their signature.
pub fn file(code: &str, of: u32, name: &str) -> String {
    format!("{}/{name}", version(code, of))
}

pub fn result(id: ApplicationId) -> String {
    format!("/applications/{id}/result")
}

/// A file about one's own result: the calculation, the figures of a chart.
pub fn result_file(id: ApplicationId, name: &str) -> String {
    format!("/applications/{id}/{name}")
}
