//! One difference, decided by a third person who has the paper before them.

use super::{compare::ComparePage, item_name, pass_name};
use crate::{
    addresses,
    error::Refusal,
    marking::queries::Differing,
    ui::{
        forms::{self, Field},
        parts::{fact, time},
        reader::Reader,
        words,
    },
};
use domain::{
    access::Permission,
    ids::AccountId,
    marking::{Pass, Slip},
    rules::Mark,
};
use leptos::prelude::*;

/// What was decided, in two or three words.
pub(super) fn word(row: &Differing, entry: Mark) -> String {
    match entry {
        entry if entry == row.first.entry => t!("ruling-first"),
        entry if entry == row.second.entry => t!("ruling-second"),
        other => t!("ruling-third", entry = words::entry(other)),
    }
}

pub fn panel(reader: &Reader, page: &ComparePage, row: &Differing) -> AnyView {
    let item = &page.compared.layout.items[row.item];
    let title = t!(
        "ruling-title",
        sheet = row.sheet.as_str(),
        item = item_name(item)
    );
    let name = |id: &AccountId| page.compared.names.get(id).cloned().unwrap_or_default();
    let typed = |pass: Pass, by: &AccountId, entry: Mark| {
        fact(
            pass_name(pass),
            view! { <b>{words::entry(entry)}</b>"　"{name(by)} },
        )
    };
    let settled = row.settled.as_ref().map(|settled| {
        view! {
            {fact(t!("compare-ruling"), word(row, settled.entry))}
            {fact(t!("ruling-by"), name(&settled.by))}
            {fact(t!("ruling-at"), time(settled.at))}
        }
    });
    let yours = reader.may(Permission::SettleMarks, &page.campaign.scope);
    let form = match &page.may_settle {
        Ok(()) if yours => form(page, row, &item.code),
        held => {
            let why = match held {
                Err(Refusal::Frozen) => t!("ruling-closed"),
                Err(Refusal::SamePerson) if yours => t!("ruling-typed"),
                Err(other) if yours => words::refusal(other),
                _ => t!("ruling-not-yours"),
            };
            view! { <p class="small muted">{why}</p> }.into_any()
        }
    };
    view! {
        <section class="decide" id="ruling" aria-labelledby="ruling-title">
            <h2 id="ruling-title">{title}</h2>
            <p>{t!("ruling-paper", sheet = row.sheet.as_str())}</p>
            <dl class="mini">
                {typed(Pass::First, &row.first.by, row.first.entry)}
                {typed(Pass::Second, &row.second.by, row.second.entry)}
                {fact(t!("compare-full"), words::plain(row.full))}
                {settled}
            </dl>
            {beside(page, row)}
            {form}
        </section>
    }
    .into_any()
}

/// The other half of an exchange, so that both papers are taken out at once.
fn beside(page: &ComparePage, row: &Differing) -> Option<impl IntoView + use<>> {
    let Some(Slip::Row { with }) = &row.slip else {
        return None;
    };
    let other = page
        .compared
        .differing
        .iter()
        .find(|d| d.sheet == *with && d.item == row.item)?;
    let line = |d: &Differing| {
        view! {
            <tr>
                <th scope="row">{d.sheet.clone()}</th>
                <td class="num">{words::entry(d.first.entry)}</td>
                <td class="num">{words::entry(d.second.entry)}</td>
            </tr>
        }
    };
    Some(view! {
        <table class="grid slim">
            <caption>{t!("ruling-beside", sheet = other.sheet.as_str())}</caption>
            <thead><tr>
                <th scope="col">{super::sheet_name(page.kind)}</th>
                <th scope="col" class="num">{pass_name(Pass::First)}</th>
                <th scope="col" class="num">{pass_name(Pass::Second)}</th>
            </tr></thead>
            <tbody>{line(row)}{line(other)}</tbody>
        </table>
    })
}

fn form(page: &ComparePage, row: &Differing, code: &str) -> AnyView {
    let form = &page.form;
    let action = addresses::marking::settle(&page.campaign.code, page.kind);
    let problem = form.problem("choice").map(words::problem);
    let class = if problem.is_some() {
        "field field--error"
    } else {
        "field"
    };
    let choice = |value: &'static str, id: &'static str, label: AnyView| {
        let checked = form.typed.get("choice") == value;
        view! {
            <label class="choice">
                <input type="radio" name="choice" id=id value=value checked=checked/><span>{label}</span>
            </label>
        }
    };
    let figure = |pass: Pass, entry: Mark| {
        view! { {pass_name(pass)}<b>{words::entry(entry)}</b> }.into_any()
    };
    let verb = if row.settled.is_some() {
        t!("ruling-again")
    } else {
        t!("ruling-do")
    };
    view! {
        {forms::error_summary(form)}
        <form class="stack" method="post" action=action novalidate>
            <input type="hidden" name="sheet" value=row.sheet.clone()/>
            <input type="hidden" name="item" value=code.to_owned()/>
            <fieldset class=class>
                <legend class="label">{t!("ruling-which")}</legend>
                {problem.map(|text| view! {
                    <p class="error"><span class="vh">{t!("error-prefix")}</span>{text}</p>
                })}
                {choice("first", "choice", figure(Pass::First, row.first.entry))}
                {choice("second", "choice-2", figure(Pass::Second, row.second.entry))}
                {choice("retyped", "choice-3", t!("ruling-neither").into_any())}
            </fieldset>
            {forms::input(form, Field::new("value", t!("ruling-value")).hint(t!("ruling-value-hint")).width("input--6"))}
            {forms::input(form, Field::new("reason", t!("ruling-reason")).hint(t!("ruling-reason-hint")))}
            <p class="small muted">{t!("ruling-recorded")}</p>
            <p class="actions"><button class="btn">{verb}</button></p>
        </form>
    }
    .into_any()
}
