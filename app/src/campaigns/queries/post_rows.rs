//! The posts of a campaign, each with how many were accepted.

use crate::{
    entity::{application, post, stored::Text},
    error::AppError,
};
use domain::{access::Jurisdiction, applications::Stage, ids::CampaignId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashMap;

/// A row of the post table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    pub code: String,
    pub name: String,
    pub scope: Jurisdiction,
    pub street: String,
    pub audience: String,
    pub places: u32,
    /// Accepted applications.
    pub accepted: u64,
}

/// The post table of an announced campaign, with how many were accepted for each post.
///
/// # Errors
/// The database's own, as a fault.
pub async fn posts(db: &impl ConnectionTrait, id: CampaignId) -> Result<Vec<PostRow>, AppError> {
    let accepted = accepted_per_post(db, id).await?;
    let rows = post::Entity::find()
        .filter(post::Column::CampaignId.eq(id.0))
        .order_by_asc(post::Column::Position)
        .all(db)
        .await?;
    let posts = rows.into_iter().map(|row| PostRow {
        accepted: accepted.get(&row.code).copied().unwrap_or_default(),
        code: row.code,
        name: row.name,
        scope: Jurisdiction(row.area),
        street: row.street,
        audience: row.audience,
        places: row.places.unsigned_abs(),
    });
    Ok(posts.collect())
}

#[derive(FromQueryResult)]
struct Counted {
    post_code: Option<String>,
    people: i64,
}

async fn accepted_per_post(
    db: &impl ConnectionTrait,
    id: CampaignId,
) -> Result<HashMap<String, u64>, AppError> {
    let rows = application::Entity::find()
        .select_only()
        .column(application::Column::PostCode)
        .column_as(Expr::col(application::Column::Id).count(), "people")
        .filter(application::Column::CampaignId.eq(id.0))
        .filter(application::Column::Stage.eq(Text(Stage::Accepted)))
        .group_by(application::Column::PostCode)
        .into_model::<Counted>()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.post_code?, row.people.unsigned_abs())))
        .collect())
}
