//! Every saved state of a draft; two of them side by side in plain words; the way back to one.

use super::rule_list::name;
use crate::{
    addresses,
    campaigns::queries::{Campaign, SavedDraft},
    error::Refusal,
    ui::{
        lang,
        parts::{back, done, refused, time},
        reader::Reader,
    },
};
use domain::{
    campaigns::Draft,
    ids::Revision,
    rules::{Difference, Part},
};
use leptos::prelude::*;

/// How the event names the way back to a version, in front of its number.
const BACK: &str = "back-";

pub struct Compared {
    pub from: Revision,
    pub to: Revision,
    pub before: Draft,
    pub after: Draft,
    /// Where the rules of the two differ.
    pub rules: Vec<Difference>,
}

pub struct Page<'a> {
    pub campaign: &'a Campaign,
    /// The newest first.
    pub saved: &'a [SavedDraft],
    pub compared: Option<Compared>,
    /// The newest was stored by the act that led here.
    pub is_stored: bool,
    pub refusal: Option<Refusal>,
}

/// Which version holds what which other one held, after the way back was taken.
fn went_back(page: &Page) -> Option<String> {
    let newest = page.saved.first().filter(|_| page.is_stored)?;
    let of = newest.part.strip_prefix(BACK)?;
    Some(t!("version-went-back", n = newest.revision.0, of = of))
}

pub fn page(_: &Reader, page: &Page) -> AnyView {
    let (campaign, saved, compared) = (page.campaign, page.saved, page.compared.as_ref());
    let code = &campaign.code;
    let rows = saved
        .iter()
        .map(|draft| row(campaign, draft))
        .collect_view();
    view! {
        <main id="main" class="desk">
            {back(addresses::rule_editor::rules(code), t!("edit-rules"))}
            <div class="desk__head"><div><h1>{t!("versions")}</h1><p>{t!("versions-lead")}</p></div></div>
            {done(went_back(page))}
            {refused(page.refusal.clone())}
            {compared.map(differing)}
            {choose(saved, compared)}
            <div class="gridwrap" role="region" aria-label=t!("versions") tabindex="0">
                <table class="grid">
                    <caption class="vh">{t!("versions")}</caption>
                    <thead><tr>
                        <th scope="col">{t!("version")}</th><th scope="col">{t!("version-when")}</th>
                        <th scope="col">{t!("version-who")}</th><th scope="col">{t!("version-what")}</th>
                        <th scope="col"><span class="vh">{t!("version-acts")}</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </main>
    }
    .into_any()
}

fn row(campaign: &Campaign, draft: &SavedDraft) -> AnyView {
    let n = draft.revision;
    let compare = n.before().map(|before| {
        let href = format!("{}?from={before}&to={n}", addresses::rule_editor::versions(&campaign.code));
        view! { <a href=href>{t!("version-compare-last")}<span class="vh">{t!("version-number", n = n.0)}</span></a>" " }
    });
    let now = n == campaign.revision;
    let return_to = (!now).then(|| {
        view! {
            <form method="post" action=addresses::rule_editor::versions(&campaign.code)>
                <input type="hidden" name="revision" value=campaign.revision.to_string()/>
                <input type="hidden" name="to" value=n.to_string()/>
                <button class="linkbtn">{t!("version-go-back")}<span class="vh">{t!("version-number", n = n.0)}</span></button>
            </form>
        }
    });
    view! {
        <tr aria-current=now.then_some("true")>
            <th scope="row">{t!("version-number", n = n.0)}</th>
            <td>{time(draft.at)}</td>
            <td>{draft.by.clone()}</td>
            <td>{part_name(&draft.part)}</td>
            <td class="acts">{compare}{return_to}{now.then(|| t!("version-now"))}</td>
        </tr>
    }
    .into_any()
}

/// What was changed, from the name that the event carries.
fn part_name(part: &str) -> String {
    if let Some(to) = part.strip_prefix(BACK) {
        return t!("version-back-to", n = to);
    }
    match (part, Part::of_slug(part)) {
        ("first", _) => t!("version-first"),
        ("announcement", _) => t!("edit-campaign"),
        (_, Some(part)) => name(part).to_owned(),
        (other, None) => other.to_owned(),
    }
}

fn choose(saved: &[SavedDraft], compared: Option<&Compared>) -> AnyView {
    if saved.len() < 2 {
        return ().into_any();
    }
    let newest = saved
        .first()
        .map(|draft| draft.revision)
        .unwrap_or_default();
    let (from, to) = compared.map_or((newest.before().unwrap_or(newest), newest), |compared| {
        (compared.from, compared.to)
    });
    let options = |chosen: Revision| {
        saved
            .iter()
            .map(|draft| {
                let label = format!("{} {}", t!("version-number", n = draft.revision.0), part_name(&draft.part));
                view! { <option value=draft.revision.to_string() selected=draft.revision == chosen>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <form class="sift" method="get">
            <div><label for="from">{t!("version-from")}</label>
                <select class="select" id="from" name="from">{options(from)}</select></div>
            <div><label for="to">{t!("version-to")}</label>
                <select class="select" id="to" name="to">{options(to)}</select></div>
            <button class="btn btn--quiet btn--s">{t!("version-compare")}</button>
        </form>
    }
    .into_any()
}

fn differing(compared: &Compared) -> AnyView {
    let lang = lang::current();
    let rules = compared.rules.iter().map(|found| {
        let part = name(Part::of_place(&found.place)).to_owned();
        (
            part,
            found.place_in_words(lang),
            found.before_in_words(lang),
            found.after_in_words(lang),
        )
    });
    let rows: Vec<_> = announcement(&compared.before, &compared.after)
        .into_iter()
        .chain(rules)
        .collect();
    let title = t!(
        "version-differences",
        from = compared.from.0,
        to = compared.to.0,
        count = rows.len()
    );
    if rows.is_empty() {
        return view! { <section class="section"><h2 class="h-s">{title}</h2><p>{t!("version-same")}</p></section> }
            .into_any();
    }
    let rows = rows.into_iter().map(|(part, place, before, after)| {
        view! {
            <tr><td>{part}</td><td class="wraps">{place}</td>
                <td class="wraps"><del>{before}</del></td><td class="wraps"><ins>{after}</ins></td></tr>
        }
    });
    view! {
        <section class="section">
            <h2 class="h-s" >{title.clone()}</h2>
            <div class="gridwrap" role="region" aria-label=title.clone() tabindex="0">
                <table class="grid auditlog">
                    <caption class="vh">{title.clone()}</caption>
                    <thead><tr>
                        <th scope="col">{t!("version-part")}</th><th scope="col">{t!("version-place")}</th>
                        <th scope="col">{t!("version-before")}</th><th scope="col">{t!("version-after")}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What differs outside the rules: titles, who recruits, the text.
fn announcement(before: &Draft, after: &Draft) -> Vec<(String, String, String, String)> {
    let texts = [
        (t!("field-title"), &before.title, &after.title),
        (t!("field-title-en"), &before.title_en, &after.title_en),
        (t!("field-organiser"), &before.organiser, &after.organiser),
        (t!("field-contact"), &before.contact, &after.contact),
        (
            t!("field-announcement"),
            &before.announcement,
            &after.announcement,
        ),
    ];
    texts
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(place, before, after)| (t!("edit-campaign"), place, before.clone(), after.clone()))
        .collect()
}
