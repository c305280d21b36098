//! The overview and its data.

use super::{queries, views};
use crate::{
    campaigns::{
        InCampaign, Seen,
        queries::{Campaign, by_code},
    },
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        spreadsheet::Table,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::response::{Html, Response};
use domain::access::{Grant, Permission, may};

const SEE: Guard = Guard::May(Permission::SeeCampaign);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}", SEE, overview)
        .get("/desk/{code}/hours.csv", SEE, hours)
        .get("/desk/{code}/funnel.csv", SEE, funnel)
        .get("/desk/{code}/streets.csv", SEE, streets)
}

/// A campaign in the reader's jurisdiction, or an announced one that contains it.
struct Overseen;

impl Seen for Overseen {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        let campaign = by_code(&ctx.app.db.read, code).await?;
        let grants = &ctx.actor()?.grants;
        let sees = |grant: &Grant| {
            let duty = grant.role.permissions().contains(&Permission::SeeCampaign);
            duty && campaign.scope.covers(&grant.scope)
        };
        let inside = campaign.is_announced() && grants.iter().any(sees);
        if inside || may(grants, Permission::SeeCampaign, &campaign.scope) {
            Ok(campaign)
        } else {
            Err(Refusal::OutsideScope.into())
        }
    }
}

async fn overview(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Overseen>,
) -> Result<Html<String>, AppError> {
    let board = queries::board(&ctx.app.db.read, &campaign).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("job-overview"),
            Job::Overview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::page(reader, &campaign, &board)
    }))
}

async fn csv(
    ctx: &Ctx,
    campaign: &Campaign,
    table: impl FnOnce(&Reader, &queries::Board) -> Table,
) -> Result<Response, AppError> {
    let board = queries::board(&ctx.app.db.read, campaign).await?;
    write_for(ctx, |reader| table(reader, &board)).csv()
}

async fn hours(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Overseen>,
) -> Result<Response, AppError> {
    csv(&ctx, &campaign, views::hours_table).await
}

async fn funnel(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Overseen>,
) -> Result<Response, AppError> {
    csv(&ctx, &campaign, views::funnel_table).await
}

async fn streets(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Overseen>,
) -> Result<Response, AppError> {
    let table =
        |reader: &Reader, board: &queries::Board| views::streets_table(reader, &campaign, board);
    csv(&ctx, &campaign, table).await
}
