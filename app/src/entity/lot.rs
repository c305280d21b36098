//! Owner: interviews. A drawn number that stands for a candidate in an interview room.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidate_id: Uuid,
    pub campaign_id: Uuid,
    pub room: i32,
    pub number: String,
}

impl ActiveModelBehavior for ActiveModel {}
