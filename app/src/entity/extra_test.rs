//! Owner: ranking. The result of a further test: the one that orders a tie, or one that everybody sits.

use super::kinds::EntryStatus;
use crate::entity::stored::Text;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "extra_tests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub candidate_id: Uuid,
    pub test: String,
    pub status: Text<EntryStatus>,
    pub points: Option<i64>,
    pub recorded_by: Uuid,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
