//! The review queue: what waits for the reader, in a table; the people whom a decision touches, by name, beside it.

mod sifting;

use super::{decision, names};
use crate::{
    addresses,
    applications::islands::QueueKeys,
    applications::queries::queue::{Ask, PAGE_SIZE, Queue, Row, Split, View},
    campaigns::queries::Campaign,
    error::Refusal,
    platform::{form::Filled, spreadsheet::Table},
    ui::{
        forms,
        parts::{done, empty, refused, time, time_short},
        reader::Reader,
        words,
    },
};
use leptos::prelude::*;
use sifting::{address, sift, tabs};

/// Everything on the page.
pub struct Page<'a> {
    pub campaign: &'a Campaign,
    pub queue: &'a Queue,
    pub ask: &'a Ask,
    pub picked: &'a [Row],
    pub form: &'a Filled,
    pub refusal: Option<Refusal>,
    pub done: Option<String>,
}

pub fn page(reader: &Reader, page: &Page<'_>) -> AnyView {
    let Page {
        campaign,
        queue,
        ask,
        ..
    } = page;
    let title = title(reader, queue.is_last_look);
    let waiting = queue.counts[0].1;
    view! {
        <main id="main" class="desk">
            <div class="desk__head">
                <div>
                    <h1>{title}</h1>
                    <p>{t!("queue-waiting", count = words::count(waiting))}{time(campaign.timetable.tickets.from)}{t!("queue-before-tickets")}</p>
                </div>
                {split(queue.split)}
            </div>
            {done(page.done.clone())}
            {refused(page.refusal.clone())}
            {forms::error_summary(page.form)}
            {tabs(campaign, queue, ask)}
            <div class="bench">
                <div>
                    <h2 class="vh">{view_name(ask.view)}</h2>
                    {sift(campaign, queue, ask)}
                    {table(reader, page)}
                </div>
                {decide(page)}
            </div>
            {keys()}
        </main>
    }
    .into_any()
}

pub fn title(_: &Reader, is_last_look: bool) -> String {
    if is_last_look {
        t!("review-last")
    } else {
        t!("review-first")
    }
}

fn view_name(view: View) -> String {
    match view {
        View::Waiting => t!("queue-view-waiting"),
        View::Resubmitted => t!("queue-view-resubmitted"),
        View::Questions => t!("queue-view-questions"),
        View::Appeals => t!("queue-view-appeals"),
        View::All => t!("queue-view-all"),
    }
}

fn split(split: Split) -> AnyView {
    let parts = [
        (
            "s1",
            "k1",
            split.passed,
            t!("split-passed", count = words::count(split.passed)),
        ),
        (
            "s2",
            "k2",
            split.rejected,
            t!("split-rejected", count = words::count(split.rejected)),
        ),
        (
            "s3",
            "k3",
            split.returned,
            t!("split-returned", count = words::count(split.returned)),
        ),
        (
            "s4",
            "k4",
            split.waiting,
            t!("split-waiting", count = words::count(split.waiting)),
        ),
    ];
    let all: u64 = parts.iter().map(|part| part.2).sum();
    let label = words::list(parts.iter().map(|part| &part.3));
    let mut from = 0;
    let bars = parts.iter().map(|(class, _, count, _)| {
        let x = format!("{}%", from * 100 / all.max(1));
        from += count;
        let width = format!("{}%", count * 100 / all.max(1));
        view! { <rect class=*class x=x y="-1" width=width height="16"/> }
    });
    let bars = bars.collect_view();
    let legend = parts
        .iter()
        .map(|(_, class, _, words)| view! { <li class=*class>{words.clone()}</li> })
        .collect_view();
    view! {
        <div>
            <svg class="split" width="100%" height="14" role="img" aria-label=label>{bars}</svg>
            <ul class="split__key">{legend}</ul>
        </div>
    }
    .into_any()
}

fn table(reader: &Reader, page: &Page<'_>) -> AnyView {
    let Page {
        campaign,
        queue,
        ask,
        ..
    } = page;
    if queue.rows.is_empty() {
        return empty(t!("queue-empty"), t!("queue-empty-text"), None).into_any();
    }
    let hidden = ask
        .fields()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let first = (queue.page - 1) * PAGE_SIZE + 1;
    let last = first + queue.rows.len() as u64 - 1;
    let range = t!(
        "rows-of",
        first = words::count(first),
        last = words::count(last),
        all = words::count(queue.total)
    );
    let by_stage = shows_stage(ask.view);
    let last_column = if by_stage { t!("state") } else { t!("waited") };
    let rows = queue
        .rows
        .iter()
        .map(|row| line(reader, page, row, by_stage))
        .collect_view();
    let turn = |to: u64, label: String| view! { <a href=address(campaign, ask, to)>{label}</a> };
    let pickable = queue.rows.iter().any(|row| row.may_decide);
    view! {
        <form id="picks" action=addresses::applications::queue(&campaign.code)>
            {hidden.collect_view()}
            <input type="hidden" name="page" value=queue.page.to_string()/>
            <div class="gridwrap" role="region" aria-label=view_name(ask.view) tabindex="0">
                <table class="grid">
                    <caption class="vh">{view_name(ask.view)}" "{range.clone()}</caption>
                    <thead><tr>
                        <th scope="col" class="pick"><span class="vh">{t!("pick")}</span></th>
                        <th scope="col">{t!("application-number")}</th>
                        <th scope="col">{t!("name")}</th>
                        <th scope="col">{t!("post")}</th>
                        <th scope="col">{t!("machine-check")}</th>
                        <th scope="col">{t!("submitted-on")}</th>
                        <th scope="col" class=if by_stage { "" } else { "num" }>{last_column}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="grid__foot">
                <p>{range}</p>
                <p class="actions">
                    {(queue.page > 1).then(|| turn(queue.page - 1, t!("previous-page")))}
                    {(last < queue.total).then(|| turn(queue.page + 1, t!("next-page")))}
                    {pickable.then(|| view! { <button class="btn btn--quiet btn--s">{t!("show-picked")}</button> })}
                </p>
            </div>
        </form>
    }
    .into_any()
}

fn shows_stage(view: View) -> bool {
    matches!(view, View::All | View::Appeals)
}

fn line(reader: &Reader, page: &Page<'_>, row: &Row, by_stage: bool) -> AnyView {
    let is_picked = page.picked.iter().any(|picked| picked.id == row.id);
    let class = match (row.may_decide, is_picked) {
        (_, true) => "sel",
        (false, _) if !by_stage => "locked",
        _ => "",
    };
    let href = addresses::applications::dossier(&page.campaign.code, row.id);
    let label = t!(
        "pick-row",
        name = row.name.as_str(),
        number = row.number.as_str()
    );
    let (sign, words) = machine(row);
    let end = if by_stage {
        view! { <td>{names::stage_tag(row.stage)}</td> }.into_any()
    } else {
        view! { <td class="num">{words::duration(row.submitted_at.until(reader.now))}</td> }
            .into_any()
    };
    view! {
        <tr class=class>
            <td class="pick"><input type="checkbox" name="pick" value=row.id.to_string() aria-label=label
                checked=is_picked disabled=!row.may_decide/></td>
            <th scope="row"><a href=href>{row.number.clone()}</a></th>
            <td>{row.name.clone()}</td>
            <td>{row.post.clone()}</td>
            <td><span class=format!("mk {sign}")>{words}</span></td>
            <td>{time_short(row.submitted_at)}</td>
            {end}
        </tr>
    }
    .into_any()
}

/// What the machine found, worst first.
fn machine(row: &Row) -> (&'static str, String) {
    if let Some(worst) = row.checks.exceptions.first() {
        let (sign, words) = names::exception(worst);
        let more = row.checks.exceptions.len() - 1;
        return (
            sign,
            if more > 0 {
                t!("exception-and-more", words = words, more = more)
            } else {
                words
            },
        );
    }
    let words = if row.checks.bonus > 0 {
        t!("conditions-met-bonus", count = row.checks.met)
    } else {
        t!("conditions-met", count = row.checks.met)
    };
    ("ok", words)
}

/// The people whom the decision touches, by name, and the decision.
fn decide(page: &Page<'_>) -> AnyView {
    let Page {
        campaign,
        ask,
        picked,
        ..
    } = page;
    if picked.is_empty() {
        return view! {
            <section class="decide" aria-labelledby="decide">
                <h2 id="decide">{t!("decide-none")}</h2>
                <p class="muted">{t!("decide-none-text")}</p>
            </section>
        }
        .into_any();
    }
    let people = picked.iter().map(|row| {
        let pick = format!("{}:{}", row.id, row.revision);
        view! {
            <li>
                <span>{row.name.clone()}</span><span>{row.number.clone()}</span><span>{row.post.clone()}</span>
                <input type="hidden" name="pick" value=pick/>
            </li>
        }
    });
    let hidden = ask
        .fields()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let clear = picked
        .iter()
        .filter(|row| row.checks.exceptions.is_empty())
        .count();
    let open = picked.len() - clear;
    let bonus = picked.iter().filter(|row| row.checks.bonus > 0).count();
    let tick = |class, words: String| view! { <li class=class><div>{words}</div></li> };
    view! {
        <form class="decide" method="post" action=addresses::applications::decide_picked(&campaign.code) aria-labelledby="decide" novalidate>
            <h2 id="decide">{t!("decide-about", count = picked.len())}</h2>
            {hidden.collect_view()}
            {decision::fields(page.form, page.queue.is_last_look)}
            <ol class="who">{people.collect_view()}</ol>
            <ul class="ticks ticks--s">
                {(clear > 0).then(|| tick("ok", t!("decide-clear", count = clear)))}
                {(open > 0).then(|| tick("look", t!("decide-open", count = open)))}
                {(bonus > 0).then(|| tick("look", t!("decide-bonus", count = bonus)))}
            </ul>
            <p class="small muted">{t!("decide-note")}</p>
            <p class="actions">
                <button class="btn">{t!("decide-do", count = picked.len())}</button>
                <a href=address(campaign, ask, page.queue.page)>{t!("clear-picks")}</a>
            </p>
        </form>
    }
    .into_any()
}

fn keys() -> AnyView {
    let words = [
        ("J".to_owned(), t!("key-next")),
        ("K".to_owned(), t!("key-previous")),
        (t!("key-space-name"), t!("key-space")),
        (t!("key-enter-name"), t!("key-enter")),
        ("P".to_owned(), t!("key-pass")),
        ("R".to_owned(), t!("key-return")),
    ];
    view! { <QueueKeys words=words.to_vec()/> }.into_any()
}

/// The same rows for a spreadsheet, in the reader's language.
pub fn export(_: &Reader, campaign: &Campaign, rows: &[Row]) -> Table {
    let head = [
        t!("application-number"),
        t!("name"),
        t!("post"),
        t!("machine-check"),
        t!("submitted-on"),
        t!("state"),
        t!("bonus-claimed"),
    ];
    let rows = rows.iter().map(|row| {
        vec![
            row.number.clone(),
            row.name.clone(),
            row.post.clone(),
            machine(row).1,
            words::date_time(row.submitted_at),
            words::stage(row.stage),
            row.checks.bonus.to_string(),
        ]
    });
    Table {
        name: format!("{}-review", campaign.code),
        head: head.to_vec(),
        rows: rows.collect(),
    }
}
