//! The guide for writing rules, and the reference of rule documents: the repository's own files, readable by everybody.

use super::views;
use crate::{
    addresses,
    error::AppError,
    platform::{app::SharedApp, ctx::Ctx},
    ui::{
        manual::{self, Words},
        reader::Reader,
        shell::{self, Menu, Shell},
    },
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::rules::Lang;

const ZH: &str = include_str!("../../../docs/rules/guide.zh-CN.md");
const EN: &str = include_str!("../../../docs/rules/guide.en.md");
const HOUR_ZH: &str = include_str!("../../../docs/rules/hour.zh-CN.md");
const HOUR_EN: &str = include_str!("../../../docs/rules/hour.en.md");
const REFERENCE_ZH: &str = include_str!("../../../docs/rules/README.zh-CN.md");
const REFERENCE_EN: &str = include_str!("../../../docs/rules/README.md");

/// The one in the language of the reader.
fn spoken(reader: &Reader, zh: &'static str, en: &'static str) -> &'static str {
    if reader.lang == Lang::Zh { zh } else { en }
}

pub async fn guide(
    state: State<SharedApp>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let back: Back = (addresses::settings::HELP, |_| t!("help-title"));
    serve(state, &ctx, &headers, back, |reader| spoken(reader, ZH, EN)).await
}

/// From one real notice to its rules, step by step.
pub async fn hour(
    state: State<SharedApp>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    serve(state, &ctx, &headers, TO_GUIDE, |reader| {
        spoken(reader, HOUR_ZH, HOUR_EN)
    })
    .await
}

pub async fn reference(
    state: State<SharedApp>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let source = |reader: &Reader| spoken(reader, REFERENCE_ZH, REFERENCE_EN);
    serve(state, &ctx, &headers, TO_GUIDE, source).await
}

/// The page above, and what it is called.
type Back = (&'static str, fn(&Reader) -> String);

const TO_GUIDE: Back = (addresses::settings::GUIDE, |_| t!("rules-guide"));

async fn serve(
    State(app): State<SharedApp>,
    ctx: &Ctx,
    headers: &HeaderMap,
    back: Back,
    source: fn(&Reader) -> &'static str,
) -> Result<Response, AppError> {
    let page = async {
        let title = |reader: &Reader| {
            Shell::public(reader, manual::title(source(reader)).to_owned(), Menu::None)
        };
        let view = |reader: &Reader| {
            let words = Words {
                contents: t!("manual-contents"),
                document: t!("manual-document"),
                table: &|kind: &str| table(reader, kind),
            };
            let html = manual::html(&with_own_links(source(reader)), &words);
            views::manual(reader, (back.0, back.1(reader)), html)
        };
        Ok(shell::render(ctx, title, view).0)
    };
    app.pages.serve(ctx, headers, page).await
}

/// Files link to each other by name, pages by path.
fn with_own_links(source: &str) -> String {
    let pages = [
        ("README", addresses::settings::GUIDE_REFERENCE),
        ("guide", addresses::settings::GUIDE),
        ("hour", addresses::settings::GUIDE_HOUR),
    ];
    let mut own = source.to_owned();
    for (file, path) in pages {
        for ending in [".zh-CN.md", ".en.md", ".md"] {
            own = own.replace(&format!("]({file}{ending}"), &format!("]({path}"));
        }
    }
    own
}

fn table(_: &Reader, kind: &str) -> String {
    match kind {
        "people" => t!("manual-people"),
        "check" => t!("manual-check"),
        _ => t!("manual-result"),
    }
}
