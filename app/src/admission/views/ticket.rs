//! The ticket: one half of a sheet, to be printed and brought along.

use crate::{
    addresses,
    admission::queries::Ticket,
    error::Refusal,
    ui::{
        parts::{back, time},
        reader::Reader,
        words,
    },
};
use domain::ids::ApplicationId;
use leptos::prelude::*;

pub fn page(reader: &Reader, id: ApplicationId, ticket: &Ticket) -> AnyView {
    let campaign = &ticket.campaign;
    let title = campaign.title(reader.lang).to_owned();
    view! {
        <main id="main" class="wrap main ticketpage">
            {back(addresses::applications::page(id), t!("back-to-application"))}
            <h1>{t!("ticket-heading")}</h1>
            <p class="lead measure">{t!("ticket-lead")}</p>
            <section class="ticket" aria-label=t!("ticket")>
                <p class="ticket__title">{title}</p>
                <h2>{t!("ticket")}</h2>
                <div class="ticket__in">
                    {facts(reader, ticket)}
                    <figure class="ticket__photo">{photo(ticket)}</figure>
                </div>
                <p><b>{t!("ticket-rules")}</b></p>
                <ol class="ticket__rules">
                    <li>{t!("ticket-rule-bring")}</li>
                    <li>{t!("ticket-rule-late")}</li>
                    <li>{t!("ticket-rule-devices")}</li>
                    <li>{t!("ticket-rule-script")}</li>
                    <li>{t!("ticket-rule-cheating")}</li>
                </ol>
                <div class="ticket__foot">
                    <p>
                        {campaign.content.organiser.clone()}<br/>
                        {t!("ticket-phone", phone = reader.site.phone.as_str(), site = reader.site.name.as_str())}
                    </p>
                    {code(&ticket.number)}
                </div>
            </section>
            <p class="noprint">{t!("ticket-print", at = words::date_time_or_later(ticket.at))}</p>
        </main>
    }
    .into_any()
}

fn facts(reader: &Reader, ticket: &Ticket) -> AnyView {
    let place = t!("ticket-room-seat", room = ticket.room, seat = ticket.seat);
    let subjects: Vec<String> = ticket
        .subjects
        .iter()
        .map(|(name, minutes)| match minutes {
            Some(minutes) => t!(
                "ticket-subject",
                name = name.in_lang(reader.lang),
                minutes = *minutes
            ),
            None => name.in_lang(reader.lang).to_owned(),
        })
        .collect();
    let row = |term: String, value: AnyView, key: bool| {
        view! { <div class=key.then_some("key")><dt>{term}</dt><dd>{value}</dd></div> }
    };
    view! {
        <dl class="ticket__facts">
            {row(t!("name"), ticket.name.clone().into_any(), false)}
            {row(t!("id-number"), ticket.id_number.clone().into_any(), false)}
            {row(t!("ticket-number"), ticket.number.clone().into_any(), true)}
            {row(t!("room"), place.into_any(), true)}
            {row(t!("ticket-time"), time(ticket.at), false)}
            {(!subjects.is_empty()).then(|| row(t!("ticket-subjects"), words::clauses(subjects).into_any(), false))}
            {row(t!("ticket-post"), ticket.post.clone().into_any(), false)}
        </dl>
    }
    .into_any()
}

fn photo(ticket: &Ticket) -> AnyView {
    match ticket.photo {
        Some(id) => {
            let alt = t!("ticket-photo", name = ticket.name.as_str());
            view! { <img src=addresses::applications::file(id) alt=alt width="295" height="413"/> }
                .into_any()
        }
        None => view! {
            <svg viewBox="0 0 295 413" role="img" aria-label=t!("ticket-no-photo")>
                <rect class="d-bg" width="295" height="413"/>
            </svg>
        }
        .into_any(),
    }
}

/// The number for the reader at the door.
fn code(number: &str) -> AnyView {
    let Ok(qr) = fast_qr::QRBuilder::new(number).build() else {
        return ().into_any();
    };
    let size = qr.size;
    let dark = |(x, y): &(usize, usize)| qr[*y][*x].value();
    let cells = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .filter(dark);
    let path: String = cells
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + 2, y + 2))
        .collect();
    let side = size + 4;
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=t!("ticket-code") shape-rendering="crispEdges">
            <rect width=side.to_string() height=side.to_string() fill="#fff"/>
            <path d=path fill="#000"/>
        </svg>
    }
    .into_any()
}

/// Why there is no ticket yet.
pub fn not_yet(_: &Reader, id: ApplicationId, refusal: &Refusal) -> AnyView {
    let text = match refusal {
        Refusal::NotOpen { from } => t!("ticket-not-open", from = words::date_time(*from)),
        Refusal::Closed { deadline } => t!("ticket-over", until = words::date_time(*deadline)),
        Refusal::Progress { .. } => t!("ticket-not-drawn"),
        other => words::refusal(other),
    };
    view! {
        <main id="main" class="wrap main">
            {back(addresses::applications::page(id), t!("back-to-application"))}
            <div class="valid valid--wait" role="status">
                <span class="valid__tick look" aria-hidden="true"></span>
                <div><h1 class="big-h">{t!("ticket-none")}</h1><p>{text}</p></div>
            </div>
        </main>
    }
    .into_any()
}
