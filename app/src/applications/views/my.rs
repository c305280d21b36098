//! Everything that one person has here: applications, certificates, notices.

use super::names;
use crate::{
    addresses,
    applications::queries::{Certificate, Mine, MyApplication},
    ui::{
        lang,
        parts::{empty, time},
        reader::Reader,
        timeline::phrased,
        words,
    },
};
use domain::{
    Instant,
    applications::{Deadlines, Stage},
    campaigns::Progress,
};
use leptos::prelude::*;

pub fn page(reader: &Reader, mine: &Mine) -> AnyView {
    let unread =
        (mine.unread > 0).then(|| view! { <b>{t!("inbox-unread", count = mine.unread)}</b> });
    view! {
        <main id="main" class="wrap main">
            <div>
                <h1>{t!("menu-mine")}</h1>
                <form class="actions" method="post" action=addresses::accounts::SIGN_OUT>
                    <a href=addresses::notifications::INBOX>{t!("inbox")}</a>{unread}
                    <button class="linkbtn">{t!("sign-out")}</button>
                </form>
            </div>
            {applications(mine, reader.now)}
            {certificates(&mine.certificates)}
        </main>
    }
    .into_any()
}

fn applications(mine: &Mine, now: Instant) -> AnyView {
    if mine.applications.is_empty() {
        let link = Some((addresses::campaigns::LIST.to_owned(), t!("mine-empty-link")));
        return empty(t!("mine-empty"), t!("mine-empty-text"), link).into_any();
    }
    let rows = mine
        .applications
        .iter()
        .map(|application| one(application, now))
        .collect_view();
    view! {
        <section class="section" aria-labelledby="applications">
            <h2 id="applications">{t!("mine-applications")}</h2>
            <ol class="camps">{rows}</ol>
        </section>
    }
    .into_any()
}

fn one(application: &MyApplication, now: Instant) -> AnyView {
    let href = addresses::applications::page(application.id);
    let number = application
        .number
        .clone()
        .map(|number| view! { <span>{t!("number-is", number = number)}</span> });
    view! {
        <li class="camp">
            <h3><a href=href>{phrased(application.campaign.title(lang::current()))}</a></h3>
            <p class="camp__fact">{names::stage_tag(application.stage)}" "{number}" "{application.post_code.clone()}</p>
            <p class="camp__next">{next(application, now)}</p>
        </li>
    }
    .into_any()
}

/// What happens next, who does it, by when.
fn next(application: &MyApplication, now: Instant) -> AnyView {
    let deadlines = Deadlines {
        timetable: &application.campaign.timetable,
        answer_by: application.answer_by,
    };
    let answer_by = deadlines.of(application.stage);
    let is_late = answer_by.is_some_and(|by| now >= by);
    match application.stage {
        Stage::Draft if is_late => view! { {time(answer_by)}{t!("next-too-late")} }.into_any(),
        Stage::Draft => view! { <b>{time(answer_by)}{t!("next-draft")}</b> }.into_any(),
        Stage::Submitted | Stage::PassedStreet => t!("next-in-review").into_any(),
        Stage::Returned => view! { <b>{time(answer_by)}{t!("next-returned")}</b> }.into_any(),
        Stage::Rejected if is_late => {
            view! { {time(answer_by)}{t!("next-appeal-over")} }.into_any()
        }
        Stage::Rejected => view! { {time(answer_by)}{t!("next-rejected")} }.into_any(),
        Stage::Appealed => t!("next-appealed").into_any(),
        Stage::RejectionUpheld => t!("next-upheld").into_any(),
        Stage::Accepted => accepted(application),
    }
}

fn accepted(application: &MyApplication) -> AnyView {
    let (t, progress) = (
        &application.campaign.timetable,
        application.campaign.progress,
    );
    let id = application.id;
    if !application.is_candidate || progress < Progress::Seated {
        return view! { {time(t.tickets.from)}{t!("next-tickets")} }.into_any();
    }
    let ticket = view! { <a href=addresses::admission::ticket(id)>{t!("see-ticket")}</a> };
    if progress < Progress::WrittenFrozen {
        return view! { {ticket}" "{time(t.written_at)}{t!("next-written")} }.into_any();
    }
    view! { <a href=addresses::publication::result(id)>{t!("see-result")}</a>"　"{ticket} }
        .into_any()
}

fn certificates(certificates: &[Certificate]) -> AnyView {
    if certificates.is_empty() {
        return ().into_any();
    }
    let rows = certificates.iter().map(|certificate| {
        let number = certificate.number.clone();
        view! {
            <li>
                <a href=addresses::certificates::certificate(&number)>{number.clone()}</a>"　"
                {words::certificate_state(certificate.state)}"　"
                {t!("certificate-issued-on")}{time(certificate.issued_at)}"　"
                {t!("certificate-valid-until")}{time(certificate.valid_until)}
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="certificates">
            <h2 id="certificates">{t!("mine-certificates")}</h2>
            <ul class="list">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}
