//! The issuing officer: the people are named before anything happens; who has one and where it stands.

use super::{
    super::queries::{Desk, Holder, Record, Register},
    state_tag,
};
use crate::{
    addresses,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field, error_summary},
        parts::{back, empty, fact, refused, time, time_short},
        reader::Reader,
        words,
    },
};
use domain::certificates::{CertificateAct, CertificateState};
use leptos::prelude::*;

pub fn page(reader: &Reader, desk: &Desk, refusal: Option<Refusal>) -> AnyView {
    let code = &desk.campaign.code;
    let body = match &desk.register {
        None => empty(
            t!("cert-desk-early"),
            t!("cert-desk-early-text"),
            Some((addresses::overview::page(code), t!("job-overview"))),
        )
        .into_any(),
        Some(register) => view! {
            <div class="bench">
                <div>
                    <div class="gate__title">
                        <h2 id="issued">{t!("cert-desk-issued")}</h2>
                        <p>{t!("n-people", n = words::count(register.issued.len()))}</p>
                    </div>
                    {issued(reader, code, register)}
                </div>
                {deciding(reader, code, register)}
            </div>
        }
        .into_any(),
    };
    view! {
        <main id="main" class="desk">
            {refused(refusal)}
            <div class="desk__head"><div><h1>{t!("cert-title")}</h1><p>{t!("cert-desk-lead")}</p></div></div>
            {body}
        </main>
    }
    .into_any()
}

fn deciding(reader: &Reader, code: &str, register: &Register) -> AnyView {
    let people = register.to_issue.len();
    if people == 0 {
        return view! { <aside class="decide"><h2>{t!("cert-desk-all")}</h2><p>{t!("cert-desk-all-text")}</p></aside> }
            .into_any();
    }
    let who = register.to_issue.iter().map(|Holder { name, ticket, post, .. }| {
        view! { <li><span>{name.clone()}</span><span>{ticket.clone()}</span><span>{post.clone()}</span></li> }
    });
    let still_open = (reader.now <= register.stamp.period_ends).then(|| {
        view! { <p class="note note--wait">{t!("cert-desk-period")}{time(register.stamp.period_ends)}{t!("cert-desk-period-text")}</p> }
    });
    view! {
        <form class="decide" method="post" action=addresses::certificates::desk(code)>
            <h2>{t!("cert-desk-title", people = people)}</h2>
            <p class="small muted">{t!("cert-desk-from", version = register.stamp.version)}</p>
            <input type="hidden" name="people" value=people.to_string()/>
            <ol class="who">{who.collect_view()}</ol>
            {still_open}
            <p class="actions"><button class="btn">{t!("cert-desk-do", people = people)}</button></p>
            <p class="small muted">{t!("cert-desk-then")}</p>
        </form>
    }
    .into_any()
}

fn issued(reader: &Reader, code: &str, register: &Register) -> AnyView {
    if register.issued.is_empty() {
        return view! { <p class="muted">{t!("cert-desk-none")}</p> }.into_any();
    }
    let rows = register.issued.iter().map(|record| {
        let href = addresses::certificates::issued(code, record.number.as_str());
        let outside = register.no_longer_selected.contains(&record.number);
        view! {
            <tr>
                <th scope="row"><a href=href>{record.number.printed()}</a></th>
                <td>{record.name.clone()}</td>
                <td>{time_short(record.issued_at)}</td>
                <td>{state_tag(record.state_at(reader.now))}{outside.then(|| view! { " "<span class="mk no">{t!("cert-desk-outside")}</span> })}</td>
            </tr>
        }
    });
    view! {
        <div class="gridwrap" role="region" aria-label=t!("cert-desk-issued") tabindex="0">
            <table class="grid">
                <caption class="vh">{t!("cert-desk-issued")}</caption>
                <thead><tr>
                    <th scope="col">{t!("certificate-number")}</th><th scope="col">{t!("cert-holder")}</th>
                    <th scope="col">{t!("cert-issued")}</th><th scope="col">{t!("staff-state")}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One certificate: what can still be done with it, always with a reason.
pub fn one(
    reader: &Reader,
    code: &str,
    record: &Record,
    form: &Filled,
    refusal: Option<Refusal>,
) -> AnyView {
    let acts = [
        (CertificateAct::Suspend, "suspend", t!("cert-suspend")),
        (CertificateAct::Reinstate, "reinstate", t!("cert-reinstate")),
        (CertificateAct::Revoke, "revoke", t!("cert-revoke")),
    ];
    let open: Vec<(String, String)> = acts
        .into_iter()
        .filter(|(act, ..)| record.state.after(*act).is_ok())
        .map(|(_, value, label)| (value.to_owned(), label))
        .collect();
    view! {
        <main id="main" class="desk">
            {back(addresses::certificates::desk(code), t!("cert-desk-back"))}
            {error_summary(form)}
            {refused(refusal)}
            <div class="desk__head"><div><h1>{record.number.printed()}</h1><p>{record.name.clone()}</p></div></div>
            <div class="bench">
                <section class="section" aria-labelledby="register">
                    <h2 id="register">{t!("cert-register")}</h2>
                    <dl class="answer plain">
                        {fact(t!("staff-state"), view! { {state_tag(record.state_at(reader.now))}" "{time(record.state_at)} })}
                        {(!record.reason.is_empty()).then(|| fact(t!("cert-reason-label"), record.reason.clone()))}
                        {fact(t!("cert-issued"), time(record.issued_at))}
                        {fact(t!("cert-valid-until"), time(record.valid_until))}
                    </dl>
                    <p><a href=addresses::certificates::certificate(record.number.as_str())>{t!("cert-own-public")}</a></p>
                </section>
                {changing(code, record, form, open)}
            </div>
        </main>
    }
    .into_any()
}

fn changing(code: &str, record: &Record, form: &Filled, open: Vec<(String, String)>) -> AnyView {
    if open.is_empty() {
        let state = words::certificate_state(CertificateState::Revoked);
        return view! { <aside class="decide"><h2>{state}</h2><p>{t!("cert-final")}</p></aside> }
            .into_any();
    }
    view! {
        <form class="decide" method="post" action=addresses::certificates::issued(code, record.number.as_str())>
            <h2>{t!("cert-change")}</h2>
            {forms::choices(form, Field::new("act", t!("cert-change-what")), false, open)}
            {forms::text_area(form, Field::new("reason", t!("cert-reason-label")).hint(t!("cert-reason-hint")), 3)}
            <p class="actions"><button class="btn">{t!("cert-change-do")}</button></p>
            <p class="small muted">{t!("cert-change-note")}</p>
        </form>
    }
    .into_any()
}
