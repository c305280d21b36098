//! An application that is out of its owner's hands: where it stands, what happens next, and what was handed in. And the
//! confirmation right after submitting.

use super::{check, heading, names, task_list::then};
use crate::{
    addresses,
    applications::queries::{AnswerSheet, Opened},
    error::Refusal,
    ui::{
        parts::{back, refused, time},
        reader::Reader,
        words,
    },
};
use domain::{
    Instant,
    applications::{Act, Stage},
    campaigns::Progress,
};
use leptos::prelude::*;

/// Submitted: number, exact time of receipt, three next steps.
pub fn submitted(_: &Reader, opened: &Opened, at: Instant) -> AnyView {
    let number = opened.number.clone().unwrap_or_default();
    view! {
        <main id="main" class="wrap main">
            <div class="measure">
                <div class="valid" role="status">
                    <span class="valid__tick ok" aria-hidden="true"></span>
                    <div>
                        <h1 class="big-h">{t!("submitted-title")}</h1>
                        <p>{t!("submitted-number")}<b>{number}</b>{t!("submitted-comma")}
                            <time datetime=at.rfc3339()>{words::date_time_exact(at)}</time>{t!("submitted-received")}</p>
                    </div>
                </div>
                {then(opened)}
                <p class="muted">{t!("submitted-told", mobile = opened.person.masked_mobile(), email = opened.person.email.as_str())}</p>
                <p class="actions"><a class="btn" href=addresses::applications::page(opened.id)>{t!("see-application")}</a><a href=addresses::applications::MINE>{t!("menu-mine")}</a></p>
            </div>
        </main>
    }
    .into_any()
}

pub fn page(
    reader: &Reader,
    opened: &Opened,
    sheet: &AnswerSheet,
    refusal: Option<Refusal>,
) -> AnyView {
    let number = opened
        .number
        .clone()
        .map(|number| view! { <span>{t!("number-is", number = number)}</span> });
    let received = opened
        .submitted_at
        .map(|at| view! { <span>{time(at)}{t!("submitted-suffix")}</span> });
    view! {
        <main id="main" class="wrap main">
            {back(addresses::applications::MINE, t!("back-to-mine"))}
            {refused(refusal)}
            <div class="cols top">
                <div class="answers">
                    {heading(opened, t!("menu-mine"))}
                    <p class="tagrow">{names::stage_tag(opened.stage)}" "{number}" "{received}</p>
                    {next(reader, opened)}
                    {check::answers(opened, sheet, false)}
                </div>
                <aside class="stack">{aside(reader, opened)}</aside>
            </div>
        </main>
    }
    .into_any()
}

/// The outcome first, then what to do.
fn next(reader: &Reader, opened: &Opened) -> AnyView {
    let t = &opened.campaign.timetable;
    match opened.stage {
        Stage::Submitted | Stage::PassedStreet => {
            view! { <p class="lead">{t!("next-in-review")}</p> }.into_any()
        }
        Stage::Rejected | Stage::RejectionUpheld | Stage::Appealed => rejected(reader, opened),
        Stage::Accepted if opened.is_candidate && opened.campaign.progress >= Progress::Seated => {
            let result = (opened.campaign.progress >= Progress::WrittenFrozen).then(
                || view! { <a class="btn btn--go" href=addresses::publication::result(opened.id)>{t!("see-result")}</a> },
            );
            view! {
                <p class="actions">{result}<a class="btn btn--quiet" href=addresses::admission::ticket(opened.id)>{t!("see-ticket")}</a></p>
            }
            .into_any()
        }
        Stage::Accepted => {
            view! { <p class="lead">{time(t.tickets.from)}{t!("next-tickets")}</p> }.into_any()
        }
        Stage::Draft | Stage::Returned => ().into_any(),
    }
}

fn rejected(reader: &Reader, opened: &Opened) -> AnyView {
    let Some(review) = &opened.last_review else {
        return ().into_any();
    };
    let deadline = opened.deadline();
    let reasons = review
        .reasons
        .iter()
        .map(|&code| view! { <li>{words::reason(code)}</li> })
        .collect_view();
    let note = (!review.note.is_empty())
        .then(|| view! { <p>{t!("reviewer-says", note = review.note.as_str())}</p> });
    let way = match opened.stage {
        Stage::Rejected => match opened.may(Act::Appeal, reader.now) {
            Ok(()) => view! {
                <p class="actions">
                    <a class="btn" href=addresses::applications::appeal(opened.id)>{t!("appeal")}</a>
                    <span class="muted">{time(deadline)}{t!("next-rejected")}</span>
                </p>
            }
            .into_any(),
            Err(Refusal::NotOpen { from }) => {
                view! { <p>{time(from)}{t!("next-appeal-from")}{time(deadline)}{t!("next-rejected")}</p> }
                    .into_any()
            }
            Err(_) => view! { <p>{time(deadline)}{t!("next-appeal-over")}</p> }.into_any(),
        },
        Stage::Appealed => view! { <p>{t!("next-appealed")}</p> }.into_any(),
        _ => view! { <p>{t!("next-upheld")}</p> }.into_any(),
    };
    view! {
        <div class="note note--mark"><p><b>{t!("rejected-title")}</b></p><ul class="list">{reasons}</ul>{note}</div>
        {way}
    }
    .into_any()
}

fn aside(reader: &Reader, opened: &Opened) -> AnyView {
    let until = opened.deadline();
    let withdraw = opened.may(Act::Withdraw, reader.now).is_ok().then(|| {
        view! {
            <section class="asideblock" aria-labelledby="withdraw">
                <h2 id="withdraw" class="h-s">{t!("withdraw-title")}</h2>
                <p class="small">{time(until)}{t!("withdraw-text")}</p>
                <form method="post" action=addresses::applications::withdraw(opened.id)>
                    <p class="actions"><button class="btn btn--quiet">{t!("withdraw")}</button></p>
                </form>
            </section>
        }
    });
    view! {
        <section class="asideblock" aria-labelledby="then">
            <h2 id="then" class="h-s">{t!("after-submitting")}</h2>
            {then(opened)}
        </section>
        {withdraw}
    }
    .into_any()
}
