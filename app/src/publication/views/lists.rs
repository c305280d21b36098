//! All public lists, the newest first.

use super::super::queries::lists::Summary;
use crate::addresses;
use crate::ui::{
    parts::{empty, time},
    reader::Reader,
    words,
};
use domain::Lang;
use leptos::prelude::*;

pub fn page(reader: &Reader, lists: &[Summary]) -> AnyView {
    let body = if lists.is_empty() {
        empty(
            t!("results-empty"),
            t!("results-empty-text"),
            Some(("/".to_owned(), t!("inbox-empty-link"))),
        )
        .into_any()
    } else {
        view! { <ol class="camps">{lists.iter().map(|own| list(reader, own)).collect_view()}</ol> }
            .into_any()
    };
    view! {
        <main id="main" class="wrap main">
            <div>
                <h1>{t!("menu-results")}</h1>
                <p class="lead measure">{t!("results-lead")}</p>
            </div>
            {body}
        </main>
    }
    .into_any()
}

/// What a list is called in the reader's language: the sealed title, or the campaign's own in English.
pub fn title(
    reader: &Reader,
    campaign: &crate::campaigns::queries::Campaign,
    sealed: &str,
) -> String {
    match reader.lang {
        Lang::En if !campaign.content.title_en.is_empty() => {
            t!(
                "result-list-title",
                campaign = campaign.content.title_en.as_str()
            )
        }
        _ => sealed.to_owned(),
    }
}

fn list(reader: &Reader, list: &Summary) -> AnyView {
    let href = addresses::publication::newest(&list.campaign.code);
    view! {
        <li class="camp">
            <h2 class="h-s"><a href=href>{title(reader, &list.campaign, &list.title)}</a></h2>
            <p class="camp__fact">
                {list.campaign.content.organiser.clone()}"　"
                {t!("results-size", posts = list.posts, people = words::count(list.people))}
            </p>
            <p class="camp__next">
                <b>{time(list.stamp.published_at)}{t!("result-list-published")}{t!("result-list-comma-sign")}{t!("version-n", n = list.stamp.version)}</b>
                <span>{t!("results-period")}{time(list.stamp.period_ends)}</span>
            </p>
        </li>
    }
    .into_any()
}
