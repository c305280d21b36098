//! Owner: marking. A set of marks that nobody changes any more: two signatures.

use crate::entity::stored::Text;
use domain::marking::MarkKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "freezes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub kind: Text<MarkKind>,
    pub signed_by: Uuid,
    pub signed_at: i64,
    pub frozen_by: Option<Uuid>,
    pub frozen_at: Option<i64>,
    pub digest: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
