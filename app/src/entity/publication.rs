//! Owner: publication. One version of a result list.

use crate::entity::stored::Text;
use domain::publication::PublicationState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    /// The run of the rules that the list was made from.
    pub run_id: Uuid,
    pub version: i32,
    pub state: Text<PublicationState>,
    #[sea_orm(column_type = "Text")]
    pub sealed: String,
    pub digest: String,
    #[sea_orm(column_type = "Text")]
    pub signature: String,
    pub key_id: String,
    pub previous_digest: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub sealed_by: Uuid,
    pub sealed_at: i64,
    pub approved_by: Option<Uuid>,
    pub approved_at: Option<i64>,
    pub published_by: Option<Uuid>,
    pub published_at: Option<i64>,
    pub period_ends_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
