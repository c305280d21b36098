//! Failed attempts are counted in the database, so that a second server does not double what may be tried.

use super::db::Db;
use crate::{entity::throttle, error::AppError};
use domain::{Instant, Refusal};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use std::time::Duration;

/// How many attempts are allowed in which time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub attempts: i32,
    pub window: Duration,
}

/// Five wrong passwords for one account in a quarter of an hour.
pub const PER_ACCOUNT: Limit = Limit {
    attempts: 5,
    window: Duration::from_secs(900),
};
/// A school or a street office shares one address: generous, against machines only.
pub const PER_ADDRESS: Limit = Limit {
    attempts: 100,
    window: Duration::from_secs(900),
};

/// # Errors
/// `TooManyAttempts` with the moment at which the window ends.
pub async fn check(db: &Db, key: &str, limit: Limit, now: Instant) -> Result<(), AppError> {
    match throttle::Entity::find_by_id(key.to_owned())
        .one(&db.read)
        .await?
    {
        Some(row) if row.attempts >= limit.attempts && now < ends(&row, limit) => {
            Err(Refusal::TooManyAttempts {
                until: ends(&row, limit),
            }
            .into())
        }
        _ => Ok(()),
    }
}

/// Counts a failed attempt.
///
/// # Errors
/// The database's own, as a fault.
pub async fn count(db: &Db, key: &str, limit: Limit, now: Instant) -> Result<(), AppError> {
    let found = throttle::Entity::find_by_id(key.to_owned())
        .one(&db.write)
        .await?;
    let (window_start, attempts) = match found {
        Some(row) if now < ends(&row, limit) => (row.window_start, row.attempts + 1),
        _ => (now.0, 1),
    };
    let row = throttle::ActiveModel {
        key: Set(key.to_owned()),
        window_start: Set(window_start),
        attempts: Set(attempts),
    };
    throttle::Entity::insert(row)
        .on_conflict(
            OnConflict::column(throttle::Column::Key)
                .update_columns([throttle::Column::WindowStart, throttle::Column::Attempts])
                .to_owned(),
        )
        .exec_without_returning(&db.write)
        .await?;
    Ok(())
}

/// A success forgets the failures before it.
///
/// # Errors
/// The database's own, as a fault.
pub async fn forget(db: &Db, key: &str) -> Result<(), AppError> {
    throttle::Entity::delete_by_id(key.to_owned())
        .exec(&db.write)
        .await?;
    Ok(())
}

fn ends(row: &throttle::Model, limit: Limit) -> Instant {
    Instant(row.window_start).plus(limit.window)
}
