//! The site's own pages.

use super::encode;

pub const HELP: &str = "/help";
pub const GUIDE: &str = "/help/rules";
pub const GUIDE_HOUR: &str = "/help/rules/hour";
pub const GUIDE_REFERENCE: &str = "/help/rules/reference";
pub const ACCESSIBILITY: &str = "/accessibility";
pub const PRIVACY: &str = "/privacy";
pub const VERIFY: &str = "/verify";
pub const CLOCK: &str = "/desk/clock";

/// How pages are shown from now on, and back to that page.
pub fn display(choice: &str, value: &str, back: &str) -> String {
    format!("/display?{choice}={value}&back={}", encode(back))
}
