//! Asking for a rejection to be decided again.

use super::{back_to, heading};
use crate::{
    applications::queries::Opened,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::{refused, time},
        reader::Reader,
        words,
    },
};
use domain::applications::Act;
use leptos::prelude::*;

pub fn page(reader: &Reader, opened: &Opened, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let reasons = opened.last_review.iter().flat_map(|review| &review.reasons);
    let reasons = reasons
        .map(|&code| view! { <li>{words::reason(code)}</li> })
        .collect_view();
    let held = opened.may(Act::Appeal, reader.now).err();
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="measure question">
                {refused(held.clone().or(refusal))}
                {forms::error_summary(form)}
                <form method="post" novalidate>
                    {heading(opened, t!("appeal"))}
                    <p class="lead">{t!("appeal-lead")}</p>
                    <div class="note note--mark"><p><b>{t!("rejected-title")}</b></p><ul class="list">{reasons}</ul></div>
                    {forms::text_area(form, Field::new("text", t!("appeal-why")).hint(t!("appeal-hint")), 8)}
                    <p class="actions">
                        <button class="btn" disabled=held.is_some()>{t!("appeal-do")}</button>
                        <span class="muted">{time(opened.deadline())}{t!("appeal-until")}</span>
                    </p>
                </form>
            </div>
        </main>
    }
    .into_any()
}
