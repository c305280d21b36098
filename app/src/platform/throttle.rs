//! Attempts are counted in the database before the work that they ask for, so that neither a second server nor many
//! attempts at once can try more than one server could one after another.

use super::db::Db;
use crate::{
    entity::throttle,
    error::{AppError, Refusal},
};
use domain::Instant;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, TransactionTrait, sea_query::OnConflict,
};
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
/// A school or a street office shares one address: beyond these it is slowed down, and never shut out.
pub const PER_ADDRESS: Limit = Limit {
    attempts: 100,
    window: Duration::from_secs(900),
};

/// Counts an attempt that is about to be made.
///
/// # Errors
/// `TooManyAttempts` with the moment at which the window ends.
pub async fn take(db: &Db, key: &str, limit: Limit, now: Instant) -> Result<(), AppError> {
    let counted = count(db, key, limit, now).await?;
    if counted.attempts > limit.attempts {
        let until = ends(&counted, limit);
        return Err(Refusal::TooManyAttempts { until }.into());
    }
    Ok(())
}

/// How long an attempt from an address waits that has made so many in the present window: each one beyond the limit
/// a little longer, up to three seconds.
///
/// # Errors
/// The database's own, as a fault.
pub async fn slowed(db: &Db, key: &str, limit: Limit, now: Instant) -> Result<Duration, AppError> {
    let beyond = count(db, key, limit, now).await?.attempts - limit.attempts;
    Ok(Duration::from_millis(50) * u32::try_from(beyond.min(60)).unwrap_or(0))
}

/// One more; the row is locked from reading to writing.
async fn count(
    db: &Db,
    key: &str,
    limit: Limit,
    now: Instant,
) -> Result<throttle::Model, AppError> {
    let tx = db.write.begin().await?;
    let none = throttle::ActiveModel {
        key: Set(key.to_owned()),
        window_start: Set(now.0),
        attempts: Set(0),
    };
    // Writing what stands there already locks the row: one that is being forgotten meanwhile is made anew.
    throttle::Entity::insert(none)
        .on_conflict(
            OnConflict::column(throttle::Column::Key)
                .update_column(throttle::Column::Key)
                .to_owned(),
        )
        .exec_without_returning(&tx)
        .await?;
    let found = throttle::Entity::find_by_id(key.to_owned())
        .one(&tx)
        .await?;
    let found = found.ok_or_else(|| AppError::fault("an attempt that was counted is gone"))?;
    let (window_start, attempts) = match now < ends(&found, limit) {
        true => (found.window_start, found.attempts.saturating_add(1)),
        false => (now.0, 1),
    };
    let counted = throttle::ActiveModel {
        window_start: Set(window_start),
        attempts: Set(attempts),
        ..found.into()
    };
    let counted = counted.update(&tx).await?;
    tx.commit().await?;
    Ok(counted)
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
