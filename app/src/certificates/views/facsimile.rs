//! The certificate as paper: rosette, number, name, QR code, square sign. White in every mode.

use super::{super::queries::Record, qr};
use crate::ui::{reader::Reader, words};
use chrono::Datelike;
use domain::Instant;
use leptos::prelude::*;
use std::f64::consts::TAU;

/// `name`: masked for the public, whole for the holder.
pub fn facsimile(reader: &Reader, record: &Record, name: String, campaign: &str) -> AnyView {
    let organiser = reader.site.organiser.clone();
    let address = format!(
        "{}/certificates/{}",
        reader.site.base_url,
        record.number.as_str()
    );
    view! {
        <figure class="cert" aria-label=t!("cert-facsimile")>
            {rosette()}
            <div class="cert__in">
                <p class="cert__no">{t!("cert-number", number = record.number.printed())}</p>
                <p class="cert__by">{organiser.clone()}</p>
                <p class="cert__title">{t!("cert-title")}</p>
                <p class="cert__body"><b>{name}</b>"　"{t!("cert-body", campaign = campaign)}</p>
                <div class="cert__foot">
                    {qr::svg(&address, t!("cert-qr"))}
                    <div class="cert__sign">
                        <p>{t!("cert-issued")}"　"{day(record.issued_at)}</p>
                        <p>{t!("cert-valid-until")}"　"{day(record.valid_until)}</p>
                    </div>
                    {mark(organiser, record.issued_at)}
                </div>
            </div>
        </figure>
    }
    .into_any()
}

fn day(at: Instant) -> AnyView {
    view! { <time datetime=at.date().to_string()>{words::date(at.date())}</time> }.into_any()
}

fn mark(organiser: String, at: Instant) -> AnyView {
    let day = at.date();
    let date = format!("{}.{}.{}", day.year(), day.month(), day.day());
    view! { <div class="sealmark" aria-hidden="true"><b>{organiser}</b><span>{t!("cert-mark")}</span><i>{date}</i></div> }
        .into_any()
}

/// A guilloche: one waved ring, turned and shrunk step by step.
fn rosette() -> AnyView {
    const RINGS: u32 = 22;
    let rings = (1..RINGS).map(|n| {
        let turn = f64::from(n) * 1.7;
        let scale = 1.0 - f64::from(n) * 0.026;
        view! { <use href="#ring" transform=format!("rotate({turn:.1}) scale({scale:.3})")></use> }
    });
    view! {
        <svg class="guilloche" viewBox="-200 -200 400 400" aria-hidden="true">
            <path id="ring" d=ring()></path>
            {rings.collect_view()}
        </svg>
    }
    .into_any()
}

/// Eleven long waves with short ones on them, closed.
fn ring() -> String {
    const POINTS: u32 = 264;
    let mut path = String::with_capacity(POINTS as usize * 12);
    for n in 0..POINTS {
        let angle = TAU * f64::from(n) / f64::from(POINTS);
        let radius = 158.0 + 26.0 * (11.0 * angle).sin() + 9.0 * (22.0 * angle).cos();
        let (x, y) = (radius * angle.cos(), radius * angle.sin());
        path.push_str(&format!("{}{x:.1} {y:.1}", if n == 0 { 'M' } else { 'L' }));
    }
    path.push('z');
    path
}
