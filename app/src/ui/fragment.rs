//! A piece of a page by itself, for an island that puts it in the place of an older one.

use super::lang;
use crate::platform::ctx::Ctx;
use axum::response::Html;
use leptos::prelude::*;

pub fn render<V: IntoView>(ctx: &Ctx, body: impl FnOnce() -> V) -> Html<String> {
    Html(lang::with(ctx.display.lang, || body().into_any().to_html()))
}
