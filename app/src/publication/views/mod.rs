//! The pages of publication: the sign-off before the public, the public lists, one's own result.

pub mod calculation;
pub mod changes;
pub mod charts;
pub mod history;
pub mod list;
pub mod lists;
pub mod result;
pub mod result_rows;
pub mod sign_off;
pub mod signing;
pub mod tables;
pub mod verification;

use crate::ui::words;
use domain::ranking::Placing;
use leptos::prelude::*;

/// Code, street and name of a post: a name that begins with its street says it once.
fn post_title(code: &str, street: &str, name: &str) -> String {
    let own = name
        .strip_prefix(street)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name);
    [code, street, own]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}

/// Where a row stands, as a tag for those who go on and in grey for those who do not.
fn placing(placing: Placing) -> AnyView {
    let label = words::placing(placing);
    match placing {
        Placing::Selected => view! { <span class="tag tag--pass">{label}</span> }.into_any(),
        Placing::Substitute(_) => view! { <span class="tag">{label}</span> }.into_any(),
        _ => view! { <span class="muted">{label}</span> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::post_title;

    #[test]
    fn a_street_is_said_once() {
        assert_eq!(
            post_title("GJZ-01", "辛寨子街道", "辛寨子街道社区工作者"),
            "GJZ-01　辛寨子街道　社区工作者"
        );
        assert_eq!(post_title("A-1", "", "社区工作者"), "A-1　社区工作者");
    }
}
