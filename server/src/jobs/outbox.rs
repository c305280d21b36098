//! Sends what waits in the outbox.

use super::pause;
use crate::mail::Carriers;
use app::{error::AppError, notifications::outbox, platform::app::SharedApp};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

pub async fn run(app: SharedApp, carriers: Carriers, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match send_next(&app, &carriers).await {
            Ok(true) => {}
            Ok(false) => pause(&stop, Duration::from_secs(1)).await,
            Err(_) => pause(&stop, Duration::from_secs(5)).await,
        }
    }
}

/// Sends one message; `false` when nothing is due.
async fn send_next(app: &SharedApp, carriers: &Carriers) -> Result<bool, AppError> {
    let now = app.clock.now();
    let Some(row) = outbox::claim(app, now).await? else {
        return Ok(false);
    };
    let Some(message) = outbox::compose(app, &row).await? else {
        outbox::sent(app, row, now).await?;
        return Ok(true);
    };
    match carriers.of(row.channel.0).send(&message).await {
        Ok(()) => outbox::sent(app, row, app.clock.now()).await?,
        Err(why) => {
            tracing::warn!(message = %message.id, attempt = row.attempts, why, "not sent");
            outbox::failed(app, row, app.clock.now()).await?;
        }
    }
    Ok(true)
}
