//! The web server: layers around the site, health, and a shutdown that finishes what it began.

use app::platform::app::SharedApp;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use std::{net::SocketAddr, time::Duration};
use tokio_util::sync::CancellationToken;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer, trace::TraceLayer};

/// The site with its outer layers. `/livez` stands apart: it measures the bare server.
pub fn router(app: SharedApp) -> Router {
    let site = app::routes::router(app.clone())
        .layer(CompressionLayer::new().br(true).quality(tower_http::CompressionLevel::Precise(4)))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)))
        // Paths carry tokens in their query: only the path is logged.
        .layer(TraceLayer::new_for_http().make_span_with(|request: &axum::http::Request<_>| {
            tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
        }));
    Router::new().route("/livez", get(async || "ok")).route("/readyz", get(ready).with_state(app)).fallback_service(site)
}

/// Ready when the database answers.
async fn ready(State(app): State<SharedApp>) -> StatusCode {
    match app.db.ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Serves until the token is cancelled, then lets open requests finish.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(app: SharedApp, listen: &str, stop: CancellationToken) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(async move { stop.cancelled().await }).await
}
