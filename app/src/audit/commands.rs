//! Appending to the chain.

use crate::{
    entity::{application, audit_entry},
    error::AppError,
    platform::tx::Tx,
};
use domain::{
    digest::{canonical, sha256},
    events::Event,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde::Serialize;
use uuid::Uuid;

/// What an entry's digest covers.
#[derive(Serialize)]
pub(super) struct Sealed<'a> {
    pub seq: i64,
    pub at: i64,
    pub actor: Option<Uuid>,
    pub detail: &'a str,
    pub previous: &'a str,
}

impl Sealed<'_> {
    pub fn digest(&self) -> Result<String, AppError> {
        Ok(sha256(&canonical(self).map_err(AppError::fault)?))
    }
}

/// Writes one entry for each event. The caller holds the chain's lock.
///
/// # Errors
/// The database's own, as a fault.
pub async fn append(tx: &Tx, events: &[Event]) -> Result<(), AppError> {
    let last = audit_entry::Entity::find()
        .order_by_desc(audit_entry::Column::Seq)
        .one(tx.db())
        .await?;
    let (mut seq, mut previous) =
        last.map_or((0, String::new()), |entry| (entry.seq, entry.digest));
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        seq += 1;
        let value = serde_json::to_value(event).map_err(AppError::fault)?;
        let detail = value.to_string();
        let actor = tx.actor.map(|account| account.0);
        let sealed = Sealed {
            seq,
            at: tx.now.0,
            actor,
            detail: &detail,
            previous: &previous,
        };
        let digest = sealed.digest()?;
        let about = About::of(&value);
        let campaign_id = match about.campaign {
            Some(campaign) => Some(campaign),
            None => campaign_of(tx.db(), about.application).await?,
        };
        rows.push(audit_entry::ActiveModel {
            seq: Set(seq),
            at: Set(tx.now.0),
            actor_id: Set(actor),
            event: Set(event.name()),
            campaign_id: Set(campaign_id),
            subject_id: Set(about.subject),
            detail: Set(detail),
            previous: Set(previous),
            digest: Set(digest.clone()),
        });
        previous = digest;
    }
    for chunk in rows.chunks(500) {
        audit_entry::Entity::insert_many(chunk.to_vec())
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(())
}

/// What an event is about, for looking it up later.
pub(super) struct About {
    /// Where the event names it.
    pub campaign: Option<Uuid>,
    pub application: Option<Uuid>,
    pub subject: Option<Uuid>,
}

impl About {
    pub(super) fn of(event: &serde_json::Value) -> Self {
        let id = |key: &str| {
            let text = event.get(key).and_then(|value| value.as_str());
            text.and_then(|text| Uuid::parse_str(text).ok())
        };
        let subjects = [
            "application",
            "candidate",
            "publication",
            "certificate",
            "account",
        ];
        About {
            campaign: id("campaign"),
            application: id("application"),
            subject: subjects.into_iter().find_map(id),
        }
    }
}

/// The campaign of an application, where there is one.
async fn campaign_of(
    db: &impl ConnectionTrait,
    application: Option<Uuid>,
) -> Result<Option<Uuid>, AppError> {
    let Some(application) = application else {
        return Ok(None);
    };
    let found = application::Entity::find_by_id(application).one(db).await?;
    Ok(found.map(|found| found.campaign_id))
}
