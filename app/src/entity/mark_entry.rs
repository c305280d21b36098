//! Owner: marking. One figure as one person typed it.

use super::kinds::EntryStatus;
use crate::entity::stored::Text;
use domain::marking::MarkKind;
use domain::marking::Pass;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mark_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub kind: Text<MarkKind>,
    pub sheet: String,
    pub item: String,
    pub pass: Text<Pass>,
    pub status: Text<EntryStatus>,
    pub points: Option<i64>,
    pub entered_by: Uuid,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
