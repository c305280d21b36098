//! Rooms and seats for the exam centre, the door list of a room, and a person's own ticket.

mod tickets;

pub use super::readiness::{Readiness, readiness};
use crate::{
    campaigns::queries::Campaign,
    entity::{account, application, audit_entry, candidate, script_key, script_seal},
    error::AppError,
};
use domain::{
    Instant,
    admission::ScriptKey,
    events::Event,
    ids::{ApplicationId, CampaignId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
pub use tickets::{Subject, Ticket, ticket};
use uuid::Uuid;

/// Where the seating stands: what it waits for, or what was drawn.
#[derive(Clone, Debug)]
pub struct Seating {
    pub ready: Readiness,
    /// Room and how many sit there.
    pub rooms: Vec<(i32, u64)>,
    pub drawn: Option<Draw>,
}

/// The draw of seats, as anybody can repeat it, and that of the scripts, as far as it may be known.
#[derive(Clone, Debug)]
pub struct Draw {
    pub at: Instant,
    pub by: String,
    pub seed: u64,
    /// What the secret key of the scripts is known by.
    pub scripts: String,
    /// The key itself, once the marks are frozen.
    pub key: Option<String>,
}

impl Seating {
    pub fn seated(&self) -> u64 {
        self.rooms.iter().map(|(_, people)| people).sum()
    }
}

/// # Errors
/// The database's own, as a fault.
pub async fn seating(
    db: &impl ConnectionTrait,
    campaign: &Campaign,
    now: Instant,
) -> Result<Seating, AppError> {
    let rooms: Vec<i32> = candidate::Entity::find()
        .select_only()
        .column(candidate::Column::Room)
        .filter(candidate::Column::CampaignId.eq(campaign.id.0))
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = BTreeMap::<i32, u64>::new();
    for room in rooms {
        *counts.entry(room).or_default() += 1;
    }
    let key = revealed(db, campaign.id).await?;
    let drawn = happened(db, campaign.id, "seats_assigned")
        .await?
        .and_then(|(at, by, event)| match event {
            Event::SeatsAssigned { seed, scripts, .. } => Some(Draw {
                at,
                by,
                seed,
                scripts,
                key,
            }),
            _ => None,
        });
    Ok(Seating {
        ready: readiness(db, campaign, now).await?,
        rooms: counts.into_iter().collect(),
        drawn,
    })
}

/// The key of the scripts; `None` until the marks are frozen.
async fn revealed(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<String>, AppError> {
    let seal = script_seal::Entity::find_by_id(campaign.0).one(db).await?;
    Ok(seal.and_then(|seal| seal.revealed))
}

/// Whose each script is: here, and only after freezing, numbers and people come together (D1). Nobody's before.
///
/// # Errors
/// The database's own, as a fault.
pub async fn owners_of_scripts(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<HashMap<String, Uuid>, AppError> {
    let key = revealed(db, campaign).await?;
    let Some(key) = key.as_deref().and_then(ScriptKey::from_hex) else {
        return Ok(HashMap::new());
    };
    let scripts: Vec<(String, String)> = script_key::Entity::find()
        .select_only()
        .columns([script_key::Column::Tag, script_key::Column::Script])
        .filter(script_key::Column::CampaignId.eq(campaign.0))
        .into_tuple()
        .all(db)
        .await?;
    let mut scripts: HashMap<String, String> = scripts.into_iter().collect();
    let people: Vec<(Uuid, Uuid)> = candidate::Entity::find()
        .select_only()
        .columns([candidate::Column::Id, candidate::Column::ApplicationId])
        .filter(candidate::Column::CampaignId.eq(campaign.0))
        .into_tuple()
        .all(db)
        .await?;
    let owned = people.into_iter().filter_map(|(candidate, application)| {
        let script = scripts.remove(&key.tag(ApplicationId(application)))?;
        Some((script, candidate))
    });
    Ok(owned.collect())
}

/// When something last happened in a campaign, by whom, and what it was.
///
/// # Errors
/// The database's own, as a fault.
pub async fn happened(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    event: &str,
) -> Result<Option<(Instant, String, Event)>, AppError> {
    let found = audit_entry::Entity::find()
        .filter(audit_entry::Column::CampaignId.eq(campaign.0))
        .filter(audit_entry::Column::Event.eq(event))
        .order_by_desc(audit_entry::Column::Seq)
        .one(db)
        .await?;
    let Some(entry) = found else { return Ok(None) };
    let by = match entry.actor_id {
        Some(id) => account::Entity::find_by_id(id)
            .one(db)
            .await?
            .map(|a| a.name)
            .unwrap_or_default(),
        None => String::new(),
    };
    let event = serde_json::from_str(&entry.detail).map_err(AppError::fault)?;
    Ok(Some((Instant(entry.at), by, event)))
}

/// A candidate as the exam centre knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    pub candidate: Uuid,
    pub room: i32,
    pub seat: i32,
    pub ticket: String,
    pub name: String,
    pub post: String,
}

/// Everybody of a campaign, or of one room, by room and seat.
///
/// # Errors
/// The database's own, as a fault.
pub async fn seated(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    room: Option<i32>,
) -> Result<Vec<Seated>, AppError> {
    let mut query = candidate::Entity::find().filter(candidate::Column::CampaignId.eq(campaign.0));
    if let Some(room) = room {
        query = query.filter(candidate::Column::Room.eq(room));
    }
    let query = query
        .order_by_asc(candidate::Column::Room)
        .order_by_asc(candidate::Column::Seat);
    let rows = query.all(db).await?;
    let names = names(db, campaign).await?;
    let rows = rows.into_iter().map(|row| Seated {
        name: names.get(&row.application_id).cloned().unwrap_or_default(),
        candidate: row.id,
        room: row.room,
        seat: row.seat,
        ticket: row.ticket,
        post: row.post_code,
    });
    Ok(rows.collect())
}

/// The name behind each application of a campaign.
///
/// # Errors
/// The database's own, as a fault.
pub async fn names(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<HashMap<Uuid, String>, AppError> {
    use sea_orm::QueryTrait;
    let own = application::Entity::find().filter(application::Column::CampaignId.eq(campaign.0));
    let ids = own
        .clone()
        .select_only()
        .column(application::Column::AccountId)
        .into_query();
    let people: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.in_subquery(ids))
        .into_tuple()
        .all(db)
        .await?;
    let people: HashMap<Uuid, String> = people.into_iter().collect();
    let pairs: Vec<(Uuid, Uuid)> = own
        .select_only()
        .columns([application::Column::Id, application::Column::AccountId])
        .into_tuple()
        .all(db)
        .await?;
    Ok(pairs
        .into_iter()
        .filter_map(|(id, account)| Some((id, people.get(&account)?.clone())))
        .collect())
}
