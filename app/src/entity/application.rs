//! Owner: applications. One applicant in one campaign.

use super::kinds::Checks;
use super::kinds::Tasks;
use crate::entity::stored::{Json, Text};
use domain::applications::Stage;
use domain::rules::Facts;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub campaign_id: Uuid,
    pub account_id: Uuid,
    pub number: Option<String>,
    /// The number's last part, so that the next one is found at once.
    pub serial: Option<i32>,
    pub stage: Text<Stage>,
    pub post_code: Option<String>,
    pub facts: Json<Facts>,
    pub contact_cipher: Option<Vec<u8>>,
    pub tasks: Json<Tasks>,
    pub findings: Json<Checks>,
    /// How many findings want a reviewer's eye: a column, because the queue filters by it.
    pub questions: i32,
    pub answer_by: Option<i64>,
    pub returned_at: Option<i64>,
    pub revision: i32,
    pub submitted_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub created_at: i64,
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
