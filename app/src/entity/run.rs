//! Owner: ranking. One run of the rules: inputs, outcome, digest; computed once, then only read.

use super::kinds::RunStage;
use crate::entity::stored::Text;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "runs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub stage: Text<RunStage>,
    #[sea_orm(column_type = "Text")]
    pub bundle: String,
    pub rules_digest: String,
    pub digest: String,
    pub run_by: Uuid,
    pub run_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
