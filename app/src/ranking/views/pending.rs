//! What the rules leave to people, in plain words; what blocks comes first.

use crate::ranking::queries::{ListPage, Open};
use leptos::prelude::*;

pub(super) fn list(page: &ListPage) -> AnyView {
    if page.open.is_empty() {
        return ().into_any();
    }
    let line = |open: &Open| {
        let class = if open.blocks { "no" } else { "look" };
        let text = open.text.clone();
        view! { <li class=class><div><p>{text}</p></div></li> }
    };
    view! {
        <section aria-labelledby="pending">
            <h3 id="pending">{t!("pending-title")}</h3>
            <ul class="ticks ticks--s">{page.open.iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}
