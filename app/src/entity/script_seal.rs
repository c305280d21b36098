//! Owner: admission. The secret key of a campaign's script numbers: encrypted, and revealed when the marks are frozen (D1).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "script_seals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub campaign_id: Uuid,
    pub key_cipher: Vec<u8>,
    pub revealed: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
