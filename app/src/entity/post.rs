//! Owner: campaigns. A post of an announced campaign, from its frozen rules.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub code: String,
    pub position: i32,
    pub name: String,
    pub area: String,
    pub street: String,
    pub audience: String,
    pub places: i32,
}

impl ActiveModelBehavior for ActiveModel {}
