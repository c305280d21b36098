//! The start page, and the list of all recruitments.

use super::super::queries::Campaign;
use crate::addresses;
use crate::ui::{
    parts::{empty, time_short},
    reader::Reader,
    timeline::{next_moment, phase_tag, phrased, stagebar},
    words,
};
use domain::{Instant, campaigns::Phase};
use leptos::prelude::*;

pub fn page(reader: &Reader, campaigns: &[Campaign]) -> AnyView {
    view! {
        <main id="main">
            {hero(campaigns.iter().find(|c| c.phase(reader.now) == Phase::Applications))}
            <div class="wrap main cols">
                <section class="section" aria-labelledby="open">
                    <div class="section__head">
                        <h2 id="open">{t!("home-open")}</h2><a href=addresses::campaigns::LIST>{t!("home-all")}</a>
                    </div>
                    {camps(campaigns, reader.now)}
                </section>
                <aside class="stack">{certificate_check()}{schedule(campaigns, reader)}</aside>
            </div>
            {vows(reader)}
        </main>
    }
    .into_any()
}

fn hero(open: Option<&Campaign>) -> AnyView {
    let target = open.map_or_else(
        || addresses::campaigns::LIST.to_owned(),
        |c| addresses::campaigns::announcement(&c.code),
    );
    view! {
        <section class="hero">
            <div class="wrap hero__in">
                <div class="hero__text">
                    <h1 class="doc">{t!("home-headline")}</h1>
                    <p class="lead">{t!("home-lead")}</p>
                    <p class="actions">
                        <a class="btn btn--go" href=target>{t!("home-see")}</a>
                        <a href=addresses::applications::MINE>{t!("home-mine")}</a>
                    </p>
                </div>
                <blockquote class="hero__verse doc" lang="zh-CN">
                    <span class="vh">{t!("verse")}</span>
                    <p aria-hidden="true">{t!("verse-way")}</p><p aria-hidden="true">{t!("verse-all")}</p>
                    <p aria-hidden="true" class="on">{t!("verse-able")}</p><p aria-hidden="true">{t!("verse-trust")}</p>
                </blockquote>
            </div>
        </section>
    }
    .into_any()
}

fn camps(campaigns: &[Campaign], now: Instant) -> AnyView {
    if campaigns.is_empty() {
        return empty(t!("home-none"), t!("home-none-text"), None).into_any();
    }
    let rows = campaigns.iter().map(|c| camp(c, now)).collect_view();
    view! { <ol class="camps">{rows}</ol> }.into_any()
}

fn camp(campaign: &Campaign, now: Instant) -> AnyView {
    let (phase, steps) = (campaign.phase(now), campaign.steps());
    let rules = &campaign.content.rules;
    let places: u32 = rules.posts.iter().filter_map(|post| post.places).sum();
    let href = if phase == Phase::Publication {
        addresses::publication::newest(&campaign.code)
    } else {
        addresses::campaigns::announcement(&campaign.code)
    };
    view! {
        <li class="camp">
            <h3><a href=href>{phrased(campaign.title(crate::ui::lang::current()))}</a></h3>
            <p class="camp__fact">
                {phase_tag(phase, rules.has_papers())}" "
                {t!("camp-fact", places = words::count(places), posts = rules.posts.len())}
            </p>
            {stagebar(&steps, phase)}
            <p class="camp__next">
                <b>{next_moment(&campaign.timetable, phase)}</b>" "
                <span>{t!("step-of", step = phase.number(&steps), steps = steps.len())}</span>
            </p>
        </li>
    }
    .into_any()
}

fn certificate_check() -> AnyView {
    view! {
        <form class="panel check" action=addresses::certificates::CHECK role="search" aria-labelledby="chk">
            <h2 id="chk" class="h-s">{t!("check-certificate")}</h2>
            <div class="field">
                <label class="label" for="number">{t!("certificate-number")}</label>
                <span class="hint" id="number-hint">{t!("certificate-number-hint")}</span>
                <input type="text" class="input" id="number" name="number" inputmode="numeric" autocomplete="off"
                    aria-describedby="number-hint"/>
            </div>
            <button class="btn btn--quiet">{t!("check")}</button>
        </form>
    }
    .into_any()
}

/// The next five moments of all recruitments.
fn schedule(campaigns: &[Campaign], reader: &Reader) -> AnyView {
    let mut days: Vec<(Instant, String)> = campaigns
        .iter()
        .flat_map(|c| {
            let t = &c.timetable;
            let name = c.title(reader.lang).to_owned();
            let moments = [
                (t.opens(), t!("day-open")),
                (t.closes(), t!("day-close")),
                (t.tickets.from, t!("day-tickets")),
                (t.written_at, t!("at-written")),
                (t.interview_at, t!("day-interview")),
            ];
            let stated = moments
                .into_iter()
                .filter_map(|(at, what)| Some((at?, what)));
            stated.map(move |(at, what)| (at, format!("{name} {what}")))
        })
        .filter(|(at, _)| *at > reader.now)
        .collect();
    days.sort();
    days.truncate(5);
    if days.is_empty() {
        return ().into_any();
    }
    let rows = days
        .into_iter()
        .map(|(at, what)| view! { <div><dt>{time_short(at)}</dt><dd>{what}</dd></div> });
    view! {
        <section class="asideblock" aria-labelledby="soon">
            <h2 id="soon" class="h-s">{t!("schedule")}</h2>
            <dl class="days">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn vows(reader: &Reader) -> AnyView {
    view! {
        <section class="wrap vows" aria-labelledby="vows">
            <h2 id="vows">{t!("vows")}</h2>
            <ol>
                <li><h3>{t!("vow-free")}</h3><p>{t!("vow-free-text", phone = reader.site.phone.as_str())}</p></li>
                <li><h3>{t!("vow-why")}</h3><p>{t!("vow-why-text")}</p></li>
                <li><h3>{t!("vow-open")}</h3><p>{t!("vow-open-text")}</p></li>
            </ol>
        </section>
    }
    .into_any()
}

pub fn list(reader: &Reader, campaigns: &[Campaign]) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <h1>{t!("all-campaigns")}</h1>
            <h2 class="vh">{t!("home-open")}</h2>
            {camps(campaigns, reader.now)}
        </main>
    }
    .into_any()
}
