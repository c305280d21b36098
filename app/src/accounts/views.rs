//! Registration, sign-in, passwords, staff.

use super::queries::{Area, StaffRow};
use crate::{
    addresses,
    error::Refusal,
    platform::form::Filled,
    ui::{
        forms::{self, Field},
        parts::{Tone, refused, tag},
        reader::Reader,
        words,
    },
};
use domain::access::{Jurisdiction, Role};
use leptos::prelude::*;

/// One form on a page of its own.
fn sheet(form: &Filled, refusal: Option<Refusal>, fields: impl IntoView + 'static) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <div class="measure question">
                {refused(refusal)}
                {forms::error_summary(form)}
                <form class="form" method="post" novalidate>{fields}</form>
            </div>
        </main>
    }
    .into_any()
}

fn hidden(form: &Filled, name: &'static str) -> impl IntoView {
    view! { <input type="hidden" name=name value=form.typed.get(name).to_owned()/> }
}

pub fn register(_: &Reader, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let fields = view! {
        <h1>{t!("register")}</h1>
        <p class="lead">{t!("register-lead")}</p>
        {forms::input(form, Field::new("name", t!("name")).hint(t!("name-hint")).autocomplete("name"))}
        {forms::input(form, Field::new("id_number", t!("id-number")).hint(t!("id-number-hint")).width("input--18"))}
        {forms::input(form, Field::new("mobile", t!("mobile")).hint(t!("mobile-hint")).width("input--18").kind("tel").autocomplete("tel"))}
        {forms::input(form, Field::new("email", t!("email")).hint(t!("email-hint")).kind("email").autocomplete("email"))}
        {forms::input(form, Field::new("password", t!("password")).hint(t!("password-hint")).kind("password").autocomplete("new-password"))}
        {forms::tick(form, Field::new("consent", t!("consent")))}
        {hidden(form, "back")}
        <p class="actions"><button class="btn">{t!("register")}</button><a href=addresses::accounts::SIGN_IN>{t!("register-have")}</a></p>
    };
    sheet(form, refusal, fields)
}

pub fn sign_in(_: &Reader, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let back = addresses::encode(form.typed.get("back"));
    let fields = view! {
        <h1>{t!("sign-in")}</h1>
        {forms::input(form, Field::new("login", t!("login")).hint(t!("login-hint")).autocomplete("username"))}
        {forms::input(form, Field::new("password", t!("password")).kind("password").autocomplete("current-password"))}
        {hidden(form, "back")}
        <p class="actions"><button class="btn">{t!("sign-in")}</button><a href=addresses::accounts::FORGOT_PASSWORD>{t!("forgot-password")}</a></p>
        <p>{t!("sign-in-new")}" "<a href=format!("{}?back={back}", addresses::accounts::REGISTER)>{t!("register")}</a></p>
    };
    sheet(form, refusal, fields)
}

pub fn confirm(_: &Reader, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let fields = view! {
        <h1>{t!("confirm-email")}</h1>
        <p class="lead">{t!("confirm-email-lead")}</p>
        {hidden(form, "token")}
        <p class="actions"><button class="btn">{t!("confirm-email-do")}</button></p>
    };
    sheet(form, refusal, fields)
}

pub fn forgot(_: &Reader, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let fields = view! {
        <h1>{t!("forgot-password")}</h1>
        {forms::input(form, Field::new("login", t!("login")).hint(t!("login-hint")).autocomplete("username"))}
        <p class="actions"><button class="btn">{t!("forgot-do")}</button><a href=addresses::accounts::SIGN_IN>{t!("sign-in")}</a></p>
    };
    sheet(form, refusal, fields)
}

pub fn new_password(_: &Reader, form: &Filled, refusal: Option<Refusal>) -> AnyView {
    let fields = view! {
        <h1>{t!("new-password")}</h1>
        {forms::input(form, Field::new("password", t!("password")).hint(t!("password-hint")).kind("password").autocomplete("new-password"))}
        {hidden(form, "token")}
        <p class="actions"><button class="btn">{t!("new-password-do")}</button></p>
    };
    sheet(form, refusal, fields)
}

/// Something is done; one way on.
pub fn said(_: &Reader, title: String, text: String, next: &'static str) -> AnyView {
    view! {
        <main id="main" class="wrap main">
            <div class="measure">
                <div class="valid" role="status">
                    <span class="valid__tick ok" aria-hidden="true"></span>
                    <div><h1 class="big-h">{title}</h1><p>{text}</p></div>
                </div>
                <p class="actions"><a class="btn btn--go" href=next>{t!("go-on")}</a></p>
            </div>
        </main>
    }
    .into_any()
}

pub fn staff(reader: &Reader, rows: &[StaffRow], areas: &[Area], form: &Filled) -> AnyView {
    view! {
        <main id="main" class="desk">
            <div class="desk__head"><div><h1>{t!("staff-accounts")}</h1><p>{t!("staff-lead")}</p></div></div>
            <div class="bench">
                <div>
                    <h2 class="vh">{t!("staff-accounts")}</h2>
                    <div class="gridwrap" role="region" aria-label=t!("staff-accounts") tabindex="0">
                        <table class="grid">
                            <caption class="vh">{t!("staff-accounts")}</caption>
                            <thead><tr>
                                <th scope="col">{t!("name")}</th><th scope="col">{t!("email")}</th>
                                <th scope="col">{t!("staff-role")}</th><th scope="col">{t!("staff-state")}</th>
                            </tr></thead>
                            <tbody>{rows.iter().map(|row| staff_row(reader, row, areas)).collect_view()}</tbody>
                        </table>
                    </div>
                </div>
                <aside class="decide" aria-labelledby="invite">
                    {forms::error_summary(form)}
                    <form method="post" novalidate>
                        <h2 id="invite">{t!("staff-invite")}</h2>
                        {forms::input(form, Field::new("name", t!("name")))}
                        {forms::input(form, Field::new("email", t!("email")).kind("email"))}
                        {forms::select(form, Field::new("role", t!("staff-role")), role_options())}
                        {forms::select(form, Field::new("area", t!("staff-area")), area_options(reader, areas))}
                        <p class="actions"><button class="btn">{t!("staff-invite-do")}</button></p>
                        <p class="small muted">{t!("staff-invite-note")}</p>
                    </form>
                </aside>
            </div>
        </main>
    }
    .into_any()
}

fn staff_row(reader: &Reader, row: &StaffRow, areas: &[Area]) -> impl IntoView + use<> {
    let place = |scope: &Jurisdiction| {
        let found = areas.iter().find(|area| area.scope == *scope);
        found
            .map_or(scope.0.as_str(), |area| area.named(reader.lang))
            .to_owned()
    };
    let roles: Vec<String> = row
        .roles
        .iter()
        .map(|(role, area)| format!("{} · {}", words::role(*role), place(area)))
        .collect();
    let state = match (row.is_disabled, row.has_signed_up) {
        (true, _) => tag(Tone::Quiet, t!("staff-disabled")).into_any(),
        (_, true) => tag(Tone::Settled, t!("staff-active")).into_any(),
        _ => tag(Tone::Waiting, t!("staff-invited")).into_any(),
    };
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th><td>{row.email.clone()}</td><td>{words::list(roles)}</td><td>{state}</td>
        </tr>
    }
}

fn role_options() -> Vec<(String, String)> {
    let word = |role: Role| {
        serde_json::to_value(role)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
    };
    Role::ALL
        .into_iter()
        .filter_map(|role| word(role).map(|value| (value, words::role(role))))
        .collect()
}

fn area_options(reader: &Reader, areas: &[Area]) -> Vec<(String, String)> {
    let indented = |area: &Area| {
        format!(
            "{}{}",
            "　".repeat(area.scope.0.matches('/').count()),
            area.named(reader.lang)
        )
    };
    areas
        .iter()
        .map(|area| (area.scope.0.clone(), indented(area)))
        .collect()
}
