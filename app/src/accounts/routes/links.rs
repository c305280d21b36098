//! Doors behind mailed links: an address confirmed, a password set anew.

use super::super::{commands, views};
use super::{LinkQuery, Title, again, form_page, said};
use crate::{
    addresses,
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        form::{Again, Filled, Typed},
        web::Typing,
    },
    ui::reader::Reader,
};
use axum::{extract::Query, http::StatusCode, response::Response};
use leptos::prelude::AnyView;

/// A page behind a mailed link; its form carries the token on.
pub(super) fn from_link(
    ctx: &Ctx,
    asked: &LinkQuery,
    title: Title,
    view: impl FnOnce(&Reader, &Filled, Option<Refusal>) -> AnyView,
) -> Response {
    let token = asked.token.as_deref().unwrap_or_default();
    let form = Again::fresh(Typed::from([("token", token)]));
    form_page(ctx, StatusCode::OK, title, &form, view)
}

/// A password was set through a link, or the same page again.
pub(super) fn password_set(
    ctx: &Ctx,
    set: Result<(), AppError>,
    typed: Typed,
    title: Title,
) -> Result<Response, AppError> {
    match set {
        Ok(()) => Ok(said(
            ctx,
            |_| t!("new-password-done"),
            |_| t!("new-password-done-text"),
            addresses::accounts::SIGN_IN,
        )),
        Err(error) => again(ctx, typed, error, title, views::new_password),
    }
}

/// Mail programs open links by themselves: the link shows a button, and only the button confirms.
pub(super) async fn confirm_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    from_link(&ctx, &asked, |_| t!("confirm-email"), views::confirm)
}

pub(super) async fn confirm(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::confirm_email(&ctx, typed.get("token")).await {
        Ok(()) => Ok(said(
            &ctx,
            |_| t!("confirm-email-done"),
            |_| t!("confirm-email-done-text"),
            addresses::applications::MINE,
        )),
        Err(error) => again(&ctx, typed, error, |_| t!("confirm-email"), views::confirm),
    }
}

pub(super) async fn forgot_page(ctx: Ctx) -> Response {
    form_page(
        &ctx,
        StatusCode::OK,
        |_| t!("forgot-password"),
        &Again::default(),
        views::forgot,
    )
}

pub(super) async fn forgot(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::ask_reset(&ctx, typed.get("login")).await {
        Ok(()) => Ok(said(
            &ctx,
            |_| t!("forgot-done"),
            |_| t!("forgot-done-text"),
            addresses::accounts::SIGN_IN,
        )),
        Err(error) => again(&ctx, typed, error, |_| t!("forgot-password"), views::forgot),
    }
}

pub(super) async fn reset_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    from_link(&ctx, &asked, |_| t!("new-password"), views::new_password)
}

pub(super) async fn reset(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    let (token, password) = (typed.get("token"), typed.get("password"));
    let set = commands::reset_password(&ctx, token, password).await;
    password_set(&ctx, set, typed, |_| t!("new-password"))
}
