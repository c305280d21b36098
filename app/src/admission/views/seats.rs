//! The seating: what it waits for, the rooms once they are drawn, and the list at each door.

use crate::{
    addresses,
    admission::queries::{Readiness, Seated, Seating},
    campaigns::queries::Campaign,
    error::Refusal,
    platform::spreadsheet::Table,
    ui::{
        parts::{back, draw, fact, refused, time},
        reader::Reader,
        words,
    },
};
use domain::admission::ROOM_SIZE;
use leptos::prelude::*;

pub fn page(
    _: &Reader,
    campaign: &Campaign,
    seating: &Seating,
    held: Option<&Refusal>,
    refusal: Option<Refusal>,
) -> AnyView {
    let body = if seating.rooms.is_empty() {
        before(campaign, &seating.ready, held)
    } else {
        drawn(campaign, seating)
    };
    view! {
        <main id="main" class="desk">
            {back(addresses::ranking::steps(&campaign.code), t!("ranking-back"))}
            {refused(refusal)}
            {body}
        </main>
    }
    .into_any()
}

fn head(lead: String, tally: AnyView) -> AnyView {
    view! {
        <div class="desk__head"><div><h1>{t!("seats")}</h1><p>{lead}</p></div>{tally}</div>
    }
    .into_any()
}

fn before(campaign: &Campaign, ready: &Readiness, held: Option<&Refusal>) -> AnyView {
    let closes = campaign.timetable.closes();
    let rooms = ready.accepted.div_ceil(ROOM_SIZE as u64);
    let check = |ok: bool, title: String, text: AnyView| {
        view! { <li class=if ok { "ok" } else { "no" }><div><b>{title}</b><p>{text}</p></div></li> }
    };
    let reviews = if ready.still_open == 0 {
        t!("seats-reviews-done").into_any()
    } else {
        t!("seats-reviews-open", count = words::count(ready.still_open)).into_any()
    };
    let why = held.map(|held| view! { <p class="reason">{words::refusal(held)}</p> });
    view! {
        {head(t!("seats-lead"), ().into_any())}
        <div class="bench">
            <section aria-labelledby="checks">
                <div class="gate__title"><h2 id="checks">{t!("seats-before")}</h2></div>
                <ul class="ticks">
                    {check(ready.closed.is_ok(), t!("seats-closed"), view! { {time(closes)} }.into_any())}
                    {check(ready.still_open == 0, t!("seats-reviews"), reviews)}
                    {check(
                        ready.accepted > 0,
                        t!("seats-people", count = words::count(ready.accepted)),
                        t!("seats-rooms-needed", rooms = rooms, size = ROOM_SIZE).into_any(),
                    )}
                </ul>
            </section>
            <form class="decide" method="post" aria-labelledby="assign">
                <h2 id="assign">{t!("seats-assign-title")}</h2>
                <ol class="steps">
                    <li>{t!("seats-step-draw")}</li>
                    <li>{t!("seats-step-script")}</li>
                    <li>{t!("seats-step-notice")}</li>
                </ol>
                <p class="small muted">{t!("seats-once")}</p>
                <p class="actions">
                    <button class="btn" disabled=held.is_some()>
                        {t!("seats-assign", count = words::count(ready.accepted))}
                    </button>
                </p>
                {why}
            </form>
        </div>
    }
    .into_any()
}

fn drawn(campaign: &Campaign, seating: &Seating) -> AnyView {
    let code = campaign.code.clone();
    let tally = view! {
        <dl class="tally">
            {fact(t!("seats-seated"), words::count(seating.seated()))}
            {fact(t!("seats-rooms"), words::count(seating.rooms.len() as u64))}
        </dl>
    }
    .into_any();
    let draw = seating.drawn.clone().map(|drawn| {
        let scripts = view! {
            {fact(t!("draw-scripts"), view! { <code class="wraps">{drawn.scripts}</code> })}
            {drawn.key.map(|key| fact(t!("draw-scripts-key"), view! { <code class="wraps">{key}</code> }))}
        };
        let sealed = view! { <p class="small muted">{t!("draw-scripts-sealed")}</p> };
        let act = (drawn.at, drawn.by, drawn.seed);
        draw(t!("seats-draw"), act, scripts.into_any(), sealed.into_any())
    });
    view! {
        {head(t!("seats-drawn-lead"), tally)}
        <div class="bench">
            <section>
                <h2 class="vh">{t!("seats-rooms")}</h2>
                <div class="gridwrap" role="region" aria-label=t!("seats-rooms") tabindex="0">
                    <table class="grid">
                        <caption class="vh">{t!("seats-rooms")}</caption>
                        <thead><tr>
                            <th scope="col">{t!("room")}</th>
                            <th scope="col" class="num">{t!("seats-people-short")}</th>
                            <th scope="col">{t!("door-list-short")}</th>
                        </tr></thead>
                        <tbody>{seating.rooms.iter().map(|&(room, people)| room_row(&code, room, people)).collect_view()}</tbody>
                    </table>
                </div>
                <div class="grid__foot">
                    <p>{t!("export-recorded")}</p>
                    <p>
                        <a href=addresses::admission::table(&code, "xlsx")>{t!("seats-export-xlsx")}</a>"　"
                        <a href=addresses::admission::table(&code, "csv")>{t!("export-csv")}</a>
                    </p>
                </div>
            </section>
            {draw}
        </div>
    }
    .into_any()
}

fn room_row(code: &str, room: i32, people: u64) -> impl IntoView + use<> {
    let name = t!("room-n", room = room);
    let link = t!("door-list-print", room = room);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{words::count(people)}</td>
            <td><a href=addresses::admission::room(code, room)>{link}</a></td>
        </tr>
    }
}

/// The sheet at the door of a room: printed, and signed by everybody who comes.
pub fn door_list(_: &Reader, campaign: &Campaign, room: i32, seated: &[Seated]) -> AnyView {
    let rows = seated.iter().map(|row| {
        view! {
            <tr>
                <td class="num">{row.seat}</td>
                <th scope="row">{row.ticket.clone()}</th>
                <td>{row.name.clone()}</td>
                <td>{row.post.clone()}</td>
                <td></td>
            </tr>
        }
    });
    view! {
        <main id="main" class="desk">
            {back(addresses::admission::seats(&campaign.code), t!("seats-back"))}
            <div class="desk__head">
                <div>
                    <h1>{t!("door-list", room = room)}</h1>
                    <p>{campaign.content.title.clone()}"　"{time(campaign.timetable.written_at)}</p>
                </div>
                <dl class="tally">{fact(t!("seats-people-short"), words::count(seated.len() as u64))}</dl>
            </div>
            <div class="gridwrap" role="region" aria-label=t!("door-list", room = room) tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("door-list", room = room)}</caption>
                    <thead><tr>
                        <th scope="col" class="num">{t!("seat")}</th>
                        <th scope="col">{t!("ticket-number")}</th>
                        <th scope="col">{t!("name")}</th>
                        <th scope="col">{t!("post-code")}</th>
                        <th scope="col">{t!("door-signature")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="small muted">{t!("door-list-note")}</p>
        </main>
    }
    .into_any()
}

/// All rooms as one table for offices: no identity number leaves the platform with it.
pub fn table(_: &Reader, code: &str, seated: Vec<Seated>) -> Table {
    let rows = seated.into_iter().map(|row| {
        vec![
            row.room.to_string(),
            row.seat.to_string(),
            row.ticket,
            row.name,
            row.post,
        ]
    });
    Table {
        name: format!("{code}-seats"),
        head: vec![
            t!("room"),
            t!("seat"),
            t!("ticket-number"),
            t!("name"),
            t!("post-code"),
        ],
        rows: rows.collect(),
    }
}
