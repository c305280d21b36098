//! Assigning seats, once for the whole campaign; and taking the door lists away as a file.

use super::readiness::readiness;
use crate::{
    campaigns::{commands::move_on, queries::by_id},
    entity::{application, campaign, candidate, script_key, script_seal, stored::Text},
    error::AppError,
    platform::{ctx::Ctx, secrets::random_seed, tx::Tx},
};
use chrono::NaiveDate;
use domain::{
    access::Permission,
    admission::{ScriptKey, assign, scripts},
    applications::Stage,
    campaigns::Progress,
    events::Event,
    ids::{ApplicationId, CampaignId},
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
    tx.lock::<campaign::Entity>(id.0).await?;
    let campaign = by_id(tx.db(), id).await?;
    ctx.must(Permission::AssignSeats, &campaign.scope)?;
    let ready = readiness(tx.db(), &campaign, ctx.now).await?;
    ready.may_assign(&campaign, tx.actor)?;
    // Where nobody sits a paper there are no marks to freeze before the list is decided.
    let seated = match campaign.content.rules.has_papers() {
        true => Progress::Seated,
        false => Progress::WrittenFrozen,
    };
    move_on(&tx, id, Progress::Announced, seated).await?;
    let accepted = application::Entity::find()
        .filter(application::Column::CampaignId.eq(id.0))
        .filter(application::Column::Stage.eq(Text(Stage::Accepted)))
        .all(tx.db())
        .await?;
    let seed = random_seed();
    let day = campaign.first_day().unwrap_or_else(|| ctx.now.date());
    let post_of: HashMap<Uuid, String> = accepted
        .into_iter()
        .map(|a| (a.id, a.post_code.unwrap_or_default()))
        .collect();
    let candidates = write_seats(&tx, id, &post_of, day, seed).await?;
    let scripts = write_scripts(&tx, ctx, id, &post_of).await?;
    tx.commit(Event::SeatsAssigned {
        campaign: id,
        candidates,
        seed,
        scripts,
    })
    .await
}

async fn write_seats(
    tx: &Tx,
    id: CampaignId,
    post_of: &HashMap<Uuid, String>,
    day: NaiveDate,
    seed: u64,
) -> Result<u32, AppError> {
    let applications: Vec<ApplicationId> = post_of.keys().copied().map(ApplicationId).collect();
    let seats = assign(&applications, day, seed).into_iter();
    let candidates = seats.map(|seat| candidate::ActiveModel {
        id: Set(Uuid::now_v7()),
        campaign_id: Set(id.0),
        application_id: Set(seat.application.0),
        post_code: Set(post_of[&seat.application.0].clone()),
        ticket: Set(seat.ticket),
        room: Set(i32::try_from(seat.room).unwrap_or(i32::MAX)),
        seat: Set(i32::try_from(seat.seat).unwrap_or(i32::MAX)),
        created_at: Set(tx.now.0),
    });
    let candidates: Vec<_> = candidates.collect();
    let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    tx.insert_all(candidates).await?;
    Ok(count)
}

/// Script numbers from a new secret key, and what the key is known by. Rows stand in the order of the scripts: not even
/// their order says where somebody sits.
async fn write_scripts(
    tx: &Tx,
    ctx: &Ctx,
    id: CampaignId,
    post_of: &HashMap<Uuid, String>,
) -> Result<String, AppError> {
    let key = ScriptKey(rand::random());
    let applications: Vec<ApplicationId> = post_of.keys().copied().map(ApplicationId).collect();
    let rows = scripts(&applications, &key).into_iter();
    let rows = rows.map(|(script, tag, application)| script_key::ActiveModel {
        tag: Set(tag),
        campaign_id: Set(id.0),
        script: Set(script),
        post_code: Set(post_of[&application.0].clone()),
    });
    tx.insert_all(rows.collect()).await?;
    tx.insert(script_seal::ActiveModel {
        campaign_id: Set(id.0),
        key_cipher: Set(ctx.app.secrets.encrypt(&key.to_hex())),
        revealed: Set(None),
    })
    .await?;
    Ok(key.commitment())
}

/// Opens the key of the script numbers: a step of the second signature under the marks.
///
/// # Errors
/// A key that cannot be read, as a fault.
pub async fn reveal_scripts(tx: &Tx, ctx: &Ctx, id: CampaignId) -> Result<String, AppError> {
    let seal = script_seal::Entity::find_by_id(id.0).one(tx.db()).await?;
    let seal = seal.ok_or_else(|| AppError::fault("seats without a key of their scripts"))?;
    let key = ctx.app.secrets.decrypt(&seal.key_cipher);
    let key = key.ok_or_else(|| AppError::fault("the key of the scripts is of another secret"))?;
    tx.save(script_seal::ActiveModel {
        revealed: Set(Some(key.clone())),
        ..seal.into()
    })
    .await?;
    Ok(key)
}
