//! The page of an error: what happened in plain words, and where to go from here.

use super::{
    reader::Reader,
    shell::{self, Menu, Shell},
    words,
};
use crate::addresses;
use crate::{error::AppError, platform::ctx::Ctx};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

pub fn page(ctx: &Ctx, error: &AppError) -> Response {
    if let AppError::SignInRequired = error {
        return Redirect::to(&addresses::accounts::sign_in_for(&ctx.path)).into_response();
    }
    let html = shell::render(
        ctx,
        |reader| Shell::public(reader, title(error), Menu::None),
        |reader| body(reader, error),
    );
    (error.status(), html).into_response()
}

fn title(error: &AppError) -> String {
    match error {
        AppError::NotFound => t!("error-not-found"),
        AppError::Forbidden | AppError::SignInRequired => t!("error-forbidden"),
        AppError::Fault(_) => t!("error-fault"),
        AppError::Invalid(_) | AppError::Refused(_) | AppError::Unique(_) => t!("refused-title"),
    }
}

fn body(reader: &Reader, error: &AppError) -> AnyView {
    let text = match error {
        AppError::NotFound => t!("error-not-found-text"),
        AppError::Forbidden | AppError::SignInRequired => t!("error-forbidden-text"),
        AppError::Fault(reference) => t!("error-fault-text", reference = reference.as_str()),
        AppError::Refused(refusal) => words::refusal(refusal),
        AppError::Unique(_) => t!("refusal-stale"),
        AppError::Invalid(problems) => problems
            .iter()
            .map(|p| words::problem(&p.problem))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    view! {
        <main id="main" class="wrap main">
            <div class="measure">
                <div class="error-summary" role="alert" tabindex="-1">
                    <h1>{title(error)}</h1>
                    <p>{text}</p>
                </div>
                <p>{t!("error-help", phone = reader.site.phone.as_str())}</p>
                <p class="actions"><a class="btn btn--quiet" href="/">{t!("error-home")}</a></p>
            </div>
        </main>
    }
    .into_any()
}
