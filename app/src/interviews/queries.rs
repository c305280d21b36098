//! Rooms of the interview and who was drawn into them.

use crate::{
    admission::queries::{Seated, happened, seated},
    campaigns::queries::Campaign,
    entity::{lot, standing},
    error::{AppError, Refusal},
};
use domain::{
    Instant,
    campaigns::Progress,
    events::Event,
    ids::{AccountId, CampaignId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A lot and the person behind it: for the exam centre only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub number: String,
    pub person: Seated,
}

/// Who is heard where, by lot.
pub type Rooms = BTreeMap<i32, Vec<Drawn>>;

/// # Errors
/// The database's own, as a fault.
pub async fn rooms(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Rooms, AppError> {
    let lots = lot::Entity::find()
        .filter(lot::Column::CampaignId.eq(campaign.0))
        .order_by_asc(lot::Column::Number)
        .all(db)
        .await?;
    if lots.is_empty() {
        return Ok(Rooms::new());
    }
    let people = seated(db, campaign, None).await?;
    let mut people: HashMap<Uuid, Seated> = people.into_iter().map(|p| (p.candidate, p)).collect();
    let mut rooms = Rooms::new();
    for lot in lots {
        if let Some(person) = people.remove(&lot.candidate_id) {
            rooms.entry(lot.room).or_default().push(Drawn {
                number: lot.number,
                person,
            });
        }
    }
    Ok(rooms)
}

/// When the lots were drawn, by whom, from which seed.
///
/// # Errors
/// The database's own, as a fault.
pub async fn drawn(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<(Instant, String, u64)>, AppError> {
    let found = happened(db, campaign, "lots_drawn").await?;
    Ok(found.and_then(|(at, by, event)| match event {
        Event::LotsDrawn { seed, .. } => Some((at, by, seed)),
        _ => None,
    }))
}

/// The lot and room of each candidate, for the sheets of a run.
///
/// # Errors
/// The database's own, as a fault.
pub async fn lots(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<HashMap<Uuid, (String, i32)>, AppError> {
    let rows = lot::Entity::find()
        .filter(lot::Column::CampaignId.eq(campaign.0))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.candidate_id, (row.number, row.room)))
        .collect())
}

/// How many people go to the interview.
///
/// # Errors
/// The database's own, as a fault.
pub async fn shortlisted(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<u64, AppError> {
    let listed = standing::Entity::find()
        .filter(standing::Column::CampaignId.eq(campaign.0))
        .filter(standing::Column::Shortlisted.eq(true));
    Ok(listed.count(db).await?)
}

/// Whether this person may draw the lots now. `drawn`: they lie there already.
///
/// # Errors
/// `SamePerson` for the author of the rules; `NotOpen` before the day where lots are drawn on it; `Progress` unless the
/// shortlist is decided; `AlreadyDrawn`; `NoCandidates`.
pub fn may_draw(
    campaign: &Campaign,
    who: Option<AccountId>,
    drawn: bool,
    shortlisted: u64,
    now: Instant,
) -> Result<(), Refusal> {
    campaign.may_be_run_by(who)?;
    if let Some(from) = campaign.timetable.lots_from.filter(|from| now < *from) {
        return Err(Refusal::NotOpen { from });
    }
    campaign.progress.require(Progress::Shortlisted)?;
    if drawn {
        return Err(Refusal::AlreadyDrawn);
    }
    if shortlisted == 0 {
        return Err(Refusal::NoCandidates);
    }
    Ok(())
}
