//! Public lists and their files. The same for everybody, so served as ready bytes; no script.

use super::super::{
    queries::lists::{self, Published},
    views::{self, list::Asked},
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
        words,
    },
};
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

pub fn doors() -> Doors {
    Doors::new()
        .get("/results", Guard::Public, all)
        .get("/campaigns/{code}/results", Guard::Public, newest)
        .get(
            "/campaigns/{code}/results/{version}",
            Guard::Public,
            version,
        )
        .get(
            "/campaigns/{code}/results/{version}/changes",
            Guard::Public,
            changes,
        )
        .get(
            "/campaigns/{code}/results/{version}/sealed.json",
            Guard::Public,
            sealed,
        )
        .get(
            "/campaigns/{code}/results/{version}/sealed.jws",
            Guard::Public,
            signature,
        )
        .get(
            "/campaigns/{code}/results/{version}/list.csv",
            Guard::Public,
            csv,
        )
        .get(
            "/campaigns/{code}/results/{version}/list.xlsx",
            Guard::Public,
            xlsx,
        )
}

async fn all(ctx: Ctx, headers: HeaderMap) -> Result<Response, AppError> {
    let page = async {
        let lists = lists::all(&ctx.app.db.read).await?;
        let title = || Shell::public(t!("menu-results"), Menu::Results);
        Ok(shell::render(&ctx, title, || views::lists::page(&lists)).0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

async fn newest(
    ctx: Ctx,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    list(&ctx, &code, None, &asked, &headers).await
}

async fn version(
    ctx: Ctx,
    Path((code, version)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    list(&ctx, &code, Some(version), &asked, &headers).await
}

async fn list(
    ctx: &Ctx,
    code: &str,
    version: Option<u32>,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let page = async {
        let public = lists::published(&ctx.app, code, version).await?;
        let title = || {
            Shell::public(
                views::lists::title(&public.campaign, &public.list.title),
                Menu::Results,
            )
        };
        Ok(shell::render(ctx, title, || views::list::page(ctx, &public, asked)).0)
    };
    ctx.app.pages.serve(ctx, headers, page).await
}

async fn changes(
    ctx: Ctx,
    Path((code, version)): Path<(String, u32)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let page = async {
        let public = lists::published(&ctx.app, &code, Some(version)).await?;
        let title = || Shell::public(t!("roll-changes-region"), Menu::Results);
        Ok(shell::render(&ctx, title, || views::changes::page(&public)).0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

/// Exactly the sealed bytes: their SHA-256 is the printed digest.
async fn sealed(
    ctx: Ctx,
    Path((code, version)): Path<(String, u32)>,
) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    Ok(file(
        public.sealed,
        "application/json",
        &format!("{code}-{version}.json"),
    ))
}

async fn signature(
    ctx: Ctx,
    Path((code, version)): Path<(String, u32)>,
) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    Ok(file(
        public.stamp.signature,
        "application/jose",
        &format!("{code}-{version}.jws"),
    ))
}

fn file(body: String, media_type: &'static str, name: &str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

async fn csv(ctx: Ctx, Path((code, version)): Path<(String, u32)>) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    lang::with(ctx.display.lang, || table(&public)).csv()
}

async fn xlsx(ctx: Ctx, Path((code, version)): Path<(String, u32)>) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    lang::with(ctx.display.lang, || table(&public)).xlsx()
}

fn table(public: &Published) -> Table {
    let head = [
        t!("post-code"),
        t!("post-street"),
        t!("post-name"),
        t!("post-places"),
        t!("roll-rank"),
        t!("roll-ticket"),
        t!("name"),
        t!("kind-written"),
        t!("result-bonus"),
        t!("kind-interview"),
        t!("roll-total"),
        t!("list-outcome"),
    ];
    let score = |points: Option<domain::Points>| points.map(|p| p.to_string()).unwrap_or_default();
    let rows = public.list.posts.iter().flat_map(|post| {
        post.rows.iter().map(move |row| {
            vec![
                post.code.clone(),
                post.street.clone(),
                post.name.clone(),
                post.places.to_string(),
                row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                row.ticket.clone(),
                row.name.clone(),
                score(row.written),
                row.bonus.to_string(),
                score(row.interview),
                score(row.total),
                words::placing(row.placing),
            ]
        })
    });
    Table {
        name: format!("{}-{}", public.campaign.code, public.stamp.version),
        head: head.to_vec(),
        rows: rows.collect(),
    }
}
