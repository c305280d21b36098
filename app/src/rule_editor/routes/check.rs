//! Doors of the second official: read everything, then announce or send back.

use crate::{
    campaigns::{
        commands,
        queries::{self, Campaign},
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Again, Typed},
        web::Typing,
    },
    rule_editor::{queries::Findings, views::check},
    ui::{
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::{
    extract::Path,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::access::Permission;

const CHECK: Guard = Guard::May(Permission::CheckCampaign);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/check", CHECK, check_page)
        .post("/desk/{code}/send-back", CHECK, send_back)
        .post("/desk/{code}/announce", CHECK, announce)
}

async fn in_check(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
    let campaign = queries::by_code(&ctx.app.db.read, code).await?;
    ctx.must(Permission::CheckCampaign, &campaign.scope)?;
    Ok(campaign)
}

async fn check_page(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    Ok(check_form(&ctx, &campaign, &Again::default()))
}

fn check_form(ctx: &Ctx, campaign: &Campaign, again: &Again) -> Html<String> {
    let Again { form, refusal } = again;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            crate::ui::forms::titled(form, t!("check-campaign")),
            Job::None,
            Some(campaign.heading()),
        )
    };
    let findings = Findings::of(&campaign.content.rules);
    let held = campaign.may_announce(ctx.account().ok()).err();
    shell::render(ctx, title, |reader| {
        let refusal = refusal.as_ref();
        check::page(reader, campaign, held.as_ref(), &findings, form, refusal)
    })
}

async fn send_back(
    ctx: Ctx,
    Path(code): Path<String>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    match commands::send_back(&ctx, campaign.id, typed.get("note")).await {
        Ok(()) => Ok(Redirect::to("/desk").into_response()),
        Err(error) => checked_again(&ctx, &campaign, typed, error),
    }
}

async fn announce(
    ctx: Ctx,
    Path(code): Path<String>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let campaign = in_check(&ctx, &code).await?;
    match commands::announce(&ctx, campaign.id).await {
        Ok(()) => Ok(Redirect::to(&format!("/campaigns/{code}")).into_response()),
        Err(error) => checked_again(&ctx, &campaign, typed, error),
    }
}

fn checked_again(
    ctx: &Ctx,
    campaign: &Campaign,
    typed: Typed,
    error: AppError,
) -> Result<Response, AppError> {
    let (status, again) = Again::after(error, typed)?;
    Ok((status, check_form(ctx, campaign, &again)).into_response())
}
