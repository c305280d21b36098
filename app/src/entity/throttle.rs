//! Owner: accounts. Failed attempts in the present window, shared by all servers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "throttles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub window_start: i64,
    pub attempts: i32,
}

impl ActiveModelBehavior for ActiveModel {}
