//! Writing notices: called by `Tx::commit` for every event, and by nobody else.

use super::compose::notices_of;
use crate::{
    entity::{
        kinds::{Channel, OutboxState},
        notice, outbox,
    },
    error::AppError,
    platform::{
        ctx::Ctx,
        text::{Json, Text},
        tx::Tx,
    },
};
use domain::{
    events::Event,
    ids::{AccountId, NoticeId},
    notices::Notice,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// Writes inbox and outbox rows for what an event means to people.
///
/// # Errors
/// The database's own, as a fault: the event then does not happen either.
pub async fn announce(tx: &Tx, event: &Event) -> Result<(), AppError> {
    for (account, content) in notices_of(tx, event).await? {
        tell(tx, account, content).await?;
    }
    Ok(())
}

/// One notice to one person.
///
/// # Errors
/// The database's own, as a fault.
pub(crate) async fn tell(tx: &Tx, account: AccountId, content: Notice) -> Result<(), AppError> {
    if !content.is_mail_only() {
        tx.insert(notice::ActiveModel {
            id: Set(Uuid::now_v7()),
            account_id: Set(account.0),
            content: Set(Json(content.clone())),
            created_at: Set(tx.now.0),
            read_at: Set(None),
        })
        .await?;
    }
    let channels: &[Channel] = if content.is_urgent() { &[Channel::Email, Channel::Sms] } else { &[Channel::Email] };
    for &channel in channels {
        tx.insert(outbox::ActiveModel {
            id: Set(Uuid::now_v7()),
            account_id: Set(account.0),
            channel: Set(Text(channel)),
            content: Set(Json(content.clone())),
            state: Set(Text(OutboxState::Waiting)),
            attempts: Set(0),
            next_at: Set(tx.now.0),
            leased_until: Set(None),
            sent_at: Set(None),
            created_at: Set(tx.now.0),
        })
        .await?;
    }
    Ok(())
}

/// The person opened a notice.
///
/// # Errors
/// `NotFound` for a notice that is not theirs.
pub async fn read(ctx: &Ctx, id: NoticeId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let found = tx.find::<notice::Entity>(id.0).await?;
    if found.account_id != ctx.account()?.0 {
        return Err(AppError::NotFound);
    }
    if found.read_at.is_some() {
        return Ok(());
    }
    tx.save(notice::ActiveModel { read_at: Set(Some(ctx.now.0)), ..found.into() }).await?;
    tx.commit(Event::NoticeRead { notice: id }).await
}
