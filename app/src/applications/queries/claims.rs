//! Bonus claims that wait for somebody to look at their evidence.

use crate::{
    campaigns::queries::Campaign,
    entity::{application, bonus_claim, kinds::ClaimState, stored::Text},
    error::AppError,
};
use domain::{applications::Stage, ids::ApplicationId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// The open claims of accepted applications: application, item, and the state that a decision must still find.
///
/// # Errors
/// The database's own, as a fault.
pub async fn open_claims(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
) -> Result<Vec<(ApplicationId, String, ClaimState)>, AppError> {
    let accepted = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::CampaignId.eq(campaign.id.0))
        .filter(application::Column::Stage.eq(Text(Stage::Accepted)))
        .into_query();
    let rows = bonus_claim::Entity::find()
        .filter(bonus_claim::Column::ApplicationId.in_subquery(accepted))
        .filter(bonus_claim::Column::State.eq(Text(ClaimState::Claimed)))
        .order_by_asc(bonus_claim::Column::ApplicationId)
        .order_by_asc(bonus_claim::Column::Item)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ApplicationId(row.application_id), row.item, row.state.0))
        .collect())
}
