//! Owner: ranking. The result of a further test that orders a tie.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "extra_tests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidate_id: Uuid,
    pub campaign_id: Uuid,
    pub points: i64,
    pub recorded_by: Uuid,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
