//! The guide for writing rules, and the reference of rule documents: the repository's own files, readable by everybody.

use super::views;
use crate::{
    error::AppError,
    platform::{app::SharedApp, ctx::Ctx},
    ui::{
        lang,
        manual::{self, Words},
        shell::{self, Menu, Shell},
    },
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::rules::Lang;

const ZH: &str = include_str!("../../../docs/rules/guide.zh-CN.md");
const EN: &str = include_str!("../../../docs/rules/guide.en.md");
const REFERENCE: &str = include_str!("../../../docs/rules/README.md");

pub async fn guide(
    state: State<SharedApp>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let source = || if lang::current() == Lang::Zh { ZH } else { EN };
    serve(
        state,
        &ctx,
        &headers,
        ("/help", || t!("help-title")),
        source,
        None,
    )
    .await
}

/// Kept in English only, like the names of the fields that it lists.
pub async fn reference(
    state: State<SharedApp>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    serve(
        state,
        &ctx,
        &headers,
        ("/help/rules", || t!("rules-guide")),
        || REFERENCE,
        Some("en"),
    )
    .await
}

async fn serve(
    State(app): State<SharedApp>,
    ctx: &Ctx,
    headers: &HeaderMap,
    back: (&'static str, fn() -> String),
    source: fn() -> &'static str,
    in_lang: Option<&'static str>,
) -> Result<Response, AppError> {
    let page = async {
        let title = || Shell::public(manual::title(source()).to_owned(), Menu::None);
        let view = || {
            let words = Words {
                contents: t!("manual-contents"),
                table: &table,
            };
            let html = manual::html(&with_own_links(source()), &words);
            views::manual((back.0, back.1()), html, in_lang)
        };
        Ok(shell::render(ctx, title, view).0)
    };
    app.pages.serve(ctx, headers, page).await
}

/// Files link to each other by name, pages by path.
fn with_own_links(source: &str) -> String {
    let own = source.replace("](README.md", "](/help/rules/reference");
    own.replace("](guide.en.md", "](/help/rules")
        .replace("](guide.zh-CN.md", "](/help/rules")
}

fn table(kind: &str) -> String {
    match kind {
        "people" => t!("manual-people"),
        "check" => t!("manual-check"),
        _ => t!("manual-result"),
    }
}
