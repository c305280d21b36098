//! Doors of the exam centre's seating and of the applicant's ticket.

use super::{commands, queries, views};
use crate::{
    campaigns::{
        commands::take_out,
        queries::{Campaign, announced},
    },
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        spreadsheet::Table,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Job, Menu, Shell},
    },
};
use axum::{
    extract::Path,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{access::Permission, ids::ApplicationId};

const SEAT: Guard = Guard::May(Permission::AssignSeats);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/seats", SEAT, seats)
        .post("/desk/{code}/seats", SEAT, assign)
        .get("/desk/{code}/seats/{room}", SEAT, door_list)
        .get("/desk/{code}/seats.csv", SEAT, seats_csv)
        .get("/desk/{code}/seats.xlsx", SEAT, seats_xlsx)
        .get("/applications/{id}/ticket", Guard::Applicant, ticket)
}

async fn seen(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = announced(&ctx.app.db.read, code).await?;
    ctx.must(Permission::AssignSeats, &campaign.scope)?;
    Ok(campaign)
}

async fn seats(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    seats_page(&ctx, &code, None).await
}

async fn seats_page(
    ctx: &Ctx,
    code: &str,
    refusal: Option<Refusal>,
) -> Result<Html<String>, AppError> {
    let campaign = seen(ctx, code).await?;
    let seating = queries::seating(&ctx.app.db.read, &campaign, ctx.now).await?;
    let held = seating
        .ready
        .may_assign(&campaign, ctx.account().ok())
        .err();
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("seats"),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::seats::page(reader, &campaign, &seating, held.as_ref(), refusal)
    }))
}

async fn assign(ctx: Ctx, Path(code): Path<String>) -> Result<Response, AppError> {
    let campaign = seen(&ctx, &code).await?;
    match commands::assign_seats(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/{code}/seats")).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            Ok((status, seats_page(&ctx, &code, Some(refusal)).await?).into_response())
        }
    }
}

async fn door_list(
    ctx: Ctx,
    Path((code, room)): Path<(String, String)>,
) -> Result<Html<String>, AppError> {
    let campaign = seen(&ctx, &code).await?;
    let room: i32 = room.parse().map_err(|_| AppError::NotFound)?;
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

async fn table(ctx: &Ctx, code: &str) -> Result<Table, AppError> {
    let campaign = seen(ctx, code).await?;
    let seated = queries::seated(&ctx.app.db.read, campaign.id, None).await?;
    let table = write_for(ctx, |reader| views::seats::table(reader, code, seated));
    take_out(ctx, campaign.id, "seats", table).await
}

async fn seats_csv(ctx: Ctx, Path(code): Path<String>) -> Result<Response, AppError> {
    table(&ctx, &code).await?.csv()
}

async fn seats_xlsx(ctx: Ctx, Path(code): Path<String>) -> Result<Response, AppError> {
    table(&ctx, &code).await?.xlsx()
}

/// The ticket, or in its place why there is none yet and when there will be.
async fn ticket(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Response, AppError> {
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
