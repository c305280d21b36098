//! Two versions of a list, row by row: what was, struck; what is, underlined.

use super::super::queries::lists::Published;
use crate::addresses;
use crate::ui::{parts::back, reader::Reader, words};
use domain::publication::{Change, ResultList, Row, changes};
use leptos::prelude::*;

/// The comparison as a page of its own.
pub fn page(_: &Reader, public: &Published) -> AnyView {
    let (code, version) = (&public.campaign.code, public.stamp.version);
    let href = addresses::publication::version(code, version);
    let title = match &public.previous {
        Some((before, _)) => t!(
            "result-list-changes-title",
            version = version,
            before = before.version
        ),
        None => t!("result-list-changes-first"),
    };
    let body = match &public.previous {
        Some((before, list)) => table(list, &public.list, before.version),
        None => view! { <p>{t!("result-list-changes-first-text")}</p> }.into_any(),
    };
    view! {
        <main id="main" class="wrap main">
            {back(href, t!("result-list-changes-back"))}
            <h1>{title}</h1>
            {(!public.list.reason.is_empty()).then(|| view! { <p class="lead measure">{public.list.reason.clone()}</p> })}
            {body}
        </main>
    }
    .into_any()
}

/// Every row that differs, or a sentence that none does.
pub(super) fn table(before: &ResultList, after: &ResultList, version: u32) -> AnyView {
    let all = changes(before, after);
    if all.is_empty() {
        return view! { <p class="muted">{t!("result-list-changes-none", before = version)}</p> }
            .into_any();
    }
    let caption = t!(
        "result-list-changes-caption",
        before = version,
        count = all.len()
    );
    view! {
        <div class="gridwrap" role="region" aria-label=t!("result-list-changes-region") tabindex="0">
            <table class="grid diff">
                <caption class="vh">{caption}</caption>
                <thead><tr>
                    <th scope="col">{t!("post-code")}</th>
                    <th scope="col">{t!("result-list-ticket")}</th>
                    <th scope="col">{t!("name")}</th>
                    <th scope="col" class="num">{t!("kind-written")}</th>
                    <th scope="col" class="num">{t!("kind-interview")}</th>
                    <th scope="col" class="num">{t!("result-list-total")}</th>
                    <th scope="col" class="num">{t!("result-list-rank")}</th>
                    <th scope="col">{t!("list-outcome")}</th>
                </tr></thead>
                <tbody>{all.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How many rows differ and in which posts.
pub(super) fn summary(before: &ResultList, after: &ResultList) -> String {
    let all = changes(before, after);
    let mut posts: Vec<&str> = all.iter().map(|change| change.post).collect();
    posts.sort_unstable();
    posts.dedup();
    match posts.as_slice() {
        [] => t!("result-list-changes-zero"),
        [post] => t!(
            "result-list-changes-one-post",
            count = all.len(),
            post = *post
        ),
        posts => t!(
            "result-list-changes-posts",
            count = all.len(),
            posts = posts.len()
        ),
    }
}

fn row(change: &Change) -> AnyView {
    let shown = change.after.or(change.before);
    let text = |of: fn(&Row) -> String| {
        let (was, is) = (change.before.map(of), change.after.map(of));
        match (was, is) {
            (Some(was), Some(is)) if was == is => view! { {is} }.into_any(),
            (was, is) => view! {
                {was.map(|was| view! { <del>{was}</del> })}
                {is.map(|is| view! { <ins>{is}</ins> })}
            }
            .into_any(),
        }
    };
    view! {
        <tr>
            <td>{change.post.to_owned()}</td>
            <th scope="row">{shown.map(|row| row.ticket.clone())}</th>
            <td>{text(|row| row.name.clone())}</td>
            <td class="num">{text(|row| words::score(row.written))}</td>
            <td class="num">{text(|row| words::score(row.interview))}</td>
            <td class="num">{text(|row| words::score(row.total))}</td>
            <td class="num">{text(|row| row.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string()))}</td>
            <td>{text(|row| if row.tied { t!("result-list-tied", placing = words::placing(row.placing)) } else { words::placing(row.placing) })}</td>
        </tr>
    }
    .into_any()
}
