//! Owner: admission. A script number, its post, and the tag by which the secret key knows whose it is (D1).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "script_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag: String,
    pub campaign_id: Uuid,
    pub script: String,
    pub post_code: String,
}

impl ActiveModelBehavior for ActiveModel {}
