//! The shortlist and the totals: posts at the left, the decision at the right, the people of one post below.

mod people;

use super::{pending, tests};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    entity::kinds::RunStage,
    error::Refusal,
    platform::form::Filled,
    ranking::queries::{ListPage, PostLine},
    ui::{
        lang,
        parts::{Tone, back, fact, refused, tag, time},
        reader::Reader,
        words,
    },
};
use domain::{
    digest::grouped,
    rules::{Names, Status},
};
use leptos::prelude::*;
use people::people;
pub use people::table;

pub struct ListView<'a> {
    pub campaign: &'a Campaign,
    pub page: &'a ListPage,
    pub form: &'a Filled,
    pub refusal: Option<Refusal>,
}

pub fn title(_: &Reader, stage: RunStage) -> String {
    match stage {
        RunStage::Shortlist => t!("shortlist"),
        RunStage::Totals => t!("totals"),
    }
}

pub fn not_yet(
    reader: &Reader,
    campaign: &Campaign,
    stage: RunStage,
    refusal: Option<Refusal>,
) -> AnyView {
    let text = match stage {
        RunStage::Shortlist => t!("shortlist-not-yet"),
        RunStage::Totals => t!("totals-not-yet"),
    };
    view! {
        <main id="main" class="desk">
            {back(addresses::ranking::steps(&campaign.code), t!("ranking-back"))}
            {refused(refusal)}
            <div class="desk__head"><div><h1>{title(reader, stage)}</h1><p>{text}</p></div></div>
        </main>
    }
    .into_any()
}

pub fn page(reader: &Reader, view: &ListView) -> AnyView {
    let page = view.page;
    let lead = match (page.stage, page.decided.is_some()) {
        (RunStage::Shortlist, false) => t!("shortlist-lead"),
        (RunStage::Shortlist, true) => t!("shortlist-decided-lead"),
        (RunStage::Totals, false) => t!("totals-lead"),
        (RunStage::Totals, true) => t!("totals-decided-lead"),
    };
    view! {
        <main id="main" class="desk">
            {back(addresses::ranking::steps(&view.campaign.code), t!("ranking-back"))}
            <div class="desk__head"><div><h1>{title(reader, page.stage)}</h1><p>{lead}</p></div>{tally(page)}</div>
            {refused(view.refusal.clone())}
            <div class="bench">
                <section>
                    <h2 class="vh">{t!("list-posts")}</h2>
                    {posts(view)}
                </section>
                {decision(view)}
            </div>
            {tests::form(view)}
            {people(view)}
        </main>
    }
    .into_any()
}

fn tally(page: &ListPage) -> AnyView {
    let sum = |of: fn(&PostLine) -> u32| {
        words::count(page.posts.iter().map(|p| u64::from(of(p))).sum::<u64>())
    };
    let cells = match page.stage {
        RunStage::Shortlist => view! {
            {fact(t!("list-sat"), sum(|p| p.counts.sat))}
            {fact(t!("list-passed"), sum(|p| p.counts.passed))}
            {fact(t!("list-shortlisted"), sum(|p| p.counts.shortlisted))}
        }
        .into_any(),
        RunStage::Totals => view! {
            {fact(t!("list-interviewed"), sum(|p| p.counts.interviewed))}
            {fact(t!("list-ranked"), sum(|p| p.counts.ranked))}
            {fact(t!("list-selected"), sum(|p| p.counts.selected))}
        }
        .into_any(),
    };
    view! { <dl class="tally">{cells}</dl> }.into_any()
}

fn posts(view: &ListView) -> AnyView {
    let stage = view.page.stage;
    let heads = match stage {
        RunStage::Shortlist => [
            t!("list-accepted"),
            t!("list-sat"),
            t!("list-passed"),
            t!("list-shortlisted"),
        ],
        RunStage::Totals => [
            t!("list-shortlisted"),
            t!("list-interviewed"),
            t!("list-ranked"),
            t!("list-selected"),
        ],
    };
    let heads = heads
        .map(|head| view! { <th scope="col" class="num">{head}</th> })
        .into_iter()
        .collect_view();
    let rows = view
        .page
        .posts
        .iter()
        .map(|post| post_row(view, post))
        .collect_view();
    view! {
        <div class="gridwrap" role="region" aria-label=t!("list-posts") tabindex="0">
            <table class="grid">
                <caption class="vh">{t!("list-posts")}</caption>
                <thead><tr>
                    <th scope="col">{t!("post-code")}</th>
                    <th scope="col">{t!("post-name")}</th>
                    <th scope="col" class="num">{t!("post-places")}</th>
                    {heads}
                    {(stage == RunStage::Shortlist).then(|| view! { <th scope="col" class="num">{t!("list-cut-off")}</th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn post_row(view: &ListView, post: &PostLine) -> impl IntoView + use<> {
    let counts = &post.counts;
    let href = format!(
        "{}?post={}#people",
        addresses::ranking::list(&view.campaign.code, view.page.stage),
        addresses::encode(&post.code)
    );
    let current = (view.page.chosen == post.code).then_some("true");
    let cut_off = (view.page.stage == RunStage::Shortlist)
        .then(|| view! { <td class="num">{words::score(counts.cut_off)}</td> });
    let cells = match view.page.stage {
        RunStage::Shortlist => [
            counts.accepted,
            counts.sat,
            counts.passed,
            counts.shortlisted,
        ],
        RunStage::Totals => [
            counts.shortlisted,
            counts.interviewed,
            counts.ranked,
            counts.selected,
        ],
    };
    let cells = cells
        .map(|n| view! { <td class="num">{words::count(u64::from(n))}</td> })
        .into_iter()
        .collect_view();
    let places = counts
        .places
        .map_or_else(|| "—".to_owned(), |places| places.to_string());
    let names = Names::of_rules(&view.campaign.content.rules);
    let cancelled = counts
        .cancelled
        .then(|| tag(Tone::Quiet, Status::Cancelled.label(names, lang::current())));
    view! {
        <tr aria-current=current>
            <th scope="row" class="nowrap"><a href=href>{post.code.clone()}</a></th>
            <td>{post.name.clone()}" "{cancelled}</td>
            <td class="num">{places}</td>
            {cells}
            {cut_off}
        </tr>
    }
}

fn decision(view: &ListView) -> AnyView {
    let page = view.page;
    let pending = pending::list(page);
    if let Some((at, by, digest)) = page.decided.clone() {
        return view! {
            <aside class="decide" aria-labelledby="decision">
                <h2 id="decision">{t!("list-decided")}</h2>
                <dl class="mini proof">
                    {fact(t!("draw-at"), time(at))}
                    {fact(t!("draw-by"), by)}
                    {fact(t!("list-digest"), view! { <code>{grouped(&digest)}</code> })}
                </dl>
                <p class="small muted">{t!("list-replay")}</p>
                {pending}
            </aside>
        }
        .into_any();
    }
    let blocked = page.blocked.clone();
    let people = page.posts.iter().map(|p| match page.stage {
        RunStage::Shortlist => u64::from(p.counts.shortlisted),
        RunStage::Totals => u64::from(p.counts.ranked),
    });
    let count = words::count(people.sum::<u64>());
    let (heading, verb, note) = match page.stage {
        RunStage::Shortlist => (
            t!("shortlist-decide"),
            t!("shortlist-do", count = count),
            t!("shortlist-note"),
        ),
        RunStage::Totals => (
            t!("totals-decide"),
            t!("totals-do", count = count),
            t!("totals-note"),
        ),
    };
    let why = blocked
        .as_ref()
        .map(|refusal| view! { <p class="reason">{words::refusal(refusal)}</p> });
    view! {
        <aside class="decide" aria-labelledby="decision">
            <h2 id="decision">{heading}</h2>
            {pending}
            <form class="stack" method="post" action=addresses::ranking::list(&view.campaign.code, page.stage)>
                <p>{note}</p>
                <p class="actions"><button class="btn" disabled=blocked.is_some()>{verb}</button></p>
                {why}
            </form>
        </aside>
    }
    .into_any()
}
