//! Who is asking: opaque cookies, only their hashes at rest, an idle and an absolute end. All servers read one table.

use super::{
    app::App,
    ctx::Actor,
    secrets::{random_token, token_hash},
};
use crate::{
    entity::{account, grant, kinds::AccountKind, session},
    error::AppError,
};
use domain::{
    Instant,
    access::{Grant, Jurisdiction},
    ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::time::Duration;

const IDLE: Duration = Duration::from_secs(8 * 3600);
const ABSOLUTE: Duration = Duration::from_secs(7 * 24 * 3600);
/// How stale `seen_at` may be: reading a page seldom writes.
const TOUCH_EVERY: Duration = Duration::from_secs(300);

/// The cookie's name; the prefix makes browsers insist on TLS and on this host.
pub fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// Opens a session and gives the cookie's value.
///
/// # Errors
/// The database's own, as a fault.
pub async fn open(app: &App, account: AccountId, now: Instant) -> Result<String, AppError> {
    let token = random_token();
    let row = session::ActiveModel {
        hash: Set(token_hash(&token)),
        account_id: Set(account.0),
        created_at: Set(now.0),
        seen_at: Set(now.0),
        expires_at: Set(now.plus(ABSOLUTE).0),
    };
    session::Entity::insert(row)
        .exec_without_returning(&app.db.write)
        .await?;
    Ok(token)
}

/// # Errors
/// The database's own, as a fault.
pub async fn close(app: &App, token: &str) -> Result<(), AppError> {
    session::Entity::delete_by_id(token_hash(token))
        .exec(&app.db.write)
        .await?;
    Ok(())
}

/// Signs a person out everywhere: after a new password.
///
/// # Errors
/// The database's own, as a fault.
pub async fn close_all(
    db: &impl sea_orm::ConnectionTrait,
    account: AccountId,
) -> Result<(), AppError> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Who holds this cookie, if it is still good.
///
/// # Errors
/// The database's own, as a fault.
pub async fn actor(app: &App, token: &str, now: Instant) -> Result<Option<Actor>, AppError> {
    let read = &app.db.read;
    let Some(session) = session::Entity::find_by_id(token_hash(token))
        .one(read)
        .await?
    else {
        return Ok(None);
    };
    let Some(account) = account::Entity::find_by_id(session.account_id)
        .one(read)
        .await?
    else {
        return Ok(None);
    };
    let idle_end = Instant(session.seen_at).plus(IDLE);
    if now > idle_end || now > Instant(session.expires_at) || account.disabled_at.is_some() {
        return Ok(None);
    }
    if now > Instant(session.seen_at).plus(TOUCH_EVERY) {
        // Whoever signs out meanwhile leaves nothing to touch.
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now.0))
            .filter(session::Column::Hash.eq(session.hash))
            .exec(&app.db.write)
            .await?;
    }
    Ok(Some(Actor {
        account: AccountId(account.id),
        name: account.name,
        is_staff: account.kind.0 == AccountKind::Staff,
        grants: grants(&app.db.read, AccountId(account.id)).await?,
    }))
}

/// The roles that an account holds today.
///
/// # Errors
/// The database's own, as a fault.
pub async fn grants(
    db: &impl sea_orm::ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Grant>, AppError> {
    let rows = grant::Entity::find()
        .filter(grant::Column::AccountId.eq(account.0))
        .filter(grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Grant {
            role: row.role.0,
            scope: Jurisdiction(row.area),
        })
        .collect())
}
