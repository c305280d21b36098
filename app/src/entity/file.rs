//! Owner: applications. A photo or document; the bytes lie in the object store under the id.

use super::kinds::PhotoProblems;
use crate::entity::stored::Json;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub purpose: String,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub problems: Json<PhotoProblems>,
    pub created_at: i64,
    /// Replaced or taken back by its owner; kept, because somebody may have decided on it.
    pub removed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
