//! The posts of an announcement: a table, and boxes that filter it.

use super::super::super::{
    queries::{Campaign, PostRow},
    routes::PostFilter,
};
use crate::{
    addresses,
    ui::{lang, words},
};
use leptos::prelude::*;

/// Rows of the post table before "the rest".
const FIRST_POSTS: usize = 8;

pub(super) fn post_table(campaign: &Campaign, posts: &[PostRow], filter: &PostFilter) -> AnyView {
    let kept: Vec<&PostRow> = posts
        .iter()
        .filter(|p| filter.street.is_empty() || p.street == filter.street)
        .filter(|p| filter.audience.is_empty() || p.audience == filter.audience)
        .collect();
    let shown = if filter.all.is_empty() {
        kept.len().min(FIRST_POSTS)
    } else {
        kept.len()
    };
    let code = campaign.code.clone();
    let rest = (kept.len() > shown).then(|| {
        let all = format!(
            "{}?all=1&street={}#posts",
            addresses::campaigns::announcement(&code),
            addresses::encode(&filter.street)
        );
        view! { <a href=all>{t!("posts-rest", n = kept.len() - shown)}</a> }
    });
    view! {
        <section class="section" aria-labelledby="posts">
            <div class="section__head">
                <h2 id="posts">{t!("post-table")}</h2>
                <p class="small">
                    <a href=addresses::campaigns::posts(&code, "xlsx")>{t!("download-excel", n = posts.len())}</a>"　"
                    <a href=addresses::campaigns::posts(&code, "csv")>"CSV"</a>
                </p>
            </div>
            {post_filters(campaign, posts, filter)}
            <table role="table" class="table table--fold posts">
                <caption class="vh">{t!("post-table-caption", shown = shown, all = posts.len())}</caption>
                <thead role="rowgroup"><tr role="row">
                    {column(t!("post-code"), false)}{column(t!("post-street"), false)}{column(t!("post-name"), false)}
                    {column(t!("post-audience"), false)}{column(t!("post-places"), true)}
                    {column(t!("post-accepted"), true)}{column(t!("post-competition"), true)}
                </tr></thead>
                <tbody role="rowgroup">{kept.iter().take(shown).map(|p| post_row(campaign, p)).collect_view()}</tbody>
            </table>
            <p class="small muted">{t!("posts-counted")}" "{rest}</p>
        </section>
    }
    .into_any()
}

fn column(label: String, number: bool) -> AnyView {
    view! { <th role="columnheader" scope="col" class=number.then_some("num")>{label}</th> }
        .into_any()
}

fn post_row(campaign: &Campaign, post: &PostRow) -> AnyView {
    let stated = campaign.content.rules.post(&post.code.as_str().into());
    let name = stated.map_or(post.name.as_str(), |own| own.name.in_lang(lang::current()));
    let audience = if post.audience.is_empty() {
        t!("audience-open")
    } else {
        campaign.named(&post.audience, lang::current()).to_owned()
    };
    let street = campaign.named(&post.street, lang::current());
    let ratio = match (post.accepted, u64::from(post.places)) {
        (0, _) | (_, 0) => "—".to_owned(),
        (accepted, places) => format!("{}:1", (accepted * 2 + places) / (places * 2)),
    };
    let cell = |key: String, value: String, number: bool| {
        view! { <td role="cell" data-k=key class=number.then_some("num")>{value}</td> }
    };
    view! {
        <tr role="row" id=post.code.clone()>
            <th role="rowheader" scope="row">{post.code.clone()}</th>
            {cell(t!("post-street"), street.to_owned(), false)}
            {cell(t!("post-name"), name.to_owned(), false)}
            {cell(t!("post-audience"), audience, false)}
            {cell(t!("post-places"), t!("n-people", n = post.places), true)}
            {cell(t!("post-accepted"), t!("n-people", n = words::count(post.accepted)), true)}
            {cell(t!("post-competition"), ratio, true)}
        </tr>
    }
    .into_any()
}

fn post_filters(campaign: &Campaign, posts: &[PostRow], filter: &PostFilter) -> AnyView {
    let select = |name: &'static str,
                  label: String,
                  all: String,
                  chosen: &str,
                  values: Vec<String>| {
        let named = |value: String| {
            let name = campaign.named(&value, lang::current()).to_owned();
            (value, name)
        };
        let options = std::iter::once((String::new(), all)).chain(values.into_iter().map(named));
        let options = options
            .map(|(value, label)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{label}</option> }
            })
            .collect_view();
        view! { <div><label for=name>{label}</label><select class="select" id=name name=name>{options}</select></div> }
    };
    let distinct = |of: fn(&PostRow) -> &String| -> Vec<String> {
        let set: std::collections::BTreeSet<&String> =
            posts.iter().map(of).filter(|v| !v.is_empty()).collect();
        set.into_iter().cloned().collect()
    };
    let streets = distinct(|p| &p.street);
    let all_streets = t!("filter-streets", n = streets.len());
    view! {
        <form class="filters" action=format!("{}#posts", addresses::campaigns::announcement(&campaign.code)) aria-label=t!("filter-posts")>
            {select("street", t!("post-street"), all_streets, &filter.street, streets)}
            {select("audience", t!("post-audience"), t!("filter-any"), &filter.audience, distinct(|p| &p.audience))}
            <input type="hidden" name="all" value="1"/>
            <button class="btn btn--quiet btn--s">{t!("filter")}</button>
        </form>
    }
    .into_any()
}
