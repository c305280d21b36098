//! Two entries side by side: what differs, what probably happened, and the one figure that is decided now.

use super::{item_name, pass_name, ruling, sheet_name, signing};
use crate::{
    addresses,
    campaigns::queries::Campaign,
    error::Refusal,
    marking::queries::{Comparison, Differing, Signatures},
    platform::{form::Filled, spreadsheet::Table},
    ui::{
        parts::{Tone, back, fact, refused, tag},
        reader::Reader,
        words,
    },
};
use domain::{
    ids::AccountId,
    marking::{MarkKind, Pass, Slip},
    rules::Mark,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Rows on the page; whoever has more differences than this looks for another cause first.
const SHOWN: usize = 200;

pub struct ComparePage<'a> {
    pub campaign: &'a Campaign,
    pub kind: MarkKind,
    pub compared: &'a Comparison,
    pub signatures: Option<Signatures>,
    pub selected: Option<Selected>,
    /// Whether the reader may sign for the marks as they stand.
    pub may_sign: Result<(), Refusal>,
    /// Whether the reader may settle the selected figure.
    pub may_settle: Result<(), Refusal>,
    pub form: Filled,
    pub refusal: Option<Refusal>,
}

impl ComparePage<'_> {
    /// A column that always says the same says nothing.
    fn names_items(&self) -> bool {
        self.compared.layout.items.len() > 1
    }
}

/// The difference at the right: its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected(pub usize);

impl Selected {
    /// The one that was asked for, else the first that nobody has settled.
    pub fn find(compared: &Comparison, sheet: Option<&str>, item: Option<&str>) -> Option<Self> {
        let wanted = |d: &Differing| {
            Some(d.sheet.as_str()) == sheet
                && compared.layout.items.get(d.item).map(|i| i.code.as_str()) == item
        };
        let asked = compared.differing.iter().position(wanted);
        asked
            .or_else(|| compared.differing.iter().position(|d| d.settled.is_none()))
            .map(Selected)
    }
}

pub fn page(reader: &Reader, page: &ComparePage) -> AnyView {
    let right = match page
        .selected
        .and_then(|Selected(at)| page.compared.differing.get(at))
    {
        Some(row) => ruling::panel(reader, page, row),
        None => signing::panel(reader, page),
    };
    view! {
        <main id="main" class="desk">
            {back(addresses::marking::marks(&page.campaign.code), t!("marks-back"))}
            {head(page)}
            {refused(page.refusal.clone())}
            {state(page)}
            <div class="bench bench--even">
                <section>
                    <h2 class="vh">{t!("compare-differing")}</h2>
                    {table_of(page)}
                    {foot(page)}
                    {after(page)}
                </section>
                {right}
            </div>
        </main>
    }
    .into_any()
}

fn head(page: &ComparePage) -> AnyView {
    let tally = page.compared.tally;
    let [first, second] = &page.compared.recorders;
    let lead = if first.is_empty() && second.is_empty() {
        t!("compare-lead-nobody")
    } else {
        t!(
            "compare-lead",
            first = people(page.compared, first),
            second = people(page.compared, second)
        )
    };
    let bad = (tally.differing > 0).then_some("bad");
    view! {
        <div class="desk__head">
            <div><h1>{t!("compare-title", kind = words::mark_kind(page.kind))}</h1><p>{lead}</p></div>
            <dl class="tally">
                {fact(t!("tally-expected"), words::count(tally.expected as u64))}
                {fact(t!("tally-agreed"), words::count(tally.agreed as u64))}
                <div class=bad><dt>{t!("tally-differing")}</dt>
                    <dd>{words::count((tally.differing + tally.settled) as u64)}</dd></div>
                {fact(t!("tally-settled"), words::count(tally.settled as u64))}
            </dl>
        </div>
    }
    .into_any()
}

fn people(compared: &Comparison, ids: &BTreeSet<AccountId>) -> String {
    let names: Vec<&str> = ids
        .iter()
        .filter_map(|id| compared.names.get(id).map(String::as_str))
        .collect();
    if names.is_empty() {
        t!("compare-nobody-yet")
    } else {
        words::list(names)
    }
}

/// What stands between these marks and being frozen, first of all.
fn state(page: &ComparePage) -> AnyView {
    let tally = page.compared.tally;
    let frozen = page.signatures.as_ref().is_some_and(|s| s.second.is_some());
    let missing = tally
        .expected
        .saturating_sub(tally.agreed + tally.settled + tally.differing);
    match (frozen, tally.differing, missing) {
        (true, ..) => view! { <p class="note note--pass">{t!("compare-frozen")}</p> }.into_any(),
        (_, 0, 0) if tally.expected > 0 => view! { <p class="note note--pass">{t!("compare-ready")}</p> }.into_any(),
        (_, 0, missing) => {
            view! { <p class="note note--wait">{t!("compare-missing", count = words::count(missing as u64))}</p> }
                .into_any()
        }
        (_, open, 0) => view! { <p class="note note--mark">{t!("compare-open", count = open)}</p> }.into_any(),
        (_, open, missing) => view! {
            <p class="note note--mark">
                {t!("compare-open-missing", count = open, missing = words::count(missing as u64))}
            </p>
        }
        .into_any(),
    }
}

fn table_of(page: &ComparePage) -> AnyView {
    let rows = &page.compared.differing;
    if rows.is_empty() {
        return view! { <div class="empty"><p><b>{t!("compare-none")}</b></p><p>{t!("compare-none-text")}</p></div> }
            .into_any();
    }
    let shown = rows
        .iter()
        .take(SHOWN)
        .enumerate()
        .map(|(at, row)| row_of(page, at, row))
        .collect_view();
    view! {
        <div class="gridwrap" role="region" aria-label=t!("compare-differing") tabindex="0">
            <table class="grid diffs">
                <caption class="vh">{t!("compare-caption", count = rows.len())}</caption>
                <thead><tr>
                    <th scope="col">{sheet_name(page.kind)}</th>
                    {page.names_items().then(|| view! { <th scope="col">{t!("compare-item")}</th> })}
                    <th scope="col" class="num">{t!("compare-full")}</th>
                    <th scope="col" class="num">{pass_name(Pass::First)}</th>
                    <th scope="col" class="num">{pass_name(Pass::Second)}</th>
                    <th scope="col" class="num">{t!("compare-gap")}</th>
                    <th scope="col">{t!("compare-cause")}</th>
                    <th scope="col">{t!("compare-ruling")}</th>
                </tr></thead>
                <tbody>{shown}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_of(page: &ComparePage, at: usize, row: &Differing) -> impl IntoView + use<> {
    let item = &page.compared.layout.items[row.item];
    let query = format!(
        "?sheet={}&item={}",
        addresses::encode(&row.sheet),
        addresses::encode(&item.code)
    );
    let href = format!(
        "{}{query}#ruling",
        addresses::marking::compare(&page.campaign.code, page.kind)
    );
    let current = (page.selected == Some(Selected(at))).then_some("true");
    let name = t!("compare-choose", item = item_name(item));
    view! {
        <tr aria-current=current class=row.settled.is_some().then_some("settled")>
            <th scope="row"><a href=href>{row.sheet.clone()}<span class="vh">{name}</span></a></th>
            {page.names_items().then(|| view! { <td>{item_name(item)}</td> })}
            <td class="num">{words::plain(row.full)}</td>
            {figure(row, row.first.entry)}
            {figure(row, row.second.entry)}
            <td class="num">{gap(row)}</td>
            {cause(page, at, row)}
            <td>{outcome(row)}</td>
        </tr>
    }
}

/// Circled while it is open; afterwards the one that counts is strong and the other one struck.
fn figure(row: &Differing, entry: Mark) -> AnyView {
    let text = words::entry(entry);
    let shown = match &row.settled {
        None => view! { <span class="x">{text}</span> }.into_any(),
        Some(settled) if settled.entry == entry => view! { <b>{text}</b> }.into_any(),
        Some(_) => view! { <s>{text}</s> }.into_any(),
    };
    view! { <td class="num">{shown}</td> }.into_any()
}

fn gap(row: &Differing) -> String {
    match (row.first.entry, row.second.entry) {
        (Mark::Scored(a), Mark::Scored(b)) => {
            domain::Points::from_raw((a.raw() - b.raw()).abs()).to_string()
        }
        _ => "—".to_owned(),
    }
}

/// Whether this row and the next explain each other.
fn joined(page: &ComparePage, at: usize) -> bool {
    let pair = page
        .compared
        .differing
        .get(at)
        .zip(page.compared.differing.get(at + 1));
    pair.is_some_and(|(one, other)| {
        let crossed = |slip: &Option<Slip>, sheet: &str| matches!(slip, Some(Slip::Row { with }) if with == sheet);
        one.item == other.item
            && one.settled.is_none()
            && other.settled.is_none()
            && crossed(&one.slip, &other.sheet)
            && crossed(&other.slip, &one.sheet)
    })
}

/// One cause for two rows that were exchanged; the settler's reason once it is settled.
fn cause(page: &ComparePage, at: usize, row: &Differing) -> AnyView {
    // Pairs are counted from the top, so that a row never belongs to two of them.
    let starts = |at: usize| joined(page, at) && !(at > 0 && joined(page, at - 1));
    if at > 0 && starts(at - 1) {
        return ().into_any();
    }
    if starts(at) && at + 1 < SHOWN {
        return view! { <td rowspan="2" class="joint">{t!("slip-joint")}</td> }.into_any();
    }
    let text = match &row.settled {
        Some(settled) if !settled.reason.is_empty() => settled.reason.clone(),
        _ => row
            .slip
            .as_ref()
            .map_or_else(|| t!("slip-unknown"), words::slip),
    };
    view! { <td>{text}</td> }.into_any()
}

fn outcome(row: &Differing) -> AnyView {
    match &row.settled {
        None => tag(Tone::Change, t!("ruling-open")).into_any(),
        Some(settled) => ruling::word(row, settled.entry).into_any(),
    }
}

fn foot(page: &ComparePage) -> AnyView {
    let tally = page.compared.tally;
    let compared = tally.agreed + tally.differing + tally.settled;
    let rate = words::percent(tally.agreed as u64, compared as u64);
    let href = addresses::marking::comparison_table(&page.campaign.code, page.kind);
    let more = page.compared.differing.len().saturating_sub(SHOWN);
    view! {
        <div class="grid__foot">
            <p>
                {(compared > 0).then(|| t!("compare-rate", rate = rate))}
                {(more > 0).then(|| t!("compare-more", count = more))}
            </p>
            <p><a href=href>{t!("compare-export")}</a></p>
        </div>
    }
    .into_any()
}

fn after(page: &ComparePage) -> AnyView {
    let items = page.compared.layout.items.len();
    let sheets = words::count(page.compared.sheets as u64);
    let last = match page.kind {
        MarkKind::Written => t!("after-written"),
        MarkKind::Interview => t!("after-interview"),
    };
    view! {
        <section class="after" aria-labelledby="after">
            <h3 id="after">{t!("after-title")}</h3>
            <ol class="steps">
                <li>{t!("after-count", items = items, sheets = sheets)}</li>
                <li>{t!("after-freeze")}</li>
                <li>{last}</li>
            </ol>
        </section>
    }
    .into_any()
}

/// The comparison for offices.
pub fn table(_: &Reader, code: &str, kind: MarkKind, compared: &Comparison) -> Table {
    let rows = compared.differing.iter().map(|row| {
        let settled = row.settled.as_ref();
        vec![
            row.sheet.clone(),
            item_name(&compared.layout.items[row.item]),
            row.full.to_string(),
            words::entry(row.first.entry),
            words::entry(row.second.entry),
            gap(row),
            row.slip.as_ref().map(words::slip).unwrap_or_default(),
            settled.map(|s| words::entry(s.entry)).unwrap_or_default(),
            settled.map(|s| s.reason.clone()).unwrap_or_default(),
            settled
                .and_then(|s| compared.names.get(&s.by).cloned())
                .unwrap_or_default(),
            settled.map(|s| words::date_time(s.at)).unwrap_or_default(),
        ]
    });
    Table {
        name: format!("{code}-{}-comparison", addresses::marking::kind_word(kind)),
        head: vec![
            sheet_name(kind),
            t!("compare-item"),
            t!("compare-full"),
            pass_name(Pass::First),
            pass_name(Pass::Second),
            t!("compare-gap"),
            t!("compare-cause"),
            t!("compare-ruling"),
            t!("ruling-reason"),
            t!("ruling-by"),
            t!("ruling-at"),
        ],
        rows: rows.collect(),
    }
}
