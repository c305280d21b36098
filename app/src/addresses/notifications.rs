//! The inbox.

use domain::ids::NoticeId;

pub const INBOX: &str = "/inbox";

pub fn letter(id: NoticeId) -> String {
    format!("{INBOX}/{id}")
}
