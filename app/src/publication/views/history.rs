//! What happened to an application, in words for its owner: no name of any official, no figure before its time.

use crate::{audit::queries::Entry, ui::parts::time_short};
use domain::events::Event;
use leptos::prelude::*;

pub(super) fn trail(history: &[Entry]) -> AnyView {
    let lines = history.iter().filter_map(|entry| {
        let what = said(&entry.event)?;
        Some(view! { <li>{time_short(entry.at)}<span>{what}</span></li> })
    });
    view! { <ol class="trail">{lines.collect_view()}</ol> }.into_any()
}

fn said(event: &Event) -> Option<String> {
    let text = match event {
        Event::ApplicationStarted { .. } => t!("result-trail-started"),
        Event::ApplicationSubmitted { .. } => t!("result-trail-submitted"),
        Event::ApplicationWithdrawn { .. } => t!("result-trail-withdrawn"),
        Event::ApplicationPassedStreet { .. } => t!("result-trail-passed-street"),
        Event::ApplicationAccepted { .. } => t!("result-trail-accepted"),
        Event::ApplicationReturned { .. } => t!("result-trail-returned"),
        Event::ApplicationRejected { .. } => t!("result-trail-rejected"),
        Event::ApplicationAppealed { .. } => t!("result-trail-appealed"),
        Event::AppealDecided {
            overturned: true, ..
        } => t!("result-trail-overturned"),
        Event::AppealDecided { .. } => t!("result-trail-upheld"),
        Event::BonusDecided { granted: true, .. } => t!("result-trail-bonus"),
        Event::BonusDecided { .. } => t!("result-trail-no-bonus"),
        Event::SeatsAssigned { .. } => t!("result-trail-seats"),
        Event::ShortlistDecided { .. } => t!("result-trail-shortlist"),
        Event::ResultPublished { .. } => t!("result-trail-published"),
        _ => return None,
    };
    Some(text)
}
