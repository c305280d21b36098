//! The trail as a table.

use super::queries::{Entry, PAGE_SIZE, Trail};
use crate::addresses;
use crate::ui::{reader::Reader, words};
use leptos::prelude::*;
use uuid::Uuid;

pub fn trail(_: &Reader, trail: &Trail, broken: Option<i64>) -> AnyView {
    let verdict = match broken {
        None => view! { <p class="note note--pass">{t!("audit-unbroken", count = words::count(trail.total))}</p> }
            .into_any(),
        Some(seq) => view! { <p class="note note--mark" role="alert">{t!("audit-broken", seq = seq)}</p> }.into_any(),
    };
    let pages = trail.total.div_ceil(PAGE_SIZE).max(1);
    let link = |page: u64, label: String| view! { <a href=format!("{}?page={page}", addresses::audit::TRAIL)>{label}</a> };
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("audit")}</h1><p>{t!("audit-lead")}</p></div></div>
            {verdict}
            <div class="gridwrap" role="region" aria-label=t!("audit") tabindex="0">
                <table class="grid auditlog">
                    <caption class="vh">{t!("audit")}</caption>
                    <thead><tr>
                        <th scope="col" class="num">{t!("audit-seq")}</th>
                        <th scope="col">{t!("audit-at")}</th>
                        <th scope="col">{t!("audit-who")}</th>
                        <th scope="col">{t!("audit-what")}</th>
                        <th scope="col">{t!("audit-facts")}</th>
                        <th scope="col">{t!("audit-digest")}</th>
                    </tr></thead>
                    <tbody>{trail.entries.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <nav class="pager" aria-label=t!("pages")>
                <span>{t!("page-of", page = trail.page + 1, pages = pages)}</span>
                {(trail.page > 0).then(|| link(trail.page - 1, t!("page-newer")))}
                {(trail.page + 1 < pages).then(|| link(trail.page + 1, t!("page-older")))}
            </nav>
        </main>
    }
    .into_any()
}

fn row(entry: &Entry) -> impl IntoView + use<> {
    let who = if entry.actor.is_empty() {
        t!("audit-platform")
    } else {
        entry.actor.clone()
    };
    view! {
        <tr>
            <td class="num">{words::count(entry.seq.unsigned_abs())}</td>
            <td><time datetime=entry.at.rfc3339()>{words::date_time_exact(entry.at)}</time></td>
            <td>{who}</td>
            <td>{entry.event.name().replace('_', " ")}</td>
            <td class="wraps"><code>{facts(entry)}</code></td>
            <td><code>{beginning(&entry.digest)}</code></td>
        </tr>
    }
}

/// Enough of a digest or a number to tell it from others.
fn beginning(text: &str) -> String {
    text.chars().take(8).collect()
}

/// The event's own fields without its name, short enough for a row.
fn facts(entry: &Entry) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(&entry.event) else {
        return String::new();
    };
    let shown = fields
        .iter()
        .filter(|(key, _)| *key != "event")
        .map(|(key, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let short: String = match Uuid::parse_str(&text) {
                Ok(_) => beginning(&text),
                Err(_) => text.chars().take(60).collect(),
            };
            format!("{key}={short}")
        });
    shown.collect::<Vec<_>>().join("  ")
}
