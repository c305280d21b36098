//! Tabs and boxes that narrow the queue, each an address.

use super::view_name;
use crate::{
    addresses,
    applications::queries::queue::{Ask, Queue, Sorting},
    campaigns::queries::Campaign,
    ui::words,
};
use leptos::prelude::*;

pub(super) fn address(campaign: &Campaign, ask: &Ask, page: u64) -> String {
    let queue = addresses::applications::queue(&campaign.code);
    format!("{queue}?{}&page={page}", ask.query())
}

pub(super) fn tabs(campaign: &Campaign, queue: &Queue, ask: &Ask) -> AnyView {
    let tabs = queue.counts.iter().map(|(view, count)| {
        let href = address(campaign, &Ask { view: *view, ..Ask::default() }, 1);
        let current = (*view == ask.view).then_some("page");
        view! { <li><a href=href aria-current=current>{view_name(*view)}" "<span>{words::count(*count)}</span></a></li> }
    });
    view! { <nav aria-label=t!("queue-views")><ul class="tabs">{tabs.collect_view()}</ul></nav> }
        .into_any()
}

fn options(options: Vec<(String, String)>, chosen: &str) -> Vec<AnyView> {
    let options = options.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }.into_any()
    });
    options.collect()
}

pub(super) fn sift(campaign: &Campaign, queue: &Queue, ask: &Ask) -> AnyView {
    let mut posts = vec![(String::new(), t!("all"))];
    posts.extend(queue.posts.iter().map(|code| (code.clone(), code.clone())));
    let checks = [
        ("", t!("all")),
        ("clear", t!("check-clear")),
        ("questions", t!("check-questions")),
    ];
    let checks = checks
        .map(|(value, label)| (value.to_owned(), label))
        .to_vec();
    let orders = Sorting::ALL.map(|order| {
        let label = match order {
            Sorting::Oldest => t!("order-oldest"),
            Sorting::Newest => t!("order-newest"),
            Sorting::Number => t!("order-number"),
        };
        (order.key().to_owned(), label)
    });
    let table = addresses::applications::queue_table(&campaign.code);
    let export = format!("{table}?{}&page=1", ask.query());
    view! {
        <form class="sift" role="search" aria-label=t!("queue-filter") action=addresses::applications::queue(&campaign.code)>
            <input type="hidden" name="view" value=ask.view.key()/>
            <div class="sift__grow">
                <label for="q">{t!("find")}</label>
                <input class="input" id="q" name="q" value=ask.q.clone() placeholder=t!("find-number-or-name") autocomplete="off"/>
            </div>
            <div><label for="post">{t!("post")}</label>
                <select class="select" id="post" name="post">{options(posts, &ask.post)}</select></div>
            <div><label for="check">{t!("machine-check")}</label>
                <select class="select" id="check" name="check">{options(checks, &ask.check)}</select></div>
            <div><label for="order">{t!("order")}</label>
                <select class="select" id="order" name="order">{options(orders.to_vec(), ask.order.key())}</select></div>
            <button class="btn btn--quiet btn--s">{t!("filter")}</button>
            <a class="btn btn--quiet btn--s" href=export>{t!("export-excel")}</a>
        </form>
    }
    .into_any()
}
