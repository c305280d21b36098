//! Trying rules out.

pub fn trial(code: &str) -> String {
    format!("/desk/{code}/rules/try")
}

/// The invented candidates as a table.
pub fn sample(code: &str) -> String {
    format!("/desk/{code}/rules/sample.csv")
}
