//! Sealed, signed and published lists.

use crate::schema::{Table, unique};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Table::new("publications")
            .key_uuid("id")
            .uuid("campaign_id")
            .uuid("run_id")
            .int("version")
            .string("state")
            .text("sealed")
            .string("digest")
            .text("signature")
            .string("key_id")
            .string_or_null("previous_digest")
            .text("reason")
            .uuid("sealed_by")
            .big("sealed_at")
            .uuid_or_null("approved_by")
            .big_or_null("approved_at")
            .uuid_or_null("published_by")
            .big_or_null("published_at")
            .big_or_null("period_ends_at")
            .refers("campaign_id", "campaigns")
            .refers("run_id", "runs")
            .refers("sealed_by", "accounts")
            .create(manager)
            .await?;
        unique(manager, "publications", &["campaign_id", "version"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::schema::drop_all(manager, &["publications"]).await
    }
}
