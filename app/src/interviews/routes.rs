//! Doors of the draw, the room lists and the score sheets.

use super::{
    commands, queries,
    views::{self, Lots},
};
use crate::{
    addresses,
    campaigns::{Duty, InCampaign, commands::take_out, queries::Campaign},
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
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::{access::Permission, marking::MarkKind, sheets::Layout};

const SEAT: Guard = Guard::May(Permission::AssignSeats);

/// Who may see the lots.
struct Drawing;

impl Duty for Drawing {
    const ONE_OF: &'static [Permission] = &[Permission::AssignSeats];
}

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/lots", SEAT, lots)
        .post("/desk/{code}/lots", SEAT, draw)
        .get("/desk/{code}/lots.xlsx", SEAT, xlsx)
        .get("/desk/{code}/lots/{room}", SEAT, room_list)
        .get("/desk/{code}/lots/{room}/sheets", SEAT, sheets)
}

async fn lots(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drawing>,
) -> Result<Html<String>, AppError> {
    page(&ctx, &campaign, None).await
}

async fn page(
    ctx: &Ctx,
    campaign: &Campaign,
    refusal: Option<Refusal>,
) -> Result<Html<String>, AppError> {
    let db = &ctx.app.db.read;
    let rooms = queries::rooms(db, campaign.id).await?;
    let drawn = queries::drawn(db, campaign.id).await?;
    let shortlisted = queries::shortlisted(db, campaign.id).await?;
    let who = ctx.account().ok();
    let lots = Lots {
        may_draw: queries::may_draw(campaign, who, !rooms.is_empty(), shortlisted, ctx.now),
        rooms,
        drawn,
        shortlisted,
    };
    let title = |reader: &Reader| {
        Shell::staff(reader, t!("lots"), Job::Interview, Some(campaign.heading()))
    };
    Ok(shell::render(ctx, title, |reader| {
        views::page(reader, campaign, &lots, refusal)
    }))
}

async fn draw(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drawing>,
) -> Result<Response, AppError> {
    let code = &campaign.code;
    match commands::draw_lots(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&addresses::interviews::lots(code)).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            Ok((status, page(&ctx, &campaign, Some(refusal)).await?).into_response())
        }
    }
}

/// The people of one room, or `NotFound`.
async fn room(
    ctx: &Ctx,
    campaign: &Campaign,
    number: i32,
) -> Result<Vec<queries::Drawn>, AppError> {
    let mut rooms = queries::rooms(&ctx.app.db.read, campaign.id).await?;
    rooms.remove(&number).ok_or(AppError::NotFound)
}

async fn room_list(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: number,
        ..
    }: InCampaign<Drawing, i32>,
) -> Result<Html<String>, AppError> {
    let people = room(&ctx, &campaign, number).await?;
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
    InCampaign {
        campaign,
        rest: number,
        ..
    }: InCampaign<Drawing, i32>,
) -> Result<Html<String>, AppError> {
    let people = room(&ctx, &campaign, number).await?;
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

async fn xlsx(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Drawing>,
) -> Result<Response, AppError> {
    let rooms = queries::rooms(&ctx.app.db.read, campaign.id).await?;
    let table = write_for(&ctx, |reader| views::table(reader, &campaign.code, rooms));
    take_out(&ctx, campaign.id, "lots", table).await?.xlsx()
}
