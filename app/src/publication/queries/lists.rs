//! Published lists: only ever read, and only when they still match their digest.

use crate::{
    campaigns::queries::{self as campaigns, Campaign},
    entity::{publication, stored::Text},
    error::AppError,
    platform::app::App,
};
use domain::{
    Instant,
    digest::sha256,
    ids::{CampaignId, PublicationId},
    publication::{PublicationState, ResultList, Statement},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
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

/// A row without its list, which may be long.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "publication::Entity")]
struct Row {
    id: Uuid,
    campaign_id: Uuid,
    run_id: Uuid,
    version: i32,
    digest: String,
    signature: String,
    sealed_at: i64,
    published_at: Option<i64>,
    period_ends_at: Option<i64>,
}

fn stamp(row: &Row) -> Stamp {
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

/// The sealed bytes and the list that they say. A list that no longer matches its digest is shown to nobody.
async fn read(db: &impl ConnectionTrait, row: &Row) -> Result<(String, ResultList), AppError> {
    let query = publication::Entity::find_by_id(row.id)
        .select_only()
        .column(publication::Column::Sealed);
    let sealed: String = query
        .into_tuple()
        .one(db)
        .await?
        .ok_or(AppError::NotFound)?;
    if sha256(sealed.as_bytes()) != row.digest {
        return Err(AppError::fault(format!(
            "publication {} does not match its digest",
            row.id
        )));
    }
    let list = serde_json::from_str(&sealed).map_err(AppError::fault)?;
    Ok((sealed, list))
}

/// The public versions of a campaign's list, the newest first.
fn public(campaign: CampaignId) -> Select<publication::Entity> {
    publication::Entity::find()
        .filter(publication::Column::CampaignId.eq(campaign.0))
        .filter(publication::Column::State.eq(Text(PublicationState::Published)))
        .order_by_desc(publication::Column::Version)
}

/// A public version of a campaign's list; the newest when none is named.
///
/// # Errors
/// `NotFound` before the first is public.
pub async fn published(app: &App, code: &str, version: Option<u32>) -> Result<Published, AppError> {
    let db = &app.db.read;
    let campaign = campaigns::announced(db, code).await?;
    let rows: Vec<Row> = public(campaign.id).into_partial_model().all(db).await?;
    let newest = rows
        .first()
        .ok_or(AppError::NotFound)?
        .version
        .unsigned_abs();
    let wanted = version.unwrap_or(newest);
    let at = rows
        .iter()
        .position(|row| row.version.unsigned_abs() == wanted)
        .ok_or(AppError::NotFound)?;
    let row = &rows[at];
    let previous = match rows.get(at + 1) {
        Some(before) => Some((stamp(before), read(db, before).await?.1)),
        None => None,
    };
    let (sealed, list) = read(db, row).await?;
    let signed = statement(app, &row.signature)
        .is_some_and(|s| s.sha256 == row.digest && s.version == list.version);
    Ok(Published {
        campaign,
        stamp: stamp(row),
        list,
        sealed,
        signed,
        previous,
        newest,
    })
}

/// The newest public version of a campaign, without its list.
///
/// # Errors
/// The database's own, as a fault.
pub async fn newest(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Option<Stamp>, AppError> {
    let row: Option<Row> = public(campaign).into_partial_model().one(db).await?;
    Ok(row.as_ref().map(stamp))
}

/// The newest public list of a campaign.
///
/// # Errors
/// `NotFound` before the first is public.
pub async fn newest_list(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<(Stamp, ResultList), AppError> {
    let row: Option<Row> = public(campaign).into_partial_model().one(db).await?;
    let row = row.ok_or(AppError::NotFound)?;
    Ok((stamp(&row), read(db, &row).await?.1))
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
        .into_partial_model::<Row>()
        .all(db)
        .await?;
    let newest: BTreeMap<Uuid, Row> = rows.into_iter().map(|row| (row.campaign_id, row)).collect();
    let mut lists = Vec::with_capacity(newest.len());
    for campaign in campaigns::all(db, true).await? {
        let Some(row) = newest.get(&campaign.id.0) else {
            continue;
        };
        let (_, list) = read(db, row).await?;
        let (posts, people) = (list.posts.len(), list.people());
        lists.push(Summary {
            campaign,
            stamp: stamp(row),
            title: list.title,
            posts,
            people,
        });
    }
    lists.sort_by_key(|list| std::cmp::Reverse(list.stamp.published_at));
    Ok(lists)
}
