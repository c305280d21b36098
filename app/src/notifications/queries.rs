//! A person's inbox.

use crate::{entity::notice, error::AppError};
use domain::{
    Instant,
    ids::{AccountId, NoticeId},
    notices::Notice,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

#[derive(Clone, Debug)]
pub struct Letter {
    pub id: NoticeId,
    pub content: Notice,
    pub at: Instant,
    pub is_read: bool,
}

/// The newest hundred, newest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn inbox(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Letter>, AppError> {
    let rows = notice::Entity::find()
        .filter(notice::Column::AccountId.eq(account.0))
        .order_by_desc(notice::Column::CreatedAt)
        .order_by_desc(notice::Column::Id)
        .limit(100)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(letter).collect())
}

/// One notice of this person.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn one(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: NoticeId,
) -> Result<Letter, AppError> {
    match notice::Entity::find_by_id(id.0).one(db).await? {
        Some(row) if row.account_id == account.0 => Ok(letter(row)),
        _ => Err(AppError::NotFound),
    }
}

/// # Errors
/// The database's own, as a fault.
pub async fn unread(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, AppError> {
    let query = notice::Entity::find()
        .filter(notice::Column::AccountId.eq(account.0))
        .filter(notice::Column::ReadAt.is_null());
    Ok(query.count(db).await?)
}

fn letter(row: notice::Model) -> Letter {
    Letter {
        id: NoticeId(row.id),
        content: row.content.0,
        at: Instant(row.created_at),
        is_read: row.read_at.is_some(),
    }
}
