//! Published lists: only ever read, and only when they still match their digest.

use crate::{
    campaigns::queries::{self as campaigns, Campaign},
    entity::publication,
    error::AppError,
    platform::{app::App, text::Text},
};
use domain::{
    Instant,
    digest::sha256,
    ids::{CampaignId, PublicationId},
    publication::{PublicationState, ResultList, Statement},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is printed about one public version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub id: PublicationId,
    pub run: Uuid,
    pub version: u32,
    pub digest: String,
    pub signature: String,
    pub sealed_at: Instant,
    pub published_at: Instant,
    pub period_ends: Instant,
}

/// One public version with everything that its page says.
#[derive(Clone, Debug)]
pub struct Published {
    pub campaign: Campaign,
    pub stamp: Stamp,
    pub list: ResultList,
    /// Exactly the bytes whose digest is printed.
    pub sealed: String,
    /// Whether the platform's key signed this digest for this version.
    pub signed: bool,
    pub previous: Option<(Stamp, ResultList)>,
    /// The newest public version.
    pub newest: u32,
}

fn stamp(row: &publication::Model) -> Stamp {
    Stamp {
        id: PublicationId(row.id),
        run: row.run_id,
        version: row.version.unsigned_abs(),
        digest: row.digest.clone(),
        signature: row.signature.clone(),
        sealed_at: Instant(row.sealed_at),
        published_at: Instant(row.published_at.unwrap_or_default()),
        period_ends: Instant(row.period_ends_at.unwrap_or_default()),
    }
}

/// What the signature of a row covers, if it holds.
pub(in crate::publication) fn statement(app: &App, signature: &str) -> Option<Statement> {
    serde_json::from_slice(&app.signer.verify(signature)?).ok()
}

/// A list that no longer matches its digest is shown to nobody.
fn read(row: &publication::Model) -> Result<ResultList, AppError> {
    if sha256(row.sealed.as_bytes()) != row.digest {
        return Err(AppError::fault(format!("publication {} does not match its digest", row.id)));
    }
    serde_json::from_str(&row.sealed).map_err(AppError::fault)
}

async fn public_rows(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<publication::Model>, AppError> {
    let rows = publication::Entity::find()
        .filter(publication::Column::CampaignId.eq(campaign.0))
        .filter(publication::Column::State.eq(Text(PublicationState::Published)))
        .order_by_desc(publication::Column::Version)
        .all(db)
        .await?;
    Ok(rows)
}

/// A public version of a campaign's list; the newest when none is named.
///
/// # Errors
/// `NotFound` before the first is public.
pub async fn published(app: &App, code: &str, version: Option<u32>) -> Result<Published, AppError> {
    let db = &app.db.read;
    let campaign = campaigns::announced(db, code).await?;
    let rows = public_rows(db, campaign.id).await?;
    let newest = rows.first().ok_or(AppError::NotFound)?.version.unsigned_abs();
    let wanted = version.unwrap_or(newest);
    let at = rows.iter().position(|row| row.version.unsigned_abs() == wanted).ok_or(AppError::NotFound)?;
    let row = &rows[at];
    let previous = match rows.get(at + 1) {
        Some(before) => Some((stamp(before), read(before)?)),
        None => None,
    };
    let list = read(row)?;
    let signed = statement(app, &row.signature).is_some_and(|s| s.sha256 == row.digest && s.version == list.version);
    Ok(Published { campaign, stamp: stamp(row), list, sealed: row.sealed.clone(), signed, previous, newest })
}

/// The newest public version of a campaign, without its list.
///
/// # Errors
/// The database's own, as a fault.
pub async fn newest(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Option<Stamp>, AppError> {
    Ok(public_rows(db, campaign).await?.first().map(stamp))
}

/// The newest public list of a campaign.
///
/// # Errors
/// `NotFound` before the first is public.
pub async fn newest_list(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<(Stamp, ResultList), AppError> {
    let rows = public_rows(db, campaign).await?;
    let row = rows.first().ok_or(AppError::NotFound)?;
    Ok((stamp(row), read(row)?))
}

/// One line of the list of lists.
#[derive(Clone, Debug)]
pub struct Summary {
    pub campaign: Campaign,
    pub stamp: Stamp,
    pub title: String,
    pub posts: usize,
    pub people: usize,
}

/// The newest version of every public list, the newest first.
///
/// # Errors
/// The database's own, as a fault.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Summary>, AppError> {
    let rows = publication::Entity::find()
        .filter(publication::Column::State.eq(Text(PublicationState::Published)))
        .order_by_asc(publication::Column::Version)
        .all(db)
        .await?;
    let newest: BTreeMap<Uuid, publication::Model> = rows.into_iter().map(|row| (row.campaign_id, row)).collect();
    let mut lists = Vec::with_capacity(newest.len());
    for campaign in campaigns::all(db, true).await? {
        let Some(row) = newest.get(&campaign.id.0) else { continue };
        let list = read(row)?;
        let (posts, people) = (list.posts.len(), list.people());
        lists.push(Summary { campaign, stamp: stamp(row), title: list.title, posts, people });
    }
    lists.sort_by_key(|list| std::cmp::Reverse(list.stamp.published_at));
    Ok(lists)
}
