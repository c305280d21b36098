//! A draft's rules, and the second official's check.

use crate::platform::paths::Named;
use domain::rules::Part;

impl Named for Part {
    fn named(word: &str) -> Option<Self> {
        Part::of_slug(word)
    }
}

pub fn rules(code: &str) -> String {
    format!("/desk/{code}/rules")
}

pub fn part(code: &str, part: Part) -> String {
    format!("/desk/{code}/rules/{}", part.slug())
}

/// The findings alone, while somebody is still typing.
pub fn live_check(code: &str, part: Part) -> String {
    format!("/desk/{code}/rules/{}/check", part.slug())
}

pub fn mend(code: &str) -> String {
    format!("/desk/{code}/rules/mend")
}

pub fn versions(code: &str) -> String {
    format!("/desk/{code}/rules/versions")
}

pub fn hand_in(code: &str) -> String {
    format!("/desk/{code}/hand-in")
}

pub fn check(code: &str) -> String {
    format!("/desk/{code}/check")
}

pub fn send_back(code: &str) -> String {
    format!("/desk/{code}/send-back")
}

pub fn announce(code: &str) -> String {
    format!("/desk/{code}/announce")
}
