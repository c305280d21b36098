//! One's own result, its calculation as files, and the figures of its charts. Nobody else's exists here.

use super::super::{
    queries::own_result::{self, Reading},
    views,
};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        paths::At,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Menu, Shell},
    },
};
use axum::{
    Json,
    http::header,
    response::{Html, IntoResponse, Response},
};
use domain::{ids::ApplicationId, rules::explain};

pub fn doors() -> Doors {
    Doors::new()
        .get("/applications/{id}/result", Guard::Applicant, result)
        .get("/applications/{id}/result.json", Guard::Applicant, json)
        .get("/applications/{id}/result.txt", Guard::Applicant, text)
        .get("/applications/{id}/ladder.csv", Guard::Applicant, ladder)
        .get("/applications/{id}/written.csv", Guard::Applicant, written)
}

async fn result(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Html<String>, AppError> {
    let own_result = own_result::own_result(&ctx, id).await?;
    let title = |reader: &Reader| Shell::public(reader, t!("result-title"), Menu::Mine);
    Ok(shell::render(&ctx, title, |reader| {
        views::result::page(reader, &own_result)
    }))
}

async fn reading(ctx: &Ctx, id: ApplicationId) -> Result<Reading, AppError> {
    own_result::own_result(ctx, id)
        .await?
        .reading
        .ok_or(AppError::NotFound)
}

async fn json(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    Ok(Json(reading(&ctx, id).await?.derivation).into_response())
}

async fn text(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let text = explain(&reading(&ctx, id).await?.derivation, ctx.display.lang).to_text();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

async fn ladder(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let ladder = reading(&ctx, id).await?.ladder;
    write_for(&ctx, |reader| views::tables::ladder(reader, &ladder)).csv()
}

async fn written(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let chart = reading(&ctx, id)
        .await?
        .histogram
        .ok_or(AppError::NotFound)?;
    write_for(&ctx, |reader| views::tables::written(reader, &chart)).csv()
}
