//! Drawing lots, once, for everybody on the shortlist.

use super::queries::{may_draw, shortlisted};
use crate::{
    campaigns::queries::by_id,
    entity::{campaign, candidate, lot, standing},
    error::AppError,
    platform::{ctx::Ctx, secrets::random_seed, tx::Tx},
};
use domain::{
    access::Permission,
    events::Event,
    ids::{CampaignId, CandidateId},
    interviews::draw,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

/// Draws rooms and the order in them, from a seed that anybody can check.
///
/// # Errors
/// `Progress` unless the shortlist is decided; `NotOpen` before the day where lots are drawn on it; `AlreadyDrawn`;
/// `NoCandidates`; `SamePerson` for the author of the rules.
pub async fn draw_lots(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    tx.lock::<campaign::Entity>(id.0).await?;
    let campaign = by_id(tx.db(), id).await?;
    ctx.must(Permission::AssignSeats, &campaign.scope)?;
    let lots = lot::Entity::find().filter(lot::Column::CampaignId.eq(id.0));
    let drawn = lots.count(tx.db()).await? > 0;
    let count = shortlisted(tx.db(), id).await?;
    may_draw(&campaign, tx.actor, drawn, count, ctx.now)?;
    let shortlisted = standing::Entity::find()
        .select_only()
        .column(standing::Column::CandidateId)
        .filter(standing::Column::CampaignId.eq(id.0))
        .filter(standing::Column::Shortlisted.eq(true))
        .into_query();
    let people: Vec<(Uuid, String)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Id, candidate::Column::PostCode])
        .filter(candidate::Column::Id.in_subquery(shortlisted))
        .into_tuple()
        .all(tx.db())
        .await?;
    let seed = random_seed();
    let people: Vec<(CandidateId, String)> = people
        .into_iter()
        .map(|(id, post)| (CandidateId(id), post))
        .collect();
    let rows = draw(&people, seed)
        .into_iter()
        .map(|drawn| lot::ActiveModel {
            candidate_id: Set(drawn.candidate.0),
            campaign_id: Set(id.0),
            room: Set(i32::try_from(drawn.room).unwrap_or(i32::MAX)),
            number: Set(drawn.number),
        });
    tx.insert_all(rows.collect()).await?;
    let candidates = u32::try_from(people.len()).unwrap_or(u32::MAX);
    tx.commit(Event::LotsDrawn {
        campaign: id,
        candidates,
        seed,
    })
    .await
}
