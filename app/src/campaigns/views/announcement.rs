//! An announcement: head, key facts, where it stands, self-check, post table, full text, digest.

mod posts;
mod self_check;

use super::super::{
    queries::{Campaign, PostRow},
    routes::PostFilter,
    selfcheck::Verdict,
};
use crate::{
    addresses,
    platform::form::Filled,
    ui::{
        article, lang,
        parts::{day, fact, time, time_short},
        reader::Reader,
        timeline::phrased,
        words,
    },
};
use domain::{
    campaigns::{OutOfTime, Phase},
    digest::grouped,
};
use leptos::prelude::*;
use posts::post_table;
use self_check::self_check;

pub fn page(
    reader: &Reader,
    campaign: &Campaign,
    posts: &[PostRow],
    filter: &PostFilter,
    checked: Option<&(&Filled, Option<Verdict>)>,
) -> AnyView {
    let phase = campaign.phase(reader.now);
    view! {
        <main id="main" class="wrap main">
            {head(campaign)}
            {intro(reader, campaign, phase)}
            {where_it_stands(campaign, phase)}
            {self_check(campaign, checked)}
            {post_table(campaign, posts, filter)}
            {full_text(campaign)}
            {apply(reader, campaign, phase)}
        </main>
    }
    .into_any()
}

fn head(campaign: &Campaign) -> AnyView {
    let version = (campaign.version > 1)
        .then(|| view! { <span>{t!("version-n", n = campaign.version)}</span> });
    view! {
        <div>
            <nav class="crumbs" aria-label=t!("you-are-here")>
                <ol><li><a href="/">{t!("menu-campaigns")}</a></li><li>{campaign.title(lang::current()).to_owned()}</li></ol>
            </nav>
            <header class="masthead">
                <p class="by">{campaign.content.organiser.clone()}</p>
                <h1>{phrased(campaign.title(lang::current()))}</h1>
                <p class="meta">
                    {campaign.announced_at.map(|at| view! { <span>{time(at)}{t!("announced-suffix")}</span> })}
                    {version}
                </p>
            </header>
        </div>
    }
    .into_any()
}

fn intro(reader: &Reader, campaign: &Campaign, phase: Phase) -> AnyView {
    let rules = &campaign.content.rules;
    let t = &campaign.timetable;
    let places: u32 = rules.posts.iter().filter_map(|post| post.places).sum();
    view! {
        <section class="intro" aria-label=t!("key-facts")>
            <dl class="facts">
                {fact(t!("fact-places"), t!("n-people", n = words::count(places)))}
                {fact(t!("fact-posts"), t!("n-posts", n = rules.posts.len()))}
                {fact(t!("fact-close"), time(t.closes()))}
                {match rules.has_papers() {
                    true => fact(t!("fact-written"), time(t.written_at)),
                    false => fact(t!("at-interview"), time(t.interview_at)),
                }}
            </dl>
            {apply(reader, campaign, phase)}
        </section>
    }
    .into_any()
}

/// The way in, where it is open; else when it was or will be.
fn apply(reader: &Reader, campaign: &Campaign, phase: Phase) -> AnyView {
    let code = campaign.code.clone();
    let t = &campaign.timetable;
    match (phase, t.accepts_applications(reader.now)) {
        (Phase::Announcement | Phase::Applications, Err(OutOfTime::NotOpen { from })) => {
            view! { <p class="actions"><b>{t!("apply-from")}" "{time(from)}</b></p> }.into_any()
        }
        (Phase::Applications, _) => view! {
            <form class="actions" method="post" action=addresses::applications::apply(&code)>
                <button class="btn btn--go">{t!("apply")}</button>
                <span class="muted">{time(t.closes())}{t!("apply-note")}</span>
            </form>
        }
        .into_any(),
        (Phase::Publication, _) => view! {
            <p class="actions"><a class="btn btn--go" href=addresses::publication::newest(&code)>{t!("see-results")}</a></p>
        }
        .into_any(),
        _ => view! {
            <p class="actions">
                <a class="btn btn--go" href=addresses::applications::MINE>{t!("home-mine")}</a>
                <span class="muted">{t!("apply-closed")}" "{time(t.closes())}</span>
            </p>
        }
        .into_any(),
    }
}

fn where_it_stands(campaign: &Campaign, now: Phase) -> AnyView {
    let t = &campaign.timetable;
    let papers = campaign.content.rules.has_papers();
    let steps = campaign.steps().into_iter().map(|step| {
        let when = match step {
            Phase::Announcement => campaign.announced_at.map(time_short).into_any(),
            Phase::Applications => {
                view! { {time_short(t.opens())}<br/>{t!("until")}{time_short(t.closes())} }
                    .into_any()
            }
            Phase::Review => view! { {t!("until")}{time_short(t.review.until.or(t.corrections_close))} }.into_any(),
            Phase::Written => {
                view! { {time_short(t.written_at)}<br/>{t!("phase-ticket")}{time_short(t.tickets.from)} }.into_any()
            }
            Phase::WrittenResults => day(t.written_results_on).into_any(),
            Phase::Interview => time_short(t.interview_at).into_any(),
            Phase::Totals => day(t.results_on).into_any(),
            Phase::Publication => ().into_any(),
        };
        let (class, current) = match step.cmp(&now) {
            std::cmp::Ordering::Less => ("done", None),
            std::cmp::Ordering::Equal => ("now", Some("step")),
            std::cmp::Ordering::Greater => ("next", None),
        };
        view! {
            <li class=class aria-current=current>
                <span class="name">{words::phase(step, papers)}</span>
                {(class == "done").then(|| view! { <span class="vh">{t!("step-done")}</span> })}
                {current.map(|_| view! { <span class="flag">{t!("step-now")}</span> })}
                <span class="when">{when}</span>
            </li>
        }
    });
    view! {
        <section class="section" aria-labelledby="when">
            <h2 id="when">{t!("where-it-stands")}</h2>
            <ol class="timeline">{steps.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn full_text(campaign: &Campaign) -> AnyView {
    let articles = article::articles(&campaign.content.announcement).into_iter().enumerate().map(|(i, (heading, html))| {
        let heading = if heading.is_empty() { t!("preamble") } else { heading };
        view! {
            <details open=i == 0><summary>{heading}</summary><div class="doctext measure" inner_html=html></div></details>
        }
    });
    let digest = grouped(&campaign.digest);
    let short = format!(
        "{} … {}",
        digest.get(..9).unwrap_or_default(),
        digest
            .get(digest.len().saturating_sub(9)..)
            .unwrap_or_default()
    );
    view! {
        <section class="section" aria-labelledby="full">
            <h2 id="full">{t!("full-text")}</h2>
            {articles.collect_view()}
            <p class="seal-line small muted">
                {t!("announcement-sealed")}" "<code title=digest>{short}</code>"　"
                <a href=addresses::settings::VERIFY>{t!("how-to-check")}</a>"　"
                <a href=addresses::campaigns::rules_file(&campaign.code)>{t!("rules-file")}</a>
            </p>
        </section>
    }
    .into_any()
}
