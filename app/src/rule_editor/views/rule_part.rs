//! One part of the rules: what it says now, its form, what the check finds in it, and its JSON.

use super::{
    findings::{self as found, Mending},
    rule_form,
    rule_list::name,
};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    platform::form::Filled,
    rule_editor::{families::JSON, fields::FormLayout, islands::LiveFindings, queries::Findings},
    ui::{
        forms::{self, Field},
        lang,
        parts::{back, done, refused},
        reader::Reader,
    },
};
use domain::rules::{Difference, Part, RuleDocument, Unsettled, summary_of};
use leptos::prelude::*;

pub struct Page<'a> {
    pub campaign: &'a Campaign,
    pub part: Part,
    pub laid: Option<FormLayout>,
    pub json: Filled,
    pub json_was_typed: bool,
    pub revision: String,
    /// The rules as they were typed, when they were only checked, and what that changes.
    pub checked: Option<(RuleDocument, Vec<Difference>)>,
    /// About the rules as they were typed, or as they are saved.
    pub findings: Findings,
    /// What the notice leaves open here.
    pub open: Vec<&'a Unsettled>,
    pub saved: Saved,
    /// A button made the form say something else than what is saved.
    pub rearranged: bool,
    pub refusal: Option<Refusal>,
}

/// What became of the last save.
pub enum Saved {
    No,
    /// It was refused, or something that was typed could not be read.
    Not,
    Yes,
    /// Nothing was changed, so no version was made.
    Same,
    /// A click made these changes.
    Mended(Vec<Difference>),
}

fn saved(page: &Page) -> AnyView {
    match &page.saved {
        Saved::No | Saved::Not => ().into_any(),
        Saved::Yes => view! {
            <div class="note note--pass" role="status">
                <p>{t!("part-saved")}" "<a href="#lint">{t!("part-saved-lint")}</a></p>
            </div>
        }
        .into_any(),
        Saved::Same => done(Some(t!("part-same"))).into_any(),
        Saved::Mended(changed) => found::mended(page.campaign, changed),
    }
}

pub fn page(reader: &Reader, page: &Page) -> AnyView {
    let (campaign, part) = (page.campaign, page.part);
    let code = &campaign.code;
    let errors = match &page.laid {
        Some(laid) if !page.json_was_typed => rule_form::error_summary(laid),
        _ => forms::error_summary(&page.json),
    };
    let said = summary_of(&campaign.content.rules, part, reader.lang).brief;
    view! {
        <main id="main" class="desk">
            {back(addresses::rule_editor::rules(code), t!("edit-rules"))}
            <div class="desk__head"><div><h1>{name(part)}</h1><p>{said}</p></div></div>
            {saved(page)}
            {refusal(page)}
            {errors}
            {unseen(page)}
            // What is found follows what is typed: no figure here that would stay behind.
            {found::jump(t!("lint"))}
            <div class="editor">
                <div class="stack">
                    {page.laid.as_ref().map(|laid| form(page, laid))}
                    {left_open(page)}
                    {json_form(page)}
                </div>
                <aside class="decide" aria-labelledby="lint">
                    <div id="findings" class="stack" aria-live="polite">{findings(reader, page)}</div>
                    {page.laid.is_some().then(|| live(code, part))}
                </aside>
            </div>
        </main>
    }
    .into_any()
}

/// Why nothing was saved. Where somebody else was faster, what was typed can be saved all the same.
fn refusal(page: &Page) -> AnyView {
    if !matches!(page.refusal, Some(Refusal::Stale)) {
        return refused(page.refusal.clone()).into_any();
    }
    let anew = addresses::rule_editor::part(&page.campaign.code, page.part);
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{t!("part-stale")}</h2>
            <p>{t!("part-stale-next")}</p>
            <p><a href=anew>{t!("part-stale-anew")}</a></p>
        </div>
    }
    .into_any()
}

/// A choice calls for boxes that are on the page only now.
fn unseen(page: &Page) -> Option<AnyView> {
    let laid = page.laid.as_ref()?;
    let choice = laid.unseen.as_ref()?;
    let said = t!(
        "part-unseen",
        field = laid.label_of(choice).unwrap_or_default()
    );
    let shown = view! {
        <div class="note note--wait" role="status"><p><a href=format!("#{choice}")>{said}</a></p></div>
    };
    Some(shown.into_any())
}

fn live(code: &str, part: Part) -> AnyView {
    let to = addresses::rule_editor::live_check(code, part);
    view! { <LiveFindings to=to words=t!("live-findings")/> }.into_any()
}

/// The way to say that the notice leaves something open here, and what was said so far.
fn left_open(page: &Page) -> Option<AnyView> {
    if matches!(page.part, Part::Decisions | Part::All) {
        return None;
    }
    let questions = page.open.iter().map(|open| {
        let question = open.question.in_lang(lang::current()).to_owned();
        view! { <li>{question}</li> }
    });
    let to = addresses::rule_editor::part(&page.campaign.code, Part::Decisions);
    let is_open = !page.open.is_empty();
    let shown = view! {
        <details class="fold" open=is_open>
            <summary>{t!("left-open")}</summary>
            <div class="stack">
                <p class="small muted measure">{t!("left-open-note")}</p>
                <ul class="list">{questions.collect_view()}</ul>
                <p class="actions"><a href=to>{t!("left-open-write")}</a></p>
            </div>
        </details>
    };
    Some(shown.into_any())
}

/// What the check says about the rules as they were typed, or as they are saved.
pub fn findings(reader: &Reader, page: &Page) -> AnyView {
    let own = page.findings.at(page.part);
    let elsewhere = page.findings.all.len() - own.len();
    let in_form = page
        .laid
        .as_ref()
        .map_or(0, |laid| laid.form.problems.len());
    let unread = in_form + page.json.problems.len();
    let is_seen = page.laid.as_ref().is_none_or(|laid| laid.unseen.is_none());
    let is_read = unread == 0 && is_seen;
    let checked = page.checked.as_ref().map(|(checked, changed)| {
        let lang = reader.lang;
        // What cannot be read yet would stand in the sentence as if it were the rule.
        let brief = is_read.then(|| view! { <p>{summary_of(checked, page.part, lang).brief}</p> });
        view! {
            <div class="note note--wait">
                <p><b>{t!("as-typed")}</b></p>
                {brief}
                {found::changes(changed)}
            </div>
        }
    });
    let list = match (own.is_empty(), is_read) {
        (true, true) => view! { <p class="note note--pass">{t!("lint-clean-part")}</p> }.into_any(),
        // What cannot be read was not checked.
        (true, false) => ().into_any(),
        (false, _) => found::list(&own, mending(page)),
    };
    // Once it was sent, the top of the page says what cannot be read.
    let unread = (unread > 0 && page.checked.is_some())
        .then(|| view! { <p class="note note--mark">{t!("live-unread", count = unread)}</p> });
    let defaults = found::defaults(&page.findings, page.part);
    let elsewhere = (elsewhere > 0)
        .then(|| view! { <p class="small muted">{t!("lint-elsewhere", count = elsewhere)}</p> });
    view! { <h2 id="lint">{t!("lint")}</h2>{unread}{checked}{list}{defaults}{elsewhere} }.into_any()
}

/// Mends go with what was typed into the form; typed JSON is not touched.
fn mending<'p>(page: &Page<'p>) -> Mending<'p> {
    match (&page.laid, &page.checked) {
        _ if page.json_was_typed => Mending::Not,
        (Some(_), _) => Mending::InForm,
        (None, None) => Mending::Saved(page.campaign),
        (None, Some(_)) => Mending::Not,
    }
}

fn revision(page: &Page) -> AnyView {
    view! { <input type="hidden" name="revision" value=page.revision.clone()/> }.into_any()
}

fn form(page: &Page, laid: &FormLayout) -> AnyView {
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
    match page.saved {
        Saved::Not => t!("part-not-saved"),
        _ if page.rearranged => t!("rearranged"),
        _ => t!("revision-n", n = page.campaign.revision.0),
    }
}

fn json_form(page: &Page) -> AnyView {
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
                {forms::text_area(&page.json, Field::new(JSON, t!("part-json", part = name(page.part))).hint(hint), 24)}
                <p class="actions">
                    <button class="btn">{t!("save-part")}</button>
                    <button class="btn btn--quiet" name="check" value="yes">{t!("check-part")}</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
