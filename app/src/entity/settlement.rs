//! Owner: marking. What a third person decided where two entries differed.

use super::kinds::EntryStatus;
use crate::entity::stored::Text;
use domain::marking::MarkKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "settlements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub kind: Text<MarkKind>,
    pub sheet: String,
    pub item: String,
    pub status: Text<EntryStatus>,
    pub points: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub settled_by: Uuid,
    pub settled_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
