//! A piece of a page by itself, for an island that puts it in the place of an older one.

use super::reader::{Reader, write_for};
use crate::platform::ctx::Ctx;
use axum::response::Html;
use leptos::prelude::*;

pub fn render<V: IntoView>(ctx: &Ctx, body: impl FnOnce(&Reader) -> V) -> Html<String> {
    Html(write_for(ctx, |reader| body(reader).into_any().to_html()))
}
