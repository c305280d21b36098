//! Assigning seats, once for the whole campaign; and taking the door lists away as a file.

use crate::{
    campaigns::{commands::move_on, commands::not_the_author, queries::by_id},
    entity::{application, candidate, script_key},
    error::AppError,
    platform::{ctx::Ctx, secrets::random_seed, text::Text, tx::Tx},
};
use chrono::NaiveDate;
use domain::{
    Refusal,
    access::Permission,
    admission::assign,
    applications::Stage,
    campaigns::Progress,
    events::Event,
    ids::{ApplicationId, CampaignId},
    marking::MarkKind,
    sheets::Layout,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// Gives everybody who was accepted a ticket number, a seat and a script number.
///
/// # Errors
/// `NotOpen` before applications close, `ReviewsOpen` while somebody can still be accepted, `SamePerson` for the author
/// of the rules, `NoCandidates`; `Progress` the second time.
pub async fn assign_seats(ctx: &Ctx, id: CampaignId) -> Result<(), AppError> {
    let tx = Tx::begin(ctx).await?;
    let campaign = by_id(tx.db(), id).await?;
    ctx.must(Permission::AssignSeats, &campaign.scope)?;
    not_the_author(&tx, id).await?;
    let papers = Layout::of(&campaign.content.rules, MarkKind::Written);
    // Where nobody sits a paper there are no marks to freeze before the list is decided.
    let seated = match papers.items.is_empty() {
        true => Progress::WrittenFrozen,
        false => Progress::Seated,
    };
    move_on(&tx, id, Progress::Announced, seated).await?;
    if let Some(from) = campaign.timetable.closes().filter(|close| ctx.now < *close) {
        return Err(Refusal::NotOpen { from }.into());
    }
    let open = super::queries::still_open(tx.db(), &campaign, ctx.now).await?;
    if open > 0 {
        return Err(Refusal::ReviewsOpen { count: open }.into());
    }
    let accepted = application::Entity::find()
        .filter(application::Column::CampaignId.eq(id.0))
        .filter(application::Column::Stage.eq(Text(Stage::Accepted)))
        .all(tx.db())
        .await?;
    if accepted.is_empty() {
        return Err(Refusal::NoCandidates.into());
    }
    let seed = random_seed();
    let day = campaign.first_day().unwrap_or_else(|| ctx.now.date());
    let candidates = write_seats(&tx, id, accepted, day, seed).await?;
    tx.commit(Event::SeatsAssigned {
        campaign: id,
        candidates,
        seed,
    })
    .await
}

async fn write_seats(
    tx: &Tx,
    id: CampaignId,
    accepted: Vec<application::Model>,
    day: NaiveDate,
    seed: u64,
) -> Result<u32, AppError> {
    let post_of: HashMap<Uuid, String> = accepted
        .into_iter()
        .map(|a| (a.id, a.post_code.unwrap_or_default()))
        .collect();
    let applications: Vec<ApplicationId> = post_of.keys().copied().map(ApplicationId).collect();
    let (mut candidates, mut keys) = (Vec::new(), Vec::new());
    for seat in assign(&applications, day, seed) {
        let candidate = Uuid::now_v7();
        candidates.push(candidate::ActiveModel {
            id: Set(candidate),
            campaign_id: Set(id.0),
            application_id: Set(seat.application.0),
            post_code: Set(post_of
                .get(&seat.application.0)
                .cloned()
                .unwrap_or_default()),
            ticket: Set(seat.ticket),
            room: Set(i32::try_from(seat.room).unwrap_or(i32::MAX)),
            seat: Set(i32::try_from(seat.seat).unwrap_or(i32::MAX)),
            created_at: Set(tx.now.0),
        });
        keys.push(script_key::ActiveModel {
            script: Set(seat.script),
            campaign_id: Set(id.0),
            candidate_id: Set(candidate),
        });
    }
    let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    tx.insert_all(candidates).await?;
    tx.insert_all(keys).await?;
    Ok(count)
}

/// Notes that the door lists left the platform as a file.
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
