//! One part of the rules: what it says now, its form, what the check finds in it, and its JSON.

use super::{
    rule_form,
    rule_list::{finding_list, name},
};
use crate::{
    campaigns::queries::Campaign,
    platform::form::Filled,
    rule_editor::{families::JSON, fields::Laid, islands::LiveFindings},
    ui::{
        forms::{self, Field},
        lang,
        parts::{back, done, refused},
    },
};
use domain::{
    Refusal,
    rules::{Part, RuleDocument, differences, lint, summary},
};
use leptos::prelude::*;

pub struct Page<'a> {
    pub campaign: &'a Campaign,
    pub part: Part,
    pub laid: Option<Laid>,
    pub json: Option<Filled>,
    pub json_was_typed: bool,
    pub revision: String,
    /// The rules as they were typed, when they were only checked.
    pub checked: Option<RuleDocument>,
    pub saved: bool,
    /// A button rearranged the form; nothing is saved.
    pub rearranged: bool,
    pub refusal: Option<Refusal>,
}

pub fn page(page: &Page) -> AnyView {
    let (campaign, part) = (page.campaign, page.part);
    let code = &campaign.code;
    let typed = if page.json_was_typed {
        page.json.as_ref()
    } else {
        page.laid.as_ref().map(|laid| &laid.form)
    };
    let said = summary(&campaign.content.rules, part, lang::current());
    view! {
        <main id="main" class="desk">
            {back(format!("/desk/{code}/rules"), t!("edit-rules"))}
            <div class="desk__head"><div><h1>{name(part)}</h1><p>{said}</p></div></div>
            {done(page.saved.then(|| t!("part-saved")))}
            {refused(page.refusal.clone())}
            {typed.map(forms::error_summary)}
            <div class="editor">
                <div class="stack">
                    {page.laid.as_ref().map(|laid| form(page, laid))}
                    {page.json.as_ref().map(|json| json_form(page, json))}
                </div>
                <aside class="decide" aria-labelledby="lint">
                    <div id="findings" class="stack" aria-live="polite">{findings(page)}</div>
                    {page.laid.is_some().then(|| live(code, part))}
                </aside>
            </div>
        </main>
    }
    .into_any()
}

fn live(code: &str, part: Part) -> AnyView {
    let to = format!("/desk/{code}/rules/{}/check", part.slug());
    view! { <LiveFindings to=to words=t!("live-findings")/> }.into_any()
}

/// What the check says about the rules as they were typed, or as they are saved.
pub fn findings(page: &Page) -> AnyView {
    let stored = &page.campaign.content.rules;
    let rules = page.checked.as_ref().unwrap_or(stored);
    let all = lint(rules);
    let own: Vec<_> = all
        .iter()
        .filter(|finding| page.part == Part::All || Part::of_place(&finding.place) == page.part)
        .cloned()
        .collect();
    let elsewhere = all.len() - own.len();
    let checked = page.checked.as_ref().map(|checked| {
        let changed = differences(stored, checked);
        let lang = lang::current();
        let changes = changed
            .iter()
            .map(|found| view! { <li>{found.say(lang)}</li> })
            .collect_view();
        view! {
            <div class="note note--wait">
                <p><b>{t!("as-typed")}</b></p>
                <p>{summary(checked, page.part, lang)}</p>
                <ul class="list small">{changes}</ul>
            </div>
        }
    });
    let unread = page.laid.as_ref().map_or(0, |laid| {
        if page.checked.is_some() {
            laid.form.problems.len()
        } else {
            0
        }
    });
    let unread = (unread > 0)
        .then(|| view! { <p class="note note--mark">{t!("live-unread", count = unread)}</p> });
    let list = if own.is_empty() {
        view! { <p class="note note--pass">{t!("lint-clean-part")}</p> }.into_any()
    } else {
        finding_list(&own)
    };
    let elsewhere = (elsewhere > 0)
        .then(|| view! { <p class="small muted">{t!("lint-elsewhere", count = elsewhere)}</p> });
    view! { <h2 id="lint">{t!("lint")}</h2>{unread}{checked}{list}{elsewhere} }.into_any()
}

fn revision(page: &Page) -> AnyView {
    view! { <input type="hidden" name="revision" value=page.revision.clone()/> }.into_any()
}

fn form(page: &Page, laid: &Laid) -> AnyView {
    view! {
        // The address loses the place to which a button led: an answer is read from its top.
        <form method="post" action="#main" id="rule-form" novalidate>
            // The first button is what the enter key presses.
            <button class="vh" tabindex="-1" aria-hidden="true">{t!("save-part")}</button>
            {revision(page)}
            {rule_form::blocks(&laid.form, &laid.blocks)}
            <div class="savebar">
                <p role="status">{state(page)}</p>
                <p class="actions">
                    <button class="btn">{t!("save-part")}</button>
                    <button class="btn btn--quiet" name="check" value="yes">{t!("check-part")}</button>
                </p>
            </div>
        </form>
    }
    .into_any()
}

fn state(page: &Page) -> String {
    if page.rearranged {
        t!("rearranged")
    } else {
        t!("revision-n", n = page.campaign.revision)
    }
}

fn json_form(page: &Page, json: &Filled) -> AnyView {
    let hint = if page.part == Part::All {
        t!("json-all-hint")
    } else {
        t!("json-hint")
    };
    let only = page.laid.is_none();
    let open = only || page.json_was_typed;
    view! {
        <details open=open>
            <summary>{t!("part-as-json")}</summary>
            <form method="post" novalidate>
                {revision(page)}
                <input type="hidden" name="as" value=JSON/>
                {forms::text_area(json, Field::new(JSON, t!("part-json", part = name(page.part))).hint(hint), 24)}
                <p class="actions">
                    <button class="btn">{t!("save-part")}</button>
                    <button class="btn btn--quiet" name="check" value="yes">{t!("check-part")}</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
