//! One's own result, its calculation as files, and the figures of its charts. Nobody else's exists here.

use super::super::{
    queries::mine::{self, Reading},
    views,
};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        spreadsheet::Table,
    },
    ui::{
        lang,
        shell::{self, Menu, Shell},
    },
};
use axum::{
    Json,
    extract::Path,
    http::header,
    response::{Html, IntoResponse, Response},
};
use domain::{Points, ids::ApplicationId, rules::explain};

pub fn doors() -> Doors {
    Doors::new()
        .get("/applications/{id}/result", Guard::Applicant, result)
        .get("/applications/{id}/result.json", Guard::Applicant, json)
        .get("/applications/{id}/result.txt", Guard::Applicant, text)
        .get("/applications/{id}/ladder.csv", Guard::Applicant, ladder)
        .get("/applications/{id}/written.csv", Guard::Applicant, written)
}

async fn result(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Html<String>, AppError> {
    let mine = mine::mine(&ctx, id).await?;
    let title = || Shell::public(t!("result-title"), Menu::Mine);
    Ok(shell::render(&ctx, title, || {
        views::result::page(&ctx, &mine)
    }))
}

async fn reading(ctx: &Ctx, id: ApplicationId) -> Result<Reading, AppError> {
    mine::mine(ctx, id).await?.reading.ok_or(AppError::NotFound)
}

async fn json(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Response, AppError> {
    Ok(Json(reading(&ctx, id).await?.derivation).into_response())
}

async fn text(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Response, AppError> {
    let text = explain(&reading(&ctx, id).await?.derivation, ctx.display.lang).to_text();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

async fn ladder(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Response, AppError> {
    let ladder = reading(&ctx, id).await?.ladder;
    let table = || {
        let yes = |is: bool| {
            if is {
                t!("result-yes")
            } else {
                t!("result-no")
            }
        };
        let rows = ladder.rungs.iter().map(|rung| {
            vec![
                rung.place.to_string(),
                rung.score.to_string(),
                yes(rung.inside),
                yes(rung.mine),
            ]
        });
        Table {
            name: "ladder".to_owned(),
            head: vec![
                t!("roll-rank"),
                t!("result-chart-score"),
                t!("result-chart-inside"),
                t!("result-chart-mine"),
            ],
            rows: rows.collect(),
        }
    };
    lang::with(ctx.display.lang, table).csv()
}

async fn written(ctx: Ctx, Path(id): Path<ApplicationId>) -> Result<Response, AppError> {
    let chart = reading(&ctx, id)
        .await?
        .histogram
        .ok_or(AppError::NotFound)?;
    let table = || {
        let rows = chart.bands.iter().map(|band| {
            let to = Points::from_raw(band.from.raw() + chart.width.raw());
            vec![
                band.from.to_string(),
                to.to_string(),
                band.people.to_string(),
            ]
        });
        Table {
            name: "written".to_owned(),
            head: vec![
                t!("result-chart-from"),
                t!("result-chart-below"),
                t!("funnel-people"),
            ],
            rows: rows.collect(),
        }
    };
    lang::with(ctx.display.lang, table).csv()
}
