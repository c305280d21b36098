//! One part of the rules: what it says now, its form, what the check finds in it, and its JSON.

use super::{
    super::{
        forms::{Block, Control, Item, JSON, Laid},
        queries::Campaign,
    },
    rule_list::{finding_list, name},
};
use crate::{
    platform::form::Filled,
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
    pub refusal: Option<Refusal>,
}

pub fn page(page: &Page) -> AnyView {
    let (campaign, part) = (page.campaign, page.part);
    let code = &campaign.code;
    let typed = if page.json_was_typed { page.json.as_ref() } else { page.laid.as_ref().map(|laid| &laid.form) };
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
                <aside class="decide" aria-labelledby="lint">{findings(page)}</aside>
            </div>
        </main>
    }
    .into_any()
}

/// What the check says about the rules as they were typed, or as they are saved.
fn findings(page: &Page) -> AnyView {
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
        let changes = changed.iter().map(|found| view! { <li>{found.say(lang)}</li> }).collect_view();
        view! {
            <div role="status" class="note note--wait">
                <p><b>{t!("checked-not-saved")}</b></p>
                <p>{summary(checked, page.part, lang)}</p>
                <ul class="list small">{changes}</ul>
            </div>
        }
    });
    let list = if own.is_empty() {
        view! { <p class="note note--pass">{t!("lint-clean-part")}</p> }.into_any()
    } else {
        finding_list(&own)
    };
    let elsewhere =
        (elsewhere > 0).then(|| view! { <p class="small muted">{t!("lint-elsewhere", count = elsewhere)}</p> });
    view! { <h2 id="lint">{t!("lint")}</h2>{checked}{list}{elsewhere} }.into_any()
}

fn revision(page: &Page) -> AnyView {
    view! { <input type="hidden" name="revision" value=page.revision.clone()/> }.into_any()
}

fn form(page: &Page, laid: &Laid) -> AnyView {
    let blocks = laid.blocks.iter().map(|block| show(&laid.form, block)).collect_view();
    view! {
        <form method="post" novalidate>
            {revision(page)}
            {blocks}
            <div class="savebar">
                <p role="status">{t!("revision-n", n = page.campaign.revision)}</p>
                <p class="actions">
                    <button class="btn">{t!("save-part")}</button>
                    <button class="btn btn--quiet" name="check" value="yes">{t!("check-part")}</button>
                </p>
            </div>
        </form>
    }
    .into_any()
}

fn show(form: &Filled, block: &Block) -> AnyView {
    match block {
        Block::Fields { legend, note, items } if items.is_empty() => view! {
            {(!legend.is_empty()).then(|| view! { <h2 class="h-s">{legend.clone()}</h2> })}
            {(!note.is_empty()).then(|| view! { <p class="small muted measure">{note.clone()}</p> })}
        }
        .into_any(),
        Block::Fields { legend, note, items } => {
            let note = (!note.is_empty()).then(|| view! { <p class="small muted measure">{note.clone()}</p> });
            let items = items.iter().map(|item| show_item(form, item)).collect_view();
            view! {
                <fieldset class="group">
                    {(!legend.is_empty()).then(|| view! { <legend>{legend.clone()}</legend> })}
                    {note}
                    <div class="fields">{items}</div>
                </fieldset>
            }
            .into_any()
        }
        Block::Rows { legend, note, head, rows } => table(form, legend, note, head, rows),
    }
}

fn table(form: &Filled, legend: &str, note: &str, head: &[String], rows: &[Vec<Item>]) -> AnyView {
    let head = head.iter().map(|title| view! { <th scope="col">{title.clone()}</th> }).collect_view();
    let rows = rows.iter().enumerate().map(|(index, row)| {
        let cells = row.iter().map(|item| view! { <td>{show_item(form, item)}</td> }).collect_view();
        view! { <tr><th scope="row">{index + 1}</th>{cells}</tr> }
    });
    view! {
        <fieldset class="group">
            <legend>{legend.to_owned()}</legend>
            <p class="small muted measure">{note.to_owned()}</p>
            <div class="gridwrap" role="region" aria-label=legend.to_owned() tabindex="0">
                <table class="grid boxes">
                    <caption class="vh">{legend.to_owned()}</caption>
                    <thead><tr><th scope="col">{t!("form-order")}</th>{head}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </fieldset>
    }
    .into_any()
}

fn show_item(form: &Filled, item: &Item) -> AnyView {
    let field = item.field.clone();
    match &item.control {
        Control::Input => forms::input(form, field),
        Control::Area(rows) => forms::text_area(form, field, *rows),
        Control::Select(options) => forms::select(form, field, options.clone()),
        Control::Several(options) => forms::choices(form, field, true, options.clone()),
        Control::Tick => forms::tick(form, field),
    }
}

fn json_form(page: &Page, json: &Filled) -> AnyView {
    let hint = if page.part == Part::All { t!("json-all-hint") } else { t!("json-hint") };
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
