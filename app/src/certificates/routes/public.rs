//! Checking a certificate, and the holder's own. Look-ups are counted per address, so that nobody walks through the
//! numbers.

use super::super::{
    queries::{self, Record},
    views,
};
use crate::{
    addresses,
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Filled, Typed},
        paths::At,
        throttle::{self, Limit},
    },
    ui::{
        forms::titled,
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::{
    extract::Query,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    FieldProblem, Problem,
    certificates::{BadNumber, CertificateNumber},
};
use serde::Deserialize;
use std::time::Duration;

/// An employer's personnel office checks a batch from one address; a machine that tries numbers needs thousands.
const LOOK_UPS: Limit = Limit {
    attempts: 120,
    window: Duration::from_secs(900),
};

pub fn doors() -> Doors {
    Doors::new()
        .get("/certificates", Guard::Public, form)
        .get("/certificates/check", Guard::Public, check)
        .get("/certificates/{number}", Guard::Public, answer)
        .get(
            "/certificates/{number}/credential.jws",
            Guard::Public,
            credential,
        )
        .get("/my/certificates", Guard::Applicant, own_list)
        .get("/my/certificates/{number}", Guard::Applicant, own)
}

async fn form(ctx: Ctx, headers: HeaderMap) -> Result<Response, AppError> {
    let page = async { Ok(form_page(&ctx, &Filled::default(), None).0) };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

fn form_page(ctx: &Ctx, form: &Filled, bad: Option<BadNumber>) -> Html<String> {
    let title = |reader: &Reader| {
        Shell::public(
            reader,
            titled(form, t!("menu-certificates")),
            Menu::Certificates,
        )
    };
    shell::render(ctx, title, |reader| views::form::page(reader, form, bad))
}

/// The form again, with the exact slip at the field and everything that was typed.
fn mistyped(ctx: &Ctx, typed: &str, bad: BadNumber) -> Response {
    let problem = match bad {
        BadNumber::Length(0) => Problem::Missing,
        _ => Problem::UnknownChoice,
    };
    let form = Filled {
        typed: Typed::from([("number", typed)]),
        problems: vec![FieldProblem::new("number", problem)],
    };
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        form_page(ctx, &form, Some(bad)),
    )
        .into_response()
}

#[derive(Deserialize)]
struct NumberQuery {
    #[serde(default)]
    number: String,
}

async fn check(ctx: Ctx, Query(asked): Query<NumberQuery>) -> Response {
    match CertificateNumber::parse(&asked.number) {
        Ok(number) => {
            Redirect::to(&addresses::certificates::certificate(number.as_str())).into_response()
        }
        Err(bad) => mistyped(&ctx, &asked.number, bad),
    }
}

/// Counts this look-up of the address.
async fn looked_up(ctx: &Ctx) -> Result<(), AppError> {
    let key = format!("certificates:{}", ctx.client);
    throttle::take(&ctx.app.db, &key, LOOK_UPS, ctx.now).await
}

async fn answer(ctx: Ctx, At(typed): At<String>, headers: HeaderMap) -> Result<Response, AppError> {
    let number = match CertificateNumber::parse(&typed) {
        Ok(number) if number.as_str() == typed => number,
        Ok(number) => {
            return Ok(
                Redirect::to(&addresses::certificates::certificate(number.as_str()))
                    .into_response(),
            );
        }
        Err(bad) => return Ok(mistyped(&ctx, &typed, bad)),
    };
    looked_up(&ctx).await?;
    let db = &ctx.app.db.read;
    let Some(record) = queries::find(db, &number).await? else {
        let title = |reader: &Reader| Shell::public(reader, t!("cert-unknown"), Menu::Certificates);
        let page = shell::render(&ctx, title, |reader| {
            views::answer::unknown(reader, &number)
        });
        return Ok((StatusCode::NOT_FOUND, page).into_response());
    };
    let page = async {
        let campaign = queries::campaign_title(db, record.campaign).await?;
        let signed = record.is_signed(&ctx.app);
        let title = |reader: &Reader| {
            Shell::public(
                reader,
                views::answer::title(reader, &record, signed),
                Menu::Certificates,
            )
        };
        Ok(shell::render(&ctx, title, |reader| {
            views::answer::page(reader, &record, &campaign, signed)
        })
        .0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

async fn credential(ctx: Ctx, At(number): At<CertificateNumber>) -> Result<Response, AppError> {
    looked_up(&ctx).await?;
    let record = queries::find(&ctx.app.db.read, &number)
        .await?
        .ok_or(AppError::NotFound)?;
    let mut response = record.credential.into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/jose"),
    );
    Ok(response)
}

async fn own_list(ctx: Ctx) -> Result<Html<String>, AppError> {
    let records = queries::of_account(&ctx.app.db.read, ctx.account()?).await?;
    let title = |reader: &Reader| Shell::public(reader, t!("mine-certificates"), Menu::Mine);
    Ok(shell::render(&ctx, title, |reader| {
        views::mine::list(reader, &records)
    }))
}

/// The holder's own, with the whole name, ready to be printed.
async fn own(ctx: Ctx, At(number): At<CertificateNumber>) -> Result<Html<String>, AppError> {
    let db = &ctx.app.db.read;
    let account = ctx.account()?;
    let mine = |record: &Record| record.account == account;
    let record = queries::find(db, &number)
        .await?
        .filter(mine)
        .ok_or(AppError::NotFound)?;
    let campaign = queries::campaign_title(db, record.campaign).await?;
    let title = |reader: &Reader| Shell::public(reader, t!("mine-certificates"), Menu::Mine);
    Ok(shell::render(&ctx, title, |reader| {
        views::mine::page(reader, &record, &campaign)
    }))
}
