//! Doors of the exam centre's seating and of the applicant's ticket.

use super::{commands, queries, views};
use crate::{
    addresses,
    campaigns::{Duty, InCampaign, commands::take_out, queries::Campaign},
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        paths::At,
        spreadsheet::Table,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Job, Menu, Shell},
    },
};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::{access::Permission, ids::ApplicationId};

const SEAT: Guard = Guard::May(Permission::AssignSeats);

/// Who may see how people are seated.
struct Seating;

impl Duty for Seating {
    const ONE_OF: &'static [Permission] = &[Permission::AssignSeats];
}

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/seats", SEAT, seats)
        .post("/desk/{code}/seats", SEAT, assign)
        .get("/desk/{code}/seats/{room}", SEAT, door_list)
        .get("/desk/{code}/seats.csv", SEAT, seats_csv)
        .get("/desk/{code}/seats.xlsx", SEAT, seats_xlsx)
        .get("/applications/{id}/ticket", Guard::Applicant, ticket)
}

async fn seats(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Seating>,
) -> Result<Html<String>, AppError> {
    seats_page(&ctx, &campaign, None).await
}

async fn seats_page(
    ctx: &Ctx,
    campaign: &Campaign,
    refusal: Option<Refusal>,
) -> Result<Html<String>, AppError> {
    let seating = queries::seating(&ctx.app.db.read, campaign, ctx.now).await?;
    let held = seating.ready.may_assign(campaign, ctx.account().ok()).err();
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("seats"),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::seats::page(reader, campaign, &seating, held.as_ref(), refusal)
    }))
}

async fn assign(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Seating>,
) -> Result<Response, AppError> {
    let code = &campaign.code;
    match commands::assign_seats(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&addresses::admission::seats(code)).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            Ok((status, seats_page(&ctx, &campaign, Some(refusal)).await?).into_response())
        }
    }
}

async fn door_list(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: room,
        ..
    }: InCampaign<Seating, i32>,
) -> Result<Html<String>, AppError> {
    let seated = queries::seated(&ctx.app.db.read, campaign.id, Some(room)).await?;
    if seated.is_empty() {
        return Err(AppError::NotFound);
    }
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("door-list", room = room),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::seats::door_list(reader, &campaign, room, &seated)
    }))
}

async fn table(ctx: &Ctx, campaign: &Campaign) -> Result<Table, AppError> {
    let seated = queries::seated(&ctx.app.db.read, campaign.id, None).await?;
    let table = write_for(ctx, |reader| {
        views::seats::table(reader, &campaign.code, seated)
    });
    take_out(ctx, campaign.id, "seats", table).await
}

async fn seats_csv(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Seating>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign).await?.csv()
}

async fn seats_xlsx(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Seating>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign).await?.xlsx()
}

/// The ticket, or in its place why there is none yet and when there will be.
async fn ticket(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Response, AppError> {
    let title = |reader: &Reader| Shell::public(reader, t!("ticket"), Menu::Mine);
    match queries::ticket(&ctx.app, id, ctx.account()?, ctx.now).await {
        Ok(ticket) => Ok(shell::render(&ctx, title, |reader| {
            views::ticket::page(reader, id, &ticket)
        })
        .into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let html = shell::render(&ctx, title, |reader| {
                views::ticket::not_yet(reader, id, &refusal)
            });
            Ok((refusal.status(), html).into_response())
        }
    }
}
