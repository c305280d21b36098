//! The photo: what is there, what is wrong with it one by one, what we have done for it, and a way to a human.

use super::{back_to, names};
use crate::{
    addresses,
    applications::queries::{Opened, StoredFile},
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::{refused, time},
        reader::Reader,
        words,
    },
};
use domain::{
    photo::{LIMIT_BYTES, PhotoProblem, STORED},
    tasks::Task,
};
use leptos::prelude::*;

pub fn page(_: &Reader, opened: &Opened, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let tried = opened.tried_photo();
    let shown = tried.or(opened.photo());
    view! {
        <main id="main" class="wrap main">
            {back_to(opened)}
            <div class="question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <h1><span class="caption">{names::group(Task::Photo.group())}</span>{names::of_task(Task::Photo)}</h1>
                {tried.and(opened.photo()).map(|_| view! { <p class="note">{t!("photo-before-stands")}</p> })}
                <form class="upload" method="post" enctype="multipart/form-data" novalidate>
                    {portrait(shown)}
                    {field(opened, form, shown)}
                </form>
            </div>
        </main>
    }
    .into_any()
}

fn portrait(shown: Option<&StoredFile>) -> AnyView {
    let guide = view! {
        <ellipse cx="118" cy="130" rx="68" ry="86" class="c-guide"/>
        <path d="M8 30V8h22M206 8h22v22M228 300v22h-22M30 322H8v-22" class="c-corner"/>
    };
    let (picture, label) = match shown {
        Some(file) => {
            let href = addresses::applications::file(file.id);
            (
                view! { <image href=href width="236" height="330"/> }.into_any(),
                t!("photo-shown"),
            )
        }
        None => (outline(), t!("photo-none")),
    };
    view! {
        <figure class="crop">
            <svg viewBox="0 0 236 330" role="img" aria-label=label>{picture}{guide}</svg>
            {shown.map(|file| view! { <figcaption class="small">{time(file.at)}{t!("uploaded")}</figcaption> })}
        </figure>
    }
    .into_any()
}

fn outline() -> AnyView {
    view! {
        <rect width="236" height="330" class="d-bg"/>
        <circle cx="118" cy="132" r="54" class="d-skin"/>
        <path d="M28 330c0-72 36-112 90-112s90 40 90 112z" class="d-cloth"/>
        <path d="M62 124c0-44 24-66 56-66s56 22 56 66c-10-24-24-34-56-34s-46 10-56 34z" class="d-hair"/>
    }
    .into_any()
}

fn field(opened: &Opened, form: &Filled, shown: Option<&StoredFile>) -> AnyView {
    let tried = opened.tried_photo();
    let label = if shown.is_some() {
        t!("photo-another")
    } else {
        names::of_task(Task::Photo)
    };
    let field = Field::new("photo", label).hint(t!("photo-hint", limit = words::size(LIMIT_BYTES)));
    let keep = tried.map(|_| {
        let action = addresses::applications::keep_photo(opened.id);
        view! { <button class="linkbtn" formaction=action>{t!("photo-keep")}</button> }
    });
    let go_on = (tried.is_none() && shown.is_some()).then(
        || view! { <a href=addresses::applications::page(opened.id)>{t!("photo-is-fine")}</a> },
    );
    let act = if shown.is_some() {
        t!("photo-replace")
    } else {
        t!("upload")
    };
    let class = if shown.is_some() {
        "btn btn--quiet"
    } else {
        "btn"
    };
    view! {
        <div>
            {forms::file(form, field, "image/jpeg,image/png")}
            {shown.map(ticks)}
            <p class="actions"><button class=class>{act}</button>{keep}{go_on}</p>
        </div>
    }
    .into_any()
}

/// What we have done for the photo is said as done; what we cannot do is said too.
fn ticks(file: &StoredFile) -> AnyView {
    let has = |wrong: fn(&PhotoProblem) -> bool| file.problems.iter().any(wrong);
    let line = |bad: bool, good: String, not: String| {
        let (class, text) = if bad { ("no", not) } else { ("ok", good) };
        view! { <li class=class><div>{text}</div></li> }
    };
    let (width, height) = STORED;
    view! {
        <ul class="ticks ticks--s">
            {line(has(|p| matches!(p, PhotoProblem::TooSmall { .. } | PhotoProblem::NotPortrait { .. })),
                t!("photo-cut", width = width, height = height), t!("photo-not-cut"))}
            {line(false, t!("photo-size", size = words::size(file.size)), String::new())}
            {line(has(|p| *p == PhotoProblem::BackgroundNotLight), t!("photo-light-ground"), t!("photo-dark-ground"))}
            {line(has(|p| *p == PhotoProblem::TooDark), t!("photo-bright"), t!("photo-dim"))}
        </ul>
    }
    .into_any()
}
