//! Announcements, and everybody's desk.

pub const LIST: &str = "/campaigns";
pub const DESK: &str = "/desk";
pub const NEW: &str = "/desk/campaigns/new";

pub fn announcement(code: &str) -> String {
    format!("{LIST}/{code}")
}

pub fn self_check(code: &str) -> String {
    format!("{LIST}/{code}/check")
}

/// The post table as a file; `ending`: of which kind.
pub fn posts(code: &str, ending: &str) -> String {
    format!("{LIST}/{code}/posts.{ending}")
}

pub fn rules_file(code: &str) -> String {
    format!("{LIST}/{code}/rules.json")
}

pub fn edit(code: &str) -> String {
    format!("{DESK}/{code}/edit")
}
