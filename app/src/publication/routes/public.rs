//! Public lists and their files. The same for everybody, so served as ready bytes; no script.

use super::super::{
    queries::lists::{self},
    views::{self, list::ListQuery},
};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        paths::At,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Menu, Shell},
    },
};
use axum::{
    extract::Query,
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
        let title = |reader: &Reader| Shell::public(reader, t!("menu-results"), Menu::Results);
        Ok(shell::render(&ctx, title, |reader| views::lists::page(reader, &lists)).0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

async fn newest(
    ctx: Ctx,
    At(code): At<String>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    list(&ctx, &code, None, &asked, &headers).await
}

async fn version(
    ctx: Ctx,
    At((code, version)): At<(String, u32)>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    list(&ctx, &code, Some(version), &asked, &headers).await
}

async fn list(
    ctx: &Ctx,
    code: &str,
    version: Option<u32>,
    asked: &ListQuery,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let page = async {
        let public = lists::published(&ctx.app, code, version).await?;
        let title = |reader: &Reader| {
            Shell::public(
                reader,
                views::lists::title(reader, &public.campaign, &public.list.title),
                Menu::Results,
            )
        };
        Ok(shell::render(ctx, title, |reader| {
            views::list::page(reader, &public, asked)
        })
        .0)
    };
    ctx.app.pages.serve(ctx, headers, page).await
}

async fn changes(
    ctx: Ctx,
    At((code, version)): At<(String, u32)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let page = async {
        let public = lists::published(&ctx.app, &code, Some(version)).await?;
        let title = |reader: &Reader| {
            Shell::public(reader, t!("result-list-changes-region"), Menu::Results)
        };
        Ok(shell::render(&ctx, title, |reader| views::changes::page(reader, &public)).0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

/// Exactly the sealed bytes: their SHA-256 is the printed digest.
async fn sealed(ctx: Ctx, At((code, version)): At<(String, u32)>) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    Ok(file(
        public.sealed,
        "application/json",
        &format!("{code}-{version}.json"),
    ))
}

async fn signature(ctx: Ctx, At((code, version)): At<(String, u32)>) -> Result<Response, AppError> {
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

async fn csv(ctx: Ctx, At((code, version)): At<(String, u32)>) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    write_for(&ctx, |reader| views::tables::list(reader, &public)).csv()
}

async fn xlsx(ctx: Ctx, At((code, version)): At<(String, u32)>) -> Result<Response, AppError> {
    let public = lists::published(&ctx.app, &code, Some(version)).await?;
    write_for(&ctx, |reader| views::tables::list(reader, &public)).xlsx()
}
