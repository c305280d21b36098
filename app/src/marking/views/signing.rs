//! Two signatures freeze the marks.

use super::compare::ComparePage;
use crate::addresses;
use crate::error::Refusal;
use crate::ui::{
    parts::{fact, time},
    reader::Reader,
    words,
};
use domain::{access::Permission, digest::grouped};
use leptos::prelude::*;

pub fn panel(reader: &Reader, page: &ComparePage) -> AnyView {
    let signatures = page.signatures.as_ref();
    let first = signatures.map(|s| s.first.clone());
    let second = signatures.and_then(|s| s.second.clone());
    let may = reader.may(Permission::FreezeMarks, &page.campaign.scope);
    let action = addresses::marking::freeze(&page.campaign.code, page.kind);
    let act = match (&second, may) {
        (Some(_), _) => ().into_any(),
        (None, false) => view! { <p class="reason">{t!("sign-not-yours")}</p> }.into_any(),
        (None, true) => {
            let label = if first.is_some() {
                t!("sign-second-do")
            } else {
                t!("sign-first-do")
            };
            let mine = first.as_ref().is_some_and(|(id, ..)| reader.is(*id));
            let why = page.may_sign.as_ref().err().map(|held| match held {
                Refusal::DifferencesOpen { .. } | Refusal::MarksMissing { .. } => {
                    t!("sign-blocked")
                }
                Refusal::SamePerson if mine => t!("sign-mine"),
                other => words::refusal(other),
            });
            view! {
                <form class="stack" method="post" action=action>
                    <p class="actions"><button class="btn" disabled=why.is_some()>{label}</button></p>
                    {why.map(|text| view! { <p class="reason">{text}</p> })}
                </form>
            }
            .into_any()
        }
    };
    let digest = signatures.map(|s| grouped(&s.digest));
    view! {
        <aside class="decide seals" aria-labelledby="sign">
            <h2 id="sign">{t!("sign-title")}</h2>
            <ol class="sign">
                {line(t!("sign-first"), first.map(|(_, name, at)| (name, at)))}
                {line(t!("sign-second"), second)}
            </ol>
            <dl class="mini proof">{digest.map(|digest| fact(t!("sign-digest"), view! { <code>{digest}</code> }))}</dl>
            {act}
            <p class="small muted">{t!("sign-note")}</p>
        </aside>
    }
    .into_any()
}

fn line(title: String, signed: Option<(String, domain::Instant)>) -> impl IntoView {
    match signed {
        Some((name, at)) => {
            view! { <li class="done"><b>{title}</b><span>{name}</span>{time(at)}</li> }.into_any()
        }
        None => view! { <li><b>{title}</b><em>{t!("sign-waiting")}</em></li> }.into_any(),
    }
}
