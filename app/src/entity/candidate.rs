//! Owner: admission. An accepted application, from its ticket on.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "candidates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub application_id: Uuid,
    pub post_code: String,
    pub ticket: String,
    pub room: i32,
    pub seat: i32,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
