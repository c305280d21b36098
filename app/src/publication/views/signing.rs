//! Two signatures as seals, then the one red button; and sealing itself.

use super::super::queries::sign_off::{Sealed, SignOff, Signed};
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

pub fn panel(reader: &Reader, sign_off: &SignOff, form: &Filled) -> AnyView {
    let sealed = sign_off.sealed.as_ref();
    let may_seal = sign_off.duties.seal && (sealed.is_some() || sign_off.fresh_totals);
    view! {
        <aside class="decide seals" aria-labelledby="signing">
            <h2 id="signing">{t!("sign-off-sign-title")}</h2>
            {signatures(reader, sign_off)}
            {sealed.map(|sealed| view! {
                <dl class="mini">
                    {fact(t!("sign-off-sign-where"), t!("sign-off-sign-where-text"))}
                    {fact(t!("sign-off-sign-when"), t!("sign-off-sign-when-text"))}
                    {fact(t!("sign-off-sign-period"), view! { {t!("until")}{time(sign_off.period_ends)} })}
                    {fact(t!("sign-off-sign-told"), t!("sign-off-sign-told-text"))}
                </dl>
                {approving(sign_off, sealed)}
                {publishing(sign_off, sealed, form)}
            })}
            {may_seal.then(|| sealing(sign_off, form))}
        </aside>
    }
    .into_any()
}

fn signatures(reader: &Reader, sign_off: &SignOff) -> AnyView {
    let sealed = sign_off.sealed.as_ref();
    if let (None, false, Some((approved, published))) =
        (sealed, sign_off.fresh_totals, &sign_off.signatures)
    {
        return view! {
            <ol class="sign">
                {given(t!("sign-off-sign-approve"), approved)}
                {given(t!("sign-off-sign-publish"), published)}
            </ol>
        }
        .into_any();
    }
    let first = match sealed.and_then(|s| s.approved.as_ref()) {
        Some(signed) => given(t!("sign-off-sign-approve"), signed),
        None => {
            let waits = if sealed.is_some() {
                t!("sign-off-sign-approve-waits")
            } else {
                t!("sign-off-sign-seal-first")
            };
            open_signature(
                reader,
                t!("sign-off-sign-approve"),
                sign_off.duties.approve,
                t!("role-approver"),
                waits,
            )
        }
    };
    let waits = t!("sign-off-sign-publish-waits");
    view! {
        <ol class="sign">
            {first}
            {open_signature(reader, t!("sign-off-sign-publish"), sign_off.duties.publish, t!("role-publisher"), waits)}
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
    own_result: bool,
    role: String,
    waits: String,
) -> AnyView {
    let who = if own_result {
        t!("sign-off-sign-you", name = reader.name())
    } else {
        t!("sign-off-sign-role", role = role)
    };
    view! { <li><b>{title}</b><span>{who}</span><em>{waits}</em></li> }.into_any()
}

fn approving(sign_off: &SignOff, sealed: &Sealed) -> Option<AnyView> {
    if !sign_off.duties.approve || sealed.state != PublicationState::Sealed {
        return None;
    }
    let held = sealed.not_approved.as_ref();
    Some(
        view! {
            <form method="post" action=addresses::publication::approve(&sign_off.campaign.code)>
                <input type="hidden" name="digest" value=sealed.digest.clone()/>
                <button class="btn" disabled=held.is_some()>{t!("sign-off-sign-approve-do")}</button>
            </form>
            <p class="reason">{held.map_or_else(|| t!("sign-off-sign-approve-note"), hold)}</p>
        }
        .into_any(),
    )
}

fn publishing(sign_off: &SignOff, sealed: &Sealed, form: &Filled) -> Option<AnyView> {
    if !sign_off.duties.publish {
        return None;
    }
    let copy = sentence(lang::current(), sealed.version, sealed.people());
    let held = sealed.blocked.as_ref();
    let field = match held {
        None => forms::input(
            form,
            Field::new("copied", t!("sign-off-sign-copy", sentence = copy)),
        ),
        Some(_) => view! {
            <div class="field">
                <label class="label" for="copied">{t!("sign-off-sign-copy", sentence = copy)}</label>
                <input type="text" class="input" id="copied" disabled/>
            </div>
        }
        .into_any(),
    };
    Some(
        view! {
            <form class="form" method="post" action=addresses::publication::sign_off(&sign_off.campaign.code)>
                <input type="hidden" name="digest" value=sealed.digest.clone()/>
                {field}
                <button class="btn btn--seal" disabled=held.is_some()>{t!("sign-off-sign-publish-do")}</button>
            </form>
            <p class="reason">
                {held.map(|refusal| view! { <b>{t!("sign-off-sign-not-yet")}</b>{hold(refusal)} })}
                {t!("sign-off-sign-final")}
            </p>
        }
        .into_any(),
    )
}

/// Why a signature cannot be given, and what changes that.
fn hold(refusal: &Refusal) -> String {
    match refusal {
        Refusal::ChecksFailed { count } => t!("sign-off-sign-hold-checks", count = *count),
        Refusal::PublicationState {
            state: PublicationState::Sealed,
        } => t!("sign-off-sign-hold-approval"),
        other => words::refusal(other),
    }
}

/// The exam centre seals the newest totals; from the second version on it says why.
fn sealing(sign_off: &SignOff, form: &Filled) -> AnyView {
    let later = sign_off.published.is_some();
    let again = sign_off.sealed.is_some();
    let held = sign_off.not_sealed.as_ref();
    let mut form = form.clone();
    if let Some(sealed) = sign_off
        .sealed
        .as_ref()
        .filter(|_| form.typed.get("reason").is_empty())
    {
        form.typed.set("reason", sealed.reason.clone());
    }
    let reason = || {
        forms::text_area(
            &form,
            Field::new("reason", t!("sign-off-seal-reason")).hint(t!("sign-off-seal-reason-hint")),
            3,
        )
    };
    view! {
        <form class="form" id="seal" method="post" action=addresses::publication::seal(&sign_off.campaign.code)>
            {later.then(reason)}
            <button class=if again { "btn btn--quiet" } else { "btn" } disabled=held.is_some()>
                {if again { t!("sign-off-seal-again") } else { t!("sign-off-seal-do") }}
            </button>
        </form>
        <p class="reason">{match held {
            Some(held) => hold(held),
            None if again => t!("sign-off-seal-again-note"),
            None => t!("sign-off-seal-note"),
        }}</p>
    }
    .into_any()
}
