//! Doors of the exam centre: the overview of its steps, the shortlist, further tests, the totals.

use super::{
    commands, queries,
    views::{self, lists::ListView},
};
use crate::{
    addresses,
    campaigns::{Duty, InCampaign, commands::take_out, queries::Campaign},
    entity::kinds::RunStage,
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Again, Typed},
        spreadsheet::Table,
        web::Typing,
    },
    ui::{
        forms,
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{access::Permission, campaigns::Progress};
use serde::Deserialize;

const RUN: Guard = Guard::May(Permission::RunRanking);

/// Who may see how people are ranked.
struct Ranking;

impl Duty for Ranking {
    const ONE_OF: &'static [Permission] = &[Permission::RunRanking];
}

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/ranking", RUN, overview)
        .get("/desk/{code}/shortlist", RUN, shortlist)
        .post("/desk/{code}/shortlist", RUN, decide_shortlist)
        .get("/desk/{code}/shortlist.xlsx", RUN, shortlist_xlsx)
        .post("/desk/{code}/extra-tests", RUN, record_extra_tests)
        .get("/desk/{code}/totals", RUN, totals)
        .post("/desk/{code}/totals", RUN, compute_totals)
        .get("/desk/{code}/totals.xlsx", RUN, totals_xlsx)
}

async fn overview(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
) -> Result<Html<String>, AppError> {
    let steps = queries::steps(&ctx.app.db.read, &campaign, ctx.now).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("job-ranking"),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::steps::page(reader, &campaign, &steps)
    }))
}

#[derive(Deserialize, Default)]
struct PostQuery {
    post: Option<String>,
}

/// From where on a stage has something to show.
fn first_shown(stage: RunStage) -> Progress {
    match stage {
        RunStage::Shortlist => Progress::WrittenFrozen,
        RunStage::Totals => Progress::InterviewFrozen,
    }
}

async fn show(
    ctx: &Ctx,
    campaign: &Campaign,
    stage: RunStage,
    asked: &PostQuery,
    again: Again,
) -> Result<Html<String>, AppError> {
    let Again { form, refusal } = again;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            forms::titled(&form, views::lists::title(reader, stage)),
            Job::Interview,
            Some(campaign.heading()),
        )
    };
    if campaign.progress < first_shown(stage) {
        let refusal = refusal.clone();
        return Ok(shell::render(ctx, title, |reader| {
            views::lists::not_yet(reader, campaign, stage, refusal)
        }));
    }
    let post = asked.post.as_deref();
    let page = queries::list_page(ctx, campaign, stage, post).await?;
    let view = ListView {
        campaign,
        page: &page,
        form: &form,
        refusal,
    };
    Ok(shell::render(ctx, title, |reader| {
        views::lists::page(reader, &view)
    }))
}

async fn shortlist(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
    Query(asked): Query<PostQuery>,
) -> Result<Html<String>, AppError> {
    show(
        &ctx,
        &campaign,
        RunStage::Shortlist,
        &asked,
        Again::default(),
    )
    .await
}

async fn totals(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
    Query(asked): Query<PostQuery>,
) -> Result<Html<String>, AppError> {
    show(&ctx, &campaign, RunStage::Totals, &asked, Again::default()).await
}

async fn decided(
    ctx: &Ctx,
    campaign: &Campaign,
    stage: RunStage,
    typed: Typed,
    result: Result<(), AppError>,
) -> Result<Response, AppError> {
    match result {
        Ok(()) => {
            Ok(Redirect::to(&addresses::ranking::list(&campaign.code, stage)).into_response())
        }
        Err(error) => {
            let (status, again) = Again::after(error, typed)?;
            let page = show(ctx, campaign, stage, &PostQuery::default(), again).await?;
            Ok((status, page).into_response())
        }
    }
}

async fn decide_shortlist(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
) -> Result<Response, AppError> {
    let result = commands::decide_shortlist(&ctx, campaign.id).await;
    decided(
        &ctx,
        &campaign,
        RunStage::Shortlist,
        Typed::default(),
        result,
    )
    .await
}

async fn compute_totals(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
) -> Result<Response, AppError> {
    let result = commands::compute_totals(&ctx, campaign.id).await;
    decided(&ctx, &campaign, RunStage::Totals, Typed::default(), result).await
}

async fn record_extra_tests(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let stage = if campaign.progress <= Progress::WrittenFrozen {
        RunStage::Shortlist
    } else {
        RunStage::Totals
    };
    let result = commands::record_extra_tests(&ctx, campaign.id, &typed).await;
    decided(&ctx, &campaign, stage, typed, result).await
}

async fn table(ctx: &Ctx, campaign: &Campaign, stage: RunStage) -> Result<Table, AppError> {
    if campaign.progress < first_shown(stage) {
        return Err(AppError::NotFound);
    }
    let people = queries::everybody(&ctx.app.db.read, campaign, stage).await?;
    let table = write_for(ctx, |reader| {
        views::lists::table(reader, &campaign.code, stage, people)
    });
    take_out(
        ctx,
        campaign.id,
        addresses::ranking::list_word(stage),
        table,
    )
    .await
}

async fn shortlist_xlsx(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign, RunStage::Shortlist).await?.xlsx()
}

async fn totals_xlsx(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Ranking>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign, RunStage::Totals).await?.xlsx()
}
