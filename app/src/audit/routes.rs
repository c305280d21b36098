//! The inspector's desk.

use super::{queries, views};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
    },
    ui::shell::{self, Job, Shell},
};
use axum::{extract::Query, response::Html};
use domain::access::Permission;
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new().get("/desk/audit", Guard::May(Permission::ReadAudit), trail)
}

#[derive(Deserialize)]
struct TrailQuery {
    #[serde(default)]
    page: u64,
}

async fn trail(ctx: Ctx, Query(asked): Query<TrailQuery>) -> Result<Html<String>, AppError> {
    let trail = queries::trail(&ctx.app.db.read, None, asked.page).await?;
    let broken = queries::first_break(&ctx.app.db.read).await?;
    Ok(shell::render(
        &ctx,
        |reader| Shell::staff(reader, t!("audit"), Job::None, None),
        |reader| views::trail(reader, &trail, broken),
    ))
}
