//! The holder's own certificates, with the whole name: prints as the paper alone.

use super::{super::queries::Record, facsimile::facsimile, state_tag};
use crate::addresses;
use crate::ui::{
    parts::{back, empty, fact, time},
    reader::Reader,
    words,
};
use domain::certificates::CertificateState;
use leptos::prelude::*;

pub fn list(reader: &Reader, records: &[Record]) -> AnyView {
    let body = if records.is_empty() {
        empty(
            t!("cert-none"),
            t!("cert-none-text"),
            Some((addresses::applications::MINE.to_owned(), t!("back-to-mine"))),
        )
        .into_any()
    } else {
        let rows = records.iter().map(|record| {
            let href = addresses::certificates::own(record.number.as_str());
            view! {
                <li>
                    <div>
                        <a href=href>{t!("cert-title")}</a>
                        <p>{record.number.printed()}"　"{t!("cert-valid-until")}{time(record.valid_until)}</p>
                    </div>
                    {state_tag(record.state_at(reader.now))}
                </li>
            }
        });
        view! { <ol class="tasks"><li><ul>{rows.collect_view()}</ul></li></ol> }.into_any()
    };
    view! { <main id="main" class="wrap main">{back(addresses::applications::MINE, t!("back-to-mine"))}<h1>{t!("mine-certificates")}</h1>{body}</main> }
        .into_any()
}

pub fn page(reader: &Reader, record: &Record, campaign: &str) -> AnyView {
    let state = record.state_at(reader.now);
    let valid = state == CertificateState::Issued;
    let public = addresses::certificates::certificate(record.number.as_str());
    let paper = valid.then(|| facsimile(reader, record, record.name.clone(), campaign));
    view! {
        <main id="main" class="wrap main">
            {back(addresses::certificates::MINE, t!("cert-back"))}
            <h1 class="noprint">{t!("mine-certificates")}</h1>
            <div class=valid.then_some("certgrid")>
                {paper}
                <div class="noprint">
                    <section class="section" aria-labelledby="register">
                        <h2 id="register">{t!("cert-register")}</h2>
                        <dl class="answer plain">
                            {fact(t!("cert-holder"), record.name.clone())}
                            {fact(t!("certificate-number"), record.number.printed())}
                            {fact(t!("staff-state"), state_tag(state))}
                            {fact(t!("cert-issued"), time(record.issued_at))}
                            {fact(t!("cert-valid-until"), time(record.valid_until))}
                        </dl>
                    </section>
                    {(!record.reason.is_empty()).then(|| view! {
                        <p class="note note--wait">{t!("cert-reason", state = words::certificate_state(record.state), reason = record.reason.as_str())}</p>
                    })}
                    <p>{t!("cert-own-note")}</p>
                    <p><a href=public>{t!("cert-own-public")}</a></p>
                </div>
            </div>
        </main>
    }
    .into_any()
}
