//! What runs beside the web server: sending the outbox, following the demonstration's clock.

pub mod outbox;

use app::platform::app::SharedApp;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Takes over a clock that was set on another server.
pub async fn follow_clock(app: SharedApp, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if app::settings::commands::follow_clock(&app).await.is_err() {
            tracing::warn!("the shared clock could not be read");
        }
        pause(&stop, Duration::from_secs(1)).await;
    }
}

pub(crate) async fn pause(stop: &CancellationToken, length: Duration) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(length) => {}
    }
}
