//! Comparing, settling, freezing.

use crate::{
    addresses,
    campaigns::{Duty, InCampaign, commands::take_out, queries::Campaign},
    error::AppError,
    marking::{
        asked,
        commands::{self, Choice, Ruling},
        queries,
        views::{
            self,
            compare::{ComparePage, Selected},
        },
    },
    platform::{
        ctx::Ctx,
        form::{Again, Typed},
        web::Typing,
    },
    ui::{
        forms,
        reader::{Reader, write_for},
        shell::{self, Job, Shell},
        words,
    },
};
use axum::{
    extract::Query,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{access::Permission, marking::MarkKind};
use serde::Deserialize;

/// Who looks at the two entries side by side.
pub(super) struct Comparing;

impl Duty for Comparing {
    const ONE_OF: &'static [Permission] = &[Permission::SettleMarks, Permission::FreezeMarks];
}

/// Who decides between two entries.
pub(super) struct Settling;

impl Duty for Settling {
    const ONE_OF: &'static [Permission] = &[Permission::SettleMarks];
}

/// Who signs for the marks.
pub(super) struct Freezing;

impl Duty for Freezing {
    const ONE_OF: &'static [Permission] = &[Permission::FreezeMarks];
}

/// Which figure is being looked at.
#[derive(Deserialize, Default)]
pub(super) struct DifferenceQuery {
    sheet: Option<String>,
    item: Option<String>,
}

pub(super) async fn compare_page(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: kind,
        ..
    }: InCampaign<Comparing, MarkKind>,
    Query(asked): Query<DifferenceQuery>,
) -> Result<Html<String>, AppError> {
    show_comparison(&ctx, &campaign, kind, &asked, Again::default()).await
}

async fn show_comparison(
    ctx: &Ctx,
    campaign: &Campaign,
    kind: MarkKind,
    asked: &DifferenceQuery,
    again: Again,
) -> Result<Html<String>, AppError> {
    let compared = queries::comparison(&ctx.app.db.read, campaign, kind).await?;
    let signatures = queries::signatures(&ctx.app.db.read, campaign.id, kind).await?;
    let selected = Selected::find(&compared, asked.sheet.as_deref(), asked.item.as_deref());
    let who = ctx.account()?;
    let first = signatures.as_ref().map(|signed| signed.first.0);
    let of = (campaign, kind);
    let ruled = selected.and_then(|Selected(at)| compared.differing.get(at));
    let ruled = ruled.map_or(Ok(()), |row| {
        let typed_by = [row.first.by, row.second.by];
        asked::may_settle(of, first.is_some(), &typed_by, who, ctx.now)
    });
    let page = ComparePage {
        may_sign: asked::may_sign(of, &compared.tally, first, who, ctx.now),
        may_settle: ruled,
        campaign,
        kind,
        compared: &compared,
        signatures,
        selected,
        form: again.form,
        refusal: again.refusal,
    };
    let title = |reader: &Reader| {
        let title = t!("compare-title", kind = words::mark_kind(kind));
        Shell::staff(
            reader,
            forms::titled(&page.form, title),
            Job::Marks,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::compare::page(reader, &page)
    }))
}

pub(super) async fn settle(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: kind,
        ..
    }: InCampaign<Settling, MarkKind>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let ruling = Ruling {
        sheet: typed.get("sheet").to_owned(),
        item: typed.get("item").to_owned(),
        choice: match typed.get("choice") {
            "first" => Some(Choice::First),
            "second" => Some(Choice::Second),
            "retyped" => Some(Choice::Retyped(typed.get("value").to_owned())),
            _ => None,
        },
        reason: typed.get("reason").to_owned(),
    };
    let error = match commands::settle(&ctx, campaign.id, kind, &ruling).await {
        Ok(()) => {
            return Ok(
                Redirect::to(&addresses::marking::compare(&campaign.code, kind)).into_response(),
            );
        }
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    let asked = DifferenceQuery {
        sheet: Some(ruling.sheet),
        item: Some(ruling.item),
    };
    let page = show_comparison(&ctx, &campaign, kind, &asked, again).await?;
    Ok((status, page).into_response())
}

pub(super) async fn compare_xlsx(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: kind,
        ..
    }: InCampaign<Comparing, MarkKind>,
) -> Result<Response, AppError> {
    let compared = queries::comparison(&ctx.app.db.read, &campaign, kind).await?;
    let table = write_for(&ctx, |reader| {
        views::compare::table(reader, &campaign.code, kind, &compared)
    });
    take_out(&ctx, campaign.id, "comparison", table)
        .await?
        .xlsx()
}

pub(super) async fn freeze(
    ctx: Ctx,
    InCampaign {
        campaign,
        rest: kind,
        ..
    }: InCampaign<Freezing, MarkKind>,
) -> Result<Response, AppError> {
    match commands::sign(&ctx, campaign.id, kind).await {
        Ok(_) => {
            Ok(Redirect::to(&addresses::marking::compare(&campaign.code, kind)).into_response())
        }
        Err(error) => {
            let (status, again) = Again::after(error, Typed::default())?;
            let page =
                show_comparison(&ctx, &campaign, kind, &DifferenceQuery::default(), again).await?;
            Ok((status, page).into_response())
        }
    }
}
