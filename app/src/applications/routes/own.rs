//! What a person has here, starting an application, its page at every stage, and uploaded files.

use crate::{
    addresses,
    applications::{
        commands,
        queries::{answer_sheet, mine, of_applicant, readable, started, task_rows},
        views,
    },
    campaigns::{Announced, InCampaign},
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        paths::At,
    },
    ui::{
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::{
    http::header,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::ids::{ApplicationId, FileId};

pub fn doors() -> Doors {
    Doors::new()
        .get("/my", Guard::Applicant, my_page)
        .get("/campaigns/{code}/apply", Guard::Applicant, apply_page)
        .post("/campaigns/{code}/apply", Guard::Applicant, apply)
        .get("/applications/{id}", Guard::Applicant, application_page)
        .get("/files/{id}", Guard::SignedIn, file)
}

async fn my_page(ctx: Ctx) -> Result<Html<String>, AppError> {
    let mine = mine(&ctx).await?;
    Ok(shell::render(
        &ctx,
        |reader| Shell::public(reader, t!("menu-mine"), Menu::Mine),
        |reader| views::my::page(reader, &mine),
    ))
}

async fn apply_page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Announced>,
) -> Result<Response, AppError> {
    if let Some(application) = started(&ctx, campaign.id).await? {
        return Ok(Redirect::to(&addresses::applications::page(application)).into_response());
    }
    let accepts = campaign.timetable.accepts_applications(ctx.now);
    let refusal = accepts.err().map(Refusal::from);
    let page = shell::render(
        &ctx,
        |reader| Shell::public(reader, t!("apply"), Menu::Campaigns),
        |reader| views::apply::page(reader, &campaign, refusal.clone()),
    );
    Ok(page.into_response())
}

async fn apply(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Announced>,
) -> Result<Response, AppError> {
    let error = match commands::start(&ctx, campaign.id).await {
        Ok(id) | Err(AppError::Refused(Refusal::AlreadyApplied { application: id })) => {
            return Ok(Redirect::to(&addresses::applications::page(id)).into_response());
        }
        Err(error) => error,
    };
    let refusal = error.refused()?;
    let shell = |reader: &Reader| Shell::public(reader, t!("apply"), Menu::Campaigns);
    let page = shell::render(&ctx, shell, |reader| {
        views::apply::page(reader, &campaign, Some(refusal.clone()))
    });
    Ok((refusal.status(), page).into_response())
}

/// The task list while it is its owner's turn, the state of affairs afterwards.
async fn application_page(ctx: Ctx, At(id): At<ApplicationId>) -> Result<Html<String>, AppError> {
    let opened = of_applicant(&ctx, id).await?;
    let shell = |reader: &Reader| Shell::public(reader, t!("menu-mine"), Menu::Mine);
    if opened.stage.is_editable() {
        let rows = task_rows(&opened, ctx.now);
        return Ok(shell::render(&ctx, shell, |reader| {
            views::task_list::page(reader, &opened, &rows, opened.may_edit(ctx.now).err())
        }));
    }
    let sheet = answer_sheet(&opened);
    Ok(shell::render(&ctx, shell, |reader| {
        views::status::page(reader, &opened, &sheet, None)
    }))
}

/// A file is shown as what it was found to be, and never run.
async fn file(ctx: Ctx, At(id): At<FileId>) -> Result<Response, AppError> {
    let file = readable(&ctx, id).await?;
    let named = format!("inline; filename*=UTF-8''{}", addresses::encode(&file.name));
    let headers = [
        (header::CONTENT_TYPE, file.kind.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, named),
        (
            header::CACHE_CONTROL,
            "private, max-age=3600, immutable".to_owned(),
        ),
    ];
    Ok((headers, file.bytes).into_response())
}
