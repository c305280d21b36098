//! How anybody knows that a list was not changed.

use super::super::queries::lists::Published;
use crate::addresses;
use crate::ui::{
    parts::{fact, time},
    reader::Reader,
    words,
};
use chrono::Datelike;
use domain::{Instant, digest::grouped};
use leptos::prelude::*;

pub fn section(reader: &Reader, public: &Published) -> AnyView {
    let (campaign, stamp) = (&public.campaign, &public.stamp);
    let at = |path: &str| addresses::publication::file(&campaign.code, stamp.version, path);
    let signed = match public.signed {
        true => t!(
            "result-list-seal-signature-valid",
            name = reader.site.organiser.as_str()
        ),
        false => t!("result-list-seal-signature-unknown"),
    };
    view! {
        <section class="sealed" aria-labelledby="sealed">
            {mark(&public.list.organiser, t!("result-list-seal-word"), stamp.sealed_at)}
            <div class="sealed__text">
                <h2 id="sealed">{t!("result-list-seal-title")}</h2>
                <p>{t!("result-list-seal-lead")}</p>
                <dl class="proof">
                    {fact(t!("result-list-seal-time"), view! { <time datetime=stamp.sealed_at.rfc3339()>{words::date_time_exact(stamp.sealed_at)}</time> })}
                    {fact(t!("result-list-seal-digest"), view! { <code>{grouped(&stamp.digest)}</code><span class="muted small">"SHA-256"</span> })}
                    {fact(t!("result-list-seal-signature"), signed)}
                    {fact(t!("result-list-seal-rules"), rules(public))}
                    {public.previous.as_ref().map(|(before, _)| fact(t!("result-list-seal-previous"), view! {
                        {t!("version-n", n = before.version)}{t!("result-list-comma-sign")}{time(before.published_at)}{t!("result-list-comma-sign")}<code>{short(&before.digest)}</code>
                    }))}
                </dl>
                <p class="small">
                    <a href=addresses::settings::VERIFY>{t!("result-list-seal-how")}</a>"　"
                    <a href=at("sealed.json")>{t!("result-list-seal-file")}</a>"　"
                    <a href=at("sealed.jws")>{t!("result-list-seal-jws")}</a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

fn rules(public: &Published) -> AnyView {
    let campaign = &public.campaign;
    let href = addresses::campaigns::rules_file(&campaign.code);
    view! {
        {t!("result-list-seal-rules-text", version = campaign.version, people = public.list.people())}
        <a href=href>{t!("rules-file")}</a>"　"<code>{short(&public.list.rules_digest)}</code>
    }
    .into_any()
}

/// `10ec 1b0f … 3d4c d5fb`
pub(super) fn short(digest: &str) -> String {
    let groups = grouped(digest);
    match (
        groups.get(..9),
        groups.get(groups.len().saturating_sub(9)..),
    ) {
        (Some(head), Some(tail)) => format!("{head} … {tail}"),
        _ => groups,
    }
}

/// The square sign of sealing: no picture of a legal stamp.
pub(super) fn mark(organiser: &str, word: String, at: Instant) -> AnyView {
    let first = organiser.split('　').next().unwrap_or_default().to_owned();
    let day = at.date();
    let date = format!("{}.{}.{}", day.year(), day.month(), day.day());
    view! { <div class="sealmark" aria-hidden="true"><b>{first}</b><span>{word}</span><i>{date}</i></div> }.into_any()
}
