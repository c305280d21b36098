//! Doors behind mailed links: an address confirmed, a password set anew.

use super::super::{commands, views};
use super::{LinkQuery, again, form_page, said};
use crate::{
    addresses,
    error::AppError,
    platform::{
        ctx::Ctx,
        form::{Again, Typed},
        web::Typing,
    },
};
use axum::{extract::Query, http::StatusCode, response::Response};

/// Mail programs open links by themselves: the link shows a button, and only the button confirms.
pub(super) async fn confirm_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    let form = Again::fresh(Typed::from([(
        "token",
        asked.token.as_deref().unwrap_or_default(),
    )]));
    form_page(
        &ctx,
        StatusCode::OK,
        |_| t!("confirm-email"),
        &form,
        views::confirm,
    )
}

pub(super) async fn confirm(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::confirm_email(&ctx, typed.get("token")).await {
        Ok(()) => Ok(said(
            &ctx,
            |_| t!("confirm-email-done"),
            |reader| {
                views::said(
                    reader,
                    t!("confirm-email-done"),
                    t!("confirm-email-done-text"),
                    addresses::applications::MINE,
                )
            },
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
            |reader| {
                views::said(
                    reader,
                    t!("forgot-done"),
                    t!("forgot-done-text"),
                    addresses::accounts::SIGN_IN,
                )
            },
        )),
        Err(error) => again(&ctx, typed, error, |_| t!("forgot-password"), views::forgot),
    }
}

pub(super) async fn reset_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    let form = Again::fresh(Typed::from([(
        "token",
        asked.token.as_deref().unwrap_or_default(),
    )]));
    form_page(
        &ctx,
        StatusCode::OK,
        |_| t!("new-password"),
        &form,
        views::new_password,
    )
}

pub(super) async fn reset(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match commands::reset_password(&ctx, typed.get("token"), typed.get("password")).await {
        Ok(()) => Ok(said(
            &ctx,
            |_| t!("new-password-done"),
            |reader| {
                views::said(
                    reader,
                    t!("new-password-done"),
                    t!("new-password-done-text"),
                    addresses::accounts::SIGN_IN,
                )
            },
        )),
        Err(error) => again(
            &ctx,
            typed,
            error,
            |_| t!("new-password"),
            views::new_password,
        ),
    }
}
