//! Qualification certificates.

use crate::schema::{Table, index, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("certificates")
            .key_uuid("id")
            .string("number")
            .uuid("campaign_id")
            .uuid("candidate_id")
            .uuid("account_id")
            .string("series")
            .int("serial")
            .string("name")
            .string("state")
            .text("reason")
            .text("credential")
            .uuid("issued_by")
            .big("issued_at")
            .big("valid_until")
            .big("state_at")
            .refers("campaign_id", "campaigns")
            .refers("candidate_id", "candidates")
            .refers("account_id", "accounts")
            .refers("issued_by", "accounts")
            .create(manager)
            .await?;
        unique(manager, "certificates", &["number"]).await?;
        unique(manager, "certificates", &["candidate_id"]).await?;
        unique(manager, "certificates", &["series", "serial"]).await?;
        index(manager, "certificates", &["account_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["certificates"]).await
    }
}
