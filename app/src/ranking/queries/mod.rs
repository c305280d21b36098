//! What was computed, with everything that is needed to compute it again; and what would be computed now.

mod inputs;
mod lists;
mod steps;

pub use inputs::{preview, shortlist_inputs, total_inputs};
pub use lists::{ListPage, Open, Person, PostLine, TestRow, everybody, list_page, test_rows};
pub use steps::{Step, StepName, StepState, steps};

use crate::{
    entity::{kinds::RunStage, run, stored::Text},
    error::AppError,
};
use domain::{
    Instant,
    ids::{AccountId, CampaignId},
    rules::Bundle,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// One run of the rules. Its candidates are numbered by their tickets.
#[derive(Clone, Debug)]
pub struct StoredRun {
    pub id: Uuid,
    pub stage: RunStage,
    pub bundle: Bundle,
    /// SHA-256 of the bundle's JSON.
    pub digest: String,
    pub rules_digest: String,
    pub run_by: AccountId,
    pub run_at: Instant,
}

/// The newest run of a stage, if there was one.
///
/// # Errors
/// The database's own; a stored bundle that cannot be read is a fault.
pub async fn latest(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    stage: RunStage,
) -> Result<Option<StoredRun>, AppError> {
    let found = run::Entity::find()
        .filter(run::Column::CampaignId.eq(campaign.0))
        .filter(run::Column::Stage.eq(Text(stage)))
        .order_by_desc(run::Column::RunAt)
        .order_by_desc(run::Column::Id)
        .one(db)
        .await?;
    found.map(stored).transpose()
}

/// Which run of a stage is the newest.
///
/// # Errors
/// The database's own, as a fault.
pub async fn latest_id(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    stage: RunStage,
) -> Result<Option<Uuid>, AppError> {
    let found = run::Entity::find()
        .select_only()
        .column(run::Column::Id)
        .filter(run::Column::CampaignId.eq(campaign.0))
        .filter(run::Column::Stage.eq(Text(stage)))
        .order_by_desc(run::Column::RunAt)
        .order_by_desc(run::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}

/// The run of this id.
///
/// # Errors
/// `NotFound`; a stored bundle that cannot be read is a fault.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<StoredRun, AppError> {
    stored(
        run::Entity::find_by_id(id)
            .one(db)
            .await?
            .ok_or(AppError::NotFound)?,
    )
}

fn stored(row: run::Model) -> Result<StoredRun, AppError> {
    let bundle = Bundle::from_json(row.bundle.as_bytes())
        .map_err(|why| AppError::fault(format!("{why:?}")))?;
    Ok(StoredRun {
        id: row.id,
        stage: row.stage.0,
        bundle,
        digest: row.digest,
        rules_digest: row.rules_digest,
        run_by: AccountId(row.run_by),
        run_at: Instant(row.run_at),
    })
}
