//! The words of a published list.

use crate::say::say;
use crate::text::Lang;

/// The title of a list by that of the announcement: 2026年青松区公开招聘社区工作者公告（50人） becomes
/// 2026年青松区公开招聘社区工作者总成绩和进入体检人员名单. Both are Chinese in every language.
pub fn list_title(announcement: &str) -> String {
    let words = announcement.trim();
    let without_count = words
        .strip_suffix('）')
        .and_then(|rest| rest.rsplit_once('（'))
        .map_or(words, |(rest, _)| rest);
    let subject = ["公告", "简章"]
        .iter()
        .find_map(|end| without_count.strip_suffix(end))
        .unwrap_or(without_count);
    format!("{subject}总成绩和进入体检人员名单")
}

/// What the publisher copies by hand, so that nobody publishes by a slip.
pub fn sentence(lang: Lang, version: u32, people: usize) -> String {
    say!(
        lang,
        "公布第{version}版{people}人",
        "Publish version {version} with {people} people"
    )
}
