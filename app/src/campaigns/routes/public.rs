//! Public doors: the start page, the list of recruitments, an announcement with its post table and self-check.

use crate::{
    campaigns::{
        Announced, InCampaign,
        queries::{self, Campaign, PostRow},
        selfcheck, views,
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::Filled,
        paths::At,
        spreadsheet::Table,
        web::Typing,
    },
    ui::{
        reader::{Reader, write_for},
        shell::{self, Menu, Shell},
    },
};
use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

pub fn doors() -> Doors {
    Doors::new()
        .get("/", Guard::Public, home)
        .get("/campaigns", Guard::Public, list)
        .get("/campaigns/{code}", Guard::Public, announcement)
        .post("/campaigns/{code}/check", Guard::Public, check)
        .get("/campaigns/{code}/posts.csv", Guard::Public, posts_csv)
        .get("/campaigns/{code}/posts.xlsx", Guard::Public, posts_xlsx)
        .get("/campaigns/{code}/rules.json", Guard::Public, rules_json)
}

async fn home(ctx: Ctx, headers: HeaderMap) -> Result<Response, AppError> {
    let page = async {
        let campaigns = queries::all(&ctx.app.db.read, true).await?;
        Ok(shell::render(
            &ctx,
            |reader| Shell::public(reader, t!("home-title"), Menu::Campaigns),
            |reader| views::home::page(reader, &campaigns),
        )
        .0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

async fn list(ctx: Ctx, headers: HeaderMap) -> Result<Response, AppError> {
    let page = async {
        let campaigns = queries::all(&ctx.app.db.read, true).await?;
        let body = |reader: &Reader| views::home::list(reader, &campaigns);
        Ok(shell::render(
            &ctx,
            |reader| Shell::public(reader, t!("all-campaigns"), Menu::Campaigns),
            body,
        )
        .0)
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

/// Filters of the post table.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PostFilter {
    #[serde(default)]
    pub street: String,
    #[serde(default)]
    pub audience: String,
    /// Show all rows, not only the first.
    #[serde(default)]
    pub all: String,
}

async fn announcement(
    ctx: Ctx,
    At(code): At<String>,
    Query(filter): Query<PostFilter>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let page = async {
        let campaign = queries::announced(&ctx.app.db.read, &code).await?;
        let posts = queries::posts(&ctx.app.db.read, campaign.id).await?;
        Ok(announcement_page(&ctx, &campaign, &posts, &filter, None))
    };
    ctx.app.pages.serve(&ctx, &headers, page).await
}

fn announcement_page(
    ctx: &Ctx,
    campaign: &Campaign,
    posts: &[PostRow],
    filter: &PostFilter,
    checked: Option<(&Filled, Option<selfcheck::Verdict>)>,
) -> String {
    let title = |reader: &Reader| {
        let title = campaign.title(reader.lang).to_owned();
        Shell::public(
            reader,
            checked.as_ref().map_or(title.clone(), |(form, _)| {
                crate::ui::forms::titled(form, title)
            }),
            Menu::Campaigns,
        )
    };
    let body = |reader: &Reader| {
        views::announcement::page(reader, campaign, posts, filter, checked.as_ref())
    };
    shell::render(ctx, title, body).0
}

/// The self-check: a form whose answer is the same page. By POST, so that no birth date stands in an address.
async fn check(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Announced>,
    Typing(typed): Typing,
) -> Result<Response, AppError> {
    let posts = queries::posts(&ctx.app.db.read, campaign.id).await?;
    let rules = &campaign.content.rules;
    let (status, form, verdict) = match selfcheck::read(rules, &typed) {
        Ok(facts) => (
            StatusCode::OK,
            Filled::fresh(typed),
            Some(selfcheck::verdict(rules, &facts, ctx.display.lang)),
        ),
        Err(problems) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Filled { typed, problems },
            None,
        ),
    };
    let filter = PostFilter::default();
    let html = announcement_page(&ctx, &campaign, &posts, &filter, Some((&form, verdict)));
    Ok((status, axum::response::Html(html)).into_response())
}

async fn table(ctx: &Ctx, campaign: &Campaign) -> Result<Table, AppError> {
    let posts = queries::posts(&ctx.app.db.read, campaign.id).await?;
    Ok(write_for(ctx, |reader| {
        views::tables::posts(reader, campaign, posts)
    }))
}

async fn posts_csv(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Announced>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign).await?.csv()
}

async fn posts_xlsx(
    ctx: Ctx,
    InCampaign { campaign, .. }: InCampaign<Announced>,
) -> Result<Response, AppError> {
    table(&ctx, &campaign).await?.xlsx()
}

/// The frozen rules, whose SHA-256 the announcement prints.
async fn rules_json(
    InCampaign { campaign, .. }: InCampaign<Announced>,
) -> Result<Response, AppError> {
    let headers = [(axum::http::header::CONTENT_TYPE, "application/json")];
    Ok((headers, campaign.content.rules.to_json()).into_response())
}
