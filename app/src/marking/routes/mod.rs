//! Doors of the marking desk: recorders type, checkers settle, two people freeze.

mod comparing;
mod entering;

use super::{queries, views};
use crate::{
    campaigns::queries::{Campaign, announced},
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
    },
    ui::{
        reader::Reader,
        shell::{self, Job, Shell},
    },
};
use axum::{extract::Path, response::Html};
use domain::{
    access::Permission,
    marking::{MarkKind, Pass},
};

const ENTER: Guard = Guard::May(Permission::EnterMarks);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/marks", Guard::Staff, overview)
        .get(
            "/desk/{code}/marks/{kind}/enter/{pass}",
            ENTER,
            entering::entry_page,
        )
        .post(
            "/desk/{code}/marks/{kind}/enter/{pass}",
            ENTER,
            entering::enter,
        )
        .post(
            "/desk/{code}/marks/{kind}/upload/{pass}",
            ENTER,
            entering::upload_table,
        )
        .post(
            "/desk/{code}/marks/{kind}/take-back/{pass}",
            ENTER,
            entering::take_back,
        )
        .get(
            "/desk/{code}/marks/{kind}/template.csv",
            ENTER,
            entering::template,
        )
        .get(
            "/desk/{code}/marks/{kind}/compare",
            Guard::Staff,
            comparing::compare_page,
        )
        .get(
            "/desk/{code}/marks/{kind}/compare.xlsx",
            Guard::Staff,
            comparing::compare_xlsx,
        )
        .post(
            "/desk/{code}/marks/{kind}/settle",
            Guard::May(Permission::SettleMarks),
            comparing::settle,
        )
        .post(
            "/desk/{code}/marks/{kind}/freeze",
            Guard::May(Permission::FreezeMarks),
            comparing::freeze,
        )
}

fn read_kind(word: &str) -> Result<MarkKind, AppError> {
    match word {
        "written" => Ok(MarkKind::Written),
        "interview" => Ok(MarkKind::Interview),
        _ => Err(AppError::NotFound),
    }
}

fn read_pass(word: &str) -> Result<Pass, AppError> {
    match word {
        "first" => Ok(Pass::First),
        "second" => Ok(Pass::Second),
        _ => Err(AppError::NotFound),
    }
}

/// The campaign, for whoever has one of these duties here.
async fn seen(ctx: &Ctx, code: &str, duties: &[Permission]) -> Result<Campaign, AppError> {
    let campaign = announced(&ctx.app.db.read, code).await?;
    let duty = duties
        .iter()
        .copied()
        .find(|duty| ctx.may(*duty, &campaign.scope));
    ctx.must(duty.unwrap_or(duties[0]), &campaign.scope)?;
    Ok(campaign)
}

async fn overview(ctx: Ctx, Path(code): Path<String>) -> Result<Html<String>, AppError> {
    let duties = [
        Permission::EnterMarks,
        Permission::SettleMarks,
        Permission::FreezeMarks,
    ];
    let campaign = seen(&ctx, &code, &duties).await?;
    let db = &ctx.app.db.read;
    let mut kinds = Vec::new();
    for kind in [MarkKind::Written, MarkKind::Interview] {
        let compared = queries::comparison(db, &campaign, kind).await?;
        kinds.push((
            kind,
            compared,
            queries::signatures(db, campaign.id, kind).await?,
        ));
    }
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            t!("job-marks"),
            Job::Marks,
            Some(campaign.heading()),
        )
    };
    Ok(shell::render(&ctx, title, |reader| {
        views::overview::page(reader, &campaign, &kinds)
    }))
}
