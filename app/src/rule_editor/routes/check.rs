//! Doors of the second official: read everything, then announce or send back.

use crate::{
    addresses,
    campaigns::{
        InCampaign, Seen, commands,
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
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Permission;

const CHECK: Guard = Guard::May(Permission::CheckCampaign);

/// A campaign in any state, for who may check it.
struct Checked;

impl Seen for Checked {
    async fn campaign(ctx: &Ctx, code: &str) -> Result<Campaign, AppError> {
        let campaign = queries::by_code(&ctx.app.db.read, code).await?;
        ctx.must(Permission::CheckCampaign, &campaign.scope)?;
        Ok(campaign)
    }
}

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/check", CHECK, check_page)
        .post("/desk/{code}/send-back", CHECK, send_back)
        .post("/desk/{code}/announce", CHECK, announce)
}

async fn check_page(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Checked>,
) -> Result<Html<String>, AppError> {
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
    InCampaign { campaign, .. }: InCampaign<Checked>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    match commands::send_back(&ctx, campaign.id, typed.get("note")).await {
        Ok(()) => Ok(Redirect::to(addresses::campaigns::DESK).into_response()),
        Err(error) => checked_again(&ctx, &campaign, typed, error),
    }
}

async fn announce(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Checked>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    match commands::announce(&ctx, campaign.id).await {
        Ok(()) => {
            Ok(Redirect::to(&addresses::campaigns::announcement(&campaign.code)).into_response())
        }
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
