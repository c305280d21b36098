//! The entry form: ten sheets at a time, each with its number and one figure per item. Nobody's name is here.

use super::{entry_title, item_name, sheet_name};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    marking::queries::{EntryState, Own, cell, read_cell},
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::{back, done, fact, refused, time_short},
        reader::Reader,
        words,
    },
};
use domain::{
    FieldProblem, Problem,
    marking::{MarkKind, Pass},
};
use leptos::prelude::*;

/// Lines in the form.
pub const LINES: usize = 10;

/// How many problems of a table are listed; after that somebody looks at the file.
const LISTED: usize = 50;

pub struct EntryPage<'a> {
    pub campaign: &'a Campaign,
    pub kind: MarkKind,
    pub pass: Pass,
    pub state: EntryState,
    /// Why nobody may type figures now.
    pub held: Option<Refusal>,
    pub form: Filled,
    /// Rows of an uploaded table, when the problems are about one.
    pub rows: Option<Vec<usize>>,
    pub refusal: Option<Refusal>,
    pub done: Option<usize>,
}

impl EntryPage<'_> {
    /// Where a problem stands, in words: the line and the box.
    fn place(&self, problem: &FieldProblem) -> Option<String> {
        let (line, item) = read_cell(&problem.field)?;
        let column = match item {
            None => sheet_name(self.kind),
            Some(item) => item_name(self.state.layout.items.get(item)?),
        };
        let row = match &self.rows {
            Some(rows) => rows.get(line).copied()?,
            None => line + 1,
        };
        Some(t!("entry-place", row = row, column = column))
    }
}

pub fn page(reader: &Reader, page: &EntryPage) -> AnyView {
    let state = &page.state;
    view! {
        <main id="main" class="desk">
            {back(addresses::marking::marks(&page.campaign.code), t!("marks-back"))}
            <div class="desk__head">
                <div><h1>{entry_title(reader, page.kind, page.pass)}</h1><p>{t!("entry-lead", sheet = sheet_name(page.kind))}</p></div>
                <dl class="tally">
                    {fact(t!("entry-sheets"), words::count(state.sheets as u64))}
                    {fact(t!("entry-entered"), words::count(state.entered as u64))}
                    {fact(t!("entry-own"), words::count(state.own as u64))}
                </dl>
            </div>
            {done(page.done.map(|count| t!("entry-done", count = count)))}
            {refused(page.refusal.clone())}
            {summary(page)}
            {match &page.held {
                Some(held) => view! {
                    <p class="note note--wait">{words::refusal(held)}</p>
                    <section class="stack">{last(page)}</section>
                }
                .into_any(),
                None => view! {
                    <div class="bench">
                        <section class="stack">{lines(page)}{last(page)}</section>
                        {upload(page)}
                    </div>
                }
                .into_any(),
            }}
        </main>
    }
    .into_any()
}

/// What must be corrected, each with its place; for a table the row of the file.
fn summary(page: &EntryPage) -> AnyView {
    let problems: Vec<&FieldProblem> = page.form.problems.iter().collect();
    if problems.is_empty() {
        return ().into_any();
    }
    let line = |problem: &&FieldProblem| {
        let text = words::problem(&problem.problem);
        let text = match page.place(problem) {
            Some(place) => t!("entry-problem", place = place, problem = text),
            None => text,
        };
        if page.rows.is_some() {
            view! { <li>{text}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{}", problem.field)>{text}</a></li> }.into_any()
        }
    };
    let more = problems.len().saturating_sub(LISTED);
    view! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{t!("error-summary", count = problems.len())}</h2>
            <ul>{problems.iter().take(LISTED).map(line).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="small">{t!("entry-more-problems", count = more)}</p> })}
            <p class="small">{if page.rows.is_some() { t!("entry-table-kept") } else { t!("entry-kept") }}</p>
        </div>
    }
    .into_any()
}

fn lines(page: &EntryPage) -> AnyView {
    let layout = &page.state.layout;
    let head = layout.items.iter().enumerate().map(|(item, named)| {
        let full = layout
            .full_mark(item)
            .map(|full| t!("entry-full", full = words::plain(full)));
        view! { <th scope="col">{item_name(named)}<br/><span class="muted">{full}</span></th> }
    });
    view! {
        <form class="stack" method="post" action=addresses::marking::entry(&page.campaign.code, page.kind, page.pass) novalidate>
            <h2 class="vh">{t!("entry-form")}</h2>
            <div class="gridwrap" role="region" aria-label=t!("entry-form") tabindex="0">
                <table class="grid boxes">
                    <caption class="vh">{t!("entry-form")}</caption>
                    <thead><tr>
                        <th scope="col" class="num">{t!("entry-line")}</th>
                        <th scope="col">{sheet_name(page.kind)}</th>
                        {head.collect_view()}
                    </tr></thead>
                    <tbody>{(0..LINES).map(|line| row(page, line)).collect_view()}</tbody>
                </table>
            </div>
            <p class="hint">{hint(page.kind)}</p>
            <p class="actions">
                <button class="btn">{t!("entry-save")}</button>
                <span class="small muted">{t!("entry-all-or-nothing")}</span>
            </p>
        </form>
    }
    .into_any()
}

fn hint(kind: MarkKind) -> String {
    match kind {
        MarkKind::Written => t!("entry-hint-written"),
        MarkKind::Interview => t!("entry-hint-interview"),
    }
}

fn row(page: &EntryPage, line: usize) -> impl IntoView + use<> {
    let number = line + 1;
    let sheet = sheet_name(page.kind);
    let items = page.state.layout.items.iter().enumerate();
    let figures: Vec<AnyView> = items
        .map(|(item, named)| {
            let label = t!("entry-place", row = number, column = item_name(named));
            input(page, &cell(line, Some(item)), label, "input--4", "decimal")
        })
        .collect();
    view! {
        <tr>
            <td class="num">{number}</td>
            {input(page, &cell(line, None), t!("entry-place", row = number, column = sheet), "input--6", "text")}
            {figures}
        </tr>
    }
}

fn input(
    page: &EntryPage,
    name: &str,
    label: String,
    width: &'static str,
    mode: &'static str,
) -> AnyView {
    // The problems of an uploaded table belong to rows of the file, not to this form.
    let problem = page
        .form
        .problem(name)
        .filter(|_| page.rows.is_none())
        .map(words::problem);
    let class = format!(
        "input {width}{}",
        if problem.is_some() {
            " input--error"
        } else {
            ""
        }
    );
    let error_id = format!("{name}-error");
    let described = problem.is_some().then(|| error_id.clone());
    let invalid = problem.is_some().then_some("true");
    let value = page.form.typed.get(name).to_owned();
    let name = name.to_owned();
    view! {
        <td>
            <input type="text" class=class id=name.clone() name=name value=value aria-label=label inputmode=mode
                autocomplete="off" aria-describedby=described aria-invalid=invalid/>
            {problem.map(|text| view! {
                <p class="error" id=error_id><span class="vh">{t!("error-prefix")}</span>{text}</p>
            })}
        </td>
    }
    .into_any()
}

/// The recorder's own last sheets, to look over and to take back.
fn last(page: &EntryPage) -> AnyView {
    if page.state.last.is_empty() {
        return ().into_any();
    }
    let heads = page
        .state
        .layout
        .items
        .iter()
        .map(|item| view! { <th scope="col" class="num">{item_name(item)}</th> });
    let heads = heads.collect_view();
    let rows = page
        .state
        .last
        .iter()
        .map(|own| last_row(page, own))
        .collect_view();
    view! {
        <div class="gate__title second"><h2>{t!("entry-last")}</h2><p>{t!("entry-last-note")}</p></div>
        <div class="gridwrap" role="region" aria-label=t!("entry-last") tabindex="0">
            <table class="grid">
                <caption class="vh">{t!("entry-last")}</caption>
                <thead><tr>
                    <th scope="col">{sheet_name(page.kind)}</th>
                    {heads}
                    <th scope="col">{t!("entry-at")}</th>
                    <th scope="col"><span class="vh">{t!("entry-take-back")}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn last_row(page: &EntryPage, own: &Own) -> impl IntoView + use<> {
    let figure = |item: usize| {
        own.figures
            .iter()
            .find(|(own, _)| *own == item)
            .map(|(_, entry)| words::entry(*entry))
    };
    let figures: Vec<_> = (0..page.state.layout.items.len())
        .map(|item| view! { <td class="num">{figure(item)}</td> })
        .collect();
    let sheet = own.sheet.clone();
    let open = page.held.is_none() && !own.settled;
    view! {
        <tr>
            <th scope="row" class="nowrap">{sheet.clone()}</th>
            {figures}
            <td class="nowrap">{time_short(own.at)}</td>
            <td class="acts">{open.then(|| view! {
                <form method="post" action=addresses::marking::take_back(&page.campaign.code, page.kind, page.pass)>
                    <input type="hidden" name="sheet" value=sheet.clone()/>
                    <button class="linkbtn nowrap">{t!("entry-take-back")}<span class="vh">{sheet}</span></button>
                </form>
            })}</td>
        </tr>
    }
}

fn upload(page: &EntryPage) -> AnyView {
    let mine = |p: &&FieldProblem| p.field == "file";
    let form = Filled {
        problems: page
            .form
            .problems
            .iter()
            .filter(mine)
            .map(|p| match p.problem {
                Problem::Missing => FieldProblem::new("file", Problem::NotATable),
                _ => p.clone(),
            })
            .collect(),
        ..Filled::default()
    };
    let (code, kind) = (&page.campaign.code, page.kind);
    let action = addresses::marking::upload(code, kind, page.pass);
    let template = addresses::marking::template(code, kind);
    view! {
        <form class="decide" method="post" action=action enctype="multipart/form-data" novalidate
            aria-labelledby="upload">
            <h2 id="upload">{t!("entry-upload")}</h2>
            {forms::file(&form, Field::new("file", t!("entry-file")).hint(t!("entry-file-hint")), ".csv,.xlsx,.xls")}
            <p class="actions">
                <button class="btn btn--quiet">{t!("entry-upload-do")}</button>
                <a href=template>{t!("entry-template")}</a>
            </p>
        </form>
    }
    .into_any()
}
