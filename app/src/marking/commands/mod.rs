//! Typing marks, taking a sheet back, settling differences, freezing.

mod entering;
mod freezing;
mod settling;

pub use entering::{enter, enter_lines, take_back};
pub use freezing::{Signature, sign};
pub use settling::{Choice, Ruling, settle};

use crate::{
    campaigns::queries::{Campaign, by_id},
    entity::{campaign, freeze, stored::Text},
    error::AppError,
    platform::{ctx::Ctx, tx::Tx},
};
use domain::{Refusal, events::Event, ids::CampaignId, marking::MarkKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The campaign, locked, at the step where these marks are worked on.
async fn at_work(tx: &Tx, id: CampaignId, kind: MarkKind) -> Result<Campaign, AppError> {
    tx.lock::<campaign::Entity>(id.0).await?;
    let campaign = by_id(tx.db(), id).await?;
    if campaign.progress >= kind.leads_to() {
        return Err(Refusal::Frozen.into());
    }
    campaign.progress.require(kind.typed_at())?;
    if let Some(from) = kind
        .begins(&campaign.timetable)
        .filter(|from| tx.now < *from)
    {
        return Err(Refusal::NotOpen { from }.into());
    }
    Ok(campaign)
}

/// As [`at_work`], and nobody has signed for these marks yet.
async fn open_for_change(tx: &Tx, id: CampaignId, kind: MarkKind) -> Result<Campaign, AppError> {
    let campaign = at_work(tx, id, kind).await?;
    match signature(tx, id, kind).await? {
        Some(_) => Err(Refusal::Frozen.into()),
        None => Ok(campaign),
    }
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

/// Notes that a table of marks left the platform as a file.
///
/// # Errors
/// The database's own, as a fault.
pub async fn note_export(ctx: &Ctx, id: CampaignId, list: &str) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    tx.commit(Event::ListExported {
        campaign: id,
        list: list.to_owned(),
    })
    .await
}
