//! Reading the chain, and checking it.

use super::commands::{About, Sealed};
use crate::{
    accounts::queries as accounts,
    entity::{application, audit_entry},
    error::AppError,
};
use domain::{Instant, events::Event, ids::CampaignId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

pub const PAGE_SIZE: u64 = 50;

#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: i64,
    pub at: Instant,
    /// Empty for the platform itself.
    pub actor: String,
    pub event: Event,
    pub digest: String,
}

#[derive(Clone, Debug)]
pub struct Trail {
    pub entries: Vec<Entry>,
    pub total: u64,
    pub page: u64,
    /// The first entry of the shown page that does not fit its predecessor.
    pub broken_at: Option<i64>,
}

/// The newest entries first; of one campaign, or of everything.
///
/// # Errors
/// The database's own, as a fault.
pub async fn trail(
    db: &impl ConnectionTrait,
    campaign: Option<CampaignId>,
    page: u64,
) -> Result<Trail, AppError> {
    let mut query = audit_entry::Entity::find();
    if let Some(campaign) = campaign {
        query = query.filter(audit_entry::Column::CampaignId.eq(campaign.0));
    }
    let total = query.clone().count(db).await?;
    // Behind the last page is the last page.
    let page = page.min(total.div_ceil(PAGE_SIZE).saturating_sub(1));
    let rows = query
        .order_by_desc(audit_entry::Column::Seq)
        .offset(page * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .all(db)
        .await?;
    let names = accounts::names(db, rows.iter().filter_map(|row| row.actor_id)).await?;
    let broken_at = rows.iter().find(|row| !holds(row)).map(|row| row.seq);
    let entries = rows
        .into_iter()
        .filter_map(|row| entry(row, &names))
        .collect();
    Ok(Trail {
        entries,
        total,
        page,
        broken_at,
    })
}

/// Walks the whole chain: the first entry that does not fit, or `None` when it is unbroken.
///
/// # Errors
/// The database's own, as a fault.
pub async fn first_break(db: &impl ConnectionTrait) -> Result<Option<i64>, AppError> {
    let (mut after, mut previous) = (0, String::new());
    loop {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::Seq.gt(after))
            .order_by_asc(audit_entry::Column::Seq)
            .limit(1_000)
            .all(db)
            .await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let campaigns = campaigns_of(db, &rows).await?;
        for row in rows {
            let follows = row.seq == after + 1 && row.previous == previous;
            if !follows || !holds(&row) || !stands_at_its_campaign(&row, &campaigns) {
                return Ok(Some(row.seq));
            }
            (after, previous) = (row.seq, row.digest);
        }
    }
}

/// What happened to one record, oldest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn history(db: &impl ConnectionTrait, subject: Uuid) -> Result<Vec<Entry>, AppError> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::SubjectId.eq(subject))
        .order_by_asc(audit_entry::Column::Seq)
        .all(db)
        .await?;
    let names = accounts::names(db, rows.iter().filter_map(|row| row.actor_id)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| entry(row, &names))
        .collect())
}

/// The entries of a campaign with these names, oldest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn steps(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    events: &[&str],
) -> Result<Vec<Entry>, AppError> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::CampaignId.eq(campaign.0))
        .filter(audit_entry::Column::Event.is_in(events.iter().copied()))
        .order_by_asc(audit_entry::Column::Seq)
        .all(db)
        .await?;
    let names = accounts::names(db, rows.iter().filter_map(|row| row.actor_id)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| entry(row, &names))
        .collect())
}

/// Whether the digest is that of the entry, and the columns by which it is looked up say what the entry says.
fn holds(row: &audit_entry::Model) -> bool {
    let sealed = Sealed {
        seq: row.seq,
        at: row.at,
        actor: row.actor_id,
        detail: &row.detail,
        previous: &row.previous,
    };
    let Ok(detail) = serde_json::from_str::<serde_json::Value>(&row.detail) else {
        return false;
    };
    let about = About::of(&detail);
    let name = detail.get("event").and_then(|name| name.as_str());
    let campaign = about.campaign.is_none() || row.campaign_id == about.campaign;
    sealed.digest().is_ok_and(|digest| digest == row.digest)
        && name == Some(row.event.as_str())
        && row.subject_id == about.subject
        && campaign
}

fn about(row: &audit_entry::Model) -> About {
    About::of(&serde_json::from_str(&row.detail).unwrap_or_default())
}

/// The campaigns of the applications that these entries are about.
async fn campaigns_of(
    db: &impl ConnectionTrait,
    rows: &[audit_entry::Model],
) -> Result<HashMap<Uuid, Uuid>, AppError> {
    let ids = rows.iter().filter_map(|row| about(row).application);
    let found = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::CampaignId])
        .filter(application::Column::Id.is_in(ids))
        .into_tuple()
        .all(db);
    Ok(found.await?.into_iter().collect())
}

/// Where the entry names no campaign itself: whether it stands at that of its application, or at none.
fn stands_at_its_campaign(row: &audit_entry::Model, campaigns: &HashMap<Uuid, Uuid>) -> bool {
    let about = about(row);
    match (about.campaign, about.application) {
        (Some(_), _) => true,
        (None, None) => row.campaign_id.is_none(),
        // An application that is gone says nothing any more.
        (None, Some(application)) => campaigns
            .get(&application)
            .is_none_or(|campaign| row.campaign_id == Some(*campaign)),
    }
}

fn entry(row: audit_entry::Model, names: &HashMap<Uuid, String>) -> Option<Entry> {
    Some(Entry {
        seq: row.seq,
        at: Instant(row.at),
        actor: row
            .actor_id
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        event: serde_json::from_str(&row.detail).ok()?,
        digest: row.digest,
    })
}
