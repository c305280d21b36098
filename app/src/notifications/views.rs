//! The inbox and one letter in it.

use super::{queries::Letter, words};
use crate::addresses;
use crate::ui::{
    parts::{Tone, back, empty, tag, time},
    reader::Reader,
};
use leptos::prelude::*;

pub fn inbox(_: &Reader, letters: &[Letter]) -> AnyView {
    let list = if letters.is_empty() {
        empty(
            t!("inbox-empty"),
            t!("inbox-empty-text"),
            Some(("/".into(), t!("inbox-empty-link"))),
        )
        .into_any()
    } else {
        let rows = letters.iter().map(row).collect_view();
        view! { <ul class="inbox">{rows}</ul> }.into_any()
    };
    view! {
        <main id="main" class="wrap main">
            {back(addresses::applications::MINE, t!("back-to-mine"))}
            <h1>{t!("inbox")}</h1>
            {list}
        </main>
    }
    .into_any()
}

fn row(letter: &Letter) -> impl IntoView + use<> {
    let title = words::title(&letter.content);
    let open = addresses::notifications::letter(letter.id);
    view! {
        <li class=(!letter.is_read).then_some("unread")>
            <form method="post" action=open><button class="linkbtn">{title}</button></form>
            {(!letter.is_read).then(|| tag(Tone::Now, t!("inbox-new")))}
            <p class="small muted">{time(letter.at)}</p>
        </li>
    }
}

pub fn letter(_: &Reader, letter: &Letter) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            {back(addresses::notifications::INBOX, t!("inbox"))}
            <article class="letter">
                <h1><span class="caption">{time(letter.at)}</span>{words::title(&letter.content)}</h1>
                <p>{words::body(&letter.content)}</p>
                <p class="actions"><a class="btn btn--go" href=words::path(&letter.content)>{t!("inbox-go")}</a></p>
            </article>
        </main>
    }
    .into_any()
}
