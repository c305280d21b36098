//! The sign-off: seal, sign, publish. A refused act shows the same page again with the reason and what was typed.

use super::super::{commands, queries::sign_off, views};
use crate::{
    addresses,
    campaigns::{InCampaign, Known},
    error::{AppError, Refusal},
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Again, Typed},
        paths::At,
        web::Typing,
    },
    ui::{
        forms::titled,
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Permission;

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/publish", Guard::Staff, page)
        .post(
            "/desk/{code}/publish/seal",
            Guard::May(Permission::RunRanking),
            seal,
        )
        .post(
            "/desk/{code}/publish/approve",
            Guard::May(Permission::ApproveResults),
            approve,
        )
        .post(
            "/desk/{code}/publish",
            Guard::May(Permission::PublishResults),
            publish,
        )
}

async fn page(ctx: Ctx, At(code): At<String>) -> Result<Html<String>, AppError> {
    shown(&ctx, &code, Again::default()).await
}

async fn shown(ctx: &Ctx, code: &str, again: Again) -> Result<Html<String>, AppError> {
    let Again { form, refusal } = again;
    let sign_off = sign_off::sign_off(ctx, code).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            titled(&form, t!("job-publish")),
            Job::Publish,
            Some(sign_off.campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::sign_off::page(reader, &sign_off, &form, refusal)
    }))
}

/// Back to the sign_off after an act, or the sign-off again with what kept the act from happening.
async fn answer(
    ctx: &Ctx,
    code: &str,
    typed: Typed,
    done: Result<(), AppError>,
) -> Result<Response, AppError> {
    let error = match done {
        Ok(()) => return Ok(Redirect::to(&addresses::publication::sign_off(code)).into_response()),
        // Who has no duty here does not see the sign-off either.
        Err(AppError::Refused(elsewhere @ Refusal::OutsideScope)) => return Err(elsewhere.into()),
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    Ok((status, shown(ctx, code, again).await?).into_response())
}

async fn seal(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let done = commands::seal(&ctx, campaign.id, typed.get("reason"))
        .await
        .map(|_| ());
    answer(&ctx, &campaign.code, typed, done).await
}

async fn approve(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let done = commands::approve(&ctx, campaign.id, typed.get("digest")).await;
    answer(&ctx, &campaign.code, typed, done).await
}

async fn publish(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Known>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let done = commands::publish(&ctx, campaign.id, typed.get("digest"), typed.get("copied")).await;
    answer(&ctx, &campaign.code, typed, done).await
}
