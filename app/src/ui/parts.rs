//! Small parts: moments, tags, back links, empty places, messages.

use super::words;
use domain::Instant;
use leptos::prelude::*;

/// A moment as people read it: date and hour.
pub fn time(at: Instant) -> impl IntoView + use<> {
    view! { <time datetime=at.rfc3339()>{words::date_time(at)}</time> }
}

/// Without the year, for dense tables and schedules.
pub fn time_short(at: Instant) -> impl IntoView + use<> {
    view! { <time datetime=at.rfc3339()>{words::date_time_short(at)}</time> }
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
pub fn refused(refusal: Option<domain::Refusal>) -> impl IntoView {
    refusal.map(|refusal| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>{t!("refused-title")}</h2>
                <p>{words::refusal(&refusal)}</p>
            </div>
        }
    })
}

/// One line of a definition list.
pub fn fact(term: String, value: impl IntoView + 'static) -> impl IntoView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
}
