//! Owner: admission. Which script number belongs to which candidate: apart from both, opened when marks are frozen (D1).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "script_keys")]
pub struct Model {
    pub script: String,
    pub campaign_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidate_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
