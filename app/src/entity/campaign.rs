//! Owner: campaigns. One recruitment.

use crate::entity::stored::{Json, Text};
use domain::campaigns::CampaignState;
use domain::campaigns::Draft;
use domain::campaigns::Progress;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaigns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub area: String,
    pub state: Text<CampaignState>,
    pub progress: Text<Progress>,
    pub draft: Json<Draft>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub revision: i32,
    pub version: i32,
    pub drafted_by: Uuid,
    pub checked_by: Option<Uuid>,
    pub announced_at: Option<i64>,
    pub closes_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
