//! Owner: certificates. A certificate and where it stands.

use crate::entity::stored::Text;
use domain::certificates::CertificateState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: String,
    pub campaign_id: Uuid,
    pub candidate_id: Uuid,
    pub account_id: Uuid,
    pub series: String,
    pub serial: i32,
    pub name: String,
    pub state: Text<CertificateState>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    #[sea_orm(column_type = "Text")]
    pub credential: String,
    pub issued_by: Uuid,
    pub issued_at: i64,
    pub valid_until: i64,
    pub state_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
