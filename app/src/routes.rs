//! All doors, one line per capability, and the layers around them.

use crate::{
    error::AppError,
    platform::{app::SharedApp, assets, doors::Doors, web},
    ui::error_page,
};
use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn_with_state, routing::get};

/// The largest request: a photo or document with its form.
const BODY_LIMIT: usize = 12 * 1024 * 1024;

/// Every door with its guard.
pub fn doors() -> Doors {
    Doors::new()
        .merge(crate::settings::doors())
        .merge(crate::accounts::doors())
        .merge(crate::notifications::doors())
        .merge(crate::audit::doors())
        .merge(crate::publication::doors())
        .merge(crate::certificates::doors())
        .merge(crate::campaigns::doors())
        .merge(crate::rule_editor::doors())
        .merge(crate::applications::doors())
        .merge(crate::admission::doors())
        .merge(crate::marking::doors())
        .merge(crate::interviews::doors())
        .merge(crate::ranking::doors())
        .merge(crate::dry_run::doors())
        .merge(crate::overview::doors())
}

/// The whole site.
pub fn router(app: SharedApp) -> Router {
    let error_page: web::ErrorPage = error_page::page;
    doors()
        .into_router()
        .fallback(async || AppError::NotFound)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state((app.clone(), error_page), web::context))
        .route("/static/{digest}/{file}", get(assets::serve))
        .with_state(app)
}
