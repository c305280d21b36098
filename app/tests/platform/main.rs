//! What the platform promises whatever it is used for: sessions, counted attempts, mail, files, secrets, transactions,
//! what every answer says to a browser, and uploads.
#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

mod addresses;
mod answers;
mod mail;
mod sessions;
mod stores;
mod throttle;
mod uploads;

use app::error::{AppError, Refusal};

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> Refusal {
    match result {
        Err(AppError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}
