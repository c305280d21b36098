//! Doors of inviting staff and of accepting an invitation.

use super::super::{queries, staff, views};
use super::{
    LinkQuery,
    links::{from_link, password_set},
};
use crate::{
    addresses,
    error::AppError,
    platform::{
        ctx::Ctx,
        form::{Again, Filled},
        web::Typing,
    },
    ui::{
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};

pub(super) async fn invitation_page(ctx: Ctx, Query(asked): Query<LinkQuery>) -> Response {
    from_link(&ctx, &asked, |_| t!("invitation"), views::new_password)
}

pub(super) async fn accept_invitation(
    ctx: Ctx,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let (token, password) = (typed.get("token"), typed.get("password"));
    let set = staff::accept_invitation(&ctx, token, password).await;
    password_set(&ctx, set, typed, |_| t!("invitation"))
}

pub(super) async fn staff_page(ctx: Ctx) -> Result<Html<String>, AppError> {
    staff_list(&ctx, &Filled::default()).await
}

async fn staff_list(ctx: &Ctx, form: &Filled) -> Result<Html<String>, AppError> {
    let rows = queries::staff(&ctx.app.db.read).await?;
    let areas = queries::areas(&ctx.app.db.read).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            crate::ui::forms::titled(form, t!("staff-accounts")),
            Job::None,
            None,
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::staff(reader, &rows, &areas, form)
    }))
}

pub(super) async fn invite(ctx: Ctx, Typing(typed): Typing) -> Result<Response, AppError> {
    match staff::invite(&ctx, &typed).await {
        Ok(()) => Ok(Redirect::to(addresses::accounts::STAFF).into_response()),
        Err(error) => {
            let (status, form) = Again::after_fields(error, typed)?;
            Ok((status, staff_list(&ctx, &form).await?).into_response())
        }
    }
}
