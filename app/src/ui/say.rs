//! Words by which a Chinese title is broken into lines: no page says them.

/// After these a phrase of a title ends.
pub(super) const PHRASE_ENDS: [&str; 10] = [
    "年度", "年", "省", "市", "区", "县", "招录", "招聘", "城镇", "社区",
];

/// Unless it goes on like this.
pub(super) const HELD_TOGETHER: [(&str, &str); 3] =
    [("年", "度"), ("社区", "工作"), ("社区", "专职")];
