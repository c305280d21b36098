//! The second official's page: everything that would be announced, what the check says about the rules, and the two ways on.

use super::findings::{self, Mending};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    platform::form::Filled,
    rule_editor::queries::Findings,
    ui::{
        article,
        forms::{self, Field},
        parts::{fact, not_carried, refused},
        reader::Reader,
        timeline::stated,
        words,
    },
};
use domain::{digest::grouped, rules::Part};
use leptos::prelude::*;

/// What the lint says, what blocks first.
fn lint_list(found: &Findings) -> AnyView {
    let defaults = findings::defaults(found, Part::All);
    if found.all.is_empty() {
        return view! { <h2 id="lint">{t!("lint")}</h2><p class="note note--pass">{t!("lint-clean")}</p>{defaults} }
            .into_any();
    }
    view! {
        <h2 id="lint">{t!("lint-count", count = found.all.len())}</h2>
        {findings::list(&found.all, Mending::Not)}
        {defaults}
    }
    .into_any()
}

/// Why it cannot be announced by this reader now. What the platform does not carry out is told above.
fn why_not(held: &Refusal) -> Option<AnyView> {
    let text = match held {
        Refusal::NotCarried { .. } => return None,
        Refusal::SamePerson => t!("check-own-draft"),
        other => words::refusal(other),
    };
    Some(view! { <p class="reason">{text}</p> }.into_any())
}

pub fn page(
    _: &Reader,
    campaign: &Campaign,
    held: Option<&Refusal>,
    found: &Findings,
    form: &Filled,
    refusal: Option<&Refusal>,
) -> AnyView {
    let content = &campaign.content;
    let places: u32 = content.rules.posts.iter().filter_map(|p| p.places).sum();
    let reasons = campaign.not_carried();
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("check-campaign")}</h1><p>{content.title.clone()}</p></div></div>
            {refused(refusal.cloned())}
            {forms::error_summary(form)}
            <div class="bench bench--even">
                <section aria-labelledby="what">
                    <h2 id="what">{t!("check-what")}</h2>
                    <dl class="mini">
                        {fact(t!("field-organiser"), content.organiser.clone())}
                        {fact(t!("fact-posts"), t!("n-posts", n = content.rules.posts.len()))}
                        {fact(t!("fact-places"), t!("n-people", n = words::count(places)))}
                        {stated(&campaign.timetable)}
                        {fact(t!("rules-digest"), view! { <code>{grouped(&content.rules.digest()[..16])}</code> })}
                    </dl>
                    <div class="doctext" inner_html=article::markdown(&content.announcement)></div>
                    <details><summary>{t!("rules-document")}</summary>
                        <pre tabindex="0">{serde_json::to_string_pretty(&content.rules).unwrap_or_default()}</pre>
                    </details>
                </section>
                <aside class="decide" aria-labelledby="lint">
                    {lint_list(found)}
                    {(!reasons.is_empty()).then(|| not_carried(&reasons))}
                    {held.map(why_not)}
                    <form method="post" action=addresses::rule_editor::announce(&campaign.code)>
                        <p class="small muted">{t!("announce-note")}</p>
                        <p class="actions"><button class="btn" disabled=held.is_some()>{t!("announce")}</button></p>
                    </form>
                    <form method="post" action=addresses::rule_editor::send_back(&campaign.code) novalidate>
                        {forms::text_area(form, Field::new("note", t!("send-back-why")), 3)}
                        <p class="actions"><button class="btn btn--quiet" disabled=campaign.may_send_back().is_err()>{t!("send-back")}</button></p>
                    </form>
                </aside>
            </div>
        </main>
    }
    .into_any()
}
