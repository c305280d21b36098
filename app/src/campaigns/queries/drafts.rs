//! The stored versions of a draft.

use crate::{accounts::queries as accounts, entity::campaign_draft, error::AppError};
use domain::{
    Instant,
    campaigns::Draft,
    ids::{CampaignId, Revision},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// A saved state of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    pub revision: Revision,
    /// The part that was changed, as the event names it.
    pub part: String,
    pub by: String,
    pub at: Instant,
}

/// Every saved state of a draft, the newest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn drafts(
    db: &impl ConnectionTrait,
    id: CampaignId,
) -> Result<Vec<SavedDraft>, AppError> {
    let rows: Vec<(i32, String, Uuid, i64)> = campaign_draft::Entity::find()
        .select_only()
        .columns([
            campaign_draft::Column::Revision,
            campaign_draft::Column::Part,
            campaign_draft::Column::SavedBy,
            campaign_draft::Column::SavedAt,
        ])
        .filter(campaign_draft::Column::CampaignId.eq(id.0))
        .order_by_desc(campaign_draft::Column::Revision)
        .into_tuple()
        .all(db)
        .await?;
    let names = accounts::names(db, rows.iter().map(|(.., by, _)| *by)).await?;
    let saved = rows.into_iter().map(|(revision, part, by, at)| SavedDraft {
        revision: Revision(revision),
        part,
        by: names.get(&by).cloned().unwrap_or_default(),
        at: Instant(at),
    });
    Ok(saved.collect())
}

/// What a draft held at one of its revisions.
///
/// # Errors
/// `NotFound`.
pub async fn draft_at(
    db: &impl ConnectionTrait,
    id: CampaignId,
    revision: Revision,
) -> Result<Draft, AppError> {
    let row = campaign_draft::Entity::find()
        .filter(campaign_draft::Column::CampaignId.eq(id.0))
        .filter(campaign_draft::Column::Revision.eq(revision.0))
        .one(db)
        .await?;
    Ok(row.ok_or(AppError::NotFound)?.content.0)
}
