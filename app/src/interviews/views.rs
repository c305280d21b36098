//! The draw, the list of a room, and the score sheets without names.

use super::queries::{Drawn, Rooms};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    platform::spreadsheet::Table,
    ui::{
        parts::{back, draw, fact, refused, time},
        reader::Reader,
        words,
    },
};
use domain::{Instant, interviews::ROOM_SIZE, sheets::Layout};
use leptos::prelude::*;

/// The draw: what it waits for, or what came of it.
pub struct Lots {
    pub rooms: Rooms,
    pub drawn: Option<(Instant, String, u64)>,
    pub shortlisted: u64,
    /// Whether the reader may draw now.
    pub may_draw: Result<(), Refusal>,
}

pub fn page(_: &Reader, campaign: &Campaign, lots: &Lots, refusal: Option<Refusal>) -> AnyView {
    let body = if lots.rooms.is_empty() {
        before(campaign, lots)
    } else {
        after(campaign, &lots.rooms, lots.drawn.clone())
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

fn before(campaign: &Campaign, lots: &Lots) -> AnyView {
    let shortlisted = lots.shortlisted;
    let why = lots.may_draw.as_ref().err().map(|held| {
        let text = match held {
            Refusal::Progress { .. } | Refusal::NoCandidates => t!("lots-not-yet"),
            other => words::refusal(other),
        };
        view! { <p class="note note--wait">{text}</p> }
    });
    view! {
        <div class="desk__head">
            <div><h1>{t!("lots")}</h1><p>{t!("lots-lead")}</p></div>
            <dl class="tally">{fact(t!("lots-people"), words::count(shortlisted))}</dl>
        </div>
        {why}
        <div class="bench">
            <section aria-labelledby="how">
                <div class="gate__title"><h2 id="how">{t!("lots-how")}</h2></div>
                <ol class="steps">
                    <li>{t!("lots-step-room", size = ROOM_SIZE)}</li>
                    <li>{t!("lots-step-order")}</li>
                    <li>{t!("lots-step-sheets")}</li>
                </ol>
            </section>
            <form class="decide" method="post" aria-labelledby="draw">
                <h2 id="draw">{t!("lots-draw")}</h2>
                <p>{t!("lots-planned")}" "{time(campaign.timetable.interview_at)}</p>
                <p class="small muted">{t!("lots-once")}</p>
                <p class="actions">
                    <button class="btn" disabled=lots.may_draw.is_err()>{t!("lots-do", count = words::count(shortlisted))}</button>
                </p>
            </form>
        </div>
    }
    .into_any()
}

fn after(campaign: &Campaign, rooms: &Rooms, drawn: Option<(Instant, String, u64)>) -> AnyView {
    let code = &campaign.code;
    let people: usize = rooms.values().map(Vec::len).sum();
    let draw = drawn.map(|drawn| draw(t!("lots-drawn"), drawn, ().into_any(), ().into_any()));
    view! {
        <div class="desk__head">
            <div><h1>{t!("lots")}</h1><p>{t!("lots-drawn-lead")}</p></div>
            <dl class="tally">
                {fact(t!("lots-people"), words::count(people as u64))}
                {fact(t!("lots-rooms"), words::count(rooms.len() as u64))}
            </dl>
        </div>
        <div class="bench">
            <section>
                <h2 class="vh">{t!("lots-rooms")}</h2>
                <div class="gridwrap" role="region" aria-label=t!("lots-rooms") tabindex="0">
                    <table class="grid">
                        <caption class="vh">{t!("lots-rooms")}</caption>
                        <thead><tr>
                            <th scope="col">{t!("room")}</th>
                            <th scope="col" class="num">{t!("lots-people")}</th>
                            <th scope="col">{t!("lots-posts")}</th>
                            <th scope="col">{t!("lots-papers")}</th>
                        </tr></thead>
                        <tbody>{rooms.iter().map(|(room, people)| room_row(code, *room, people)).collect_view()}</tbody>
                    </table>
                </div>
                <div class="grid__foot">
                    <p>{t!("export-recorded")}</p>
                    <p><a href=addresses::interviews::table(code)>{t!("lots-export")}</a></p>
                </div>
            </section>
            {draw}
        </div>
    }
    .into_any()
}

fn room_row(code: &str, room: i32, people: &[Drawn]) -> impl IntoView + use<> {
    let mut posts: Vec<String> = people
        .iter()
        .map(|drawn| drawn.person.post.clone())
        .collect();
    posts.sort_unstable();
    posts.dedup();
    let posts = words::list(&posts);
    view! {
        <tr>
            <th scope="row" class="nowrap">{t!("room-n", room = room)}</th>
            <td class="num">{people.len()}</td>
            <td>{posts}</td>
            <td class="acts">
                <a href=addresses::interviews::room(code, room)>{t!("lots-list-short")}<span class="vh">{room}</span></a>
                <a href=addresses::interviews::sheets(code, room)>{t!("lots-sheets-short")}<span class="vh">{room}</span></a>
            </td>
        </tr>
    }
}

fn paper_head(campaign: &Campaign, title: String, people: usize) -> AnyView {
    view! {
        {back(addresses::interviews::lots(&campaign.code), t!("lots-back"))}
        <div class="desk__head">
            <div>
                <h1>{title}</h1>
                <p>{campaign.content.title.clone()}"　"{time(campaign.timetable.interview_at)}</p>
            </div>
            <dl class="tally">{fact(t!("lots-people"), words::count(people as u64))}</dl>
        </div>
    }
    .into_any()
}

/// For the holding room: who has which lot.
pub fn room_list(_: &Reader, campaign: &Campaign, room: i32, people: &[Drawn]) -> AnyView {
    let rows = people.iter().map(|drawn| {
        view! {
            <tr>
                <th scope="row">{drawn.number.clone()}</th>
                <td>{drawn.person.ticket.clone()}</td>
                <td>{drawn.person.name.clone()}</td>
                <td>{drawn.person.post.clone()}</td>
                <td></td>
            </tr>
        }
    });
    view! {
        <main id="main" class="desk">
            {paper_head(campaign, t!("lots-room", room = room), people.len())}
            <p class="note note--mark">{t!("lots-secret")}</p>
            <div class="gridwrap" role="region" aria-label=t!("lots-room", room = room) tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("lots-room", room = room)}</caption>
                    <thead><tr>
                        <th scope="col">{t!("lot-number")}</th>
                        <th scope="col">{t!("ticket-number")}</th>
                        <th scope="col">{t!("name")}</th>
                        <th scope="col">{t!("post-code")}</th>
                        <th scope="col">{t!("door-signature")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </main>
    }
    .into_any()
}

/// For the panel: lots and empty boxes, nobody's name.
pub fn sheets(
    reader: &Reader,
    campaign: &Campaign,
    room: i32,
    layout: &Layout,
    people: &[Drawn],
) -> AnyView {
    let examiners = layout.items.iter().map(|item| {
        view! { <th scope="col">{item.name.in_lang(reader.lang).to_owned()}</th> }
    });
    let rows = people.iter().map(|drawn| {
        let boxes: Vec<_> = layout.items.iter().map(|_| view! { <td></td> }).collect();
        view! { <tr><th scope="row">{drawn.number.clone()}</th>{boxes}<td></td></tr> }
    });
    view! {
        <main id="main" class="desk">
            {paper_head(campaign, t!("lots-sheets", room = room), people.len())}
            <p>{t!("lots-sheets-note")}</p>
            <div class="gridwrap" role="region" aria-label=t!("lots-sheets", room = room) tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("lots-sheets", room = room)}</caption>
                    <thead><tr>
                        <th scope="col">{t!("lot-number")}</th>
                        {examiners.collect_view()}
                        <th scope="col">{t!("lots-chief")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </main>
    }
    .into_any()
}

pub fn table(_: &Reader, code: &str, rooms: Rooms) -> Table {
    let rows = rooms.into_iter().flat_map(|(room, people)| {
        people.into_iter().map(move |drawn| {
            vec![
                room.to_string(),
                drawn.number,
                drawn.person.ticket,
                drawn.person.name,
                drawn.person.post,
            ]
        })
    });
    Table {
        name: format!("{code}-lots"),
        head: vec![
            t!("room"),
            t!("lot-number"),
            t!("ticket-number"),
            t!("name"),
            t!("post-code"),
        ],
        rows: rows.collect(),
    }
}
