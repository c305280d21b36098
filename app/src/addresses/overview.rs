//! The overview of a campaign.

pub fn page(code: &str) -> String {
    format!("/desk/{code}")
}

/// The figures of one of its charts.
pub fn table(code: &str, chart: &str) -> String {
    format!("/desk/{code}/{chart}.csv")
}
