//! The sending side of the outbox: a lease, so that no two servers send one message; back-off, so that a broken mail
//! server is not hammered; a stable id, so that a repeated delivery is recognised as the same message.

use super::words;
use crate::{
    entity::{
        account,
        kinds::{Channel, OutboxState},
        outbox,
        stored::{Json, Text},
    },
    error::AppError,
    platform::app::App,
    ui::{lang, reader::write_to},
};
use domain::Instant;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use std::time::Duration;
use uuid::Uuid;

/// A message as an adapter sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Stays the same over all attempts.
    pub id: Uuid,
    pub channel: Channel,
    /// An e-mail address or a mobile number.
    pub to: String,
    pub name: String,
    pub subject: String,
    pub body: String,
    /// `zh-CN` or `en`.
    pub language: &'static str,
}

const LEASE: Duration = Duration::from_secs(60);
/// After that many attempts over about a day somebody must look.
const ATTEMPTS: i32 = 12;

/// Takes the next due message for this server; nobody else gets it while the lease lasts.
///
/// # Errors
/// The database's own, as a fault.
pub async fn claim(app: &App, now: Instant) -> Result<Option<outbox::Model>, AppError> {
    let due = Condition::all()
        .add(outbox::Column::State.eq(Text(OutboxState::Waiting)))
        .add(outbox::Column::NextAt.lte(now.0))
        .add(
            Condition::any()
                .add(outbox::Column::LeasedUntil.is_null())
                .add(outbox::Column::LeasedUntil.lt(now.0)),
        );
    let candidates = outbox::Entity::find()
        .filter(due.clone())
        .order_by_asc(outbox::Column::NextAt)
        .limit(8)
        .all(&app.db.write)
        .await?;
    for row in candidates {
        // The condition is asked again in the update itself: only one server's update finds it still true.
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::LeasedUntil, Expr::value(now.plus(LEASE).0))
            .col_expr(outbox::Column::Attempts, Expr::value(row.attempts + 1))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::Attempts.eq(row.attempts))
            .filter(due.clone())
            .exec(&app.db.write)
            .await?;
        if taken.rows_affected == 1 {
            return Ok(Some(outbox::Model {
                attempts: row.attempts + 1,
                ..row
            }));
        }
    }
    Ok(None)
}

/// The message in its reader's language, or `None` where there is no way to reach them by this channel.
///
/// # Errors
/// The database's own, as a fault.
pub async fn compose(app: &App, row: &outbox::Model) -> Result<Option<Message>, AppError> {
    let Some(person) = account::Entity::find_by_id(row.account_id)
        .one(&app.db.read)
        .await?
    else {
        return Ok(None);
    };
    let to = match row.channel.0 {
        Channel::Email if person.email_confirmed_at.is_some() || row.content.0.is_mail_only() => {
            Some(person.email)
        }
        Channel::Email => None,
        Channel::Sms => person
            .phone_cipher
            .and_then(|cipher| app.secrets.decrypt(&cipher)),
    };
    Ok(to.map(|to| {
        write_to(&app.site, person.language.0, app.clock.now(), |reader| {
            Message {
                id: row.id,
                channel: row.channel.0,
                to,
                subject: words::title(&row.content.0),
                body: words::letter(reader, &person.name, &row.content.0),
                name: person.name,
                language: lang::tag(person.language.0),
            }
        })
    }))
}

/// The message left: it is never sent again, and the link in it is forgotten.
///
/// # Errors
/// The database's own, as a fault.
pub async fn sent(app: &App, row: outbox::Model, now: Instant) -> Result<(), AppError> {
    let content = row.content.0.clone().redacted();
    let row = outbox::ActiveModel {
        id: Set(row.id),
        state: Set(Text(OutboxState::Sent)),
        sent_at: Set(Some(now.0)),
        leased_until: Set(None),
        content: Set(Json(content)),
        ..Default::default()
    };
    row.update(&app.db.write).await?;
    Ok(())
}

/// It did not leave: later, at doubling distances, and at last never.
///
/// # Errors
/// The database's own, as a fault.
pub async fn failed(app: &App, row: outbox::Model, now: Instant) -> Result<(), AppError> {
    let state = if row.attempts >= ATTEMPTS {
        OutboxState::Dead
    } else {
        OutboxState::Waiting
    };
    let wait = Duration::from_secs(15 << row.attempts.clamp(0, 10));
    let row = outbox::ActiveModel {
        id: Set(row.id),
        state: Set(Text(state)),
        next_at: Set(now.plus(wait).0),
        leased_until: Set(None),
        ..Default::default()
    };
    row.update(&app.db.write).await?;
    Ok(())
}
