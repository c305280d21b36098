//! Plain articles, and the demonstration clock.

use crate::{
    platform::form::Filled,
    ui::{
        article::markdown,
        forms::{self, Field},
        parts::time,
        reader::Reader,
    },
};
use leptos::prelude::*;

/// A page of text. The body is the site's own Markdown, from the locale.
pub fn article(_: &Reader, title: String, lead: String, body: String) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <article class="article">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
                <div inner_html=markdown(&body)></div>
            </article>
        </main>
    }
    .into_any()
}

/// A manual, with the way back above it.
pub fn manual(_: &Reader, (href, label): (&str, String), html: String) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <p class="back"><a href=href.to_owned()>{label}</a></p>
            <article class="article article--wide" inner_html=html></article>
        </main>
    }
    .into_any()
}

pub fn clock(reader: &Reader, form: &Filled) -> AnyView {
    view! {
        <main id="main" class="desk">
            <div class="measure">
                {forms::error_summary(form)}
                <form method="post" novalidate>
                    <h1>{t!("clock-title")}</h1>
                    <p class="lead">{t!("clock-lead")}" "<b>{time(reader.now)}</b></p>
                    {forms::date(form, Field::new("to", t!("clock-to")), true)}
                    <p class="actions"><button class="btn">{t!("clock-set")}</button></p>
                </form>
            </div>
        </main>
    }
    .into_any()
}
