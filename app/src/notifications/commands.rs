//! Writing notices: called by `Tx::commit` for every event, and by nobody else.

use super::compose::notices_of;
use crate::{
    entity::{
        kinds::{Channel, OutboxState},
        notice, outbox,
        stored::{Json, Text},
    },
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
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
    tell_all(tx, notices_of(tx, event).await?).await
}

/// One notice to one person.
///
/// # Errors
/// The database's own, as a fault.
pub(crate) async fn tell(tx: &Tx, account: AccountId, content: Notice) -> Result<(), AppError> {
    tell_all(tx, vec![(account, content)]).await
}

/// An event may speak to thousands at once.
async fn tell_all(tx: &Tx, told: Vec<(AccountId, Notice)>) -> Result<(), AppError> {
    let (mut notices, mut messages) = (Vec::new(), Vec::new());
    for (account, content) in told {
        if !content.is_mail_only() {
            notices.push(notice::ActiveModel {
                id: Set(Uuid::now_v7()),
                account_id: Set(account.0),
                content: Set(Json(content.clone())),
                created_at: Set(tx.now.0),
                read_at: Set(None),
            });
        }
        let channels: &[Channel] = if content.is_urgent() {
            &[Channel::Email, Channel::Sms]
        } else {
            &[Channel::Email]
        };
        messages.extend(
            channels
                .iter()
                .map(|&channel| message(tx, account, channel, content.clone())),
        );
    }
    tx.insert_all(notices).await?;
    tx.insert_all(messages).await
}

fn message(tx: &Tx, account: AccountId, channel: Channel, content: Notice) -> outbox::ActiveModel {
    outbox::ActiveModel {
        id: Set(Uuid::now_v7()),
        account_id: Set(account.0),
        channel: Set(Text(channel)),
        content: Set(Json(content)),
        state: Set(Text(OutboxState::Waiting)),
        attempts: Set(0),
        next_at: Set(tx.now.0),
        leased_until: Set(None),
        sent_at: Set(None),
        created_at: Set(tx.now.0),
    }
}

/// The person opened a notice.
///
/// # Errors
/// `NotFound` for a notice that is not theirs.
pub async fn read(ctx: &Ctx, id: NoticeId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let found = tx.lock::<notice::Entity>(id.0).await?;
    if found.account_id != ctx.account()?.0 {
        return Err(AppError::NotFound);
    }
    if found.read_at.is_some() {
        return Ok(());
    }
    tx.save(notice::ActiveModel {
        read_at: Set(Some(ctx.now.0)),
        ..found.into()
    })
    .await?;
    tx.commit(Event::NoticeRead { notice: id }).await
}
