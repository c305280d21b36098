//! Owner: ranking. One candidate's line of the last run: what lists and result pages read.

use crate::entity::stored::Json;
use domain::ranking::Placing;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "standings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidate_id: Uuid,
    pub campaign_id: Uuid,
    pub post_code: String,
    pub written: Option<i64>,
    pub bonus: i64,
    pub interview: Option<i64>,
    pub total: Option<i64>,
    pub rank: Option<i32>,
    pub placing: Json<Placing>,
    pub shortlisted: bool,
    pub tied: bool,
}

impl ActiveModelBehavior for ActiveModel {}
