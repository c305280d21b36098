//! Owner: notifications. A message to be sent, written in the transaction that caused it.

use super::kinds::Channel;
use super::kinds::OutboxState;
use crate::entity::stored::{Json, Text};
use domain::notices::Notice;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub channel: Text<Channel>,
    pub content: Json<Notice>,
    pub state: Text<OutboxState>,
    pub attempts: i32,
    pub next_at: i64,
    pub leased_until: Option<i64>,
    pub sent_at: Option<i64>,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
