//! Doors of the marking desk: recorders type, checkers settle, two people freeze.

mod comparing;
mod entering;

use super::{queries, views};
use crate::{
    campaigns::{Duty, InCampaign},
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
use axum::response::Html;
use domain::{access::Permission, marking::MarkKind};

const ENTER: Guard = Guard::May(Permission::EnterMarks);

/// Who works on marks in any way.
struct AtWork;

impl Duty for AtWork {
    const ONE_OF: &'static [Permission] = &[
        Permission::EnterMarks,
        Permission::SettleMarks,
        Permission::FreezeMarks,
    ];
}

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

async fn overview(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<AtWork>,
) -> Result<Html<String>, AppError> {
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
