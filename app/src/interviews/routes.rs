//! Doors of the draw, the room lists and the score sheets.

use super::{
    commands, queries,
    views::{self, Lots},
};
use crate::{
    campaigns::{
        commands::take_out,
        queries::{Campaign, announced},
    },
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Path,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{access::Permission, marking::MarkKind, sheets::Layout};

const SEAT: Guard = Guard::May(Permission::AssignSeats);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/lots", SEAT, lots)
        .post("/desk/{code}/lots", SEAT, draw)
        .get("/desk/{code}/lots.xlsx", SEAT, xlsx)
        .get("/desk/{code}/lots/{room}", SEAT, room_list)
        .get("/desk/{code}/lots/{room}/sheets", SEAT, sheets)
}

async fn seen(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = announced(&ctx.app.db.read, code).await?;
    ctx.must(Permission::AssignSeats, &campaign.scope)?;
    Ok(campaign)
}

async fn lots(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    page(&ctx, &code, None).await
}

async fn page(ctx: &Ctx, code: &str, refusal: Option<Refusal>) -> Result<Html<String>, AppError> {
    let campaign = seen(ctx, code).await?;
    let db = &ctx.app.db.read;
    let rooms = queries::rooms(db, campaign.id).await?;
    let drawn = queries::drawn(db, campaign.id).await?;
    let shortlisted = queries::shortlisted(db, campaign.id).await?;
    let who = ctx.account().ok();
    let lots = Lots {
        may_draw: queries::may_draw(&campaign, who, !rooms.is_empty(), shortlisted, ctx.now),
        rooms,
        drawn,
        shortlisted,
    };
    let title = |reader: &Reader| {
        Shell::staff(reader, t!("lots"), Job::Interview, Some(campaign.heading()))
    };
    Ok(shell::render(ctx, title, |reader| {
        views::page(reader, &campaign, &lots, refusal)
    }))
}

async fn draw(ctx: Ctx, Path(code): Path<String>) -> Result<Response, AppError> {
    let campaign = seen(&ctx, &code).await?;
    match commands::draw_lots(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/{code}/lots")).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            Ok((status, page(&ctx, &code, Some(refusal)).await?).into_response())
        }
    }
}

/// The people of one room, or `NotFound`.
async fn room(
    ctx: &Ctx,
    code: &str,
    room: &str,
) -> Result<(Campaign, i32, Vec<queries::Drawn>), AppError> {
    let campaign = seen(ctx, code).await?;
    let number: i32 = room.parse().map_err(|_| AppError::NotFound)?;
    let mut rooms = queries::rooms(&ctx.app.db.read, campaign.id).await?;
    let people = rooms.remove(&number).ok_or(AppError::NotFound)?;
    Ok((campaign, number, people))
}

async fn room_list(
    ctx: Ctx,
    Path((code, number)): Path<(String, String)>,
) -> Result<Html<String>, AppError> {
    let (campaign, number, people) = room(&ctx, &code, &number).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("lots-room", room = number),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::room_list(reader, &campaign, number, &people)
    }))
}

async fn sheets(
    ctx: Ctx,
    Path((code, number)): Path<(String, String)>,
) -> Result<Html<String>, AppError> {
    let (campaign, number, people) = room(&ctx, &code, &number).await?;
    let layout = Layout::of(&campaign.content.rules, MarkKind::Interview);
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("lots-sheets", room = number),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::sheets(reader, &campaign, number, &layout, &people)
    }))
}

async fn xlsx(ctx: Ctx, Path(code): Path<String>) -> Result<Response, AppError> {
    let campaign = seen(&ctx, &code).await?;
    let rooms = queries::rooms(&ctx.app.db.read, campaign.id).await?;
    let table = write_for(&ctx, |reader| views::table(reader, &code, rooms));
    take_out(&ctx, campaign.id, "lots", table).await?.xlsx()
}
