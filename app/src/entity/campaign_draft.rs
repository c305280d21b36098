//! Owner: campaigns. Every saved state of a draft: who changed which part when, so that a change can be looked at and undone.

use crate::entity::stored::Json;
use domain::campaigns::Draft;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    /// As `campaigns.revision` counts: zero is the first draft.
    pub revision: i32,
    /// What was changed, as the event names it.
    pub part: String,
    pub content: Json<Draft>,
    pub saved_by: Uuid,
    pub saved_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
