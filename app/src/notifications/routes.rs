//! The inbox.

use super::{commands, queries, views, words};
use crate::{
    addresses,
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        paths::At,
    },
    ui::shell::{self, Menu, Shell},
};
use axum::response::{Html, Redirect};
use domain::ids::NoticeId;

pub fn doors() -> Doors {
    Doors::new()
        .get("/inbox", Guard::SignedIn, inbox)
        .get("/inbox/{notice}", Guard::SignedIn, letter)
        .post("/inbox/{notice}", Guard::SignedIn, open)
}

async fn inbox(ctx: Ctx) -> Result<Html<String>, AppError> {
    let letters = queries::inbox(&ctx.app.db.read, ctx.account()?).await?;
    Ok(shell::render(
        &ctx,
        |reader| Shell::public(reader, t!("inbox"), Menu::Mine),
        |reader| views::inbox(reader, &letters),
    ))
}

async fn letter(ctx: Ctx, At(id): At<NoticeId>) -> Result<Html<String>, AppError> {
    let letter = queries::one(&ctx.app.db.read, ctx.account()?, id).await?;
    Ok(shell::render(
        &ctx,
        |reader| Shell::public(reader, words::title(&letter.content), Menu::Mine),
        |reader| views::letter(reader, &letter),
    ))
}

/// Opening is a form, because reading changes the record.
async fn open(ctx: Ctx, At(id): At<NoticeId>) -> Result<Redirect, AppError> {
    commands::read(&ctx, id).await?;
    Ok(Redirect::to(&addresses::notifications::letter(id)))
}
