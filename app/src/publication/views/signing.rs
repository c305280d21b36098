//! Two signatures as seals, then the one red button; and sealing itself.

use super::super::queries::gate::{Gate, Sealed, Signed};
use crate::{
    addresses,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        lang,
        parts::{fact, time},
        reader::Reader,
        words,
    },
};
use domain::publication::{PublicationState, sentence};
use leptos::prelude::*;

pub fn panel(reader: &Reader, gate: &Gate, form: &Filled) -> AnyView {
    let sealed = gate.sealed.as_ref();
    let may_seal = gate.duties.seal && (sealed.is_some() || gate.fresh_totals);
    view! {
        <aside class="decide seals" aria-labelledby="signing">
            <h2 id="signing">{t!("gate-sign-title")}</h2>
            {signatures(reader, gate)}
            {sealed.map(|sealed| view! {
                <dl class="mini">
                    {fact(t!("gate-sign-where"), t!("gate-sign-where-text"))}
                    {fact(t!("gate-sign-when"), t!("gate-sign-when-text"))}
                    {fact(t!("gate-sign-period"), view! { {t!("until")}{time(gate.period_ends)} })}
                    {fact(t!("gate-sign-told"), t!("gate-sign-told-text"))}
                </dl>
                {approving(gate, sealed)}
                {publishing(gate, sealed, form)}
            })}
            {may_seal.then(|| sealing(gate, form))}
        </aside>
    }
    .into_any()
}

fn signatures(reader: &Reader, gate: &Gate) -> AnyView {
    let sealed = gate.sealed.as_ref();
    if let (None, false, Some((approved, published))) =
        (sealed, gate.fresh_totals, &gate.signatures)
    {
        return view! {
            <ol class="sign">
                {given(t!("gate-sign-approve"), approved)}
                {given(t!("gate-sign-publish"), published)}
            </ol>
        }
        .into_any();
    }
    let first = match sealed.and_then(|s| s.approved.as_ref()) {
        Some(signed) => given(t!("gate-sign-approve"), signed),
        None => {
            let waits = if sealed.is_some() {
                t!("gate-sign-approve-waits")
            } else {
                t!("gate-sign-seal-first")
            };
            open_signature(
                reader,
                t!("gate-sign-approve"),
                gate.duties.approve,
                t!("role-approver"),
                waits,
            )
        }
    };
    let waits = t!("gate-sign-publish-waits");
    view! {
        <ol class="sign">
            {first}
            {open_signature(reader, t!("gate-sign-publish"), gate.duties.publish, t!("role-publisher"), waits)}
        </ol>
    }
    .into_any()
}

fn given(title: String, signed: &Signed) -> AnyView {
    view! { <li class="done"><b>{title}</b><span>{signed.name.clone()}</span>{time(signed.at)}</li> }.into_any()
}

fn open_signature(
    reader: &Reader,
    title: String,
    mine: bool,
    role: String,
    waits: String,
) -> AnyView {
    let who = if mine {
        t!("gate-sign-you", name = reader.name())
    } else {
        t!("gate-sign-role", role = role)
    };
    view! { <li><b>{title}</b><span>{who}</span><em>{waits}</em></li> }.into_any()
}

fn approving(gate: &Gate, sealed: &Sealed) -> Option<AnyView> {
    if !gate.duties.approve || sealed.state != PublicationState::Sealed {
        return None;
    }
    let held = sealed.not_approved.as_ref();
    Some(
        view! {
            <form method="post" action=addresses::publication::approve(&gate.campaign.code)>
                <input type="hidden" name="digest" value=sealed.digest.clone()/>
                <button class="btn" disabled=held.is_some()>{t!("gate-sign-approve-do")}</button>
            </form>
            <p class="reason">{held.map_or_else(|| t!("gate-sign-approve-note"), hold)}</p>
        }
        .into_any(),
    )
}

fn publishing(gate: &Gate, sealed: &Sealed, form: &Filled) -> Option<AnyView> {
    if !gate.duties.publish {
        return None;
    }
    let copy = sentence(lang::current(), sealed.version, sealed.people());
    let held = sealed.blocked.as_ref();
    let field = match held {
        None => forms::input(
            form,
            Field::new("copied", t!("gate-sign-copy", sentence = copy)),
        ),
        Some(_) => view! {
            <div class="field">
                <label class="label" for="copied">{t!("gate-sign-copy", sentence = copy)}</label>
                <input type="text" class="input" id="copied" disabled/>
            </div>
        }
        .into_any(),
    };
    Some(
        view! {
            <form class="form" method="post" action=addresses::publication::gate(&gate.campaign.code)>
                <input type="hidden" name="digest" value=sealed.digest.clone()/>
                {field}
                <button class="btn btn--seal" disabled=held.is_some()>{t!("gate-sign-publish-do")}</button>
            </form>
            <p class="reason">
                {held.map(|refusal| view! { <b>{t!("gate-sign-not-yet")}</b>{hold(refusal)} })}
                {t!("gate-sign-final")}
            </p>
        }
        .into_any(),
    )
}

/// Why a signature cannot be given, and what changes that.
fn hold(refusal: &Refusal) -> String {
    match refusal {
        Refusal::ChecksFailed { count } => t!("gate-sign-hold-checks", count = *count),
        Refusal::PublicationState {
            state: PublicationState::Sealed,
        } => t!("gate-sign-hold-approval"),
        other => words::refusal(other),
    }
}

/// The exam centre seals the newest totals; from the second version on it says why.
fn sealing(gate: &Gate, form: &Filled) -> AnyView {
    let later = gate.published.is_some();
    let again = gate.sealed.is_some();
    let held = gate.not_sealed.as_ref();
    let mut form = form.clone();
    if let Some(sealed) = gate
        .sealed
        .as_ref()
        .filter(|_| form.typed.get("reason").is_empty())
    {
        form.typed.set("reason", sealed.reason.clone());
    }
    let reason = || {
        forms::text_area(
            &form,
            Field::new("reason", t!("gate-seal-reason")).hint(t!("gate-seal-reason-hint")),
            3,
        )
    };
    view! {
        <form class="form" id="seal" method="post" action=addresses::publication::seal(&gate.campaign.code)>
            {later.then(reason)}
            <button class=if again { "btn btn--quiet" } else { "btn" } disabled=held.is_some()>
                {if again { t!("gate-seal-again") } else { t!("gate-seal-do") }}
            </button>
        </form>
        <p class="reason">{match held {
            Some(held) => hold(held),
            None if again => t!("gate-seal-again-note"),
            None => t!("gate-seal-note"),
        }}</p>
    }
    .into_any()
}
