//! Typing marks, taking a sheet back, settling differences, freezing.

mod entering;
mod freezing;
mod settling;

pub use entering::{enter, enter_lines, take_back};
pub use freezing::{Signature, sign};
pub use settling::{Choice, Ruling, settle};

use super::asked::may_change;
use crate::{
    campaigns::queries::{Campaign, by_id},
    entity::{campaign, freeze, stored::Text},
    error::AppError,
    platform::tx::Tx,
};
use domain::{ids::CampaignId, marking::MarkKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The campaign, locked.
async fn locked(tx: &Tx, id: CampaignId) -> Result<Campaign, AppError> {
    tx.lock::<campaign::Entity>(id.0).await?;
    by_id(tx.db(), id).await
}

/// The campaign, locked, while figures may be changed.
async fn open_for_change(tx: &Tx, id: CampaignId, kind: MarkKind) -> Result<Campaign, AppError> {
    let campaign = locked(tx, id).await?;
    let is_signed = signature(tx, id, kind).await?.is_some();
    may_change(&campaign, kind, is_signed, tx.now)?;
    Ok(campaign)
}

async fn signature(
    tx: &Tx,
    id: CampaignId,
    kind: MarkKind,
) -> Result<Option<freeze::Model>, AppError> {
    let found = freeze::Entity::find()
        .filter(freeze::Column::CampaignId.eq(id.0))
        .filter(freeze::Column::Kind.eq(Text(kind)))
        .one(tx.db())
        .await?;
    Ok(found)
}
