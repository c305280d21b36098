//! Drafting: the announcement and its dates; and the second official's page.

use super::{super::queries::Campaign, rule_list::finding_list};
use crate::{
    accounts::queries::Area,
    platform::{ctx::Ctx, form::Filled},
    ui::{
        article,
        forms::{self, Field},
        parts::{fact, refused, time},
        words,
    },
};
use domain::{
    Refusal,
    digest::grouped,
    rules::{self, RuleDocument},
};
use leptos::prelude::*;

pub fn new_page(form: &Filled, areas: &[Area], patterns: &[Campaign]) -> AnyView {
    let areas = areas
        .iter()
        .map(|a| (a.scope.0.clone(), a.name.clone()))
        .collect();
    let patterns = std::iter::once((String::new(), t!("pattern-none")))
        .chain(
            patterns
                .iter()
                .map(|c| (c.code.clone(), c.content.title.clone())),
        )
        .collect();
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("new-campaign")}</h1><p>{t!("new-campaign-lead")}</p></div></div>
            {forms::error_summary(form)}
            <form method="post" novalidate>
                <fieldset class="group">
                    <legend>{t!("group-basics")}</legend>
                    <div class="fields">
                        {forms::input(form, Field::new("code", t!("field-code")).hint(t!("field-code-hint")).width("input--11"))}
                        {forms::select(form, Field::new("area", t!("field-area")), areas)}
                        {forms::select(form, Field::new("pattern", t!("field-pattern")).hint(t!("field-pattern-hint")), patterns)}
                    </div>
                </fieldset>
                {basics(form)}
                {timetable(form)}
                <div class="savebar"><p role="status">{t!("new-campaign-note")}</p>
                    <p class="actions"><button class="btn">{t!("new-campaign-do")}</button></p></div>
            </form>
        </main>
    }
    .into_any()
}

fn basics(form: &Filled) -> AnyView {
    view! {
        <fieldset class="group">
            <legend>{t!("group-announcement")}</legend>
            <div class="fields">
                {forms::input(form, Field::new("title", t!("field-title")))}
                {forms::input(form, Field::new("title_en", t!("field-title-en")))}
                {forms::input(form, Field::new("organiser", t!("field-organiser")))}
                {forms::input(form, Field::new("contact", t!("field-contact")))}
            </div>
            {forms::text_area(form, Field::new("announcement", t!("field-announcement")).hint(t!("field-announcement-hint")), 18)}
        </fieldset>
    }
    .into_any()
}

fn timetable(form: &Filled) -> AnyView {
    let rows = [
        ("applications_open", t!("at-applications-open")),
        ("applications_close", t!("at-applications-close")),
        ("corrections_close", t!("at-corrections-close")),
        ("tickets_from", t!("at-tickets-from")),
        ("written_at", t!("at-written")),
        ("written_results_at", t!("at-written-results")),
        ("interview_at", t!("at-interview")),
        ("results_at", t!("at-results")),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, label)| forms::date(form, Field::new(name, label), true))
        .collect_view();
    view! { <fieldset class="group"><legend>{t!("group-timetable")}</legend><div class="fields">{rows}</div></fieldset> }
        .into_any()
}

pub fn edit_page(campaign: &Campaign, form: &Filled, refusal: Option<&Refusal>) -> AnyView {
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("edit-campaign")}</h1><p>{campaign.content.title.clone()}</p></div></div>
            {refused(refusal.cloned())}
            {forms::error_summary(form)}
            <form method="post" novalidate>
                <input type="hidden" name="revision" value=form.typed.get("revision").to_owned()/>
                {basics(form)}
                {timetable(form)}
                <div class="savebar"><p role="status">{t!("revision-n", n = campaign.revision)}</p>
                    <p class="actions"><button class="btn">{t!("save-and-rules")}</button></p></div>
            </form>
        </main>
    }
    .into_any()
}

/// What the lint says, what blocks first.
fn lint_list(rules: &RuleDocument) -> AnyView {
    let findings = rules::lint(rules);
    if findings.is_empty() {
        return view! { <h2 id="lint">{t!("lint")}</h2><p class="note note--pass">{t!("lint-clean")}</p> }.into_any();
    }
    view! {
        <h2 id="lint">{t!("lint-count", count = findings.len())}</h2>
        {finding_list(&findings)}
    }
    .into_any()
}

pub fn check_page(
    ctx: &Ctx,
    campaign: &Campaign,
    form: &Filled,
    refusal: Option<&Refusal>,
) -> AnyView {
    let content = &campaign.content;
    let places: u32 = content.rules.posts.iter().filter_map(|p| p.places).sum();
    let dates = content
        .timetable
        .fields()
        .into_iter()
        .zip(timetable_labels());
    let dates = dates
        .map(|((_, at), label)| fact(label, time(at)))
        .collect_view();
    let own_draft = ctx
        .actor
        .as_ref()
        .is_some_and(|actor| actor.account == campaign.drafted_by);
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
                        {dates}
                        {fact(t!("rules-digest"), view! { <code>{grouped(&content.rules.digest()[..16])}</code> })}
                    </dl>
                    <div class="doctext" inner_html=article::markdown(&content.announcement)></div>
                    <details><summary>{t!("rules-document")}</summary>
                        <pre tabindex="0">{serde_json::to_string_pretty(&content.rules).unwrap_or_default()}</pre>
                    </details>
                </section>
                <aside class="decide" aria-labelledby="lint">
                    {lint_list(&content.rules)}
                    {own_draft.then(|| view! { <p class="reason">{t!("check-own-draft")}</p> })}
                    <form method="post" action=format!("/desk/{}/announce", campaign.code)>
                        <p class="small muted">{t!("announce-note")}</p>
                        <p class="actions"><button class="btn" disabled=own_draft>{t!("announce")}</button></p>
                    </form>
                    <form method="post" action=format!("/desk/{}/send-back", campaign.code) novalidate>
                        {forms::text_area(form, Field::new("note", t!("send-back-why")), 3)}
                        <p class="actions"><button class="btn btn--quiet">{t!("send-back")}</button></p>
                    </form>
                </aside>
            </div>
        </main>
    }
    .into_any()
}

pub(super) fn timetable_labels() -> [String; 8] {
    [
        t!("at-applications-open"),
        t!("at-applications-close"),
        t!("at-corrections-close"),
        t!("at-tickets-from"),
        t!("at-written"),
        t!("at-written-results"),
        t!("at-interview"),
        t!("at-results"),
    ]
}
