//! Small parts: moments, tags, back links, empty places, messages.

use super::words;
use chrono::NaiveDate;
use domain::{Instant, campaigns::NotCarried};
use leptos::prelude::*;

/// A moment as people read it: date and hour; or that nobody has said it yet.
pub fn time(at: impl Into<Option<Instant>>) -> AnyView {
    said(at.into(), words::date_time)
}

/// Without the year, for dense tables and schedules.
pub fn time_short(at: impl Into<Option<Instant>>) -> AnyView {
    said(at.into(), words::date_time_short)
}

fn said(at: Option<Instant>, words: fn(Instant) -> String) -> AnyView {
    match at {
        Some(at) => view! { <time datetime=at.rfc3339()>{words(at)}</time> }.into_any(),
        None => t!("time-later").into_any(),
    }
}

/// A day without an hour.
pub fn day(on: Option<NaiveDate>) -> AnyView {
    match on {
        Some(on) => view! { <time datetime=on.to_string()>{words::date(on)}</time> }.into_any(),
        None => t!("time-later").into_any(),
    }
}

/// What a tag means; the words carry it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Needs the reader now.
    Now,
    Moving,
    Settled,
    Waiting,
    Change,
    Quiet,
}

pub fn tag(tone: Tone, label: String) -> impl IntoView {
    let class = match tone {
        Tone::Now => "tag tag--now",
        Tone::Moving => "tag tag--act",
        Tone::Settled => "tag tag--pass",
        Tone::Waiting => "tag tag--wait",
        Tone::Change => "tag tag--mark",
        Tone::Quiet => "tag",
    };
    view! { <span class=class>{label}</span> }
}

/// What is kept of a draw by chance: when, by whom, the seed by which anybody can draw again; and what else was drawn with
/// it.
pub fn draw(
    title: String,
    (at, by, seed): (Instant, String, u64),
    facts: AnyView,
    notes: AnyView,
) -> AnyView {
    view! {
        <aside class="decide" aria-labelledby="draw">
            <h2 id="draw">{title}</h2>
            <dl class="mini">
                {fact(t!("draw-at"), time(at))}
                {fact(t!("draw-by"), by)}
                {fact(t!("draw-seed"), view! { <code>{seed.to_string()}</code> })}
                {facts}
            </dl>
            <p class="small muted">{t!("draw-repeatable")}</p>
            {notes}
        </aside>
    }
    .into_any()
}

pub fn back(href: impl Into<String>, label: String) -> AnyView {
    let href: String = href.into();
    view! { <p class="back"><a href=href>{label}</a></p> }.into_any()
}

/// Why nothing is here, when that will change, and one way on.
pub fn empty(title: String, text: String, link: Option<(String, String)>) -> impl IntoView {
    view! {
        <div class="empty">
            <p><b>{title}</b></p>
            <p>{text}</p>
            {link.map(|(href, label)| view! { <p><a href=href>{label}</a></p> })}
        </div>
    }
}

/// Something was done: shown once, at the top of the page to which the act led.
pub fn done(message: Option<String>) -> impl IntoView {
    message
        .map(|message| view! { <div class="note note--pass" role="status"><p>{message}</p></div> })
}

/// The rules said no to the whole act: why, and what is unchanged.
pub fn refused(refusal: Option<crate::error::Refusal>) -> impl IntoView {
    refusal.map(|refusal| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{t!("refused-title")}</h2>
                <p>{words::refusal(&refusal)}</p>
            </div>
        }
    })
}

/// What keeps rules from being announced here, one reason a line.
pub fn not_carried(reasons: &[NotCarried]) -> AnyView {
    let rows = reasons
        .iter()
        .map(|reason| view! { <li>{words::not_carried(reason)}</li> })
        .collect_view();
    view! {
        <div class="note note--mark"><p><b>{t!("not-carried")}</b></p><ul class="list">{rows}</ul></div>
    }
    .into_any()
}

/// One line of a definition list.
pub fn fact(term: String, value: impl IntoView + 'static) -> impl IntoView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
}
