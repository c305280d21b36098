//! The issuing officer's desk: who gets a certificate, who has one, and taking one back.

use super::super::{
    commands,
    queries::{self, Record},
    views,
};
use crate::{
    addresses,
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
use domain::{
    Problem,
    access::Permission,
    certificates::{CertificateAct, CertificateNumber},
};

const ISSUE: Guard = Guard::May(Permission::IssueCertificates);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/certificates", ISSUE, page)
        .post("/desk/{code}/certificates", ISSUE, issue)
        .get("/desk/{code}/certificates/{number}", ISSUE, one)
        .post("/desk/{code}/certificates/{number}", ISSUE, change)
}

async fn page(ctx: Ctx, At(code): At<String>) -> Result<Html<String>, AppError> {
    desk(&ctx, &code, None).await
}

async fn desk(ctx: &Ctx, code: &str, refusal: Option<Refusal>) -> Result<Html<String>, AppError> {
    let desk = queries::desk(ctx, code).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("job-certificates"),
            Job::None,
            Some(desk.campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::desk::page(reader, &desk, refusal)
    }))
}

async fn issue(
    ctx: Ctx,
    At(code): At<String>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let id = queries::desk(&ctx, &code).await?.campaign.id;
    let named = typed.trimmed("people").parse().ok();
    match commands::issue(&ctx, id, named.or(Some(0))).await {
        Ok(_) => Ok(Redirect::to(&addresses::certificates::desk(&code)).into_response()),
        Err(error) => {
            let refusal = error.refused()?;
            let status = refusal.status();
            Ok((status, desk(&ctx, &code, Some(refusal)).await?).into_response())
        }
    }
}

/// A certificate of this campaign.
async fn found(
    ctx: &Ctx,
    code: &str,
    number: &CertificateNumber,
) -> Result<(queries::Desk, Record), AppError> {
    let desk = queries::desk(ctx, code).await?;
    let record = queries::find(&ctx.app.db.read, number).await?;
    let record = record
        .filter(|r| r.campaign == desk.campaign.id)
        .ok_or(AppError::NotFound)?;
    Ok((desk, record))
}

async fn one(
    ctx: Ctx,
    At((code, number)): At<(String, CertificateNumber)>,
) -> Result<Html<String>, AppError> {
    shown(&ctx, &code, &number, Again::default()).await
}

async fn shown(
    ctx: &Ctx,
    code: &str,
    number: &CertificateNumber,
    again: Again,
) -> Result<Html<String>, AppError> {
    let Again { form, refusal } = again;
    let (desk, record) = found(ctx, code, number).await?;
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            titled(&form, t!("job-certificates")),
            Job::None,
            Some(desk.campaign.heading()),
        )
    };
    Ok(shell::render(ctx, title, |reader| {
        views::desk::one(reader, code, &record, &form, refusal)
    }))
}

fn act(typed: &Typed) -> Result<CertificateAct, AppError> {
    match typed.get("act") {
        "suspend" => Ok(CertificateAct::Suspend),
        "reinstate" => Ok(CertificateAct::Reinstate),
        "revoke" => Ok(CertificateAct::Revoke),
        _ => Err(AppError::invalid("act", Problem::NotChosen)),
    }
}

async fn change(
    ctx: Ctx,
    At((code, number)): At<(String, CertificateNumber)>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let (_, record) = found(&ctx, &code, &number).await?;
    let done = match act(&typed) {
        Ok(act) => commands::change(&ctx, &record.number, act, typed.get("reason")).await,
        Err(problem) => Err(problem),
    };
    let error = match done {
        Ok(()) => {
            return Ok(
                Redirect::to(&addresses::certificates::issued(&code, number.as_str()))
                    .into_response(),
            );
        }
        Err(error) => error,
    };
    let (status, again) = Again::after(error, typed)?;
    Ok((status, shown(&ctx, &code, &number, again).await?).into_response())
}
