//! Owner: campaigns. What was announced, frozen under its digest.

use crate::entity::stored::Json;
use domain::campaigns::Draft;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub version: i32,
    pub content: Json<Draft>,
    pub rules_digest: String,
    pub digest: String,
    pub announced_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
