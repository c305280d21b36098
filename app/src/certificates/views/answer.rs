//! The answer first: valid, suspended, revoked, expired, unknown, each in its own words; then the paper, the record,
//! the four checks.

use super::{super::queries::Record, facsimile::facsimile, state_tag};
use crate::addresses;
use crate::ui::{
    parts::{fact, time},
    reader::Reader,
    words,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    Instant,
    certificates::{CertificateNumber, CertificateState},
};
use leptos::prelude::*;

/// What this page can say about a number that the register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    State(CertificateState),
    /// The register and the signature contradict each other.
    Unsigned,
}

fn answer(record: &Record, signed: bool, now: Instant) -> Answer {
    if signed {
        Answer::State(record.state_at(now))
    } else {
        Answer::Unsigned
    }
}

pub fn title(reader: &Reader, record: &Record, signed: bool) -> String {
    match answer(record, signed, reader.now) {
        Answer::State(CertificateState::Issued) => t!("cert-valid"),
        Answer::State(CertificateState::Suspended) => t!("cert-suspended"),
        Answer::State(CertificateState::Revoked) => t!("cert-revoked"),
        Answer::State(CertificateState::Expired) => t!("cert-expired"),
        Answer::Unsigned => t!("cert-unsigned"),
    }
}

pub fn page(reader: &Reader, record: &Record, campaign: &str, signed: bool) -> AnyView {
    let answer = answer(record, signed, reader.now);
    let valid = answer == Answer::State(CertificateState::Issued);
    // A paper that looks valid is shown for a valid certificate only.
    let body = if valid {
        view! { <div class="certgrid">{facsimile(reader, record, record.masked(), campaign)}<div>{register(reader, record)}</div></div> }
            .into_any()
    } else {
        register(reader, record)
    };
    view! {
        <main id="main" class="wrap main">
            {head(reader, record, answer, title(reader, record, signed))}
            {body}
            {checks(reader, record, signed)}
            <div class="pair">{holder()}{again()}</div>
        </main>
    }
    .into_any()
}

fn head(reader: &Reader, record: &Record, answer: Answer, title: String) -> AnyView {
    let phone = reader.site.phone.as_str();
    let (class, tick) = match answer {
        Answer::State(CertificateState::Issued) => ("valid", "valid__tick ok"),
        Answer::State(CertificateState::Suspended) => ("valid valid--wait", "valid__tick look"),
        Answer::State(CertificateState::Revoked) | Answer::Unsigned => {
            ("valid valid--mark", "valid__tick no")
        }
        Answer::State(CertificateState::Expired) => ("valid valid--none", "valid__tick no"),
    };
    let text = match answer {
        Answer::State(CertificateState::Issued) => {
            view! { {time(reader.now)}{t!("cert-valid-text")} }.into_any()
        }
        Answer::State(CertificateState::Suspended) => {
            view! { {time(record.state_at)}{t!("cert-suspended-text")} }.into_any()
        }
        Answer::State(CertificateState::Revoked) => {
            let organiser = reader.site.organiser.as_str();
            view! { {time(record.state_at)}{t!("cert-revoked-text", organiser = organiser, phone = phone)} }.into_any()
        }
        Answer::State(CertificateState::Expired) => {
            view! { {t!("cert-expired-from")}{time(record.valid_until)}{t!("cert-expired-text")} }
                .into_any()
        }
        Answer::Unsigned => view! { {t!("cert-unsigned-text", phone = phone)} }.into_any(),
    };
    view! {
        <div class=class role="status">
            <span class=tick aria-hidden="true"></span>
            <div><h1>{title}</h1><p>{text}</p></div>
        </div>
    }
    .into_any()
}

fn register(reader: &Reader, record: &Record) -> AnyView {
    view! {
        <section class="section" aria-labelledby="register">
            <h2 id="register">{t!("cert-register")}</h2>
            <dl class="answer plain">
                {fact(t!("cert-holder"), record.masked())}
                {fact(t!("certificate-number"), record.number.printed())}
                {fact(t!("cert-kind"), t!("cert-title"))}
                {fact(t!("staff-state"), state_tag(record.state_at(reader.now)))}
                {fact(t!("cert-issued"), view! { {reader.site.organiser.clone()}{t!("result-list-comma-sign")}{time(record.issued_at)} })}
                {fact(t!("cert-valid-until"), time(record.valid_until))}
            </dl>
        </section>
    }
    .into_any()
}

fn checks(reader: &Reader, record: &Record, signed: bool) -> AnyView {
    let state = record.state;
    let standing = matches!(state, CertificateState::Issued | CertificateState::Expired);
    let in_time = reader.now <= record.valid_until;
    let jws = addresses::certificates::credential(record.number.as_str());
    let check = |holds: bool, title: String, text: AnyView| {
        view! { <li class=if holds { "ok" } else { "no" }><div><b>{title}</b><p>{text}</p></div></li> }
    };
    let signature = if signed {
        t!("cert-check-signed", name = reader.site.organiser.as_str())
    } else {
        t!("cert-check-unsigned")
    };
    let stands = if standing {
        t!("cert-check-standing")
    } else {
        words::certificate_state(state)
    };
    let left = if in_time {
        left(reader.now.date(), record.valid_until.date())
    } else {
        t!("cert-check-over")
    };
    view! {
        <section class="section" aria-labelledby="checks">
            <h2 id="checks">{t!("cert-checks")}</h2>
            <ol class="ticks ticks--4">
                {check(true, t!("cert-check-number"), view! { {t!("cert-check-number-text")} }.into_any())}
                {check(signed, t!("cert-check-signature"), view! { {signature}<a href=jws>{t!("cert-check-jws")}</a> }.into_any())}
                {check(standing, t!("cert-check-state"), view! { {stands}{t!("cert-check-since")}{time(record.state_at)} }.into_any())}
                {check(in_time, t!("cert-check-time"), view! { {left} }.into_any())}
            </ol>
        </section>
    }
    .into_any()
}

/// How long it is valid still: whole months until the last day.
fn left(today: NaiveDate, last: NaiveDate) -> String {
    let months = (last.year() - today.year()) * 12 + last.month() as i32 - today.month() as i32;
    let months = if last.day() < today.day() {
        months - 1
    } else {
        months
    }
    .max(0);
    match (months / 12, months % 12) {
        (0, 0) => t!("cert-left-days", days = (last - today).num_days().max(0)),
        (0, months) => t!("cert-left-months", months = months),
        (years, 0) => t!("cert-left-years", years = years),
        (years, months) => t!("cert-left", years = years, months = months),
    }
}

fn holder() -> AnyView {
    view! {
        <section class="section" aria-labelledby="holder">
            <h2 id="holder">{t!("cert-who")}</h2>
            <p>{t!("cert-who-text")}</p>
        </section>
    }
    .into_any()
}

fn again() -> AnyView {
    view! {
        <section class="section" aria-labelledby="again">
            <h2 id="again">{t!("cert-again")}</h2>
            <form class="inline" role="search" action=addresses::certificates::CHECK>
                <div class="field">
                    <label class="label" for="number">{t!("certificate-number")}</label>
                    <span class="hint" id="number-hint">{t!("cert-again-hint")}</span>
                    <input type="text" class="input input--18" id="number" name="number" autocomplete="off" aria-describedby="number-hint"/>
                </div>
                <button class="btn btn--quiet">{t!("check")}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Well formed, but nobody was ever given this number.
pub fn unknown(reader: &Reader, number: &CertificateNumber) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <div class="valid valid--none" role="status">
                <span class="valid__tick look" aria-hidden="true"></span>
                <div>
                    <h1>{t!("cert-unknown")}</h1>
                    <p>{t!("cert-unknown-text", number = number.printed(), phone = reader.site.phone.as_str())}</p>
                </div>
            </div>
            <div class="pair">{again()}</div>
        </main>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lang;

    #[test]
    fn the_time_that_is_left_is_said_in_years_and_months() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let said = |today, last| lang::both(|| left(today, last))[0].clone();
        assert_eq!(said(day(2026, 6, 18), day(2029, 5, 19)), "还有2年11个月。");
        assert_eq!(said(day(2026, 6, 20), day(2026, 7, 19)), "还有29天。");
        assert_eq!(said(day(2026, 5, 20), day(2028, 5, 20)), "还有2年。");
        assert_eq!(said(day(2026, 5, 20), day(2026, 12, 20)), "还有7个月。");
    }
}
