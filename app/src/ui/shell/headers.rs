//! The head of each page, for the public and for staff.

use super::super::{lang, reader::Reader};
use super::{Job, Menu};
use crate::addresses;
use domain::Lang;
use leptos::prelude::*;

pub(super) fn public_header(reader: &Reader, menu: Menu) -> AnyView {
    let item = |own: Menu, href: &'static str, label: String| {
        let current = (own == menu).then_some("page");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    };
    view! {
        <header class="site">
            <div class="wrap site__row">
                <a class="brand" href="/">
                    <span class="seal" aria-hidden="true">{t!("seal")}</span>
                    <span class="brand__name">{reader.site.name.clone()}</span>
                </a>
                {switches(reader)}
            </div>
            <nav class="wrap" aria-label=t!("main-menu")>
                <ul class="nav">
                    {item(Menu::Campaigns, "/", t!("menu-campaigns"))}
                    {item(Menu::Results, addresses::publication::LISTS, t!("menu-results"))}
                    {item(Menu::Certificates, addresses::certificates::FORM, t!("menu-certificates"))}
                    {item(Menu::Mine, addresses::applications::MINE, t!("menu-mine"))}
                </ul>
            </nav>
        </header>
    }
    .into_any()
}

/// Large print, dark colours, the other language: plain links; the server sets a cookie and sends the reader back.
fn switches(reader: &Reader) -> impl IntoView + use<> {
    let lang = reader.lang;
    let to = |choice: &str, value: &str| addresses::settings::display(choice, value, &reader.path);
    // Both are sent and the stylesheet shows one: only it knows what the reader's system prefers.
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let other_name = lang::with(other, || t!("language-name"));
    view! {
        <ul class="switches">
            <li>
                <a class="to-elder" href=to("view", "elder")>{t!("switch-to-elder")}</a>
                <a class="to-std" href=to("view", "standard")>{t!("switch-to-standard")}</a>
            </li>
            <li class="wide">
                <a class="to-dark" href=to("theme", "dark")>{t!("switch-to-dark")}</a>
                <a class="to-light" href=to("theme", "light")>{t!("switch-to-light")}</a>
            </li>
            <li><a href=to("lang", lang::tag(other)) lang=lang::tag(other) hreflang=lang::tag(other)>{other_name}</a></li>
        </ul>
    }
}

pub(super) fn staff_header(
    reader: &Reader,
    job: Job,
    campaign: Option<&(String, String)>,
) -> AnyView {
    let jobs = [
        Job::Review,
        Job::Marks,
        Job::Interview,
        Job::Publish,
        Job::Overview,
    ];
    let items = campaign.map(|(code, _)| {
        let has = |own: &Job| own.duties().iter().any(|duty| reader.may_somewhere(*duty));
        let item = |own: Job| {
            let current = (own == job).then_some("true");
            view! { <li><a href=own.page(code) aria-current=current>{own.name()}</a></li> }
        };
        jobs.into_iter().filter(has).map(item).collect_view()
    });
    let who = reader
        .actor
        .as_ref()
        .map(|actor| actor.name.clone())
        .unwrap_or_default();
    let role = reader
        .actor
        .as_ref()
        .and_then(|a| a.grants.first())
        .map(|g| super::super::words::role(g.role));
    view! {
        <header class="bar">
            <div class="bar__in">
                <a class="bar__brand" href=addresses::campaigns::DESK><span class="seal" aria-hidden="true">{t!("seal")}</span>{t!("desk")}</a>
                {campaign.map(|(_, title)| view! {
                    <a class="bar__scope" href=addresses::campaigns::DESK>
                        <span class="vh">{t!("current-campaign")}</span>{title.clone()}
                        <span class="bar__swap">{t!("switch-campaign")}</span>
                    </a>
                })}
                <nav aria-label=t!("desk-menu")><ul class="bar__nav">{items}</ul></nav>
                <form class="bar__who" method="post" action=addresses::accounts::SIGN_OUT>
                    {who}{role.map(|role| t!("who-role", role = role))}" "
                    <button class="linkbtn">{t!("sign-out")}</button>
                </form>
            </div>
        </header>
    }
    .into_any()
}
