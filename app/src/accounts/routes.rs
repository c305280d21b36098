//! Doors of registration, sign-in, passwords and staff accounts.

mod inviting;
mod links;

use super::{commands, views};
use crate::{
    addresses,
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard, SessionCookie},
        form::{Again, Filled, Typed},
        sessions,
        web::{Typing, own_path},
    },
    ui::{
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::{
    Extension,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::access::Permission;
use inviting::{accept_invitation, invitation_page, invite, staff_page};
use leptos::prelude::AnyView;
use links::{confirm, confirm_page, forgot, forgot_page, reset, reset_page};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/register", Guard::Visitor, register_page)
        .post("/register", Guard::Visitor, register)
        .get("/sign-in", Guard::Visitor, sign_in_page)
        .post("/sign-in", Guard::Visitor, sign_in)
        .post("/sign-out", Guard::Visitor, sign_out)
        .get("/confirm-email", Guard::Visitor, confirm_page)
        .post("/confirm-email", Guard::Visitor, confirm)
        .get("/forgot-password", Guard::Visitor, forgot_page)
        .post("/forgot-password", Guard::Visitor, forgot)
        .get("/reset-password", Guard::Visitor, reset_page)
        .post("/reset-password", Guard::Visitor, reset)
        .get("/invitation", Guard::Visitor, invitation_page)
        .post("/invitation", Guard::Visitor, accept_invitation)
        .get(
            "/desk/accounts",
            Guard::May(Permission::InviteStaff),
            staff_page,
        )
        .post(
            "/desk/accounts",
            Guard::May(Permission::InviteStaff),
            invite,
        )
}

/// What a page is called, in the language of its reader.
type Title = fn(&Reader) -> String;

/// A page with a form: fresh, or with what was typed and why it was not taken.
fn form_page(
    ctx: &Ctx,
    status: StatusCode,
    title: Title,
    again: &Again,
    view: impl FnOnce(&Reader, &Filled, Option<Refusal>) -> AnyView,
) -> Response {
    let Again { form, refusal } = again;
    let html = shell::render(
        ctx,
        |reader| {
            Shell::public(
                reader,
                crate::ui::forms::titled(form, title(reader)),
                Menu::Mine,
            )
        },
        |reader| view(reader, form, refusal.clone()),
    );
    (status, html).into_response()
}

/// The same page again, with the problems beside their fields or the refusal at the top; everything else goes on.
fn again(
    ctx: &Ctx,
    typed: Typed,
    error: AppError,
    title: Title,
    view: impl FnOnce(&Reader, &Filled, Option<Refusal>) -> AnyView,
) -> Result<Response, AppError> {
    let (status, again) = Again::after(error, typed)?;
    Ok(form_page(ctx, status, title, &again, view))
}

#[derive(Deserialize, Default)]
struct LinkQuery {
    back: Option<String>,
    token: Option<String>,
}

async fn register_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    let form = Again::fresh(Typed::from([(
        "back",
        own_path(asked.back.as_deref()).as_str(),
    )]));
    form_page(
        &ctx,
        StatusCode::OK,
        |_| t!("register"),
        &form,
        views::register,
    )
}

async fn register(ctx: Ctx, jar: CookieJar, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::register(&ctx, &typed).await {
        Ok(account) => {
            let token = sessions::open(&ctx.app, account, ctx.now).await?;
            let back = own_path(Some(typed.get("back")));
            Ok((jar.add(session_cookie(&ctx, token)), Redirect::to(&back)).into_response())
        }
        Err(error) => again(&ctx, typed, error, |_| t!("register"), views::register),
    }
}

fn session_cookie(ctx: &Ctx, token: String) -> Cookie<'static> {
    let secure = ctx.app.site.secure_cookies;
    Cookie::build((sessions::cookie_name(secure), token))
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .build()
}

async fn sign_in_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    let form = Again::fresh(Typed::from([(
        "back",
        own_path(asked.back.as_deref()).as_str(),
    )]));
    form_page(
        &ctx,
        StatusCode::OK,
        |_| t!("sign-in"),
        &form,
        views::sign_in,
    )
}

async fn sign_in(ctx: Ctx, jar: CookieJar, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::sign_in(&ctx, typed.get("login"), typed.get("password")).await {
        Ok((token, is_staff)) => {
            let back = match own_path(Some(typed.get("back"))).as_str() {
                "/" if is_staff => addresses::campaigns::DESK.to_owned(),
                "/" => addresses::applications::MINE.to_owned(),
                path => path.to_owned(),
            };
            Ok((jar.add(session_cookie(&ctx, token)), Redirect::to(&back)).into_response())
        }
        Err(error) => again(&ctx, typed, error, |_| t!("sign-in"), views::sign_in),
    }
}

async fn sign_out(
    ctx: Ctx,
    jar: CookieJar,
    cookie: Option<Extension<SessionCookie>>,
) -> Result<Response, AppError> {
    if let Some(Extension(SessionCookie(token))) = cookie {
        sessions::close(&ctx.app, &token).await?;
    }
    let name = sessions::cookie_name(ctx.app.site.secure_cookies);
    let gone = Cookie::build((name, ""))
        .path("/")
        .secure(ctx.app.site.secure_cookies)
        .build();
    Ok((jar.remove(gone), Redirect::to("/")).into_response())
}

/// What was done, and where to go on.
fn said(ctx: &Ctx, title: Title, text: Title, onward: &'static str) -> Response {
    shell::render(
        ctx,
        |reader| Shell::public(reader, title(reader), Menu::Mine),
        |reader| views::said(reader, title(reader), text(reader), onward),
    )
    .into_response()
}
