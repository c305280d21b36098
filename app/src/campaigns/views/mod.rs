//! What a recruitment looks like: to everybody, and to those who run it.

pub mod announcement;
pub mod desk;
pub mod editor;
pub mod home;

use crate::ui::parts::{Tone, tag};
use domain::campaigns::Phase;
use leptos::prelude::*;

/// Chinese titles must not break inside a word: breaks are allowed after the words that end a phrase.
pub fn phrased(title: &str) -> AnyView {
    const ENDS: [&str; 12] =
        ["年度", "年", "省", "市", "区", "县", "公开招聘", "公开招录", "招录", "招聘", "城镇", "社区"];
    let mut parts: Vec<String> = Vec::new();
    let mut rest = title;
    while !rest.is_empty() {
        let cut = (1..=rest.len())
            .filter(|&at| rest.is_char_boundary(at))
            .find(|&at| ENDS.iter().any(|end| rest[..at].ends_with(end)) && !continues(&rest[..at], &rest[at..]))
            .unwrap_or(rest.len());
        parts.push(rest[..cut].to_owned());
        rest = &rest[cut..];
    }
    let broken = parts.into_iter().map(|part| view! { {part}<wbr/> });
    broken.collect_view().into_any()
}

/// "社区" is a word of its own, and no place ends inside it; "年" waits for "年度".
fn continues(before: &str, after: &str) -> bool {
    (before.ends_with('年') && after.starts_with('度'))
        || (before.ends_with("招聘") && after.is_empty())
        || (before.ends_with("社区") && (after.starts_with("工作") || after.starts_with("专职")))
}

/// Where a recruitment stands, as a tag.
pub fn phase_tag(phase: Phase) -> AnyView {
    match phase {
        Phase::Announcement => tag(Tone::Quiet, t!("phase-tag-announcement")).into_any(),
        Phase::Applications => tag(Tone::Now, t!("phase-tag-applications")).into_any(),
        Phase::Review => tag(Tone::Moving, t!("phase-tag-review")).into_any(),
        Phase::Written => tag(Tone::Moving, t!("phase-tag-written")).into_any(),
        Phase::WrittenResults => tag(Tone::Moving, t!("phase-tag-written-results")).into_any(),
        Phase::Interview => tag(Tone::Moving, t!("phase-tag-interview")).into_any(),
        Phase::Totals => tag(Tone::Moving, t!("phase-tag-totals")).into_any(),
        Phase::Publication => tag(Tone::Moving, t!("phase-tag-publication")).into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::phrased;
    use leptos::prelude::*;

    #[test]
    fn a_title_breaks_between_phrases_only() {
        let html = phrased("2026年青松区公开招聘社区工作者公告").to_html().replace("<!>", "");
        assert_eq!(html, "2026年<wbr>青松区<wbr>公开招聘<wbr>社区工作者公告<wbr>");
    }
}
