//! Owner: applications. A decision about an application, with its reasons.

use super::kinds::Reasons;
use crate::entity::stored::{Json, Text};
use domain::applications::Act;
use domain::tasks::Task;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub reviewer_id: Uuid,
    pub act: Text<Act>,
    pub reasons: Json<Reasons>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// The task that reasons about evidence mean.
    pub about: Option<Text<Task>>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
